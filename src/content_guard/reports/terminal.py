"""Reports for people to read in a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from math import prod

from ..finding import Finding, Severity
from ..outcome import Checked, Failed
from .plain import notes, plain
from .style import Style
from .totals import Totals
from .words import number, words_of

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_WIDTH = 100  # columns of source shown around the words


def concise(outcomes: Iterable[Checked | Failed], style: Style) -> Iterator[str]:
    """One line a finding: ``name:line:column: CODE severity score message``."""
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            told = str(outcome.error)
            yield f"{told if told.startswith(outcome.name) else f'{outcome.name}: {told}'}\n"
            continue
        for f in outcome.report.findings:
            yield f"{outcome.report.name}:{f.line}:{f.column}: {f.code} {f.severity} {f.score:.2f} {plain(f.message)}\n"


def text(outcomes: Iterable[Checked | Failed], style: Style) -> Iterator[str]:
    """Each finding with its line, the words marked, what to ask and why; a summary at the end."""
    words, totals = words_of(style.lang), Totals()
    for outcome in totals.watch(outcomes):
        if isinstance(outcome, Failed):
            yield f"{_paint(words['unread'], '31', style)} {outcome.error}\n\n"
            continue
        for note in notes(outcome, words):
            yield f"{outcome.report.name}: {note}\n\n"
        for finding in outcome.report.findings:
            yield "\n".join(_finding(outcome, finding, words, style)) + "\n\n"
        for finding in outcome.report.suppressed if style.verbose else ():
            yield _paint(_suppressed(outcome, finding, words, style), "2", style) + "\n\n"
    yield totals.sentence(words) + "\n"


def _finding(outcome: Checked, f: Finding, words: Mapping[str, str], style: Style) -> Iterator[str]:
    color = _COLORS[f.severity]
    place = f"{outcome.report.name or words['draft']}:{f.line}:{f.column}"
    label = _paint(f"{f.code} {words[f.severity]}", f"1;{color}", style)
    yield f"{_paint(place, '1', style)}  {label}  {words[f.part]}, {words['score']} {number(f.score, style.lang)}"
    yield from _marked(outcome.draft.source, f, style)
    yield f"  {plain(f.message)}"
    for advice in f.advice:
        yield f"  → {advice}"
    clause = style.packs.clauses[f.clause]
    yield _paint(f"  {clause.where}: “{clause.text}”", "2", style)
    if f.also:
        yield _paint(f"  {words['also']} {', '.join(f.also)}", "2", style)
    if style.verbose:
        yield from _arithmetic(f, words, style)


def _suppressed(outcome: Checked, f: Finding, words: Mapping[str, str], style: Style) -> str:
    """One line: where, which codes, the words, and the writer's reason."""
    place = f"{outcome.report.name or words['draft']}:{f.line}:{f.column}"
    codes = ", ".join((f.code, *f.also))
    return f"{place}  {codes} {words['passed-over']} “{plain(f.words)}”: {plain(f.reason or '')}"


def _marked(source: str, f: Finding, style: Style) -> Iterator[str]:
    """The source line, cut to the words' surroundings, with the words underlined."""
    start = max(source.rfind("\n", 0, f.span.start), source.rfind("\r", 0, f.span.start)) + 1
    stop = re.compile(r"[\r\n]|$").search(source, f.span.start)
    end = stop.start() if stop else len(source)
    left = max(start, f.span.start - _WIDTH // 2)
    right = min(end, max(f.span.end, f.span.start) + _WIDTH // 2)
    before = ("…" if left > start else "") + plain(source[left : f.span.start])
    inside = plain(source[f.span.start : min(f.span.end, right)])
    after = plain(source[min(f.span.end, right) : right]) + ("…" if right < end else "")
    yield f"  {before}{_paint(inside, f'1;{_COLORS[f.severity]}', style)}{after}"
    yield "  " + " " * _columns(before) + _paint("~" * max(1, _columns(inside)), _COLORS[f.severity], style)


def _columns(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    unseen = sum(unicodedata.category(c) in ("Mn", "Cf") for c in text)
    return len(text) + wide - unseen


def _arithmetic(f: Finding, words: Mapping[str, str], style: Style) -> Iterator[str]:
    """``odds 4.00 × 0.50 (attributed) = 2.00 → 0.67``."""
    steps = " × ".join(f"{number(s.effect, style.lang)} ({s.what})" for s in f.because)
    odds = prod(s.effect for s in f.because)
    yield _paint(f"  {words['odds']}: {steps} = {number(odds, style.lang)} → {number(f.score, style.lang)}", "2", style)


def _paint(text: str, color: str, style: Style) -> str:
    return f"\033[{color}m{text}\033[0m" if style.color else text
