"""Days and months that are named relative to the article's date: "on Wednesday", "yesterday", "last
month".

They are resolved only where the words leave no doubt: a weekday needs a past or a future verb, and
text inside quotation marks is left alone. The rules here are those of English;
:mod:`briefing.language.dates_elsewhere` has the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta
from itertools import starmap
from typing import NamedTuple

from briefing.language.dates_elsewhere import dated_elsewhere
from briefing.language.patterns import LazyPattern
from briefing.language.tokens import TOKEN
from briefing.language.units import MONTHS, WEEKDAYS
from briefing.language.verbs import verbs
from briefing.languages import language

_DAYS = "|".join(WEEKDAYS)
_MONTHS = "|".join(form.capitalize() for forms in language("en").months for form in forms)
_PHRASE = LazyPattern(
    r"\b(?P<before>(?:[Oo]n|[Ll]ast|[Tt]his|[Nn]ext|[Bb]y|[Uu]ntil|[Ss]ince|[Ff]rom|[Ee]very|[Ee]ach"
    rf"|[Bb]efore|[Aa]fter|late|early|of|for) )?(?P<day>{_DAYS})(?P<own>['’]s)?"
    r"(?P<part> (?:morning|afternoon|evening|night))?(?![\w-]|['’]s)"
    r"|\b(?P<near>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast night"
    r"|[Tt]his (?:morning|afternoon|evening))(?![\w-]|['’]s)"
    r"|\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<span>week|month|weekend)(?![\w-])(?P<spans>['’]s)?"
)
_DATED_AFTER = re.compile(
    rf"\s*[,(]?\s*(?:the )?(?:\d|(?:{_MONTHS})\b|\[|(?:last|next|this) week|week\b)"
)
_DATED_BEFORE = re.compile(rf"(?:\d|(?:{_MONTHS})\.?),?\s*$")
_NAMED_BEFORE = re.compile(r"[A-Z]\w*[ -]$")
_LISTED = re.compile(rf"\s*(?:,|and|or|to|until|through|[-–/])\s*(?:on )?(?:{_DAYS})")
_LIST_BEFORE = re.compile(rf"(?:{_DAYS})(?:,|and|or|to|until|through|[-–/]|\s)*$")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_QUOTE = re.compile('["“”]')
_CLAUSE = re.compile(r"[;:–—]|\b(?:which|who|where|when|while|because|although|but)\b")
_DISTANCES = language("en").distances
_FUTURE, _DOUBT = frozenset(_DISTANCES.future.split("|")), frozenset(_DISTANCES.doubt.split("|"))
_REACH = 14  # tokens from a day to the verb that it belongs to
_NEAR = {"yesterday": -1, "last night": -1, "tomorrow": 1}


class DatedPhrase(NamedTuple):
    """``text[start:end]`` names the day, week or month ``date`` ("12 June", "3–9 June", "May")."""

    start: int
    end: int
    date: str


def dated(text: str, date: str, code: str = "en") -> list[DatedPhrase]:
    """The phrases of ``text`` whose date is sure in an article of the ISO ``date``, in order; the
    text is in the language of ``code``.

    A date is given once only. Editors' brackets in ``text`` are skipped.

    >>> dated("The bank said on Wednesday that it will lend.", "2024-06-13")
    [DatedPhrase(start=14, end=26, date='12 June')]
    >>> dated("The talks on Wednesday matter.", "2024-06-13")
    []
    """
    if code != "en":
        return list(starmap(DatedPhrase, dated_elsewhere(text, date, code)))
    try:
        today = Date.fromisoformat(date)
    except ValueError:
        return []
    plain = _BRACKETS.sub(lambda match: " " * len(match[0]), text)
    rows: dict[str, DatedPhrase] = {}
    for match in _undated(plain):
        said = _said(match, plain, today)
        if said:
            rows.setdefault(said, DatedPhrase(*match.span(), said))
    return list(rows.values())


def _undated(text: str) -> Iterator[re.Match[str]]:
    """The days, weeks and months outside quotations that ``text`` names relative to today."""
    for match in _PHRASE.finditer(text):
        start, end = match.span()
        quoted = len(_QUOTE.findall(text, 0, start)) % 2 == 1
        if not (quoted or _DATED_AFTER.match(text, end) or _DATED_BEFORE.search(text[:start])):
            yield match


def names_day(text: str) -> bool:
    """Whether ``text`` names a day, week or month that needs the date of its article.

    >>> names_day("The bank will lend on Wednesday."), names_day("It lent on Wednesday, 5 June.")
    (True, False)
    """
    return any(_undated(text))


def with_dates(text: str, date: str, code: str = "en") -> str:
    """``text`` with the date in brackets after each phrase of :func:`dated`.

    >>> with_dates("Output fell last month.", "2024-06-13")
    'Output fell last month [May].'
    """
    for phrase in reversed(dated(text, date, code)):
        text = f"{text[: phrase.end]} [{phrase.date}]{text[phrase.end :]}"
    return text


def _said(match: re.Match[str], text: str, today: Date) -> str:
    """The date of one phrase, or ``""`` where it is in doubt."""
    if match["day"]:
        day = _weekday(match, text, today)
        return day_and_month(day) if day else ""
    if match["near"]:
        word = match["near"].lower()
        if word in _NEAR:
            return day_and_month(today + timedelta(days=_NEAR[word]))
        sure = _tense(text, *match.span()) != 0 and match.start() > 0
        return day_and_month(today) if sure else ""
    step = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    if match["span"] == "month":
        return MONTHS[(today.month - 1 + step) % 12]
    if match["span"] == "weekend":
        saturday = today - timedelta(days=today.weekday() + 2)
        sure = step == -1 and today.weekday() < 5
        return _days(saturday, saturday + timedelta(days=1)) if sure else ""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
    return _days(monday, monday + timedelta(days=6))


def _weekday(match: re.Match[str], text: str, today: Date) -> Date | None:
    """The day of a weekday's name: the last one for a past verb, the next one for a future verb."""
    start, end = match.span()
    before = (match["before"] or "").strip().lower()
    listed = _LISTED.match(text, end) or _LIST_BEFORE.search(text[:start])
    counted = before in {"last", "next"} and text[:start].endswith("the ")
    if before in {"every", "each", "of", "for"} or listed or counted:
        return None
    named = before != "on" and text[end : end + 2].strip().isupper()
    if named or (not before and _NAMED_BEFORE.search(text[:start])):
        return None  # part of a name: "Black Friday", "Sunday Express"
    number = WEEKDAYS.index(match["day"])
    back = (today.weekday() - number) % 7
    tense = {"last": -1, "next": 1, "since": -1}.get(before) or _tense(text, start, end)
    if before in {"by", "until", "from"} and tense < 0:
        return None
    if before in {"last", "next"}:
        same_week = number < today.weekday() if before == "last" else number > today.weekday()
        if same_week or back == 0:
            return None  # this week's or the one before
    if tense < 0:
        return today - timedelta(days=back)
    return today + timedelta(days=7 - back) if tense > 0 and back else None


