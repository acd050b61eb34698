"""``briefing init``: everything that a user may want to change, copied to a folder of theirs."""

from __future__ import annotations

from pathlib import Path

import typer

from briefing.cli import command_options, console
from briefing.errors import OutputError
from briefing.limits.files import is_there


def fill(folder: Path) -> tuple[list[Path], list[Path]]:
    """Copy the shipped templates that ``folder`` lacks; the new paths and those that were there.

    Nothing is overwritten. Raises :class:`OutputError` when the folder cannot be written.
    """
    from briefing.resources import template_folder

    names = sorted(p.name for p in template_folder().iterdir() if not p.name.startswith("."))
    there = [name for name in names if is_there(folder / name)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name not in there:
                (folder / name).write_bytes((template_folder() / name).read_bytes())
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror})") from error
    return [folder / n for n in names if n not in there], [folder / n for n in there]


def init(folder: command_options.NewFolder) -> None:
    """Copy templates and tables to start your own from."""
    new, there = fill(folder)
    for path in new:
        typer.echo(path)
    for path in there:
        console.note(f"{path}: is there already, and stays as it is")
