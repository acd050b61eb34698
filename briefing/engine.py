"""Running the left half of the flow over many sources: in a loop or in a pool of processes.

The engine only decides where a chunk of sources is absorbed; since partials merge in any order and
grouping, every engine gives the same bytes.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from briefing.config import Config
from briefing.model import Skipped
from briefing.pipeline import Partial, absorb, gather, load, read_options
from briefing.read import Ref, expand

CHUNK = 32
"""Sources a task: about 100 ms of work, so that handing over costs little and progress moves."""

PARALLEL_FROM = 300
"""Fewer sources than this are done in one process: starting workers takes longer (about 0.3 s)."""

Progress = Callable[[int, int | None], None]
"""Called with the number of sources done and, when known, the number there are."""


def run(sources: Sequence[str], config: Config, progress: Progress | None = None) -> Partial:
    """What all sources give; unreadable ones are among its ``skipped``."""
    skipped: list[Skipped] = []
    refs = _refs(sources, config, skipped)
    head = list(itertools.islice(refs, PARALLEL_FROM))
    jobs = config.jobs or os.cpu_count() or 1
    if jobs == 1 or len(head) < PARALLEL_FROM:
        found = _serial(itertools.chain(head, refs), config, progress)
    else:
        found = _parallel(itertools.chain(head, refs), config, jobs, progress)
    return found + Partial(skipped=tuple(skipped))


def _refs(sources: Sequence[str], config: Config, skipped: list[Skipped]) -> Iterator[Ref]:
    for item in expand(sources, read_options(config)):
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            yield item


def _chunks(refs: Iterator[Ref]) -> Iterator[list[Ref]]:
    while chunk := list(itertools.islice(refs, CHUNK)):
        yield chunk


def absorb_refs(refs: Sequence[Ref], config: Config) -> Partial:
    """The partial of one chunk: the unit of work that engines hand out."""
    return absorb(load(refs, config), config)


def _serial(refs: Iterator[Ref], config: Config, progress: Progress | None) -> Partial:
    total, done = Partial(), 0
    for chunk in _chunks(refs):
        total += absorb_refs(chunk, config)
        done += len(chunk)
        if progress:
            progress(done, None)
    return total


def _parallel(refs: Iterator[Ref], config: Config, jobs: int, progress: Progress | None) -> Partial:
    chunks, total, done = _chunks(refs), Partial(), 0
    lost: list[list[Ref]] = []
    with ProcessPoolExecutor(jobs) as pool:
        running: dict[Future[Partial], list[Ref]] = {}
        try:
            while True:
                for chunk in itertools.islice(chunks, 2 * jobs - len(running)):
                    running[pool.submit(absorb_refs, chunk, config)] = chunk
                if not running:
                    break
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    done += len(running[future])
                    total += future.result()
                    del running[future]
                if progress:
                    progress(done, None)
        except BrokenProcessPool:
            lost = list(running.values())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    rest = itertools.chain(*lost, itertools.chain.from_iterable(chunks)) if lost else iter(())
    return gather([total, *_one_by_one(rest, config)])


def _one_by_one(refs: Iterator[Ref], config: Config) -> Iterator[Partial]:
    """After a worker died: every source in a process of its own; a killer is skipped by name."""
    for ref in refs:
        with ProcessPoolExecutor(1) as pool:
            try:
                yield pool.submit(absorb_refs, [ref], config).result()
            except BrokenProcessPool:
                reason = "its worker process died twice; left out"
                yield Partial(skipped=(Skipped(ref.location, reason),))
