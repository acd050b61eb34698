"""Gather the evidence of a document for each sector, per sentence and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.language.tokens import stemmer, tokenise
from briefing.model import NONE, Document, Kind, Sentence
from briefing.sectors.lending import LendingMatcher
from briefing.sectors.matching import AnyMatcher
from briefing.sectors.trie import Entry, Hit

CAP = 6.0
"""Two strong phrases: more of the same in a sentence adds nothing for its document."""

EARLY = 0.2
"""A phrase at the very end of a sentence counts for this much less than one at its beginning: what
a sentence is about comes before where, with whom and for what. From 0 to 0.6 the cross-validated
accuracy changes by 0.01 only; the middle reads best."""

SOLID = 2.0
"""Weight from which a phrase speaks for its sector by itself (``usual`` in the table)."""

STRONG = 3.0 * (1.0 - EARLY)
"""Weight that any phrase has which settles its sector alone (``strong`` in the table)."""

BESIDE = 0.5
"""The share that remains of the weight of a party (who pays, speaks or hosts) beside a phrase of
weight ``SOLID`` for what is done in another sector. Anything from 0.2 to 0.5 gives the same
accuracy; at 0.6 lenders decide again."""

CLEAR = 2.0
"""Lead over the next sector that makes a sentence clear: the weight of a ``usual`` phrase. Of the
thresholds tried, 2 parts round-ups from stories on one matter best (area under the curve 0.93)."""

LEAST = 1.5
"""Evidence in the whole document that a sector needs to be chosen: more than one weak phrase."""

LEAST_LENT = 6.0
"""The same where no phrase of the user's own speaks for the sector, only such as are lent to it.
With 4 instead of 6, 0.05 more of the sentences in articles of other fields are given a sector, for
less than 0.01 more of those of the field."""

CATEGORY = 3.0
"""Weight of a category that is a sector's own name: that of a clear phrase."""

FILED = 1.0
"""Log odds by which a sentence leans to a sector that a category names. Labelled stories have no
categories: at 1 those decide where the text says nothing, and yield to one clear phrase of it."""

OPENING = 4
"""Sentences of a document's opening, where a news story says what it is about."""


class SentenceEvidence(NamedTuple):
    """The phrases of the table in one sentence.

    ``own`` is the weight by sector and ``hits`` the phrases that gave it. ``solid`` counts only
    phrases of weight ``SOLID`` and more. ``top`` and ``rival`` are the two greatest weights, equal
    where two sectors share the first place. ``first`` names the sectors of the earliest phrase,
    ``deciding`` those of the phrases that the table says settle a sentence.
    """

    sentence: Sentence
    hits: list[Hit]
    own: dict[str, float]
    solid: dict[str, float]
    total: float = 0.0
    top: float = 0.0
    rival: float = 0.0
    first: Collection[str] = ()
    deciding: tuple[str, ...] = ()

    def share(self, slug: str) -> float:
        """The sector's part of the sentence's evidence, less where there is little of it."""
        return self.own.get(slug, 0.0) / (self.total + 1.0)

    def clear(self) -> str:
        """The sector that a strong phrase names and that no other comes near; "" if none."""
        if self.top < STRONG or self.top - self.rival < CLEAR:
            return ""
        return max(self.own, key=self.own.__getitem__)

    def lent(self) -> dict[str, float]:
        """The part of ``own`` that comes from phrases of the shipped tables."""
        entries: dict[Entry, int] = {}
        for first, _, entry in self.hits:
            if entry.lent:
                entries.setdefault(entry, first)
        weights: dict[str, float] = {}
        for entry, first in entries.items():
            counts = 1.0 - EARLY * first / len(self.sentence.tokens)
            for slug, weight in entry.weights.items():
                weights[slug] = weights.get(slug, 0.0) + counts * weight
        return weights

    def quoted(self, slug: str, lent: bool | None = None) -> tuple[str, ...]:
        """The phrases of ``slug`` as they stand in the sentence: strongest first, then by place.
        ``lent``: only those of the shipped tables, or only the table's own."""
        hits = [hit for hit in self.hits if slug in hit[2].weights and lent in (None, hit[2].lent)]
        if len(hits) > 1:
            hits.sort(key=lambda hit: -hit[2].weights[slug])
        quoted = [
            entry.text if entry.verbatim else _as_written(self.sentence, first, last)
            for first, last, entry in hits
        ]
        return tuple(dict.fromkeys(quoted)) if len(quoted) > 1 else tuple(quoted)


