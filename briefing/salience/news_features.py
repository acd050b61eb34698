"""What a sentence and its article show of news value: rows of numbers.

The row of a content sentence holds what the scorer sees (:mod:`briefing.salience.features`), the
score and its rank, and the row of its article: its length and names, who acts and what is done in
its first sentences, the largest figures there, and what its words are worth. All of it comes from
the one document, in time linear in its words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from operator import mul
from typing import NamedTuple

from briefing.language.dollars import dollars
from briefing.language.figures_elsewhere import figures_of
from briefing.language.idf import rarities
from briefing.language.measured import measured
from briefing.language.quantities import AMOUNT, COUNT, SHARE
from briefing.language.tokens import stemmer, tokeniser
from briefing.salience.explanation import DefaultScores
from briefing.salience.features import FEATURES, NUMBERS
from briefing.salience.news_words import GROUPS, counts
from briefing.salience.sentence_flags import FLAGS

OPENING = 2
"""Sentences that are the opening of an article: the lead and what completes it."""

_FLAGS = tuple((name, bit) for name, bit in FLAGS.items() if name in FEATURES)
_BITS = tuple(bit for _, bit in _FLAGS)
_SIZES = ("money", "amounts", "share", "shares", "count", "counts", "toll")
_LOST = ("killed", "missing")
_OF_ARTICLE = (
    "sentences", "log_words", "title_words", "article_names", "chief_name",
    *(f"opening_{group}" for group in GROUPS), *(f"opening_{size}" for size in _SIZES),
)  # fmt: skip
COLUMNS: tuple[str, ...] = (
    *NUMBERS, *(name for name, _ in _FLAGS), "score", "odds", "rank", "place", "below_best",
    *_OF_ARTICLE, "word_value",
)  # fmt: skip
"""The columns of a sentence's row. ``word_value`` is what :class:`Words` make of its article."""
ARTICLE: tuple[str, ...] = (*_OF_ARTICLE, "best_score", "word_value")
"""The columns of an article's row; the score is that of its best sentence."""


class Said(NamedTuple):
    """What an article says, in three places: its title, its opening, all of it.

    Each place has the weight of its stems, without numbers and function words: the logarithm of how
    often a stem stands there, plus one, times its rarity in news.
    """

    title: Mapping[str, float]
    opening: Mapping[str, float]
    text: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Words:
    """What stems in the title, in the opening and in the whole text add to a value of an article.

    The value is ``base`` plus, for each place, the sum of weight times worth over its known stems,
    divided by the length of the vector of their weights, so that long texts are not worth more.
    """

    base: float
    title: Mapping[str, float]
    opening: Mapping[str, float]
    text: Mapping[str, float]

    def value(self, said: Said) -> float:
        """The value of an article that says these stems."""
        worth = (self.title, self.opening, self.text)
        return self.base + math.fsum(map(_share, worth, said))


def _share(worth: Mapping[str, float], weights: Mapping[str, float]) -> float:
    known = weights.keys() & worth.keys()  # in any order: fsum gives the same sum
    own = list(map(weights.__getitem__, known))
    length = math.sqrt(math.fsum(map(mul, own, own)))
    return math.fsum(map(mul, own, map(worth.__getitem__, known))) / length if length else 0.0


class NewsFeatures:
    """What the sentences of one article, and the article itself, show of news value."""

    def __init__(self, scores: DefaultScores) -> None:
        self.scores = scores
        self.said = _said(scores)
        self.article = _article(scores)
        """The numbers of the article: :data:`ARTICLE` without the last."""

    def rows(self, words: Words, least: float = 0.0) -> dict[int, list[float]]:
        """A row (:data:`COLUMNS`) for every content sentence that scores at least ``least``, by its
        index in the document."""
        story, sheet = self.scores.story, self.scores.sheet
        own = [self.scores.values[view.sentence.index] for view in story.views]
        order = sorted(range(len(own)), key=lambda i: (-own[i], i))
        ranks = {at: rank for rank, at in enumerate(order)}
        best = max(own, default=0.0)
        shared = [*self.article[:-1], words.value(self.said)]
        return {
            story.views[i].sentence.index: [
                *numbers, *[1.0 if flags & bit else 0.0 for bit in _BITS],
                score, _odds(score), float(ranks[i]), float(i), score - best, *shared,
            ]
            for i, (numbers, flags, score) in enumerate(
                zip(sheet.numbers, sheet.flags, own, strict=True)
            )
            if score >= least
        }  # fmt: skip

    def row(self, words: Words) -> list[float]:
        """The row (:data:`ARTICLE`) of the article."""
        return [*self.article, words.value(self.said)]


def _said(scores: DefaultScores) -> Said:
    article, story = scores.document.article, scores.story
    table, unseen = rarities()
    title = Counter(map(stemmer(article.language), tokeniser(article.language)(article.title)))
    for stem in story.function:
        title.pop(stem, None)
    opening = Counter(chain.from_iterable([view.stems for view in story.views[:OPENING]]))
    title_, opening_, text = (
        {
            stem: (1.0 + math.log(times)) * table.get(stem, unseen)
            for stem, times in counts.items()
            if stem and not stem[0].isdigit()
        }
        for counts in (title, opening, story.times)
    )
    return Said(title_, opening_, text)


def _odds(score: float) -> float:
    return math.log((score + 1e-6) / (1.0 - score + 1e-6))


def _article(scores: DefaultScores) -> list[float]:
    """The numbers of the article that do not rest on what its words are worth."""
    own = scores.document.article
    views, carriers = scores.story.views, scores.story.carriers
    opening = views[:OPENING]
    return [
        float(len(views)), math.log1p(sum(view.size for view in views)),
        float(len(tokeniser(own.language)(own.title))), float(len(carriers)),
        max(carriers.values(), default=0) / max(1, len(views)),
        *counts([word for view in opening for word in view.words()]),
        *_sizes(" ".join(view.text for view in opening), own.language),
        max((scores.values[view.sentence.index] for view in views), default=0.0),
    ]  # fmt: skip


def _sizes(text: str, code: str) -> list[float]:
    """The largest sum of money (log of dollars), share (of 100%) and count (log), and how many of
    each; the largest number (log) of people killed or missing."""
    money = share = count = toll = 0.0
    amounts = shares = things = 0
    for figure in figures_of(text, code):
        if figure.kind == AMOUNT:
            money = max(money, dollars(figure))
            amounts += 1
        elif figure.kind == SHARE:
            share = max(share, min(figure.number, 200.0))
            shares += 1
        elif figure.kind == COUNT:
            count = max(count, figure.number)
            things += 1
    if things:
        toll = max((m.figure.number for m in measured(text) if m.kind in _LOST), default=0.0)
    return [
        math.log10(1.0 + max(0.0, money)), float(amounts), share / 100.0, float(shares),
        math.log10(1.0 + max(0.0, count)), float(things), math.log10(1.0 + max(0.0, toll)),
    ]  # fmt: skip
