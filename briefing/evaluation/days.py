"""A day of articles with the facts that its brief should tell, and how well points tell them.

A day is one JSON object::

    {"id": …, "articles": [{"key": …, "title": …, "text": …, "date": …, "outlet": …}],
     "facts": [{"importance": 3, "sector": …, "also_ok": [], "gist": …,
                "support": [{"article": …, "start": 0, "end": 90, "partial": false}]}],
     "bottom_line": [0]}

Date and outlet may be missing. Importance is 3 (the brief fails without the fact), 2 (belongs on a
full page) or 1 (may fill space). ``support`` lists every sentence that states the fact well enough
to be its point, best first; a partial one tells half of it. ``bottom_line`` has the numbers of the
facts, from 0, that may be the bottom line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

WEIGHTS = {3: 3.0, 2: 1.5, 1: 0.5}
"""What a fact of each importance adds to the gain: a must-have counts twice a good fact, and three
facts that fill space count as one good one."""
MUST, GOOD = 3, 2
SHARED = 0.7
"""A point tells a fact if it shares this part of the words of the shorter of the two sentences, so
that a point without its dateline, or cut at a colon, still counts."""
COVERED = 0.5
"""... and this part of the words of the supporting sentence, so that a short cut of it does not."""
MEASURES = ("gain", "must", "good", "twice", "bottom", "sector")


@dataclass(frozen=True, slots=True)
class Support:
    """A sentence that states a fact: ``text[start:end]`` of the article ``article`` (its key)."""

    article: str
    start: int
    end: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that belongs in the brief; ``sectors`` are all sectors that are right, best first."""

    importance: int
    sectors: tuple[str, ...]
    gist: str
    support: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class DayArticle:
    """An article of a day, named by its ``key``; ``date`` and ``outlet`` may be empty."""

    key: str
    id: str
    title: str
    text: str
    date: str = ""
    outlet: str = ""


@dataclass(frozen=True)
class Day:
    """The articles of a day and its facts; the bottom line and contradictions by fact number."""

    id: str
    articles: tuple[DayArticle, ...]
    facts: tuple[Fact, ...]
    bottom_line: tuple[int, ...]
    disagree: tuple[tuple[int, int], ...] = ()

    @cached_property
    def _stated(self) -> Mapping[str, list[tuple[int, bool, Counter[str]]]]:
        """By article: the fact, whether it is told in part, and the words, of each support."""
        texts = {a.key: a.text for a in self.articles}
        stated: dict[str, list[tuple[int, bool, Counter[str]]]] = {key: [] for key in texts}
        for number, fact in enumerate(self.facts):
            for s in fact.support:
                if s.article in texts:
                    counts = Counter(words(texts[s.article][s.start : s.end]))
                    stated[s.article].append((number, s.partial, counts))
        return stated

    def stated_by(self, article: str, sentence: str) -> list[tuple[int, bool]]:
        """The facts that a sentence quoted from ``article`` tells, each with whether only in part.

        Where several supports of a fact match, the first counts.
        """
        own = Counter(words(sentence))
        size = own.total()
        partly: dict[int, bool] = {}
        for number, partial, stated in self._stated.get(article, ()):
            shared = (own & stated).total()
            whole = stated.total()
            if shared >= SHARED * min(size, whole) and shared >= COVERED * whole:
                partly.setdefault(number, partial)
        return sorted(partly.items())


