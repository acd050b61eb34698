"""What people see on stderr: warnings, progress and the closing line."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from briefing.model import NONE, Brief, Skipped

PATIENCE = 1.0
"""Seconds before progress is shown: what ends sooner needs none."""

Progress = Callable[[int, int | None], None]


def prepare() -> None:
    """Let every character be printed whatever the terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def close_output() -> None:
    """After a reader went away: keep the interpreter from complaining at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
def progress(*, quiet: bool) -> Iterator[Progress | None]:
    """A bar on stderr with count, rate and time, once it has taken ``PATIENCE`` seconds."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    begun, shown = time.monotonic(), []

    def advance(done: int, total: int | None) -> None:
        if not shown and time.monotonic() - begun < PATIENCE:
            return
        if not shown:
            shown.append(_bar())
            shown[0].start()
        bar = shown[0]
        bar.update(
            bar.task_ids[0], completed=done, total=total, rate=done / (time.monotonic() - begun)
        )

    try:
        yield advance
    finally:
        if shown:
            shown[0].stop()


def _bar():  # type: ignore[no-untyped-def]
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.0f}/s"), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    bar.add_task("reading", total=None, rate=0.0)
    return bar
