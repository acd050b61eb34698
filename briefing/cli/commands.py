"""The commands: each parses its options, calls the pipeline and prints the result."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Unpack

import typer

from briefing._version import __version__
from briefing.cli import console, options
from briefing.cli.panels import EPILOG, PanelCommand
from briefing.config import KEYS, Config, RunFile, load_file, variable
from briefing.errors import NoArticleError, SourceError, UsageError, nearest
from briefing.limits.files import real_path
from briefing.model import Skipped

if TYPE_CHECKING:
    from briefing.cli.tables import Ranking
    from briefing.sectors import SectorTable

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
        from briefing.cli import library

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


def _config(context: typer.Context, path: Path | None, *, stored: bool = False) -> Config:
    """The options file overlaid with what the command line gives."""
    return _run_file(context, path, stored=stored).config


def _run_file(context: typer.Context, path: Path | None, *, stored: bool = False) -> RunFile:
    """The options file, its options overlaid with what the command line gives.

    A brief that is ``stored`` with its options has no use for the nearest file's.
    """
    given = {k: v for k, v in context.params.items() if k in KEYS and v not in (None, [], ())}
    profile = context.params.get("profile") or ""
    bare = stored and path is None and not profile
    file = RunFile() if bare else load_file(path, profile=profile)
    if file.note and not given.get("quiet"):
        console.note(file.note)
    if "variables" in given:  # those of the file stay, unless the command line gives them anew
        added = dict(variable(pair) for pair in given["variables"])
        given["variables"] = tuple({**dict(file.config.variables), **added}.items())
    if "order" in given:
        given["order"] = [name for text in given["order"] for name in text.split(",")]
    return replace(file, config=replace(file.config, **given))


MAKE_EXAMPLES = """Make the brief.

\b
Examples:
  briefing make article.txt -o brief.docx
  briefing make inbox/ feed.xml -o brief.docx -o brief.md --title "Morning brief"
  briefing make https://example.org/story --format json -o -
"""


@app.command(help=MAKE_EXAMPLES, epilog=EPILOG, cls=PanelCommand)
@options.takes(options.BriefOptions)
def make(
    context: typer.Context,
    sources: options.SomeSources = None,
    output: options.Outputs = None,
    format: options.Format = None,
    title: options.Title = None,
    append: options.Append = None,
    force: options.Force = False,
    library: options.KeptIn = None,
    new: options.New = None,
    **shared: Unpack[options.BriefOptions],
) -> None:
    from briefing.cli.progress import progress_bar
    from briefing.pipeline.opening import open_desk, stored
    from briefing.pipeline.output import write
    from briefing.pipeline.sources import expected, named_sources, refuse_to_overwrite

    file = _run_file(context, shared["config"], stored=stored(sources or ()))
    sources = named_sources(sources, shared["lists"], file.sources)
    targets = _targets(output or list(file.outputs), format)
    chosen = file.config
    if append and not any(form == "md" and name != "-" for name, form in targets):
        raise UsageError("--append adds to a page: name a .md file with -o")
    refuse_to_overwrite(sources, [name for name, form in targets if not (append and form == "md")])
    count = partial(expected, sources, chosen)
    with progress_bar(quiet=chosen.quiet, expected=count) as progress:
        desk = open_desk(sources, chosen, progress)
    brief = desk.brief
    idle = _without_effect(chosen, targets, format)
    console.lines(brief.skipped, (*idle, *brief.warnings), quiet=chosen.quiet)
    written = write(brief, targets, append=chosen.append, force=force, whole=desk.to_bytes)
    for target, copy in written.kept.items():
        console.note(f"{target}: was changed by hand; that version is kept as {copy}")
    if chosen.library:
        from briefing.pipeline.library import keep

        keep(brief, desk.texts, desk.setup.config, desk.sources)
    if not chosen.quiet:
        for target, _ in targets:
            nothing = f"{target}: nothing new; the page has this brief already"
            console.note(nothing if target in written.unchanged else console.summary(brief, target))
    if chosen.strict and brief.skipped:
        raise typer.Exit(1)


REVIEW = """Correct the brief in the browser.

\b
Pin, drop, replace, move, comment; the page is measured as you go. It is saved
as NAME.brief.json at every change; then
  briefing make NAME.brief.json -o brief.docx
