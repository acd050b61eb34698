"""Sentences of an article that are in another language than the article.

A page quotes a neighbour's press, names related stories in English, keeps a line of the site's
other edition. Such a sentence is told by its script, else by its runs of letters; it is known to
be in its language, and is no point of a brief, which quotes an article in the article's own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from briefing.model import Document, Kind, Sentence
from briefing.readers.language_id import guess, script_of, surely_other

SAMPLE = 160
"""Characters of a sentence that are looked at; runs of letters tell a language in half as many."""
FEWEST_LETTERS = 40
"""Letters from which runs of letters tell a sentence from its neighbours; less may be names."""
FEWEST_WORDS = 4
"""Words in another script from which a sentence is one, and no name."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def with_languages(document: Document) -> Document:
    """The document whose sentences know when they are in another language."""
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
