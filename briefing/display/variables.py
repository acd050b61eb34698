"""The variables of a template: one vocabulary for Word, Markdown, HTML and mail.

:data:`NAMES` is the list that templates are checked against; :func:`scope` gives the values. What
a template may print is a text, a number or :class:`RichText`, which each writer turns into its
format.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing.display.citations import NBSP, citation
from briefing.display.dates import long_date, long_period
from briefing.display.labels import Labels, labels, source_count
from briefing.display.language_names import language_name
from briefing.display.non_breaking import non_breaking
from briefing.display.page_fields import FURNITURE, IMPRINT, PageFields
from briefing.display.rich_text import RichText, Span, SpanKind
from briefing.display.shapes import TEXT, ListOf, Record, Shape
from briefing.display.text import clean, safe_link, source_name
from briefing.model import (
    NONE,
    Brief,
    Comment,
    CommentKind,
    Conflict,
    KeyFigure,
    LeftOut,
    Point,
    Section,
    SourceEntry,
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
    page = _PageView(sources, titles, words, inline_conflicts, inline_comments, tie)
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
    titles = dict(zip((p.sector for p in brief.leads), brief.lead_titles, strict=False))
    titles |= {section.sector: section.title for section in brief.sections}
    if brief.bottom_line and brief.bottom_line_title:
        titles[brief.bottom_line.sector] = brief.bottom_line_title
    return titles


def conflict_note(brief: Brief, point: Point) -> str:
    """The values on which the sources of a point differ, in words; ``""`` where they agree."""
    sources = {s.n: SourceView(s, brief.language, False) for s in brief.sources}
    page = _PageView(sources, {}, labels(brief.language), False, False, str)
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
    shown = dict.fromkeys(
        titles.get(slug) or "" for slug in dict.fromkeys([*first, *section_titles])
    )
    return " · ".join(title for title in shown if title)


def citing(numbers: Sequence[int]) -> Span:
    """The citation of the sources with ``numbers``."""
    return Span(citation(numbers), SpanKind.CITATION, numbers=tuple(sorted(set(numbers))))


@dataclass(frozen=True, slots=True)
class _PageView:
    """What the views of one brief share."""

    sources: Mapping[int, SourceView]
    titles: Mapping[str, str]
    words: Labels
    inline_conflicts: bool
    inline_comments: bool
    tie: Callable[[str], str]


class SourceView:
    """A source as templates see it."""

    __slots__ = ("_bind", "_language", "_source")

    def __init__(self, source: SourceEntry, language: str, bind: bool) -> None:
        self._source, self._language, self._bind = source, language, bind

    @property
    def n(self) -> int:
        return self._source.n

    @property
    def id(self) -> str:
        return self._source.id

    @property
    def name(self) -> str:
        return source_name(self._source)

    @property
    def title(self) -> RichText:
        return RichText((self._linked(),), self.n)

    @property
    def outlet(self) -> RichText:
        return self._listed(self._source.outlet)

    @property
    def date(self) -> RichText:
        return self._listed(long_date(self._source.date, self._language))

    @property
    def date_iso(self) -> RichText:
        return self._listed(self._source.date)

    @property
    def url(self) -> RichText:
        return self._listed(self._source.url)

    @property
    def location(self) -> RichText:
        return self._listed(self._source.location)

    @property
    def entry(self) -> RichText:
        """Outlet, title and date in one line, with its language where the brief is in another."""
        outlet = clean(self._source.outlet)
        day = long_date(self._source.date, self._language)
        before = (Span(f"{outlet}: "),) if outlet else ()
        day = day.replace(" ", NBSP) if self._bind else day
        other = self._source.language
        spoken = f" ({language_name(other, self._language)})" if other else ""
        tail = (f", {day}" if day else "") + spoken
        after = (Span(tail),) if tail else ()
        return RichText((*before, self._linked(), *after), self.n)

    def _linked(self) -> Span:
        url = safe_link(self._source)
        return Span(self.name, SpanKind.LINK if url else SpanKind.TEXT, url)

    def _listed(self, text: str) -> RichText:
        return RichText((Span(clean(text)),), self.n)


class PointView:
    """A point as templates see it."""

    __slots__ = ("_page", "_point")

    def __init__(self, point: Point, page: _PageView) -> None:
        self._point, self._page = point, page

    @property
    def point(self) -> Point:
        """The point itself."""
        return self._point

    @property
    def cited(self) -> RichText:
        """The sentence with its source numbers."""
        parts = [self._sentence(), Span(NBSP, SpanKind.GAP), *self.refs.spans]
        if self._page.inline_conflicts and self._point.conflicts:
            parts += [Span(" "), *self.conflict_note.spans]
        if self._page.inline_comments:
            for comment in self.comments:
                parts += [Span(" "), *comment.entry.spans]
        return RichText(parts)

    @property
    def text(self) -> RichText:
        return RichText((self._sentence(),))

    @property
    def quote(self) -> RichText:
        return RichText((Span(clean(self._point.quote), point=self._point),))

    @property
    def refs(self) -> RichText:
        """The source numbers, and how many more there are than are named."""
        more = self._page.words.and_more.format(self._point.further)
        further = (Span(f" {more}"),) if self._point.further else ()
        return RichText((citing(self._numbers()), *further))

    @property
    def conflict_note(self) -> RichText:
        """The values on which sources differ, in words; empty where they agree."""
        if not self._point.conflicts:
            return RichText(())
        parts = [Span(f"{self._page.words.sources_differ}: ")]
        for place, (value, numbers) in enumerate(_by_value(self._point.conflicts)):
            parts.append(Span(f"{', ' if place else ''}{value}"))
            outlets = [self._outlet(number) for number in numbers]
            if all(outlets):
                for second, (outlet, number) in enumerate(zip(outlets, numbers, strict=True)):
                    parts.append(Span(", " if second else " ("))
                    parts.append(Span(outlet, SpanKind.ANCHOR, numbers=(number,)))
                parts.append(Span(")"))
            else:
                parts += [Span(NBSP, SpanKind.GAP), citing(numbers)]
        return RichText(parts)

    def _outlet(self, number: int) -> str:
        """The outlet of a source in a conflict note; ``""`` where it would not tell which one."""
        outlet = str(self._page.sources[number].outlet)
        others = [c.source for c in self._point.conflicts if c.source != number]
        return "" if any(self._page.sources[n].outlet == outlet for n in others) else outlet

    @property
    def conflicts(self) -> list[ConflictView]:
        return [ConflictView(c, self._page) for c in self._point.conflicts]

    @property
    def source(self) -> int:
        return self._point.source

    @property
    def origin(self) -> SourceView:
        return self._page.sources[self._point.source]

    @property
    def start(self) -> int:
        return self._point.start

    @property
    def end(self) -> int:
        return self._point.end

    @property
    def sector(self) -> str:
        return self._point.sector

    @property
    def sector_title(self) -> str:
        """The title of the sector; ``""`` for a point without one."""
        slug = self._point.sector
        if slug in ("", NONE):
            return ""
        return clean(self._page.titles.get(slug) or slug.replace("-", " ").capitalize())

    @property
    def score(self) -> float:
        return round(self._point.score, 2)

    @property
    def why(self) -> list[str]:
        return [clean(reason) for reason in self._point.why]

    @property
    def sector_evidence(self) -> list[str]:
        return [clean(phrase) for phrase in self._point.sector_evidence]

    @property
    def also_in(self) -> tuple[int, ...]:
        return self._point.also_in

    @property
    def comments(self) -> list[CommentView]:
        return [CommentView(comment, self._page.words) for comment in self._point.comments]

    def _sentence(self) -> Span:
        return Span(self._page.tie(clean(self._point.text)), point=self._point)

    def _numbers(self) -> tuple[int, ...]:
        return (self._point.source, *self._point.also_in)


class SectionView:
    """A section as templates see it."""

    __slots__ = ("comments", "points", "sector", "subject", "title")

    def __init__(self, section: Section, page: _PageView) -> None:
        self.comments = [CommentView(comment, page.words) for comment in section.comments]
        self.sector, self.title = section.sector, clean(section.title)
        self.subject = [clean(code) for code in section.subject]
        self.points = [PointView(point, page) for point in section.points]


class AlsoView:
    """An event left out as templates see it."""

    __slots__ = ("_event", "_page")

    def __init__(self, event: LeftOut, page: _PageView) -> None:
        self._event, self._page = event, page

    @property
    def title(self) -> str:
        return self._page.tie(clean(self._event.title))

    @property
    def text(self) -> str:
        return self._page.tie(clean(self._event.text))

    @property
    def sector(self) -> str:
        return self._event.sector

    @property
    def sector_title(self) -> str:
        slug = self._event.sector
        if slug in ("", NONE):
            return ""
        return clean(self._page.titles.get(slug) or slug.replace("-", " ").capitalize())

    @property
    def refs(self) -> RichText:
        return RichText((citing([s.n for s in self._event.sources]),))

    @property
    def sources(self) -> list[SourceView]:
        return [self._page.sources[s.n] for s in self._event.sources]

    @property
    def entry(self) -> RichText:
        """The title with its source numbers."""
        return RichText((Span(self.title), Span(NBSP, SpanKind.GAP), *self.refs.spans))


class CommentView:
    """An analyst's comment as templates see it."""

    __slots__ = ("kind", "label", "text")

    def __init__(self, comment: Comment, words: Labels) -> None:
        self.kind, self.text = comment.kind.value, clean(comment.text)
        self.label = comment_label(comment.kind, words)

    @property
    def entry(self) -> RichText:
        """Label and text."""
        return RichText((Span(f"{self.label}: {self.text}", SpanKind.COMMENT),))


