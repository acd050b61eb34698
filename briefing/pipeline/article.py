"""One article: segmented, scored, classified, and its candidates with their reasons.

Everything here sees one article and depends on nothing else in the run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import Article, Candidates, Document, Resolution, SectorLabel, Sentence

if TYPE_CHECKING:
    from briefing.sectors import DocumentEvidence, SectorTable
    from briefing.selection.candidates import Room

FEWEST_RESOLVED = 3
"""Sentences of an article that are made to stand alone however little salience they have."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is known of one article's sentences; ``scores`` and ``labels`` are parallel to them,
    ``evidence`` is what the sector table finds in them."""

    document: Document
    scores: tuple[float, ...]
    labels: tuple[SectorLabel, ...]
    evidence: DocumentEvidence


def analyse(article: Article, method: str, table: SectorTable) -> Analysis:
    """Segment, score and classify one article."""
    from briefing.salience import method as method_called
    from briefing.segmentation import segment

    document = segment(article)
    scores = method_called(method)(document)
    evidence = table.evidence(document)
    return Analysis(document, tuple(scores), tuple(table.classify(evidence)), evidence)


def candidates_of(analysis: Analysis, room: Room | None = None) -> Candidates:
    """The candidates of one article, with their reasons; with ``room``, those it has room for."""
    from briefing.coreference import Referents, resolve_one
    from briefing.salience import explain
    from briefing.selection.candidates import Judged, of_article
    from briefing.selection.plan import LEAST_SALIENCE

    document = analysis.document
    best = sorted(analysis.scores, reverse=True)[:FEWEST_RESOLVED][-1:] or [0.0]
    floor = min(LEAST_SALIENCE, best[0])
    referents = Referents(document)

    def resolve(sentence: Sentence) -> Resolution:
        return resolve_one(sentence, referents, analysis.scores[sentence.index] >= floor)

    def why(sentence: Sentence) -> tuple[str, ...]:
        return explain(document, sentence.index)

    judged = Judged(document, analysis.scores, analysis.labels, resolve, why)
    return of_article(judged, room)


def article_sector(analysis: Analysis, table: SectorTable) -> str:
    """The sector of a whole article."""
    return table.article_sector(analysis.evidence)
