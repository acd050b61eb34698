"""What must not part at the end of a line: figures from their units, and a last short word."""

from __future__ import annotations

import re
from functools import lru_cache

NBSP = "\u00a0"
LEAST_TAIL = 10
"""Characters that a last line holds at least, source numbers aside: two words of usual length. A
last line shorter than the indent and a word reads as a hole between paragraphs."""
LONGEST_TAIL = 26
"""Characters that are tied at most: three fifths of a line of a two-column page, so that the line
before does not turn ragged."""
SHORTEST = 40
"""Characters below which a text is left alone: it fits a line of any page of usual width."""

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    "|January|February|March|April|May|June|July|August|September|October|November|December"
)
_FIGURE = re.compile(
    r"(?<=\d) (?=(?:million|billion|trillion|percent|per cent|%)(?!\w))"
    rf"|(?<=\d) (?=(?:{_MONTH})(?!\w))"
    r"|(?<=\b[A-Z]{3}) (?=\d)"
)
_DAY = re.compile(rf"\b({_MONTH}) (?=\d)")


@lru_cache(maxsize=4096)
def tied(text: str) -> str:
    """``text`` with non-breaking spaces where a line may not end.

    >>> tied("Sales fell 4 percent on May 3, the firm said this year.").replace(NBSP, "~")
    'Sales fell 4~percent on May~3, the firm said this~year.'
    """
    if len(text) < SHORTEST:
        return text
    bound = _DAY.sub(rf"\1{NBSP}", _FIGURE.sub(NBSP, text))
    at = len(bound)
    while len(bound) - at < LEAST_TAIL:
        word = bound.rfind(" ", 0, max(at - 1, 0)) + 1
        if word == 0 or len(bound) - word > LONGEST_TAIL:
            break
        at = word
    return bound[:at] + bound[at:].replace(" ", NBSP)
