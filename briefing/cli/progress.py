"""The progress bar on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 1.0
"""Seconds before progress is shown; shorter runs show none."""

Progress = Callable[[int, int], None]


@contextmanager
def progress_bar(
    *, quiet: bool, expected: Callable[[], int | None] = lambda: None
) -> Iterator[Progress | None]:
    """A bar on stderr with count, rate and time left, once it has taken ``PATIENCE`` seconds.

    ``expected`` returns the approximate number of articles, or ``None``. It is called only when the
    bar is shown, since it looks at all sources.
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
        self.bar: Any = None

    def advance(self, done: int, weighed: int) -> None:
        """``done`` articles have been read, in sources expected to hold ``weighed``."""
        taken = time.monotonic() - self.begun
        if taken < PATIENCE:
            return
        if self.bar is None:
            self.weight = self.expected()
            self.bar = _rich_bar()
            self.bar.start()
        total = None if self.weight is None else round(done * self.weight / max(1, weighed))
        left = _clock(taken * max(0, total - done) / max(1, done)) if total is not None else ""
        task = self.bar.task_ids[0]
        self.bar.update(task, completed=done, total=total, rate=done / taken, left=left)

    def stop(self) -> None:
        if self.bar is not None:
            self.bar.stop()


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
