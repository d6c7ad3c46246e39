"""What can go wrong, each with a sentence that tells the reader what to do.

ContentGuardError
├── ConfigError     a setting or an argument that means nothing
├── RuleError       a mistake in a rule file, with file:line:column
└── DraftError      a draft that cannot be read
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple


class ContentGuardError(Exception):
    """Base of every error this library raises on purpose."""


class ConfigError(ContentGuardError):
    """A setting or an argument that content-guard does not know; ``about`` is the value that is wrong, if it is one."""

    def __init__(self, message: str = "", *, about: str = "") -> None:
        super().__init__(message)
        self.about = about


class DraftError(ContentGuardError):
    """A draft that cannot be read: missing, unsupported, too large, damaged."""


class Place(NamedTuple):
    """Where something is written: a file and a 1-based line and column."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One mistake in a rule file: where, in which rule or field, and what was expected."""

    place: Place
    subject: str
    text: str

    def __str__(self) -> str:
        return f"{self.place} {self.subject}: {self.text}" if self.subject else f"{self.place} {self.text}"


class RuleError(ContentGuardError):
    """Mistakes in rule files, one a line: ``file:line:column CODE field: expected …, found …``."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def found(name: str, known: Iterable[str]) -> str:
    """The end of a problem's text: what was found, and what may have been meant."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f", found {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")
