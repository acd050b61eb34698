"""Explain labels: what the table says of a sentence, apart from what was learned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.model import NONE, SectorLabel
from briefing.sectors.evidence import DocumentEvidence, SentenceEvidence
from briefing.sectors.features import Weights, topic_probabilities
from briefing.sectors.table import Phrase

LEAST_TOPIC = 0.05
"""Chance from which a sector is named as what the article may be about."""

MOST_TOPICS = 3


@dataclass(frozen=True, slots=True)
class TableEvidence:
    """The phrases of one sector in a sentence, as written there, and their summed weight."""

    sector: str
    weight: float
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a content sentence has its sector.

    ``index`` is that of the sentence in its document. ``settled`` are the strong phrases that
    decided. ``table`` is the evidence of the table, the heaviest sector first; ``lent`` that of the
    phrases which the shipped tables lend to a small one. ``context`` is true
    for a sentence that has no phrase of its sector: the article and its neighbours decided.
    ``topics`` is what was learned: how likely the article is about each sector, in [0, 1].
    """

    index: int
    sector: str
    settled: tuple[str, ...]
    table: tuple[TableEvidence, ...]
    lent: tuple[TableEvidence, ...]
    context: bool
    topics: tuple[tuple[str, float], ...]


def explain(
    evidence: DocumentEvidence, labels: Sequence[SectorLabel], weights: Weights
) -> list[Explanation]:
    """One explanation per content sentence, in order; ``labels`` are parallel to all sentences."""
    if not evidence.sentences:
        return []
    chances = zip(evidence.eligible, topic_probabilities(evidence, weights), strict=True)
    likely = [(slug, round(chance, 2)) for slug, chance in chances if chance >= LEAST_TOPIC]
    topics = tuple(sorted(likely, key=lambda pair: -pair[1])[:MOST_TOPICS])
    explanations = []
    for here in evidence.sentences:
        sector = labels[here.sentence.index].sector
        lent = here.lent()
        own = {s: w - lent[s] if s in lent else w for s, w in here.own.items()}
        context = sector != NONE and sector not in here.own
        settled = _settling(here, sector)
        explanations.append(
            Explanation(
                here.sentence.index, sector, settled, _evidence(here, own, False),
                _evidence(here, lent, True), context, topics,
            )
        )  # fmt: skip
    return explanations


def _evidence(
    here: SentenceEvidence, weights: Mapping[str, float], lent: bool
) -> tuple[TableEvidence, ...]:
    """The phrases of each sector, the heaviest first; those of the table or those lent to it."""
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    rows = ((slug, weight, here.quoted(slug, lent)) for slug, weight in ranked)
    return tuple(TableEvidence(slug, round(w, 1), phrases) for slug, w, phrases in rows if phrases)


def _settling(here: SentenceEvidence, sector: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.text for _, _, e in here.hits if sector in e.deciding))


def matched(evidence: DocumentEvidence) -> Counter[tuple[str, str]]:
    """How often each phrase of the table, as (sector, phrase), stands in a document."""
    above = {id(block): block for block in evidence.headings if block is not None}
    blocks = [*evidence.sentences, *above.values()]
    if evidence.title:
        blocks.append(evidence.title)
    hits = (e for b in blocks for _, _, e in b.hits if not e.lent)
    return Counter((slug, e.text) for e in hits for slug in e.weights)


def never_matched(
    phrases: Iterable[Phrase], seen: Counter[tuple[str, str]]
) -> dict[str, list[str]]:
    """By sector, the phrases of the table that stand in none of the documents, as written."""
    missing: dict[str, list[str]] = {}
    for phrase in phrases:
        text = " ".join(phrase.text.split())
        if phrase.weight and (phrase.slug, text) not in seen:
            missing.setdefault(phrase.slug, []).append(text)
    return missing
