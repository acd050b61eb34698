"""The options of a run: those of the options file, overlaid with the command line's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import typer

from briefing.cli import console
from briefing.config import KEYS, Config, RunFile, load_file, variable


def config_of(context: typer.Context, path: Path | None, *, stored: bool = False) -> Config:
    """The options file overlaid with what the command line gives."""
    return run_file(context, path, stored=stored).config


def run_file(context: typer.Context, path: Path | None, *, stored: bool = False) -> RunFile:
    """The options file, its options overlaid with what the command line gives.

    A brief that was ``stored`` with its options does not use those of the nearest file, but for the
    library, in which every brief is kept.
    """
    given = {k: v for k, v in context.params.items() if k in KEYS and v not in (None, [], ())}
    profile = context.params.get("profile") or ""
    bare = stored and path is None and not profile
    file = load_file(path, profile=profile)
    if bare:
        file = RunFile(config=Config(library=file.config.library))
    if file.note and not given.get("quiet"):
        console.note(file.note)
    if "variables" in given:  # those of the file stay, unless the command line gives them anew
        added = dict(variable(pair) for pair in given["variables"])
        given["variables"] = tuple({**dict(file.config.variables), **added}.items())
    if "order" in given:
        given["order"] = [name for text in given["order"] for name in text.split(",")]
    return replace(file, config=replace(file.config, **given))