def _tense(text: str, start: int, end: int) -> int:
    """The tense of the verb that a phrase belongs to: -1 past, 1 future, 0 for doubt."""
    before = [match[0].lower() for match in TOKEN.finditer(text, 0, start)][-_REACH:]
    tense = _nearest(reversed(before))
    if tense is None:
        clause = _CLAUSE.search(text, end)
        after = TOKEN.finditer(text, end, clause.start() if clause else len(text))
        tense = _nearest(iter([match[0].lower() for match in after][:_REACH]))
    return tense or 0


def _nearest(words: Iterator[str]) -> int | None:
    """The tense of the first verb among ``words``; ``None`` where there is none."""
    known = verbs()
    past = False
    following = ""
    for word in words:
        if word in _DOUBT:
            return 0
        settled = word == "set" and following not in {"to", "for"}
        if (word in _FUTURE and not settled) or word.endswith(("'ll", "’ll")):
            return 1
        following = word
        if past:
            return -1  # no "be" or "will" goes before the past form
        if word in {";", ":", "–", "—"}:
            return None
        past = word in known.past or known.is_past(word) or word in {"been", "was", "were"}
        if (word in known.finite or word in known.third) and not past:
            return 0
    return -1 if past else None


def day_and_month(day: Date) -> str:
    """The day and the month in words: "12 June"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def _days(first: Date, last: Date) -> str:
    if first.month == last.month:
        return f"{first.day}–{day_and_month(last)}"
    return f"{day_and_month(first)} – {day_and_month(last)}"
