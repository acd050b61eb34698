"""What a sentence and its article show of news value: rows of numbers.

The row of a content sentence holds what the scorer sees (:mod:`briefing.salience.features`), the
score and its rank, and the row of its article: its length and names, who acts and what is done in
its first sentences, the largest figures there, and what its words are worth. All of it comes from
the one document, in time linear in its words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, filterfalse
from operator import mul
from typing import NamedTuple, TypeAlias

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
_OF_SENTENCE = ("score", "odds", "rank", "place", "below_best")
COLUMNS: tuple[str, ...] = (
    *NUMBERS, *(name for name, _ in _FLAGS), *_OF_SENTENCE, *_OF_ARTICLE, "word_value",
)  # fmt: skip
"""The columns of a sentence's row. ``word_value`` is what :class:`Words` make of its article."""
APART: tuple[str, ...] = (*NUMBERS, *_OF_SENTENCE, *_OF_ARTICLE, "word_value")
"""The columns without the flags, those that are the same in all of an article last: the order of
:class:`Line`'s ``numbers`` and of :meth:`NewsFeatures.shared` together."""
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


Times: TypeAlias = tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]]
"""How often stems stand in the places of :class:`Said`, in its order."""


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


class WordValues:
    """The values of several :class:`Words`, in one pass where they know the same stems."""

    def __init__(self, *words: Words) -> None:
        self.bases = [each.base for each in words]
        self.places = [_tables([getattr(each, name) for each in words]) for name in Said._fields]

    def of(self, times: Times) -> list[float]:
        """The value by each of the words, as :meth:`Words.value` gives it for the same article."""
        shares = [
            [share for table in tables for share in table.shares(counts)]
            for tables, counts in zip(self.places, times, strict=True)
        ]
        return [base + math.fsum(parts) for base, *parts in zip(self.bases, *shares, strict=True)]


class _Table:
    """What stems are worth in one place of an article, to several words that know the same."""

    def __init__(self, worth: Sequence[Mapping[str, float]]) -> None:
        rare, unseen = rarities()
        self.worth = worth
        self.rare = {stem: rare.get(stem, unseen) for stem in worth[0]}

    def shares(self, times: Mapping[str, int]) -> list[float]:
        """What the stems that stand there add to each value."""
        known = times.keys() & self.rare.keys()  # in any order: fsum gives the same sum
        said = map(_said_weight, map(times.__getitem__, known))
        own = list(map(mul, said, map(self.rare.__getitem__, known)))
        length = math.sqrt(math.fsum(map(mul, own, own)))
        if not length:
            return [0.0] * len(self.worth)
        return [
            math.fsum(map(mul, own, map(worth.__getitem__, known))) / length for worth in self.worth
        ]


@cache
def _said_weight(times: int) -> float:
    """The weight of how often a stem is said."""
    return 1.0 + math.log(times)


def _tables(worth: Sequence[Mapping[str, float]]) -> list[_Table]:
    """One table where all know the same stems, else one for each."""
    if all(each.keys() == worth[0].keys() for each in worth):
        return [_Table(worth)]
    return [_Table([each]) for each in worth]


class Line(NamedTuple):
    """What one sentence shows: its numbers, and its flags as bits of one number."""

    numbers: list[float]
    flags: int


class NewsFeatures:
    """What the sentences of one article, and the article itself, show of news value."""

    def __init__(self, scores: DefaultScores) -> None:
        self.scores = scores
        article = scores.document.article
        title = tokeniser(article.language)(article.title)
        self.times = _times(scores, title)
        self.article = _article(scores, len(title))
        """The numbers of the article: :data:`ARTICLE` without the last."""

    @cached_property
    def said(self) -> Said:
        """What the article says."""
        table, unseen = rarities(self.scores.document.article.language)
        return Said(*(
            {
                stem: _said_weight(times) * table.get(stem, unseen)
                for stem, times in counts.items()
                if stem and not stem[0].isdigit()
            }
            for counts in self.times
        ))  # fmt: skip

    def lines(self, least: float = 0.0) -> dict[int, Line]:
        """What every content sentence shows that scores at least ``least``, by its index in the
        document."""
        story, sheet = self.scores.story, self.scores.sheet
        own = [self.scores.values[view.sentence.index] for view in story.views]
        order = sorted(range(len(own)), key=lambda i: (-own[i], i))
        ranks = {at: float(rank) for rank, at in enumerate(order)}
        best = max(own, default=0.0)
        return {
            story.views[i].sentence.index: Line(
                [*numbers, score, _odds(score), ranks[i], float(i), score - best], flags
            )
            for i, (numbers, flags, score) in enumerate(
                zip(sheet.numbers, sheet.flags, own, strict=True)
            )
            if score >= least
        }

    def shared(self, word_value: float) -> list[float]:
        """What all sentences of the article share: the last of the columns :data:`APART`."""
        return [*self.article[:-1], word_value]

    def rows(self, words: Words, least: float = 0.0) -> dict[int, list[float]]:
        """A row (:data:`COLUMNS`) for every content sentence that scores at least ``least``, by its
        index in the document."""
        shared = self.shared(words.value(self.said))
        size = len(NUMBERS)
        return {
            index: [
                *numbers[:size], *[1.0 if flags & bit else 0.0 for bit in _BITS],
                *numbers[size:], *shared,
            ]
            for index, (numbers, flags) in self.lines(least).items()
        }  # fmt: skip

    def row(self, words: Words) -> list[float]:
        """The row (:data:`ARTICLE`) of the article."""
        return [*self.article, words.value(self.said)]


def _times(scores: DefaultScores, title: Sequence[str]) -> Times:
    """How often stems stand in each place, without function words."""
    story = scores.story
    stems = map(stemmer(scores.document.article.language), title)
    return (
        Counter(filterfalse(story.function.__contains__, stems)),
        Counter(chain.from_iterable([view.stems for view in story.views[:OPENING]])),
        story.times,
    )


def _odds(score: float) -> float:
    return math.log((score + 1e-6) / (1.0 - score + 1e-6))


def _article(scores: DefaultScores, title_words: int) -> list[float]:
    """The numbers of the article that do not rest on what its words are worth."""
    own = scores.document.article
    views, carriers = scores.story.views, scores.story.carriers
    opening, english = views[:OPENING], own.language == "en"
    return [
        float(len(views)), math.log1p(sum(view.size for view in views)),
        float(title_words), float(len(carriers)),
        max(carriers.values(), default=0) / max(1, len(views)),
        *counts([word for view in opening for word in view.words() if english]),
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
