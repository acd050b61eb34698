"""What people see on standard error: notes, errors and the closing line."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from briefing.cli.process import close_output
from briefing.errors import OutputError, lacking, nearest

if TYPE_CHECKING:
    from briefing.model import Brief, Skipped

FAULT = 70
"""The exit code of an error that is the program's own (EX_SOFTWARE of BSD's sysexits)."""


def fault(error: Exception) -> int:
    """Print one line about an unexpected error; returns its exit code.

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
    """Print the message of the command-line parser in one line; returns its exit code."""
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
    """A path that the system refuses, a full disk, or a closed standard output: whatever is left in
    its buffer goes nowhere."""
    name = error.filename if isinstance(error, OSError) else None
    if isinstance(name, str | bytes | os.PathLike):
        reason = getattr(error, "strerror", "") or type(error).__name__
        return OutputError(f"{os.fsdecode(name)}: cannot be used ({reason})")
    closed = isinstance(error, io.UnsupportedOperation)
    if not closed and getattr(error, "errno", None) not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
        return None
    close_output()
    reason = "it is closed" if closed else getattr(error, "strerror", "")
    return OutputError(f"standard output: cannot be written ({reason})")


def width() -> int:
    """The columns of the terminal that standard output goes to; 0 where it goes elsewhere."""
    if not sys.stdout.isatty():
        return 0
    import shutil

    return shutil.get_terminal_size().columns


def colour() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody asked for none.

    ``NO_COLOR`` in the environment asks for none (no-color.org).
    """
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM", "") in ("", "dumb")
    return sys.stdout.isatty() and (not plain or (os.name == "nt" and "NO_COLOR" not in os.environ))


def printable(text: str) -> str:
    """One line without control characters, for names that come from outside."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def note(text: str) -> None:
    """One line on stderr."""
    print(printable(text), file=sys.stderr)


def skipped(item: Skipped) -> None:
    """The line for a source that was skipped."""
    note(f"skipped {item.location}: {item.reason}")


def lines(sources: Iterable[Skipped], warnings: Iterable[str], *, quiet: bool) -> None:
    """A line for each skipped source always; warnings unless quiet."""
    for item in sources:
        skipped(item)
    if not quiet:
        for warning in warnings:
            note(f"note: {warning}")


def summary(brief: Brief, target: str) -> str:
    """``brief.docx: 14 points, 6 sectors, 9 of 10 articles, one A4 page, 94% full``."""
    from briefing.model import NONE

    points = len(brief.points)
    sectors = len({p.sector for p in brief.points} - {NONE})
    parts = [_count(points, "point"), _count(sectors, "sector")]
    used = len(brief.sources)
    parts.append(f"{used} of {_count(brief.articles, 'article')}")
    if brief.page:
        paper = brief.page.paper
        paper = paper.upper() if paper in ("a3", "a4", "a5", "b5") else paper.capitalize()
        number = "one" if brief.page.pages == 1 else str(brief.page.pages)
        parts.append(f"{number} {paper} page{'s' if brief.page.pages > 1 else ''}")
        parts.append(f"{brief.page.fill:.0%} full")
    name = "brief" if target == "-" else target
    return f"{name}: {', '.join(parts)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
