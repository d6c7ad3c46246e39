"""The plots of the page, as SVG with real text; needs matplotlib (``pip install -e '.[bench]'``)."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tools import ONE_RULE, WHOLE

Results = Mapping[str, Any]
OURS, OTHERS, PALE = "#0b6e4f", "#8a8f98", 0.45
TITLES = {
    "throughput": "Articles a second by tool, both mixes",
    "text-size": "Seconds for one text against its size",
    "phrases": "Articles a second against the number of phrases",
}


def draw(results: Results, folder: Path) -> None:
    """Draw all plots; without matplotlib, say so."""
    if find_spec("matplotlib") is None:
        print("plots are as they were: matplotlib is not installed (pip install -e '.[bench]')", file=sys.stderr)
        return
    import matplotlib

    matplotlib.use("svg")
    settings = {"svg.fonttype": "none", "svg.hashsalt": "content-guard", "font.family": "sans-serif", "font.size": 10}
    folder.mkdir(parents=True, exist_ok=True)
    with matplotlib.rc_context({**settings, "axes.spines.top": False, "axes.spines.right": False}):
        _throughput(results, folder / "throughput.svg")
        _text_size(results, folder / "text-size.svg")
        _phrases(results, folder / "phrases.svg")


def _figure(name: str, width: float, height: float) -> tuple[Any, Any]:
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(width, height), layout="constrained")
    axes.set_title(TITLES[name], loc="left", fontsize=11)
    return figure, axes


def _save(figure: Any, file: Path) -> None:
    from matplotlib import pyplot

    figure.savefig(file, metadata={"Date": None, "Creator": None})
    pyplot.close(figure)
    text = "\n".join(line.rstrip() for line in file.read_text(encoding="utf-8").splitlines())
    file.write_text(text + "\n", encoding="utf-8")


def _throughput(results: Results, file: Path) -> None:
    """Two bars a tool, on a logarithmic scale, the fastest at the top."""
    speed = results["speed"]
    tools = sorted(speed, key=lambda tool: speed[tool]["newsroom"]["articles_a_second"])
    figure, axes = _figure("throughput", 8, 0.62 * len(tools) + 0.9)
    for mix, offset, alpha in (("newsroom", 0.2, 1.0), ("dense", -0.2, PALE)):
        for row, tool in enumerate(tools):
            value = speed[tool][mix]["articles_a_second"]
            color = OURS if tool in (WHOLE, ONE_RULE) else OTHERS
            axes.barh(row + offset, value, 0.38, color=color, alpha=alpha)
            axes.text(value * 1.05, row + offset, f"{value:,.0f} {mix}", va="center", fontsize=8)
    axes.set_yticks(range(len(tools)), tools)
    axes.set_xscale("log")
    axes.set_xlim(right=axes.get_xlim()[1] * 3)
    axes.set_xlabel("articles of about 3 KB a second, logarithmic")
    _save(figure, file)


def _text_size(results: Results, file: Path) -> None:
    """Both scales logarithmic, and a dotted line for what would be linear."""
    figure, axes = _figure("text-size", 8, 4)
    for (name, seconds), marker in zip(results["growth"]["text_size"].items(), "osd", strict=True):
        sizes = [int(size) / 1000 for size in seconds]
        times = list(seconds.values())
        color = OTHERS if "automaton" in name else OURS
        (line,) = axes.plot(sizes, times, marker=marker, color=color, alpha=PALE if "one" in name else 1, label=name)
        axes.plot(sizes, [times[1] * size / sizes[1] for size in sizes], ":", color=line.get_color(), linewidth=0.8)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("KB of text; dotted: linear from the second size on")
    axes.set_ylabel("seconds")
    axes.legend(frameon=False)
    _save(figure, file)


def _phrases(results: Results, file: Path) -> None:
    """The number of phrases logarithmic, speed from nothing up."""
    rows = {int(count): row for count, row in results["growth"]["phrases"].items()}
    figure, axes = _figure("phrases", 8, 3)
    speeds = [row["articles_a_second"] for row in rows.values()]
    axes.plot(list(rows), speeds, marker="o", color=OURS)
    axes.set_xscale("log")
    axes.set_xticks(list(rows), [f"{count:,}" for count in rows])
    axes.minorticks_off()
    axes.set_ylim(0, 1.2 * max(speeds))
    axes.set_xlabel("phrases in one rule, logarithmic")
    axes.set_ylabel("articles a second")
    _save(figure, file)
