"""The commands that check and measure: ``verify`` and ``evaluate``."""

from __future__ import annotations

from dataclasses import replace
from typing import Unpack

import typer

from briefing.cli import command_options, console, options
from briefing.cli.options_file import config_of
from briefing.cli.signature import takes
from briefing.errors import UsageError


@takes(options.ReadingOptions)
def verify(
    context: typer.Context,
    brief: command_options.BriefFile,
    sources: options.SomeSources = None,
    json: command_options.AsJson = False,
    library: command_options.TextsOf = None,
    template: command_options.TemplateOf = None,
    **shared: Unpack[options.ReadingOptions],
) -> None:
    """Check every point of a brief against its sources."""
    from briefing.cli import tables
    from briefing.pipeline.verify import verify_file

    chosen = config_of(context, shared["config"])
    if not sources and not library:
        raise UsageError("Missing argument 'SOURCE...': name the sources, or a --library")
    if not library:
        chosen = replace(chosen, library="", new=False)
    chosen = replace(chosen, template=template or chosen.template)
    report = verify_file(brief, sources or [], chosen, console.skipped)
    typer.echo(tables.verify_json(report) if json else tables.verify_lines(report), nl=False)
    if not report.ok:
        raise typer.Exit(1)


def evaluate(
    data: command_options.Labelled,
    method: command_options.Methods = None,
    points: command_options.SummaryLength = None,
    merge: command_options.MergedDays = 1,
    json: command_options.TableJson = False,
    plot: command_options.Plot = None,
) -> None:
    """Measure methods and briefs on your own labelled articles."""
    from briefing.evaluation import report

    text = report(data, method or [], points, merged=merge, as_json=json, plot=plot)
    typer.echo(text, nl=False)
