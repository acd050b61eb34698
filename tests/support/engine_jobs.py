"""Jobs for the tests of the engines: their work is about files' names, and some of it is deadly."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from briefing.execution import Job, chunks, run_local
from briefing.readers import Ref

Names = tuple[str, ...]


def refs(count: int, *special: tuple[int, str]) -> list[Ref]:
    """References to ``count`` files that need not exist; ``special`` has names for some."""
    names = {n: f"{n:04d}.txt" for n in range(count)} | dict(special)
    return [Ref("file", names[n], names[n]) for n in range(count)]


def collect(chunk: Sequence[Ref], marks: str = "") -> Names:
    """The names; a file called ``deadly`` kills the process, ``once`` only the first one.

    ``slow`` files take a while. ``marks`` is a folder where the dead leave their mark.
    """
    for ref in chunk:
        mark = Path(marks) / ref.location
        if "deadly" in ref.location or ("once" in ref.location and not mark.exists()):
            with mark.open("a") as file:
                file.write("x")
            os.kill(os.getpid(), signal.SIGKILL)
        if "slow" in ref.location:
            time.sleep(0.05)
        if "wrong" in ref.location:
            raise ValueError("wrong")
    return tuple(ref.location for ref in chunk)


def combine(parts: Sequence[Names]) -> Names:
    """All names, sorted."""
    return tuple(sorted(name for part in parts for name in part))


def lost(ref: Ref) -> Names:
    """What stands for a reference that is given up."""
    return (f"lost {ref.location}",)


def starting(work: Callable[[Sequence[Ref]], Names]) -> Callable[[Sequence[Ref]], Names]:
    """What a process starts: the work itself, which is all that these jobs need."""
    return work


def one(_: Ref) -> int:
    """The weight of a reference."""
    return 1


def parts(items: Iterable[Ref]) -> Iterator[list[Ref]]:
    """The references in chunks."""
    return chunks(items, one)


def singly(ref: Ref) -> list[Ref]:
    """The reference, which has no parts."""
    return [ref]


def job(marks: Path) -> Job[Ref, Names]:
    """The job, whose dead leave their marks in a folder."""
    work = partial(collect, marks=str(marks))
    return Job(partial(starting, work), combine, lost, len, one, singly)


def swell(chunk: Sequence[Ref]) -> bytes:
    """A result so large that its worker is nearly always in the middle of handing it over."""
    return bytes(30_000_000)


def stopped() -> None:
    """A run with large results that is stopped at the first of them."""

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    work = Job(partial(starting, swell), b"".join, lambda _: b"", len, one, singly)
    with contextlib.suppress(KeyboardInterrupt):
        run_local(parts(refs(1000)), work, 2, stop)
