"""Ranking: the sentences of an article with score, sector and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.config import Config
from briefing.model import Article, RankedSentence, Skipped
from briefing.pipeline.article import Analysis, analyse
from briefing.pipeline.sources import articles, in_language

if TYPE_CHECKING:
    from briefing.sectors import Explanation, Phrase, SectorTable


def sector_table(config: Config) -> SectorTable:
    """The sector table that the options name, or the shipped one."""
    from briefing.sectors import load_table

    return load_table(config.sectors or None)


def analyses(
    sources: Sequence[str], config: Config, table: SectorTable
) -> Iterator[Analysis | Skipped]:
    """Every article of the sources, analysed, one after the other."""
    for item in articles(sources, config):
        yield item if isinstance(item, Skipped) else analyse(item, config.method, table)


def rank_article(
    article: Article, config: Config, table: SectorTable, k: int = 0
) -> list[RankedSentence]:
    """The article's sentences; with ``k``, only the k that make the best selection."""
    return ranked(analyse(in_language(article, config), config.method, table), k)


def ranked(analysis: Analysis, k: int = 0) -> list[RankedSentence]:
    """The rows of an analysed article in document order; with ``k`` only the k selected."""
    from briefing.coreference import resolve

    stands = resolve(analysis.document, wanted=())
    scores, labels = analysis.scores.values, analysis.labels
    rows = [
        RankedSentence(
            s.text, s.start, s.end, s.paragraph, s.kind, round(score, 4), label.sector,
            stand.standalone, analysis.scores.reasons(s.index), label.evidence,
            s.language,
        )
        for s, score, label, stand in zip(
            analysis.document.sentences, scores, labels, stands, strict=True
        )
    ]  # fmt: skip
    if k <= 0:
        return rows
    return [rows[i] for i in analysis.scores.best(k)]


CLEARLY = 0.1
"""How much higher a score must be to be clearly better: the scores of the default method are off
by less on average (``reliability`` in ``data/scorer.json``)."""


def passed_over(
    rows: Sequence[RankedSentence], chosen: Sequence[RankedSentence]
) -> list[RankedSentence]:
    """The rows not chosen that score clearly better than one that is."""
    if not chosen:
        return []
    least = min(row.score for row in chosen)
    kept = {row.start for row in chosen}
    return [row for row in rows if row.start not in kept and row.score > least + CLEARLY]


def why_passed_over(
    analysis: Analysis, row: RankedSentence, chosen: Sequence[RankedSentence]
) -> str:
    """Why a sentence is not among those chosen: they tell at least half of its words (function
    words do not count), or it is long for what it adds to them."""
    from briefing.language.tokens import function_stems

    function = function_stems(analysis.document.article.language)
    stems = {s.start: set(s.stems) - function for s in analysis.document.sentences}
    covered = set().union(*(stems[other.start] for other in chosen))
    own = stems[row.start]
    if 2 * len(own & covered) >= len(own):
        return "which tell most of it"
    return f"being long, with {len(row.text.split())} words, for what it adds"


@dataclass(frozen=True, slots=True)
class Trial:
    """A sector table tried on articles.

    ``articles`` has for each its analysis, its sector and the explanation of each content sentence,
    or why it was skipped. ``phrases`` are those of the table that hold in the languages of the
    articles; ``matched`` counts those that stand in any of them.
    """

    articles: tuple[tuple[Analysis, str, list[Explanation]] | Skipped, ...]
    phrases: tuple[Phrase, ...]
    matched: Counter[tuple[str, str]]


def try_table(sources: Sequence[str], config: Config, table: SectorTable) -> Trial:
    """Label the sentences of all sources and say why."""
    from briefing.sectors import matched

    seen: Counter[tuple[str, str]] = Counter()
    languages: dict[str, None] = {}
    tried: list[tuple[Analysis, str, list[Explanation]] | Skipped] = []
    for item in analyses(sources, config, table):
        if isinstance(item, Skipped):
            tried.append(item)
            continue
        seen += matched(item.evidence)
        languages[item.document.article.language] = None
        reasons = table.explain(item.evidence, item.labels)
        tried.append((item, table.article_sector(item.evidence), reasons))
    phrases = dict.fromkeys(p for language in languages for p in table.phrases_in(language))
    return Trial(tuple(tried), tuple(phrases), seen)
