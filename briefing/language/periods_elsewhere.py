"""Periods in other languages than English, by their files (:mod:`briefing.language.periods`).

The section ``series`` of a file has patterns of how days, months, quarters, halves and years are
written, and of the words beside them that make them what a value is compared with, a deadline, or
the day on which somebody said so. Without that section a text has no periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from briefing.language.dates_elsewhere import FUTURE, tense, weekday_pattern
from briefing.language.periods import (
    BASE,
    MAIN,
    SAID,
    Period,
    day_of,
    near_year,
    periods,
    span_of_day,
    span_of_weekday,
)
from briefing.languages import Series, compiled, language

_BRACKETS = re.compile(r"\s?\[[^\[\]]*\]")
_WEEKDAY = re.compile(r"d\d")


def periods_of(text: str, written: str, code: str) -> tuple[Period, ...]:
    """All periods of ``text`` in a language, in order, read as on the day ``written`` (ISO 8601,
    may be empty).

    >>> [(p.grain, p.first, p.last) for p in periods_of("Во втором квартале 2025 года", "", "ru")]
    [('quarter', 401, 631)]
    >>> [(p.grain, p.year, p.first) for p in periods_of("지난해 5월 물가", "2024-06-12", "ko")]
    [('month', 2023, 501)]
    """
    return periods(text, written) if code == "en" else _periods(text, written, code)


@lru_cache(maxsize=1024)
def _periods(text: str, written: str, code: str) -> tuple[Period, ...]:
    own = language(code)
    if not own.series.rules:
        return ()
    day, taken = day_of(written), [False] * len(text)
    read: list[Period] = []
    plain = _BRACKETS.sub(lambda match: " " * len(match[0]), text)
    for match in _matches(plain, code):
        start, end = match.span()
        if any(taken[start:end]):
            continue
        taken[start:end] = [True] * (end - start)
        planned = bool(own.distances.weekdays) and tense(plain, start, end, own.distances) == FUTURE
        span = _span(match, day, own.series, planned)
        if span is None:
            continue
        grain, year, first, last, weekday = span
        if year is None and weekday < 0:
            year = near_year(first, day, planned)
        role, until = _role(plain, start, end, grain, planned, own.series)
        read.append(
            Period(match[0], start, end, grain, year, first, last, weekday, role, until, planned)
        )
    return tuple(sorted(read, key=lambda p: p.start))


def _matches(text: str, code: str) -> Iterator[re.Match[str]]:
    """The matches of the rules, of the first rule first, then those of weekdays."""
    own = language(code)
    for rule in own.series.rules:
        yield from compiled((f"(?i:{rule})",)).finditer(text)
    if own.distances.weekdays:
        yield from weekday_pattern(own.distances.weekdays).finditer(text)


_Span = tuple[str, int | None, int, int, int]
"""Grain, year, first and last day, and the weekday (-1 for none)."""


def _span(match: re.Match[str], day: date | None, own: Series, planned: bool) -> _Span | None:
    """The span of a period; ``None`` where it cannot be read without the date of its article."""
    named = {name: value for name, value in match.groupdict().items() if value}
    weekday = next((int(name[1]) for name in named if _WEEKDAY.fullmatch(name)), -1)
    if weekday >= 0:
        span = span_of_weekday(weekday, day, planned)
        return *span, weekday if span[0] == "weekday" else -1
    year = _year(named, day)
    if "day" in named and "month" in named:
        at = _number(own.months, named["month"]) * 100 + int(named["day"])
        return "day", year, at, at, -1
    if "day" in named:
        return _day_of_month(int(named["day"]), day)
    grain, first, last = _months(named, own)
    return grain, year, first * 100 + 1, last * 100 + 31, -1


def _months(named: dict[str, str], own: Series) -> tuple[str, int, int]:
    """Grain, first and last month of a period of months."""
    if "quarter" in named:
        n = _number(own.ordinals, named["quarter"])
        return "quarter", 3 * n - 2, 3 * n
    if "half" in named:
        n = _number(own.ordinals, named["half"])
        return "half", 6 * n - 5, 6 * n
    if "count" in named:
        return "half", 1, _number(own.counts, named["count"]) + 1
    if "to" in named:
        return "half", _number(own.months, named["from"]), _number(own.months, named["to"])
    if "month" in named:
        n = _number(own.months, named["month"])
        return "month", n, n
    return "year", 1, 12


def _year(named: dict[str, str], day: date | None) -> int | None:
    if "year" in named:
        return int(named["year"])
    step = next((n for word, n in (("last", -1), ("this", 0), ("next", 1)) if word in named), None)
    return None if step is None else (day.year if day else 0) + step


def _day_of_month(number: int, day: date | None) -> _Span | None:
    """A day without its month: the last one of that number, as on ``day``."""
    if day is None:
        return None
    first = day.replace(day=1) if number <= day.day else day.replace(day=1) - timedelta(days=1)
    try:
        return *span_of_day(first.replace(day=number)), -1
    except ValueError:
        return None


def _number(names: Sequence[str], written: str) -> int:
    """Which of the patterns was written, from 1."""
    return next(n for n, name in enumerate(names, 1) if re.fullmatch(name, written, re.IGNORECASE))


def _role(
    text: str, start: int, end: int, grain: str, planned: bool, own: Series
) -> tuple[str, bool]:
    """What a period is to its sentence, and whether it is a deadline."""
    before, after = text[:start], text[end:]
    if _ends_with(own.until_before, before) or _begins_with(own.until_after, after):
        return MAIN, True
    if _ends_with(own.toward_before, before):
        return (MAIN, True) if planned else (BASE, False)
    if _ends_with(own.base_before, before) or _begins_with(own.base_after, after):
        return BASE, False
    said = _ends_with(own.said_before, before) or _begins_with(own.said_after, after)
    return SAID if said and not planned and grain in ("day", "weekday") else MAIN, False


def _ends_with(pattern: str, text: str) -> bool:
    return (
        bool(pattern) and compiled((rf"(?i:\b(?:{pattern})\s*$)",)).search(text[-60:]) is not None
    )


def _begins_with(pattern: str, text: str) -> bool:
    return bool(pattern) and compiled((rf"(?i:{pattern})",)).match(text) is not None


def is_compared(start: int, end: int, text: str, code: str) -> bool:
    """Whether the figure at ``text[start:end]`` is what another is compared with."""
    own = language(code).series
    return _ends_with(own.than_before, text[:start]) or _begins_with(own.than_after, text[end:])
