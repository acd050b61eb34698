"""Jobs for the tests of the engines: their work is about files' names, and some of it is deadly."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Sequence
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


def job(marks: Path) -> Job[Names]:
    """The job, whose dead leave their marks in a folder."""
    from functools import partial

    return Job(partial(collect, marks=str(marks)), combine, lost, len)


def swell(chunk: Sequence[Ref]) -> bytes:
    """A result so large that its worker is nearly always in the middle of handing it over."""
    return bytes(30_000_000)


def stopped() -> None:
    """A run with large results that is stopped at the first of them."""

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with contextlib.suppress(KeyboardInterrupt):
        run_local(chunks(refs(1000)), Job(swell, b"".join, lambda _: b"", len), 2, stop)
