"""From an aggregate to a brief that fits its page."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import Config, resolve_dates
from briefing.edits import Edits
from briefing.errors import NoArticleError, NothingNewError, TemplateError, UsageError, nearest
from briefing.languages import language
from briefing.model import (
    NONE,
    Brief,
    Candidate,
    KeyFigure,
    Point,
    Presentation,
    SourceEntry,
    SourceMeta,
)
from briefing.pipeline.aggregate import Aggregate
from briefing.pipeline.edits import edits_of
from briefing.pipeline.output import layout, naming_template, presentation, write_options

if TYPE_CHECKING:
    from briefing.layout.measure import Layout
    from briefing.sectors import SectorTable
    from briefing.selection.plan import Plan
    from briefing.selection.topics import Topic

NO_EDITS = Edits()
NO_ENTRY = SourceEntry(1, "", "", "", "", "")

MOST_NAMED = 8
"""Most left-out events that a page names where its template has a place for them. A longer list
would be a second brief."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a run needs beside its sources, loaded and checked before the first is read.

    ``day`` (ISO) dates a run that no article passes: the date given, else today where ``since`` or
    ``until`` is named from today, else ``""``.
    """

    config: Config
    table: SectorTable
    page: Layout
    notes: tuple[str, ...] = ()
    edits: Edits = NO_EDITS
    day: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """All that a brief is chosen from. Points of ``earlier`` briefs are left out.

    The plan is computed from the other fields, which takes most of the time.
    """

    gathered: Aggregate
    earlier: tuple[Candidate, ...]
    plan: Plan


def set_up(config: Config) -> Setup:
    """Load what the options name; raises now for a wrong method, sector table or template.

    Days named from today become dates here, once for the whole run; ``notes`` say which.
    """
    from briefing.salience import method_called
    from briefing.sectors import load_table
    from briefing.writers import template_notes

    method_called(config.method)
    if not isinstance(config.method, str) and not _is_picklable(config.method):
        config = replace(config, jobs=1)  # it cannot go to another process
    table = load_table(config.sectors or None)
    today = _today()
    config, notes = resolve_dates(_with_slugs(config, table), today)
    day = config.date or (today.isoformat() if notes else "")
    look = presentation(config)
    page = layout(look)
    with naming_template(look.template):
        notes = (*notes, *template_notes(write_options(look)))
    return Setup(config, table, page, notes, edits_of(config), day)


def _with_slugs(config: Config, table: SectorTable) -> Config:
    """The options with the sectors of ``only`` and ``skip`` as the table has them.

    Points without a sector are called "Other" on the page: ``other`` names them here too. Raises
    :class:`UsageError` for a sector that the table does not have.
    """
    slugs = [sector.slug for sector in table.sectors]

    def checked(option: str, names: tuple[str, ...]) -> tuple[str, ...]:
        every = [part.strip().casefold() for name in names for part in name.split(",")]
        known = [NONE if name == "other" and name not in slugs else name for name in every if name]
        for name in known:
            if name not in (*slugs, NONE):
                hint = nearest(name, [*slugs, "other"])
                raise UsageError(f"--{option} {name!r} is no sector of the table{hint}")
        return tuple(known)

    order = checked("order", config.order) if config.group == "sector" else config.order
    return replace(
        config, only=checked("only", config.only), skip=checked("skip", config.skip), order=order
    )


def _is_picklable(method: object) -> bool:
    import pickle

    try:
        pickle.dumps(method)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True


def _today() -> dt.date:
    """Today, or the day of ``SOURCE_DATE_EPOCH`` where the environment sets it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (
        dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch.isdigit() else dt.date.today()
    )


def finish(aggregate: Aggregate, setup: Setup, sources: Iterable[str] = ()) -> Brief:
    """Plan and fit the brief of what was gathered.

    ``sources`` are the names of the sources, by which a library knows the run. Raises
    :class:`NoArticleError` when nothing usable was read or nothing is new, and
    :class:`TemplateError` when the template holds not even one point.
    """
    return choose(material(aggregate, setup, sources), setup)


def material(aggregate: Aggregate, setup: Setup, sources: Iterable[str] = ()) -> Material:
    """What there is to choose from. Raises :class:`NoArticleError` where that is nothing."""
    earlier: list[Candidate] = []
    if aggregate.candidates.items and setup.config.new:
        from briefing.pipeline.library import earlier_points

        earlier = earlier_points(aggregate.candidates, sources, setup.config)
    return planned(aggregate, tuple(earlier), setup)


