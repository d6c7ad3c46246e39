"""A rule, explained: the same text wherever a rule is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..finding import SUP, Severity
from ..packs import Pack
from ..rule import Rule, Use
from ..suppressions import notice
from .words import words_of

if TYPE_CHECKING:
    from ..packs.models import Example


def explanation(rule: Rule, pack: Pack, lang: str) -> str:
    """What a rule asks, why, under which clause, what to do, and its examples."""
    words = words_of(lang)
    clause = pack.clauses[rule.clause]
    written = pack.written[rule.code]
    lines = [
        f"{rule.code} {rule.name}: {words[rule.severity]}, {words['score']} {rule.score:.2f}, {rule.kind}",
        "",
        f"{words['what']}: {rule.message[lang].replace('{words}', '…')}",
        f"{words['why']}: {rule.why[lang]}",
        f"{words['clause']}: {clause.where} ({words[clause.source]}): “{clause.text}”",
        "",
        f"{words['advice']}:",
        *(f"  → {advice}" for advice in rule.advice[lang]),
    ]
    if rule.when:
        lines += ["", f"{words['when']}: " + "; ".join(_said(use, pack, lang) for use in rule.when)]
    silent = (*rule.unless, *(rule.options.companions if rule.kind == "missing" else ()))
    if silent:
        lines += ["", f"{words['unless']}: " + "; ".join(dict.fromkeys(_said(use, pack, lang) for use in silent))]
    if rule.factors:
        factors = (f"{_said(use, pack, lang)} (× {factor:g})" for use, factor in rule.factors)
        lines += ["", f"{words['signals']}: " + "; ".join(factors)]
    for heading, examples in (("bad", written.bad), ("good", written.good)):
        lines += ["", f"{words[heading]}:", *(f"  - {_shown(example)}" for example in examples)]
    if rule.references:
        lines += ["", f"{words['references']}:", *(f"  - {reference}" for reference in rule.references)]
    return "\n".join(lines) + "\n"


def explanation_of_notice(code: str, pack: Pack, lang: str) -> str:
    """What a finding about a comment that suppresses says, and what to do."""
    words, said, clause = words_of(lang), notice(code, lang), pack.clauses[SUP]
    lines = [
        f"{code} {said.name}: {words[Severity.WARNING]}, {words['score']} 1.00",
        "",
        f"{words['what']}: {said.message}",
        f"{words['clause']}: {clause.where} ({words[clause.source]}): “{clause.text}”",
        "",
        f"{words['advice']}:",
        *(f"  → {advice}" for advice in said.advice),
    ]
    return "\n".join(lines) + "\n"


def _said(use: Use, pack: Pack, lang: str) -> str:
    return pack.signals[use.signal].says[lang]


def _shown(example: Example) -> str:
    if isinstance(example, str):
        return example
    return " / ".join(filter(None, (example.headline, example.lead, example.body)))
