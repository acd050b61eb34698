"""The variables of a template: one vocabulary for Word, Markdown, HTML and mail.

:data:`NAMES` is the list that templates are checked against; :func:`scope` gives the values. What
a template may print is a text, a number or :class:`RichText`, which each writer turns into its
format.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from briefing.display.citations import NBSP
from briefing.display.dates import long_date, long_period
from briefing.display.labels import Labels, labels, source_count
from briefing.display.non_breaking import non_breaking
from briefing.display.page_fields import FURNITURE, IMPRINT, PageFields
from briefing.display.shapes import TEXT, ListOf, Record, Shape
from briefing.display.text import clean
from briefing.display.views import (
    AlsoView,
    FigureView,
    PageView,
    PointView,
    SectionView,
    SourceView,
)
from briefing.model import (
    NONE,
    Brief,
    Point,
    Section,
)

UNTITLED = "Brief"
"""The title of a brief that has none."""


def _texts(names: str) -> dict[str, Shape]:
    return dict.fromkeys(names.split(), TEXT)


_SOURCE = Record(
    _texts("n id title name outlet date date_iso url location entry"),
    printed="entry",
    former={"link": "title", "day": "date"},
)
_CONFLICT = Record(_texts("value source outlet ref"))
_COMMENT = Record(_texts("kind label text entry"), printed="entry")
_POINT = Record(
    {
        **_texts("cited text quote refs conflict_note source start end sector sector_title score"),
        "origin": _SOURCE,
        "conflicts": ListOf(_CONFLICT, printed="conflict_note"),
        "why": ListOf(TEXT),
        "sector_evidence": ListOf(TEXT),
        "also_in": ListOf(TEXT),
        "comments": ListOf(_COMMENT),
    },
    printed="cited",
    former={"evidence": "sector_evidence"},
)
_FIGURE = Record(_texts("value label source ref entry"), printed="entry")
_ALSO = Record(
    {**_texts("title text refs entry sector sector_title"), "sources": ListOf(_SOURCE)},
    printed="entry",
)
_SECTION = Record(
    {
        **_texts("sector title"),
        "subject": ListOf(TEXT),
        "points": ListOf(_POINT),
        "comments": ListOf(_COMMENT),
    }
)
_LABELS = Record(_texts(" ".join(Labels.__dataclass_fields__)))
NAMES: Mapping[str, Shape] = {
    **_texts("title date date_iso period date_line sector_line language sources_title"),
    **_texts("source_count point_count articles left_out to sender subject"),
    **_texts(" ".join(FURNITURE)),
    "imprint": TEXT,
    "bottom_line": _POINT,
    "leads": ListOf(_POINT),
    "points": ListOf(_POINT),
    "key_figures": ListOf(_FIGURE),
    "sections": ListOf(_SECTION),
    "sources": ListOf(_SOURCE),
    "also": ListOf(_ALSO),
    "skipped": ListOf(Record(_texts("location reason"))),
    "labels": _LABELS,
}
"""Every variable of a template with its shape."""
FORMER = {"dateline": "date_line", "article_count": "articles"}
"""Names of earlier versions that are still read."""


def names(fields: PageFields) -> dict[str, Shape]:
    """The variables that there are with ``fields``."""
    return {**{name: TEXT for name, _ in fields.values}, **NAMES}


def scope(
    brief: Brief,
    fields: PageFields,
    *,
    inline_conflicts: bool = False,
    inline_comments: bool = False,
    bind: bool = True,
) -> dict[str, Any]:
    """The values of the variables for ``brief``.

    ``inline_conflicts``: a printed point ends with its conflict note, for templates that do not
    place the note themselves; ``inline_comments`` is the same for comments. ``bind``: with
    non-breaking spaces where a line must not end.
    """
    words = labels(brief.language)
    tie = non_breaking if bind else str
    every = (*brief.sources, *(s for event in brief.also for s in event.sources))
    sources = {s.n: SourceView(s, brief.language, bind) for s in every}
    titles = _titles(brief)
    page = PageView(sources, titles, words, inline_conflicts, inline_comments, tie)
    bottom_line = PointView(brief.bottom_line, page) if brief.bottom_line else None
    leads = [*([bottom_line] if bottom_line else []), *(PointView(p, page) for p in brief.leads)]
    sections = [SectionView(section, page) for section in brief.sections]
    title = clean(brief.title) or UNTITLED
    given = {**dict.fromkeys(FURNITURE, ""), **{k: clean(v) for k, v in fields.values}}
    return {
        **given,
        "imprint": " · ".join(given[name] for name in IMPRINT if given[name]),
        "title": tie(title),
        "date": long_date(brief.date, brief.language),
        "date_iso": brief.date,
        "period": period(brief),
        "date_line": date_line(brief),
        "sector_line": sector_line(brief),
        "language": brief.language,
        "bottom_line": bottom_line,
        "leads": leads,
        "points": [*leads, *(p for s in sections for p in s.points)],
        "key_figures": [FigureView(figure) for figure in brief.key_figures],
        "sections": sections,
        "sources": list(sources.values()),
        "also": [AlsoView(event, page) for event in brief.also],
        "sources_title": words.sources,
        "labels": words,
        "source_count": len(brief.sources),
        "point_count": len(brief.points),
        "articles": brief.articles,
        "left_out": brief.left_out,
        "skipped": brief.skipped,
        "to": clean(fields.to),
        "sender": clean(fields.sender),
        "subject": clean(fields.subject) or title,
    }


def as_shown(brief: Brief, uses: Collection[str]) -> Brief:
    """``brief`` for a template that uses the names ``uses``: all its points are shown.

    Where the template shows no bottom line, that point comes first in its own section; where it
    shows no other leads, they are the first section. Events left out are named where the template
    has a place for them.
    """
    if "also" not in uses:
        brief = replace(brief, also=())
    if "leads" in uses:
        return brief
    brief = _with_leads(brief)
    lead = brief.bottom_line
    if lead is None or "bottom_line" in uses:
        return brief
    own = [section for section in brief.sections if section.sector == lead.sector]
    if own:
        sections = [
            replace(section, points=(lead, *section.points)) if section is own[0] else section
            for section in brief.sections
        ]
    else:
        title = brief.bottom_line_title or lead.sector.replace("-", " ").capitalize()
        title = labels(brief.language).bottom_line if lead.sector in ("", NONE) else title
        sections = [Section(lead.sector, title, (lead,)), *brief.sections]
    return replace(brief, bottom_line=None, sections=tuple(sections))


def _with_leads(brief: Brief) -> Brief:
    """The brief with its leads but the bottom line as a section of their own, before the others."""
    if not brief.leads:
        return brief
    top = Section("", labels(brief.language).top_points, brief.leads)
    return replace(brief, sections=(top, *brief.sections), leads=())


def _titles(brief: Brief) -> dict[str, str]:
    """The titles of the sectors that the brief shows, by their slugs."""
    above = next((s.points for s in brief.sections if not s.sector), ())  # leads as a section
    leads = brief.leads or above
    titles = dict(zip((p.sector for p in leads), brief.lead_titles, strict=False))
    titles |= {section.sector: section.title for section in brief.sections}
    if brief.bottom_line and brief.bottom_line_title:
        titles[brief.bottom_line.sector] = brief.bottom_line_title
    return titles


def conflict_note(brief: Brief, point: Point) -> str:
    """The values on which the sources of a point differ, in words; ``""`` where they agree."""
    sources = {s.n: SourceView(s, brief.language, False) for s in brief.sources}
    page = PageView(sources, {}, labels(brief.language), False, False, str)
    return PointView(point, page).conflict_note.replace(NBSP, " ")


def period(brief: Brief) -> str:
    """The dates that the articles span; ``""`` where they are all of the brief's own day."""
    first, last = brief.period
    if not (first or last) or first == last == brief.date:
        return ""
    return long_period(first, last, brief.language)


def date_line(brief: Brief) -> str:
    """Date, period and number of sources in one line; what is not known is left out."""
    spanned, day = period(brief), long_date(brief.date, brief.language)
    if spanned and day:
        spanned = labels(brief.language).covering.format(spanned)
    return " · ".join(
        part for part in (day, spanned, source_count(len(brief.sources), brief.language)) if part
    )


def sector_line(brief: Brief) -> str:
    """The titles of the sectors of the points in one line, in the order of the page."""
    section_titles = {
        s.sector: clean(s.title) for s in brief.sections if s.sector not in ("", NONE)
    }
    first = [point.sector for point in brief.points if point.sector not in ("", NONE)]
    titles = {**_titles(brief), **section_titles}
    printed = dict.fromkeys(
        titles.get(slug) or "" for slug in dict.fromkeys([*first, *section_titles])
    )
    return " · ".join(title for title in printed if title)
