"""What people see on stderr: warnings, progress and the closing line."""

from __future__ import annotations

import errno
import gc
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefing.errors import OutputError, UsageError, lacking, nearest
from briefing.model import NONE, Brief, Skipped

PATIENCE = 1.0
"""Seconds before progress is shown: what ends sooner needs none."""

Progress = Callable[[int, int], None]


class Stopped(BaseException):
    """The user's Ctrl-C. Not a KeyboardInterrupt, which typer ends in ways of its own."""


def stop_on_interrupt() -> None:
    """Have Ctrl-C raise :class:`Stopped`, unless this process is to ignore it (``nohup``)."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)


def _stop(_signal: int, _frame: object) -> None:
    raise Stopped


def prepare() -> None:
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
    """Write what is left for standard output; no garbage is looked for from here on, as all goes
    with the process: going through everything at its end takes 1.5% of a run of 800 stories."""
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


FAULT = 70
"""The exit code of an error that is the program's own (EX_SOFTWARE of BSD's sysexits)."""


def fault(error: Exception) -> int:
    """One line on an error that no one foresaw; the exit code for it.

    With ``BRIEFING_DEBUG=1`` in the environment the traceback goes before it.
    """
    if os.environ.get("BRIEFING_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    if hasattr(error, "format_message"):  # click's own, from typer's copy of it or from click
        return _misuse(error)
    known = lacking(error) or _unwritable(error)
    if known:
        note(f"briefing: {known}")
        return known.exit_code
    what = f"{type(error).__name__}: {error}".strip(": ")[:200]
    note(
        f"briefing: internal error ({what}); please report it to the maintainers with what "
        "BRIEFING_DEBUG=1 shows"
    )
    return FAULT


def _misuse(error: Any) -> int:
    """What the parser of the command line says, in one line; its exit code."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        return int(error.exit_code)
    said = " ".join(error.format_message().split())
    if getattr(error, "possibilities", None) and hasattr(error, "option_name"):
        hint = nearest(error.option_name, error.possibilities)
        said = f"no such option: {error.option_name}{hint}"
    path = getattr(getattr(error, "ctx", None), "command_path", "briefing")
    note(f"briefing: {said} (see {path} --help)")
    return int(error.exit_code)


def _unwritable(error: Exception) -> OutputError | None:
    """A full disk, or a closed standard output: whatever is left in its buffer goes nowhere."""
    closed = isinstance(error, io.UnsupportedOperation)
    if not closed and getattr(error, "errno", None) not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
        return None
    close_output()
    reason = "it is closed" if closed else getattr(error, "strerror", "")
    return OutputError(f"standard output: cannot be written ({reason})")


def printable(text: str) -> str:
    """One line without control characters, for names that come from outside."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def note(text: str) -> None:
    """One line on stderr."""
    print(printable(text), file=sys.stderr)


def lines(skipped: Iterable[Skipped], warnings: Iterable[str], *, quiet: bool) -> None:
    """A line for each skipped source always; warnings unless quiet."""
    for item in skipped:
        note(f"skipped {item.location}: {item.reason}")
    if not quiet:
        for warning in warnings:
            note(f"note: {warning}")


def summary(brief: Brief, target: str) -> str:
    """``brief.docx: 14 points, 6 sectors, 9 of 10 articles, one A4 page, 94% full``."""
    points = len(brief.points)
    sectors = len({p.sector for p in brief.points} - {NONE})
    parts = [_count(points, "point"), _count(sectors, "sector")]
    used = len(brief.sources)
    parts.append(f"{used} of {_count(brief.articles, 'article')}")
    if brief.page:
        paper = {"a4": "A4"}.get(brief.page.paper, brief.page.paper.capitalize())
        number = "one" if brief.page.pages == 1 else str(brief.page.pages)
        parts.append(f"{number} {paper} page{'s' if brief.page.pages > 1 else ''}")
        parts.append(f"{brief.page.fill:.0%} full")
    name = "brief" if target == "-" else target
    return f"{name}: {', '.join(parts)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


@contextmanager
def progress(
    *, quiet: bool, expected: Callable[[], int | None] = lambda: None
) -> Iterator[Progress | None]:
    """A bar on stderr with count, rate and time left, once it has taken ``PATIENCE`` seconds.

    ``expected`` tells about how many articles there are, or ``None``; it is asked only when the
    bar is shown, since it takes looking at all sources.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(expected)
    try:
        yield bar.advance
    finally:
        bar.stop()


class _Bar:
    """The bar, which is made when ``PATIENCE`` ends."""

    def __init__(self, expected: Callable[[], int | None]) -> None:
        self.begun = time.monotonic()
        self.expected = expected
        self.weight: int | None = None
        self.shown: Any = None

    def advance(self, done: int, weighed: int) -> None:
        """``done`` articles have been read, in sources expected to hold ``weighed``."""
        taken = time.monotonic() - self.begun
        if taken < PATIENCE:
            return
        if self.shown is None:
            self.weight = self.expected()
            self.shown = _rich_bar()
            self.shown.start()
        total = None if self.weight is None else round(done * self.weight / max(1, weighed))
        left = _clock(taken * max(0, total - done) / max(1, done)) if total is not None else ""
        task = self.shown.task_ids[0]
        self.shown.update(task, completed=done, total=total, rate=done / taken, left=left)

    def stop(self) -> None:
        if self.shown is not None:
            self.shown.stop()


def _clock(seconds: float) -> str:
    """
    >>> _clock(7), _clock(3700)
    ('0:07 left', '1:01:40 left')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02} left" if hours else f"{minutes}:{rest:02} left"


def _rich_bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.0f}/s"), TextColumn("{task.fields[left]}"),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    bar.add_task("reading", total=None, rate=0.0, left="")
    return bar
