"""Periods: the days, months, quarters and years that a sentence speaks of.

Two reports of one series ("in May", "in June") and two dates for one plan ("before the end of the
year", "in the first quarter of next year") are told apart by them. A period is read against the
date of its article where there is one. Without a date a weekday stays a weekday, and "next year"
is one year after an unknown one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from briefing.language.patterns import LazyPattern
from briefing.language.units import MONTHS, WEEKDAYS
from briefing.languages import language

MAIN, BASE, SAID = "main", "base", "said"
"""The role of a period in its sentence: that of the fact, of what the fact is compared with, or of
the time when somebody said so."""

GRAINS = ("day", "weekday", "week", "month", "season", "quarter", "half", "year")
"""From fine to coarse."""

_MONTH = "|".join(f"{m}|{m[:3]}\\.|{m[:3]}(?=[ -]\\d)" if m != "May" else "May" for m in MONTHS)
_YEAR = r"(?:19|20)\d\d"
_WHICH = (
    rf"(?:\s(?:of\s)?(?P<{{0}}year>{_YEAR}|(?:this|next|last|the|the current|the coming)\syear))?"
)
_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "last": 4, "final": 4, "latter": 2,
}  # fmt: skip
_COUNTS = {
    word: n
    for n, word in enumerate("two three four five six seven eight nine ten eleven".split(), 2)
}
_SEASONS = {
    "spring": (301, 531), "summer": (601, 831), "autumn": (901, 1130), "winter": (1201, 1231),
}  # fmt: skip
_ENDED = (
    r"(?:three|3)\smonths\s(?:to|ended|ending|through)\s(?:\d{1,2}\s)?"
    r"|quarter\s(?:to|ended|ending)\s(?:\d{1,2}\s)?"
)
_PERIOD = LazyPattern(
    rf"""
    \b(?:
    (?P<quarter>(?i:first|second|third|fourth|1st|2nd|3rd|4th|last|final)\squarter|Q[1-4])
        {_WHICH.format("q")}
  | (?:{_ENDED})(?P<ended>{_MONTH})(?:\s\d{{1,2}})?(?:,?\s(?P<eyear>{_YEAR}))?
  | (?P<half>(?i:first|second|latter)\s(?:half|six\smonths)){_WHICH.format("h")}
  | (?i:first)\s(?P<months>(?i:{"|".join(_COUNTS)}))\smonths{_WHICH.format("n")}
  | (?P<from>{_MONTH})\s?(?:-|–|to|through)\s?(?P<to>{_MONTH})(?:\s(?P<ryear>{_YEAR}))?
  | (?P<month1>{_MONTH})\s(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?(?:percent|per\scent|pct|%))
        (?:,?\s(?P<dyear1>{_YEAR}))?
  | (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_MONTH})(?:,?\s(?P<dyear2>{_YEAR}))?
  | (?P<month>{_MONTH})(?:,?\s(?:of\s)?(?P<myear>{_YEAR}|(?:this|next|last)\syear))?
  | (?P<season>(?i:spring|summer|autumn|winter))\s(?:of\s)?(?P<syear>{_YEAR})
  | (?P<weekday>{"|".join(WEEKDAYS)})
  | (?P<relative>(?i:today|yesterday|tomorrow|(?:this|next|last)\s(?:week|month|year)))
  | (?P<yearend>year-end|the\send\sof\s(?:the|this)\syear)
  | (?P<year>{_YEAR})(?:[/–-](?:{_YEAR}|\d\d))?(?![\w,.]*\d)
    )(?!\w)
    """,
    re.VERBOSE,
)
_UNTIL = LazyPattern(
    r"\b(?:by|before|until|till|through|no later than|not later than|up to)\s(?:the\s)?"
    r"(?:(?:end|close)\sof\s(?:the\s)?|end-|mid-|late\s|early\s)?$",
    re.IGNORECASE,
)
_ENDS = LazyPattern(r"\b(?:(?:end|close)\sof\s(?:the\s)?|end-)$", re.IGNORECASE)
_BASE = LazyPattern(
    r"\b(?:than|against|versus|vs\.?|compared\s(?:with|to)|in\scomparison\swith|since"
    r"|(?:up|down)\s(?:\S+\s){0,3}(?:from|on))\s[^;:()]{0,60}$"
    r"|\bfrom\s[^,;:()]{0,30}\d[^,;:()]{0,30}$|\b(?:revis|announc)ed\s[^,;:]{0,30}\sfrom\s[^,;:]*$",
    re.IGNORECASE,
)
_SAYING = f"(?:{language('en').saying['dated']})"
_SAID = LazyPattern(
    rf"\b{_SAYING}\s(?:(?:in|on|at|to|by|a|an|the|its|his|her|their|it|late|early|earlier|also|here"
    r"|statement|reporters|journalists|parliament|lawmakers|news|press|conference|briefing|phone"
    r"|interview|website|emailed|televised|address|speech|report|filing|post|release|media|agency"
    r"|data|figures|official|[A-Z][\w’'-]*)\s)*$"
)
_SAYS_AFTER = re.compile(rf"^,?\s{_SAYING}\b")
_OPENS = re.compile(r"^\W*(?:On\s)?$")
_OPENS_SAYING = re.compile(rf"^,?\s(?:[\w’'-]+\s){{1,4}}{_SAYING}\b")
_PLANNED = LazyPattern(
    r"\b(?:will|would|shall|(?-i:may)|might|could|plans?|planned|planning|due|expect(?:s|ed)?|scheduled"
    r"|set\sto|aims?|aiming|intends?|hopes?|wants?|target(?:s|ed)?|forecasts?|projected|to\sbe"
    r"|(?:is|are|was|were)\sto|slated|postponed|delayed|brought\sforward)\b[^;]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A period as written at ``[start:end]`` of the text.

    ``first`` and ``last`` are the days it spans in its year, each as month * 100 + day. ``year`` is
    a year, a number from -1 to 1 where only "last", "this" or "next year" is known, or ``None``.
    ``weekday`` counts from 0 (Monday); it is -1 but for a weekday without a date. ``open`` tells
    that the period is a deadline, which everything before it keeps. ``planned`` tells that it is
    said of something to come.
    """

    text: str
    start: int
    end: int
    grain: str
    year: int | None
    first: int
    last: int
    weekday: int = -1
    role: str = MAIN
    open: bool = False
    planned: bool = False


