"""Change numbers in a YAML file where they stand, and leave every other character as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..errors import RuleError
from .yaml import Path_, Source

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what YAML takes for one


class Change(NamedTuple):
    """A scalar of a file, by its path, and what is to stand there."""

    path: Path_
    new: str


def rewritten(source: Source, changes: Iterable[Change]) -> str:
    """The text of a file with some of its scalars changed. Raises RuleError if one stands elsewhere by now."""
    with source.file.open(encoding="utf-8", newline="") as file:
        text = file.read()
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    for change in sorted(changes, key=lambda c: source.place(c.path)[1:], reverse=True):
        _, line, column = source.place(change.path)
        at, old = starts[line - 1] + column - 1, _written(source, change.path)
        at += text[at : at + 1] in ("'", '"')
        if text[at : at + len(old)] != old:
            raise RuleError(source.problem(change.path, "", f"expected {old!r} to stand here; the file has changed"))
        text = text[:at] + change.new + text[at + len(old) :]
    return text


def _written(source: Source, path: Path_) -> str:
    value = source.value
    for step in path:
        value = value[step]
    return str(value)
