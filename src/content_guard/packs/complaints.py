"""What is wrong in packs, each with its place: everything is collected before anyone complains."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import Problem
from .files import RuleSource
from .yaml import Path_


class Complaints:
    """Problems so far, and the place that the next one is about."""

    def __init__(self, file: RuleSource | None) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._path: Path_ = ()
        self._subject = ""

    def at(self, file: RuleSource, path: Path_, subject: str) -> None:
        """From now on about ``subject``, which stands at ``path`` in a file."""
        self._file, self._path, self._subject = file, path, subject

    @contextmanager
    def within(self, file: RuleSource, path: Path_, subject: str) -> Iterator[None]:
        """For a while about something else."""
        kept = self._file, self._path, self._subject
        self.at(file, path, subject)
        yield
        self._file, self._path, self._subject = kept

    def wrong(self, field: str, text: str, *path: str | int) -> None:
        """Add a problem of a field of the subject; of all of it, where the field is ``""``."""
        assert self._file is not None
        where = (*self._path, field.rstrip("?"), *path) if field else self._path
        self.problems.append(self._file.source.problem(where, f"{self._subject} {field}".strip(), text))
