"""What an engine is given: work on a chunk of references, and how results combine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Done = tuple[list[Item], Result]
"""A chunk and its result."""

Progress = Callable[[int, int], None]
"""Called with the number of articles done and the weight of the items they were in."""

Keep = Callable[[Sequence[list[Item]], Result], None]
"""Called, in one process and thread, with some chunks and their combined result, every chunk
once, soon after its work is done: for those who save progress."""

CHUNK_ARTICLES = 48
"""Articles per task: some 100 ms of work, so that handing over costs little and progress moves."""


@dataclass(frozen=True, slots=True)
class Job(Generic[Item, Result]):
    """Work on items, in any process; picklable.

    ``start`` is called once per process, before its first chunk, and gives the function that works
    on a chunk. ``combine`` makes one result of any number of them, in any order and grouping.
    ``lost`` is the result for an item whose process died twice. ``count`` counts the articles of a
    result, ``weigh`` estimates those of an item (1 or more), ``split`` cuts an item into the parts
    that are tried one by one after a process died of it.
    """

    start: Callable[[], Callable[[Sequence[Item]], Result]]
    combine: Callable[[Sequence[Result]], Result]
    lost: Callable[[Item], Result]
    count: Callable[[Result], int]
    weigh: Callable[[Item], int]
    split: Callable[[Item], Iterable[Item]]

    def weight(self, chunk: Iterable[Item]) -> int:
        """The weight of some items together."""
        return sum(map(self.weigh, chunk))


def chunks(items: Iterable[Item], weigh: Callable[[Item], int]) -> Iterator[list[Item]]:
    """The items in order, in chunks of about ``CHUNK_ARTICLES`` articles."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += weigh(item)
        if size >= CHUNK_ARTICLES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def again(count: int) -> str:
    """The warning for a worker that died while it had so many sources."""
    one = "1 source is" if count == 1 else f"{count} sources are"
    return f"a worker process died; {one} read again, one by one"
