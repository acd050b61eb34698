"""The command line: parses, calls the pipeline, prints, maps errors to exit codes; nothing else."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from briefing import __version__
from briefing.cli import console
from briefing.config import KEYS, Config, load_config
from briefing.errors import BriefingError, OutputError, UsageError

app = typer.Typer(
    help="Articles in, a one-page brief out: quoted word for word, grouped by sector.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

SOURCE = typer.Argument(
    metavar="SOURCE",
    help="Files (.txt .md .html .mhtml .docx .odt .rtf .pdf .epub .pptx .eml .msg .mbox .jsonl "
    ".json .csv .xlsx .parquet .zip .xml .rss .atom .opml), folders, globs, -, http(s) URLs or "
    "object stores (s3://...).",
    show_default=False,
)
Sources = Annotated[list[str], SOURCE]
SomeSources = Annotated[list[str] | None, SOURCE]
Lists = Annotated[
    list[str] | None,
    typer.Option(
        "-i", "--list", help="File with a source per line; may be repeated.", metavar="FILE"
    ),
]
Fields = Annotated[
    str | None,
    typer.Option(
        help="Where tables and JSON hold what: title=headline,text=body.text", metavar="PAIRS"
    ),
]
Follow = Annotated[
    bool | None,
    typer.Option("--follow", help="Fetch the pages that feeds and newsletters link to."),
]
Offline = Annotated[bool | None, typer.Option("--offline", help="Fetch nothing at all.")]
Method = Annotated[
    str | None, typer.Option(help="How sentences are scored.", metavar="NAME", show_default=False)
]
SectorFile = Annotated[
    str | None, typer.Option(help="Your own sector table.", metavar="FILE", show_default=False)
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="Options file (default: nearest briefing.toml).", metavar="FILE"),
]
AllowPrivate = Annotated[
    bool | None,
    typer.Option("--allow-private", help="Let URLs reach private networks.", show_default=False),
]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"briefing {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


def _config(context: typer.Context, path: Path | None) -> Config:
    """The options file overlaid with what the command line gives."""
    given = {k: v for k, v in context.params.items() if k in KEYS and v is not None}
    return replace(load_config(path), **given)


def _named(sources: list[str] | None, lists: list[str] | None) -> list[str]:
    """The sources of the command line and then those of the lists that ``-i`` names."""
    named = list(sources or ())
    for path in lists or ():
        from briefing.readers.lists import listed

        named.extend(listed(path))
    if not named:
        raise UsageError("Missing argument 'SOURCE...': name one, or list some in a file with -i")
    return named


MAKE_EXAMPLES = """Make the brief.

\b
Examples:
  briefing make article.txt -o brief.docx
  briefing make inbox/ feed.xml -o brief.docx -o brief.md --title "Morning brief"
  briefing make https://example.org/story --format json -o -
