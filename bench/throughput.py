"""Rounds in which every tool checks every mix once, so that what disturbs the machine disturbs all alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from phrases import hits
from tools import WHOLE, Running

Rounds = list[dict[str, Any]]
WARM_UPS = 2


def measure(running: Sequence[Running], folders: Mapping[str, Path], rounds: int) -> dict[str, dict[str, Rounds]]:
    """For each tool and mix, the answer of each round, after rounds that do not count."""
    passes: dict[str, dict[str, Rounds]] = {r.tool.name: {mix: [] for mix in folders} for r in running}
    for number in range(WARM_UPS + rounds):
        turn = number % len(running)
        for mix, folder in folders.items():
            for one in (*running[turn:], *running[:turn]):
                answer = one.ask("pass", folder)
                if number >= WARM_UPS:
                    passes[one.tool.name][mix].append(answer)
    return passes


def summary(passes: Mapping[str, Mapping[str, Rounds]], folders: Mapping[str, Path]) -> dict[str, Any]:
    """Medians for each tool and mix, and how many times faster our whole pack was, round by round."""
    size = {mix: sum(file.stat().st_size for file in folder.glob("*.txt")) for mix, folder in folders.items()}
    return {
        tool: {mix: _medians(rounds, size[mix], passes[WHOLE][mix]) for mix, rounds in mixes.items()}
        for tool, mixes in passes.items()
    }


def _medians(rounds: Rounds, size: int, ours: Rounds) -> dict[str, Any]:
    seconds = [r["seconds"] for r in rounds]
    articles = len(rounds[0]["each"])
    each = sorted(median(times) for times in zip(*(r["each"] for r in rounds), strict=True))
    return {
        "articles_a_second": articles / median(seconds),
        "lowest": articles / max(seconds),
        "highest": articles / min(seconds),
        "megabytes_a_second": size / median(seconds) / 1e6,
        "cpu_seconds_for_1000": 1000 * median(r["cpu"] for r in rounds) / articles,
        "articles_a_cpu_second": articles / median(r["cpu"] for r in rounds),
        "p50": median(each),
        "p99": quantiles(each, n=100)[98],
        "found": rounds[0]["found"],
        "whole_pack_is_times_as_fast": _ratio("seconds", rounds, ours),
        "whole_pack_is_times_as_fast_by_cpu": _ratio("cpu", rounds, ours),
    }


def _ratio(what: str, rounds: Rounds, ours: Rounds) -> float:
    return median(theirs[what] / own[what] for theirs, own in zip(rounds, ours, strict=True))


def held_against(
    spans: Sequence[Sequence[Sequence[int]]], texts: Iterable[str], sought: Sequence[str]
) -> dict[str, int]:
    """How many of the places of the plain scan a tool touched, and how many of its own begin elsewhere."""
    expected = found = elsewhere = 0
    for text, given in zip(texts, spans, strict=True):
        places = hits(text, sought)
        expected += len(places)
        found += sum(any(start < b and a < end for a, b in given) for start, end in places)
        elsewhere += len({start for start, _ in given} - {start for start, _ in places})
    return {"expected": expected, "found": found, "elsewhere": elsewhere}
