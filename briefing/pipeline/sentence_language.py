"""Sentences of an article that are in another language than the article.

Pages quote the foreign press, name related stories in English or keep a line of the site's other
edition. Such a sentence is recognised by its script, else by its letter n-grams. It is marked with
its language and cannot become a point, because a brief quotes an article in the article's own
language.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from briefing.model import Document, Kind, Sentence
from briefing.readers.language_id import guess, script_of, surely_other

SAMPLE = 160
"""Characters examined per sentence; letter n-grams identify a language from half as many."""
FEWEST_LETTERS = 40
"""Least number of letters from which n-grams identify a sentence's language; fewer may be names."""
FEWEST_WORDS = 4
"""Least number of words in another script for a foreign sentence; fewer are a name in it."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def with_languages(document: Document) -> Document:
    """The document, its sentences in another language marked."""
    text = document.article.text
    code = document.article.language
    if code == "en" and text.isascii():
        return document
    script = _script(document)
    sentences = tuple(
        replace(s, language=other) if (other := _other(s, code, script)) else s
        for s in document.sentences
    )
    return replace(document, sentences=sentences)


def _script(document: Document) -> str:
    """The script of most content sentences; the one met first of two with as many."""
    if document.article.language == "en":
        return "latin"
    texts = [s.text[:SAMPLE] for s in document.sentences if s.kind is Kind.CONTENT]
    counts = Counter(map(script_of, texts))
    return max(counts, key=lambda script: counts[script], default="")


def _other(sentence: Sentence, code: str, script: str) -> str:
    """The language of a sentence, where it is surely not that of the article."""
    text = sentence.text[:SAMPLE]
    if code == "en" and text.isascii():
        return ""
    words = _WORD.findall(text)
    scripts = Counter(map(script_of, words))
    if len(words) >= FEWEST_WORDS and scripts[script] * 4 < len(words):
        other = guess(text)
        return other if other != code else ""
    if code == "en" or sum(map(len, words)) < FEWEST_LETTERS:
        return ""
    return surely_other(text, code)
