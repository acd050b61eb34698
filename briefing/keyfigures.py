"""Key figures: the numbers of a brief that stand on their own, with what they measure.

Every figure is taken from a point on the page and keeps that point's source number. The label is
made of the point's own words: the noun phrase that is counted ("700 companies with Korean capital")
or that the verb of measuring ties to the figure ("investment volume reaching $9.6 billion").
A figure whose meaning cannot be told from the words next to it is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.figures import AMOUNT, COUNT, MEASURE, SHARE, Figure, figures
from briefing.model import KeyFigure, Point

FEWEST, MOST = 3, 5
"""A strip of one or two figures says less than the sentences; more than five do not fit a line."""

LONGEST_LABEL = 38
"""Characters of a label: what a fifth of an A4 line holds in two lines of small type."""

_KINDS = {AMOUNT: 0, MEASURE: 1, SHARE: 2, COUNT: 3}
_COUNTED = re.compile(
    r"[\s\u00a0]+((?:(?!and\b|or\b|in\b|on\b|at\b|by\b|for\b|from\b|to\b|as\b|that\b|which\b|who\b"
    r"|with\b|will\b|would\b|is\b|are\b|was\b|were\b|have\b|has\b|had\b|a\b|per\b|last\b|this\b)"
    r"[^\W\d_][\w’'-]*[\s\u00a0]?){1,4})"
)
_MEASURES = re.compile(
    r"((?:[^\W\d_][\w’'-]*\s){1,4}?)(?:reach(?:ed|es|ing)|totall?(?:ed|ing|s)|stood at|worth|of"
    r"|amount(?:ed|s|ing) to|hit|valued at|was|is|were|rose to|fell to|grew to|climbed to|at)\s"
    r"(?:about |around |some |nearly |almost |more than |over |up to |at least )?$"
)
_ADDED = re.compile(r"\s(?:in|of|for)\s((?:[^\W\d_][\w’'-]*\s?){1,3})")
_SMALL = frozenset("a an the its his her their our this that these those of and".split())
_NO_LABEL = frozenset(
    "it he she they we i you there which that who what total more than the a cost".split()
)


def key_figures(points: Sequence[Point]) -> tuple[KeyFigure, ...]:
    """At most ``MOST`` labelled figures, one a point, in the points' order; none under ``FEWEST``.

    Amounts go before measures, shares and counts when there are too many.
    """
    found = []
    for place, point in enumerate(points):
        best = min(_labelled(point), default=None)
        if best is not None:
            found.append((best[0], place, best[2], best[3], point.source))
    chosen = sorted(sorted(found)[:MOST], key=lambda f: f[1])
    if len(chosen) < FEWEST:
        return ()
    return tuple(KeyFigure(value, label, source) for _, _, value, label, source in chosen)


def _labelled(point: Point) -> list[tuple[int, int, str, str]]:
    rows = []
    for figure in figures(point.quote):
        if figure.kind not in _KINDS or (figure.kind == COUNT and figure.number < 20):
            continue
        label = _label(figure, point.quote)
        if label:
            rows.append((_KINDS[figure.kind], figure.start, figure.value, label))
    return rows


def _label(figure: Figure, text: str) -> str:
    if figure.kind == COUNT:
        found = _COUNTED.match(text, figure.end)
        return _trim(found[1]) if found else ""
    found = _MEASURES.search(text, max(0, figure.start - 60), figure.start)
    if found:
        return _trim(found[1])
    found = _ADDED.match(text, figure.end)
    return _trim(found[1]) if found and figure.kind == AMOUNT else ""


def _trim(words: str) -> str:
    kept = words.replace("\u00a0", " ").split()
    while kept and kept[0].lower() in _SMALL:
        kept = kept[1:]
    while kept and kept[-1].lower() in _SMALL:
        kept = kept[:-1]
    label = " ".join(kept)
    if not kept or label.lower() in _NO_LABEL or len(label) > LONGEST_LABEL:
        return ""
    return label
