"""Profiles: the description of a candidate by which near-duplicates are found.

A profile is made once per candidate. Its words are stems without numbers, units and function words,
each replaced by the first of its group in ``data/synonyms.txt``. Its names are the words with a
capital letter; a demonym counts as its country. Its figures are those of
:mod:`briefing.language.quantities` without scores ("6-4") and ages ("the 74-year-old"), which tell
who is meant and not what is told.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from briefing.language.figures_elsewhere import figures_of
from briefing.language.gazetteer import tables
from briefing.language.idf import rarity
from briefing.language.measured import Measured, measured, measures
from briefing.language.patterns import LazyPattern
from briefing.language.periods import without_added_dates
from briefing.language.quantities import COUNT, DATE, SHARE, Figure
from briefing.language.synonyms import canonical
from briefing.language.tokens import Known, function_stems, stemmer, tokenise
from briefing.language.units import WEEKDAYS
from briefing.languages import language
from briefing.model import Candidate
from briefing.resources import data_path

_SCORE = re.compile(r"(?<![\d.,-])\d{1,3}(?:[-–/]\d{1,3})+(?![\d%])(?!-\w)")
_AGE = re.compile(r"\b\d{1,3}[ -]years?[ -]olds?\b|(?<=\w, )\d\d(?=[,.;])|\baged \d{1,2}\b")
_BACKGROUND = re.compile(
    r"\b(?:which|whose)\s[^,;:]{0,40}$"
    r"|\b(?:owns?|owned|owner|holds?|held|keeps?|retains?)\s(?:\w+\s){0,2}$"
)
_OPENING = re.compile(r"^(?:[^A-Za-z]*[A-Z][A-Z’' -]{3,}.{0,40}?(?:--|[–—-])\s|[^\w“\"]*)")
_END = re.compile(r"\b(?:end[- ]|(?:end|close) of )$")
_LABELLED = re.compile(r"[^\w“\"]*+([^\W\d_][\w-]*+(?: [^\W\d_][\w-]*+){0,4}(?: \d{4}| )?): \S")
# A word, after words that begin with a small letter and the marks between words; finally the end.
_NAME = re.compile(
    r"(?:[a-z]++ |[a-z](?:[\w&’'.-]*\w)?|[\W\d_])*+(?:([^\W\d_](?:[\w&’'.-]*\w)?)|\Z)"
)
_DIGIT = re.compile(r"\d")
DIGIT_WEIGHTS = (0.3, 0.6, 1.2, 1.8)
"""What a number tells, by its significant digits (1, 2, 3, more): two reports share "two" by
chance, and 2,314 hardly ever. Steps as the model's weights found them on the annotated articles."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure, what it tells (:func:`significance`), and what it counts if it has no unit."""

    figure: Figure
    tells: float
    things: frozenset[str]


_Weighed = tuple[frozenset[str], float]


@dataclass(frozen=True)
class Profile:
    """A candidate as pairs are judged by it; what few candidates are asked for is found then.

    ``names`` are those of its text, ``known`` those of its article as far as its candidates and its
    title tell; ``weight`` is that of all its words, as :func:`weight` tells it, ``plain_weight``
    that of those that are no names.
    """

    candidate: Candidate
    words: frozenset[str]
    weight: float
    plain_weight: float
    topic: frozenset[str]
    topic_weight: float
    names: frozenset[str]
    known: frozenset[str]
    known_weight: float
    counted: tuple[Counted, ...]

    @cached_property
    def label(self) -> _Weighed:
        """The words of the label of an entry of a list, with their weight."""
        return _weighed(_label(_told_text(self.candidate)))

    @cached_property
    def core(self) -> _Weighed:
        """The words of what is said, without those of who said it where, with their weight."""
        if self.candidate.source.language != "en":  # who said it is told by English words
            return _weighed(self.words)
        return _weighed(_core(without_added_dates(self.candidate.text), self.words))

    @cached_property
    def measured(self) -> tuple[Measured, ...]:
        """The figures with what they measure."""
        return measured(without_added_dates(self.candidate.text), self.candidate.source.language)

    @property
    def keys(self) -> frozenset[str]:
        """What brings it together with others: its words and numbers."""
        return self.words | {f"{c.figure.number:.3g}" for c in self.counted if c.tells > 0.5}


def profiles(items: Sequence[Candidate]) -> list[Profile]:
    """The profiles of candidates, parallel to them."""
    known: dict[str, set[str]] = {}
    own = [names(without_added_dates(item.text), item.source.language) for item in items]
    for item, stems in zip(items, own, strict=True):
        if item.source.id not in known:
            known[item.source.id] = set(names(item.source.title, item.source.language))
        known[item.source.id] |= stems
    shared = {key: _weighed(stems) for key, stems in known.items()}
    topics: dict[str, _Weighed] = {}
    for item in items:
        if item.source.id not in topics:
            topics[item.source.id] = _weighed(map(canonical, item.topic))
    return [
        _profile(item, stems, shared[item.source.id], topics[item.source.id])
        for item, stems in zip(items, own, strict=True)
    ]


def _weighed(stems: Iterable[str]) -> _Weighed:
    """The stems as a set with its weight."""
    members = frozenset(stems)
    return members, weight(members)


def _told_text(item: Candidate) -> str:
    """The text of a candidate without added dates, and with blanks for scores and ages."""
    text = without_added_dates(item.text)
    return _AGE.sub(_blank, _SCORE.sub(_blank, text)) if _DIGIT.search(text) else text


