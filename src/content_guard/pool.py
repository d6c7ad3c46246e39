"""Work spread over processes: lazily, in order, with bounded memory."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Generic, TypeVar

from .errors import ConfigError

_Tool = TypeVar("_Tool")
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_BATCH = 16  # items sent at once: sending costs more than a small draft
_AHEAD = 3  # batches on their way for each process

_tool: list[Any] = []  # of this worker process: made once


def demand_processes(processes: int) -> None:
    """Refuse a number of processes that nothing could be done with."""
    if processes < 1:
        raise ConfigError(f"processes is {processes}; expected a whole number from 1.")


def in_processes(
    work: Callable[[_Tool, _Item], _Result],
    tool: _Tool,
    items: Iterable[_Item],
    processes: int,
    died: Callable[[_Item], _Result],
) -> Iterator[tuple[_Item, _Result]]:
    """Yield each item with ``work(tool, item)``, in order. The tool goes to each process once.

    An item on which a process ends without an answer (killed, out of memory) gets ``died(item)``; the others go on.
    """
    workers = _Workers(work, tool, processes)
    rest = iter(items)
    batches = iter(lambda: list(islice(rest, _BATCH)), [])
    waiting = deque(workers.sent(batch) for batch in islice(batches, processes * _AHEAD))
    try:
        while waiting:
            batch, answer = waiting.popleft()
            try:
                results = answer.result()
            except BrokenProcessPool:
                lost = [batch, *(other for other, _ in waiting)]
                workers.begin_anew()
                waiting = deque(workers.sent(other) for other in lost[1:])
                yield from zip(batch, workers.one_by_one(batch, died), strict=True)
            else:
                yield from zip(batch, results, strict=True)
            waiting.extend(workers.sent(batch) for batch in islice(batches, 1))
    finally:
        workers.stop()


class _Workers(Generic[_Tool, _Item, _Result]):
    """Processes that know the tool; after one of them has died, others take their place."""

    def __init__(self, work: Callable[[_Tool, _Item], _Result], tool: _Tool, processes: int) -> None:
        self._work = work
        self._tool = tool
        self._processes = processes
        self._pool = self._new(processes)

    def _new(self, processes: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(processes, initializer=_keep, initargs=(self._tool,))

    def sent(self, batch: list[_Item]) -> tuple[list[_Item], Future[list[_Result]]]:
        """A batch on its way, and what will answer for it."""
        try:
            return batch, self._pool.submit(_work, self._work, batch)
        except BrokenProcessPool as error:  # noticed while sending: the batch is as lost as those before it
            lost: Future[list[_Result]] = Future()
            lost.set_exception(error)
            return batch, lost

    def one_by_one(self, batch: list[_Item], died: Callable[[_Item], _Result]) -> Iterator[_Result]:
        """Try each item of a lost batch alone, to find the one that a process dies on."""
        alone = self._new(1)
        for item in batch:
            try:
                yield alone.submit(_work, self._work, [item]).result()[0]
            except BrokenProcessPool:
                yield died(item)
                alone = self._new(1)
        alone.shutdown()

    def begin_anew(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new(self._processes)

    def stop(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def _keep(tool: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes; it ends the others
    _tool[:] = [tool]
    gc.freeze()  # what came with the process stays: to look through it for garbage would copy its memory, too


def _work(work: Callable[[Any, _Item], _Result], batch: Iterable[_Item]) -> list[_Result]:
    return [work(_tool[0], item) for item in batch]
