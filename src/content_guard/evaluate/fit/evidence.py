"""What a fit goes by: judged matches of the dev part, and what rules' examples and drafts without labels hold fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...guard import Guard, Heard
from ...prove import draft_of
from ..calibration import Judge
from ..corpus import Item
from .book import Book
from .solve import Hold, Row


class Match(NamedTuple):
    """A judged match: its rule, and its row of the regression."""

    code: str
    row: Row


def matches(guard: Guard, items: Iterable[Item], judge: Judge, book: Book) -> Iterator[Match]:
    """Every match in labelled drafts, overlapping ones each for themselves."""
    for item in items:
        for heard in guard.heard(item.draft) if item.labels else ():
            judged = judge(heard.finding, item)
            row = Row(book.terms(heard.finding.code, heard.uses), judged.right, judged.weight)
            yield Match(heard.finding.code, row)


def holds(guard: Guard, every: Guard, items: Iterable[Item], book: Book) -> Iterator[Hold]:
    """What must be shown and what must not: by the rules' own examples, and by drafts that must pass.

    ``every`` has all rules on, as for a proof; a draft without labels is one that must pass.
    """
    written = {name: parameter.written for name, parameter in book.parameters().items()}
    for rule in every.pack.rules:
        model = every.pack.written[rule.code]
        for number, example in enumerate(model.bad if rule.code in every.pack.own_rules else ()):
            draft, marks = draft_of(example)
            found = [h for h in every.heard(draft) if h.finding.code == rule.code]
            for mark in marks:
                there = [h for h in found if h.finding.span.overlaps(mark)] or found
                best = max((book.terms(rule.code, h.uses) for h in there), key=lambda t: t.at(written), default=None)
                if best is not None:
                    yield Hold(best, True, _example(every, rule.code, "bad", number))
        for number, example in enumerate(model.good):
            for heard in every.heard(draft_of(example)[0]):
                if heard.finding.family == rule.family and {rule.code, heard.finding.code} & every.pack.own_rules:
                    yield _silent(heard, book, _example(every, rule.code, "good", number))
    for item in items:
        for heard in () if item.labels else guard.heard(item.draft):
            yield _silent(heard, book, item.id)


def as_shown(found: Iterable[Match], book: Book) -> Iterator[Hold]:
    """Hold matches that signals make alike on the side where they are as the numbers are written."""
    written = {name: parameter.written for name, parameter in book.parameters().items()}
    for terms in dict.fromkeys(match.row.terms for match in found):
        yield Hold(terms, terms.at(written) >= 0, "what is shown")


def _silent(heard: Heard, book: Book, by: str) -> Hold:
    return Hold(book.terms(heard.finding.code, heard.uses), False, by)


def _example(guard: Guard, code: str, field: str, number: int) -> str:
    place = guard.pack.problem(code, (field, number), "").place
    return f"{place.file}:{place.line} {code} {field}"
