"""Whether a sentence of another language than English stands alone: by its opening, as its
language's file has it.

A sentence that leans on the one before is not shown; no name is sought for it, because the words
that show whom a pronoun means differ from language to language. A connective that may be left out
is left out, and the word after it gets its capital.
"""

from __future__ import annotations

import re

from briefing.language.openings import connective_end
from briefing.languages import Language, compiled, first_match
from briefing.model import Document, Resolution, Sentence

QUOTES = '"“”„«»‘’「『《'
"""Marks after which what is quoted opens."""

DASHES = ("–", "—", "-")
"""Marks with which a paragraph of direct speech begins in many languages."""

LONGEST_SPEECH = 30
"""Sentences of a paragraph within which it is looked for how the paragraph opens; speech in the
news has five."""

LONGEST_LIST, LONGEST_ITEM = 20, 120
"""Lines of a list, and characters of a line of one, that belong to the colon above them; longer
ones are sentences, as those of a quotation that a colon opens."""

_ATTRIBUTION = r"[,!?»…”\"]\s*[-–—]\s*"
"""What separates speech from its attribution."""

_FIRST_WORD = re.compile(r"[^\W\d_]+")
_NAME = r"[^\W\d_a-zа-яёіїєґәғқңөұүһ](?:\w+|\.)"
_NAMED = re.compile(rf"{_ATTRIBUTION}(?:\w+\s){{0,4}}?{_NAME}")
_SAYS = re.compile(rf"{_ATTRIBUTION}[^\W\d_]")


def resolve_elsewhere(
    sentence: Sentence, document: Document, start: int, body: int, own: Language
) -> Resolution:
    """The resolution of a content sentence; ``start`` and ``body`` are offsets in its text."""
    text = sentence.text
    if _is_speech(sentence, document) and not _NAMED.search(text, body):
        return Resolution(False, "")  # another sentence names who speaks
    cut = connective_end(text, body, own)
    if not text[cut:].strip(". "):
        return Resolution(True, "")
    wording = text[cut : cut + 1].upper() + text[cut + 1 :] if cut > body else text[cut:]
    if text.endswith(("?", "？", "؟")) and sentence.index:
        return Resolution(False, "")  # the sentence after it answers
    if text.endswith((":", "：")) or _is_listed(sentence, document):
        return Resolution(False, "")
    rows = own.leaning
    leans = first_match(rows.openers, wording.lstrip(QUOTES)) is not None or _goes_on(text[body:])
    whole = _group(sentence, document)[cut:]
    if leans or _is_cut_off(whole, own) or (rows.inside and compiled(rows.inside).search(whole)):
        return Resolution(False, "")
    return Resolution(True, wording, dropped=text[start:cut])


def _goes_on(text: str) -> bool:
    """Whether it begins with a word in small letters, as what a line break cuts off does."""
    word = _FIRST_WORD.match(text)
    return word is not None and word[0].islower()


def _is_cut_off(text: str, own: Language) -> bool:
    """Whether a quotation that opens the text does not end in it, or one that ends it does not
    begin there: then another sentence says whose words these are."""
    first, last = text[:1], text.rstrip(" .")[-1:]
    return any(
        (first == a and b not in text[1:]) or (last == b and a not in text[:-1])
        for a, b in own.quotes
    )


def _is_listed(sentence: Sentence, document: Document) -> bool:
    """Whether a line is one of a list, to which the sentence with the colon above it belongs."""
    sentences, at = document.sentences, sentence.index
    alone = at + 1 == len(sentences) or sentences[at + 1].paragraph != sentence.paragraph
    while at and alone and sentence.index - at < LONGEST_LIST:
        at -= 1
        before = sentences[at].text
        if before.endswith((":", "：")):
            return len(sentence.text) <= LONGEST_ITEM
        alone = sentences[at - 1].paragraph != sentences[at].paragraph if at else False
        if before.endswith((".", "!", "?", "…", "。")):
            return False
    return False


def _group(sentence: Sentence, document: Document) -> str:
    """The text from a sentence to the end of the quotation of several that it belongs to."""
    at, sentences = sentence.index, document.sentences
    while at + 1 < len(sentences) and sentences[at + 1].group == sentence.group:
        at += 1
    return document.article.text[sentence.start : sentences[at].end]


def _is_speech(sentence: Sentence, document: Document) -> bool:
    """Whether a sentence is of a paragraph of direct speech, before the words that say whose.

    A hyphen opens the items of a list as well; there the words must follow in the paragraph.
    """
    text, sentences = document.article.text, document.sentences
    at = sentence.index
    while at and sentences[at - 1].paragraph == sentence.paragraph:
        at -= 1
        if sentence.index - at > LONGEST_SPEECH:
            return False
    begin = sentences[at].start
    if not text.startswith(DASHES, begin) or text[begin + 1 : begin + 2] != " ":
        return False
    first = text[begin + 1 :].lstrip()[:1]
    if not first.isupper() or (at < sentence.index and _SAYS.search(text, begin, sentence.start)):
        return False
    stop = text.find("\n\n", begin)
    saying = _SAYS.search(text, begin + 1, stop if stop >= 0 else len(text))
    return text[begin] != "-" or saying is not None
