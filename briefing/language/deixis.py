"""Words that point to where and by whom a text was written: "here", and the place that its
dateline names; "I" and "we".

Fillmore (1997) calls this the deixis of place and of person: on a page of many reports "here" is
nowhere and "we" is nobody. English only.
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


_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|‘[^’]*(?:’\w[^’]*)*(?:’|$)|(?<!\w)'(?=\w).*?(?:(?<=[\w.,!?])'(?!\w)|$)"
)
_AUTHOR = re.compile(
    r"(?:(?P<before>\w+)[ ])?\b(?:I(?:['’]\w+)?(?![\w.])|[Ww]e|[Oo]ur(?:s|selves)?|[Mm]y|me|us"
    r"|myself)\b"
)


def speaks_as_author(text: str) -> bool:
    """Whether "I" or "we" stands outside quotations, so that whoever wrote the text is meant.

    >>> speaks_as_author("We urge ministers to act."), speaks_as_author("“We act,” Cho said.")
    (True, False)
    >>> speaks_as_author("World War I ended."), speaks_as_author("Orsk, I think, will act.")
    (False, True)
    """
    for match in _AUTHOR.finditer(_QUOTED.sub(" ", text)):
        before = match["before"] or ""
        if match.group().split()[-1] != "I" or not before[:1].isupper():
            return True
    return False


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
