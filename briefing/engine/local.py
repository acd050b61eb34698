"""The local engine: a loop for little work, a pool of processes for more."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from briefing.engine.job import CHUNK_ARTICLES, Job, Keep, Progress, Result, again, heft
from briefing.read import Ref
from briefing.read.slices import singly

PARALLEL_FROM = 6 * CHUNK_ARTICLES
"""Fewer articles than this are done in one process: starting workers would take as long."""

TOGETHER = 16
"""Results combined at a time: combining sorts all that is kept so far, some 10 ms."""

PATIENCE = 5.0
"""Seconds after which there is something to save, however few results came."""

Done = tuple[list[Ref], Result]


def run_local(
    chunks: Iterable[list[Ref]],
    job: Job[Result],
    jobs: int = 0,
    progress: Progress | None = None,
    keep: Keep[Result] | None = None,
) -> tuple[Result, tuple[str, ...]]:
    """The combined result of all chunks, with ``jobs`` processes (0: one a core), and warnings.

    A worker that dies is told of in a warning and costs nothing but the article that kills it
    twice. An interrupt, or an error of the job, ends the workers at once; so does the end of this
    process, however it comes.
    """
    jobs = jobs or os.cpu_count() or 1
    stream = iter(chunks)
    head = _some(stream)
    enough = sum(map(heft, head)) >= PARALLEL_FROM
    every = itertools.chain(head, stream)
    warnings: list[str] = []
    if jobs == 1 or not enough:
        results: Iterator[Done[Result]] = ((chunk, job.work(chunk)) for chunk in every)
    else:
        results = _parallel(every, job, jobs, warnings)
    return _combined(results, job, progress, keep), tuple(warnings)


def _some(stream: Iterator[list[Ref]]) -> list[list[Ref]]:
    """The first chunks, as many as it takes to know whether a pool is worth its while."""
    head: list[list[Ref]] = []
    total = 0
    for chunk in stream:
        head.append(chunk)
        total += heft(chunk)
        if total >= PARALLEL_FROM:
            break
    return head


def _combined(
    results: Iterator[Done[Result]],
    job: Job[Result],
    progress: Progress | None,
    keep: Keep[Result] | None,
) -> Result:
    """All results in one, ``TOGETHER`` or ``PATIENCE`` seconds' worth of them at a time."""
    total, done, weighed = job.combine([]), 0, 0
    waiting: list[Done[Result]] = []

    def added() -> Result:
        part = job.combine([result for _, result in waiting])
        if keep and waiting:
            keep([chunk for chunk, _ in waiting], part)
        waiting.clear()
        return job.combine([total, part])

    since = time.monotonic()
    for chunk, result in results:
        waiting.append((chunk, result))
        done, weighed = done + job.articles(result), weighed + heft(chunk)
        if progress:
            progress(done, weighed)
        if len(waiting) == TOGETHER or time.monotonic() > since + PATIENCE:
            total = added()
            since = time.monotonic()
    return added()


def _parallel(
    chunks: Iterator[list[Ref]], job: Job[Result], jobs: int, warnings: list[str]
) -> Iterator[Done[Result]]:
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
