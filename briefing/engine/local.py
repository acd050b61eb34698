"""The local engine: a loop for little work, a pool of processes for more."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from briefing.engine.job import CHUNK_ARTICLES, Job, Progress, Result, weight
from briefing.read import Ref

PARALLEL_FROM = 6 * CHUNK_ARTICLES
"""Fewer articles than this are done in one process: starting workers would take as long."""


def run_local(
    chunks: Iterable[list[Ref]], job: Job[Result], jobs: int = 0, progress: Progress | None = None
) -> Result:
    """The combined result of all chunks, with ``jobs`` processes (0: one a core).

    A worker that dies costs nothing but the reference that kills it twice. An interrupt ends the
    workers at once.
    """
    jobs = jobs or os.cpu_count() or 1
    stream = iter(chunks)
    head = _some(stream)
    enough = sum(weight(ref) for chunk in head for ref in chunk) >= PARALLEL_FROM
    every = itertools.chain(head, stream)
    if jobs == 1 or not enough:
        return _combined((job.work(chunk) for chunk in every), job, progress)
    return _combined(_parallel(every, job, jobs), job, progress)


def _some(stream: Iterator[list[Ref]]) -> list[list[Ref]]:
    """The first chunks, as many as it takes to know whether a pool is worth its while."""
    head: list[list[Ref]] = []
    total = 0
    for chunk in stream:
        head.append(chunk)
        total += sum(map(weight, chunk))
        if total >= PARALLEL_FROM:
            break
    return head


def _combined(results: Iterator[Result], job: Job[Result], progress: Progress | None) -> Result:
    total, done = job.combine([]), 0
    for result in results:
        total = job.combine([total, result])
        done += job.articles(result)
        if progress:
            progress(done, None)
    return total


def _parallel(chunks: Iterator[list[Ref]], job: Job[Result], jobs: int) -> Iterator[Result]:
    running: dict[Future[Result], list[Ref]] = {}
    lost: list[list[Ref]] = []
    with _pool(jobs) as pool:
        try:
            while True:
                for chunk in itertools.islice(chunks, 2 * jobs - len(running)):
                    running[pool.submit(job.work, chunk)] = chunk
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    del running[future]
                    yield result
        except BrokenProcessPool:
            lost = list(running.values())
    for ref in itertools.chain(*lost):
        yield _alone(ref, job)
    yield from _parallel(chunks, job, jobs)


def _alone(ref: Ref, job: Job[Result]) -> Result:
    """One reference of those a dead worker may have held, again, in a process of its own."""
    with _pool(1) as pool:
        try:
            return pool.submit(job.work, [ref]).result()
        except BrokenProcessPool:
            return job.lost(ref)


@contextlib.contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose workers leave interrupts to us and are ended at once when we stop early."""
    pool = ProcessPoolExecutor(jobs, initializer=_quiet)
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _quiet() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
