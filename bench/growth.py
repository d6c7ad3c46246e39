"""How cost grows: with the length of a text, with the number of phrases, with the number of rules that stay silent.

``python bench/growth.py`` prints three tables. Everything runs in this process; sizes take turns within each round.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import ahocorasick_rs
from made_packs import write_pack
from mixes import newsroom
from phrases import invented, phrases

from content_guard import Draft, Guard

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)  # bytes of UTF-8
PHRASES = (600, 2_000, 6_000, 20_000, 60_000)
RULES = (1, 11, 101, 801)  # one with the 600 phrases, the others with phrases that stand nowhere
_OF_A_SILENT_RULE = 20
_FEW = 1_000_000  # from this size on, fewer rounds

Work = Callable[[], object]


def text_size(rounds: int, largest: int) -> dict[str, dict[int, float]]:
    """Seconds for one text of each size: with the whole default pack, one phrase rule, the bare automaton."""
    prose = "\n\n".join(draft.source for draft in newsroom(100))
    sizes = [size for size in SIZES if size <= largest]
    texts = {size: _of_size(prose, size) for size in sizes}
    sought = phrases()
    with tempfile.TemporaryDirectory() as folder:
        one_rule = Guard([str(write_pack(Path(folder), [sought]))], proven=True)
    guards = {"whole default pack": Guard(), "one phrase rule": one_rule}
    automaton = ahocorasick_rs.AhoCorasick(sought)
    works: dict[tuple[str, int], Work] = {}
    for size, text in texts.items():
        works |= {(name, size): _check(guard, text) for name, guard in guards.items()}
        works["bare automaton", size] = _scan(automaton, text)
    found = _in_turns(works, {key: rounds if key[1] < _FEW else min(rounds, 3) for key in works})
    return {name: {size: found[name, size] for size in sizes} for name in (*guards, "bare automaton")}


def phrase_count(rounds: int, largest: int) -> dict[int, dict[str, float]]:
    """For each number of phrases: articles a second with one rule, and seconds to compile and to load again."""
    drafts = newsroom(100)
    every = [*phrases(), *invented(largest - PHRASES[0], "\n".join(draft.source for draft in drafts))]
    return _packs({count: [every[:count]] for count in PHRASES if count <= largest}, drafts, rounds)


def rule_count(rounds: int, most: int) -> dict[int, dict[str, float]]:
    """The same for each number of rules, all but one of which never match."""
    drafts = newsroom(100)
    more = invented(most * _OF_A_SILENT_RULE, "\n".join(draft.source for draft in drafts))
    silent = [more[at : at + _OF_A_SILENT_RULE] for at in range(0, len(more), _OF_A_SILENT_RULE)]
    return _packs({n: [phrases(), *silent[: n - 1]] for n in RULES if n <= most}, drafts, rounds)


def _packs(lists: Mapping[int, Sequence[Sequence[str]]], drafts: Sequence[Draft], rounds: int) -> dict[int, Any]:
    guards, costs = {}, {}
    kept_before = os.environ.get("CONTENT_GUARD_CACHE")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONTENT_GUARD_CACHE"] = folder  # these packs are of no use to anyone afterwards
        for count, several in lists.items():
            pack = str(write_pack(Path(folder) / str(count), several))
            compiling, _ = _seconds(lambda pack=pack: Guard([pack], proven=True))  # type: ignore[misc]
            loading, guards[count] = _seconds(lambda pack=pack: Guard([pack], proven=True))  # type: ignore[misc]
            costs[count] = {"compile": compiling, "load": loading}
    os.environ.pop("CONTENT_GUARD_CACHE") if kept_before is None else os.environ.update(CONTENT_GUARD_CACHE=kept_before)
    works = {("guard", count): _check_all(guard, drafts) for count, guard in guards.items()}
    works |= {("automaton", count): _scan_all(chain.from_iterable(lists[count]), drafts) for count in lists}
    found = _in_turns(works, dict.fromkeys(works, rounds))
    speed = {key: len(drafts) / seconds for key, seconds in found.items()}
    return {n: {"articles_a_second": speed["guard", n], "automaton": speed["automaton", n], **costs[n]} for n in guards}


def _in_turns(works: Mapping[Any, Work], rounds: Mapping[Any, int]) -> dict[Any, float]:
    """The median seconds of each piece of work, after one that warms up; in each round all take their turn."""
    times: dict[Any, list[float]] = {key: [] for key in works}
    for number in range(1 + max(rounds.values())):
        for key, work in works.items():
            if number <= rounds[key]:
                times[key].append(_seconds(work)[0])
    return {key: median(found[1:] or found) for key, found in times.items()}


def _seconds(work: Work) -> tuple[float, Any]:
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


def _of_size(prose: str, size: int) -> str:
    """The beginning of the prose, repeated as often as it takes, cut at a syllable."""
    data = prose.encode()
    whole = (data * (size // len(data) + 1))[:size].decode(errors="ignore")
    return re.sub(r"\S+\Z", "", whole)


def _check(guard: Guard, text: str) -> Work:
    return lambda: guard.check_text(text)


def _check_all(guard: Guard, drafts: Sequence[Draft]) -> Work:
    return lambda: [guard.check(draft) for draft in drafts]


def _scan_all(sought: Iterable[str], drafts: Sequence[Draft]) -> Work:
    automaton, texts = ahocorasick_rs.AhoCorasick(list(sought)), [draft.source for draft in drafts]
    return lambda: [automaton.find_matches_as_indexes(text.lower(), overlapping=True) for text in texts]


def _scan(automaton: ahocorasick_rs.AhoCorasick, text: str) -> Work:
    return lambda: automaton.find_matches_as_indexes(text.lower(), overlapping=True)


def measure(*, quick: bool) -> dict[str, Any]:
    """All three."""
    rounds = 1 if quick else 5
    return {
        "text_size": text_size(rounds, 100_000 if quick else SIZES[-1]),
        "phrases": phrase_count(rounds, 6_000 if quick else PHRASES[-1]),
        "rules": rule_count(rounds, 101 if quick else RULES[-1]),
    }


def tables(found: Mapping[str, Any]) -> Iterable[str]:
    """The lines of three Markdown tables."""
    sizes = list(next(iter(found["text_size"].values())))
    yield "| ms for one text of | " + " | ".join(_size(size) for size in sizes) + " |"
    yield "|---" * (len(sizes) + 1) + "|"
    for name, seconds in found["text_size"].items():
        yield f"| {name} | " + " | ".join(_ms(each) for each in seconds.values()) + " |"
    for what in ("phrases", "rules"):
        yield ""
        yield f"| {what} | articles/s | compiled in | loaded again in | bare automaton, articles/s |"
        yield "|---|---|---|---|---|"
        for count, row in found[what].items():
            speed, compiling, loading = row["articles_a_second"], row["compile"], row["load"]
            yield f"| {int(count):,} | {speed:,.0f} | {compiling:.2f} s | {loading:.2f} s | {row['automaton']:,.0f} |"


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.2f}" if seconds < 0.01 else f"{1000 * seconds:,.0f}"


def _size(size: int | str) -> str:
    return f"{int(size) // 1000:,} KB" if int(size) < 1_000_000 else f"{int(size) // 1_000_000} MB"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How cost grows with text, phrases and rules.")
    parser.add_argument("--quick", action="store_true", help="one round, up to 100 KB, 6,000 phrases and 101 rules")
    print("\n".join(tables(measure(quick=parser.parse_args().quick))))


if __name__ == "__main__":
    main()