def _profile(item: Candidate, own: frozenset[str], known: _Weighed, topic: _Weighed) -> Profile:
    same, units = canonical, measures()
    words = frozenset([same(s) for s in item.stems if s not in units and not s[0].isdigit()])
    text = _told_text(item)
    counted = tuple(
        [
            Counted(g, _telling(g, text), frozenset() if g.unit else _things(text, g))
            for g in (_dated(f, text) for f in figures_of(text, item.source.language))
        ]
    )
    return Profile(
        item, words, weight(words), weight(words - own), *topic, own, *known, counted
    )  # fmt: skip


_SAY = r"(?:said|says|told|tells|announced|reported|added|stated|noted|warned|confirmed)"
_BY = LazyPattern(
    rf"^.{{0,160}}?\b{_SAY}\b[^,;:“”\"]{{0,60}}?\bthat\b"
    rf"|^[^,;:“”\"]{{0,120}}?\b{_SAY}\b"
    rf"|,\s[^,;“”\"]{{0,90}}\b{_SAY}\b(?:(?!\bthat\b)[^,;“”\"]){{0,40}}(?=[.;]|$)"
    r"|\b[Aa]ccording to\b[^,;.]*"
)
"""Who says it, before or after what is said."""


def _core(text: str, words: frozenset[str]) -> frozenset[str]:
    """The words of what is said, without those of who said it where."""
    core, parts = _BY.subn(" ", text)
    if not parts or len(core) < 30:
        return words
    stem = stemmer("en")
    kept = {canonical(stem(t)) for t in tokenise(core) if t[0].isalpha()}
    return (words & kept) or words


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _telling(figure: Figure, text: str) -> float:
    """What the figure tells: little when it is a share that is mentioned by the way, as whose a
    company is ("Delta Gas, in which the state holds 49 percent, …")."""
    if figure.kind == SHARE and _BACKGROUND.search(text, 0, figure.start):
        return DIGIT_WEIGHTS[0]
    return significance(figure)


def _dated(figure: Figure, text: str) -> Figure:
    """A year of which the end is meant ("end-2029", "the end of 2029") as its last day."""
    if figure.kind == DATE and figure.number < 2100 and _END.search(text, 0, figure.start):
        return replace(figure, number=figure.number * 10_000 + 1231)
    return figure


def _label(text: str) -> frozenset[str]:
    """The words of the label of an entry of a list ("• Average price: 15.8 sen")."""
    match = _LABELLED.match(text) if ": " in text else None
    if not match:
        return frozenset()
    stem = stemmer("en")
    return (
        frozenset(canonical(stem(t)) for t in tokenise(match[1]))
        - function_stems("en")
        - measures()
    )


def _things(text: str, figure: Figure) -> frozenset[str]:
    """The content words among the next three: what is counted."""
    stem, common = stemmer("en"), function_stems("en")
    near = tokenise(text[figure.end : figure.end + 40])[:3]
    return frozenset(canonical(stem(t)) for t in near if t[0].isalpha()) - common - measures()


def names(text: str, code: str = "en") -> frozenset[str]:
    """The stems of the words with a capital letter that does not merely open a sentence."""
    stem, nations, known = stemmer(code), _nations(), tables()
    stems = set()
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    for match in _NAME.finditer(text):
        word, at = match[1], match.start(1)
        if not word or not word[0].isupper():
            continue
        word = word.removesuffix("’s").removesuffix("'s")
        if word.lower() in _NO_NAMES:
            continue
        if word in nations:
            stems.add(nations[word])
            continue
        opens = at <= start or text[at - 2 : at] in _STOPS
        if opens and not (word in known.known or text[match.end() + 1 : match.end() + 2].isupper()):
            continue
        if opens and stem(word) in function_stems("en"):
            continue
        stems.update(map(stem, filter(None, word.split("-"))))
    return frozenset(stems - measures())


_STOPS = frozenset((". ", "? ", "! ", ": ", " “", "“", ' "'))
_NO_NAMES = frozenset(
    """president minister prime chief ceo mr mrs ms dr deputy finance foreign ministry
    i the a an in of and for on at it he she they we""".split()
).union(map(str.lower, WEEKDAYS), *language("en").months)


def weight(stems: Iterable[str]) -> float:
    """How much the words tell together: the sum of their rarities."""
    return math.fsum(map(_RARITIES.__getitem__, stems))


_RARITIES = Known(rarity)


def significance(figure: Figure) -> float:
    """What it tells about two reports that both give this figure (``DIGIT_WEIGHTS``)."""
    if figure.kind == DATE:
        return DIGIT_WEIGHTS[2] if figure.number > 2100 else DIGIT_WEIGHTS[1]
    digits = f"{figure.number:.6g}".replace(".", "").replace("-", "").strip("0").partition("e")[0]
    return DIGIT_WEIGHTS[min(3, max(0, len(digits) - (figure.kind == COUNT and len(digits) < 2)))]


@lru_cache(maxsize=1)
def _nations() -> Mapping[str, str]:
    """Countries and their demonyms to the stem of the country."""
    text = data_path("names.txt").read_text("utf-8")
    section = text.partition("[countries]")[2].partition("\n[")[0]
    table = {}
    for line in section.split("\n"):
        country, _, others = line.partition(":")
        key = country.strip().lower()
        for word in [country, *others.split()]:
            if word.strip() and "_" not in word:
                table[word.strip()] = key
    return table
