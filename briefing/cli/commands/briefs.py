"""The commands that make briefs: ``make``, ``review`` and ``batch``."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import Unpack

import typer

from briefing.cli import command_options, console, options
from briefing.cli.options_file import run_file
from briefing.cli.signature import takes
from briefing.config import Config
from briefing.errors import NothingNewError, UsageError
from briefing.limits.files import real_path

MAKE = """Make the brief.

\b
Examples:
  briefing make article.txt -o brief.docx
  briefing make inbox/ feed.xml -o brief.docx -o brief.md --title "Morning brief"
  briefing make https://example.org/story --format json -o -
"""


@takes(options.BriefOptions)
def make(
    context: typer.Context,
    sources: options.SomeSources = None,
    output: command_options.Outputs = None,
    format: command_options.Format = None,
    title: options.Title = None,
    append: command_options.Append = None,
    force: options.Force = False,
    library: options.KeptIn = None,
    new: options.New = None,
    **shared: Unpack[options.BriefOptions],
) -> None:
    from briefing.cli.progress import progress_bar
    from briefing.pipeline.opening import open_desk, stored
    from briefing.pipeline.output import write, write_nothing_new
    from briefing.pipeline.sources import expected, named_sources, refuse_to_overwrite

    file = run_file(context, shared["config"], stored=stored(sources or ()))
    sources = named_sources(sources, shared["lists"], file.sources)
    targets = _targets(output or list(file.outputs), format)
    chosen = file.config
    if append and not any(form == "md" and name != "-" for name, form in targets):
        raise UsageError("--append adds to a page: name a .md file with -o")
    refuse_to_overwrite(sources, [name for name, form in targets if not (append and form == "md")])
    count = partial(expected, sources, chosen)
    try:
        with progress_bar(quiet=chosen.quiet, expected=count) as progress:
            desk = open_desk(sources, chosen, progress)
    except NothingNewError as error:
        if chosen.append and error.date:
            for page in write_nothing_new(targets, error.date, error.language):
                console.note(f"{page}: says for {error.date} that nothing was new")
        raise
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
as NAME.brief.json at every change (with --profile, PROFILE-DATE.brief.json);
then
  briefing make NAME.brief.json -o brief.docx
writes it, and so does the page's own menu. The SOURCE may be such a file, or
the .json of a brief, with its sources after it.
"""


@takes(options.BriefOptions)
def review(
    context: typer.Context,
    sources: options.SomeSources = None,
    output: command_options.DeskFile = None,
    port: command_options.Port = 0,
    idle: command_options.Idle = 120,
    no_open: command_options.NoOpen = False,
    title: options.Title = None,
    library: options.KeptIn = None,
    new: options.New = None,
    **shared: Unpack[options.BriefOptions],
) -> None:
    import briefing.review.server  # noqa: F401 - says now what is not installed
    from briefing.cli.progress import progress_bar
    from briefing.cli.review import desk_file, serve
    from briefing.pipeline.opening import open_desk, stored
    from briefing.pipeline.output import DESK_SUFFIX
    from briefing.pipeline.sources import expected, named_sources

    given = bool(sources or shared["lists"])
    known = stored(sources or ())
    options_file = run_file(context, shared["config"], stored=known)
    sources = named_sources(sources, shared["lists"], options_file.sources)
    chosen = options_file.config
    daily = shared["profile"] if not (given or output) else None
    file = None if daily else desk_file(sources, output, stored=known)
    count = partial(expected, sources, chosen)
    with progress_bar(quiet=chosen.quiet, expected=count) as progress:
        desk = open_desk(sources, chosen, progress, brief_first=True)
    if file is None:
        name = f"{daily}-{desk.brief.date}".rstrip("-")
        file = desk_file(sources, Path(f"{name}{DESK_SUFFIX}"), stored=False)
    console.lines(desk.brief.skipped, desk.brief.warnings, quiet=chosen.quiet)
    serve(desk, file, port=port, idle=idle, open_browser=not no_open)


def _without_effect(config: Config, targets: list[tuple[str, str]], form: str | None) -> list[str]:
    """A line for each option that changes nothing in these outputs."""
    from briefing.pipeline.output import misspelt

    forms = {form for _, form in targets}
    template = Path(config.template).suffix.lstrip(".").lower()
    looks = {"md": {"md"}, "html": {"html", "eml"}}  # a Word template decides what fits any page
    idle = {
        "--annotate": config.annotate and not forms & {"docx", "eml"},
        "--cc": bool(config.cc) and "eml" not in forms,
        **{
            f"--{name}": bool(value) and "eml" not in forms and not config.template
            for name, value in (
                ("to", config.to),
                ("from", config.sender),
                ("subject", config.subject),
            )
        },
        "--undated": config.undated != Config().undated and not (config.since or config.until),
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


@takes(options.BriefOptions)
def batch(
    context: typer.Context,
    output: options.OutputFolder,
    sources: options.SomeSources = None,
    by: command_options.By = "sector",
    format: command_options.BatchFormat = "docx",
    engine: command_options.Engine = "local",
    scheduler: command_options.Scheduler = "",
    title: command_options.TitlePrefix = None,
    force: options.Force = False,
    library: options.KeptIn = None,
    new: options.New = None,
    **shared: Unpack[options.BriefOptions],
) -> None:
    """Make many briefs from a large collection."""
    from briefing.cli.progress import progress_bar
    from briefing.pipeline.batch import Plan, run
    from briefing.pipeline.sources import expected, named_sources

    file = run_file(context, shared["config"])
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
