"""Dates as they are written in other languages than English: in a line of its own, in a dateline.

The months come from ``data/months.txt`` (made from the Unicode Common Locale Data Repository), all
languages together, so that a date is read even where the language was not recognised. Figures
alone are read with the day first, or with the year first where it has four figures; two figures
for the year are read as the language has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date as Date
from functools import lru_cache
from typing import NamedTuple

from briefing.languages import Language, first_match
from briefing.languages import language as language_data
from briefing.resources import data_path

MOST_BESIDE = 24
"""Letters beside its date, time and known words that a line of a date may have: the name of an
outlet or author, or a zone. Sentences with a date in them have more."""

LONGEST_LINE = 120
LONG_FORM = 4
"""Letters of a month's form from which it may have an ending that the table does not list."""

HEAD, FOOT = 10, 4
"""Paragraphs at the top and at the end of a page in which its date stands."""

LEAD = 240
"""Characters of the lead in which a day without a year is looked for."""

_YEAR_FIRST = frozenset(("ko", "ja", "zh", "mn", "hu", "lt"))
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_HAN = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_HAN_DATE = re.compile(
    r"(?P<y>[〇零一二三四五六七八九]{4})年(?P<m>[一二三四五六七八九十]{1,2})月"
    r"(?P<d>[一二三四五六七八九十]{1,3})日"
)
_CLOCK = re.compile(
    r"(?:오전|오후|上午|下午|午前|午後)?\s*\d{1,2}\s?[:시時点时]\s?\d{2}(?:[:분分]\s?(?:\d{2}초?)?)?"
    r"(?:\s?[ap]\.?m\.?)?|\b(?:GMT|UTC|MSK|МСК|CET|KST|JST)\s?[+-]?\s?\d{0,2}(?::?\d{2})?"
)
_WORD = re.compile(r"[^\W\d_]+")


class Day(NamedTuple):
    """A date in a text at ``[start:end]``; ``year`` is 0 where none is written."""

    year: int
    month: int
    day: int
    start: int
    end: int

    def iso(self, near: str = "") -> str:
        """The ISO date; a year that is not written is that of ``near`` (a date or a year) or, for a
        date, the year that brings it nearest; ``""`` for none."""
        if self.year:
            return _iso(self.year, self.month, self.day)
        if not near:
            return ""
        if len(near) == 4:
            return _iso(int(near), self.month, self.day)
        centre = Date.fromisoformat(near)
        every = [_iso(centre.year + k, self.month, self.day) for k in (0, -1, 1)]
        dates = [Date.fromisoformat(day) for day in every if day]
        return min(dates, key=lambda day: abs(day - centre)).isoformat() if dates else ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return Date(year, month, day).isoformat()
    except ValueError:
        return ""


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    rows = (line.split() for line in data_path("months.txt").read_text("utf-8").splitlines())
    return {form: int(number) for number, *forms in rows for form in forms}


@lru_cache(maxsize=1)
def _worded() -> re.Pattern[str]:
    forms = sorted(_months(), key=lambda m: (-len(m), m))
    endings = rf"(?:(?<=\w{{{{{LONG_FORM}}}}})\w{{{{1,3}}}}|(?<=[а-я]{{{{3}}}})[иу])?(?!\w)"
    word = rf"(?P<{{0}}>{'|'.join(forms)}){endings}\.?(?:\s?[/(]\s?[^\W\d_]+\)?)?"
    year = r"(?P<{0}>(?:19|20)\d\d)"
    after_year = r"\s?(?:-?\s?(?:жыл\w*|йил\w*|yil\w*|il\w*|сал\w*|ж\.|г\.|й\.|y\.|оны|сыл\w*))?,?"
    day = r"[«\"]?(?P<{0}>[0-3]?\d)(?!\d)(?:[»\"]|\s?-\s?\w{{1,4}}|\.|º|er)?"
    of = r"(?:\s+(?:de|of|di))?"
    return re.compile(
        rf"(?<![\d.,]){year.format('y2')}{after_year}\s{{0,2}}-?\s?{day.format('d2')}"
        rf"\s{{0,2}}-?\s?{word.format('m2')}"
        rf"|(?<![\d.,:]){day.format('d1')}{of}\s?-?\s?{word.format('m1')}"
        rf"(?:[,،]?\s*(?:de[l]?\s+|-?\s?)?{year.format('y1')}(?!\d))?"
        rf"|(?:{year.format('y4')}\s?(?:\.|m\.|ж\.|жыл\w*)?,?\s)?"
        rf"(?<!\w){word.format('m3')}\s+{day.format('d3')}(?!\d)(?:,?\s+{year.format('y3')})?",
        re.IGNORECASE,
    )


_FIGURES = (
    re.compile(
        r"(?P<era>令和|平成|昭和)?\s?(?<!\d)(?P<y>(?:19|20)\d\d|(?<=[和成])\d{1,2}|(?<=[和成]\s)\d{1,2})"
        r"\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일号號]?"
    ),
    re.compile(
        r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?оны?\s(?P<m>\d{1,2})\s?-?\s?(?:р|дугаар|дүгээр)?\s?сар\w*\s"
        r"(?P<d>\d{1,2})"
    ),
    re.compile(
        r"(?<![\d.])(?P<y>(?:19|20)\d\d)\s?[./-]\s?(?P<m>\d{1,2})\s?[./-]\s?(?P<d>\d{1,2})(?!\d)"
    ),
    re.compile(
        r"(?<![\d.,])(?P<d>\d{1,2})\s?[./-]\s?(?P<m>\d{1,2})\s?[./-]\s?(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<y>20\d\d)\s?(?P<m>[01]\d)\s?(?P<d>[0-3]\d)(?!\d)"),
    re.compile(r"(?<![\d.,:])(?P<d>\d{2})[./](?P<m>\d{2})[./](?P<y>\d{2})(?![\d.:])"),
)
_NO_YEAR = re.compile(r"(?<!\d)(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일](?!간|間)")


