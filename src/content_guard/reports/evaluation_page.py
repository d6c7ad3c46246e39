"""An evaluation as one page that needs nothing else: figures, calibration, curves, and the wrong drafts of dev."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from string import Template

import yaml

from ..evaluate import Calibrated, Calibration, Evaluation, Figures, Outcome
from ..evaluate.calibration import ENOUGH
from ..evaluate.table import Interval
from ..packs import Pack
from ..span import Span
from .charts import curve, key, reliability

_AROUND = 140  # characters of the draft on each side of the marked words


@dataclass(frozen=True)
class About:
    """What was measured, and how the page speaks."""

    pack: Pack
    corpora: tuple[str, ...]
    part: str
    drafts: int
    min_score: float
    lang: str


def page(evaluation: Evaluation, calibrated: Calibrated, about: About) -> str:
    """The whole page as HTML. Wrong drafts are those of the dev part, whatever was measured."""
    words = _words(about.lang)
    folder = resources.files(__package__)
    told = words["about"].format(
        packs=", ".join(about.pack.names),
        corpora=", ".join(about.corpora),
        part=words["all"] if about.part == "all" else about.part,
        drafts=about.drafts,
    )
    body = (
        *([_note(words["both"])] if about.part == "all" else []),
        *_families(evaluation, calibrated, about, words),
        *_calibration(calibrated, words),
        *_curves(calibrated, about, words),
        *_rules(evaluation, words),
        *_wrong(evaluation.wrong, about, words),
    )
    return Template(folder.joinpath("evaluation.html").read_text(encoding="utf-8")).substitute(
        lang=about.lang, title=escape(words["title"]), about=escape(told), body="\n".join(body)
    )


def _words(lang: str) -> dict[str, str]:
    text = resources.files(__package__).joinpath("evaluation.yml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.load(text, Loader=yaml.BaseLoader)[lang]
    return found


def _families(evaluation: Evaluation, calibrated: Calibrated, about: About, words: dict[str, str]) -> Iterator[str]:
    yield _heading(words, "families")
    stated = words["at-prevalence"].format(prevalence=_stated(calibrated))
    heads = [words[name] for name in ("family", "flags", "shown", "right", "precision")]
    named = {f: f"{f} · {m.title[about.lang]}" for f, m in about.pack.families.items()}
    rows = [_family(named[f], own, _at(calibrated, f, about)) for f, own in evaluation.families.items()]
    yield _table(
        [*heads, stated, words["recall"], words["f1"]], [*rows, _family(words["pooled"], evaluation.pooled, None)]
    )
    yield _note(words["families-note"])


def _family(name: str, figures: Figures, at_prevalence: float | None) -> list[str]:
    counts = map(str, (figures.expected, figures.shown, figures.right))
    share = "–" if at_prevalence is None else f"{at_prevalence:.2f}"
    return [
        escape(name),
        *counts,
        _interval(figures.precision),
        share,
        _interval(figures.recall),
        _interval(figures.f1),
    ]


def _at(calibrated: Calibrated, family: str, about: About) -> float | None:
    """Precision at the stated prevalence, from the threshold of the curve that is in use."""
    return next((p.precision for p in calibrated.curves[family] if abs(p.threshold - about.min_score) < 1e-9), None)


def _calibration(calibrated: Calibrated, words: dict[str, str]) -> Iterator[str]:
    yield _heading(words, "calibration")
    yield _note(words["calibration-note"].format(prevalence=_stated(calibrated)))
    if calibrated.whole is None:
        yield _note(words["nothing"])
        return
    yield f'<div class="side">{_bins(calibrated.whole, words)}</div>'
    whole = calibrated.whole
    figures = {name: f"{getattr(whole, name):.3f}" for name in ("error", "brier", "constant")}
    yield f"<p>{escape(words['summary'].format(right=f'{whole.right:.2f}', **figures))}</p>"
    if min(one.count for one in whole.bins) < ENOUGH:
        yield _note(words["few"].format(enough=ENOUGH))


def _bins(whole: Calibration, words: dict[str, str]) -> str:
    labels = words["mean-score"], words["share-right"]
    rows = [[f"{b.low:.2f}–{b.high:.2f}", str(b.count), f"{b.score:.2f}", _interval(b.right)] for b in whole.bins]
    heads = [words[name] for name in ("scores", "findings", "mean-score", "share-right")]
    return f"<figure>{reliability(whole.bins, words['reliability'], labels)}</figure>{_table(heads, rows)}"


def _curves(calibrated: Calibrated, about: About, words: dict[str, str]) -> Iterator[str]:
    yield _heading(words, "curves")
    yield _note(words["curves-note"].format(min_score=f"{about.min_score:g}"))
    yield f"<p>{key('one', words['precision'])}{key('two', words['recall'])}</p>"
    yield '<div class="grid">'
    for family, points in calibrated.curves.items():
        name = f"{family} · {about.pack.families[family].title[about.lang]}"
        drawn = curve(points, about.min_score, name, (words["threshold"], ""))
        yield f"<figure><figcaption>{escape(name)}</figcaption>{drawn}</figure>"
    yield "</div>"


def _rules(evaluation: Evaluation, words: dict[str, str]) -> Iterator[str]:
    rows = [[r.code, str(r.shown), str(r.right), str(r.sole)] for r in evaluation.rules.values() if r.shown]
    table = _table([words[name] for name in ("rule", "shown", "right", "sole")], rows)
    yield f"<details><summary>{escape(words['rules'])} ({len(rows)})</summary><article>{table}</article></details>"


def _wrong(outcomes: Iterable[Outcome], about: About, words: dict[str, str]) -> Iterator[str]:
    yield _heading(words, "wrong")
    yield _note(words["wrong-note"])
    dev = [outcome for outcome in outcomes if outcome.item.part == "dev"]
    if not dev:
        yield f"<p>{escape(words['no-wrong'])}</p>"
    for family, model in about.pack.families.items():
        told = [article for outcome in dev if outcome.family == family for article in _articles(outcome, words)]
        if told:
            title = escape(f"{family} · {model.title[about.lang]}")
            yield f"<details><summary>{title} ({len(told)})</summary>{''.join(told)}</details>"


def _articles(outcome: Outcome, words: dict[str, str]) -> Iterator[str]:
    item, source = outcome.item, outcome.item.draft.source
    for finding in outcome.wrong:
        head = f"{words['asked']} · {item.id} · {finding.code} · {finding.score:.2f}"
        yield _article("asked", head, [_around(source, finding.span)], finding.message)
    if outcome.missed:
        places = [_around(source, span) for span in _joined(e.span for e in item.evidence[outcome.letter])]
        yield _article("missed", f"{words['missed']} · {item.id}", places, "")


def _article(kind: str, head: str, places: Sequence[str], message: str) -> str:
    told = f"<p>{escape(message)}</p>" if message else ""
    shown = "".join(f"<p>{place}</p>" for place in places)
    return f'<article class="{kind}"><p class="head">{escape(head)}</p>{shown}{told}</article>'


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Overlapping places as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.overlaps(found[-1]):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _around(source: str, span: Span) -> str:
    """The words in their surroundings, marked; cut at spaces."""
    start, end = max(span.start - _AROUND, 0), span.end + _AROUND
    before, after = source[start : span.start], source[span.end : end]
    if start:
        before = "… " + before.partition(" ")[2]
    if end < len(source):
        after = after.rpartition(" ")[0] + " …"
    before, after = (text.replace("\n\n", "\n") for text in (before, after))
    return f"{escape(before)}<mark>{escape(source[span.start : span.end])}</mark>{escape(after)}"


def _stated(calibrated: Calibrated) -> str:
    return ", ".join(sorted({f"{100 * share:g} %" for share in calibrated.prevalence.values()}))


def _heading(words: dict[str, str], name: str) -> str:
    return f'<h2 id="{name}">{escape(words[name])}</h2>'


def _note(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>'


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Cells are HTML already; heads are not."""
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'


def _interval(interval: Interval) -> str:
    if interval.value is None:
        return "–"
    around = f" <small>[{interval.low:.2f}–{interval.high:.2f}]</small>" if interval.low is not None else ""
    return f"{interval.value:.2f}{around}"
