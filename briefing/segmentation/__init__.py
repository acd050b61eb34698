"""Segmentation: an article becomes paragraphs and sentences with exact spans and kinds.

The work is divided: :mod:`~briefing.segmentation.sentences` finds where sentences end (asking
:mod:`~briefing.segmentation.punkt` about abbreviations), :mod:`~briefing.segmentation.markers`
where the sentence proper begins, :mod:`~briefing.segmentation.kinds` what each unit is, and
:mod:`~briefing.segmentation.quotations` which sentences belong to one quotation. All of it takes
time linear in the length of the text.
"""

from __future__ import annotations

import re

from briefing.language.openings import opening_end
from briefing.language.tokens import stemmer, tokeniser
from briefing.languages import language
from briefing.model import Article, Document, Sentence
from briefing.segmentation.closings import without_closing
from briefing.segmentation.kinds import classify
from briefing.segmentation.markers import alternates, body_offset
from briefing.segmentation.quotations import group
from briefing.segmentation.sentences import split
from briefing.segmentation.unit import Unit

__all__ = ["segment"]

_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")


def segment(article: Article) -> Document:
    """The document of ``article``: its sentences in order, covering all text but white space.

    Spans are offsets into ``article.text``; the title and list items are one unit each. Raises
    nothing for any text: one without letters gives sentences without words, an empty one none.
    """
    text = article.text
    units = _units(article)
    words = tokeniser(article.language)
    tokens = [tuple(words(text[unit.body : unit.end])) for unit in units]
    stem = stemmer(article.language)
    stems = [tuple(map(stem, words)) for words in tokens]
    kinds = classify(article, units, tokens, stems)
    quotes = group(text, units, kinds)
    return Document(
        article,
        tuple([
            Sentence(
                index, unit.start, unit.end, unit.body, unit.paragraph, kinds[index],
                text[unit.start : unit.end], tokens[index], stems[index],
                *quotes[index],
            )
            for index, unit in enumerate(units)
        ]),
    )  # fmt: skip


def _units(article: Article) -> list[Unit]:
    text = article.text
    own = language(article.language) if article.language != "en" else None
    units: list[Unit] = []
    start = paragraph = 0
    asked = alternates(text)
    for end, after in _breaks(text):
        first, last = _strip(text, start, end)
        if first < last:
            titled = paragraph == 0 and text[first:last] == article.title
            body = first
            if own is not None and not titled:
                body = opening_end(text, first, last, own, paragraph)
            if body == first:
                body = body_offset(text, first, last, paragraph or int(not titled), asked)
            if titled:
                units.append(Unit(first, last, first, 0))
            else:
                sentences = split(text, first, last, body, article.language, asked)
                if own is not None:
                    sentences = without_closing(text, sentences, own)
                units.extend(Unit(*spans, paragraph) for spans in sentences)
            paragraph += 1
        start = after
    return units


def _breaks(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _PARAGRAPH_BREAK.finditer(text)] + [(len(text), len(text))]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    chunk = text[start:end]
    return start + len(chunk) - len(chunk.lstrip()), start + len(chunk.rstrip())
