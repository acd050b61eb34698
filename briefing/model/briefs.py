"""A brief and its parts, the same values for every output format."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from briefing.model.articles import Skipped


@dataclass(frozen=True, slots=True)
class Conflict:
    """One of the differing values that sources give for the same fact."""

    value: str
    source: int


class CommentKind(StrEnum):
    """What an analyst's own words are; the page puts a label of the kind before them. ``WATCH`` has
    the entries of the watch list that a point concerns."""

    COMMENT = "comment"
    WHY = "why"
    ACTION = "action"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Comment:
    """An analyst's own words under a point or a heading, set apart from all that is quoted."""

    kind: CommentKind
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a brief: a sentence of source number ``source``, word for word.

    ``quote == text_of_source[start:end]``; ``text`` is the quote as shown: without an opening
    dateline or connective, with insertions in brackets. ``also_in`` and ``conflicts`` refer to
    source numbers of the brief; ``further`` counts the articles that report it beside those.
    ``comments`` are an analyst's words, shown under it.
    """

    text: str
    quote: str
    source: int
    start: int
    end: int
    sector: str
    score: float
    why: tuple[str, ...] = ()
    sector_evidence: tuple[str, ...] = ()
    also_in: tuple[int, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    further: int = 0
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure of a point: the value as written, what it measures, the point's source number."""

    value: str
    label: str
    source: int


@dataclass(frozen=True, slots=True)
class Section:
    """The points of one sector. ``subject`` are its codes in a newsroom's vocabulary."""

    sector: str
    title: str
    points: tuple[Point, ...]
    subject: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A numbered source of a brief; ``n`` counts from 1 in order of first mention. ``language`` is
    its code where it differs from the brief's, else empty."""

    n: int
    id: str
    title: str
    outlet: str
    date: str
    location: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that the brief does not tell.

    ``title`` is that of the article that tells it best, ``text`` the sentence that would have been
    its point, ``sector`` and ``value`` (0 to 1) those of the sentence, ``reason`` why it is left
    out. ``sources`` are the articles that tell of it, best first, numbered after those of the
    brief; the sentence is the ``quote`` at ``[start:end]`` of the first.
    """

    title: str
    text: str
    sector: str
    value: float
    reason: str
    sources: tuple[SourceEntry, ...]
    quote: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Measured page use: ``fill`` is used height over text height of ``pages`` pages, in [0, 1].

    ``column_break`` is the block of the template's document before which the second column begins;
    -1 where columns fill one after the other, and where there is one column.
    """

    paper: str
    fill: float
    pages: int
    column_break: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Presentation:
    """How a brief was made to look, so that it is written as it was measured.

    ``template`` is the path of a .docx, .dotx, .md or .html template, empty for ours; ``paper`` is
    empty for the template's own; ``pages`` the number of pages to fill; ``annotate`` asks for a
    Word comment per point; ``to``, ``cc``, ``subject`` and ``sender`` are lines of a mail and a
    memo; ``variables`` are names and texts for templates.
    """

    template: str = ""
    paper: str = ""
    pages: int = 1
    annotate: bool = False
    to: str = ""
    subject: str = ""
    sender: str = ""
    variables: tuple[tuple[str, str], ...] = ()
    cc: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """The brief, the same value for every output format.

    ``date`` and ``period`` (first and last article date) are ISO or empty; ``articles`` is the
    number of articles read; ``left_out`` the number of further candidate points not shown, and
    ``left_out_events`` the best events that no point tells of, as far as they are known. ``leads``
    are the top points after the bottom line that stand above the sections, ``also`` the events left
    out that the page has room to name. ``bottom_line_title`` is the title of the bottom line's
    sector, where it is known, ``lead_titles`` are those of ``leads``. ``subject`` has the codes of
    the sectors of all points, in the order of the points.
    """

    title: str
    date: str
    language: str
    bottom_line: Point | None
    sections: tuple[Section, ...]
    sources: tuple[SourceEntry, ...]
    page: Page | None = None
    skipped: tuple[Skipped, ...] = ()
    left_out: int = 0
    articles: int = 0
    period: tuple[str, str] = ("", "")
    key_figures: tuple[KeyFigure, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)
    presentation: Presentation = field(default=Presentation(), compare=False, repr=False)
    bottom_line_title: str = field(default="", compare=False)
    leads: tuple[Point, ...] = ()
    lead_titles: tuple[str, ...] = field(default=(), compare=False)
    left_out_events: tuple[LeftOut, ...] = ()
    also: tuple[LeftOut, ...] = field(default=(), compare=False)
    subject: tuple[str, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """The bottom line first, then the other leads, then the points of the sections in order."""
        first = (self.bottom_line, *self.leads) if self.bottom_line else self.leads
        return first + tuple(p for s in self.sections for p in s.points)

    def to_markdown(self) -> str:
        """The brief as Markdown."""
        return self._rendered("md").decode("utf-8")

    def to_html(self) -> str:
        """The brief as a page of HTML."""
        return self._rendered("html").decode("utf-8")

    def to_docx(self) -> bytes:
        """The brief as a Word file."""
        return self._rendered("docx")

    def to_json(self) -> str:
        """The brief as JSON, by the shipped schema."""
        return self._rendered("json").decode("utf-8")

    def to_dict(self) -> dict[str, Any]:
        """The value of :meth:`to_json`: dictionaries, lists, texts and numbers."""
        import json

        value: dict[str, Any] = json.loads(self.to_json())
        return value

    def _repr_html_(self) -> str:
        return self.to_html()

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def _rendered(self, form: str) -> bytes:
        from briefing import api

        return api.render(self, form)

    def save(self, path: str | Path) -> None:
        """Write the brief to ``path``; its suffix (.docx, .md, .html, .pdf, .json, .eml) names the
        format.

        It is written as it was measured: by the template and with the other options that it was
        made with. Raises :class:`briefing.BriefingError` when it cannot be written.
        """
        from briefing import api

        api.save(self, path)
