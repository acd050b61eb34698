"""The classic extractors of sumy, given our sentences, words, stems and function words. sumy keys
ratings by the text of a sentence and does not return them; here every sentence is a unit of its
own, equal only to itself, and the ratings are caught where sumy sorts by them.

So repeated sentences keep their own scores, and every method gives a score for every sentence.
Scores are scaled to [0, 1] within the article (0 is the least of the ratings or zero, 1 the best);
the greedy selectors KL and SumBasic, whose rating is the order of selection, give 1, (n-1)/n, …
1/n.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from briefing.language.tokens import function_words, stemmer
from briefing.model import Document, Kind

# Edmundson's cue words (Edmundson 1969, "New methods in automatic extracting", gives the idea, not
# a list for news): words that announce news, and words that mark comment and background.
BONUS = [
    "agree",
    "announce",
    "approve",
    "build",
    "confirm",
    "cut",
    "first",
    "launch",
    "major",
    "new",
    "open",
    "plan",
    "record",
    "report",
    "rise",
    "sign",
    "significant",
    "start",
    "will",
]
STIGMA = [
    "ago",
    "already",
    "believe",
    "earlier",
    "example",
    "feel",
    "hardly",
    "impossible",
    "maybe",
    "perhaps",
    "think",
    "previously",
]


def _unit_class() -> type[Any]:
    from sumy.models.dom import Sentence as SumySentence

    class Unit(SumySentence):  # type: ignore[misc]
        """A sentence for sumy, equal only to itself, with its words already made."""

        __slots__ = ("given",)

        def __init__(self, words: Sequence[str], heading: bool = False) -> None:
            super().__init__("", None, heading)
            self.given = tuple(words)

        @property
        def words(self) -> tuple[str, ...]:
            return self.given

        def __eq__(self, other: object) -> bool:
            return self is other

        def __hash__(self) -> int:
            return id(self)

    return Unit


def _model(document: Document) -> tuple[Any, list[int]]:
    """The article as sumy's document (content sentences and headings) and the content indices."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph

    unit = _unit_class()
    paragraphs: dict[int, list[Any]] = {}
    content: list[int] = []
    for sentence in document.sentences:
        if sentence.kind not in (Kind.CONTENT, Kind.HEADING):
            continue
        words = [t.lower() for t, s in zip(sentence.tokens, sentence.stems, strict=True) if s]
        heading = sentence.kind is Kind.HEADING
        paragraphs.setdefault(sentence.paragraph, []).append(unit(words, heading))
        if not heading:
            content.append(sentence.index)
    return ObjectDocumentModel([Paragraph(units) for units in paragraphs.values()]), content


def _numbering(stem: Callable[[str], str]) -> Callable[[str], int]:
    """Stems as numbers in order of first use: sets of them iterate alike in every process."""
    known: dict[str, int] = {}

    def number(word: str) -> int:
        return known.setdefault(stem(word), len(known))

    return number


def _ratings(summarizer_class: type[Any], stem: Callable[[str], Any], setup: Callable[[Any], None],
             model: Any) -> list[float]:  # fmt: skip
    """sumy's rating of each sentence of ``model`` in order."""
    caught: list[float] = []

    def catch(sentences: Any, count: Any, rating: Any, *args: Any, **kwargs: Any) -> tuple[()]:
        del count
        rate = rating.__getitem__ if isinstance(rating, dict) else rating
        caught.extend(float(rate(s, *args, **kwargs)) for s in sentences)
        return ()

    catching = type("Catching", (summarizer_class,), {"_get_best_sentences": staticmethod(catch)})
    summarizer = catching(stem)
    setup(summarizer)
    import numpy as np

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # sumy warns of texts with few words; ratings stay usable
        summarizer(model, 1)
    return caught


def _scaled(ratings: Sequence[float]) -> list[float]:
    clean = [r if math.isfinite(r) else 0.0 for r in ratings]
    low = min(0.0, min(clean, default=0.0))
    span = max(clean, default=0.0) - low
    # Rounded, so that the last bits of a matrix library do not order equal sentences.
    return [round((r - low) / span, 9) if span > 0 else 0.0 for r in clean]


def _selected(ratings: Sequence[float]) -> list[float]:
    return [(len(ratings) + r) / len(ratings) for r in ratings]


def classic(name: str) -> Callable[[Document], list[float]]:
    """The method of sumy called ``name``; see the module for what its scores mean."""
    module, class_name = SUMY[name]

    def method(document: Document) -> list[float]:
        from importlib import import_module

        scores = [0.0] * len(document.sentences)
        model, content = _model(document)
        if not content:
            return scores
        language = document.article.language
        stem: Callable[[str], Any] = stemmer(language)
        if name in ("lexrank", "lsa"):
            stem = _numbering(stem)
        summarizer = getattr(import_module(f"sumy.summarizers.{module}"), class_name)
        ratings = _ratings(summarizer, stem, lambda s: _set_words(s, name, document), model)
        ratings = ratings or [0.0] * len(content)
        scaled = _selected(ratings) if name in ("kl", "sumbasic") else _scaled(ratings)
        for index, score in zip(content, scaled, strict=True):
            scores[index] = score
        return scores

    method.__name__ = name
    method.__doc__ = f"sumy's {class_name}; one score in [0, 1] a sentence, others 0."
    return method


def _set_words(summarizer: Any, name: str, document: Document) -> None:
    """Give a summarizer its stop words, and Edmundson its cue words.

    Edmundson takes the English cue words above; in other languages the words of the title take
    their place, and failing those the words of the first sentence.
    """
    language = document.article.language
    function = function_words(language)
    if name != "edmundson":
        summarizer.stop_words = function
        return
    titles = [s for s in document.sentences if s.kind is Kind.HEADING]
    words = [t.lower() for s in (titles or document.sentences)[:1] for t in s.tokens]
    bonus = BONUS if language == "en" else [w for w in words if w not in function]
    summarizer.bonus_words = bonus or words or ["-"]
    summarizer.stigma_words = STIGMA if language == "en" else ["-"]
    summarizer.null_words = function or ["-"]


SUMY = {
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "textrank": ("text_rank", "TextRankSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "luhn": ("luhn", "LuhnSummarizer"),
    "edmundson": ("edmundson", "EdmundsonSummarizer"),
    "kl": ("kl", "KLSummarizer"),
    "sumbasic": ("sum_basic", "SumBasicSummarizer"),
    "reduction": ("reduction", "ReductionSummarizer"),
}
