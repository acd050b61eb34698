"""What each unit is: content, heading, caption or boilerplate.

A unit is judged first by its own words (:mod:`briefing.segmentation.boilerplate`), then by its
shape and place: a line without a full stop above prose is a heading, one under the title an author,
a short sentence beside a picture credit a caption, a short one among boilerplate at either end of
the article boilerplate. Everything else is content: a lost sentence of the news is as bad as a
caption in a brief.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.language.datelines import is_dateline
from briefing.language.patterns import LazyPattern
from briefing.model import Article, Kind
from briefing.segmentation import boilerplate as cues
from briefing.segmentation.end_matter import mark_end_matter
from briefing.segmentation.furniture import (
    BESIDE,
    BETWEEN,
    SURE,
    SURE_OF_OTHERS,
    odds,
    speaks_to_reader,
)
from briefing.segmentation.repeats import Repeats
from briefing.segmentation.shape import is_sentence
from briefing.segmentation.unit import Unit

_CLOSED = re.compile(r"[.!?…:;,。！？][\"'”’»)\]]*$")
_HEADING_CHARS = 100  # the longest section heading; titles of annotated articles reach 95
_HEADING_WORDS = 14
_CAPTION_CHARS = 220  # the longest sentence taken for the caption to the credit beside it
_LINE_CHARS = 160  # the longest line of authors, with their offices
_NAMES_WITHIN = 4  # paragraphs below the title within which a line of names is the authors'
_SHORT_WORDS = 12  # a greeting or a question to the reader among boilerplate
_PROSE_WORDS = 12  # a paragraph of the story has at least one sentence of this length
_FLAT = 10  # sentences in one paragraph that show that paragraphs were lost


# Dots at the end of a text that goes on elsewhere, with the offer to read it there.
_DOTS = re.compile(
    r"(?:…|\.{3}|\[\.{3}\])\W{0,3}(?:\[?\+?\d+ (?:more )?(?:char(?:acter)?s|words)\]?"
    r"|(?:(?:read|see|show|continue|keep) )?(?:more|reading)\b.{0,20})?[\])>»→. ]*$",
    re.IGNORECASE,
)
# "READ: Orsk opens its port", which looks like a place before a report.
_CALL = re.compile(r"(?:ALSO )?(?:READ|WATCH|LISTEN|RELATED|MORE)(?: (?:ALSO|MORE|NEXT|NOW))?:")
_ITEM = re.compile(r"\(?\w{1,3}[.)]\s")  # of a numbered or lettered list
MOST_BETWEEN = 3  # sentences of a run between two lines of boilerplate
FEWEST_TEASERS = 3
"""Paragraphs that end in dots which make them teasers; of 2,748 news stories two have so many."""
MOST_SHOUTED = 0.4
"""Share of the sentences in capitals with which they are notices; wires in capitals have all."""
Words = Sequence[Sequence[str]]


def classify(article: Article, units: Sequence[Unit], tokens: Words, stems: Words) -> list[Kind]:
    """One kind per unit, in order; ``tokens`` and ``stems`` are those of the units' bodies."""
    if article.language == "en":
        kinds = _Classifier(article, units).run()
    else:
        from briefing.segmentation.kinds_elsewhere import classify_elsewhere

        kinds = classify_elsewhere(article, units)
    texts = [article.text[unit.body : unit.end] for unit in units]
    if article.language == "en":
        items = [bool(_ITEM.match(article.text, u.start, u.body)) for u in units]
        furniture_odds = [odds(*each) for each in zip(texts, tokens, stems, strict=True)]
        known = [-10.0 if item else o for o, item in zip(furniture_odds, items, strict=True)]
        _furniture(kinds, known, list(map(speaks_to_reader, tokens, stems)))
    for index, unit in enumerate(units):
        item = unit.body > unit.start
        if kinds[index] is Kind.CONTENT and not is_sentence(
            texts[index], tokens[index], article.language, item
        ):
            kinds[index] = Kind.BOILERPLATE
    _cut_off(kinds, texts, units)
    _cut_quotations(kinds, texts, units)
    _shouted(kinds, texts)
    mark_end_matter(article, units, kinds)
    Repeats(article, units, kinds, stems).mark()
    return kinds


