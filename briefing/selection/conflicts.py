"""What two reports of one fact disagree on: a figure, a date, or who it was.

Days of the week are left alone: in real stories they were those of two things, 2 times in 2.
Precision before coverage: a name is only in dispute where each report has one person with an
office or role, of the same office ("Captain Rodel Abay", "the ship's captain, Rommel Abad"), and
tells what the person did, not what the person said about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from briefing.language.gazetteer import tables
from briefing.language.quantities import DATE, Figure, agree, figures, near
from briefing.language.synonyms import canonical
from briefing.language.tokens import stemmer
from briefing.language.units import MONTHS

SPELT_ALIKE = 0.75
"""Ratio of matching letters (Ratcliff and Obershelp 1988) that given and family names both reach
when they are one name in two spellings: 26 of 28 pairs of names written in two ways that we put
together reach it ("Peskov", "Peskow"; "Gaddafi", "Qaddafi"), Rommel and Rodel do not."""

_WORD = r"(?:[a-z]{2}-)?[^\W\d_a-z][\w’'-]*[a-z]"
_DUE = re.compile(r"\b(?:by|in|from|until|before|end of)\s(?:\w+\s)?$|\b(?:end|mid)-$", re.I)
_COMPARED = re.compile(r"\b(?:than|from|against|versus|vs\.?)\s(?:\w+\s){0,2}$", re.I)
_PERIODS = (
    re.compile("|".join(f"{m[:3]}(?={m[3:]}|\\.)" for m in MONTHS)),
    re.compile(r"\b(?:19|20)\d\d\b"),
)
_OFFICE = re.compile(r"[^\W\d_][\w-]+")
_NAME = re.compile(rf",? ({_WORD}(?: (?:[A-Z]\. |bin |de |van |von |da )?{_WORD})+)")
_SAYING = (
    r"(?:said|says|saying|told|tells|added|adds|announced|reported|stated|noted|warned|called|"
    r"confirmed|explained|claimed|wrote)"
)
_SAYS = re.compile(rf",? (?:\w+ly )?{_SAYING}\b")
_SAID_BY = re.compile(rf"(?:\baccording to\b|\b{_SAYING}\b)[^,;]{{0,40}}$")


@lru_cache(maxsize=4096)
def disputes(a: str, b: str) -> tuple[tuple[str, str], ...]:
    """Pairs of what two reports disagree on, as written in ``a`` and in ``b``; figures first.

    >>> disputes("Captain Rodel Abay was arrested.", "Police held the captain, Rommel Abad.")
    (('Rodel Abay', 'Rommel Abad'),)
    """
    return (*differences(a, b), *_persons(a, b))


def differences(a: str, b: str) -> tuple[tuple[str, str], ...]:
    """Pairs of figures (as written in ``a``, in ``b``) that two reports of one fact disagree on.

    Only where exactly one figure of a unit (or counted noun) of ``a`` finds no agreeing partner and
    exactly one of ``b`` neither: with more, it is not known which stands against which.

    >>> differences("It left 2,300 containers waiting.", "Some 2,600 containers were waiting.")
    (('2,300', '2,600'),)
    """
    mine, theirs = _by_unit(a), _by_unit(b)
    found = []
    for unit in sorted(set(mine) & set(theirs)):
        left = [f for f in mine[unit] if not any(agree(f, g) for g in theirs[unit])]
        right = [g for g in theirs[unit] if not any(agree(f, g) for f in mine[unit])]
        if len(left) == 1 and len(right) == 1 and _opposed(left[0], right[0], a, b):
            found.append((left[0].start, left[0].value, right[0].value))
    return tuple((x, y) for _, x, y in sorted(found))


def _opposed(mine: Figure, theirs: Figure, a: str, b: str) -> bool:
    """Whether the two can be one fact: neither number stands in the other text as well, amounts are
    near each other and of one period, and plain years tell when something is due or done ("in
    2028"), not what it is compared with ("than in 2025").
    """
    if mine.number in {f.number for f in figures(b)} or theirs.number in {
        f.number for f in figures(a)
    }:
        return False
    if mine.kind != DATE:
        numbers = mine.number, theirs.number
        return (near(*numbers) or _slipped(*numbers)) and _one_period(a, b)
    if not all(1900 <= f.number <= 2100 for f in (mine, theirs)):
        return True
    return all(
        _DUE.search(t[: f.start]) and not _COMPARED.search(t[: f.start])
        for f, t in ((mine, a), (theirs, b))
    )


def _slipped(one: float, other: float) -> bool:
    """Whether they are the same but for the decimal point."""
    return f"{one:e}"[:8] == f"{other:e}"[:8]


def _one_period(a: str, b: str) -> bool:
    """Whether not both name months or years, and other ones: two months make two facts."""
    return all(
        not mine or not theirs or mine == theirs
        for mine, theirs in (map(frozenset, (p.findall(a), p.findall(b))) for p in _PERIODS)
    )


def _by_unit(text: str) -> dict[str, list[Figure]]:
    stem = stemmer("en")
    table: dict[str, list[Figure]] = {}
    for figure in figures(text):
        key = figure.unit or (canonical(stem(figure.noun)) if figure.noun else "")
        if key:
            table.setdefault(key, []).append(figure)
    return table


def _persons(a: str, b: str) -> tuple[tuple[str, str], ...]:
    mine, theirs = _person(a), _person(b)
    if mine is None or theirs is None or mine[0] != theirs[0]:
        return ()
    one, other = mine[1], theirs[1]
    if {*one.split()} & {*other.split()} or _one_name(one.split(), other.split()):
        return ()
    return () if one in b or other in a else ((one, other),)


def _person(text: str) -> tuple[str, str] | None:
    """Office and name of the one person that the sentence names with an office."""
    found = list(_officials(text))
    if len(found) != 1:
        return None
    office, name = found[0]
    if _SAYS.match(text, name.end()) or _SAID_BY.search(text, 0, office.start()):
        return None
    return office[0].lower(), name[1]


def _officials(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    known = tables()
    for office in _OFFICE.finditer(text):
        name = _NAME.match(text, office.end()) if _is_office(office[0]) else None
        if name and not {*name[1].split()} & (known.organisations | known.titles):
            yield office, name


def _is_office(word: str) -> bool:
    return word in tables().titles or word.lower() in tables().roles


def _one_name(one: list[str], other: list[str]) -> bool:
    """Whether two names are one in two spellings."""
    return all(
        SequenceMatcher(None, x.lower(), y.lower(), autojunk=False).ratio() >= SPELT_ALIKE
        for x, y in ((one[0], other[0]), (one[-1], other[-1]))
    )
