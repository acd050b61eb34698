"""Candidates: the bounded, mergeable state between single articles and a brief.

``merge`` is commutative, associative and idempotent, with ``Candidates()`` as its unit, so articles
may arrive in any order and any grouping: in a loop, a process pool or a cluster. It keeps, of each
sector, the best candidates: ``PER_SECTOR``, of which those that share a min-hash bucket take at
most ``PER_BUCKET`` places, so that one wire story in a thousand outlets cannot crowd out the rest.
Of a bucket it keeps ``MOST_REPORTS``, so that a brief can say how many outlets report a point, and
of these every sentence once. Why that is exact: whether a candidate is kept depends only on how
many better ones its bucket has, and on the places that better ones take in its sector; both numbers
only grow when sets are united.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, filterfalse

from briefing.language.dates import names_day, with_dates
from briefing.language.idf import rarities
from briefing.language.orders import gives_order
from briefing.language.tokens import Known, function_stems
from briefing.model import (
    Article,
    Candidate,
    Candidates,
    Document,
    Kind,
    Resolution,
    SectorLabel,
    Sentence,
    SourceMeta,
)

PER_ARTICLE = 40
"""Candidates of one article: twice what a page shows at most, so that two pages can be filled."""

PER_SECTOR = 160
"""Candidates of one sector: a page shows at most five, so that even thirty reports of each leave
its points; 19 sectors of 160 candidates of about 2 kB stay under 8 MB."""

PER_BUCKET = 12
"""Places of a sector that the reports of one point take at most: as many as a page names after it.
"""

MOST_REPORTS = 64
"""Reports of one point that are kept and counted ("and 52 more"): more outlets than most desks
follow. With 200 outlets a run takes 0.3 s longer than with 12."""

TOPIC_STEMS = 20
"""Stems that stand for what an article is about; 10 to 30 served alike in telling events apart."""

UNFINISHED = (";", ":", ",", " as follows.", " the following.")
"""Text that ends with one of these is an item of a list or introduces one: it does not stand
alone."""

OF_NO_DAY = 0.97
"""Share of its news value that a sentence keeps which says "on Wednesday" in an article without a
date: of two reports alike, the one that a reader can date goes first. On 40 days of the labelled
briefs it costs nothing; 0.93 costs 0.003 of the gain."""

LONGEST_GROUP = 90
"""Words of the longest quotation of several sentences that is still taken (whole)."""

LONGEST_QUOTE = 3_000
"""Characters of a sentence that can become a point: a page has room for some 5,000, and a longer
one is a table, or words that nobody has punctuated."""


def merge(*parts: Candidates) -> Candidates:
    """The best candidates of all parts; any order and grouping gives the same value."""
    dates = [d for p in parts for d in (p.first_date, p.last_date) if d]
    items = keep(item for part in parts for item in part.items)
    return Candidates(items, min(dates, default=""), max(dates, default=""))


def keep(items: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The bounded selection of :func:`merge`, sorted by :attr:`Candidate.key`.

    Of a sentence that occurs twice (the same story in two files) the better documented source
    stays.
    """
    room: dict[tuple[object, ...], int] = {}
    taken = room.get
    kept = []
    for item in sorted(items, key=lambda c: c.key):
        sector, bucket = (item.sector,), (item.sector, item.bucket)
        place = (item.sector, item.bucket, item.source.id, item.start)
        in_sector, in_bucket = taken(sector, 0), taken(bucket, 0)
        if in_sector >= PER_SECTOR or in_bucket >= MOST_REPORTS or place in room:
            continue
        room[sector] = in_sector + (in_bucket < PER_BUCKET)
        room[bucket], room[place] = in_bucket + 1, 1
        kept.append(item)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class Nominee:
    """What may become a candidate: one sentence, or the sentences of one quotation, in order.

    ``value``, ``score`` and ``label`` are those of its best sentence.
    """

    sentences: tuple[Sentence, ...]
    value: float
    score: float
    label: SectorLabel

    @property
    def first(self) -> Sentence:
        """The sentence that it opens with."""
        return self.sentences[0]


def shortlist(
    document: Document,
    values: Sequence[float],
    scores: Sequence[float],
    labels: Sequence[SectorLabel],
) -> list[Nominee]:
    """The nominees of an article, best news value first, ties by score and place.

    ``values``, ``scores`` and ``labels`` are parallel to the document's sentences. Orders to the
    reader, as in recipes and on forms, are not among them.
    """
    groups: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        if sentence.kind is Kind.CONTENT:
            groups.setdefault(sentence.group, []).append(sentence)
    nominees = []
    for group in groups.values():
        best = group[0]
        if len(group) > 1:
            best = max(group, key=lambda s: (values[s.index], scores[s.index], -s.index))
        at = best.index
        nominees.append(Nominee(tuple(group), values[at], scores[at], labels[at]))
    if document.article.language == "en":
        nominees = [n for n in nominees if not gives_order(n.first.tokens)]
    return sorted(nominees, key=lambda n: (-n.value, -n.score, n.first.start))


