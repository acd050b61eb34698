"""``briefing library``: lists, shows and searches the briefs that were kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli import console, options
from briefing.cli.panels import PanelCommand
from briefing.config import load_config
from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.library.store import Library

app = typer.Typer(
    help="Past briefs: list, show, search, export, prune.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Number = Annotated[int, typer.Argument(metavar="ID", help="Number of a brief.")]


def _opened(library: Path | None, config: Path | None) -> Library:
    from briefing.library.store import Library

    path = str(library) if library else load_config(config).library
    if not path:
        raise UsageError("name the library with --library FILE, or library = in briefing.toml")
    return Library(path)


@app.command(name="list", cls=PanelCommand)
def list_(library: options.LibraryFile = None, config: options.ConfigFile = None) -> None:
    """List the briefs, the newest first."""
    with _opened(library, config) as past:
        for brief in past.briefs():
            date = brief.date or "no date"
            typer.echo(f"{brief.number:>5}  {date:<10}  {brief.points:>3} points  {brief.title}")


@app.command(cls=PanelCommand)
def show(
    number: Number, library: options.LibraryFile = None, config: options.ConfigFile = None
) -> None:
    """Show a brief as JSON, as it was made."""
    with _opened(library, config) as past:
        typer.echo(past.brief(number).document, nl=False)


@app.command(cls=PanelCommand)
def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words that a point holds.")],
    library: options.LibraryFile = None,
    config: options.ConfigFile = None,
) -> None:
    """Find points that hold all words of a text, the newest first."""
    with _opened(library, config) as past:
        for point in past.search(text):
            typer.echo(f"{point.brief:>5}  {point.date or 'no date':<10}  {point.text}")


@app.command(cls=PanelCommand)
def export(
    number: Number,
    output: options.OutputFolder,
    library: options.LibraryFile = None,
    config: options.ConfigFile = None,
) -> None:
    """Write a brief and its sources' texts to a folder, where verify can read them."""
    from briefing.writers.files import write_outputs

    with _opened(library, config) as past:
        brief, articles = past.brief(number), past.articles(number)
    names = ("title", "outlet", "author", "date", "language", "url", "text")
    rows = [
        json.dumps({name: getattr(article, name) for name in names}, ensure_ascii=False)
        for article in articles
    ]
    files = [
        (output / "brief.json", brief.document.encode("utf-8")),
        (output / "sources.jsonl", "".join(f"{row}\n" for row in rows).encode("utf-8")),
    ]
    output.mkdir(parents=True, exist_ok=True)
    write_outputs(files)
    for path, _ in files:
        typer.echo(path)


@app.command(cls=PanelCommand)
def prune(
    before: Annotated[str, typer.Option(metavar="DATE", help="Remove briefs before this date.")],
    library: options.LibraryFile = None,
    config: options.ConfigFile = None,
) -> None:
    """Remove old briefs, and sources that no other brief quotes."""
    from briefing.config import Config

    Config(until=before)  # a wrong date is said here
    with _opened(library, config) as past:
        count = past.prune(before)
    console.note("1 brief removed" if count == 1 else f"{count} briefs removed")
