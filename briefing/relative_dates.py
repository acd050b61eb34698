"""Days named from today or the day of a brief: ``today``, ``yesterday``, ``3d``, ``monday``."""

from __future__ import annotations

import datetime as dt
import re

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AGO = re.compile(r"(\d{1,4})([dw])")
EXAMPLES = "2024-06-12, today, yesterday, 3d or monday"


def is_relative(text: str) -> bool:
    """Whether ``text`` names a day from today."""
    return text in ("today", "yesterday", *WEEKDAYS) or bool(_AGO.fullmatch(text))


def resolved(text: str, today: dt.date) -> str:
    """The day that ``text`` names, in ISO 8601; anything else as it is.

    ``3d`` is three days ago, ``2w`` two weeks ago, a weekday the last such day, today included.

    >>> day = dt.date(2024, 6, 12)  # a Wednesday
    >>> [resolved(text, day) for text in ("yesterday", "3d", "monday", "wednesday", "thursday")]
    ['2024-06-11', '2024-06-09', '2024-06-10', '2024-06-12', '2024-06-06']
    """
    ago = _AGO.fullmatch(text)
    if ago:
        days = int(ago[1]) * (7 if ago[2] == "w" else 1)
    elif text in WEEKDAYS:
        days = (today.weekday() - WEEKDAYS.index(text)) % 7
    elif text in ("today", "yesterday"):
        days = int(text == "yesterday")
    else:
        return text
    return (today - dt.timedelta(days)).isoformat()