def wording(document: Document, nominee: Nominee, resolution: Resolution) -> str:
    """The nominee as a brief shows it; ``""`` when it cannot stand alone.

    ``resolution`` is that of its first sentence. Sentences of one quotation stand only together.
    """
    text = _text(document.article, nominee.sentences, resolution)
    if len(text) > LONGEST_QUOTE or text.endswith(UNFINISHED):
        return ""
    return "" if _ends_a_list(document, nominee.first) else text


def _text(article: Article, sentences: Sequence[Sentence], resolution: Resolution) -> str:
    if len(sentences) == 1 or not resolution.wording:
        return resolution.wording
    whole = article.text[sentences[0].start : sentences[-1].end]
    together = len({s.paragraph for s in sentences}) == 1 and len(whole.split()) <= LONGEST_GROUP
    if not together or not resolution.standalone:
        return ""
    return resolution.wording + whole[sentences[0].end - sentences[0].start :]


def _ends_a_list(document: Document, sentence: Sentence) -> bool:
    """Whether it is the last item of a list whose items make one sentence: "- a; - b; - c."."""
    if not (sentence.index and document.article.text[sentence.body].islower()):
        return False
    return document.sentences[sentence.index - 1].text.endswith(UNFINISHED)


class Maker:
    """Makes the candidates of one article: what they share is worked out once."""

    def __init__(self, document: Document, main: float) -> None:
        self.article = document.article
        self.main = main
        self.source = meta(document.article)
        self.topic = topic(document)
        self.common = function_stems(document.article.language)

    def _dated(self, text: str) -> str:
        """``text`` with dates in brackets, where the article has a date to work them out from."""
        return with_dates(text, self.article.date, self.article.language)

    def _value(self, value: float, text: str) -> float:
        """The news value, less where ``text`` names a day that nothing tells."""
        if self.article.language != "en":
            return value
        return value * OF_NO_DAY if not self.article.date and names_day(text) else value

    def candidate(
        self,
        nominee: Nominee,
        text: str,
        resolution: Resolution,
        why: tuple[str, ...],
        *,
        lead: bool,
    ) -> Candidate:
        """The candidate of a nominee shown as ``text``, by the resolution of its first sentence."""
        first, last = nominee.first, nominee.sentences[-1]
        start = first.start if resolution.dropped or first.body == first.start else first.body
        stems = tuple(
            sorted(set(chain.from_iterable([s.stems for s in nominee.sentences])) - self.common)
        )
        quote = self.article.text[start : last.end]
        text = quote if text == quote else text  # one string in memory and in what is handed on
        return Candidate(
            source=self.source, start=start, end=last.end, quote=quote, text=text,
            sector=nominee.label.sector, score=nominee.score, why=why,
            evidence=nominee.label.evidence, stems=stems, topic=self.topic,
            bucket=bucket(stems), dated_text=self._dated(text), vague=resolution.vague, lead=lead,
            weight=nominee.label.weight, support=nominee.label.support,
            settled=nominee.label.settled, value=self._value(nominee.value, text), main=self.main,
        )  # fmt: skip


def meta(article: Article) -> SourceMeta:
    """What a brief tells of the article."""
    return SourceMeta(
        article.id,
        article.title,
        article.outlet,
        article.date,
        article.location,
        article.url,
        article.language,
    )


def topic(document: Document) -> tuple[str, ...]:
    """The ``TOPIC_STEMS`` stems of most weight (count × rarity) that occur at least twice."""
    weights, unseen = rarities(document.article.language)
    common = function_stems(document.article.language)
    stems = chain.from_iterable([s.stems for s in document.sentences])
    counts = Counter(filterfalse(common.__contains__, stems))
    weighted = [(-n * weights.get(stem, unseen), stem) for stem, n in counts.items() if n > 1]
    return tuple(sorted([stem for _, stem in sorted(weighted)[:TOPIC_STEMS]]))


def bucket(stems: Iterable[str]) -> int:
    """A min-hash of the set (Broder 1997): two sets share it as often as their Jaccard index."""
    return min(map(_HASHES.__getitem__, stems), default=0)


def _hash(stem: str) -> int:
    return zlib.crc32(stem.encode("utf-8", "replace"))


_HASHES = Known(_hash)
