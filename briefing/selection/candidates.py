"""Candidates: the bounded, mergeable state between single articles and a brief.

``merge`` is commutative, associative and idempotent, with ``Candidates()`` as its unit, so articles
may arrive in any order and any grouping: in a loop, a process pool or a cluster. It keeps, of each
sector, the best ``PER_SECTOR`` candidates, of these at most ``PER_BUCKET`` that share a min-hash
bucket, so that one wire story in a thousand outlets cannot crowd out the rest, and of these every
sentence once. Why that is exact: the bounds are nested (a laminar matroid), so whether a candidate
is kept depends only on how many better ones there are within the bounds, and that number only grows
when sets are united.
"""

from __future__ import annotations

import heapq
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, filterfalse
from operator import itemgetter

from briefing.language.idf import rarities
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
"""Reports of one point that are counted: more than a page can name after it."""

TOPIC_STEMS = 20
"""Stems that stand for what an article is about; 10 to 30 served alike in telling events apart."""

UNFINISHED = (";", ":", ",")
"""What ends with one of these is an item of a list or leads up to one: it does not stand alone."""

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

    Of a sentence met twice (the same story in two files) the better documented source stays.
    """
    room: dict[tuple[object, ...], int] = {}
    taken = room.get
    kept = []
    for item in sorted(items, key=lambda c: c.key):
        sector, bucket = (item.sector,), (item.sector, item.bucket)
        place = (item.sector, item.bucket, item.source.id, item.start)
        in_sector, in_bucket = taken(sector, 0), taken(bucket, 0)
        if in_sector >= PER_SECTOR or in_bucket >= PER_BUCKET or place in room:
            continue
        room[sector], room[bucket], room[place] = in_sector + 1, in_bucket + 1, 1
        kept.append(item)
    return tuple(kept)


class Room:
    """The scores, by sector, below which a run cannot keep a candidate any more.

    A process that has met ``PER_SECTOR`` candidates of a sector in as many buckets need not make
    worse ones: whatever else the run meets, :func:`keep` would drop them. What a run keeps is the
    same without; an archive is done in much less time with it.
    """

    def __init__(self) -> None:
        self._best: dict[str, list[tuple[float, int]]] = {}
        self._buckets: dict[str, set[int]] = {}
        self._lock = threading.Lock()

    def floor(self, sector: str) -> float:
        """The least score that can still be kept."""
        best = self._best.get(sector)
        return best[0][0] if best and len(best) == PER_SECTOR else 0.0

    def take(self, items: Iterable[Candidate]) -> None:
        """Take note of candidates that the run has; of a bucket, one counts."""
        with self._lock:
            for item in items:
                best = self._best.setdefault(item.sector, [])
                buckets = self._buckets.setdefault(item.sector, set())
                if item.bucket in buckets:
                    continue
                heapq.heappush(best, (item.score, item.bucket))
                buckets.add(item.bucket)
                if len(best) > PER_SECTOR:
                    buckets.remove(heapq.heappop(best)[1])


@dataclass(frozen=True, slots=True)
class Judged:
    """A document with what is known of its sentences: ``scores`` and ``labels`` are parallel to
    them; ``resolve`` and ``explain`` answer for one, and are only asked for those that matter."""

    document: Document
    scores: Sequence[float]
    labels: Sequence[SectorLabel]
    resolve: Callable[[Sentence], Resolution]
    explain: Callable[[Sentence], tuple[str, ...]]


def of_article(judged: Judged, room: Room | None = None) -> Candidates:
    """The candidates of one article: content that can stand alone, best ``PER_ARTICLE`` kept.

    Sentences of one quotation are one candidate with their best score, or none when any part cannot
    stand. With ``room``, only those for which it has room, but always the best.
    """
    document, scores = judged.document, judged.scores
    groups: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        if sentence.kind is Kind.CONTENT:
            groups.setdefault(sentence.group, []).append(sentence)
    ranked = sorted(
        [(-max([scores[s.index] for s in g]), g[0].start, g) for g in groups.values()],
        key=itemgetter(0, 1),
    )
    if len(ranked) > PER_ARTICLE:
        room = None  # which are the best is only known when all have been tried
    source, about = meta(document.article), topic(document)
    best: list[Candidate] = []
    for _, _, group in ranked:
        found = _candidate(judged, group, source, about, room if best else None)
        if found is not None:
            best.append(found)
            if len(best) == PER_ARTICLE:
                break
    date = document.article.date
    return Candidates(keep(best), date, date)


def _candidate(
    judged: Judged,
    group: Sequence[Sentence],
    source: SourceMeta,
    about: tuple[str, ...],
    room: Room | None,
) -> Candidate | None:
    scores, article = judged.scores, judged.document.article
    best = max(group, key=lambda s: (scores[s.index], -s.index)) if len(group) > 1 else group[0]
    label, score = judged.labels[best.index], scores[best.index]
    if room and score < room.floor(label.sector):
        return None
    shown, dropped = _shown(article, group, judged.resolve)
    if not shown or len(shown) > LONGEST_QUOTE or shown.endswith(UNFINISHED):
        return None
    if _ends_a_list(judged.document, group[0]):
        return None
    first, last = group[0], group[-1]
    start = first.start if dropped or first.body == first.start else first.body
    common = function_stems(article.language)
    stems = tuple(sorted(set(chain.from_iterable([s.stems for s in group])) - common))
    return Candidate(
        source=source, start=start, end=last.end, quote=article.text[start : last.end],
        text=shown, sector=label.sector, score=score, why=judged.explain(first),
        evidence=label.evidence, stems=stems, topic=about, bucket=bucket(stems),
    )  # fmt: skip


def _ends_a_list(document: Document, sentence: Sentence) -> bool:
    """Whether it is the last item of a list whose items make one sentence: "- a; - b; - c."."""
    if not (sentence.index and document.article.text[sentence.body].islower()):
        return False
    return document.sentences[sentence.index - 1].text.endswith(UNFINISHED)


def _shown(
    article: Article, group: Sequence[Sentence], resolve: Callable[[Sentence], Resolution]
) -> tuple[str, str]:
    """The group as a brief shows it, ``""`` when it cannot, and what is dropped before it."""
    first = resolve(group[0])
    if len(group) == 1:
        return first.shown, first.dropped
    whole = article.text[group[0].start : group[-1].end]
    together = len({s.paragraph for s in group}) == 1 and len(whole.split()) <= LONGEST_GROUP
    if not together or not first.standalone or not first.shown:
        return "", ""
    return first.shown + whole[group[0].end - group[0].start :], first.dropped


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
    weights, unseen = rarities()
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
