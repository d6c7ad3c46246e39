"""Half-open ranges of code points."""

from __future__ import annotations

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
