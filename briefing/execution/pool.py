"""A pool of processes that recovers the work of one that dies.

It is a module of its own because the loop for small jobs does not need it.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from briefing.execution.job import Done, Item, Job, Result, again


def parallel(
    chunks: Iterator[list[Item]], job: Job[Item, Result], jobs: int, warnings: list[str]
) -> Iterator[Done[Item, Result]]:
    """Results as they come, with a line in ``warnings`` for each time that a worker died."""
    lost: dict[int, list[Item]] = {}
    while True:
        yield from _pooled(chunks, job, jobs, lost)
        if not lost:
            return
        items = [item for chunk in lost.values() for item in chunk]
        warnings.append(again(len(items)))
        yield from _singly(items, job)
        lost.clear()


def _pooled(
    chunks: Iterator[list[Item]], job: Job[Item, Result], jobs: int, held: dict[int, list[Item]]
) -> Iterator[Done[Item, Result]]:
    """Results as they arrive, in order per worker. At the end, ``held`` has the items that were
    lost with a dead worker."""
    running: dict[Future[Result], int] = {}
    numbers = itertools.count()
    with _pool(jobs, job) as pool:
        try:
            while True:
                for chunk in itertools.islice(chunks, 2 * jobs - len(held)):
                    number = next(numbers)
                    held[number] = chunk
                    running[pool.submit(_work, chunk)] = number
                if not held:
                    return
                done = wait(running, return_when=FIRST_COMPLETED).done
                for future in sorted(done, key=running.__getitem__):
                    result = future.result()
                    yield held.pop(running.pop(future)), result
        except BrokenProcessPool:
            return


def _singly(items: Iterable[Item], job: Job[Item, Result]) -> Iterator[Done[Item, Result]]:
    """Run the items that a dead worker may have held, one by one in a process of their own."""
    left = [[part] for item in items for part in job.split(item)]
    left.reverse()
    while left:
        with _pool(1, job) as pool:
            try:
                while left:
                    result = pool.submit(_work, left[-1]).result()
                    yield left.pop(), result
            except BrokenProcessPool:
                chunk = left.pop()
                yield chunk, job.lost(chunk[0])


@contextlib.contextmanager
def _pool(jobs: int, job: Job[Any, Any]) -> Iterator[ProcessPoolExecutor]:
    """A pool whose workers leave interrupts to us and are ended at once when we stop early."""
    pool = ProcessPoolExecutor(jobs, initializer=_prepare_worker, initargs=(job,))
    try:
        yield pool
    except BaseException:
        _abandon(pool)
        raise
    pool.shutdown()


def _abandon(pool: ProcessPoolExecutor) -> None:
    """End the workers at once, and what waits for them.

    A worker may die in the middle of a message. The executor's threads would wait for the rest of
    it for ever, since this process holds the other end of both pipes too: it lets go of them.
    """
    for process in list((pool._processes or {}).values()):
        process.kill()
    private: Any = pool
    if pool._processes:
        private._result_queue._writer.close()
        private._call_queue._reader.close()
    pool.shutdown(wait=False, cancel_futures=True)


_process: dict[str, Any] = {}
"""State of a worker process: its ``job`` and, from its first chunk on, the ``work`` that it
started."""


def _work(chunk: Sequence[Any]) -> Any:
    """The result of a chunk, in a worker process."""
    if "work" not in _process:  # here and not in the initializer, where an error breaks the pool
        _process["work"] = _process["job"].start()
    work: Callable[[Sequence[Any]], Any] = _process["work"]
    return work(chunk)


def _prepare_worker(job: Job[Any, Any]) -> None:
    _process["job"] = job
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
