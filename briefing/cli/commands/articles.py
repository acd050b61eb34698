"""The commands that show sentences: ``rank`` with their scores, ``sectors`` with their sectors."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

import typer

from briefing.cli import command_options, console, options
from briefing.cli.options_file import config_of
from briefing.cli.signature import takes
from briefing.config import Config
from briefing.errors import NoArticleError, SourceError, UsageError, nearest

if TYPE_CHECKING:
    from briefing.cli.tables import Ranking
    from briefing.model import Skipped
    from briefing.sectors import SectorTable


@takes(options.ReadingOptions)
def rank(
    context: typer.Context,
    sources: options.SomeSources = None,
    k: command_options.Best = 0,
    sort: command_options.Sort = "place",
    why: command_options.Why = False,
    method: options.Method = None,
    sectors: options.SectorFile = None,
    json: command_options.RankJson = False,
    jsonl: command_options.RankJsonl = False,
    explain: command_options.Explain = False,
    language: command_options.RankLanguage = None,
    lists: options.Lists = None,
    **shared: Unpack[options.ReadingOptions],
) -> None:
    """Show the sentences of articles with score, sector and kind."""
    from briefing.cli import tables
    from briefing.pipeline.rank import sector_table
    from briefing.pipeline.sources import named_sources

    if sort not in command_options.SORTS:
        raise UsageError(f"--sort {sort!r} is unknown{nearest(sort, command_options.SORTS)}")
    chosen = config_of(context, shared["config"])
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
        width, colour = console.width(), console.colour()
        table_text = tables.rank_table(list(rankings), why=why, width=width, colour=colour)
        sys.stdout.write(table_text)


def _rankings(
    sources: list[str], config: Config, table: SectorTable, k: int, sort: str, *, explain: bool
) -> Iterator[Ranking]:
    """The rankings of all articles; raises where there is not one."""
    from briefing.cli.tables import Ranking
    from briefing.model import Skipped
    from briefing.pipeline.article import article_sector
    from briefing.pipeline.rank import analyses, passed_over, ranked, why_passed_over

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
            reason = why_passed_over(item, row, rows)
            console.note(f"note: not among the {k}, {reason}: {row.score:.2f} {row.text}")
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


def sectors(
    context: typer.Context,
    check: command_options.CheckTable = None,
    tried: command_options.TryArticles = None,
    sectors: options.SectorFile = None,
    allow_private: options.AllowPrivate = None,
    config: options.ConfigFile = None,
) -> None:
    """List the sectors in use, check a table or try one."""
    from briefing.cli import tables
    from briefing.model import Skipped
    from briefing.pipeline.rank import sector_table, try_table
    from briefing.sectors import check as check_table
    from briefing.sectors import never_matched

    chosen = config_of(context, config)
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
