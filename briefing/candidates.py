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
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.background import rarities
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
from briefing.words import function_stems

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


def merge(*parts: Candidates) -> Candidates:
    """The best candidates of all parts; any order and grouping gives the same value."""
    dates = [d for p in parts for d in (p.first_date, p.last_date) if d]
    items = keep(item for part in parts for item in part.items)
    return Candidates(items, min(dates, default=""), max(dates, default=""))


def keep(items: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The bounded selection of :func:`merge`, sorted by :attr:`Candidate.key`.

    Of a sentence met twice (the same story in two files) the better documented source stays.
    """
    room: Counter[tuple[object, ...]] = Counter()
    kept = []
    for item in sorted(items, key=lambda c: c.key):
        sector, bucket = (item.sector,), (item.sector, item.bucket)
        place = (item.sector, item.bucket, item.source.id, item.start)
        if room[sector] >= PER_SECTOR or room[bucket] >= PER_BUCKET or room[place]:
            continue
        room.update((sector, bucket, place))
        kept.append(item)
    return tuple(kept)


def of_article(
    document: Document,
    scores: Sequence[float],
    labels: Sequence[SectorLabel],
    resolutions: Sequence[Resolution],
) -> Candidates:
    """The candidates of one article: content that can stand alone, best ``PER_ARTICLE`` kept.

    ``scores``, ``labels`` and ``resolutions`` are parallel to the document's sentences. Sentences
    of one quotation are one candidate with their best score, or none when any part cannot stand.
    ``why`` is left empty: the caller adds it to the few that are kept.
    """
    groups: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        if sentence.kind is Kind.CONTENT:
            groups.setdefault(sentence.group, []).append(sentence)
    about = topic(document)
    best = heapq.nsmallest(
        PER_ARTICLE,
        (
            c
            for g in groups.values()
            if (c := _candidate(document, g, scores, labels, resolutions, about))
        ),
        key=lambda c: c.key,
    )
    date = document.article.date
    return Candidates(keep(best), date, date)


def _candidate(
    document: Document,
    group: Sequence[Sentence],
    scores: Sequence[float],
    labels: Sequence[SectorLabel],
    resolutions: Sequence[Resolution],
    about: tuple[str, ...],
) -> Candidate | None:
    shown = _shown(document.article, group, resolutions)
    if not shown or shown.endswith(UNFINISHED) or _ends_a_list(document, group[0]):
        return None
    best = max(group, key=lambda s: (scores[s.index], -s.index))
    label = labels[best.index]
    first, last = group[0], group[-1]
    start = first.start if first.body == first.start or "[…]" in shown[:3] else first.body
    quote = document.article.text[start : last.end]
    common = function_stems(document.article.language)
    stems = tuple(sorted({stem for s in group for stem in s.stems} - common))
    return Candidate(
        source=meta(document.article), start=start, end=last.end, quote=quote, text=shown,
        sector=label.sector, score=scores[best.index], why=(), evidence=label.evidence,
        stems=stems,
        topic=about, bucket=bucket(stems),
    )  # fmt: skip


def _ends_a_list(document: Document, sentence: Sentence) -> bool:
    """Whether it is the last item of a list whose items make one sentence: "- a; - b; - c."."""
    before = document.sentences[: sentence.index][-1:]
    small = document.article.text[sentence.body].islower()
    return small and any(s.text.endswith(UNFINISHED) for s in before)


def _shown(article: Article, group: Sequence[Sentence], resolutions: Sequence[Resolution]) -> str:
    parts = [resolutions[s.index] for s in group]
    if len(group) == 1:
        return parts[0].shown
    whole = article.text[group[0].start : group[-1].end]
    together = len({s.paragraph for s in group}) == 1 and len(whole.split()) <= LONGEST_GROUP
    if not together or not parts[0].standalone or not parts[0].shown:
        return ""
    return parts[0].shown + whole[group[0].end - group[0].start :]


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
    counts = Counter(stem for s in document.sentences for stem in s.stems if stem not in common)
    weighted = [(-n * weights.get(stem, unseen), stem) for stem, n in counts.items() if n > 1]
    return tuple(sorted(stem for _, stem in heapq.nsmallest(TOPIC_STEMS, weighted)))


def bucket(stems: Iterable[str]) -> int:
    """A min-hash of the set (Broder 1997): two sets share it as often as their Jaccard index."""
    return min((zlib.crc32(stem.encode("utf-8", "replace")) for stem in stems), default=0)


def with_reasons(part: Candidates, reasons: Sequence[tuple[str, ...]]) -> Candidates:
    """The same candidates with ``why`` filled in, parallel to ``part.items``."""
    items = tuple(replace(c, why=why) for c, why in zip(part.items, reasons, strict=True))
    return replace(part, items=items)
