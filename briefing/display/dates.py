"""Dates and periods as a brief prints them, in one form per language.

English follows the usage of most style guides for international readers (``12 June 2024``); other
languages follow the long form of the Unicode Common Locale Data Repository, through Babel.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from briefing.display.text import clean
from briefing.languages import language

_MONTHS = language("en").distances.month_names


@lru_cache(maxsize=1024)
def long_date(iso: str, language: str = "en") -> str:
    """An ISO date written out; what is no date as given, a language without a known form as ISO.

    >>> long_date("2024-06-12"), long_date("2024-06-12", "de"), long_date("2024-06-12", "ko")
    ('12 June 2024', '12. Juni 2024', '2024년 6월 12일')
    >>> long_date("June"), long_date("2024-06-12", "xx")
    ('June', '2024-06-12')
    """
    day = _parsed(iso)
    if day is None:
        return clean(iso)
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    from babel import UnknownLocaleError
    from babel.dates import format_date

    try:
        return clean(format_date(day, "long", locale=language))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


def long_period(first: str, last: str, language: str = "en") -> str:
    """Two ISO dates as a period; what both share is printed once.

    >>> long_period("2024-06-10", "2024-06-12"), long_period("2024-05-28", "2024-06-12")
    ('10–12 June 2024', '28 May – 12 June 2024')
    >>> long_period("2023-12-30", "2024-01-02"), long_period("2024-06-10", "2024-06-12", "fr")
    ('30 December 2023 – 2 January 2024', '10–12 juin 2024')
    """
    start, end = _parsed(first), _parsed(last)
    if start is None or end is None or start == end:
        first, last = long_date(first, language), long_date(last, language)
        return (last or first) if first == last or not first or not last else f"{first} – {last}"
    if language != "en":
        return _interval(start, end, language)
    begin, close = long_date(first), long_date(last)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{close}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {close}"
    return f"{begin} – {close}"


def days_between(first: str, last: str) -> int:
    """The days from one ISO date to another; 0 where either is missing.

    >>> days_between("2024-06-30", "2024-07-01"), days_between("", "2024-07-01")
    (1, 0)
    """
    start, end = _parsed(first), _parsed(last)
    return (end - start).days if start and end else 0


def _interval(start: dt.date, end: dt.date, language: str) -> str:
    from babel import UnknownLocaleError
    from babel.dates import format_interval

    try:
        return clean(format_interval(start, end, "yMMMMd", locale=language))
    except (UnknownLocaleError, ValueError):
        return f"{start.isoformat()} – {end.isoformat()}"


def _parsed(iso: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return None
    return day if len(iso) == len("2024-06-12") else None