def planned(aggregate: Aggregate, earlier: tuple[Candidate, ...], setup: Setup) -> Material:
    """What there is to choose from, without what is told.

    Raises :class:`NothingNewError` where all is told, nothing is on the watch list, or no article
    passes the filters, and :class:`NoArticleError` where no source is usable.
    """
    from briefing.selection.further import shipped
    from briefing.selection.plan import plan

    config = setup.config
    spoken = brief_language(aggregate, config)
    if aggregate.read and not aggregate.used:
        raise NothingNewError(_none_passes(aggregate, config), setup.day, spoken)
    if not aggregate.candidates.items:
        reasons = [f"skipped {s.location}: {s.reason}" for s in aggregate.skipped_lines]
        raise NoArticleError("no usable article in the sources", reasons)
    further = shipped() if config.method == "default" else None
    todo = plan(
        aggregate.candidates, earlier, config.watch, watch_only=config.watch_only, further=further,
        language=spoken,
    )  # fmt: skip
    date = config.date or todo.period[1]
    if not todo.topics and config.watch_only:
        raise NothingNewError(f"nothing on {', '.join(todo.unseen)} today", date, spoken)
    if not todo.topics and todo.repeated:
        told = f"nothing new: all is told in earlier briefs of {config.library}"
        raise NothingNewError(told, date, spoken)
    return Material(aggregate, earlier, todo)


def choose(stock: Material, setup: Setup) -> Brief:
    """The brief of a material, with the edits of ``setup``, on its page.

    Raises :class:`TemplateError` when the template holds not even one point.
    """
    from briefing.display.labels import brief_name, labels
    from briefing.selection.compose import compose, entry_of, with_left_out
    from briefing.selection.edited import edited
    from briefing.selection.fit import fit

    config, page, aggregate = setup.config, setup.page, stock.gathered
    skipped = aggregate.skipped_lines
    changed = edited(stock.plan, setup.edits, aggregate.candidates.items)
    todo = changed.plan
    if not todo.topics:
        raise NoArticleError("no point is left: every one is dropped")
    config = replace(config, language=brief_language(aggregate, config))
    titles = setup.table.titles(config.language, config.region)
    titles.setdefault(NONE, labels(config.language).other)

    def make(chosen: Sequence[int]) -> Brief:
        brief = compose(
            todo, chosen, config, titles, name=brief_name, skipped=skipped,
            articles=aggregate.read, edits=setup.edits,
        )  # fmt: skip
        lead = brief.bottom_line
        return replace(brief, bottom_line_title=titles.get(lead.sector, "")) if lead else brief

    def least(topic: Topic) -> float:
        quoted = topic.quoted
        return page.least(Point(quoted.text, "", 1, 0, 0, quoted.sector, 0.0))

    def height(text: str, source: SourceMeta | None, figures: tuple[KeyFigure, ...]) -> float:
        entry = entry_of(source, 1, config.language) if source else NO_ENTRY
        numbered = tuple(replace(figure, source=1) for figure in figures)
        return page.height(text, entry, numbered)

    brief = fit(todo, config, make, page.share, least, height)
    if not brief.points:
        reason = page.overfull_box(make([0])) or (
            f"no point fits on {_pages(config)}; use smaller styles or margins, or --pages"
        )
        raise TemplateError(f"{config.template or 'the template'}: {reason}")
    words = sum(len(point.text.split()) for point in brief.points)
    if config.words and words > config.words and not setup.edits.wanted:
        raise UsageError(f"--words {config.words}: the bottom line alone has {words} words")
    sections = [replace(s, subject=setup.table.subject(s.sector)) for s in brief.sections]
    codes = (code for p in brief.points for code in setup.table.subject(p.sector))
    brief = replace(brief, sections=tuple(sections), subject=tuple(dict.fromkeys(codes)))
    if brief.page:
        column_break = page.measure(brief).column_break
        used = replace(brief.page, paper=page.paper, column_break=column_break)
        brief = replace(brief, page=used)
    brief = _naming_others(with_left_out(brief, todo, _topics_on_page(todo, brief), config), page)
    silent = [f"nothing on {name} today" for name in todo.unseen if config.watch_only]
    silent += _watched_in_vain(todo, brief, config)
    edits = (*silent, *changed.fallen, *_no_room(todo, brief), *_headless(setup.edits, brief))
    return replace(
        brief,
        warnings=(
            *setup.notes, *edits, *_left_out(stock.plan, config),
            *_warnings(aggregate, brief, page),
        ),
        presentation=_anywhere(presentation(config)),
    )  # fmt: skip


def _topics_on_page(plan: Plan, brief: Brief) -> list[int]:
    """The topics that a brief shows, by their places in its plan."""
    ids = {source.n: source.id for source in brief.sources}
    places = {(ids[point.source], point.start) for point in brief.points}
    return [i for i, t in enumerate(plan.topics) if (t.quoted.source.id, t.quoted.start) in places]


