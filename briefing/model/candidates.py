"""Sentences that may become points, and the articles that they are quoted from."""

from __future__ import annotations

from dataclasses import dataclass


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

    ``score`` is the salience and ``value`` the news value, both in [0, 1]. For near-duplicates:
    ``stems`` are the sorted distinct content stems, ``topic`` the stems its article is about,
    ``bucket`` a min-hash of the stems, which near-duplicates tend to share. ``dated_text`` is
    ``text`` with the dates of its weekdays and the like in brackets, for a page that spans days.
    ``vague``: it names its subject only in its article, so that a brief of several articles leaves
    it out. ``lead``: it opens its article. ``weight``, ``support`` and ``settled`` are those of its
    :class:`SectorLabel`. ``pinned``: a person asked for it. ``main`` is how likely its article
    tells the main event of its day, in [0, 1]. ``adds`` is its worth on a page of many articles
    once the better points of its own article are shown; None where no model has learned it.
    ``mentions`` are what an earlier brief says of other articles.
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
