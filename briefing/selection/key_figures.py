"""Key figures: the numbers of a brief that stand on their own, with what they measure.

Every figure is taken from a point on the page and keeps that point's source number. Only whole
figures with a label are shown (see :mod:`briefing.selection.figure_labels`); the biggest sums of
money come first. With fewer than ``FEWEST`` of them there is no strip.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from briefing.language.periods import without_added_dates
from briefing.language.quantities import AMOUNT, COUNT, MEASURE, SHARE, Figure, figures
from briefing.model import KeyFigure, Point
from briefing.selection.figure_labels import label
from briefing.selection.figure_labels.elsewhere import labelled_elsewhere
from briefing.selection.figure_labels.exchange import in_dollars

FEWEST, MOST = 2, 5
"""A single figure says less than its sentence; more than five do not fit on a line."""

PER_POINT = 2
"""Most figures of one point; a second one only where other points leave room."""

_ENGLISH: Mapping[int, str] = {}

_ORDER = {AMOUNT: 0, MEASURE: 1, SHARE: 2, COUNT: 3}

Labelled = tuple[tuple[int, float], int, str, str]
"""Rank, place, value and label of a figure."""

_Chosen = tuple[bool, int, float, int, str, str, int]
"""Whether it is its point's second, rank, place, value, label and source of a figure."""

_NUMBER = re.compile(r"\d[\d.,]*")
_HEDGE = re.compile(
    r"\b(?:more than|less than|fewer than|at least|up to|as (?:many|much) as|nearly|almost|over"
    r"|about|around|some|roughly|approximately|just (?:over|under)|an estimated|above|below"
    r"|past)\s$",
    re.IGNORECASE,
)


def key_figures(
    points: Sequence[Point], languages: Mapping[int, str] = _ENGLISH
) -> tuple[KeyFigure, ...]:
    """At most ``MOST`` labelled figures; none if there are fewer than ``FEWEST``.

    ``languages`` has the code of each source that is not in English.

    Sums of money come first, the biggest of them before the others; then measures, shares and
    counts, each in the order of their points.
    """
    chosen = []
    for place, point in enumerate(points):
        disputed = {conflict.value for conflict in point.conflicts}
        rows = [
            row
            for row in labelled(point.text, languages.get(point.source, "en"))
            if not _among(row[2], disputed)
        ]
        best = _distinct(sorted(rows, key=lambda f: (*f[0], f[1])))[:PER_POINT]
        for turn, (rank, _, value, words) in enumerate(best):
            chosen.append((turn > 0, *rank, place, value, words, point.source))
    chosen = sorted(_once(sorted(chosen), languages)[:MOST], key=lambda f: f[1:4])
    if len(chosen) < FEWEST:
        return ()
    return tuple(KeyFigure(value, text, source) for *_, value, text, source in chosen[:MOST])


def _once(rows: Sequence[_Chosen], languages: Mapping[int, str]) -> list[_Chosen]:
    """The figures without those that another point gives for the same thing in the same words."""
    kept: dict[tuple[object, ...], _Chosen] = {}
    for row in rows:
        *_, place, value, words, source = row
        english = languages.get(source, "en") == "en"  # there points of one fact are one
        kept.setdefault((place if english else -1, words, *_NUMBER.findall(value)), row)
    return list(kept.values())


def _among(value: str, disputed: Collection[str]) -> bool:
    """Whether sources differ about the figure: then it is no figure of the day."""
    return any(number and number in value for number in disputed)


def _distinct(rows: Sequence[Labelled]) -> list[Labelled]:
    """The figures without those that the label of a better one contains: "for 30 electric
    trains"."""
    kept: list[Labelled] = []
    for row in rows:
        number = _NUMBER.search(row[2])
        if not any(number and number[0] in _NUMBER.findall(other[3]) for other in kept):
            kept.append(row)
    return kept


@lru_cache(maxsize=1024)
def labelled(text: str, code: str = "en") -> tuple[Labelled, ...]:
    """Rank (the least is shown first), place, value and label of every figure with a label.

    Fitting a page composes the same points many times, so the last answers are kept.
    """
    if code != "en":
        return tuple(
            (_rank(row.figure), row.figure.start, row.value, row.label)
            for row in labelled_elsewhere(text, code)
        )
    rows = []
    text = without_added_dates(text)
    for figure in figures(text):
        words = label(figure, text)
        if words:
            rows.append((_rank(figure), figure.start, _value(figure, text), words))
    return tuple(rows)


def _rank(figure: Figure) -> tuple[int, float]:
    size = -figure.upper * in_dollars(figure.unit) if figure.kind == AMOUNT else 0.0
    return _ORDER[figure.kind], size


def _value(figure: Figure, text: str) -> str:
    """The figure as written, with the words before it that make it a bound."""
    hedge = _HEDGE.search(text, 0, figure.start)
    rate = _PER.match(text, figure.end) if figure.per else None
    return f"{hedge[0].lower() if hedge else ''}{figure.value}{rate[0] if rate else ''}"


_PER = re.compile(r"\s(?:an?|per)\s[\w-]+|/\w+")