def _naming_others(brief: Brief, page: Layout) -> Brief:
    """The brief with as many of the events left out as the template has a place, and room, for."""

    def fits(count: int) -> bool:
        return page.share(replace(brief, also=brief.left_out_events[:count])) <= 1.0

    most = min(MOST_NAMED, len(brief.left_out_events))
    low, high = (most, most) if most and fits(most) else (0, max(0, most - 1))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    if not low:
        return brief
    named = replace(brief, also=brief.left_out_events[:low])
    measured = page.measure(named)
    page_use = named.page and replace(
        named.page, fill=round(measured.share, 4), column_break=measured.column_break
    )
    return replace(named, page=page_use)


def _watched_in_vain(plan: Plan, brief: Brief, config: Config) -> list[str]:
    """A line for each entry of the watch list that the sources mention and the page does not."""
    topics = set(_topics_on_page(plan, brief))
    on_page = {name for i in topics for name in plan.topics[i].watch}
    lines = []
    for name, _ in config.watch:
        best = next((t for t in plan.topics if name in t.watch), None)
        if best is not None and name not in on_page:
            why = "the page has no room" if best.worth_its_line else "it is hardly worth a line"
            lines.append(f"on {name}, but {why}: {best.quoted.text}")
    return lines


def _no_room(plan: Plan, brief: Brief) -> list[str]:
    """A line for each pinned point that the page could not take."""
    quotes = {point.quote for point in brief.points}
    return [
        f"pinned, but the page has no room for it: {topic.quoted.text}"
        for topic in plan.topics
        if topic.pinned and topic.quoted.quote not in quotes
    ]


def _headless(edits: Edits, brief: Brief) -> list[str]:
    """A line for each comment on a section that the page does not have."""
    sectors = {section.sector for section in brief.sections}
    return [
        f"comment: there is no section {remark.sector}: {remark.comment.text}"
        for remark in edits.remarks
        if remark.mark is None and remark.sector not in sectors
    ]


def _anywhere(look: Presentation) -> Presentation:
    """The presentation with the template's path made absolute."""
    return replace(look, template=str(Path(look.template).absolute())) if look.template else look


def _left_out(plan: Plan, config: Config) -> tuple[str, ...]:
    if not plan.repeated:
        return ()
    points = "1 point was" if plan.repeated == 1 else f"{plan.repeated} points were"
    return (f"{points} left out, told in earlier briefs of {config.library}",)


def brief_language(aggregate: Aggregate, config: Config) -> str:
    """The language of a brief: the one asked for, else that of most of its articles; of two with
    as many, the one that is first by its code."""
    counts = Counter(_languages(aggregate).values())
    return config.language or max(sorted(counts), key=lambda code: counts[code], default="en")


def _languages(aggregate: Aggregate) -> dict[str, str]:
    """The language of every article that has a candidate, by its identifier."""
    return {c.source.id: c.source.language for c in aggregate.candidates.items}


def _pages(config: Config) -> str:
    return "one page" if config.pages == 1 else f"{config.pages} pages"


def _none_passes(aggregate: Aggregate, config: Config) -> str:
    filters = [f"--{k} {getattr(config, k)}" for k in ("since", "until") if getattr(config, k)]
    for key in ("match", "exclude", "only", "skip"):
        filters += [f"--{key} {text}" for text in getattr(config, key)]
    undated = f" ({aggregate.undated} have no date)" if aggregate.undated else ""
    return f"none of the {aggregate.read} articles read passes {' '.join(filters)}{undated}"


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def _warnings(aggregate: Aggregate, brief: Brief, page: Layout) -> tuple[str, ...]:
    warnings = list(page.warnings)
    plain = [code for code in aggregate.languages if not language(code).words.function]
    if plain:
        warnings.append(
            f"{', '.join(plain)}: sentences and sectors are found by plainer means than in English"
        )
    spoken = Counter(_languages(aggregate).values())
    if len(spoken) > 1:
        parts = (f"{count} {code}" for code, count in sorted(spoken.items()))
        every = ", ".join(parts)
        warnings.append(f"articles in {len(spoken)} languages ({every}), each quoted in its own")
    if aggregate.undated:
        warnings.append(
            f"{_articles(aggregate.undated)} without a date left out; --undated keep keeps them"
        )
    undated = sum(not source.date for source in brief.sources)
    if undated and brief.period[0] != brief.period[1]:
        warnings.append(
            f"{undated} of the {len(brief.sources)} sources named have no date; the days that the "
            "page covers are those of the others"
        )
    from briefing.display.variables import conflict_note

    warnings += [
        f"{conflict_note(brief, point)}: {point.text}" for point in brief.points if point.conflicts
    ]
    return tuple(warnings)