@dataclass(frozen=True, slots=True)
class Chosen:
    """A point of a brief: the key of its article, the quoted sentence and the sector (or empty)."""

    article: str
    sentence: str
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one brief; shares are from 0 to 1.

    ``gain``: importance (:data:`WEIGHTS`) of the distinct facts told, over the most that as many
    points could tell. ``must``: facts of importance 3 that are told. ``good``: points that tell a
    new fact of importance 2 or 3. ``twice``: points whose facts have all been told before.
    ``bottom``: 1 if the bottom line is one of those accepted, None where there is none to judge.
    ``in_sector`` of ``with_sector`` points that tell a fact stand in a right sector.
    """

    gain: float
    must: float
    good: float
    twice: float
    bottom: float | None
    in_sector: int
    with_sector: int
    points: int

    @property
    def sector(self) -> float | None:
        return self.in_sector / self.with_sector if self.with_sector else None


def words(text: str) -> list[str]:
    """The words of a text in lower case, without marks."""
    return re.sub(r"\W+", " ", text.lower()).split()


def mark(day: Day, points: Sequence[Chosen], bottom: Chosen | None = None) -> Marks:
    """Mark the points of a brief, in the order in which they are read, the bottom line among them.

    A fact that is told in part counts half, and whole once another point tells it in full.
    """
    covered: dict[int, float] = {}
    good = twice = in_sector = with_sector = 0
    for point in points:
        facts = day.stated_by(point.article, point.sentence)
        new = [(f, part) for f, part in facts if covered.get(f, 0.0) < (0.5 if part else 1.0)]
        twice += bool(facts) and not new
        good += any(day.facts[f].importance >= GOOD for f, _ in new)
        for fact, part in new:
            covered[fact] = max(covered.get(fact, 0.0), 0.5 if part else 1.0)
        if facts and point.sector:
            with_sector += 1
            in_sector += any(point.sector in day.facts[f].sectors for f, _ in facts)
    worth = [WEIGHTS[fact.importance] for fact in day.facts]
    best = sum(sorted(worth, reverse=True)[: len(points)]) or 1.0
    must = [n for n, fact in enumerate(day.facts) if fact.importance == MUST]
    return Marks(
        gain=min(1.0, sum(worth[f] * part for f, part in covered.items()) / best),
        must=sum(covered.get(f, 0.0) for f in must) / max(1, len(must)),
        good=good / max(1, len(points)),
        twice=twice / max(1, len(points)),
        bottom=None if bottom is None else float(_accepted(day, bottom)),
        in_sector=in_sector,
        with_sector=with_sector,
        points=len(points),
    )


def _accepted(day: Day, bottom: Chosen) -> bool:
    return any(f in day.bottom_line for f, _ in day.stated_by(bottom.article, bottom.sentence))


def merge(days: Sequence[Day], size: int) -> list[Day]:
    """Every ``size`` consecutive days as one; what is left over at the end is dropped.

    An article that two of the days share stands once, under its first key.
    """
    return [_joined(days[i : i + size]) for i in range(0, len(days) - size + 1, size)]


def _joined(days: Sequence[Day]) -> Day:
    articles: list[DayArticle] = []
    facts: list[Fact] = []
    bottom: list[int] = []
    disagree: list[tuple[int, int]] = []
    for number, day in enumerate(days):
        seen = {a.id for a in articles}
        articles += [replace(a, key=f"{number}{a.key}") for a in day.articles if a.id not in seen]
        bottom += [len(facts) + b for b in day.bottom_line]
        disagree += [(len(facts) + a, len(facts) + b) for a, b in day.disagree]
        facts += [
            replace(f, support=tuple(replace(s, article=f"{number}{s.article}") for s in f.support))
            for f in day.facts
        ]
    name = "+".join(day.id for day in days)
    return Day(name, tuple(articles), tuple(facts), tuple(bottom), tuple(disagree))


def is_day(row: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a day rather than a story."""
    return isinstance(row.get("articles"), list) and isinstance(row.get("facts"), list)


def parse(row: Mapping[str, Any], name: str) -> Day:
    """The day of a JSON object; raises ``ValueError``, ``KeyError`` or ``TypeError`` where a part
    of it is missing or wrong."""
    articles = tuple(_article(a) for a in row["articles"])
    texts = {a.key: a.text for a in articles}
    if len(texts) < len(articles):
        raise ValueError("two articles have the same key")
    facts = tuple(_fact(f, n, texts) for n, f in enumerate(row["facts"]))
    bottom = tuple(int(b) for b in row.get("bottom_line", ()))
    if any(not 0 <= b < len(facts) for b in bottom):
        raise ValueError("bottom_line names a fact that is not there")
    if not articles or not facts:
        raise ValueError("no article or no fact")
    return Day(name, articles, facts, bottom)


def _article(row: Mapping[str, Any]) -> DayArticle:
    key = str(row["key"])
    return DayArticle(
        key, str(row.get("id", key)), str(row.get("title") or ""), str(row["text"]),
        str(row.get("date") or ""), str(row.get("outlet") or ""),
    )  # fmt: skip


def _fact(row: Mapping[str, Any], number: int, texts: Mapping[str, str]) -> Fact:
    importance = int(row["importance"])
    if importance not in WEIGHTS:
        raise ValueError(f"fact {number} has importance {importance}, not 1, 2 or 3")
    support = tuple(_support(s, number, texts) for s in row["support"])
    sectors = (str(row["sector"]), *map(str, row.get("also_ok") or ()))
    return Fact(importance, sectors, str(row.get("gist") or ""), support)


def _support(row: Mapping[str, Any], number: int, texts: Mapping[str, str]) -> Support:
    article, start, end = str(row["article"]), int(row["start"]), int(row["end"])
    if article in texts and not 0 <= start < end <= len(texts[article]):
        raise ValueError(f"fact {number} points outside the text of article {article}")
    return Support(article, start, end, bool(row.get("partial")))


def supported(day: Day) -> Iterable[Chosen]:
    """A best supporting sentence of each fact, the most important facts first (ties by number)."""
    texts = {a.key: a.text for a in day.articles}
    order = sorted(range(len(day.facts)), key=lambda f: -day.facts[f].importance)
    for number in order:
        for first in day.facts[number].support[:1]:
            if first.article in texts:
                yield Chosen(first.article, texts[first.article][first.start : first.end])
