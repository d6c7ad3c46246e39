"""``docs/performance.md`` and its plots, from what ``compare.py`` measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any, NamedTuple

import growth
import stages
from plots import TITLES, draw
from throughput import WARM_UPS
from tools import WHOLE

Results = Mapping[str, Any]
MIXES = ("newsroom", "dense")


def write_page(results: Results, docs: Path) -> Path:
    """Write the page, and beside it the plots if matplotlib is there; answer where the page is."""
    docs.mkdir(parents=True, exist_ok=True)
    draw(results, docs / "performance")
    page = docs / "performance.md"
    page.write_text(text_of(results), encoding="utf-8")
    return page


def text_of(results: Results) -> str:
    """The page as Markdown: the same results give the same text."""
    parts = (_head, _goals, _table, _latency, _cold, _processes, _growth, _stages)
    return "\n\n".join("\n".join(part(results)).rstrip() for part in parts) + "\n"


def _prose(text: str) -> Iterator[str]:
    """A paragraph in lines of a page's width, and an empty line."""
    yield from wrap(" ".join(text.split()), 118, break_long_words=False, break_on_hyphens=False)
    yield ""


def _plot(name: str) -> Iterator[str]:
    yield f"![{TITLES[name]}](performance/{name}.svg)"
    yield ""


def _head(results: Results) -> Iterator[str]:
    machine = results["machine"]
    yield "# Performance"
    yield ""
    yield from _prose(f"""
        Written by `python bench/compare.py` (with `--page`: from the figures of the last run,
        `bench/results.json`). Everything was measured in one sitting; tools take turns, pass by pass, on the same
        files. Figures are medians of {results["rounds"]} rounds after {WARM_UPS} that warm up. They are good for
        comparing rows, not for other machines.
    """)
    if results["quick"]:
        yield from _prose("**A quick run: too few articles and rounds to be believed.**")
    memory = f", {machine['memory'] / 2**30:.0f} GB" if machine["memory"] else ""
    system = f"{machine['cores']} cores{memory}, {machine['system']}"
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    yield from _prose(f"""
        {machine["date"]}: {machine["processor"]}, {system}; a load of {machine["load_before"]} when the run began.
        {versions}.
    """)
    if results["left_out"]:
        yield from _prose(
            "Left out: " + "; ".join(f"{name} ({why})" for name, why in results["left_out"].items()) + "."
        )
    yield from _prose(f"""
        Two mixes of articles made of `corpora/` (`python bench/mixes.py FOLDER`), and {results["phrases"]} literal
        phrases of the default pack's own lists (`bench/phrases.py`):
    """)
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
    yield from _prose(f"""
        `python bench/compare.py`: each tool as a library in one process of its own, texts in memory. All but the
        first row and pyvi look for the same {results["phrases"]} phrases; the first row is all of content-guard's
        default pack, which does far more than that.
    """)
    for mix in MIXES:
        yield f"| {mix} | articles/s (lowest–highest) | MB/s | CPU s for 1,000 | peak MB | ready in |"
        yield "|---|---|---|---|---|---|"
        for tool, speed in results["speed"].items():
            peak, ready = results["memory"][tool] / 1e6, results["ready"][tool]
            yield f"| {tool} | {_row(speed[mix])} | {peak:.0f} | {ready:.2f} s |"
        yield ""
    yield from _plot("throughput")
    yield from _prose("""
        How many times as fast our whole pack is as each other row, round by round, by the clock and by seconds of
        CPU; and what the others found of what a plain Python scan finds at syllable edges, over both mixes.
        *Elsewhere* are hits that begin where the plain scan has none. RE2's word edges know ASCII letters only;
        `prh` has none.
    """)
    yield "| our whole pack beside | newsroom | by CPU | dense | by CPU | found | elsewhere |"
    yield "|---|---|---|---|---|---|---|"
    for tool, speed in results["speed"].items():
        if tool != WHOLE:
            times = " | ".join(f"{_times(speed[mix])}" for mix in MIXES)
            yield f"| {tool} | {times} | {_hits(results['hits'].get(tool))} |"


def _row(speed: Mapping[str, Any]) -> str:
    span = f"{speed['lowest']:,.0f}–{speed['highest']:,.0f}"
    rate = f"{speed['articles_a_second']:,.0f} ({span}) | {speed['megabytes_a_second']:.2f}"
    return f"{rate} | {speed['cpu_seconds_for_1000']:.2f}"


def _times(speed: Mapping[str, Any]) -> str:
    return f"{speed['whole_pack_is_times_as_fast']:.2f}× | {speed['whole_pack_is_times_as_fast_by_cpu']:.2f}×"


def _hits(hits: Mapping[str, int] | None) -> str:
    if hits is None:
        return "looks for none |"
    return f"{hits['found']:,} of {hits['expected']:,} ({hits['found'] / hits['expected']:.1%}) | {hits['elsewhere']:,}"


def _latency(results: Results) -> Iterator[str]:
    yield "## One article"
    yield ""
    yield from _prose("From the same passes: each article's median over the rounds, then its place among all, in ms.")
    yield "| | newsroom p50 | p99 | dense p50 | p99 |"
    yield "|---|---|---|---|---|"
    for tool, speed in results["speed"].items():
        yield f"| {tool} | " + " | ".join(f"{1000 * speed[m][p]:.2f}" for m in MIXES for p in ("p50", "p99")) + " |"


def _cold(results: Results) -> Iterator[str]:
    yield "## From start to end"
    yield ""
    yield from _prose(
        "`python bench/compare.py` starts each command anew for one newsroom article; file caches are warm."
    )
    yield "| command | s | CPU s | peak MB |"
    yield "|---|---|---|---|"
    for command, cost in results["cold"].items():
        yield f"| {command} | {cost['seconds']:.2f} | {cost['cpu']:.2f} | {cost['memory'] / 1e6:.0f} |"


def _processes(results: Results) -> Iterator[str]:
    drafts, jobs = results["processes"]["drafts"], results["processes"]["jobs"]
    yield "## Two processes"
    yield ""
    yield from _prose(f"""
        `content-guard check --jobs N` over {drafts:,} newsroom files, start and all; the peak is that of the
        greatest process.
    """)
    yield "| jobs | s | files/s | CPU s | peak MB |"
    yield "|---|---|---|---|---|"
    for count, cost in jobs.items():
        rate = f"{cost['seconds']:.2f} | {drafts / cost['seconds']:,.0f} | {cost['cpu']:.2f}"
        yield f"| {count} | {rate} | {cost['memory'] / 1e6:.0f} |"


def _growth(results: Results) -> Iterator[str]:
    yield "## How cost grows"
    yield ""
    yield from _prose("""
        `python bench/growth.py`: newsroom prose of growing length; one rule with the 600 phrases and more that
        stand nowhere; one such rule among others that never match.
    """)
    yield from growth.tables(results["growth"])
    yield ""
    yield from _plot("text-size")
    yield from _plot("phrases")


def _stages(results: Results) -> Iterator[str]:
    yield "## Where the time of one check goes"
    yield ""
    yield from _prose("""
        `python bench/stages.py`: what each stage does itself, without what it asks of others; `--profile` goes by
        function.
    """)
    for mix, measured in results["stages"].items():
        yield f"**{mix}**"
        yield ""
        yield from stages.table(measured)
        yield ""