"""


@app.command(help=MAKE_EXAMPLES)
def make(
    context: typer.Context,
    sources: SomeSources = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            show_default=False,
            help="Where to write: .docx, .md, .html, .pdf, .json, .eml, or - with --format; "
            "may be repeated.",
        ),
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", help="Format of -o - (default md).", metavar="NAME")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the brief.", metavar="TEXT")] = None,
    date: Annotated[
        str | None, typer.Option(help="Its date (default: newest article's).", metavar="DATE")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Language of all sources.", metavar="CODE")
    ] = None,
    paper: Annotated[str | None, typer.Option(help="a4 or letter.", metavar="NAME")] = None,
    template: Annotated[
        str | None, typer.Option(help="Your own .docx or .md template.", metavar="FILE")
    ] = None,
    sectors: SectorFile = None,
    method: Method = None,
    points: Annotated[int | None, typer.Option(help="At most N points.", metavar="N")] = None,
    words: Annotated[int | None, typer.Option(help="At most N words.", metavar="N")] = None,
    per_sector: Annotated[
        int | None, typer.Option(help="At most N points a sector.", metavar="N")
    ] = None,
    pages: Annotated[
        int | None, typer.Option(help="Fill N pages (default 1).", metavar="N")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Articles from this date on.", metavar="DATE")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Articles up to this date.", metavar="DATE")
    ] = None,
    match: Annotated[
        str | None, typer.Option(help="Articles with this text.", metavar="TEXT")
    ] = None,
    annotate: Annotated[
        bool | None, typer.Option("--annotate", help="A Word comment per point with its proof.")
    ] = None,
    append: Annotated[
        bool | None, typer.Option("--append", help="Add a dated section to an existing .md page.")
    ] = None,
    to: Annotated[
        str | None, typer.Option(help="Addressee of an .eml draft.", metavar="ADDRESS")
    ] = None,
    subject: Annotated[
        str | None, typer.Option(help="Subject of an .eml draft.", metavar="TEXT")
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict", help="Exit 1 when a source was skipped.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(help="Processes (default: the cores).", metavar="N")
    ] = None,
    quiet: Annotated[
        bool | None, typer.Option("--quiet", "-q", help="No summary, no progress.")
    ] = None,
    lists: Lists = None,
    fields: Fields = None,
    follow: Follow = None,
    offline: Offline = None,
    allow_private: AllowPrivate = None,
    config: ConfigFile = None,
) -> None:
    from briefing import pipeline
    from briefing.pipeline.spare import spare

    chosen = _config(context, config)
    sources = _named(sources, lists)
    targets = _targets(output, format)
    if append and not any(form == "md" and name != "-" for name, form in targets):
        raise UsageError("--append adds to a page: name a .md file with -o")
    spare(sources, [name for name, form in targets if not (append and form == "md")])
    expected = partial(pipeline.expected, sources, chosen)
    with console.progress(quiet=chosen.quiet, expected=expected) as progress:
        brief = pipeline.make_from(sources, chosen, progress)
    console.lines(brief.skipped, brief.warnings, quiet=chosen.quiet)
    pipeline.write(brief, targets, chosen)
    if not chosen.quiet:
        for target, _ in targets:
            console.note(console.summary(brief, target))
    if chosen.strict and brief.skipped:
        raise typer.Exit(1)


def _targets(outputs: list[str] | None, form: str | None) -> list[tuple[str, str]]:
    """Every output with its format; ``-`` is standard output."""
    from briefing.errors import nearest
    from briefing.writers import WRITERS

    if form is not None and form not in WRITERS:
        raise UsageError(f"--format {form!r} is unknown{nearest(form, WRITERS)}")
    targets = []
    for output in outputs or ["-"]:
        suffix = Path(output).suffix.lstrip(".").lower()
        named = (form or "md") if output == "-" else suffix if suffix in WRITERS else form
        if not named:
            known = ", ".join(f".{name}" for name in WRITERS)
            raise UsageError(f"-o {output}: the name must end in {known}, or give --format")
        targets.append((output, named))
    if any(o == "-" and f == "docx" for o, f in targets) and sys.stdout.isatty():
        raise UsageError("a DOCX is not for a terminal; name a file with -o, or redirect")
    if len({o if o == "-" else Path(o).resolve() for o, _ in targets}) < len(targets):
        raise UsageError("the same output is named twice")
    return targets


@app.command()
def rank(
    sources: SomeSources = None,
    k: Annotated[int, typer.Option("-k", help="Only the N best together.", metavar="N")] = 0,
    method: Method = None,
    sectors: SectorFile = None,
    json: Annotated[bool, typer.Option("--json", help="JSON, in document order.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Any number of sources: a JSON line a sentence.")
    ] = False,
    language: Annotated[
        str | None, typer.Option(help="Language of the source.", metavar="CODE")
    ] = None,
    lists: Lists = None,
    fields: Fields = None,
    follow: Follow = None,
    offline: Offline = None,
    allow_private: AllowPrivate = None,
    config: ConfigFile = None,
    *,
    context: typer.Context,
) -> None:
    """Show an article's sentences with score, sector and kind."""
    from briefing.pipeline import ranking

    chosen = _config(context, config)
    sources = _named(sources, lists)
    if jsonl:
        for line in ranking.stream(sources, chosen, k, console.note):
            sys.stdout.write(line)
        return
    if len(sources) > 1:
        raise UsageError("rank shows one article; for several sources use --jsonl")
    found = ranking.ranked(sources[0], chosen)
    shown = ranking.as_json(found, chosen, k) if json else ranking.as_table(found, k)
    sys.stdout.write(shown)


@app.command()
def batch(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the briefs.")
    ],
    sources: SomeSources = None,
    by: Annotated[
        str, typer.Option(help="One brief for each sector, date or outlet.", metavar="WHAT")
    ] = "sector",
    format: Annotated[str, typer.Option(help="docx, md, json or eml.", metavar="NAME")] = "docx",
    engine: Annotated[str, typer.Option(help="local or dask.", metavar="NAME")] = "local",
    scheduler: Annotated[
        str, typer.Option(help="Address of a Dask scheduler.", metavar="URL")
    ] = "",
    title: Annotated[str | None, typer.Option(help="Begins each title.", metavar="TEXT")] = None,
    paper: Annotated[str | None, typer.Option(help="a4 or letter.", metavar="NAME")] = None,
    template: Annotated[str | None, typer.Option(help="Your own template.", metavar="FILE")] = None,
    sectors: SectorFile = None,
    method: Method = None,
    since: Annotated[
        str | None, typer.Option(help="Articles from this date on.", metavar="DATE")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Articles up to this date.", metavar="DATE")
    ] = None,
    match: Annotated[
        str | None, typer.Option(help="Articles with this text.", metavar="TEXT")
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict", help="Exit 1 when a source was skipped.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(help="Processes (default: the cores).", metavar="N")
    ] = None,
    quiet: Annotated[
        bool | None, typer.Option("--quiet", "-q", help="No summary, no progress.")
    ] = None,
    lists: Lists = None,
    fields: Fields = None,
    follow: Follow = None,
    offline: Offline = None,
    allow_private: AllowPrivate = None,
    config: ConfigFile = None,
    *,
    context: typer.Context,
) -> None:
    """Make many briefs from a large collection."""
    from briefing.pipeline import batch as briefs

    chosen = _config(context, config)
    sources = _named(sources, lists)
    plan = briefs.Plan(by, _targets(["-"], format)[0][1], engine, scheduler)
    expected = partial(briefs.expected, sources, chosen)
    with console.progress(quiet=chosen.quiet, expected=expected) as progress:
        found = briefs.run(sources, output, chosen, plan, progress)
    console.lines(found.skipped, found.warnings, quiet=chosen.quiet)
    if not chosen.quiet:
        for made in found.made:
            console.note(console.summary(made.brief, str(made.path)))
    if chosen.strict and found.skipped:
        raise typer.Exit(1)


