"""Where the time of one check goes, stage by stage: ``python bench/stages.py``.

The functions of each stage are wrapped with a stopwatch that knows which one is innermost, so that every moment counts
once. The stopwatch itself costs time, most where a stage is entered often: the total without it stands below each
table. ``--profile`` prints the costliest functions instead, as cProfile tells them.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from importlib import import_module
from inspect import isgeneratorfunction
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

from mixes import MIXES

from content_guard import Guard
from content_guard.checks import KINDS

STAGES: Mapping[str, Sequence[str]] = {  # module:name, where the name is looked up when a draft is checked
    "text to draft": ("content_guard.guard:read_text",),
    "views": ("content_guard.asking:view",),
    "is it Vietnamese": ("content_guard.asking:_is_vietnamese",),
    "scan": ("content_guard.patterns.scan:Scanner.scan",),
    "sentences": ("content_guard.patterns.passage:sentences",),
    "quotations": ("content_guard.patterns.passage:quotations",),
    "needs met in each sentence": ("content_guard.patterns.index:Bits.unmet",),
    "which patterns could match": ("content_guard.patterns.index:Index.could_match",),
    "where words stand": ("content_guard.patterns.sequence:_out_of_reach",),
    "hits of lists": (
        "content_guard.patterns.passage:Passage._found_in",
        "content_guard.patterns.passage:Passage.hits",
    ),
    "words": ("content_guard.text.words:Segmenter.words",),
    "signals": ("content_guard.signals:Signals.holds", "content_guard.signals:Signals.stands_in"),
    "findings": ("content_guard.guard:Guard._finding",),
    "merging, report": ("content_guard.guard:merged", "content_guard.guard:numbered", "content_guard.guard:_report"),
}
REST = "everything between"


class Stopwatch:
    """Time by stage; what a stage does inside another is the inner one's."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = dict.fromkeys((*STAGES, *_kinds(), REST), 0.0)
        self.entered: dict[str, int] = dict.fromkeys(self.seconds, 0)
        self._inside = [REST]
        self._since = perf_counter()

    def start(self) -> None:
        """Forget what went before this moment."""
        self._since = perf_counter()

    def stop(self) -> None:
        """Count the time up to this moment."""
        self._turn()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Be in a stage for a while."""
        self._turn()
        self._inside.append(name)
        try:
            yield
        finally:
            self._turn()
            self._inside.pop()

    def _turn(self) -> None:
        now = perf_counter()
        self.seconds[self._inside[-1]] += now - self._since
        self._since = now

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time counted; a generator's too, whenever it is asked for more."""

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            self.entered[stage] += 1
            with self.stage(stage):
                return function(*args, **kwargs)

        @wraps(function)
        def generate(*args: Any, **kwargs: Any) -> Any:
            self.entered[stage] += 1
            results = function(*args, **kwargs)
            while True:
                with self.stage(stage):
                    result = next(results, results)
                if result is results:
                    return
                yield result

        return generate if isgeneratorfunction(function) else call


def _kinds() -> list[str]:
    return [f"rules of kind {name}" for name in KINDS]


def found(place: str) -> tuple[Any, str]:
    """The object and the attribute that ``module:name`` means. Raises AttributeError when it is gone."""
    module, name = place.split(":")
    *owners, attribute = name.split(".")
    owner: Any = import_module(module)
    for step in owners:
        owner = getattr(owner, step)
    getattr(owner, attribute)
    return owner, attribute


@contextmanager
def watched(watch: Stopwatch) -> Iterator[None]:
    """Have the stages timed for a while. A function that is gone is told, and its time counts where it is called."""
    with ExitStack() as patches:
        for stage, places in STAGES.items():
            for place in places:
                try:
                    owner, attribute = found(place)
                except AttributeError:
                    print(f"{stage}: {place} is gone; mend STAGES in {__file__}")
                    continue
                patches.enter_context(patch.object(owner, attribute, watch.timed(stage, getattr(owner, attribute))))
        kinds = {
            name: kind._replace(match=watch.timed(f"rules of kind {name}", kind.match)) for name, kind in KINDS.items()
        }
        patches.enter_context(patch.dict(KINDS, kinds))
        yield


def measure(mix: str, count: int, rounds: int) -> dict[str, Any]:
    """Median seconds an article for each stage and in all, without and with the stopwatch; entries an article."""
    texts = [draft.source for draft in MIXES[mix](count)]
    guard = Guard()
    check_all(guard, texts)
    plain, watches = [], []
    for _ in range(rounds):
        plain.append(_seconds(guard, texts))
        watch = Stopwatch()
        with watched(watch):
            watch.start()
            check_all(guard, texts)
            watch.stop()
        watches.append(watch)
    stages = {
        stage: {
            "seconds": median(watch.seconds[stage] for watch in watches) / count,
            "entered": watches[0].entered[stage] / count,
        }
        for stage in watches[0].seconds
    }
    total = median(sum(watch.seconds.values()) for watch in watches) / count
    return {"stages": stages, "total": total, "without_stopwatch": median(plain) / count}


def check_all(guard: Guard, texts: Iterable[str]) -> None:
    """Check every text once."""
    for text in texts:
        guard.check_text(text)


def _seconds(guard: Guard, texts: Sequence[str]) -> float:
    start = perf_counter()
    check_all(guard, texts)
    return perf_counter() - start


def table(measured: Mapping[str, Any]) -> Iterable[str]:
    """The lines of a Markdown table, the dearest stage first; stages that cost nothing are left out."""
    total = measured["total"]
    yield "| stage | ms an article | share | entered |"
    yield "|---|---|---|---|"
    for stage, cost in sorted(measured["stages"].items(), key=lambda pair: -pair[1]["seconds"]):
        if cost["seconds"] > 0:
            ms, share, entered = 1000 * cost["seconds"], cost["seconds"] / total, cost["entered"]
            yield f"| {stage} | {ms:.3f} | {share:.1%} | {f'{entered:,.1f}' if entered else ''} |"
    yield f"| in all | {1000 * total:.3f} | | |"
    yield f"| without the stopwatch | {1000 * measured['without_stopwatch']:.3f} | | |"


def main() -> None:
    """Print a table for each mix."""
    parser = argparse.ArgumentParser(description="Where the time of one check goes.")
    parser.add_argument("--mix", choices=[*MIXES, "both"], default="both")
    parser.add_argument("--count", type=int, default=200, help="articles (default: 200)")
    parser.add_argument("--rounds", type=int, default=5, help="of which the median is taken (default: 5)")
    parser.add_argument("--profile", action="store_true", help="cProfile's costliest functions instead")
    args = parser.parse_args()
    for mix in MIXES if args.mix == "both" else [args.mix]:
        print(f"\n{mix}, {args.count} articles\n")
        if args.profile:
            _profile(mix, args.count)
        else:
            print("\n".join(table(measure(mix, args.count, args.rounds))))


def _profile(mix: str, count: int) -> None:
    texts, guard, profile = [draft.source for draft in MIXES[mix](count)], Guard(), cProfile.Profile()
    check_all(guard, texts)
    profile.runcall(check_all, guard, texts)
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