@dataclass(frozen=True, slots=True)
class DocumentEvidence:
    """The evidence of a document: its content sentences in order, its headings and its title.

    ``headings`` is parallel to ``sentences``: the heading above each. By sector: ``document`` sums
    the sentences' weights, each at most ``CAP``; ``phrases`` has the weight and the number of uses
    of each phrase. ``whole`` and ``most`` are the sum and the greatest of ``document``.
    ``eligible`` are the sectors that may be chosen: those with ``LEAST`` evidence in the document,
    most first, then by slug, and ``none`` last. ``topic`` is parallel to it: the terms of
    :func:`briefing.sectors.features.topic_terms`, empty for a document without sentences.
    ``filed`` are the sectors that the article's categories name.
    ``learned`` is what its words say of each eligible sector beside the phrases of the table: a
    number from -3 to 3, nothing where the learned words are not in force.
    """

    source: Document
    sentences: list[SentenceEvidence]
    headings: list[SentenceEvidence | None]
    title: SentenceEvidence | None
    document: dict[str, float]
    phrases: dict[str, list[tuple[float, int]]]
    whole: float
    most: float
    eligible: list[str]
    topic: list[tuple[float, ...]] = field(default_factory=list)
    learned: dict[str, float] = field(default_factory=dict)
    filed: frozenset[str] = frozenset()


def sentence_evidence(sentence: Sentence, matcher: AnyMatcher | LendingMatcher) -> SentenceEvidence:
    """The sentence's phrases; one said twice counts once, an early one more than a late one."""
    hits = matcher.find(sentence.tokens, sentence.stems)
    if matcher.law is not None:
        hits = _with_law(hits, matcher.law.find(sentence.tokens, sentence.stems))
    if not hits:
        return SentenceEvidence(sentence, hits, {}, {})
    own: dict[str, float] = {}
    solid: dict[str, float] = {}
    seen: set[Entry] = set()
    slope = EARLY / len(sentence.tokens)
    first: Collection[str] = ()
    deciding: tuple[str, ...] = ()
    parties: list[tuple[float, Entry]] = []
    for start, _, entry in hits:
        weights = entry.weights
        if entry in seen or not weights:
            continue
        seen.add(entry)
        counts = 1.0 - slope * start
        for slug, weight in weights.items():
            own[slug] = own.get(slug, 0.0) + counts * weight
            if weight >= SOLID:
                solid[slug] = solid.get(slug, 0.0) + weight
        if not first and entry.telling:
            first = weights
        if entry.deciding:
            deciding += entry.deciding
        if entry.parties:
            parties.append((counts, entry))
    if parties and len(own) > 1 and (done := _done(hits)):
        _set_back(parties, done, own, solid)
        first = next((e.weights for _, _, e in hits if e.telling and not e.parties), first)
    ranked = list(own.values())
    total = sum(ranked)
    if len(ranked) < 2:
        return SentenceEvidence(sentence, hits, own, solid, total, total, 0.0, first, deciding)
    ranked.sort()
    return SentenceEvidence(
        sentence, hits, own, solid, total, ranked[-1], ranked[-2], first, deciding
    )


def _done(hits: list[Hit]) -> set[str]:
    """The sectors of what is done in a sentence."""
    return {
        slug
        for _, _, entry in hits
        for slug, weight in entry.weights.items()
        if weight >= SOLID and slug != NONE and slug not in entry.parties
    }


def _set_back(
    parties: list[tuple[float, Entry]],
    done: set[str],
    own: dict[str, float],
    solid: dict[str, float],
) -> None:
    """Take from the weights of parties what they lose beside what is done in other sectors."""
    for counts, entry in parties:
        for slug in entry.parties:
            if done - {slug}:
                weight = entry.weights[slug]
                own[slug] -= counts * weight * (1.0 - BESIDE)
                if weight >= SOLID:
                    solid[slug] -= weight


def _with_law(hits: list[Hit], law: list[Hit]) -> list[Hit]:
    """The phrases of a sentence and those of its settling phrases that others hid, by place."""
    spans = {(first, last) for first, last, _ in hits}
    hidden = [hit for hit in law if hit[2].deciding and hit[:2] not in spans]
    return sorted([*hits, *hidden], key=lambda hit: hit[:2]) if hidden else hits