@app.command()
def sectors(
    context: typer.Context,
    check: Annotated[
        Path | None, typer.Option("--check", help="Check this table instead.", metavar="FILE")
    ] = None,
    config: ConfigFile = None,
) -> None:
    """List the sector table in force, or check one."""
    from briefing.pipeline import sector_table
    from briefing.sectors import check as check_table

    chosen = _config(context, config)
    table = sector_table(str(check) if check else chosen.sectors)
    if check is None:
        width = max(len(s.slug) for s in table.sectors)
        for sector in table.sectors:
            typer.echo(f"{sector.slug:<{width}}  {sector.title}")
        return
    for warning in check_table(table):
        console.note(f"{check}: {warning}")
    typer.echo(f"{check}: {len(table.sectors)} sectors")


@app.command()
def verify(
    brief: Annotated[Path, typer.Argument(metavar="BRIEF", help="A .docx, .md or .json brief.")],
    sources: Sources,
    json: Annotated[bool, typer.Option("--json", help="JSON instead of lines.")] = False,
    fields: Fields = None,
    follow: Follow = None,
    offline: Offline = None,
    allow_private: AllowPrivate = None,
    config: ConfigFile = None,
    *,
    context: typer.Context,
) -> None:
    """Check every point of a brief against its sources."""
    from briefing.pipeline import proof

    chosen = _config(context, config)
    report = proof.check(brief, sources, chosen, console.note, as_json=json)
    typer.echo(report.text, nl=False)
    if not report.proven:
        raise typer.Exit(1)


@app.command()
def evaluate(
    data: Annotated[list[Path], typer.Argument(metavar="DATA...", help="JSONL files and folders.")],
    method: Annotated[
        list[str] | None, typer.Option(help="Method to measure; may be repeated.", metavar="NAME")
    ] = None,
    points: Annotated[
        int | None,
        typer.Option(help="Sentences of a summary (3), points of a brief (12).", metavar="N"),
    ] = None,
    merge: Annotated[int, typer.Option(help="Measure N days as one.", metavar="N")] = 1,
    json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    plot: Annotated[Path | None, typer.Option(help="Draw a bar chart.", metavar="FILE.png")] = None,
) -> None:
    """Measure methods and briefs on your own labelled articles."""
    from briefing import evaluation

    text = evaluation.report(data, method or [], points, merged=merge, as_json=json, plot=plot)
    typer.echo(text, nl=False)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to fill.")],
) -> None:
    """Copy templates and tables to start your own from."""
    from briefing.cli.init import fill

    for path in fill(folder):
        typer.echo(path)


def _parser(arguments: list[str]) -> Any:
    """The parser of the command line; of one command where ``arguments`` name it, since the making
    of all takes 20 ms."""
    every = app.registered_commands
    named = [c for c in every if c.callback and [c.callback.__name__] == arguments[:1]]
    app.registered_commands = named or every
    try:
        return typer.main.get_command(app)
    finally:
        app.registered_commands = every


def main() -> None:
    """Run the command line; every error is one line on stderr and its exit code."""
    console.prepare()
    console.collect_seldom()
    console.stop_on_interrupt()
    try:
        console.check_folder()
        try:
            code = _parser(sys.argv[1:])(prog_name="briefing", standalone_mode=False)
        finally:
            console.finish_output()
    except BriefingError as error:
        for reason in getattr(error, "reasons", ()):
            console.note(reason)
        console.note(f"briefing: {error}")
        sys.exit(error.exit_code)
    except (console.Stopped, KeyboardInterrupt):
        console.note("briefing: stopped")
        sys.exit(130)
    except (BrokenPipeError, SystemExit):  # whoever parses the command line makes one of the other
        console.close_output()
        sys.exit(OutputError.exit_code)
    except Exception as error:  # noqa: BLE001 - a fault of ours, told in one line
        sys.exit(console.fault(error))
    sys.exit(code)


def run(arguments: list[str]) -> Any:
    """Run the command line inside a program (tests)."""
    return app(arguments, standalone_mode=False)
