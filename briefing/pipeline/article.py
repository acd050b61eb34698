"""One article: segmented, scored, classified, and its candidates with their reasons.

Everything here sees one article and depends on nothing else in the run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefing.model import (
    Article,
    Candidate,
    Candidates,
    Document,
    Kind,
    Resolution,
    SectorLabel,
)

if TYPE_CHECKING:
    from briefing.edits import Mark
    from briefing.salience import Method
    from briefing.salience.news_features import WordValues
    from briefing.salience.scores import Scores
    from briefing.sectors import DocumentEvidence, SectorTable
    from briefing.selection.candidates import Maker
    from briefing.selection.cutoffs import Cutoffs
    from briefing.selection.news_value import NewsValue

FEWEST_RESOLVED = 3
"""Sentences of an article that are made to stand alone however little salience they have."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is known of one article's sentences.

    ``scores`` and ``labels`` are by sentence, ``evidence`` is what the sector table finds in them.
    """

    document: Document
    scores: Scores
    labels: tuple[SectorLabel, ...]
    evidence: DocumentEvidence


def analyse(article: Article, method: str | Method, table: SectorTable) -> Analysis:
    """Segment, score and classify one article."""
    from briefing.pipeline.sentence_language import with_languages
    from briefing.salience import score
    from briefing.segmentation import segment

    document = with_languages(segment(article))
    evidence = table.evidence(document)
    return Analysis(document, score(document, method), tuple(table.classify(evidence)), evidence)


class NewsValues(NamedTuple):
    """The news value, in [0, 1], of every sentence of an article, and how likely the article tells
    the main event of its day."""

    sentences: Sequence[float]
    main: float = 0.0


def news_values(scores: Scores) -> NewsValues:
    """The news values of an article; by another method than the default, the scores.

    Sentences that are not content, or that the scorer rates low, are worth 0.
    """
    from briefing.salience.explanation import DefaultScores

    if not isinstance(scores, DefaultScores):
        return NewsValues(scores.values)
    from briefing.salience.news_features import NewsFeatures
    from briefing.selection.plan import LEAST_SALIENCE

    model, words = _news_model()
    features = NewsFeatures(scores)
    of_sentences, of_article = words.of(features.times)
    lines = features.lines(min(LEAST_SALIENCE, max(scores.values, default=0.0)))
    valued = model.sentence.of(
        *[line.numbers for line in lines.values()],
        shared=features.shared(of_sentences),
        flags=[line.flags for line in lines.values()],
    )
    values = [0.0] * len(scores.values)
    for index, value in zip(lines, valued, strict=True):
        values[index] = value
    (main,) = model.main.of([*features.article, of_article])
    return NewsValues(values, main)


@lru_cache(maxsize=1)
def _news_model() -> tuple[NewsValue, WordValues]:
    """The shipped model of the news value, with the word values of its sentences and articles."""
    from briefing.salience.news_features import APART, ARTICLE, Words, WordValues
    from briefing.salience.sentence_flags import FLAGS
    from briefing.selection.news_value import shipped

    model = shipped(APART, ARTICLE, FLAGS)
    return model, WordValues(Words(**model.sentence.words), Words(**model.main.words))


def candidates_of(
    analysis: Analysis,
    news: NewsValues,
    cutoffs: Cutoffs | None = None,
    wanted: Callable[[str], bool] = lambda _: True,
    pins: Sequence[Mark] = (),
) -> Candidates:
    """The candidates of one article with their reasons: the best ``PER_ARTICLE`` that stand alone.

    With ``cutoffs``, only those that the run can still keep, but always the best. ``wanted`` tells
    whether points of a sector are wanted. The sentences that ``pins`` name are among them in any
    case, as they stand.
    """
    from briefing.coreference import Referents, resolve_one
    from briefing.selection.candidates import PER_ARTICLE, Maker, keep, shortlist, wording
    from briefing.selection.plan import LEAST_SALIENCE

    document, scores = analysis.document, analysis.scores
    best = sorted(scores.values, reverse=True)[:FEWEST_RESOLVED][-1:] or [0.0]
    floor = min(LEAST_SALIENCE, best[0])
    nominees = [
        nominee
        for nominee in shortlist(document, news.sentences, scores.values, analysis.labels)
        if wanted(nominee.label.sector) and not nominee.first.language
    ]
    if len(nominees) > PER_ARTICLE:
        cutoffs = None  # which are the best is only known when all have been tried
    referents, maker = Referents(document), Maker(document, news.main)
    made: list[Candidate] = []
    for nominee in nominees:
        first = nominee.first
        if made and cutoffs and nominee.value < cutoffs.floor(nominee.label.sector):
            continue
        resolution = resolve_one(first, referents, scores.values[first.index] >= floor)
        text = wording(document, nominee, resolution)
        if not text:
            continue
        why, lead = scores.reasons(first.index), scores.is_lead(first.index)
        made.append(maker.candidate(nominee, text, resolution, why, lead=lead))
        if len(made) == PER_ARTICLE:
            break
    if pins:
        made = _pinned(analysis, news.sentences, made, pins, maker)
    return Candidates(keep(made), document.article.date, document.article.date)


def _pinned(
    analysis: Analysis,
    values: Sequence[float],
    made: list[Candidate],
    pins: Sequence[Mark],
    maker: Maker,
) -> list[Candidate]:
    """The candidates ``made``, those marked that ``pins`` name, and one for each sentence that they
    name beside these."""
    from briefing.selection.candidates import Nominee

    document, scores = analysis.document, analysis.scores
    names = (document.article.id, document.article.location)
    marked = [replace(c, pinned=True) if any(p.names(c) for p in pins) else c for c in made]
    covered = [(c.start, c.end) for c in marked if c.pinned]
    for sentence in document.sentences:
        at, span = sentence.index, (sentence.body, sentence.end)
        if sentence.kind not in (Kind.CONTENT, Kind.CAPTION):
            continue
        if any(start < span[1] and span[0] < end for start, end in covered):
            continue
        if any(pin.names_span(names, span, sentence.text) for pin in pins):
            nominee = Nominee((sentence,), values[at], scores.values[at], analysis.labels[at])
            text = document.article.text[sentence.body : sentence.end]
            why, lead = scores.reasons(at), scores.is_lead(at)
            as_is = Resolution(standalone=True, wording=text)
            candidate = maker.candidate(nominee, text, as_is, why, lead=lead)
            marked.append(replace(candidate, pinned=True))
    return marked


def article_sector(analysis: Analysis, table: SectorTable) -> str:
    """The sector of a whole article."""
    return table.article_sector(analysis.evidence)
