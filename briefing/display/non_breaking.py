"""Figures stay with their units: non-breaking spaces where a line must not end."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.display.citations import NBSP
from briefing.languages import language

SHORTEST = 40
"""Characters below which a text is left alone: it fits a line of any page of usual width."""

_SHORT = "|".join(form.capitalize() for forms in language("en").months for form in forms[1:])
_MONTH = rf"(?:{_SHORT})\b\.?|{'|'.join(language('en').distances.month_names)}"
_FIGURE = re.compile(
    r"(?<=\d) (?=(?:million|billion|trillion|percent|per cent|%)(?!\w))"
    rf"|(?<=\d) (?=(?:{_MONTH})(?!\w))"
    r"|(?<=\b[A-Z]{3}) (?=\d)"
)
_DAY = re.compile(rf"\b({_MONTH}) (?=\d)")


@lru_cache(maxsize=4096)
def non_breaking(text: str) -> str:
    """``text`` with non-breaking spaces where a line may not end.

    >>> non_breaking("Sales fell 4 percent on May 3, the firm said this year.").replace(NBSP, "~")
    'Sales fell 4~percent on May~3, the firm said this year.'
    """
    if len(text) < SHORTEST:
        return text
    return _DAY.sub(rf"\1{NBSP}", _FIGURE.sub(NBSP, text))
