"""From an aggregate to a brief that fits its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.config import Config
from briefing.errors import NoArticleError, TemplateError
from briefing.model import Brief
from briefing.pipeline.aggregate import Aggregate
from briefing.pipeline.output import layout, presentation, write_options

if TYPE_CHECKING:
    from briefing.layout.measure import Layout
    from briefing.sectors import SectorTable


@dataclass(frozen=True, slots=True)
class Setup:
    """What a run needs beside its sources, loaded and checked before the first is read."""

    config: Config
    table: SectorTable
    page: Layout


def set_up(config: Config) -> Setup:
    """Load what the options name; raises now for a wrong method, sector table or template."""
    from briefing.salience import method_called
    from briefing.sectors import load_table

    method_called(config.method)
    table = load_table(config.sectors or None)
    look = presentation(config)
    page = layout(look)
    write_options(look)
    return Setup(config, table, page)


def finish(aggregate: Aggregate, setup: Setup) -> Brief:
    """Plan and fit the brief of what was gathered.

    Raises :class:`NoArticleError` when nothing usable was read, :class:`TemplateError` when the
    template holds not even one point.
    """
    from briefing.selection.plan import compose, fit, plan

    config, page = setup.config, setup.page
    skipped = aggregate.skipped_lines
    if not aggregate.candidates.items:
        reasons = [f"skipped {s.location}: {s.reason}" for s in skipped]
        raise NoArticleError(_nothing_usable(aggregate, config), reasons)
    todo = plan(aggregate.candidates)
    titles = {s.slug: s.title for s in setup.table.sectors}

    def make(chosen: Sequence[int]) -> Brief:
        brief = compose(todo, chosen, config, titles, skipped=skipped, articles=aggregate.read)
        lead = brief.bottom_line
        return replace(brief, bottom_line_title=titles.get(lead.sector, "")) if lead else brief

    def fill(brief: Brief) -> float:
        measured = page.measure(brief)
        return float(measured.used_pt / measured.room_pt)

    brief = fit(todo, config, make, fill)
    if not brief.points:
        raise TemplateError(
            f"{config.template or 'the template'}: no point fits on {_pages(config)}; "
            "use smaller styles or margins, or --pages"
        )
    return replace(
        brief, warnings=_warnings(aggregate, brief, page), presentation=presentation(config)
    )


def _pages(config: Config) -> str:
    return "one page" if config.pages == 1 else f"{config.pages} pages"


def _nothing_usable(aggregate: Aggregate, config: Config) -> str:
    if aggregate.read and not aggregate.used:
        filters = [
            f"--{k} {getattr(config, k)}" for k in ("since", "until", "match") if getattr(config, k)
        ]
        return f"none of the {aggregate.read} articles read passes {' '.join(filters)}"
    return "no usable article in the sources"


def _warnings(aggregate: Aggregate, brief: Brief, page: Layout) -> tuple[str, ...]:
    warnings = list(page.warnings)
    others = [code for code in aggregate.languages if code != "en"]
    if others:
        warnings.append(
            f"{', '.join(others)}: sentences and sectors are found by plainer means than in English"
        )
    if aggregate.undated:
        warnings.append(
            f"{aggregate.undated} articles without a date were left out by the date filter"
        )
    from briefing.display.variables import conflict_note

    warnings += [
        f"{conflict_note(brief, point)}: {point.text}" for point in brief.points if point.conflicts
    ]
    return tuple(warnings)
