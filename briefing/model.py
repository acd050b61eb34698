"""The frozen values that flow through briefing, one kind per step.

``read`` makes :class:`Article`, ``segment`` makes :class:`Document`, ``candidates`` makes
:class:`Candidate`, ``compose`` makes :class:`Brief`; nothing changes a value after it is made.
All offsets are counted in characters (code points) of ``Article.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

NONE = "none"
"""The sector of a sentence that shows no evidence of any sector."""


class Kind(StrEnum):
    """What a sentence is to a reader; only ``CONTENT`` may enter a brief."""

    CONTENT = "content"
    HEADING = "heading"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as extracted from its source.

    ``text`` starts with the title (where there is one) as its first paragraph; paragraphs are
    separated by exactly one blank line and hold no line break, no control, override or zero-width
    character; list items are paragraphs that start with their marker (``- ``).
    ``date`` is ISO 8601 (``YYYY-MM-DD``) or empty; ``language`` a two-letter code;
    ``location`` the path or URL it came from; ``categories`` are those that its feed or page files
    it under, such as ``Business``.
    """

    id: str
    title: str
    text: str
    outlet: str = ""
    author: str = ""
    date: str = ""
    language: str = "en"
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that could not be read, with the reason in one line."""

    location: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, ``article.text[start:end]``.

    ``body`` (``start <= body < end``) is where the sentence proper begins, after a list marker or
    a dateline. ``tokens`` are the surface words, numbers and marks of ``[body:end]`` in order;
    ``stems`` is parallel to it: lower-cased and stemmed, ``""`` for marks. ``quote`` tells a part
    of a quotation that runs over several sentences: ``open``, ``mid``, ``close`` or ``""``.
    ``group`` numbers the unit that must be taken whole: sentences of one multi-sentence quotation
    share it, all others have their own. ``language`` is the two-letter code of a sentence that is
    in another language than its article, as far as that was asked.
    """

    index: int
    start: int
    end: int
    body: int
    paragraph: int
    kind: Kind
    text: str
    tokens: tuple[str, ...]
    stems: tuple[str, ...]
    quote: str = ""
    group: int = -1
    language: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its sentences in document order (``sentences[i].index == i``)."""

    article: Article
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class SectorLabel:
    """The sector of a sentence, the weight of its evidence (0 or more) and the matched phrases.

    ``support`` has the likely sectors of the sentence with their chances in [0, 1], likeliest
    first. ``settled``: a strong phrase of the table decided.
    """

    sector: str = NONE
    weight: float = 0.0
    evidence: tuple[str, ...] = ()
    support: tuple[tuple[str, float], ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a sentence stands by itself.

    ``standalone``: it leans on no other sentence as it is. ``shown``: the sentence as a brief may
    show it (without dateline and leading connective, antecedents in brackets), or ``""`` when it
    cannot be shown without its neighbours. ``antecedent``: the name inserted, if any. ``dropped``:
    the dateline and connectives left out at its beginning; a list marker is none of the sentence.
    ``vague``: its subject is a definite ("The company") whose name is not sure, so that it may be
    read beside its article only.
    """

    standalone: bool
    shown: str
    antecedent: str | None = None
    dropped: str = ""
    vague: bool = False


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """One row of ``briefing rank``: a sentence, ``article.text[start:end]``.

    ``score`` is in [0, 1]; ``why`` has the reasons for it, ``sector_evidence`` the phrases that
    speak for ``sector``. ``language`` is the code of a sentence that is in another language.
    """

    text: str
    start: int
    end: int
    paragraph: int
    kind: Kind
    score: float
    sector: str
    standalone: bool
    why: tuple[str, ...] = ()
    sector_evidence: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class SourceMeta:
    """What a brief says about an article it quotes."""

    id: str
    title: str
    outlet: str
    date: str
    location: str
    url: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Mention:
    """An article that a brief names for a point, whatever is known of its text: it says the same,
    or has the value ``theirs`` where the point has ``mine``."""

    source: SourceMeta
    mine: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may become a point, with all that the right half of the flow needs.

    ``score`` is the salience and ``value`` the news value,
    both in [0, 1]. For near-duplicates: ``stems`` are the sorted distinct
    content stems, ``topic`` the stems its article is about, ``bucket`` a min-hash of the stems,
    which near-duplicates tend to share. ``dated_text`` is ``text`` with the dates of its weekdays
    and the like in brackets, for a page that spans days. ``vague``: it names its subject only in
    its article, so that a brief of several articles leaves it out. ``lead``: it opens its article.
    ``weight``, ``support`` and ``settled`` are those of its :class:`SectorLabel`. ``pinned``: a
    person asked for it. ``main`` is how likely its article tells the main event of its day, in
    [0, 1]. ``adds`` is what it is worth where many articles share a page and the better points of
    its own are told, or None where nothing has learned that. ``mentions`` are what an earlier brief
    says of other articles.
    """

    source: SourceMeta
    start: int
    end: int
    quote: str
    text: str
    sector: str
    score: float
    why: tuple[str, ...]
    evidence: tuple[str, ...]
    stems: tuple[str, ...]
    topic: tuple[str, ...]
    bucket: int
    dated_text: str = ""
    vague: bool = False
    lead: bool = False
    weight: float = 0.0
    support: tuple[tuple[str, float], ...] = ()
    settled: bool = False
    value: float = 0.0
    pinned: bool = False
    main: float = 0.0
    adds: float | None = None
    mentions: tuple[Mention, ...] = ()

    @property
    def key(self) -> tuple[float | str | int | bool, ...]:
        """Total order: pinned first, then best value, salience, article (by content), place in it,
        best documented."""
        source = self.source
        return (
            not self.pinned, -self.value, -self.score, source.id, self.start, self.end,
            self.sector, self.text, not source.url, not source.date, not source.outlet,
            source.location, source.title, source.date, source.outlet, source.url, source.language,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidates:
    """The best candidates, in their total order, and the span of their articles' dates."""

    items: tuple[Candidate, ...] = ()
    first_date: str = ""
    last_date: str = ""


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
    sector, where it is known, ``lead_titles`` are those of ``leads``.
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
