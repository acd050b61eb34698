"""What each unit is in a language other than English: by its data file, its shape and its place.

The rules that look for English words are off. What a language's file calls caption or boilerplate
is that; a line without a full stop above prose is a heading, one below the last prose boilerplate,
as is a line that holds little but a date, an address or a number. All else is content: a lost
sentence of the news is as bad as a caption in a brief.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.language.datelines import is_dateline
from briefing.languages import Language, first_match, language, matches
from briefing.model import Article, Kind
from briefing.segmentation import boilerplate as cues
from briefing.segmentation.shape import runs_unspaced
from briefing.segmentation.unit import Unit

_CLOSED = re.compile(r"[.!?…:;,，。！？؟؛۔।][\s\"'”“’»«)\]」』）]*$")
_DENSE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff가-힣]")
_COMPACT = re.compile("[\u0600-\u06ff\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff가-힣]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LINK = re.compile(r"[^«».!?…。]{1,60}\s»{1,2}\.?")
"""A line such as "More »"; a sentence that ends a quotation has a mark before it."""

HEADING_LETTERS = 100
"""Characters of the longest section heading, as in English; titles of NTREX stories in twelve
languages have at most 140, and those are known as titles."""

HEADING_COMPACT = 60
"""The same in scripts without vowels or letters: Arabic, Chinese, Japanese, Korean. Of the titles
of those stories, which are longer than headings, 82% are shorter."""

SHORT = 12
"""Words of a line among boilerplate that is boilerplate too."""

PROSE = 70
"""Characters of a closed sentence that tells the story; half as many in scripts of syllables.
Of 700 real lines of Russian, Kazakh and Korean pages that are not the story, 3% are so long."""

CAPTION = 180
"""Characters of the longest sentence that is a caption because a credit stands beside it."""

FEW_LETTERS = 3
"""Letters beside a date or a number that make a line no sentence: "г.", "ж.", "일"."""


def classify_elsewhere(article: Article, units: Sequence[Unit]) -> list[Kind]:
    """One kind per unit, in order, before the gate of :mod:`briefing.segmentation.shape`."""
    return _Classifier(article, units).run()


class _Classifier:
    def __init__(self, article: Article, units: Sequence[Unit]) -> None:
        self.article = article
        self.own = language(article.language)
        self.texts = [article.text[u.body : u.end] for u in units]
        self.units = units
        self.kinds = [Kind.CONTENT] * len(units)
        paragraphs: dict[int, list[int]] = {}
        for index, unit in enumerate(units):
            paragraphs.setdefault(unit.paragraph, []).append(index)
        self.paragraphs = list(paragraphs.values())

    def run(self) -> list[Kind]:
        title = self.article.title
        for index, text in enumerate(self.texts):
            self.kinds[index] = _by_words(text, self.own)
        for index in self.paragraphs[0] if self.paragraphs else ():
            unit = self.units[index]
            if title and self.article.text[unit.start : unit.end] in title:
                self.kinds[index] = Kind.HEADING
        prose = [p for p, members in enumerate(self.paragraphs) if any(map(self._prose, members))]
        first, last = (prose[0], prose[-1]) if prose else (0, len(self.paragraphs))
        for p, members in enumerate(self.paragraphs):
            self._beside_credit(members)
            if len(members) == 1:
                self._line(p, members[0], last)
        self._ends(first, last)
        return self.kinds

    def _prose(self, index: int) -> bool:
        text = self.texts[index]
        least = PROSE // 2 if _DENSE.search(text) else PROSE
        return self.kinds[index] is Kind.CONTENT and len(text) >= least and _closed(text)

    def _beside_credit(self, members: Sequence[int]) -> None:
        """A short paragraph with a credit is a caption as a whole."""
        if not 1 < len(members) < 4 or any(len(self.texts[i]) > CAPTION for i in members):
            return
        if any(self.kinds[i] is Kind.CAPTION for i in members):
            for i in members:
                self.kinds[i] = Kind.CAPTION

    def _line(self, p: int, index: int, last: int) -> None:
        """A paragraph of one unit: a date, an address, a heading, or what follows the story."""
        text, unit = self.texts[index], self.units[index]
        if self.kinds[index] is not Kind.CONTENT or unit.body > unit.start:
            return
        letters = sum(map(len, _LETTERS.findall(text)))
        if letters <= FEW_LETTERS or is_dateline(text) or cues.CONTACT.match(text):
            self.kinds[index] = Kind.BOILERPLATE
        elif self._open(text) and len(text) <= _longest_heading(text):
            after = p > last or p + 1 == len(self.paragraphs)
            self.kinds[index] = Kind.BOILERPLATE if after else Kind.HEADING

    def _open(self, text: str) -> bool:
        """Whether the line does not end as a sentence does."""
        predicate = self.own.sentences.predicate
        if _closed(text) or runs_unspaced(text):
            return False
        return not (predicate and first_match((f".*{predicate}",), text))

    def _ends(self, first: int, last: int) -> None:
        """Short lines beside boilerplate above or below the story; whole sentences only between."""
        for p, members in enumerate(self.paragraphs):
            if first <= p <= last or len(members) > 1:
                continue
            i = members[0]
            beside = [self.kinds[k] for k in (i - 1, i + 1) if 0 <= k < len(self.kinds)]
            text = self.texts[i]
            least = PROSE // 2 if _DENSE.search(text) else PROSE
            short = text.count(" ") < SHORT and len(text) < least
            near = [kind is Kind.BOILERPLATE for kind in beside]
            among = all(near) if _closed(text) else any(near)
            if self.kinds[i] is Kind.CONTENT and short and among:
                self.kinds[i] = Kind.BOILERPLATE


def _longest_heading(text: str) -> int:
    return HEADING_COMPACT if _COMPACT.search(text) else HEADING_LETTERS


def _closed(text: str) -> bool:
    return _CLOSED.search(text[-6:]) is not None


def _by_words(text: str, own: Language) -> Kind:
    """What a sentence is by its own words."""
    lines = own.lines
    if lines.caption and (first_match(lines.caption, text) or cues.CREDIT.match(text.lower())):
        return Kind.CAPTION
    outside = any(not _quoted(text, at, own) for at in matches(lines.inside, text))
    short = len(text) < 60
    if (
        outside
        or first_match((*lines.boilerplate, *lines.closing), text)
        or text.startswith(("©", "(c) ", "(C) "))
        or _LINK.fullmatch(text)
        or (short and (cues.CONTACT.match(text) or cues.STAMP.match(text)))
    ):
        return Kind.BOILERPLATE
    return Kind.CONTENT


def _quoted(text: str, position: int, own: Language) -> bool:
    """Whether ``position`` lies within quotation marks of the sentence."""
    before = text[:position]
    return any(
        before.count(a) > before.count(b) if a != b else before.count(a) % 2 == 1
        for a, b in own.quotes
    )
