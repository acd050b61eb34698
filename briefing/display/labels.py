"""The fixed words of a brief in every language that has them, else in English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing import languages
from briefing.display.dates import days_between, long_date, long_period
from briefing.languages import known


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of one language, from ``[labels]`` of its file.

    ``one_source``, ``several_sources`` and ``and_more`` (further sources, after the numbers of
    those that are listed) hold ``{}`` for the number, ``covering`` for a period. ``other`` heads
    the points that belong to no sector, ``nothing_new`` is a sentence.
    """

    sources: str
    one_source: str
    several_sources: str
    covering: str
    key_figures: str
    bottom_line: str
    sources_differ: str
    memo: str
    to: str
    sender: str
    date: str
    subject: str
    page: str
    brief: str
    daily_brief: str
    and_more: str
    comment: str
    why_it_matters: str
    action: str
    watch_list: str
    other: str
    top_points: str
    also: str
    nothing_new: str


LANGUAGES = known()
"""The languages that have labels of their own."""


@lru_cache(maxsize=64)
def labels(language: str) -> Labels:
    """The fixed words in ``language``, a two-letter code; they are in its file.

    >>> labels("de").sources, labels("xx").sources
    ('Quellen', 'Sources')
    """
    return Labels(**languages.labels(language if language in LANGUAGES else "en"))


def brief_name(language: str, date: str, period: tuple[str, str]) -> str:
    """The title of a brief of several articles, from its ISO date and those of its first and last
    article; a brief of a day and the evening before is a daily one.

    >>> brief_name("en", "2024-06-14", ("2024-06-13", "2024-06-14"))
    'Daily brief, 14 June 2024'
    >>> brief_name("en", "2024-06-14", ("2024-06-03", "2024-06-14")), brief_name("en", "", ("", ""))
    ('Brief, 3–14 June 2024', 'Brief')
    """
    words = labels(language)
    first, last = period
    if date and not (days_between(first, last) <= 1 and last <= date):
        date = ""
    if date:
        return f"{words.daily_brief}, {long_date(date, language)}"
    covered = long_period(first, last, language)
    return f"{words.brief}, {covered}" if covered else words.brief


def source_count(count: int, language: str) -> str:
    """The number of sources in words.

    >>> source_count(1, "en"), source_count(9, "de")
    ('1 source', '9 Quellen')
    """
    words = labels(language)
    return (words.one_source if count == 1 else words.several_sources).format(count)
