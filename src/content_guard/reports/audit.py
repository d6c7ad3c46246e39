"""An audit for people at a terminal, and for machines (JSON)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .. import __version__
from ..audit import Against, Audit, Excerpt, RuleTally, Shift
from ..rule import Rule
from . import audit_page
from .audit_words import AuditWords
from .plain import plain

AuditFormat = Callable[[Audit, str], Iterator[str]]


def text(audit: Audit, lang: str) -> Iterator[str]:
    """Counts, a table of the rules that spoke, samples of each, what changed, and labels."""
    words = AuditWords(lang)
    for line in _lines(audit, words):
        yield line + "\n"


def _lines(audit: Audit, words: AuditWords) -> Iterator[str]:
    if audit.stopped:
        yield words["stopped"]
    for name, count in words.totals(audit):
        yield f"{count:>10}  {name}"
    spoke = sorted((r for r in audit.rules if r.drafts), key=lambda r: (not r.rule.preview, -r.drafts, r.rule.code))
    yield from ("", _row(words["code"], *(words[c] for c in _COLUMNS), ""), *(_of(r, audit, words) for r in spoke))
    if not spoke:
        yield words["nothing"]
    for one in spoke:
        yield from _samples(one, audit, words)
    if audit.against:
        yield from _against(audit.against, words)
    for name, counts in (("topics", audit.topics), ("genres", audit.genres)):
        if counts:
            yield from ("", words[name], *(f"{words.number(n):>10}  {plain(label)}" for label, n in counts))
    if audit.errors:
        yield from ("", words["errors"], *map(plain, words.errors(audit)))


_COLUMNS = ("share", "drafts", "findings", "alone", "sole")


def _row(code: str, *cells: str) -> str:
    *figures, state = cells
    return f"{code:8}" + "".join(f"{cell:>14}" for cell in figures) + (f"  {state}" if state else "")


def _of(one: RuleTally, audit: Audit, words: AuditWords) -> str:
    counts = map(words.number, (one.drafts, one.findings, one.alone, one.sole))
    state = words["preview"] if one.rule.preview else ""
    return _row(one.rule.code, words.share(one.drafts, audit.drafts), *counts, state)


def _samples(one: RuleTally, audit: Audit, words: AuditWords) -> Iterator[str]:
    state = f" ({words['preview']})" if one.rule.preview else ""
    yield f"\n{one.rule.code} {one.rule.name}{state}: {words.asks(one.rule)}"
    if one.rule.preview:
        yield f"  {words.would_add(one, audit)}"
    for excerpt in one.samples:
        yield from _excerpt(excerpt, words)


def _excerpt(excerpt: Excerpt, words: AuditWords) -> Iterator[str]:
    yield plain(f"  {words.where(excerpt)}")
    yield plain(f"    {excerpt.before}[{excerpt.words}]{excerpt.after}")


def _against(against: Against, words: AuditWords) -> Iterator[str]:
    yield "\n" + words["against"].format(packs=", ".join(against.packs))
    moved = [shift for shift in against.shifts if shift.moved or words.turn(shift)]
    if not moved:
        yield words["against-nothing"]
        return
    columns = ("here", "there", "only-here", "only-there")
    yield _row(words["code"], *(words[c] for c in columns), "")
    for shift in moved:
        counts = map(words.number, (shift.here, shift.there, shift.only_here, shift.only_there))
        yield _row(shift.code, *counts, words.turn(shift))
    for shift in moved:
        for sign, samples in (("+", shift.samples_here), ("-", shift.samples_there)):
            for excerpt in samples:
                yield plain(f"  {sign} {shift.code} {words.where(excerpt)}")
                yield plain(f"    {excerpt.before}[{excerpt.words}]{excerpt.after}")


def whole(audit: Audit, lang: str) -> Iterator[str]:
    """Everything as one JSON object; shares are left to the reader, who has the counts."""
    yield json.dumps(to_dict(audit, lang), ensure_ascii=False, indent=1) + "\n"


def to_dict(audit: Audit, lang: str) -> dict[str, Any]:
    """The audit as JSON values."""
    against = audit.against
    return {
        "schema": 1,
        "tool": {"name": "content-guard", "version": __version__},
        "packs": list(audit.packs),
        "archives": list(audit.archives),
        "stopped": audit.stopped,
        "drafts": audit.drafts,
        "skipped": audit.skipped,
        "unread": audit.unread,
        "errors": list(audit.errors),
        "asked": audit.asked,
        "asked_in_preview": audit.asked_in_preview,
        "rules": {one.rule.code: _rule(one, lang) for one in audit.rules},
        "topics": dict(audit.topics),
        "genres": dict(audit.genres),
        "months": {month: {"drafts": drafts, "asked": asked} for month, drafts, asked in audit.months},
        "against": against and {"packs": list(against.packs), "rules": {s.code: _shift(s) for s in against.shifts}},
    }


def _rule(one: RuleTally, lang: str) -> dict[str, Any]:
    return {
        "name": one.rule.name,
        "family": one.rule.family,
        "severity": one.rule.severity.value,
        "preview": one.rule.preview,
        "message": one.rule.message[lang],
        "drafts": one.drafts,
        "findings": one.findings,
        "alone": one.alone,
        "sole": one.sole,
        "words": dict(one.words),
        "samples": _samples_of(one.samples),
    }


def _shift(shift: Shift) -> dict[str, Any]:
    return {
        "here": shift.here,
        "there": shift.there,
        "only_here": shift.only_here,
        "only_there": shift.only_there,
        "preview_here": _preview(shift.here_is),
        "preview_there": _preview(shift.there_is),
        "samples_here": _samples_of(shift.samples_here),
        "samples_there": _samples_of(shift.samples_there),
    }


def _preview(rule: Rule | None) -> bool | None:
    """Whether a rule is in preview; None where a pack has no such rule."""
    return rule.preview if rule else None


def _samples_of(excerpts: Iterable[Excerpt]) -> list[dict[str, Any]]:
    return [
        {
            "beside": list(e.beside),
            "place": e.place,
            "part": e.part,
            "before": e.before,
            "words": e.words,
            "after": e.after,
            "score": e.score,
        }
        for e in excerpts
    ]


AUDIT_FORMATS: Mapping[str, AuditFormat] = {"text": text, "html": audit_page.page, "json": whole}
