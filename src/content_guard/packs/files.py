"""Where packs stand, and their files read and validated, each mistake with its place."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from os.path import normpath
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from ..errors import ConfigError, Problem, RuleError
from .models import (
    RULE_MODELS,
    ClassModel,
    ClauseModel,
    FamilyModel,
    LexiconModel,
    NotBuiltModel,
    OverrideModel,
    PackFile,
    RuleFile,
    SignalModel,
)
from .yaml import Path_, Source

_HERE = Path(__file__).resolve().parent.parent
SHARED = "common"
_ENTRIES: dict[str, type[BaseModel]] = {  # section → what each of its entries holds
    "families": FamilyModel,
    "clauses": ClauseModel,
    "not-built": NotBuiltModel,
    "override": OverrideModel,
    "lexicons": LexiconModel,
    "signals": SignalModel,
    "classes": ClassModel,
}


def rules_root() -> Path:
    """The folder of the shipped packs: inside the wheel, or beside ``src`` in a checkout."""
    for folder in (_HERE / "_rules", _HERE.parent.parent / "rules"):
        if folder.is_dir():
            return folder
    raise ConfigError("The rules that ship with content-guard are missing. Install the package again.")


def pack_folder(name: str) -> Path:
    """Find a pack by its name (a shipped one) or by the path of its folder."""
    if is_shipped(name):
        return rules_root() / name
    folder = Path(name)
    if folder.is_dir():
        return folder
    known = sorted(p.parent.name for p in rules_root().glob("*/pack.yml"))
    raise ConfigError(
        f"There is no pack {name!r}: expected the path of a folder with a pack.yml, or one of: {', '.join(known)}."
    )


def is_shipped(name: str) -> bool:
    """Tell whether a pack of this name ships with content-guard."""
    return "/" not in name and (rules_root() / name / "pack.yml").is_file()


class RuleSource(NamedTuple):
    """A rule file: its text with places, and its validated content."""

    source: Source
    content: RuleFile
    shared: bool  # from ``common``: lists that nobody uses are no mistake there


class PackSource(NamedTuple):
    """A pack folder, read: ``pack.yml`` and the rule files, those of extended packs before its own."""

    source: Source
    content: PackFile
    files: tuple[RuleSource, ...]
    own: tuple[RuleSource, ...]
    bases: tuple[PackSource, ...]
    shipped: bool


def read_pack(name: str, seen: tuple[str, ...] = ()) -> PackSource:
    """Read a pack and what it extends. Raises RuleError with every mistake of the first faulty file."""
    folder = pack_folder(name)
    if str(folder) in seen:
        raise ConfigError(f"Pack {name!r} extends itself: {' → '.join((*seen, str(folder)))}")
    file = folder / "pack.yml"
    if not file.is_file():
        raise ConfigError(f"{folder} has no pack.yml. `content-guard schema --pack-file` prints what it may hold.")
    source = Source(file, _shown(file))
    content = _validated(PackFile, source)
    _demand_ground(content, source)
    bases: list[PackSource] = []
    files: list[RuleSource] = []
    for number, base in enumerate(content.extends):
        if base == SHARED:
            files += _rule_files(rules_root() / SHARED, shared=True)
        else:
            found = _base_folder(folder, base, source, number)
            extended = read_pack(found, (*seen, str(folder)))
            bases.append(extended)
            files += extended.files
    own = tuple(_rule_files(folder, shared=False))
    shipped = folder.resolve().is_relative_to(rules_root())
    return PackSource(source, content, (*files, *own), own, tuple(bases), shipped)


def _demand_ground(content: PackFile, source: Source) -> None:
    """Families and clauses may be left to another pack; ``common`` has none."""
    if set(content.extends) <= {SHARED}:
        left_out = [name for name in ("families", "clauses") if not getattr(content, name)]
        if left_out:
            raise RuleError(*(source.problem((name,), name, "expected, but it is not there") for name in left_out))


def _base_folder(folder: Path, base: str, source: Source, number: int) -> str:
    """Where a pack that is extended stands: beside the one that extends it, or among the shipped ones."""
    if (folder / base).is_dir():
        return normpath(folder / base)
    try:
        return str(pack_folder(base))
    except ConfigError as error:
        raise RuleError(source.problem(("extends", number), "extends", str(error))) from None


def _rule_files(folder: Path, *, shared: bool) -> Iterator[RuleSource]:
    for file in sorted(folder.glob("*.yml")):
        if file.name != "pack.yml":
            source = Source(file, _shown(file))
            yield RuleSource(source, _validated(RuleFile, source), shared)


def _shown(file: Path) -> str:
    """A path as people would type it: shipped files by ``rules/…``, others as they were given."""
    root = rules_root()
    whole = file.resolve()
    return f"rules/{whole.relative_to(root)}" if whole.is_relative_to(root) else str(file)


_M = TypeVar("_M", bound=BaseModel)


def _validated(model: type[_M], source: Source) -> _M:
    try:
        return model.model_validate(source.value)
    except ValidationError as error:
        raise RuleError(*(_problem(source, e) for e in error.errors())) from None


def _problem(source: Source, error: Any) -> Problem:
    """Turn pydantic's words into ours: place, code of the rule, field: expected, found."""
    path = error["loc"]
    if path[:1] == ("rules",) and path[2:3] and path[2] in RULE_MODELS:  # pydantic names the kind it took a rule for
        path = (*path[:2], *path[3:])
    path = tuple(
        p
        for p in path
        if not (isinstance(p, str) and p.startswith(("constrained", "ExampleModel", "tuple", "dict", "function")))
    )
    field = next((p for p in reversed(path) if isinstance(p, str)), "")
    subject = " ".join(filter(None, (_code(source, path), field)))
    context = error.get("ctx", {})
    found = f", found {error['input']!r}" if isinstance(error.get("input"), str) else ""
    match error["type"]:
        case "missing":
            text = "expected, but it is not there"
        case "extra_forbidden":
            near = difflib.get_close_matches(field, _names_at(source, path), n=1)
            text = "is not a name known here" + (f"; did you mean {near[0]!r}?" if near else "")
        case "enum" | "literal_error":
            text = f"expected {context['expected']}{found}"
        case "union_tag_invalid":
            text = f"expected one of {context['expected_tags']}, found {context['tag']!r}"
        case "union_tag_not_found":
            text = f"expected a kind: one of {', '.join(RULE_MODELS)}"
        case _:
            text = f"expected {_lowered(error['msg'])}{found}"
    return source.problem(path, subject, text)


def _lowered(message: str) -> str:
    for opening in ("Input should be ", "Input should have ", "String should ", "Value should "):
        message = message.removeprefix(opening)
    return message[:1].lower() + message[1:]


def _code(source: Source, path: Path_) -> str:
    """The code of the rule a path lies in, if it lies in one."""
    if len(path) >= 2 and path[0] == "rules" and isinstance(path[1], int):
        rule = source.value["rules"][path[1]]
        return str(rule.get("code", "")) if isinstance(rule, dict) else ""
    return ""


def _names_at(source: Source, path: Path_) -> list[str]:
    """The names that could stand where an unknown one was found."""
    if path[:1] == ("rules",) and len(path) == 3 and isinstance(path[1], int):
        model: type[BaseModel] = RULE_MODELS.get(source.value["rules"][path[1]].get("kind"), RULE_MODELS["phrase"])
    elif len(path) == 3 and path[0] in _ENTRIES:
        model = _ENTRIES[str(path[0])]
    elif source.shown.endswith("pack.yml"):
        model = PackFile
    else:
        model = RuleFile
    return [field.alias or name for name, field in model.model_fields.items()]
