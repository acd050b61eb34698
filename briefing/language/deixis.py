"""Words that point to where a report was written: "here", and the place that its dateline names.

Fillmore (1997) calls this place deixis: on a page of many reports "here" is nowhere. English only.
"""

from __future__ import annotations

import re

_HERE = re.compile(
    r"(?<=[\w”\"'’,] )here(?= (?:said|on|in|today|tomorrow|yesterday|this|last|next|after|before"
    r"|and|but|to|with|for|has|have|had|will|was|were|is|are|continued|that|by|from|early|late)\b"
    r"| (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[.,;]|$)(?! and there\b)"
)
_QUOTES = str.maketrans("“”„", '"""')
_PLACE = re.compile(
    r"(?P<place>[A-ZÀ-Ý][\w.’'-]*"
    r"(?: (?:de |la |el |al |an der |am |on |upon )?[A-ZÀ-Ý][\w.’'-]*){0,3})"
    r"(?= ?(?:[,/(:]|[-–—]))"
)


def points_here(text: str) -> tuple[int, int] | None:
    """The span of the first "here" outside quotations that means the place of the report.

    >>> points_here("Rates will rise, dealers here said.")
    (25, 29)
    >>> points_here("The money stays here [Osh], dealers said."), points_here("Here it ends.")
    (None, None)
    """
    plain = text.translate(_QUOTES)
    for match in _HERE.finditer(plain):
        if plain.count('"', 0, match.start()) % 2 == 0:
            return match.span()
    return None


def dateline_place(dateline: str) -> str:
    """The place that a dateline opens with, as a sentence writes it; ``""`` where it has none.

    >>> dateline_place("NEW YORK, June 12 (Wire) - "), dateline_place("(Wire) - ")
    ('New York', '')
    """
    match = _PLACE.match(dateline)
    if match is None:
        return ""
    place = match["place"]
    return place.title() if place.isupper() and "." not in place else place
