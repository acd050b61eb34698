"""``briefing review``: the brief in the browser, to be corrected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing.cli import console
from briefing.errors import OutputError, UsageError
from briefing.limits.files import is_there
from briefing.pipeline.desk import Desk
from briefing.pipeline.output import DESK_SUFFIX


def desk_file(sources: Sequence[str], output: Path | None, *, stored: bool) -> Path:
    """Where a review is saved: the file that it was opened from, or a new one.

    Raises :class:`UsageError` for a name that ends otherwise, and :class:`OutputError` where a new
    one would take the place of another review.
    """
    if output is None and stored:
        return Path(sources[0])
    if output is None:
        first = sources[0].rstrip("/\\")
        name = "brief" if "://" in first or first in ("", ".", "-") else Path(first).stem
        output = Path(f"{name or 'brief'}{DESK_SUFFIX}")
    if not output.name.lower().endswith(DESK_SUFFIX):
        raise UsageError(f"-o {output}: the name must end in {DESK_SUFFIX}")
    if is_there(output) and not (stored and output.samefile(sources[0])):
        raise OutputError(
            f"{output}: holds an earlier review; open it with briefing review {output}, name "
            f"another with -o, or make its edits again with --edits {output} -o NAME{DESK_SUFFIX}"
        )
    return output


def serve(desk: Desk, file: Path, *, port: int, idle: float, open_browser: bool) -> None:
    """Serve the review and say where."""
    from briefing.review.run import review

    def ready(address: str) -> None:
        console.note(f"review: {address}")
        console.note(f"saved in {file} at every change; Ctrl-C ends it")
        if open_browser:
            import webbrowser

            webbrowser.open(address)

    reason = review(desk, file, port=port, idle=idle, ready=ready)
    console.note(f"review {reason}; all is saved in {file}")