def comment_label(kind: CommentKind, words: Labels) -> str:
    """What stands before a comment of a kind."""
    match kind:
        case CommentKind.WHY:
            return words.why_it_matters
        case CommentKind.ACTION:
            return words.action
        case CommentKind.WATCH:
            return words.watch_list
    return words.comment


class FigureView:
    """A key figure as templates see it."""

    __slots__ = ("label", "source", "value")

    def __init__(self, figure: KeyFigure) -> None:
        self.value, self.label = clean(figure.value), clean(figure.label)
        self.source = figure.source

    @property
    def ref(self) -> RichText:
        return RichText((citing((self.source,)),))

    @property
    def entry(self) -> RichText:
        """Value, what it measures and its source number."""
        text = f"{self.value} {self.label}"
        return RichText((Span(text), Span(NBSP, SpanKind.GAP), citing((self.source,))))


class ConflictView:
    """One of the values on which sources differ, as templates see it."""

    __slots__ = ("_page", "source", "value")

    def __init__(self, conflict: Conflict, page: _PageView) -> None:
        self.value, self.source, self._page = clean(conflict.value), conflict.source, page

    @property
    def outlet(self) -> str:
        return str(self._page.sources[self.source].outlet)

    @property
    def ref(self) -> RichText:
        return RichText((citing((self.source,)),))


def _by_value(conflicts: tuple[Conflict, ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The differing values in their order, each with the sources that give it."""
    sources: dict[str, list[int]] = {}
    for conflict in conflicts:
        sources.setdefault(clean(conflict.value), []).append(conflict.source)
    return tuple((value, tuple(sorted(set(numbers)))) for value, numbers in sources.items())
