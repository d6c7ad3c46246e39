"""Half-open ranges of code points, and the lines they stand on."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def inside(self, other: Span) -> bool:
        """Tell whether this range lies within ``other`` (equal ranges do)."""
        return other.start <= self.start and self.end <= other.end


class Lines:
    """Where the lines of a source begin, counted only when somebody asks."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._starts: list[int] = []

    def of(self, position: int) -> tuple[int, int]:
        """1-based line and column (code points) of a position."""
        starts = self._counted()
        line = max(bisect_right(starts, position, 0, len(starts) - 1), 1)
        return line, position - starts[line - 1] + 1

    def span(self, line: int) -> Span:
        """The range of a line, its end included."""
        starts = self._counted()
        return Span(starts[line - 1], starts[line])

    def _counted(self) -> list[int]:
        if not self._starts:
            lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", self._source)
            self._starts = [0, *accumulate(map(len, lines))]
        return self._starts
