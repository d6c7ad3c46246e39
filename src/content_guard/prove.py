"""A rule proves itself: its ``bad`` examples are flagged at the marked words, its ``good`` ones pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .draft import Draft
from .errors import Problem
from .finding import Report
from .packs import Pack
from .rule import Rule
from .score import SCORED_FROM
from .span import Span

if TYPE_CHECKING:
    from .packs.models import Example, RuleBase

Check = Callable[[Draft, float], Report]  # a draft, and the score from which findings are shown

# Enough Vietnamese for phrases such as “share” and “qua loa” to be read at all.
_NEUTRAL = "Bản tin của đài truyền thanh xã, phát sáng thứ bảy."
_MARKED = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True)
class Proof:
    """How much was tried, and what does not hold."""

    rules: int
    examples: int
    problems: tuple[Problem, ...]


def prove(pack: Pack, check: Check, check_unconditionally: Check) -> Proof:
    """Run the examples of every rule, and look for phrases that can never match.

    ``check`` is a guard's with all rules of the pack on; ``check_unconditionally`` the same with the
    ``when`` of every rule left out, for phrases that are tried alone. A rule of an extended pack has proved
    itself there, and a pack may change what it stands on: only its ``good`` examples are held against own rules.
    """
    live = {rule.code: pack.written[rule.code] for rule in pack.rules}
    own = {code: rule for code, rule in live.items() if code in pack.own_rules}
    problems = [p for code, rule in own.items() for p in _flagged_where_marked(pack, check, code, rule)]
    problems += [p for code, rule in live.items() for p in _passed(pack, check, code, rule)]
    problems += _phrases_that_cannot_match(pack, check_unconditionally)
    count = sum(len(rule.bad) + len(rule.good) for rule in own.values())
    return Proof(len(own), count, tuple(problems))


def _flagged_where_marked(pack: Pack, check: Check, code: str, written: RuleBase) -> Iterator[Problem]:
    for number, example in enumerate(written.bad):
        for text in _not_flagged(check, code, example):
            yield pack.problem(code, ("bad", number), text)


def _passed(pack: Pack, check: Check, code: str, written: RuleBase) -> Iterator[Problem]:
    for number, example in enumerate(written.good):
        for finding in check(draft_of(example)[0], SCORED_FROM).findings:
            if finding.family == code[:3] and {code, finding.code} & pack.own_rules:
                text = f"expected no finding of {finding.family}, found {finding.code} at {finding.text!r}"
                yield pack.problem(code, ("good", number), text)


def _not_flagged(check: Check, code: str, example: Example) -> Iterator[str]:
    draft, marks = draft_of(example)
    findings = [f for f in check(draft, SCORED_FROM).findings if code in (f.code, *f.also)]
    if not findings:
        yield f"expected a shown finding of {code}, found none"
    elif not marks:
        yield "expected [the words to be marked], found no brackets"
    for mark in marks if findings else ():
        if not any(f.span.overlaps(mark) for f in findings):
            words = draft.source[mark.start : mark.end]
            yield f"expected {words!r} to be marked, found {', '.join(repr(f.text) for f in findings)}"


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


def _phrases_that_cannot_match(pack: Pack, check: Check) -> Iterator[Problem]:
    """Phrases of a rule's own lists that its ``unless`` or a shield always silences."""
    for rule in pack.rules:
        for name in rule.options.lists if rule.kind == "phrase" and rule.code in pack.own_rules else ():
            for phrase in pack.lexicon(name).phrases:
                draft = _alone(phrase.written, rule)
                if not any(rule.code in (f.code, *f.also) for f in check(draft, 0.0).findings):
                    text = f"expected phrases that match by themselves; {phrase.written!r} never does"
                    yield pack.problem(name, ("phrases",) if name in pack.written else (), text)


def _alone(phrase: str, rule: Rule) -> Draft:
    """A draft in which a rule finds a phrase and nothing else."""
    if "headline" in rule.parts:
        return Draft(phrase, lead=_NEUTRAL)
    return Draft(body=f"{phrase}\n\n{_NEUTRAL}")
