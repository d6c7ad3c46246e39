"""Suppressions: comments in a draft that hide findings, each with its codes and its reason.

What is hidden stays in the report, beside the reason; a comment that hides nothing, or cannot be read, is itself
a finding, of family SUP.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate
from operator import attrgetter

from ..draft import Draft
from ..finding import Finding
from ..patterns import Reading
from ..span import Lines
from .desk import Codes, Desk, codes_of
from .directive import VERBS, Directive, read
from .notice import EXPIRED, MALFORMED, NOTICES, REASONLESS, UNKNOWN, UNUSED, clause, finding, notice, reason, title

__all__ = ["NOTICES", "VERBS", "Codes", "clause", "codes_of", "notice", "reason", "suppress", "title"]


def suppress(
    findings: Iterable[Finding], draft: Draft, reading: Reading, *, codes: Codes, lang: str, today: date
) -> Iterator[Finding]:
    """The findings in text order, those that a comment hides with its reason; then what is wrong with comments."""
    lines = Lines(draft.source)
    directives = [read(comment) for comment in sorted(draft.comments, key=attrgetter("span"))]
    desk = Desk(directives, codes, reading, lines, today)
    yield from (desk.judged(f) for f in sorted(findings, key=attrgetter("span")))
    desk.close()
    ends = list(accumulate((passage.part.span.end for passage in reading.passages), max))  # a caption stands in a part
    for directive in directives:
        start = directive.comment.span.start
        beside = reading.passages[min(bisect_right(ends, start), len(ends) - 1)]  # the part it is in, or stands above
        for code, about in _wrong(directive, desk, codes.known, today):
            yield finding(code, about, directive.comment, beside.part.name, lines.of(start)[1], lang)


def _wrong(directive: Directive, desk: Desk, known: frozenset[str], today: date) -> Iterator[tuple[str, str]]:
    """The codes of what is wrong with a directive, and what the message is to name."""
    if directive.fault:
        yield MALFORMED, directive.fault
    elif directive.has_expired(today):
        yield EXPIRED, str(directive.until)
    elif not directive.holds(today):
        yield REASONLESS, ", ".join(directive.codes)
    elif idle := desk.idle(directive):
        yield UNUSED, ", ".join(idle)
    if unknown := [code for code in directive.codes if code not in known]:
        yield UNKNOWN, ", ".join(unknown)
