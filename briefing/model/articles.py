"""Values that are known of one article: its text, its sentences, and what each stage finds in them.

All offsets are counted in characters (code points) of ``Article.text``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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

    ``body`` (``start <= body < end``) is where the sentence proper begins, after a list marker or a
    dateline. ``tokens`` are the surface words, numbers and marks of ``[body:end]`` in order;
    ``stems`` is parallel to it: lower-cased and stemmed, ``""`` for marks. ``quote`` is the part of
    a quotation that runs over several sentences: ``open``, ``mid``, ``close`` or ``""``. ``group``
    numbers the unit that must be taken whole: sentences of one multi-sentence quotation share it,
    all others have their own. ``language`` is the two-letter code of a sentence that is in another
    language than its article, as far as that was asked.
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

    ``standalone``: it leans on no other sentence as it is. ``wording``: the sentence as a brief may
    show it (without dateline and leading connective, antecedents in brackets), or ``""`` when it
    cannot be shown without its neighbours. ``antecedent``: the name inserted, if any. ``dropped``:
    the dateline and connectives left out at its beginning; a list marker is none of the sentence.
    ``vague``: its subject is a definite ("The company") whose name is not sure, so that it may be
    read beside its article only.
    """

    standalone: bool
    wording: str
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
