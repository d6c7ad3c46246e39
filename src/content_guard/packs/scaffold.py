"""A new rule from a template: in a new pack, or at the end of its family's file in one that is there."""

from __future__ import annotations

import difflib
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import ConfigError, Place, RuleError
from .files import PackSource, read_pack
from .insert import NotInsertable, with_block
from .kept import load
from .pack import Pack
from .places import pack_folder
from .yaml import Source

TEMPLATES = Path(__file__).parent / "templates"
_CODE = re.compile(r"([A-Z]{3})([0-9]{3})?")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_FIRST = 101
_FIRST_OF_OTHERS = 901  # in a family of an extended pack, whose own numbers go on below
_SCHEMA_LINE = "# yaml-language-server:"


@dataclass(frozen=True, slots=True)
class Scaffolded:
    """A rule that was written: its code, where it begins, and the files that are new."""

    code: str
    place: Place
    new_files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a rule goes: its code, its clause, and the file with the text that is there (None: no file yet)."""

    code: str
    clause: str
    file: Path
    text: str | None


def new_rule(code: str, folder: Path, kind: str = "phrase", name: str = "") -> Scaffolded:
    """Write a rule of a kind from its template. A family alone as ``code`` takes its next free number.

    Raises ConfigError for a code, name or folder that will not do, RuleError for mistakes in the pack.
    Nothing that stands in a file is changed; whatever fails, nothing is written.
    """
    family, number = _code_parts(code)
    if name and not _NAME.fullmatch(name):
        raise ConfigError(f"{name!r} is no name for a rule. Use small letters, digits and hyphens: loud-words.")
    if not _is_new(folder):
        return _add(_target(folder, family, number), kind, name)
    folder.mkdir(parents=True, exist_ok=True)
    pack_file = folder / "pack.yml"
    _write_new(pack_file, _pack(folder, family))
    file = folder / f"{family.lower()}.yml"
    done = _add(_Target(f"{family}{number or _FIRST}", "clear-writing", file, None), kind, name)
    return Scaffolded(done.code, done.place, (str(pack_file), *done.new_files))


def _code_parts(code: str) -> tuple[str, str]:
    parts = _CODE.fullmatch(code.upper())
    if parts is None:
        raise ConfigError(
            f"{code!r} is no code. A code is three letters of a family and three digits, such as TST101; "
            "the family alone, TST, takes its next free number."
        )
    return parts[1], parts[2] or ""


def _is_new(folder: Path) -> bool:
    """True for a folder that is not there or empty. Raises ConfigError for one that holds other things."""
    if (folder / "pack.yml").is_file():
        return False
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(
            f"{folder} is no pack: it has no pack.yml and is not empty. "
            "Name the folder of a pack, or one that is not there yet."
        )
    if not folder.exists() and len(folder.parts) == 1 and _is_shipped(str(folder)):
        raise ConfigError(
            f"{folder} ships with content-guard. Name a folder of your own, and write `extends: [{folder}]` in its "
            f"pack.yml; in a checkout, name the folder itself: rules/{folder}."
        )
    return True


def _is_shipped(name: str) -> bool:
    try:
        return bool(pack_folder(name))
    except ConfigError:
        return False


# Where in a pack that is there.


def _target(folder: Path, family: str, number: str) -> _Target:
    named = str(folder) if folder.is_absolute() else f"./{folder}"  # never the name of a shipped pack
    pack, source = load([named]), read_pack(named)
    if family not in pack.families:
        raise ConfigError(_no_family(family, pack, folder))
    code = f"{family}{number}" if number else _next(family, pack)
    if code in pack.written:
        raise ConfigError(_taken(code, pack))
    file = _file_of(family, source) or folder / f"{family.lower()}.yml"
    return _Target(code, _clause(family, pack), file, file.read_bytes().decode() if file.is_file() else None)


def _no_family(family: str, pack: Pack, folder: Path) -> str:
    near = difflib.get_close_matches(family, pack.families, n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    return (
        f"{folder} has no family {family}; it has {', '.join(pack.families)}.{meant} A new one is a line under "
        f"`families` in {folder / 'pack.yml'}:\n  {family}: {{letter: {family[0]}, title: {{vi: …, en: …}}}}"
    )


def _taken(code: str, pack: Pack) -> str:
    source, path = pack.as_written().places[code]
    place, free = source.place(path), _next(code[:3], pack)
    if code in pack.own_rules:
        return f"{code} is taken ({place}). {free} is free."
    return (
        f"{code} is taken ({place}), by a pack that yours extends. {free} is free. To change its severity or score, "
        f"write `override: {{{code}: {{severity: …}}}}` in pack.yml; to silence it, `switch-off: [{code}]`."
    )


def _next(family: str, pack: Pack) -> str:
    """One above the family's highest number: lower ones may have been used and dropped."""
    every = {code for code in pack.written if code.startswith(family)}
    own = every & pack.own_rules
    highest = max((int(code[3:]) for code in own or every), default=_FIRST - 1)
    number = highest + 1 if own or not every else max(highest + 1, _FIRST_OF_OTHERS)
    while f"{family}{number}" in every:
        number += 1
    if number > 999:
        raise ConfigError(f"{family} has no number above {highest} left. Name the whole code, such as {family}150.")
    return f"{family}{number}"


