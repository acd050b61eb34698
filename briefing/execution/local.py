"""The local engine: a loop for little work, a pool of processes for more."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from briefing.execution.job import CHUNK_ARTICLES, Done, Item, Job, Keep, Progress, Result

PARALLEL_FROM = 6 * CHUNK_ARTICLES
"""Fewer articles than this are done in one process: starting workers would take as long."""

TOGETHER = 16
"""Results combined at a time: combining sorts all that is kept so far, some 10 ms."""

PATIENCE = 5.0
"""Seconds after which there is something to save, however few results came."""


def run_local(
    chunks: Iterable[list[Item]],
    job: Job[Item, Result],
    jobs: int = 0,
    progress: Progress | None = None,
    keep: Keep[Item, Result] | None = None,
    *,
    here: Callable[[], Callable[[Sequence[Item]], Result]] | None = None,
) -> tuple[Result, tuple[str, ...]]:
    """The combined result of all chunks, with ``jobs`` processes (0: one per core), and warnings.

    A worker that dies causes a warning; only an article that kills a worker twice is lost. An
    interrupt, an error of the job or the end of this process ends the workers at once. ``here``
    stands for the job's ``start`` where this process works alone: what it has loaded need not be
    loaded again.
    """
    jobs = jobs or os.cpu_count() or 1
    stream = iter(chunks)
    head = _some(stream, job)
    enough = sum(map(job.weight, head)) >= PARALLEL_FROM
    every = itertools.chain(head, stream)
    warnings: list[str] = []
    if jobs == 1 or not enough:
        results: Iterator[Done[Item, Result]] = _loop(every, here or job.start)
    else:
        from briefing.execution.pool import parallel

        results = parallel(every, job, jobs, warnings)
    return _combined(results, job, progress, keep), tuple(warnings)


def _loop(
    chunks: Iterable[list[Item]], start: Callable[[], Callable[[Sequence[Item]], Result]]
) -> Iterator[Done[Item, Result]]:
    work = start()
    for chunk in chunks:
        yield chunk, work(chunk)


def _some(stream: Iterator[list[Item]], job: Job[Item, Result]) -> list[list[Item]]:
    """The first chunks, as many as it takes to know whether a pool is worth its while."""
    head: list[list[Item]] = []
    total = 0
    for chunk in stream:
        head.append(chunk)
        total += job.weight(chunk)
        if total >= PARALLEL_FROM:
            break
    return head


def _combined(
    results: Iterator[Done[Item, Result]],
    job: Job[Item, Result],
    progress: Progress | None,
    keep: Keep[Item, Result] | None,
) -> Result:
    """All results in one, ``TOGETHER`` or ``PATIENCE`` seconds' worth of them at a time."""
    total, done, weighed = job.combine([]), 0, 0
    waiting: list[Done[Item, Result]] = []

    def added() -> Result:
        part = job.combine([result for _, result in waiting])
        if keep and waiting:
            keep([chunk for chunk, _ in waiting], part)
        waiting.clear()
        return job.combine([total, part])

    since = time.monotonic()
    for chunk, result in results:
        waiting.append((chunk, result))
        done, weighed = done + job.count(result), weighed + job.weight(chunk)
        if progress:
            progress(done, weighed)
        if len(waiting) == TOGETHER or time.monotonic() > since + PATIENCE:
            total = added()
            since = time.monotonic()
    return added()
