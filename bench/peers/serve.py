"""What every Python peer is run by: it answers requests on standard input, so that tools can take turns.

A peer is a program with two arguments, a JSON file of phrases and a folder for what it must write; it calls ``serve``.
A request is a JSON object a line: ``pass`` checks a folder of texts once and answers with its times, ``spans`` with
what was found where, ``memory`` with the peak of the process. Imports nothing but the standard library.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from time import perf_counter, process_time

Spans = Sequence[tuple[int, int]]  # code points of the text, half-open
Check = Callable[[str], Spans]


def serve(make: Callable[[list[str], Path], Check]) -> None:
    """Make the tool once, say how long that took, then answer until the input ends."""
    start = perf_counter()
    phrases = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    check = make(phrases, Path(sys.argv[2]))
    _say({"ready": perf_counter() - start})
    for line in sys.stdin:
        request = json.loads(line)
        _say(ANSWERS[request["do"]](check, request.get("folder", "")))


def _say(answer: object) -> None:
    print(json.dumps(answer), flush=True)


@cache
def _texts(folder: str) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted(Path(folder).glob("*.txt"))]


def _pass(check: Check, folder: str) -> dict[str, object]:
    texts, each, found = _texts(folder), [], 0
    cpu = process_time()
    for text in texts:
        start = perf_counter()
        found += len(check(text))
        each.append(perf_counter() - start)
    return {"seconds": sum(each), "cpu": process_time() - cpu, "each": each, "found": found}


def _spans(check: Check, folder: str) -> list[list[tuple[int, int]]]:
    return [[(start, end) for start, end in check(text)] for text in _texts(folder)]


def _memory(check: Check, folder: str) -> int:
    """The peak in bytes; what the parent held before this program began does not count where Linux tells it apart."""
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


ANSWERS = {"pass": _pass, "spans": _spans, "memory": _memory}
