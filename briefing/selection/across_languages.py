"""Whether two sentences in different languages state one fact, on strong evidence only.

Words cannot be compared, but figures can, and names are much the same once they are written in
Latin letters and reduced to their consonants ("Токаев", "Tokayev": ``tkv``). Two sentences are one
fact where they share a telling figure with its unit and two names, or two such figures and a name,
no figure of one kind stands against another, and their articles are at most ``APART`` days apart.
Korean, Chinese and Japanese have no capitals that tell names: there two figures must agree, or a
name stand in Latin letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefing.language.agreement import agree
from briefing.language.measured import Measured
from briefing.language.units import TIMES
from briefing.selection.pair_features import Profile, significance
from briefing.selection.series import days_between

APART = 3
"""Days between two articles that may report one event in two languages."""

TELLING = 0.6
"""The least weight of a figure that counts: one of two significant digits."""

SHORTEST = 2
"""Least number of consonants of a name; many names share a single consonant."""

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "ґ": "g", "д": "d", "ж": "zh", "з": "z",
    "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "п": "p", "р": "r", "с": "s",
    "т": "t", "ф": "f", "х": "h", "ҳ": "h", "һ": "h", "ц": "ts", "ч": "ch", "ҷ": "j", "ш": "sh",
    "щ": "sh", "й": "i", "ў": "u",
}  # fmt: skip
_SOUNDS = (
    ("kh", "h"), ("q", "k"), ("x", "ks"), ("ck", "k"), ("c", "k"), ("ph", "f"), ("w", "v"),
    ("dj", "zh"), ("j", "zh"), ("sch", "sh"), ("tch", "ch"),
)  # fmt: skip
_NAME = re.compile(r"(?<![.!?…»”\"] )(?<!^)\b[^\W\d_a-zа-яёәғқңөұүһіїєґ][^\W\d_]+")
_NO_CONSONANT = re.compile(r"[^b-df-hj-np-tvxz]")
_DOUBLE = re.compile(r"(.)\1+")
_ENDING = 3  # letters of the longest ending of case that is cut from a name


def skeleton(name: str) -> str:
    """The consonants of a name in Latin letters.

    >>> skeleton("Токаев"), skeleton("Tokayev"), skeleton("Хюндай"), skeleton("Khyundai")
    ('tkv', 'tkv', 'hnd', 'hnd')
    """
    latin = "".join(_LATIN.get(letter, letter) for letter in name.lower())
    for written, sound in _SOUNDS:
        latin = latin.replace(written, sound)
    return _DOUBLE.sub(r"\1", _NO_CONSONANT.sub("", latin))


def pairs(items: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """The pairs of indices in different languages that state one fact."""
    if len({item.candidate.source.language for item in items}) < 2:
        return
    by_figure: defaultdict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        keys = {f"{m.kind} {m.figure.number:.2g}" for m in _telling(item)}
        for other in sorted({k for key in keys for k in by_figure[key]}):
            if one_fact(items[other], item):
                yield other, index
        for key in keys:
            by_figure[key].append(index)


def one_fact(a: Profile, b: Profile) -> bool:
    """Whether two sentences in different languages state one fact; symmetric."""
    one, other = a.candidate, b.candidate
    if one.source.language == other.source.language or (days_between(one, other) or 0) > APART:
        return False
    mine, theirs = _telling(a), _telling(b)
    agreeing = 0
    for kind in {m.kind for m in mine} & {m.kind for m in theirs}:
        pairs_of_kind = [
            agree(m.figure, n.figure) for m in mine for n in theirs if m.kind == n.kind == kind
        ]
        if not any(pairs_of_kind):
            return False
        agreeing += 1
    if not agreeing:
        return False
    shared = _shared(_names(one.text), _names(other.text))
    return shared >= 2 or (agreeing >= 2 and shared >= 1) or agreeing >= 3


def _telling(item: Profile) -> list[Measured]:
    """The figures with a unit of which two reports hardly share one by chance."""
    return [
        m
        for m in item.measured
        if m.figure.unit and m.figure.unit not in TIMES and significance(m.figure) >= TELLING
    ]


def _names(text: str) -> frozenset[str]:
    skeletons = {skeleton(match[0]) for match in _NAME.finditer(text)}
    return frozenset(name for name in skeletons if len(name) >= SHORTEST)


def _shared(mine: frozenset[str], theirs: frozenset[str]) -> int:
    """How many names are the same but for an ending of case ("Кербене", "Kerben")."""
    return sum(any(_same(name, other) for other in theirs) for name in mine)


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) < _ENDING and len(short) >= SHORTEST