def _file_of(family: str, source: PackSource) -> Path | None:
    """The last of the pack's own files with rules of a family."""
    for file in reversed(source.own):
        if any(rule.code.startswith(family) for rule in file.content.rules):
            return file.source.file
    return None


def _clause(family: str, pack: Pack) -> str:
    """The clause of the family's last rule; of a family without rules, the pack's first."""
    of_family = [rule.clause for code, rule in sorted(pack.written.items()) if code.startswith(family)]
    return of_family[-1] if of_family else next(iter(pack.clauses))


# What is written.


def _add(target: _Target, kind: str, name: str) -> Scaffolded:
    lists, rule = _filled(kind, target, name)
    text = target.text if target.text is not None else _opening(target.file.parent)
    try:
        if lists:
            text, _ = with_block(text, "lexicons", lists)
        text, line = with_block(text, "rules", rule)
    except NotInsertable as error:
        raise ConfigError(
            f"{target.file}:{error}. Write the section as lines below `{_section(error)}:`, then try again."
        ) from None
    if target.text is None:
        _write_new(target.file, text)
    else:
        _replace(target.file, text, target.code)
    new = (str(target.file),) if target.text is None else ()
    return Scaffolded(target.code, Place(str(target.file), line, 1), new)


def _section(error: NotInsertable) -> str:
    return str(error).split()[1].rstrip(":")


def _filled(kind: str, target: _Target, name: str) -> tuple[str, str]:
    """The lists and the rule of a template, with its names filled in."""
    head = (TEMPLATES / "rule.yml").read_text(encoding="utf-8")
    lists, _, own = (TEMPLATES / f"{kind}.yml").read_text(encoding="utf-8").partition("rule:\n")
    body = "".join(f"  {line}" for line in own.splitlines(keepends=True))
    names = {
        "XYZ100": target.code,
        "xyz100": target.code.lower(),
        "rule-name": name or target.code.lower(),
        "clause-name": target.clause,
    }
    return _with_names(lists.partition("lexicons:\n")[2], names), _with_names(head + body, names)


def _with_names(text: str, names: dict[str, str]) -> str:
    for placeholder, name in names.items():
        text = _with_name(text, placeholder, name)
    return text


def _with_name(text: str, placeholder: str, name: str) -> str:
    """Put a name in a placeholder's place; a comment behind it stays in its column."""

    def fitted(found: re.Match[str]) -> str:
        return f"{name.ljust(len(found[0]) - 1)} " if found[0].endswith(" ") else name

    return re.sub(rf"{placeholder}(?: +(?=#))?", fitted, text)


def _pack(folder: Path, family: str) -> str:
    text = (TEMPLATES / "pack.yml").read_text(encoding="utf-8")
    plain = unicodedata.normalize("NFD", folder.resolve().name).encode("ascii", "ignore").decode().lower()
    id_ = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "my-pack"
    names = {
        "pack-id": id_,
        "pack-date": f"{date.today():%d/%m/%Y}",
        "XYZ": family,
        "letter: X": f"letter: {family[0]}",
    }
    return _with_names(text, names)


def _opening(folder: Path) -> str:
    """The first line of a new file: that of pack.yml, if it names a schema for editors."""
    first = (folder / "pack.yml").read_text(encoding="utf-8").partition("\n")[0]
    return f"{first}\n" if first.startswith(_SCHEMA_LINE) else ""


def _write_new(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="") as out:
            out.write(text)
    except OSError as error:
        raise ConfigError(f"{file}: cannot be written ({error.strerror}).") from None


def _replace(file: Path, text: str, code: str) -> None:
    """Put the longer text in the file's place, once it reads as the old one and the new rule."""
    with tempfile.TemporaryDirectory() as folder:
        tried = Path(folder, file.name)
        tried.write_bytes(text.encode())
        if not _adds_only(Source(file, str(file)).value, _read(tried, file), code):
            raise ConfigError(
                f"{file}: a rule cannot be added to it. Move its last rule to the end, or use a new file."
            )
    file.write_bytes(text.encode())


def _read(tried: Path, file: Path) -> dict[str, Any]:
    try:
        return dict(Source(tried, str(file)).value)
    except RuleError:
        return {}


def _adds_only(old: dict[str, Any], new: dict[str, Any], code: str) -> bool:
    """True if everything old is in the new file, and its last rule has the code."""
    kept = Counter(_items(old)) <= Counter(_items(new))
    return kept and bool(new.get("rules")) and bool(new["rules"][-1]["code"] == code)


def _items(value: dict[str, Any]) -> Iterator[str]:
    """What stands in the sections of a file: each rule, list or other value as a string."""
    for section, content in value.items():
        items = content.items() if isinstance(content, dict) else content
        yield from (f"{section} {item!r}" for item in items)