def _cut_off(kinds: list[Kind], texts: Sequence[str], units: Sequence[Unit]) -> None:
    """Mark sentences that break off: at the end of what may be read, or before a line of the site.

    A teaser ends in dots; a gate may end the text anywhere.
    """
    last = len(kinds) - 1
    teasers = []
    for index, text in enumerate(texts):
        ends = index == last or units[index + 1].paragraph != units[index].paragraph
        dots = _DOTS.search(text[-60:]) is not None
        if dots and ends and text.count(" ") >= _SHORT_WORDS:
            teasers.append(index)
        if kinds[index] is not Kind.CONTENT:
            continue
        gate = index < last and kinds[index + 1] is Kind.BOILERPLATE
        item = units[index].body > units[index].start
        unclosed = gate and ends and not item and text[-1].isalnum()
        if (dots and (gate or index == last)) or (unclosed and text.count(" ") >= _SHORT_WORDS):
            kinds[index] = Kind.BOILERPLATE
    for index in teasers if len(teasers) >= FEWEST_TEASERS else ():
        if kinds[index] is Kind.CONTENT:
            kinds[index] = Kind.BOILERPLATE


def _cut_quotations(kinds: list[Kind], texts: Sequence[str], units: Sequence[Unit]) -> None:
    """Mark the end of a quotation that begins in a sentence before it which is no content."""
    for index in range(1, len(kinds)):
        if (
            kinds[index] is Kind.CONTENT
            and kinds[index - 1] is Kind.BOILERPLATE
            and units[index].paragraph == units[index - 1].paragraph
            and _open_marks(texts[index - 1]) > 0 > _open_marks(texts[index])
        ):
            kinds[index] = Kind.BOILERPLATE


def _open_marks(text: str) -> int:
    """Quotation marks that are opened in a sentence and not closed; negative the other way."""
    curled = text.count("“") - text.count("”")
    if curled or text.count('"') % 2 == 0:
        return curled
    return -1 if text.rfind('"') > 0 and not text[text.rfind('"') - 1].isspace() else 1


def _shouted(kinds: list[Kind], texts: Sequence[str]) -> None:
    """Mark notices in capitals in an article that is not written so as a whole."""
    content = [k for k, kind in enumerate(kinds) if kind is Kind.CONTENT]
    loud = [k for k in content if _loud(texts[k]) and texts[k].count(" ") >= _SHORT_WORDS]
    if len(loud) <= MOST_SHOUTED * len(content):
        for index in loud:
            kinds[index] = Kind.BOILERPLATE


def _loud(text: str) -> bool:
    """Whether it is in capitals: most of its letters are, since in a script without them one name
    in Latin capitals would do."""
    return text.isupper() and 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text))


def _furniture(kinds: list[Kind], log_odds: Sequence[float], addressed: Sequence[bool]) -> None:
    """Mark the sentences that the model is sure of, those beside boilerplate on either side that
    are similar, and those between two such lines that speak to the reader (``addressed``) or are
    somewhat similar."""
    for index, value in enumerate(log_odds):
        bound = SURE if addressed[index] else SURE_OF_OTHERS
        if value > bound and kinds[index] is Kind.CONTENT:
            kinds[index] = Kind.BOILERPLATE
    count = len(kinds)
    for order in (range(1, count), range(count - 2, -1, -1)):
        for index in order:
            before = kinds[index - order.step]
            likely = log_odds[index] > BESIDE and kinds[index] is Kind.CONTENT
            if likely and before is Kind.BOILERPLATE:
                kinds[index] = Kind.BOILERPLATE
    content = [k for k, kind in enumerate(kinds) if kind is Kind.CONTENT]
    weak = {k for k in content if addressed[k] or log_odds[k] > BETWEEN}
    for first in weak:
        last = next((k for k in range(first, first + MOST_BETWEEN) if k + 1 not in weak), -1)
        ends = [kinds[k] for k in (first - 1, last + 1) if last >= 0 and 0 <= k < count]
        if ends == [Kind.BOILERPLATE] * 2:
            kinds[first : last + 1] = [Kind.BOILERPLATE] * (last + 1 - first)


