"""A rule proves itself: its ``bad`` examples are flagged at the marked words, its ``good`` ones pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .draft import Draft, Part, Piece
from .guard import Guard
from .packs.models import Example, RuleBase
from .patterns import Passage, Scanner
from .patterns.passage import Language, Work
from .rule import Lexicon
from .span import Span
from .text.view import view

_MARKED = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True)
class Proof:
    """What was tried and what does not hold; ``notes`` say which hits were dropped and why."""

    rules: int
    examples: int
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


def prove(guard: Guard, *, verbose: bool = False) -> Proof:
    """Run the examples of every rule of a guard, and look for phrases that can never match."""
    problems: list[str] = []
    notes: list[str] = []
    count = 0
    for rule in guard.rules:
        written = guard.pack.written[rule.code]
        count += len(written.bad) + len(written.good)
        problems += _of_rule(guard, rule.code, written)
        if verbose:
            notes += _drops(guard, rule.code, written)
    problems += _phrases_that_cannot_match(guard)
    return Proof(len(guard.rules), count, tuple(problems), tuple(notes))


def _of_rule(guard: Guard, code: str, written: RuleBase) -> Iterator[str]:
    for number, example in enumerate(written.bad, 1):
        draft, marks = draft_of(example)
        findings = [f for f in guard.check(draft).findings if code in (f.code, *f.also) and f.score >= 0.5]
        if not findings:
            yield f"{code} bad[{number}]: expected a shown finding of {code}, found none: {draft.source!r}"
        for mark in marks:
            if not any(f.span.overlaps(mark) for f in findings):
                words = draft.source[mark.start : mark.end]
                yield f"{code} bad[{number}]: expected {words!r} to be marked, found {[f.text for f in findings]}"
        if not marks:
            yield f"{code} bad[{number}]: expected [marked words], found none: {draft.source!r}"
    for number, example in enumerate(written.good, 1):
        draft, _ = draft_of(example)
        for f in guard.check(draft).findings:
            if f.family == code[:3] and f.score >= 0.5:
                found = f"{f.code} at {f.text!r}"
                yield f"{code} good[{number}]: expected no finding of {f.family}, found {found}: {draft.source!r}"


def draft_of(example: Example) -> tuple[Draft, tuple[Span, ...]]:
    """An example as a draft, and the spans of its marked words in the draft's source."""
    parts = {"headline": example} if isinstance(example, str) else example.model_dump()
    plain = {name: _MARKED.sub(r"\1", text) for name, text in parts.items()}
    draft = Draft(plain.get("headline", ""), plain.get("lead", ""), plain.get("body", ""))
    marks: list[Span] = []
    for name, field in draft.fields:
        for earlier, mark in enumerate(_MARKED.finditer(parts[name])):
            start = field.start + mark.start() - 2 * earlier  # the brackets of earlier marks are gone
            marks.append(Span(start, start + len(mark[1])))
    return draft, tuple(marks)


def _drops(guard: Guard, code: str, written: RuleBase) -> Iterator[str]:
    for example in (*written.bad, *written.good):
        draft, _ = draft_of(example)
        for drop in guard.drops(draft):
            yield f"{code}: {drop.words!r} of {drop.lexicon} dropped: {drop.why}"


def _phrases_that_cannot_match(guard: Guard) -> Iterator[str]:
    scanner = Scanner(guard.pack.lexicons)
    language = Language(guard.pack.abbreviations)
    for lexicon in guard.pack.lexicons:
        for phrase in lexicon.phrases:
            if not _matches_itself(lexicon, phrase.written, scanner, language):
                yield f"{lexicon.name}: {phrase.written!r} can never match: a shield of the list covers it"


def _matches_itself(lexicon: Lexicon, written: str, scanner: Scanner, language: Language) -> bool:
    part = Part("body", (Piece(0, len(written)),))
    passage = Passage(0, part, view(written, part.pieces), scanner, language, Work())
    return bool(passage.hits(lexicon.name))
