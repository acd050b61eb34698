"""Runs the command line as a user would, with limits on time and memory, for tests."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MB = 1_000_000


@dataclass(frozen=True)
class Run:
    """What a command said and took.

    ``peak`` is the memory of its largest process in bytes, ``busy`` the processor time of all its
    processes in seconds: what a run would take at least on a machine that does nothing else.
    """

    code: int
    out: bytes
    err: str
    seconds: float
    peak: int
    busy: float = 0.0

    @property
    def lines(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


def environment(**changed: str) -> dict[str, str]:
    """An environment in which this checkout is imported and nothing of the user's counts."""
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("BRIEFING_")},
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100",
        "TERM": "dumb",
        "NO_COLOR": "1",
        **changed,
    }


def start(
    arguments: Sequence[str | bytes | Path], folder: Path, **changed: str
) -> subprocess.Popen[bytes]:
    """The command in ``folder``, with its two outputs going to files there."""
    with (folder / ".out").open("wb") as out, (folder / ".err").open("wb") as err:
        return subprocess.Popen(
            [sys.executable, "-m", "briefing", *arguments],
            cwd=folder,
            env=environment(**changed),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )


def run(
    arguments: Sequence[str | bytes | Path], folder: Path, changed: Mapping[str, str] | None = None
) -> Run:
    """Run the command to its end."""
    begun = time.monotonic()
    process = start(arguments, folder, **(changed or {}))
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        process.returncode,
        (folder / ".out").read_bytes(),
        (folder / ".err").read_text("utf-8"),
        time.monotonic() - begun,
        used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        used.ru_utime + used.ru_stime,
    )


def call(*arguments: str | Path) -> None:
    """Run the command inside this process; what it raises for a user is raised here."""
    from briefing.cli.commands import app

    app([str(argument) for argument in arguments], standalone_mode=False)


def cpu_of_children() -> float:
    """Seconds of processor time of all commands so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
