"""What a figure measures, as far as two reports must share it to speak of one value.

A count of people is a count of what befell them: "12 were killed and 40 injured" holds a number of
dead and a number of injured, and only the dead of two reports can disagree. Any other count has
the noun that it counts. Amounts and measures have their unit as written, so that days do not stand
against weeks, and the words of their clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.language.figures_elsewhere import counted_kind, figures_of
from briefing.language.periods_elsewhere import is_compared
from briefing.language.quantities import AMOUNT, DATE, Figure
from briefing.language.synonyms import canonical
from briefing.language.tokens import function_stems, stemmer, tokenise, tokeniser
from briefing.language.units import NUMBER_WORDS, TIMES, UNIT_WORDS
from briefing.languages import language

_NUMBERS = language("en").numbers
_FATES = _NUMBERS.fates
_FATE = {word: fate for fate, words in _FATES.items() for word in words.split()}
RUNNING = frozenset(_FATES)
"""Numbers that grow while an event goes on: a later one updates an earlier one."""

_PEOPLE = frozenset(_NUMBERS.people)
_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_PARTS = re.compile(r"[;:–—()“”\"•]|,(?=\s)|\s(?:and|while|but|as|after|with)\s|\s-\s|[.?!](?=\s)")
AFTER, BEFORE = 6, 7
"""Words after and before a figure in its clause that tell what it measures."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with the ``kind`` of thing it measures (equal for figures that can stand against
    each other), the stems of the words around it in its clause, and whether it is only ``compared``
    with what is told ("up from 8.4 percent", "an earlier toll of 12")."""

    figure: Figure
    kind: str
    context: frozenset[str]
    compared: bool

    @property
    def running(self) -> bool:
        """Whether it is a count that keeps growing, such as the dead of a flood."""
        return self.kind in RUNNING


@lru_cache(maxsize=4096)
def measured(text: str, code: str = "en") -> tuple[Measured, ...]:
    """The figures of ``text`` in the language ``code`` but dates, with what they measure.

    >>> [m.kind for m in measured("At least 12 people were killed and 40 injured on Monday.")]
    ['killed', 'injured']
    >>> [m.kind for m in measured("A mill exploded, killing 15 people and injuring 45.")]
    ['killed', 'injured']
    """
    every = figures_of(text, code)
    english = code == "en"
    return tuple(
        Measured(
            f,
            _kind(f, text, every) if english or f.unit else counted_kind(f, code),
            context(f.start, f.end, text, code),
            compared(f, text) if english else is_compared(f.start, f.end, text, code),
        )
        for f in every
        if f.kind != DATE
    )


def compared(figure: Figure, text: str) -> bool:
    """Whether a figure is what another is compared with ("from 8.4 percent", "than 40")."""
    return bool(_COMPARED.search(text, max(0, figure.start - 60), figure.start))


def _kind(figure: Figure, text: str, every: Sequence[Figure]) -> str:
    if figure.kind == AMOUNT:
        return f"{figure.unit}/{figure.per}"
    if figure.unit in TIMES:
        return f"{figure.unit}*{figure.factor:g}"
    if figure.unit:
        return f"{figure.unit}/{figure.per}"
    return _counted(figure, text, every)


def _counted(figure: Figure, text: str, every: Sequence[Figure]) -> str:
    """The fate of people that are counted, else the stem of the noun."""
    stop = min([f.start for f in every if f.start >= figure.end], default=len(text))
    after = [w.lower() for w in _WORDS.findall(_clause_after(text[figure.end : stop]))][:8]
    before = [w.lower() for w in _WORDS.findall(text[max(0, figure.start - 40) : figure.start])]
    noun = next((w for w in after[:4] if w not in _LINKS), "")
    if not noun or noun in _PEOPLE or noun in _FATE or noun in _AUXILIARIES:
        nearest = [w for w in before[-4:] if w not in _HEDGES][-1:]
        words = [w for w in (*nearest, *after, *reversed(before[-5:])) if w in _FATE]
        if words:
            return _FATE[words[0]]
    if noun in _PEOPLE:
        return "people"
    number_of = _NUMBER_OF.search(text, 0, figure.start) if not noun else None
    if number_of:
        noun = number_of[1].lower()
    plural = next((w for w in after[:4] if w.endswith("s") and w not in _AUXILIARIES), noun)
    if not plural or plural in _AUXILIARIES or stemmer("en")(plural) in function_stems("en"):
        return ""
    rate = _RATE.match(text, figure.end)
    return canonical(stemmer("en")(plural)) + (f"/{rate[1].lower()}" if rate else "")


def _clause_after(text: str) -> str:
    return _PARTS.split(text, maxsplit=1)[0]


_NUMBER_OF = re.compile(r"\bnumber of (?:\w+ ){0,2}?(\w+s)\b[^,;:()]{0,80}$", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:(?:up|down|lower(?:ed)?|raised|revised)\s(?:\S+\s){0,3}from|from|against|versus|vs\.?"
    r"|compared (?:with|to)|(?<!more )(?<!less )(?<!fewer )than|instead of|not)\s"
    r"(?:(?:an?|the|about|around|some|only|just|nearly|almost|revised|record|levels?|of|total"
    r"|estimated|earlier|previous|last|year|year-earlier|month|above|below|loss|profit|deficit|surplus)\s)*\S?$"
    r"|\b(?:earlier|previous(?:ly)?|initial(?:ly)?|original(?:ly)?)\s(?:\w+\s){0,3}\S?$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"(?:\s[^\W\d_][\w’'-]*){1,4}?\s(?:an?|per|each|every)\s(hour|day|night|week|month|year)\b",
    re.IGNORECASE,
)
_LINKS = frozenset("of the a an more other new some its their".split())
_AUXILIARIES = frozenset(
    "were was are is have has had be been remain remained could may will would can".split()
)
_HEDGES = frozenset("at least about around some nearly almost more than up to as many of".split())
_YEARS = frozenset("calendar fiscal financial".split())
"""Words that name a year and not what is measured."""


def context(start: int, end: int, text: str, code: str = "en") -> frozenset[str]:
    """The content stems around ``text[start:end]`` in its clause, without names."""
    first = max([m.end() for m in _PARTS.finditer(text, 0, start)], default=0)
    mark = _PARTS.search(text, end)
    last = mark.start() if mark else len(text)
    stem, common = stemmer(code), function_stems(code)
    if code != "en":
        parts = tokeniser(code)
        words = [*parts(text[first:start])[-BEFORE:], *parts(text[end:last])[:AFTER]]
        return frozenset(stem(w) for w in words if w[0].isalpha()) - common
    words = [*tokenise(text[first:start])[-BEFORE:], *tokenise(text[end:last])[:AFTER]]
    plain = [w for w in words if w[0].isalpha() and not w[0].isupper() and w not in _YEARS]
    stems = {canonical(stem(w)) for w in plain}
    return frozenset(stems) - common - measures() - _HEDGES


@lru_cache(maxsize=1)
def measures() -> frozenset[str]:
    """The stems of all number words and units."""
    stem = stemmer("en")
    return frozenset(
        stem(w) for word in (*NUMBER_WORDS, *UNIT_WORDS) for w in word.split() if w[0].isalnum()
    )
