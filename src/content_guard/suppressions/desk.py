"""The desk where every finding passes: which directive hides it, and which had nothing to do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ..finding import Finding
from ..packs import Pack
from ..patterns import Passage, Reading
from ..rule import Rule
from ..span import Lines
from .directive import Directive
from .regions import Regions, Use


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes and families that a directive may name, and those whose silence means something."""

    known: frozenset[str]
    judged: frozenset[str]


def codes_of(pack: Pack, live: Iterable[Rule]) -> Codes:
    """What directives may name. Rules that ``select`` or ``ignore`` left out tell nothing about their directives."""
    on = {rule.code for rule in live}
    in_part = {rule.family for rule in pack.rules if rule.code not in on and not rule.preview}
    whole = {code[:3] for code in on} - in_part
    return Codes(frozenset((*pack.families, *pack.codes)), frozenset((*on, *whole)))


class Desk:
    """Says who hides what, asked in text order, and remembers which directives had something to do."""

    def __init__(self, directives: list[Directive], codes: Codes, reading: Reading, lines: Lines, today: date) -> None:
        self._codes = codes
        self._by_line: dict[tuple[int, str], Use] = {}
        self._by_file: dict[str, Use] = {}
        self._regions = Regions(directives, codes.known, today)
        self._used: set[Use] = set()
        seen = _seen_lines(reading, lines) if any(d.verb == "disable-next-line" for d in directives) else []
        for directive in directives:
            if directive.holds(today):
                self._file_away(directive, _lines_of(directive, lines, seen))

    def _file_away(self, directive: Directive, lines: Iterable[int]) -> None:
        """Of two that say the same, the first counts; the other has nothing to do."""
        uses = [Use(directive, code) for code in directive.codes]
        for line in lines:
            for use in uses:
                self._by_line.setdefault((line, use.code), use)
        if directive.verb == "disable-file":
            for use in uses:
                self._by_file.setdefault(use.code, use)

    def judged(self, finding: Finding) -> Finding:
        """The finding, with a reason if a directive hides it: the nearest one, and of those the narrowest."""
        code, family = finding.code, finding.family
        use = (
            self._by_line.get((finding.line, code))
            or self._by_line.get((finding.line, family))
            or self._regions.over(finding)
            or self._by_file.get(code)
            or self._by_file.get(family)
        )
        if not use:
            return finding
        self._used.add(use)
        return replace(finding, reason=use.directive.reason, hidden_by="comment")

    def close(self) -> None:
        """Take note that no more findings will come."""
        self._regions.finish()

    def idle(self, directive: Directive) -> list[str]:
        """What a directive names to no purpose."""
        if directive.verb != "enable":
            uses = (Use(directive, code) for code in directive.codes if code in self._codes.judged)
            return [use.code for use in uses if use not in self._used]
        named = directive.codes or (directive.verb,)
        uses = (Use(directive, code) for code in named if code in self._codes.known or not directive.codes)
        return [use.code for use in uses if use not in self._regions.ended]


def _lines_of(directive: Directive, lines: Lines, seen: list[int]) -> Iterable[int]:
    """The lines that a directive for one line points at."""
    last = lines.of(directive.comment.span.end - 1)[0]
    if directive.verb == "disable-line":
        return range(directive.comment.line, last + 1)
    following = bisect_right(seen, last)
    return seen[following : following + 1] if directive.verb == "disable-next-line" else ()


def _seen_lines(reading: Reading, lines: Lines) -> list[int]:
    """The lines of the source on which a reader sees something, ascending."""
    return sorted({line for passage in reading.passages for line in _lines_in(passage, lines)})


def _lines_in(passage: Passage, lines: Lines) -> Iterator[int]:
    span = passage.part.span
    for line in range(lines.of(span.start)[0], lines.of(span.end - 1)[0] + 1):
        here = passage.view.span_of(lines.span(line))
        if passage.view.clean[here.start : here.end].strip():
            yield line
