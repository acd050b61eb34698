"""The default method."""

from __future__ import annotations

import math

from briefing.model import Document, Kind, Sentence
from briefing.words import function_stems

PRONOUNS = frozenset(
    ["he", "she", "they", "it", "his", "her", "their", "its", "this", "these", "those", "that"]
)


def scores(document: Document) -> list[float]:
    """The probability that an editor would give each sentence a place in a brief, in [0, 1]."""
    function = function_stems(document.article.language)
    content = [s for s in document.sentences if s.kind is Kind.CONTENT]
    title: set[str] = set()
    for sentence in document.sentences[:1]:
        if sentence.kind is Kind.HEADING:
            title = {t for t in sentence.stems if t not in function}
    result = [0.0] * len(document.sentences)
    for place, sentence in enumerate(content):
        result[sentence.index] = _score(place, sentence, title)
    return result


def _score(place: int, sentence: Sentence, title: set[str]) -> float:
    words = [t.lower() for t, s in zip(sentence.tokens, sentence.stems, strict=True) if s]
    shared = len(title & set(sentence.stems)) / max(1, len(title))
    value = -2.2 + 1.8 / (place + 1) + 1.2 * shared + 0.06 * min(len(words), 25)
    value += 0.4 * any(w[0].isdigit() for w in words)
    value -= 0.6 * (words[:1] != [] and words[0] in PRONOUNS)
    value -= 0.8 * (sentence.text[:1] in "\"“'‘")
    return 1.0 / (1.0 + math.exp(-value))


def reasons(document: Document, index: int) -> tuple[str, ...]:
    """See :func:`briefing.score.explain`."""
    sentence = document.sentences[index]
    if sentence.kind is not Kind.CONTENT:
        return ()
    first = next(s.index for s in document.sentences if s.kind is Kind.CONTENT)
    found = ["lead"] if index == first else []
    if any(t[0].isdigit() for t in sentence.tokens):
        found.append("names a figure")
    return tuple(found or ["background"])