writes it, and so does the page's own menu. The SOURCE may be such a file, or
the .json of a brief, with its sources after it.
"""


@app.command(help=REVIEW, epilog=EPILOG, cls=PanelCommand)
@options.takes(options.BriefOptions)
def review(
    context: typer.Context,
    sources: options.SomeSources = None,
    output: options.DeskFile = None,
    port: options.Port = 0,
    idle: options.Idle = 120,
    no_open: options.NoOpen = False,
    title: options.Title = None,
    library: options.KeptIn = None,
    new: options.New = None,
    **shared: Unpack[options.BriefOptions],
) -> None:
    import briefing.review.server  # noqa: F401 - says now what is not installed
    from briefing.cli.progress import progress_bar
    from briefing.cli.review import desk_file, serve
    from briefing.pipeline.opening import open_desk, stored
    from briefing.pipeline.sources import expected, named_sources

    known = stored(sources or ())
    options_file = _run_file(context, shared["config"], stored=known)
    sources = named_sources(sources, shared["lists"], options_file.sources)
    chosen = options_file.config
    file = desk_file(sources, output, stored=known)
    count = partial(expected, sources, chosen)
    with progress_bar(quiet=chosen.quiet, expected=count) as progress:
        desk = open_desk(sources, chosen, progress, brief_first=True)
    console.lines(desk.brief.skipped, desk.brief.warnings, quiet=chosen.quiet)
    serve(desk, file, port=port, idle=idle, open_browser=not no_open)
    if chosen.library:
        from briefing.pipeline.library import keep

        keep(desk.brief, desk.texts, desk.setup.config, desk.sources)


def _without_effect(config: Config, targets: list[tuple[str, str]], form: str | None) -> list[str]:
    """A line for each option that changes nothing in these outputs."""
    from briefing.pipeline.output import misspelt

    forms = {form for _, form in targets}
    template = Path(config.template).suffix.lstrip(".").lower()
    looks = {"md": {"md"}, "html": {"html", "eml"}}  # a Word template decides what fits any page
    idle = {
        "--annotate": config.annotate and not forms & {"docx", "eml"},
        "--cc": bool(config.cc) and "eml" not in forms,
        "--format": form is not None and form not in forms,
        f"--template {config.template}": not forms & looks.get(template, forms),
    }
    kinds = " and ".join(f".{name}" for name in sorted(forms))
    lines = [f"{option} has no effect on {kinds}" for option, useless in idle.items() if useless]
    return [*lines, *misspelt(name for name, _ in config.variables)]


def _targets(outputs: list[str] | None, form: str | None) -> list[tuple[str, str]]:
    """Every output with its format; ``-`` is standard output."""
    from briefing.writers import WRITERS, is_writable, writer

    if form is not None:
        writer(form)
    targets = []
    for output in outputs or ["-"]:
        suffix = Path(output).suffix.lstrip(".").lower()
        named = (
            (form or "md")
            if output in ("-", os.devnull)
            else suffix
            if is_writable(suffix)
            else form
        )
        if not named:
            known = ", ".join(f".{name}" for name in WRITERS)
            raise UsageError(f"-o {output}: the name must end in {known}, or give --format")
        targets.append((output, named))
    binary = next((f for o, f in targets if o == "-" and f in ("docx", "pdf")), "")
    if binary and sys.stdout.isatty():
        raise UsageError(f"a {binary.upper()} is not for a terminal; name a file with -o")
    if len({o if o == "-" else real_path(o) for o, _ in targets}) < len(targets):
        raise UsageError("the same output is named twice")
    return targets


@app.command(cls=PanelCommand)
@options.takes(options.ReadingOptions)
def rank(
    context: typer.Context,
    sources: options.SomeSources = None,
    k: options.Best = 0,
    sort: options.Sort = "place",
    why: options.Why = False,
    method: options.Method = None,
    sectors: options.SectorFile = None,
    json: options.RankJson = False,
    jsonl: options.RankJsonl = False,
    explain: options.Explain = False,
    language: options.RankLanguage = None,
    lists: options.Lists = None,
    **shared: Unpack[options.ReadingOptions],
) -> None:
    """Show the sentences of articles with score, sector and kind."""
    from briefing.cli import tables
    from briefing.pipeline.rank import sector_table
    from briefing.pipeline.sources import named_sources

    if sort not in options.SORTS:
        raise UsageError(f"--sort {sort!r} is unknown{nearest(sort, options.SORTS)}")
    chosen = _config(context, shared["config"])
    table = sector_table(chosen)
    names = named_sources(sources, lists)
    rankings = _rankings(names, chosen, table, k, sort, explain=explain)
    if jsonl:
        for ranking in rankings:
            for row in ranking.rows:
                sys.stdout.write(tables.rank_line(ranking.article, row))
    elif json:
        sys.stdout.write(tables.rank_json(list(rankings)))
    else:
        sys.stdout.write(tables.rank_table(list(rankings), why=why, width=console.width()))


def _rankings(
    sources: list[str], config: Config, table: SectorTable, k: int, sort: str, *, explain: bool
) -> Iterator[Ranking]:
    """The rankings of all articles; raises where there is not one."""
    from briefing.cli.tables import Ranking
    from briefing.pipeline.article import article_sector
    from briefing.pipeline.rank import analyses, passed_over, ranked

    held: Skipped | None = None  # a lone source that cannot be read is the error itself
    total = some = 0
    for item in analyses(sources, config, table):
        total += 1
        if held is not None:
            console.skipped(held)
            held = None
        if isinstance(item, Skipped):
            held = item
            continue
        some += 1
        every = ranked(item)
        rows = [every[i] for i in item.scores.best(k)] if k > 0 else every
        for row in passed_over(every, rows):
            console.note(
                f"note: not among the {k}, whose words tell it already: {row.score:.2f} {row.text}"
            )
        if sort == "score":
            rows = sorted(rows, key=lambda row: (-row.score, row.start))
        reasons = table.explain(item.evidence, item.labels) if explain else []
        starts = {item.document.sentences[reason.index].start: reason for reason in reasons}
        yield Ranking(item.document.article, article_sector(item, table), rows, starts)
    if held is not None and total == 1:
        raise SourceError(held.location, held.reason)
    if held is not None:
        console.skipped(held)
    if not some:
        raise NoArticleError("no usable article in the sources")


@app.command(cls=PanelCommand)
@options.takes(options.BriefOptions)
def batch(
    context: typer.Context,
    output: options.OutputFolder,
    sources: options.SomeSources = None,
    by: options.By = "sector",
    format: options.BatchFormat = "docx",
    engine: options.Engine = "local",
    scheduler: options.Scheduler = "",
    title: options.TitlePrefix = None,
    force: options.Force = False,
    library: options.KeptIn = None,
    new: options.New = None,
    **shared: Unpack[options.BriefOptions],
) -> None:
    """Make many briefs from a large collection."""
    from briefing.cli.progress import progress_bar
    from briefing.pipeline.batch import Plan, run
    from briefing.pipeline.sources import expected, named_sources

    file = _run_file(context, shared["config"])
    chosen = file.config
    sources = named_sources(sources, shared["lists"], file.sources)
    plan = Plan(by, _targets(["-"], format)[0][1], engine, scheduler, force)
    count = partial(expected, sources, chosen)
    with progress_bar(quiet=chosen.quiet, expected=count) as progress:
        result = run(sources, output, chosen, plan, progress)
    idle = (
        ["--scheduler has no effect without --engine dask"]
        if scheduler and engine != "dask"
        else []
    )
    console.lines(result.skipped, (*idle, *result.warnings), quiet=chosen.quiet)
    if not chosen.quiet:
        for made in result.made:
            console.note(console.summary(made.brief, str(made.path)))
            if made.kept:
                console.note(
                    f"{made.path}: was changed by hand; that version is kept as {made.kept}"
                )
    if chosen.strict and result.skipped:
        raise typer.Exit(1)


@app.command()
def sectors(
    context: typer.Context,
    check: options.CheckTable = None,
    tried: options.TryArticles = None,
    sectors: options.SectorFile = None,
    allow_private: options.AllowPrivate = None,
    config: options.ConfigFile = None,
) -> None:
    """List the sector table in force, check it or try it."""
    from briefing.cli import tables
    from briefing.pipeline.rank import sector_table, try_table
    from briefing.sectors import check as check_table
    from briefing.sectors import never_matched

    chosen = _config(context, config)
    table = sector_table(replace(chosen, sectors=str(check)) if check else chosen)
    if check is not None:
        for warning in check_table(table):
            console.note(f"{check}: {warning}")
        typer.echo(f"{check}: {len(table.sectors)} sectors")
    if tried:
        trial = try_table(tried, chosen, table)
        for item in trial.articles:
            if isinstance(item, Skipped):
                console.skipped(item)
            else:
                typer.echo(tables.tried_lines(*item), nl=False)
        missing = never_matched(trial.phrases, trial.matched)
        typer.echo(tables.unmatched_lines(trial.phrases, missing), nl=False)
    if check is None and not tried:
        typer.echo(tables.sector_lines(table), nl=False)


@app.command(cls=PanelCommand)
@options.takes(options.ReadingOptions)
def verify(
    context: typer.Context,
    brief: options.BriefFile,
    sources: options.SomeSources = None,
    json: options.AsJson = False,
    library: options.TextsOf = None,
    **shared: Unpack[options.ReadingOptions],
) -> None:
    """Check every point of a brief against its sources."""
    from briefing.cli import tables
    from briefing.pipeline.verify import verify_file

    chosen = _config(context, shared["config"])
    if not sources and not library:
        raise UsageError("Missing argument 'SOURCE...': name the sources, or a --library")
    if not library:
        chosen = replace(chosen, library="", new=False)
    report = verify_file(brief, sources or [], chosen, console.skipped)
    typer.echo(tables.verify_json(report) if json else tables.verify_lines(report), nl=False)
    if not report.ok:
        raise typer.Exit(1)


@app.command()
def evaluate(
    data: options.Labelled,
    method: options.Methods = None,
    points: options.SummaryLength = None,
    merge: options.MergedDays = 1,
    json: options.TableJson = False,
    plot: options.Plot = None,
) -> None:
    """Measure methods and briefs on your own labelled articles."""
    from briefing.evaluation import report

    text = report(data, method or [], points, merged=merge, as_json=json, plot=plot)
    typer.echo(text, nl=False)


@app.command()
def init(folder: options.NewFolder) -> None:
    """Copy templates and tables to start your own from."""
    from briefing.cli.init import fill

    new, there = fill(folder)
    for path in new:
        typer.echo(path)
    for path in there:
        console.note(f"{path}: is there already, and stays as it is")
