"""From a file, and those it extends, to a configuration; each mistake with its place."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from ..errors import ConfigError, Place
from ..packs import is_shipped
from ..span import Lines
from .configuration import NOTHING_SET, Configuration
from .layers import base_of, laid_over
from .models import RuleModel, Settings
from .paths import absolute, is_file, is_folder, shown
from .places import Path_, places_in

PYPROJECT = "pyproject.toml"
_TABLE = ("tool", "content-guard")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_config(file: Path, project: Path | None = None) -> Configuration:
    """Read a file and those it extends. Raises ConfigError with every mistake of the first faulty file.

    Patterns of a file that stands outside ``project`` (left out: the file's own folder) are read from there.
    """
    project = absolute(project or file.parent)
    configuration = NOTHING_SET
    for layer in _chain(file):
        base = base_of(absolute(layer.file.parent), project)
        configuration = laid_over(configuration, layer.settings, layer.where, base=base, source=layer.file.name)
        configuration = replace(configuration, files=(layer.shown, *configuration.files))
    return configuration


class _Layer(NamedTuple):
    file: Path
    shown: str
    settings: Settings
    places: Mapping[Path_, Place]

    def where(self, name: str, *path: str | int) -> str:
        """The place of a key, by the name of its field."""
        return str(_place((name.replace("_", "-"), *path), self.places, self.shown))


def _chain(file: Path) -> list[_Layer]:
    """The file and those it extends, the farthest first."""
    chain: list[_Layer] = []
    while True:
        layer = _layer(file)
        chain.insert(0, layer)
        if layer.settings.extend is None:
            return chain
        place = layer.where("extend")
        file = _from(file.parent, layer.settings.extend, f"{place} extend")
        if not is_file(file):
            raise ConfigError(f"{place} extend: expected a file, found none at {shown(file)}. Paths start here.")
        if any(file.samefile(seen.file) for seen in chain):
            raise ConfigError(
                f"{place} extend: {shown(file)} extends itself, by way of this file. Take one of them out."
            )


def _layer(file: Path) -> _Layer:
    text, name = _text(file), shown(file)
    value, every = _parsed(text, name)
    below: Path_ = ()
    if file.name == PYPROJECT:
        value, below = _ours(value), _TABLE
        if value is None:
            raise ConfigError(f"{name}: has no table [tool.content-guard]. Write one, or name another file.")
    places = {path[len(below) :]: place for path, place in every.items() if path[: len(below)] == below}
    try:
        settings = Settings.model_validate(value)
    except ValidationError as error:
        problems = sorted({_problem(found, places, name) for found in error.errors()})
        raise ConfigError("\n".join(f"{place} {text}" for place, text in problems)) from None
    update: dict[str, Any] = dict(_with_packs(settings, file, places, name))
    if settings.baseline is not None:
        place = f"{_place(('baseline',), places, name)} baseline"
        update["baseline"] = _way(_from(file.parent, settings.baseline, place))
    settings = settings.model_copy(update=update)
    return _Layer(file, name, settings, places)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read ({error.strerror or error}). Name a TOML file.") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file}: is not UTF-8. Save it as UTF-8 and try again.") from None


def _parsed(text: str, name: str) -> tuple[Any, Mapping[Path_, Place]]:
    """The values of a text, and where each stands."""
    try:
        return tomllib.loads(text), places_in(text, name)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT.search(str(error))
        line, column = (int(at[1]), int(at[2])) if at and at[1] else Lines(text).of(len(text.rstrip()))
        said = _AT.sub("", str(error))
        raise ConfigError(f"{Place(name, line, column)} expected TOML, found: {said[:1].lower()}{said[1:]}") from None


def has_table(file: Path) -> bool:
    """Tell whether a pyproject.toml has ``[tool.content-guard]``."""
    text = _text(file)
    if _TABLE[-1] not in text:  # whatever else may be wrong with it is nothing to us
        return False
    return _ours(_parsed(text, shown(file))[0]) is not None


def _ours(value: Any) -> Any:
    for key in _TABLE:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _with_packs(
    settings: Settings, file: Path, places: Mapping[Path_, Place], name: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Packs that are folders, seen from the file; others ship with content-guard."""
    for field, key in (("packs", "packs"), ("extend_packs", "extend-packs")):
        found = []
        for number, pack in enumerate(getattr(settings, field) or ()):
            try:
                found.append(_pack(pack, file.parent))
            except ConfigError as error:
                raise ConfigError(f"{_place((key, number), places, name)} {key}: {error}") from None
        if found:
            yield field, tuple(found)


def _pack(written: str, folder: Path) -> str:
    """A pack as a guard is asked for it: a shipped one by its name, another by the way to its folder."""
    if is_shipped(written):
        return written
    own = _from(folder, written, "")
    if not is_folder(own):
        raise ConfigError(f"expected a folder, or a pack that ships with content-guard, found none at {shown(own)}")
    way = _way(own)
    return way if "/" in way else f"./{way}"


def _from(folder: Path, written: str, place: str) -> Path:
    """A path as it is written in a file of a folder. Raises ConfigError for what can be none."""
    try:
        if "\0" not in written:
            return folder / Path(written).expanduser()
    except RuntimeError:  # there is no such user
        pass
    raise ConfigError(f"{place}: expected a path, found {written!r}".lstrip(": "))


def _way(path: Path) -> str:
    """The way there from here, as people would type it."""
    return os.path.relpath(path)


# Mistakes.


def _place(path: Path_, places: Mapping[Path_, Place], name: str) -> Place:
    """Where a path stands; of one that was left out, its nearest parent."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, Place(name, 1, 1))


def _problem(error: Any, places: Mapping[Path_, Place], name: str) -> tuple[Place, str]:
    """Pydantic's words in ours: ``file:line:column key: expected …, found …``."""
    path = tuple(part for part in error["loc"] if part != "[key]")
    key = ".".join(str(part) for part in path if isinstance(part, str)) or ".".join(_TABLE)
    found = error["input"]
    seen = f", found {found!r}" if isinstance(found, str | int | float) else ""
    match error["type"]:
        case "extra_forbidden":
            text = "is not a setting" + _meant(str(path[-1]), _known(path))
        case "literal_error":
            text = f"expected {error['ctx']['expected']}{seen}"
        case "value_error":
            text = f"{error['ctx']['error']}{seen}"
        case "too_short" | "string_too_short":
            text = "expected something, found none"
        case "tuple_type":
            text = f"expected a list in [brackets]{seen}"
        case "dict_type" | "model_type":
            text = f"expected a table{seen}"
        case _:
            text = f"expected {_lowered(error['msg'])}{seen}"
    return _place(path, places, name), f"{key}: {text}"


def _known(path: Path_) -> list[str]:
    model: type[BaseModel] = RuleModel if path[0] == "rules" else Settings
    return [field.alias or name for name, field in model.model_fields.items()]


def _meant(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name.lower().replace("_", "-"), list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; these are: {', '.join(known)}"


def _lowered(message: str) -> str:
    for opening in ("Input should be ", "Input should have ", "String should ", "Value should ", "Tuple should "):
        message = message.removeprefix(opening)
    return message[:1].lower() + message[1:]
