"""The lines of a baseline file: ``"FILE".CODE.FINGERPRINT = "reason"``, each a line of TOML for itself."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import ConfigError

_CODE = re.compile(r"[A-Z]{3}\d{3}")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}(-[1-9]\d*)?")
_MERGE_MARK = re.compile(r"(<{7}|={7}|>{7}|\|{7})(\s|$)")
_SHOWN = 60  # characters of a line in a message


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding that is known: ``file`` is relative to the baseline's folder, ``reason`` may be empty.

    ``line`` (1-based) is where the entry stands, 0 for a new one; ``above`` the comments over it, ``written`` its line.
    """

    file: str
    code: str
    fingerprint: str
    reason: str = ""
    line: int = field(default=0, compare=False)
    above: str = field(default="", compare=False)
    written: str = field(default="", compare=False)

    def __str__(self) -> str:
        line = f"{_quoted(self.file)}.{self.code}.{self.fingerprint} = {_quoted(self.reason)}\n"
        return self.above + (self.written or line)

    @property
    def key(self) -> tuple[str, str, str]:
        """What it stands for; entries are sorted by it."""
        return self.file, self.code, self.fingerprint


def parsed(text: str, file: str) -> tuple[str, tuple[Entry, ...], str]:
    """The comments at the head, the entries, and the comments behind them. Raises ConfigError with every mistake."""
    entries: dict[tuple[str, str, str], Entry] = {}
    problems: list[str] = []
    head = above = ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.startswith("#"):
            above += line + "\n"
        elif not line.strip():
            if not entries and not head:
                head, above = above, ""
        else:
            try:
                entry = _entry(line, number, above)
                entries[entry.key] = _joined(entries.get(entry.key), entry)
            except ValueError as error:
                problems.append(f"{file}:{number}: {error}")
            above = ""
    if problems:
        raise ConfigError("\n".join(problems))
    return head, tuple(sorted(entries.values(), key=lambda entry: entry.key)), above


def _entry(line: str, number: int, above: str) -> Entry:
    """Read one line. Raises ValueError with what is wrong with it."""
    if _MERGE_MARK.match(line):
        raise ValueError("a merge left its mark here. Keep the entries of both sides and take the marks out.")
    try:
        value: Any = tomllib.loads(line)
        names = []
        while isinstance(value, dict):
            ((name, value),) = value.items()
            names.append(name)
        file, code, fingerprint = names
    except ValueError:  # also TOMLDecodeError, and names that are too few or too many
        file = code = fingerprint = ""
        value = None
    if not (isinstance(value, str) and _CODE.fullmatch(code) and _FINGERPRINT.fullmatch(fingerprint)):
        shown = line.strip()[:_SHOWN] + "…" * (len(line.strip()) > _SHOWN)
        raise ValueError(f'expected "FILE".CODE.FINGERPRINT = "reason", found {shown}')
    return Entry(file, code, fingerprint, " ".join(value.split()), number, above, line + "\n")


def _joined(one: Entry | None, other: Entry) -> Entry:
    """Two entries for the same finding, as merges leave them: the reason of either; two reasons are a mistake."""
    if one is None or one.reason == other.reason or not one.reason:
        return other if one is None else replace(other, above=one.above + other.above)
    if other.reason:
        raise ValueError(f"the entry of line {one.line} again, with another reason. Keep one of the two.")
    return replace(one, above=one.above + other.above)


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's, which leaves one character out that TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
