"""The commands, a module per group; the help lists them in the order of this module.

Each parses its options, calls the pipeline and prints the result.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from briefing._version import __version__
from briefing.cli.commands import articles, briefs, checks, init
from briefing.cli.panels import EPILOG, PanelCommand

app = typer.Typer(
    help="Articles in, a one-page brief out: quoted word for word, grouped by sector.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def parser(arguments: list[str]) -> Any:
    """The parser of the command line; of one command where ``arguments`` name it.

    Making the parsers of all commands takes 20 ms.
    """
    every = app.registered_commands
    named = [c for c in every if c.callback and [c.callback.__name__] == arguments[:1]]
    app.registered_commands = named or every
    if not named and not app.registered_groups:
        from briefing.cli.commands import library

        app.add_typer(library.app, name="library")
    try:
        return typer.main.get_command(app)
    finally:
        app.registered_commands = every


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"briefing {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


app.command(help=briefs.MAKE, epilog=EPILOG, cls=PanelCommand)(briefs.make)
app.command(help=briefs.REVIEW, epilog=EPILOG, cls=PanelCommand)(briefs.review)
app.command(epilog=EPILOG, cls=PanelCommand)(articles.rank)
app.command(epilog=EPILOG, cls=PanelCommand)(briefs.batch)
app.command()(articles.sectors)
app.command(epilog=EPILOG, cls=PanelCommand)(checks.verify)
app.command()(checks.evaluate)
app.command(epilog=EPILOG)(init.init)
