"""What an engine is given: work on a chunk of references, and how results combine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from briefing.readers import Ref

Result = TypeVar("Result")
Done = tuple[list[Ref], Result]
"""A chunk and what came of it."""

Progress = Callable[[int, int], None]
"""Called with the number of articles done and the :func:`weight` of the references they were in."""

Keep = Callable[[Sequence[list[Ref]], Result], None]
"""Called, in one process and thread, with some chunks and their combined result, every chunk
once, soon after its work is done: for those who save progress."""

CHUNK_ARTICLES = 48
"""Articles a task: some 100 ms of work, so that handing over costs little and progress moves."""

BYTES_AN_ARTICLE = 2500
"""About what a news story takes in a JSONL file: the mean of the development stories is 2.4 kB."""


@dataclass(frozen=True, slots=True)
class Job(Generic[Result]):
    """``work`` on one chunk, in any process; ``combine`` of any number of results, in any order.

    Both must be picklable. ``lost`` is the result for a reference whose worker died twice;
    ``articles`` counts those of a result.
    """

    work: Callable[[Sequence[Ref]], Result]
    combine: Callable[[Sequence[Result]], Result]
    lost: Callable[[Ref], Result]
    articles: Callable[[Result], int]


def weight(ref: Ref) -> int:
    """About how many articles a reference holds, at least 1; of many only their bytes are known."""
    if ref.kind == "rows":
        return ref.end - ref.start
    return max(1, (ref.end - ref.start) // BYTES_AN_ARTICLE)


def heft(chunk: Iterable[Ref]) -> int:
    """The weight of some references together."""
    return sum(map(weight, chunk))


def chunks(refs: Iterable[Ref]) -> Iterator[list[Ref]]:
    """The references in order, in chunks of about ``CHUNK_ARTICLES`` articles."""
    chunk: list[Ref] = []
    size = 0
    for ref in refs:
        chunk.append(ref)
        size += weight(ref)
        if size >= CHUNK_ARTICLES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def unique() -> str:
    """A name for a run that no other run has, in any process."""
    return os.urandom(16).hex()


def again(count: int) -> str:
    """The line for a worker that died with so many references in its hands."""
    one = "1 source is" if count == 1 else f"{count} sources are"
    return f"a worker process died; {one} read again, one by one"