@lru_cache(maxsize=4096)
def periods(text: str, written: str = "") -> tuple[Period, ...]:
    """All periods of ``text`` in order, read as on the day ``written`` (ISO 8601, may be empty).

    >>> [(p.grain, p.first, p.last) for p in periods("Exports fell in the second quarter of 2025.")]
    [('quarter', 401, 631)]
    """
    day = day_of(written)
    read = []
    for match in _PERIOD.finditer(text):
        head = text[: match.start()]
        planned = bool(_PLANNED.search(_clause(head)))
        period = _read(match, day, planned)
        if period is not None:
            read.append(_placed(period, text, head))
    return tuple(read)


_ADDED = re.compile(rf"\s?\[[^\[\]]*\b(?:{_MONTH}|{_YEAR})(?!\w)[^\[\]]*\]")


@lru_cache(maxsize=4096)
def without_added_dates(text: str) -> str:
    """The text without the dates that an editor's brackets add to it.

    >>> without_added_dates("It [Alder Bank] closed on Monday [10 June].")
    'It [Alder Bank] closed on Monday.'
    """
    return _ADDED.sub("", text) if "[" in text else text


def day_of(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _clause(head: str) -> str:
    return re.split(r"[;:“”\"]|,\s(?:and|but|while|after|when)\s", head)[-1]


def _placed(period: Period, text: str, head: str) -> Period:
    """The period with its role, and whether it is a deadline."""
    until, ends = _UNTIL.search(head), _ENDS.search(head)
    role = MAIN
    rest = text[period.end :]
    opens = _OPENS.match(head) and _OPENS_SAYING.match(rest)
    if opens or _SAID.search(head) or _SAYS_AFTER.match(rest):
        role = SAID
    elif _BASE.search(_clause(head)) and not until:
        role = BASE
    start = until.start() if until else ends.start() if ends else period.start
    first = period.first
    if ends and not until:  # the end of June: its last ten days
        first = period.last - 10 if period.grain != "year" else 1201
    return Period(
        text[start : period.end], start, period.end, period.grain, period.year, first, period.last,
        period.weekday, role, bool(until) or "year-end" in period.text, period.planned,
    )  # fmt: skip


def _read(match: re.Match[str], day: date | None, planned: bool) -> Period | None:
    """The period of a match, as on ``day``; ``None`` where it cannot be read without one."""
    span = _relative(match, day) if match["relative"] else _span(match, day)
    if match["weekday"]:
        span = span_of_weekday(WEEKDAYS.index(match["weekday"]), day, planned)
    if span is None:
        return None
    grain, year, first, last = span
    weekday = WEEKDAYS.index(match["weekday"]) if grain == "weekday" else -1
    if year is None and weekday < 0:
        year = near_year(first, day, planned)
    return Period(
        match[0], match.start(), match.end(), grain, year, first, last, weekday, planned=planned
    )


Span = tuple[str, int | None, int, int]
"""Grain, year, first and last day."""


def _span(match: re.Match[str], day: date | None) -> Span | None:
    """The span of a period that names its days, months or years."""

    def months(grain: str, first: int, last: int, year: str | None) -> Span:
        return grain, _year(year, day), first * 100 + 1, last * 100 + 31

    table: dict[str, Callable[[], Span]] = {
        "quarter": lambda: months("quarter", *_quarter(match["quarter"]), match["qyear"]),
        "ended": lambda: months(
            "quarter", max(1, _month(match["ended"]) - 2), _month(match["ended"]), match["eyear"]
        ),
        "half": lambda: months("half", *_half(match["half"]), match["hyear"]),
        "months": lambda: months("half", 1, _COUNTS[match["months"].lower()], match["nyear"]),
        "from": lambda: months("half", _month(match["from"]), _month(match["to"]), match["ryear"]),
        "month1": lambda: _date(match["month1"], match["day1"], match["dyear1"], day),
        "month2": lambda: _date(match["month2"], match["day2"], match["dyear2"], day),
        "month": lambda: months(
            "month", _month(match["month"]), _month(match["month"]), match["myear"]
        ),
        "season": lambda: ("season", _year(match["syear"], day), *_season(match["season"])),
        "yearend": lambda: ("year", day.year if day else 0, 1201, 1231),
        "year": lambda: ("year", int(match["year"]), 101, 1231),
    }
    return next((read() for name, read in table.items() if match[name]), None)


def _quarter(words: str) -> tuple[int, int]:
    word = words.split(maxsplit=1)[0].lower()
    n = int(word[1]) if word[0] == "q" else _ORDINALS[word]
    return n * 3 - 2, n * 3


def _half(words: str) -> tuple[int, int]:
    n = _ORDINALS[words.split(maxsplit=1)[0].lower()]
    return n * 6 - 5, n * 6


def _season(name: str) -> tuple[int, int]:
    return _SEASONS[name.lower()]


def _date(month: str, number: str, year: str | None, day: date | None) -> Span:
    at = _month(month) * 100 + int(number)
    return "day", _year(year, day), at, at


def _month(name: str) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m[:3] == name[:3])


