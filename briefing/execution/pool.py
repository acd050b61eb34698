"""A pool of processes, and what becomes of the work of one that dies.

Apart from the loop that is enough for little work, which should not load any of this.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from briefing.execution.job import Done, Job, Result, again
from briefing.readers import Ref
from briefing.readers.slices import singly


def parallel(
    chunks: Iterator[list[Ref]], job: Job[Result], jobs: int, warnings: list[str]
) -> Iterator[Done[Result]]:
    """Results as they come, with a line in ``warnings`` for each time that a worker died."""
    lost: dict[int, list[Ref]] = {}
    while True:
        yield from _pooled(chunks, job, jobs, lost)
        if not lost:
            return
        refs = [ref for chunk in lost.values() for ref in chunk]
        warnings.append(again(len(refs)))
        yield from _singly(refs, job)
        lost.clear()


def _pooled(
    chunks: Iterator[list[Ref]], job: Job[Result], jobs: int, held: dict[int, list[Ref]]
) -> Iterator[Done[Result]]:
    """Results as they come, of one worker in order; ``held`` has in the end what was lost with a
    worker that died."""
    running: dict[Future[Result], int] = {}
    numbers = itertools.count()
    with _pool(jobs) as pool:
        try:
            while True:
                for chunk in itertools.islice(chunks, 2 * jobs - len(held)):
                    number = next(numbers)
                    held[number] = chunk
                    running[pool.submit(job.work, chunk)] = number
                if not held:
                    return
                done = wait(running, return_when=FIRST_COMPLETED).done
                for future in sorted(done, key=running.__getitem__):
                    result = future.result()
                    yield held.pop(running.pop(future)), result
        except BrokenProcessPool:
            return


def _singly(refs: Iterable[Ref], job: Job[Result]) -> Iterator[Done[Result]]:
    """Article by article, those that a dead worker may have held, in a process of their own."""
    left = [[one] for ref in refs for one in singly(ref)]
    left.reverse()
    while left:
        with _pool(1) as pool:
            try:
                while left:
                    result = pool.submit(job.work, left[-1]).result()
                    yield left.pop(), result
            except BrokenProcessPool:
                chunk = left.pop()
                yield chunk, job.lost(chunk[0])


@contextlib.contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose workers leave interrupts to us and are ended at once when we stop early."""
    pool = ProcessPoolExecutor(jobs, initializer=_prepare_worker)
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


def _prepare_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