class _Classifier:
    """The rules for English."""

    def __init__(self, article: Article, units: Sequence[Unit]) -> None:
        self.article = article
        self.units = units
        self.texts = [article.text[u.body : u.end] for u in units]
        self.kinds = [Kind.CONTENT] * len(units)
        self.paragraphs: list[range] = []
        begin = 0
        for index in range(1, len(units) + 1):
            if index == len(units) or units[index].paragraph != units[begin].paragraph:
                self.paragraphs.append(range(begin, index))
                begin = index

    def run(self) -> list[Kind]:
        whole = self.article.text
        inline = [t for t in cues.INLINE_TRIGGERS if t in whole]
        inside = [t for t in cues.INSIDE_TRIGGERS if t in whole]
        for index, text in enumerate(self.texts):
            self.kinds[index] = _by_words(text, inline, inside)
            unit = self.units[index]
            if unit.body > unit.start and _CALL.match(whole, unit.start, unit.body):
                self.kinds[index] = Kind.BOILERPLATE
        self._title()
        prose = [p for p, members in enumerate(self.paragraphs) if self._prose(members)]
        first, last = (prose[0], prose[-1]) if prose else (0, len(self.paragraphs))
        self._beside_credits()
        self.pictures = Kind.CAPTION in self.kinds or any("hotogra" in text for text in self.texts)
        for p, members in enumerate(self.paragraphs):
            if len(members) == 1:
                self._line(p, members[0], first, last)
        self._ends(first, last)
        self._signatures()
        self._labels()
        return self.kinds

    def _title(self) -> None:
        if not self.units:
            return
        title = self.article.title
        for index in self.paragraphs[0]:
            whole = self.article.text[self.units[index].start : self.units[index].end]
            if title and whole in title:
                self.kinds[index] = Kind.HEADING

    def _prose(self, members: range) -> bool:
        """Whether a paragraph tells the story: a closed content sentence of some length."""
        return any(
            self.kinds[i] is Kind.CONTENT
            and _CLOSED.search(self.texts[i][-4:]) is not None
            and self.texts[i].count(" ") >= _PROSE_WORDS
            for i in members
        )

    def _beside_credits(self) -> None:
        """Short paragraphs that hold a credit are captions as a whole."""
        for members in self.paragraphs:
            if len(members) > 4 or any(len(self.texts[i]) > _CAPTION_CHARS for i in members):
                continue
            if any(cues.CREDIT.match(self.texts[i].lower()) for i in members):
                credit = True
            else:
                last = self.texts[members[-1]]
                credit = len(members) > 1 and (
                    cues.CREDIT_NEARBY.match(last) is not None
                    or (
                        members[-1] + 1 < len(self.units)
                        and not _CLOSED.search(last[-4:])
                        and cues.NAME_LINE.match(last) is not None
                        and all(cues.FINITE.search(self.texts[i]) is None for i in members)
                    )
                )
            if credit:
                for i in members:
                    if self.kinds[i] is not Kind.HEADING:
                        self.kinds[i] = Kind.CAPTION

    def _line(self, p: int, index: int, first: int, last: int) -> None:
        """A paragraph of one unit: author, note, signature, place and date, or heading."""
        if self.kinds[index] is not Kind.CONTENT:
            return
        text, unit = self.texts[index], self.units[index]
        if unit.body > unit.start or len(text) > _LINE_CHARS:
            return
        outside = p < first or p > last
        if (
            cues.PLACE_AND_DATE.match(text)
            or is_dateline(text)
            or cues.NOTE_IN_BRACKETS.match(text)
            or cues.NOTE_WORDS.match(text)
            or (p > last and cues.SIGNATURE.match(text))
            or (outside and self._byline(text))
            or (0 < p < min(first, _NAMES_WITHIN) and cues.NAMES_ONLY.match(text))
        ):
            self.kinds[index] = Kind.BOILERPLATE
        elif self._heads(p, text):
            self.kinds[index] = Kind.HEADING
        elif self.pictures and self._verbless(text):
            self.kinds[index] = Kind.CAPTION
        elif p > last and not _CLOSED.search(text[-4:]) and not cues.FINITE.search(text):
            self.kinds[index] = Kind.BOILERPLATE

    def _verbless(self, text: str) -> bool:
        """A short statement without figures, quotation or common verb, as under a picture."""
        return (
            text.count(" ") < _SHORT_WORDS
            and text.endswith(".")
            and text.replace(" ", "").replace(",", "")[:-1].isalpha()
            and cues.FINITE.search(text) is None
        )

    def _byline(self, text: str) -> bool:
        closed = _CLOSED.search(text[-4:]) is not None
        return cues.BYLINE.match(text) is not None and (not closed or text.count(" ") < 6)

    def _heads(self, p: int, text: str) -> bool:
        if len(text) > _HEADING_CHARS or text.count(" ") >= _HEADING_WORDS:
            return False
        closed = _CLOSED.search(text[-4:])
        if closed and not (text.endswith("?") and text.count(" ") < 6):
            return False
        if text[0] in "\"“‘'«„" and closed:
            return False
        return p + 1 < len(self.paragraphs) and not text[0].islower()

    def _ends(self, first: int, last: int) -> None:
        """Short sentences among boilerplate above or below the story."""
        for p, members in enumerate(self.paragraphs):
            outside = p < first or p >= last
            if not outside or not any(self.kinds[i] is Kind.BOILERPLATE for i in members):
                continue
            for i in members:
                text = self.texts[i]
                if self.kinds[i] is Kind.CONTENT and text.count(" ") < _SHORT_WORDS and p != last:
                    self.kinds[i] = Kind.BOILERPLATE

    def _signatures(self) -> None:
        """The author before a text that lost its paragraphs, agency marks and biographies of
        authors."""
        count = len(self.units)
        for index in range(min(3, count)):
            if cues.BY_ALONE.match(self.texts[index]):
                self.kinds[index] = Kind.BOILERPLATE
                if index + 1 < count and self.texts[index + 1].count(" ") < 6:
                    self.kinds[index + 1] = Kind.BOILERPLATE
        for index in range(max(1, count - 2), count):
            text = self.texts[index]
            if self.kinds[index] is Kind.CONTENT and len(text) < 40 and cues.SIGNATURE.match(text):
                self.kinds[index] = Kind.BOILERPLATE
        life = count > _FLAT and " is " in self.texts[-1]
        match = cues.BIOGRAPHY.match(self.texts[-1]) if life else None
        if match and self.kinds[-1] is Kind.CONTENT:
            surname = match["name"].split()[-1]
            if surname not in self.article.text[: self.units[-1].start]:
                self.kinds[-1] = Kind.BOILERPLATE

    def _labels(self) -> None:
        """Captions that begin with a label ("Winner: Ann Lee at the start"), as tabloids set them.

        They count where several different labels occur in a text that lost its paragraphs or that
        has other captions; a label that returns is a speaker's.
        """
        flat = any(len(members) > _FLAT for members in self.paragraphs)
        if not flat and Kind.CAPTION not in self.kinds:
            return
        labels: dict[int, str] = {}
        for index, text in enumerate(self.texts):
            match = cues.LABEL.match(text) if self.kinds[index] is Kind.CONTENT else None
            if match and cues.ATTRIBUTION.search(match["label"]):
                continue
            if match and (flat or len(self.paragraphs[self.units[index].paragraph]) <= 2):
                labels[index] = match["label"]
        if len(labels) > 1 and len(set(labels.values())) == len(labels):
            for index in labels:
                self.kinds[index] = Kind.CAPTION


