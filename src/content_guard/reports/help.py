"""A rule's help in Markdown: why, under which clause, what to do, and examples each way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..packs import Pack
from ..suppressions import notice
from .words import words_of

if TYPE_CHECKING:
    from ..packs.models import Example

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&]")


def markdown(code: str, pack: Pack, lang: str) -> str:
    """The help of a rule, or of a notice about a comment that suppresses."""
    sections = _notice(code, pack, lang) if code not in pack.written else _rule(code, pack, lang)
    words = words_of(lang)
    return "\n\n".join(f"**{words[heading]}**\n\n{text}" for heading, text in sections) + "\n"


def _rule(code: str, pack: Pack, lang: str) -> Iterator[tuple[str, str]]:
    rule = next(rule for rule in pack.rules if rule.code == code)
    written = pack.written[code]
    yield "why", _escaped(rule.why[lang])
    yield "advice", _listed(map(_escaped, rule.advice[lang]))
    yield "bad", _listed(map(_shown, written.bad))
    yield "good", _listed(map(_shown, written.good))
    yield "clause", _clause(rule.clause, pack)
    if rule.references:
        yield "references", _listed(map(_escaped, rule.references))


def _notice(code: str, pack: Pack, lang: str) -> Iterator[tuple[str, str]]:
    said = notice(code, lang)
    yield "what", _escaped(said.message)
    yield "advice", _listed(map(_escaped, said.advice))
    yield "clause", _clause(code[:3], pack)


def _clause(name: str, pack: Pack) -> str:
    clause = pack.clauses[name]
    return f"{_escaped(clause.where)}: “{_escaped(clause.text)}”"


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _shown(example: Example) -> str:
    """The parts of an example in one line; its marked words keep their brackets, as ``rule CODE`` shows them."""
    if isinstance(example, str):
        return _escaped(example)
    return _escaped(" / ".join(filter(None, (example.headline, example.lead, example.body))))


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))
