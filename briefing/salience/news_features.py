"""What a sentence and its article show of news value: a row of numbers for a content sentence.

A row holds what the scorer sees (:mod:`briefing.salience.features`), the score and its rank, and
what the opening of the article tells: its length and names, who acts and what is done in its first
sentences, the largest figures there, and what the words of title and opening are worth. All of it
comes from the one document, in time linear in its words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from briefing.language.quantities import AMOUNT, COUNT, SHARE, figures
from briefing.language.tokens import function_stems, stemmer, tokeniser
from briefing.salience.explanation import DefaultScores
from briefing.salience.features import FEATURES, NUMBERS
from briefing.salience.news_words import GROUPS, counts
from briefing.salience.sentence_flags import FLAGS

OPENING = 2
"""Sentences that are the opening of an article: the lead and what completes it."""

_FLAGS = tuple((name, bit) for name, bit in FLAGS.items() if name in FEATURES)
_BITS = tuple(bit for _, bit in _FLAGS)
_SIZES = ("money", "amounts", "share", "shares", "count", "counts")
COLUMNS: tuple[str, ...] = (
    *NUMBERS, *(name for name, _ in _FLAGS), "score", "odds", "rank", "place", "below_best",
    "sentences", "log_words", "title_words", "article_names", "chief_name",
    *(f"opening_{group}" for group in GROUPS), *(f"opening_{size}" for size in _SIZES),
    "word_value",
)  # fmt: skip
"""The columns of a row. ``word_value`` is what :class:`Words` make of title and opening."""

US_DOLLARS = {
    "usd": 1.0, "eur": 1.2, "gbp": 1.7, "cad": 0.8, "aud": 0.75, "chf": 0.8, "jpy": 0.0085,
    "krw": 0.0009, "inr": 0.015, "kzt": 0.0022, "rub": 0.013, "try": 0.04, "myr": 0.24, "dem": 0.55,
    "cny": 0.14, "sar": 0.27, "aed": 0.27, "hkd": 0.13, "sgd": 0.7, "nzd": 0.65, "idr": 0.00007,
    "zar": 0.07, "sek": 0.11, "brl": 0.2, "peso": 0.05, "crown": 0.1, "pln": 0.25,
}  # fmt: skip
"""Dollars for a unit of a currency, to the order of magnitude over the last decades: only the
logarithm of a sum is used."""
_OTHER_MONEY = 0.1


@dataclass(frozen=True, slots=True)
class Words:
    """What stems in the title and in the opening add to the value of an article.

    The value is ``base`` plus, for either place, the sum over its known stems by the square root of
    their number, so that long titles are not worth more.
    """

    base: float
    title: Mapping[str, float]
    opening: Mapping[str, float]

    def value(self, title: Sequence[str], opening: Sequence[str]) -> float:
        """The value of an article with these distinct stems."""
        return self.base + _share(self.title, title) + _share(self.opening, opening)


def _share(worth: Mapping[str, float], stems: Sequence[str]) -> float:
    known = [worth[stem] for stem in stems if stem in worth]
    return math.fsum(known) / math.sqrt(len(known)) if known else 0.0


def article_words(scores: DefaultScores) -> tuple[list[str], list[str]]:
    """The distinct content stems of the title and of the opening, sorted, without numbers."""
    article = scores.document.article
    language = article.language
    title = map(stemmer(language), tokeniser(language)(article.title))
    opening = chain.from_iterable([view.stems for view in scores.story.views[:OPENING]])
    common = function_stems(language)
    return _content(set(title) - common), _content(set(opening))


def _content(stems: set[str]) -> list[str]:
    return sorted(s for s in stems if s and not s[0].isdigit())


def rows(scores: DefaultScores, words: Words, least: float = 0.0) -> dict[int, list[float]]:
    """A row (:data:`COLUMNS`) for every content sentence that scores at least ``least``, by its
    index in the document."""
    story, sheet = scores.story, scores.sheet
    own = [scores.values[view.sentence.index] for view in story.views]
    order = sorted(range(len(own)), key=lambda i: (-own[i], i))
    ranks = {at: rank for rank, at in enumerate(order)}
    best = max(own, default=0.0)
    article = _article(scores, words)
    return {
        story.views[i].sentence.index: [
            *numbers, *[1.0 if flags & bit else 0.0 for bit in _BITS],
            score, _odds(score), float(ranks[i]), float(i), score - best, *article,
        ]
        for i, (numbers, flags, score) in enumerate(
            zip(sheet.numbers, sheet.flags, own, strict=True)
        )
        if score >= least
    }  # fmt: skip


def _odds(score: float) -> float:
    return math.log((score + 1e-6) / (1.0 - score + 1e-6))


def _article(scores: DefaultScores, words: Words) -> list[float]:
    """What all sentences of the article share."""
    title, stems = article_words(scores)
    own = scores.document.article
    views, carriers = scores.story.views, scores.story.carriers
    opening = views[:OPENING]
    return [
        float(len(views)), math.log1p(sum(view.size for view in views)),
        float(len(tokeniser(own.language)(own.title))), float(len(carriers)),
        max(carriers.values(), default=0) / max(1, len(views)),
        *counts([word for view in opening for word in view.words()]),
        *_sizes(" ".join(view.text for view in opening)), words.value(title, stems),
    ]  # fmt: skip


def _sizes(text: str) -> list[float]:
    """The largest sum of money (log of dollars), share (of 100%) and count (log), and how many."""
    money = share = count = 0.0
    amounts = shares = things = 0
    for figure in figures(text):
        if figure.kind == AMOUNT:
            money = max(money, figure.number * US_DOLLARS.get(figure.unit, _OTHER_MONEY))
            amounts += 1
        elif figure.kind == SHARE:
            share = max(share, min(figure.number, 200.0))
            shares += 1
        elif figure.kind == COUNT:
            count = max(count, figure.number)
            things += 1
    return [
        math.log10(1.0 + max(0.0, money)), float(amounts), share / 100.0, float(shares),
        math.log10(1.0 + max(0.0, count)), float(things),
    ]  # fmt: skip
