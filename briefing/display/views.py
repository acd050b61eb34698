"""What a template sees of a brief's parts: sources, points, sections, figures, comments, conflicts.

A view gives the text of a part as every format shows it; :mod:`briefing.display.variables` names
the views for templates.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from briefing.display.citations import NBSP, citation
from briefing.display.dates import long_date
from briefing.display.labels import Labels
from briefing.display.language_names import language_name
from briefing.display.rich_text import RichText, Span, SpanKind
from briefing.display.text import clean, safe_link, source_name
from briefing.model import (
    NONE,
    Comment,
    CommentKind,
    Conflict,
    KeyFigure,
    LeftOut,
    Point,
    Section,
    SourceEntry,
)


def citing(numbers: Sequence[int]) -> Span:
    """The citation of the sources with ``numbers``."""
    return Span(citation(numbers), SpanKind.CITATION, numbers=tuple(sorted(set(numbers))))


@dataclass(frozen=True, slots=True)
class PageView:
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
    def identity(self) -> Hashable:
        """All that the view shows depends on: two views of one identity show the same."""
        return self._source, self._language, self._bind

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

    def __init__(self, point: Point, page: PageView) -> None:
        self._point, self._page = point, page

    @property
    def identity(self) -> Hashable:
        """All that the view shows depends on: two views of one identity show the same."""
        page, point = self._page, self._point
        named = [page.sources[c.source].identity for c in point.conflicts]
        flags = page.inline_conflicts, page.inline_comments, page.tie
        title = page.titles.get(point.sector)
        return point, self.origin.identity, tuple(named), title, flags

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

    def __init__(self, section: Section, page: PageView) -> None:
        self.comments = [CommentView(comment, page.words) for comment in section.comments]
        self.sector, self.title = section.sector, clean(section.title)
        self.subject = [clean(code) for code in section.subject]
        self.points = [PointView(point, page) for point in section.points]


class AlsoView:
    """An event left out as templates see it."""

    __slots__ = ("_event", "_page")

    def __init__(self, event: LeftOut, page: PageView) -> None:
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

    def __init__(self, conflict: Conflict, page: PageView) -> None:
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
