"""What every writer says in the same words: clean text, safe links, dates, the date line.

Nothing here knows a format; a writer escapes what it gets from here for its own.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePath
from urllib.parse import quote, urlsplit

from briefing.model import Brief, SourceEntry

LINK_SCHEMES = ("http", "https", "mailto")

_BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
# Control, override and invisible characters: C0, C1 and DEL, surrogates, bidirectional marks,
# embeddings, overrides and isolates, zero-width space, word joiner and its kin, tags, noncharacters
# and the byte-order mark. Joiners (U+200C, U+200D) stay: Persian and emoji need them.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_LONE = re.compile(r"[\ud800-\udfff]")
_URL_SAFE = "!*+,;=:@/?&#%~-._"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def clean(text: str) -> str:
    """``text`` as one line without control, override or invisible characters.

    Line breaks and tabs become one space, lone surrogates U+FFFD, blanks at the ends go.

    >>> clean(" a\\nb\\u202ec\\x00 ")
    'a bc'
    """
    return _LONE.sub("\ufffd", _UNSAFE.sub("", _BREAKS.sub(" ", text))).strip()


def safe_link(source: SourceEntry) -> str:
    """The link of a source, percent-encoded, or ``""``: only http, https and mailto pass.

    What comes back holds ASCII only and none of the characters ``<>"'()[]{}\\`|^$`` or space, so it
    ends where it should in any markup.

    >>> safe_link(SourceEntry(1, "", "", "", "", "a.txt", "https://x.kz/a (b)?q=<i>"))
    'https://x.kz/a%20%28b%29?q=%3Ci%3E'
    >>> safe_link(SourceEntry(1, "", "", "", "", "javascript:alert(1)"))
    ''
    """
    for address in (clean(source.url), clean(source.location)):
        try:
            parts = urlsplit(address)
            host = parts.hostname
        except ValueError:
            continue
        named = parts.path if parts.scheme == "mailto" else host
        if parts.scheme in LINK_SCHEMES and named:
            return quote(_STRAY_PERCENT.sub("%25", address), safe=_URL_SAFE)
    return ""


def source_name(source: SourceEntry) -> str:
    """The title of a source, else the last part of its location, else its outlet."""
    title = clean(source.title)
    return title or clean(PurePath(source.location).name) or clean(source.outlet) or "Untitled"


def long_date(iso: str, language: str = "en") -> str:
    """An ISO date as English readers write it; in other languages, or if not a date, as given.

    >>> long_date("2024-06-12"), long_date("2024-06-12", "kk"), long_date("June")
    ('12 June 2024', '2024-06-12', 'June')
    """
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return clean(iso)
    if language != "en":
        return day.isoformat()
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_of_dates(first: str, last: str, language: str = "en") -> str:
    """Two ISO dates as a period, in English without what both share.

    >>> span_of_dates("2024-06-10", "2024-06-12"), span_of_dates("2024-05-28", "2024-06-12")
    ('10–12 June 2024', '28 May – 12 June 2024')
    """
    start, end = long_date(first, language), long_date(last, language)
    if start == end or not start or not end:
        return end or start
    day, _, rest = start.partition(" ")
    month, _, year = rest.partition(" ")
    if year and end.endswith(f" {rest}"):
        return f"{day}–{end}"
    return f"{day} {month} – {end}" if year and end.endswith(f" {year}") else f"{start} – {end}"


def date_line(brief: Brief) -> str:
    """Date, period and number of sources in one line; what is not known is left out.

    The period is named when it is more than the day of the brief.
    """
    parts = [long_date(brief.date, brief.language)] if brief.date else []
    if any(brief.period) and set(brief.period) != {brief.date}:
        parts.append(span_of_dates(*brief.period, brief.language))
    count = len(brief.sources)
    parts.append(f"{count} source" + ("" if count == 1 else "s"))
    return " · ".join(parts)
