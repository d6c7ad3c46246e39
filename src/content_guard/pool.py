"""Work spread over processes: lazily, in order, with bounded memory."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, TypeVar

_Tool = TypeVar("_Tool")
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_BATCH = 16  # items sent at once: sending costs more than a small draft
_AHEAD = 3  # batches on their way for each process

_tool: list[Any] = []  # of this worker process: made once


def in_processes(
    work: Callable[[_Tool, _Item], _Result], tool: _Tool, items: Iterable[_Item], processes: int
) -> Iterator[_Result]:
    """Yield ``work(tool, item)`` for each item, in order. The tool goes to each process once."""
    rest = iter(items)
    batches = iter(lambda: list(islice(rest, _BATCH)), [])
    with ProcessPoolExecutor(processes, initializer=_keep, initargs=(tool,)) as pool:
        waiting: deque[Future[list[_Result]]] = deque()
        waiting.extend(pool.submit(_work, work, batch) for batch in islice(batches, processes * _AHEAD))
        while waiting:
            yield from waiting.popleft().result()
            waiting.extend(pool.submit(_work, work, batch) for batch in islice(batches, 1))


def _keep(tool: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of a terminal; the first one decides
    _tool[:] = [tool]


def _work(work: Callable[[Any, _Item], _Result], batch: Iterable[_Item]) -> list[_Result]:
    return [work(_tool[0], item) for item in batch]