def days(text: str, language: str) -> list[Day]:
    """The dates of ``text`` in order, the surest reading of each place."""
    plain = _plain_digits(text)
    if not any(map(str.isdigit, plain)) and not _HAN_DATE.search(plain):
        return []
    every = [*_in_figures(plain, language), *_in_words(plain)]
    every.sort(key=lambda day: (day.start, -day.end))
    kept: list[Day] = []
    for day in every:
        if _iso(day.year or 2024, day.month, day.day) and (not kept or day.start >= kept[-1].end):
            kept.append(day)
    return kept


def _plain_digits(text: str) -> str:
    """``text`` with the digits of other scripts, and full-width ones, as 0 to 9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text
    )


def _in_figures(text: str, language: str) -> list[Day]:
    dates = []
    for pattern in _FIGURES:
        for match in pattern.finditer(text):
            year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
            era = match.groupdict().get("era")
            if era:
                year += _ERAS[era]
            elif year < 100:
                if language in _YEAR_FIRST:
                    year, day = day, year
                year += 2000
            if month > 12 >= day:
                month, day = day, month
            dates.append(Day(year, month, day, *match.span()))
    for match in _HAN_DATE.finditer(text):
        year = int("".join(str(_HAN[c]) for c in match["y"]))
        dates.append(Day(year, _han(match["m"]), _han(match["d"]), *match.span()))
    dates += [Day(0, int(m["m"]), int(m["d"]), *m.span()) for m in _NO_YEAR.finditer(text)]
    return dates


def _han(written: str) -> int:
    """``二十三`` as 23."""
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _HAN[written]
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)


def _in_words(text: str) -> list[Day]:
    months, dates = _months(), []
    for match in _worded().finditer(text):
        k = next(k for k in "213" if match[f"m{k}"])
        month = months[match[f"m{k}"].lower().replace("i\u0307", "i")]  # of a Turkish capital
        year = match[f"y{k}"] or (match["y4"] if k == "3" else "") or 0
        dates.append(Day(int(year), month, int(match[f"d{k}"]), *match.span()))
    return dates


def parse(value: str, language: str) -> str:
    """The ISO date of the first whole date in ``value``, or ``""``.

    >>> parse("Опубликовано: 12 июня 2024 г., 14:05", "ru"), parse("2024년 6월 12일(수)", "ko")
    ('2024-06-12', '2024-06-12')
    """
    return next((day.iso() for day in days(value[:LEAD], language) if day.year), "")


def of_line(line: str, language: str, near: str = "") -> str:
    """The date of a line that holds little else (``Опубликовано: 12.06.2024 14:05``), or ``""``."""
    if len(line) > LONGEST_LINE:
        return ""
    dates = days(line, language)
    whole = [day for day in dates if day.year] or (dates if near else [])
    if not whole:
        return ""
    rest = list(line)
    for day in dates:
        rest[day.start : day.end] = " " * (day.end - day.start)
    stamps = language_data(language).stamps
    words = _WORD.findall(_CLOCK.sub(" ", "".join(rest)))
    spare = sum(len(word) for word in words if word.lower() not in stamps)
    wide = sum(c >= "\u3040" for word in words for c in word if word.lower() not in stamps)
    return whole[0].iso(near) if spare + wide <= MOST_BESIDE else ""


def text_date(paragraphs: Sequence[str], title: str, language: str, near: str) -> str:
    """The date that the text gives: a line of its own at the top or the end, a dateline.

    ``near`` (a date or a year) completes a date without a year; without it there is none.
    """
    own = language_data(language)
    lines = [p for p in paragraphs[:HEAD] if p != title]
    foot = [p for p in paragraphs[HEAD:][-FOOT:] if _stamped(p, own)]
    for line in (*lines, *foot):
        if date := of_line(line, language):
            return date
    for line in lines:
        opening = own.lines.opening and _opening(line, own.lines.opening)
        dates = days(opening, language) if opening else []
        if dates and (made := dates[0].iso(near)):
            return made
    if len(near) == 4:
        lead = next((p[:LEAD] for p in lines if len(p) > LONGEST_LINE), "")
        return next((made for day in days(lead, language) if (made := day.iso(near))), "")
    return ""


def _stamped(line: str, own: Language) -> bool:
    """Whether a line says that its date is one of publication; others below are of other news."""
    return any(word in own.stamps for word in _WORD.findall(line.lower()))


def _opening(line: str, rows: tuple[str, ...]) -> str:
    """What stands before the first words of a report."""
    match = first_match(rows, line[:LONGEST_LINE])
    return match[0] if match else ""


def agency(paragraph: str, language: str) -> str:
    """The news agency that an opening names ("АСТАНА, 12 июня. /ТАСС/."), or ``""``."""
    own = language_data(language)
    opening = _opening(paragraph, own.lines.opening) if own.lines.opening else ""
    if not opening or not own.agencies:
        return ""
    match = re.search(rf"(?<!\w)(?:{own.agencies})(?!\w)", opening)
    return match[0] if match else ""