def _titled(
    title: SentenceEvidence | None,
    document: Document,
    matcher: AnyMatcher | LendingMatcher,
    names: Mapping[str, str],
) -> SentenceEvidence | None:
    """The title with the categories that the article's feed or page files it under.

    The phrases of a category count like those of the title. One that is the name of a sector
    (``names`` maps them to slugs, in lower case) counts like a clear phrase.
    """
    categories = document.article.categories
    if not categories:
        return title
    stem = stemmer(document.article.language)
    text = " ; ".join([*([title.sentence.text] if title else []), *categories])
    tokens = [*(title.sentence.tokens if title else ())]
    for category in categories:
        tokens += [";", *tokenise(category)] if tokens else tokenise(category)
    stems = tuple(stem(token) if token[0].isalnum() else "" for token in tokens)
    block = Sentence(0, 0, len(text), 0, 0, Kind.HEADING, text, tuple(tokens), stems)
    made = sentence_evidence(block, matcher)
    filed = _filed(document, names)
    if not filed:
        return made
    own = dict(made.own)
    for slug in sorted(filed):
        own[slug] = own.get(slug, 0.0) + CATEGORY
    ranked = sorted(own.values(), reverse=True)
    rival = ranked[1] if len(ranked) > 1 else 0.0
    return made._replace(own=own, total=sum(ranked), top=ranked[0], rival=rival)


def _filed(document: Document, names: Mapping[str, str]) -> frozenset[str]:
    """The sectors that the categories of the article name."""
    categories = [category.casefold() for category in document.article.categories]
    return frozenset(names[category] for category in categories if category in names)


def document_evidence(
    document: Document, matcher: AnyMatcher | LendingMatcher, names: Mapping[str, str] | None = None
) -> DocumentEvidence:
    """The evidence of a document, ``topic`` left empty; captions and boilerplate do not count.

    ``names`` maps what a category may call a sector, in lower case, to its slug.
    """
    sentences: list[SentenceEvidence] = []
    headings: list[SentenceEvidence | None] = []
    heading: SentenceEvidence | None = None
    title: SentenceEvidence | None = None
    for sentence in document.sentences:
        if sentence.kind is Kind.HEADING:
            heading = sentence_evidence(sentence, matcher)
            if sentence.index == 0:
                title, heading = heading, None
        elif sentence.kind is Kind.CONTENT:
            sentences.append(sentence_evidence(sentence, matcher))
            headings.append(heading)
    title = _titled(title, document, matcher, names or {})
    blocks = sentences if title is None else [*sentences, title]
    total: dict[str, float] = {}
    for each in blocks:
        for slug, weight in each.own.items():
            total[slug] = total.get(slug, 0.0) + (weight if weight < CAP else CAP)
    eligible = [s for s, w in total.items() if w >= LEAST and s != NONE]
    if isinstance(matcher, LendingMatcher):
        named = {s for b in blocks for _, _, e in b.hits if not e.lent for s in e.weights}
        eligible = [slug for slug in eligible if slug in named or total[slug] >= LEAST_LENT]
    eligible.sort(key=lambda s: (-total[s], s))
    return DocumentEvidence(
        document, sentences, headings, title, total, _uses(blocks), sum(total.values()),
        max(total.values(), default=0.0), [*eligible, NONE], filed=_filed(document, names or {}),
    )  # fmt: skip


def _uses(blocks: list[SentenceEvidence]) -> dict[str, list[tuple[float, int]]]:
    """By sector, the weight of each of its phrases and how often the document uses it."""
    phrases: dict[str, list[tuple[float, int]]] = {}
    uses = Counter([entry for each in blocks for _, _, entry in each.hits])
    for entry, count in uses.items():
        for slug, weight in entry.weights.items():
            phrases.setdefault(slug, []).append((weight, count))
    return phrases


def _as_written(sentence: Sentence, first: int, last: int) -> str:
    """The text of ``tokens[first:last]`` with the blanks of the sentence."""
    tokens = sentence.tokens
    if last - first == 1:
        return tokens[first]
    plain = " ".join(tokens[first:last])
    if plain in sentence.text:
        return plain
    text = sentence.text
    at = sentence.body - sentence.start
    begin = at
    for place in range(last):
        at = text.index(tokens[place], at)
        if place == first:
            begin = at
        at += len(tokens[place])
    return text[begin:at]
