"""What can go wrong, each with a sentence that tells the reader what to do.

ContentGuardError
├── ConfigError     a setting or an argument that means nothing
├── RuleError       a mistake in a rule file, with file:line:column
└── DraftError      a draft that cannot be read
"""

from __future__ import annotations

from typing import NamedTuple


class ContentGuardError(Exception):
    """Base of every error this library raises on purpose."""


class ConfigError(ContentGuardError):
    """A setting or an argument that content-guard does not know."""


class DraftError(ContentGuardError):
    """A draft that cannot be read: missing, unsupported, too large, damaged."""


class Place(NamedTuple):
    """Where something is written: a file and a 1-based line and column."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class RuleError(ContentGuardError):
    """A mistake in a rule file: ``file:line:column CODE field: expected …, found …``."""

    def __init__(self, place: Place, subject: str, problem: str) -> None:
        self.place = place
        self.subject = subject
        self.problem = problem
        super().__init__(f"{place} {subject}: {problem}")
