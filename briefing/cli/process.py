"""The process that runs a command: its streams, its signals, its collector of garbage."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path

from briefing.errors import UsageError


class Stopped(BaseException):
    """The user's Ctrl-C. Not a KeyboardInterrupt, which typer ends in ways of its own."""


def stop_on_interrupt() -> None:
    """Have Ctrl-C raise :class:`Stopped`, unless this process is to ignore it (``nohup``)."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)


def _stop(_signal: int, _frame: object) -> None:
    raise Stopped


def prepare_streams() -> None:
    """Let every character be printed whatever the terminal's encoding.

    Where standard output is closed, writing to it is an error; where standard error is, nothing.
    """
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - to read
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


GARBAGE_AFTER = 50_000
"""Objects made and not freed before the collector of cycles looks for garbage. Articles make hardly
any cycles: looking after every 700, as Python does, takes 6% of a run and frees nothing. At 50,000
the peak of memory grows by 1 to 2 MB."""


def collect_seldom() -> None:
    """Look for garbage cycles less often, and never among what was imported."""
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER, 10, 10)


def finish_output() -> None:
    """Write what is left for standard output, and let the collector look at nothing any more.

    Memory goes with the process; collecting at its end takes 1.5% of a run of 800 stories.
    """
    gc.freeze()
    sys.stdout.flush()


def check_folder() -> None:
    """Raises :class:`UsageError` when the current folder has been deleted."""
    try:
        Path.cwd()
    except OSError as error:
        raise UsageError("the current folder is gone; change to another") from error


def close_output() -> None:
    """After a reader went away: keep the interpreter from complaining at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
