"""Relative dates in other languages than English, by the data files of these languages.

A file says how a weekday, "yesterday" or "last month" is written, and which words mark the past,
the future, or leave it open. Only a phrase without doubt gets a date; what stands in quotation
marks is left alone, as in English (:mod:`briefing.language.dates`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Date
from datetime import timedelta
from functools import lru_cache

from briefing.languages import Distances, compiled, language

PAST, DOUBT, FUTURE = -1, 0, 1
REACH = 140
"""Characters from a day to the verb that it belongs to: fourteen words, as in English."""

_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_DATED_BEFORE = re.compile(r"\d[^\W\d_]{0,2}\s*[(,]?\s*$")


def dated_elsewhere(text: str, date: str, code: str) -> list[tuple[int, int, str]]:
    """The start, end and date of the phrases whose date is sure in an article of the ISO ``date``.

    >>> dated_elsewhere("Об этом банк сообщил в среду.", "2024-06-13", "ru")
    [(21, 28, '12 июня')]
    >>> dated_elsewhere("은행은 지난 수요일 이같이 밝혔다.", "2024-06-13", "ko")
    [(4, 10, '6월 12일')]
    """
    own = language(code)
    try:
        today = Date.fromisoformat(date)
    except ValueError:
        return []
    if not own.distances.weekdays:
        return []
    plain = _BRACKETS.sub(lambda match: " " * len(match[0]), text)
    rows: dict[str, tuple[int, int, str]] = {}
    for start, end, named in _phrases(plain, own.distances, today):
        before = plain[:start]
        quoted = any(
            before.count(a) > before.count(b) if a != b else before.count(a) % 2
            for a, b in own.quotes
        )
        written = _written_after(own.distances).match(plain, end) or _DATED_BEFORE.search(before)
        if named and not quoted and not written:
            rows.setdefault(named, (start, end, named))
    return sorted(rows.values())


def _phrases(text: str, own: Distances, today: Date) -> list[tuple[int, int, str]]:
    spans = [(p, own.month_names[(today.month - 1 + step) % 12]) for step, p in own.months]
    for step, pattern in own.weeks:
        monday = today + timedelta(days=7 * step - today.weekday())
        spans.append((pattern, own.days_between(monday, monday + timedelta(days=6))))
    phrases = [(*m.span(), named) for p, named in spans for m in compiled((p,)).finditer(text)]
    for match in weekday_pattern(own.weekdays).finditer(text):
        number = next(k for k in range(7) if match[f"d{k}"])
        day = _weekday(match, number, text, own, today)
        if day:
            phrases.append((*match.span(), own.day(day)))
    for step, pattern in own.days:
        for match in compiled((pattern,)).finditer(text):
            sure = step or (match.start() and tense(text, *match.span(), own) != DOUBT)
            if sure:
                phrases.append((*match.span(), own.day(today + timedelta(days=step))))
    return phrases


@lru_cache(maxsize=16)
def weekday_pattern(weekdays: Sequence[str]) -> re.Pattern[str]:
    """One pattern for the seven days; the file's ``{day}`` stands for the name."""
    frame, *names = weekdays
    days = "|".join(f"(?P<d{k}>{name})" for k, name in enumerate(names))
    return re.compile(frame.replace("{day}", f"(?:{days})"))


def _weekday(
    match: re.Match[str], number: int, text: str, own: Distances, today: Date
) -> Date | None:
    """The day of a weekday's name: the last one for a past verb, the next one for a future one."""
    groups = match.groupdict()
    back = (today.weekday() - number) % 7
    known = PAST if groups.get("last") else FUTURE if groups.get("next") else DOUBT
    if known != DOUBT and not back:
        return None  # today, or a week away
    known = known or tense(text, *match.span(), own)
    if known == PAST:
        return today - timedelta(days=back)
    return today + timedelta(days=7 - back) if known == FUTURE and back else None


def tense(text: str, start: int, end: int, own: Distances) -> int:
    """The tense of the verb that a phrase belongs to: the nearest before it, else the first after
    it in its clause; where verbs come last, only the first after it."""
    if own.participle and re.search(rf"(?:{own.participle})\s$", text[:start]):
        doubted = own.doubt and re.search(rf"\b(?:{own.doubt})\S*\s$", text[:start])
        return DOUBT if doubted else PAST
    if not own.verbs_last:
        before = text[max(0, start - REACH) : start]
        clause = re.split(own.clause, before)[-1] if own.clause else before
        verbs = list(_verbs(own).finditer(clause))
        if verbs:
            return _tense_of(verbs[-1])
    after = text[end : end + REACH]
    clause = re.split(own.clause, after, maxsplit=1)[0] if own.clause else after
    verb = _verbs(own).search(clause)
    return _tense_of(verb) if verb else DOUBT


@lru_cache(maxsize=16)
def _written_after(own: Distances) -> re.Pattern[str]:
    """A date, or brackets, right after a phrase: then no date is added."""
    words = "|".join((*own.month_forms, *own.month_names, *own.day_words))
    return re.compile(rf"\s*(?:,?\s*\d{{1,2}}[ -]?(?:{words})|[,(]\s*\d|\[)", re.IGNORECASE)


@lru_cache(maxsize=16)
def _verbs(own: Distances) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<doubt>{own.doubt})|(?P<future>{own.future})|(?P<past>{own.past}))(?!\w)",
        re.IGNORECASE,
    )


def _tense_of(verb: re.Match[str]) -> int:
    return {"past": PAST, "future": FUTURE, "doubt": DOUBT}[verb.lastgroup or "doubt"]
