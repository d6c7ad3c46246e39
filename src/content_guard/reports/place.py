"""Where findings stand, as the programs that show them want it: in a file of a repository."""

from __future__ import annotations

from collections.abc import Iterator
from os.path import normpath
from pathlib import Path
from typing import NamedTuple

from ..finding import Finding
from ..outcome import Checked
from ..span import Lines


class Region(NamedTuple):
    """Lines and columns of a file, 1-based, in code points; the end column is the one behind the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """Where a finding stands: ``path`` from the root of the repository, ``at`` for people.

    Without a region, its position is one in a field of the draft and not in the lines of the file.
    """

    path: str
    at: str
    region: Region | None

    def __str__(self) -> str:
        return f"{self.path}:{self.at}"


class Repository:
    """The repository around the working folder: the nearest folder upward with ``.git``, else the folder itself."""

    def __init__(self) -> None:
        self._here = Path.cwd()
        folders = (self._here, *self._here.parents)
        self._root = next((folder for folder in folders if (folder / ".git").exists()), self._here)

    def path(self, name: str) -> str:
        """A draft's path from the root, with forward slashes; absolute if it lies outside."""
        if name in ("", "-"):
            return "-"
        whole = Path(normpath(self._here / name))
        return (whole.relative_to(self._root) if whole.is_relative_to(self._root) else whole).as_posix()

    def places(self, outcome: Checked) -> Iterator[tuple[Finding, Place]]:
        """The findings of a draft, the suppressed ones last, each with its place."""
        path, lines = self.path(outcome.report.name), Lines(outcome.draft.source)
        for finding in (*outcome.report.findings, *outcome.report.suppressed):
            if outcome.draft.fields:
                start = f":{finding.field_span.start + 1}" if finding.field_span else ""
                yield finding, Place(path, f"{finding.field or finding.part}{start}", None)
            else:
                region = Region(finding.line, finding.column, *lines.of(finding.span.end))
                yield finding, Place(path, f"{region.line}:{region.column}", region)
