"""The process that runs a command: its streams, its signals, its collector of garbage."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path

from briefing.errors import UsageError


class Stopped(BaseException):
    """Raised by Ctrl-C. It is not a KeyboardInterrupt, which typer handles in its own way."""


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
"""Number of objects allocated before the cycle collector runs. Articles create hardly any cycles:
collecting after every 700, Python's default, takes 6% of a run and frees nothing. At 50,000 the
peak of memory grows by 1 to 2 MB."""


def collect_seldom() -> None:
    """Run the cycle collector less often, and never on imported modules."""
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER, 10, 10)


def finish_output() -> None:
    """Flush standard output and switch the cycle collector off.

    The memory is freed with the process; collecting at its end takes 1.5% of a run of 800 stories.
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
    """Keep the interpreter from printing an error at exit when the reader of a pipe has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