def _by_words(text: str, inline: Sequence[str], inside: Sequence[str]) -> Kind:
    """What a sentence is by its own words; ``inline`` and ``inside`` are those of the triggers of
    these names that occur in the article."""
    if cues.CREDIT.match(text.lower()) or _inside(text, inline, cues.CREDIT_INLINE):
        return Kind.CAPTION
    if cues.opens_boilerplate(text) or _inside(text, inside, cues.BOILERPLATE_INSIDE):
        return Kind.BOILERPLATE
    if text.endswith(("»", "».")) and cues.LINK.match(text):
        return Kind.BOILERPLATE
    if len(text) < 60 and (cues.CONTACT.match(text) or cues.STAMP.match(text)):
        return Kind.BOILERPLATE
    return Kind.CONTENT


def _inside(text: str, triggers: Sequence[str], pattern: LazyPattern) -> bool:
    """Whether ``pattern``, which needs one of ``triggers``, occurs outside quotation marks."""
    if not any(map(text.__contains__, triggers)):
        return False
    match = pattern.search(text)
    return match is not None and not _quoted(text, match.start())


def _quoted(text: str, position: int) -> bool:
    """Whether ``position`` lies within quotation marks of the sentence."""
    before = text[:position]
    if before.count('"') % 2 or before.count("“") > before.count("”"):
        return True
    return text[0] in '"“' and not any(mark in before[1:] for mark in '"”')
