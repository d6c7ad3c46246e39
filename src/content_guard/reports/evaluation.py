"""An evaluation for people (a table) and for machines (JSON, which ``--against`` reads back)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..evaluate import Evaluation, Figures, Outcome, SignalFigures
from ..evaluate.table import Interval


def lines(evaluation: Evaluation) -> Iterator[str]:
    """The tables: families, then rules."""
    columns = "precision          recall             F1                 no stock word"
    yield f"{'family':8} {'drafts':>6} {'flags':>5} {'shown':>5} {'right':>5}  {columns}"
    for name, figures in (*evaluation.families.items(), ("pooled", evaluation.pooled)):
        bare = f"{figures.caught_without_stock} of {figures.without_stock}" if figures.without_stock else "-"
        yield (
            f"{name:8} {figures.drafts:6} {figures.expected:5} {figures.shown:5} {figures.right:5}  "
            f"{_shown(figures.precision):18} {_shown(figures.recall):18} {_shown(figures.f1):18} {bare}"
        )
    yield ""
    yield "rule     shown right  sole catches"
    for rule in evaluation.rules.values():
        yield f"{rule.code:8} {rule.shown:5} {rule.right:5}  {rule.sole}"


def wrong_lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """What was asked wrongly and what was missed, each with its headline."""
    for outcome in outcomes:
        yield from _wrong(outcome)


def _wrong(outcome: Outcome) -> Iterator[str]:
    draft = outcome.item.draft
    headline = draft.source.split("\n", 1)[0]
    for finding in outcome.wrong:
        place = f"{finding.code} {finding.score:.2f} {finding.part}"
        yield f"\n{outcome.item.id} wrong  {place}: {finding.words!r}\n  {headline}"
    if outcome.missed:
        evidence = outcome.item.evidence[outcome.letter]
        words = " | ".join(draft.source[e.span.start : e.span.end] for e in evidence)
        yield f"\n{outcome.item.id} missed {outcome.family}: {words}\n  {headline}"


def _shown(interval: Interval) -> str:
    if interval.value is None:
        return "-"
    around = f" [{interval.low:.2f}-{interval.high:.2f}]" if interval.low is not None else ""
    return f"{interval.value:.2f}{around}"


def signal_lines(figures: Mapping[str, SignalFigures], *, show: bool = False) -> Iterator[str]:
    """A line a signal, then the sentences it got wrong."""
    yield f"{'signal':14} {'positives':>9} {'held':>5} {'right':>5}  precision recall  F1"
    for one in figures.values():
        yield (
            f"{one.name:14} {one.positives:9} {one.held:5} {one.right:5}  {_ratio(one.precision):9} "
            f"{_ratio(one.recall):6}  {_shown(one.f1)}"
        )
    for one in figures.values() if show else ():
        for marked in one.wrong:
            verdict = "missed" if marked.labels[one.name] else "wrong "
            start, end = marked.at
            text = f"{marked.text[:start]}[{marked.text[start:end]}]{marked.text[end:]}"
            yield f"{marked.id} {verdict} {one.name}: {text}"


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def to_dict(evaluation: Evaluation, outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Everything as JSON values; ``items`` says of each draft which rules spoke, for ``--against``."""
    items: dict[str, dict[str, dict[str, list[str]]]] = {}
    for outcome in outcomes:
        spoke = {"right": outcome.right, "wrong": outcome.wrong}
        told = {key: sorted({f.code for f in found}) for key, found in spoke.items() if found}
        items.setdefault(outcome.item.id, {})[outcome.family] = {**told, **({"missed": []} if outcome.missed else {})}
    return {
        "schema": 1,
        "pooled": _figures(evaluation.pooled),
        "families": {family: _figures(f) for family, f in evaluation.families.items()},
        "rules": {r.code: {"shown": r.shown, "right": r.right, "sole": r.sole} for r in evaluation.rules.values()},
        "items": {key: {f: v for f, v in families.items() if v} for key, families in items.items()},
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "drafts": figures.drafts,
        "expected": figures.expected,
        "caught": figures.caught,
        "shown": figures.shown,
        "right": figures.right,
        "precision": list(figures.precision),
        "recall": list(figures.recall),
        "f1": list(figures.f1),
        "without_stock": figures.without_stock,
        "caught_without_stock": figures.caught_without_stock,
    }


def signals_to_dict(figures: Mapping[str, SignalFigures]) -> dict[str, Any]:
    """The figures of signals as JSON values."""
    return {
        name: {
            "positives": one.positives,
            "held": one.held,
            "right": one.right,
            "precision": one.precision,
            "recall": one.recall,
            "f1": list(one.f1),
        }
        for name, one in figures.items()
    }


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """What moved between two evaluations, item by item."""
    moved = 0
    for item in sorted({*before["items"], *now["items"]}):
        old, new = before["items"].get(item, {}), now["items"].get(item, {})
        for family in sorted({*old, *new}):
            if (one := old.get(family, {})) != (other := new.get(family, {})):
                moved += 1
                yield f"{item} {family}: {_told(one)} -> {_told(other)}"
    for name in ("precision", "recall", "f1"):
        one, other = before["pooled"][name][0], now["pooled"][name][0]
        yield f"pooled {name}: {_ratio(one)} -> {_ratio(other)}"
    yield f"{moved} drafts and families moved"


def _told(entry: Mapping[str, list[str]]) -> str:
    return ", ".join(" ".join((key, *codes)) for key, codes in entry.items()) or "silent"
