"""GitHub Actions: annotations as workflow commands, and the summary of a step in Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from ..finding import Finding, Severity
from ..outcome import Checked, Failed
from .place import Place, Repository
from .plain import notes, plain, told, writable
from .style import Style
from .totals import Totals
from .words import number, words_of

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, **str.maketrans({":": "%3A", ",": "%2C"})}
_ROWS = 100  # of the summary: GitHub refuses one of more than 1 MiB
_LONGEST = 1000  # characters of a cell
_MARKS = re.compile(r"[\\`*_{}\[\]#|~]")


class _Note(NamedTuple):
    """Something to tell: what is worst comes first, in the order of the text where equal."""

    rank: tuple[float, float]
    level: str
    place: Place
    title: str
    text: list[str]
    clause: str = ""


def commands(outcomes: Iterable[Checked | Failed], style: Style) -> Iterator[str]:
    """The worst first, since GitHub shows ten of each level a step; what the run came to at the end."""
    totals = Totals()
    for note in _worst_first(totals.watch(outcomes), style):
        yield _command(note)
    yield totals.sentence(words_of(style.lang)) + "\n"


def summary(outcomes: Iterable[Checked | Failed], style: Style) -> Iterator[str]:
    """What the run came to, and a table of the worst."""
    words, totals = words_of(style.lang), Totals()
    found = _worst_first(totals.watch(outcomes), style)
    yield f"### content-guard\n\n{totals.sentence(words)}\n\n"
    if found:
        yield f"| {words['where']} | {words['said']} |\n|---|---|\n"
    for note in found[:_ROWS]:
        said = "<br>".join(_cell(line) for line in (note.title, *note.text) if line)
        yield f"| {_cell(_shown(note.place))} | {said} |\n"
    if len(found) > _ROWS:
        yield f"\n{words['more'].replace('{count}', str(len(found) - _ROWS))}\n"


def _worst_first(outcomes: Iterable[Checked | Failed], style: Style) -> list[_Note]:
    repository = Repository()
    noted = (note for outcome in outcomes for note in _notes(outcome, repository, style))
    return sorted(noted, key=attrgetter("rank"))


def _notes(outcome: Checked | Failed, repository: Repository, style: Style) -> Iterator[_Note]:
    words = words_of(style.lang)
    if isinstance(outcome, Failed):
        file = Place(repository.path(outcome.name), "", None)
        yield _Note((-4, 0), "error", file, words["unread"].rstrip(":"), [plain(str(outcome.error))])
        return
    for finding, place in repository.places(outcome):
        if finding.reason is None:
            *text, clause = told(finding, style)
            rank = (-finding.severity.rank, -finding.score)
            yield _Note(rank, _LEVELS[finding.severity], place, _title(finding, style), text, clause)
    for note in notes(outcome, words):
        file = Place(repository.path(outcome.report.name), "", None)
        yield _Note((0, 0), "notice", file, "", [plain(f"{outcome.report.name}: {note}")])


def _title(finding: Finding, style: Style) -> str:
    words = words_of(style.lang)
    return f"{finding.code} {words[finding.part]}, {words['score']} {number(finding.score, style.lang)}"


def _command(note: _Note) -> str:
    """``::warning title=…,file=…,line=…::text``; the text names the place, for the log does not."""
    where = f"{_shown(note.place)}: " if note.place.at else ""
    text = where + "\n".join((*note.text, note.clause)).rstrip("\n")
    properties = ",".join(f"{key}={writable(str(value)).translate(_PROPERTY)}" for key, value in _properties(note))
    return f"::{note.level} {properties}::{text.translate(_DATA)}\n"


def _properties(note: _Note) -> Iterator[tuple[str, str | int]]:
    if note.title:
        yield "title", f"content-guard {note.title}"
    if note.place.path != "-":
        yield "file", note.place.path
    region = note.place.region
    yield "line", region.line if region else 1
    if region and region.end_line == region.line:  # GitHub refuses columns across lines
        yield "col", region.column
        yield "endColumn", region.end_column
    if region:
        yield "endLine", region.end_line


def _shown(place: Place) -> str:
    return plain(f"{place.path}:{place.at}" if place.at else place.path)


def _cell(text: str) -> str:
    """Text in a table of Markdown, its marks and tags taken literally."""
    return _MARKS.sub(r"\\\g<0>", html.escape(plain(text[:_LONGEST]), quote=False))
