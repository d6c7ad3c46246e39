"""``docs/performance.md`` and its plots, from what ``compare.py`` measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import growth
import stages
from plots import draw
from tools import WHOLE

Results = Mapping[str, Any]
MIXES = ("newsroom", "dense")


def write_page(results: Results, docs: Path) -> Path:
    """Write the page, and beside it the plots if matplotlib is there; answer where the page is."""
    docs.mkdir(parents=True, exist_ok=True)
    plots = draw(results, docs / "performance")
    parts = (_head, _goals, _table, _latency, _cold, _processes, _growth, _stages)
    text = "\n\n".join("\n".join(part(results)) for part in parts)
    for name, title in plots.items():
        text = text.replace(f"<!-- {name} -->", f"![{title}](performance/{name}.svg)")
    page = docs / "performance.md"
    page.write_text(text + "\n", encoding="utf-8")
    return page


def _head(results: Results) -> Iterator[str]:
    machine, left_out = results["machine"], results["left_out"]
    yield "# Performance"
    yield ""
    yield "Written by `python bench/compare.py` (the page alone, from the figures kept: `--page`). Everything was measured in"
    yield "one sitting; tools take turns, pass by pass, on the same files. Figures are medians of "
    yield f"{results['rounds']} rounds after warm-up. They are good for comparing rows, not for other machines."
    if results["quick"]:
        yield ""
        yield "**A quick run: too few articles and rounds to be believed.**"
    yield ""
    memory = f", {machine['memory'] / 2**30:.0f} GB" if machine["memory"] else ""
    yield f"{machine['date']}: {machine['processor']}, {machine['cores']} cores{memory}, {machine['system']}, load "
    yield (
        f"{machine['load_before']} before the run. "
        + ", ".join(f"{n} {v}" for n, v in results["versions"].items())
        + "."
    )
    if left_out:
        yield ""
        yield "Left out: " + "; ".join(f"{name} ({why})" for name, why in left_out.items()) + "."
    yield ""
    yield f"Two mixes of articles from `corpora/` (`python bench/mixes.py FOLDER`), {results['phrases']} literal phrases"
    yield "(`bench/phrases.py`):"
    yield ""
    yield "| mix | articles | bytes each | hits of the phrases each | findings each | with a finding |"
    yield "|---|---|---|---|---|---|"
    for mix, facts in results["mixes"].items():
        each = f"{facts['bytes']:,.0f} | {facts['hits']:.1f} | {facts['findings']:.2f} | {facts['with_a_finding']:.1%}"
        yield f"| {mix} | {facts['articles']} | {each} |"


class Goal(NamedTuple):
    """What is wanted, how it is told from the results, and the bound."""

    what: str
    of: Callable[[Results], float]
    form: str
    least: float | None = None
    most: float | None = None


def _speed(tool: str, mix: str, what: str) -> Callable[[Results], float]:
    return lambda results: results["speed"][tool][mix][what]


def _ahead(tool: str, mix: str = "newsroom") -> Callable[[Results], float]:
    return _speed(tool, mix, "whole_pack_is_times_as_fast")


def _more(command: str) -> Callable[[Results], float]:
    return lambda results: results["cold"][command]["seconds"] - results["cold"]["python -c pass"]["seconds"]


def _slowdown(results: Results) -> float:
    rows = list(results["growth"]["phrases"].values())
    return rows[0]["articles_a_second"] / rows[-1]["articles_a_second"]


GOALS = (
    Goal("newsroom, articles a second", _speed(WHOLE, "newsroom", "articles_a_second"), "{:,.0f}", least=1000),
    Goal("dense, articles a second", _speed(WHOLE, "dense", "articles_a_second"), "{:,.0f}", least=300),
    Goal("times as fast as textlint with prh", _ahead("textlint with prh"), "{:.1f}", least=10),
    Goal("times as fast as proselint's engine", _ahead("proselint's engine (RE2)"), "{:.2f}", least=2),
    Goal("one newsroom article, p50 in ms", lambda r: 1000 * _speed(WHOLE, "newsroom", "p50")(r), "{:.1f}", most=2),
    Goal("one newsroom article, p99 in ms", lambda r: 1000 * _speed(WHOLE, "newsroom", "p99")(r), "{:.1f}", most=8),
    Goal("cold check, s more than bare Python", _more("content-guard check"), "{:.2f}", most=0.6),
    Goal("`--help`, s more than bare Python", _more("content-guard --help"), "{:.2f}", most=0.25),
    Goal("peak of `check` in MB", lambda r: r["cold"]["content-guard check"]["memory"] / 1e6, "{:.0f}", most=120),
    Goal("peak over both mixes in MB", lambda r: r["memory"][WHOLE] / 1e6, "{:.0f}", most=120),
    Goal("slowdown from fewest to most phrases", _slowdown, "{:.2f}", most=2),
)


def _goals(results: Results) -> Iterator[str]:
    yield "## Goals"
    yield ""
    yield "| goal | wanted | measured | |"
    yield "|---|---|---|---|"
    for goal in GOALS:
        try:
            value = goal.of(results)
        except KeyError:
            yield f"| {goal.what} | | not measured | |"
            continue
        met = value >= goal.least if goal.least is not None else value <= (goal.most or 0)
        wanted = f"at least {goal.least:g}" if goal.least is not None else f"at most {goal.most:g}"
        yield f"| {goal.what} | {wanted} | {goal.form.format(value)} | {'met' if met else '**not met**'} |"


def _table(results: Results) -> Iterator[str]:
    yield "## Articles a second"
    yield ""
    yield "`python bench/compare.py`: each tool as a library in one process of its own, texts in memory. All but the first row and"
    yield f"pyvi look for the same {results['phrases']} phrases; the first row is all of content-guard's default pack, which does far more"
    yield "than that. The last columns: how many times as fast as the row our whole pack is, by the clock (newsroom, dense) and"
    yield "by CPU (newsroom)."
    for mix in MIXES:
        yield ""
        yield f"| {mix} | articles/s (lowest–highest) | MB/s | CPU s for 1,000 | peak MB | ready in |"
        yield "|---|---|---|---|---|---|"
        for tool, speed in results["speed"].items():
            yield f"| {tool} | {_row(speed[mix])} | {results['memory'][tool] / 1e6:.0f} | {results['ready'][tool]:.2f} s |"
    yield ""
    yield "<!-- throughput -->"
    yield ""
    yield "| our whole pack beside | newsroom | by CPU | dense | by CPU | hits of the plain scan | others |"
    yield "|---|---|---|---|---|---|---|"
    for tool, speed in results["speed"].items():
        if tool != WHOLE:
            times = " | ".join(f"{_times(speed[mix])}" for mix in MIXES)
            yield f"| {tool} | {times} | {_hits(results['hits'].get(tool))} |"
    yield ""
    yield "Hits are held against a plain Python scan at syllable edges, over both mixes; *others* are places that it does not have:"
    yield "substrings of other syllables, or the same place told twice. RE2's word edges know ASCII letters only, `prh` knows none."


def _row(speed: Mapping[str, Any]) -> str:
    span = f"{speed['lowest']:,.0f}–{speed['highest']:,.0f}"
    rate = f"{speed['articles_a_second']:,.0f} ({span}) | {speed['megabytes_a_second']:.2f}"
    return f"{rate} | {speed['cpu_seconds_for_1000']:.2f}"


def _times(speed: Mapping[str, Any]) -> str:
    return f"{speed['whole_pack_is_times_as_fast']:.2f}× | {speed['whole_pack_is_times_as_fast_by_cpu']:.2f}×"


def _hits(hits: Mapping[str, int] | None) -> str:
    if hits is None:
        return "looks for none | "
    return f"{hits['found']:,} of {hits['expected']:,} ({hits['found'] / hits['expected']:.1%}) | {hits['extra']:,}"


def _latency(results: Results) -> Iterator[str]:
    yield "## One article"
    yield ""
    yield "From the same passes: each article's median over the rounds, then its place among all articles, in ms."
    yield ""
    yield "| | newsroom p50 | p99 | dense p50 | p99 |"
    yield "|---|---|---|---|---|"
    for tool, speed in results["speed"].items():
        yield f"| {tool} | " + " | ".join(f"{1000 * speed[m][p]:.2f}" for m in MIXES for p in ("p50", "p99")) + " |"


def _cold(results: Results) -> Iterator[str]:
    yield "## From start to end"
    yield ""
    yield "`python bench/compare.py` starts each command anew for one newsroom article; file caches are warm."
    yield ""
    yield "| command | s | CPU s | peak MB |"
    yield "|---|---|---|---|"
    for command, cost in results["cold"].items():
        yield f"| {command} | {cost['seconds']:.2f} | {cost['cpu']:.2f} | {cost['memory'] / 1e6:.0f} |"


def _processes(results: Results) -> Iterator[str]:
    drafts, jobs = results["processes"]["drafts"], results["processes"]["jobs"]
    yield "## Two processes"
    yield ""
    yield f"`content-guard check --jobs N` over {drafts:,} newsroom files, start and all; the peak is that of the greatest process."
    yield ""
    yield "| jobs | s | files/s | CPU s | peak MB |"
    yield "|---|---|---|---|---|"
    for count, cost in jobs.items():
        rate = f"{cost['seconds']:.2f} | {drafts / cost['seconds']:,.0f} | {cost['cpu']:.2f}"
        yield f"| {count} | {rate} | {cost['memory'] / 1e6:.0f} |"


def _growth(results: Results) -> Iterator[str]:
    yield "## How cost grows"
    yield ""
    yield "`python bench/growth.py`: newsroom prose of growing length; one rule with the 600 phrases and more that stand nowhere;"
    yield "one such rule among others that never match."
    yield ""
    yield from growth.tables(results["growth"])
    yield ""
    yield "<!-- text-size -->"
    yield ""
    yield "<!-- phrases -->"


def _stages(results: Results) -> Iterator[str]:
    yield "## Where the time of one check goes"
    yield ""
    yield "`python bench/stages.py`: what each stage does itself, without what it asks of others (`--profile`: by function)."
    for mix, measured in results["stages"].items():
        yield ""
        yield f"**{mix}**"
        yield ""
        yield from stages.table(measured)
