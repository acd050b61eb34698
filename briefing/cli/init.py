"""``briefing init``: everything that a user may want to change, copied to a folder of theirs."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import OutputError
from briefing.resources import template_folder


def fill(folder: Path) -> list[Path]:
    """Copy every shipped template into ``folder``; gives the new paths in order of their names.

    Nothing is overwritten: raises :class:`OutputError` when one of the files exists or when the
    folder cannot be written.
    """
    names = sorted(p.name for p in template_folder().iterdir() if not p.name.startswith("."))
    existing = [name for name in names if (folder / name).exists()]
    if existing:
        raise OutputError(f"{folder / existing[0]}: exists already; name an empty folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            (folder / name).write_bytes((template_folder() / name).read_bytes())
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror})") from error
    return [folder / name for name in names]