def _year(written: str | None, day: date | None) -> int | None:
    if not written:
        return None
    if written[:4].isdigit():
        return int(written[:4])
    offset = {"next": 1, "last": -1}.get(written.split()[0].lower(), 0)
    return (day.year if day else 0) + offset


def near_year(at: int, day: date | None, planned: bool) -> int | None:
    """The year of a month or day without one: the next for a plan, else the last."""
    if day is None:
        return None
    today = day.month * 100 + day.day
    if planned:
        return day.year if at // 100 >= day.month else day.year + 1
    return day.year if at <= today + 100 else day.year - 1


def span_of_weekday(number: int, day: date | None, planned: bool) -> Span:
    """The day that a weekday (0 is Monday) is: the next for a plan, else the last one."""
    if day is None:
        return "weekday", None, 0, 0
    ahead = (number - day.weekday()) % 7
    return span_of_day(day + timedelta(ahead if planned or not ahead else ahead - 7))


def span_of_day(day: date) -> Span:
    at = day.month * 100 + day.day
    return "day", day.year, at, at


def _relative(match: re.Match[str], day: date | None) -> Span | None:
    """The span of "yesterday", "next month" and the like; years also without a date."""
    which, _, unit = match["relative"].lower().partition(" ")
    offset = {"next": 1, "tomorrow": 1, "last": -1, "yesterday": -1}.get(which, 0)
    if unit == "year":
        return "year", (day.year if day else 0) + offset, 101, 1231
    if day is None:
        return None
    if not unit:
        return span_of_day(day + timedelta(offset))
    if unit == "month":
        at = day.year * 12 + day.month - 1 + offset
        return "month", at // 12, at % 12 * 100 + 101, at % 12 * 100 + 131
    monday = day + timedelta(7 * offset - day.weekday())
    sunday = monday + timedelta(6)
    first, last = monday.month * 100 + monday.day, sunday.month * 100 + sunday.day
    return "week", sunday.year, min(first, last), last


def compatible(a: Period, b: Period) -> bool:
    """Whether two periods can be one and the same: they overlap as far as both are known.

    >>> of = lambda text: periods(text, "2024-11-12")[0]
    >>> deadline, quarter = of("by the end of the year"), of("in the first quarter of next year")
    >>> compatible(deadline, quarter), compatible(of("in May 2025"), of("in 2025"))
    (False, True)
    """
    if a.weekday >= 0 and b.weekday >= 0:
        return a.weekday == b.weekday
    if a.weekday >= 0 or b.weekday >= 0:
        return True
    if a.year is not None and b.year is not None and a.year != b.year:
        if (abs(a.year) > 1) != (abs(b.year) > 1):  # one is only known as "next year"
            return True
        return b.open if a.year < b.year else a.open
    halves = a.grain == b.grain == "half" and a.first == b.first
    if halves or (a.open and b.open):  # the first five months and the first half are two
        return a.last == b.last
    return (0 if a.open else a.first) <= b.last and (0 if b.open else b.first) <= a.last
