"""Metadata of an article from its own text: headline, date, outlet, author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Date
from functools import lru_cache

from briefing.languages import language

MONTHS = {name: n for n, names in enumerate(language("en").months, 1) for name in names}
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)\b"
_WORDED = (
    re.compile(rf"\b{_DAY}(?:\s+of\s+|\s+|[-/]){_MONTH}(?:(?:,?\s+|[-/]){_YEAR})?", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?", re.IGNORECASE),
)
_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:1[89]|20)\d\d)(?:[-/_]|\.\s?)?(?P<month>[01]\d)(?:[-/_]|\.\s?)?"
    r"(?P<day>[0-3]\d)(?!\d)"
)
_FIGURED = re.compile(
    r"(?<![\d./-])(?P<one>\d{1,2})(?P<gap>[./ -])(?P<two>\d{1,2})(?P=gap)"
    r"(?P<year>(?:19|20)\d\d|(?<=\.)\d\d)(?![\d.])"
)
"""A day and a month in figures, in the one order or in the other."""
_SIGNATURE = re.compile(
    r"(?i:(?:reporting|written|posted|published)\s)?[Bb][Yy]\s[\w.’'-]+(?:\s(?:and\s)?[A-Z][\w.’'-]*){0,5}"
)
"""Who wrote it, beside a date: "By Jane Roe"; the first word may be an outlet in small letters."""
_DIGIT = re.compile(r"\d")
_ONLY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")

# PLACE, month day (WIRE) --  |  PLACE –  |  Place/Place, day month.  |  (WIRE) --
_PLACE = r"[A-Z][\w.’'’ -]{1,30}(?:[,/] ?[A-Z][\w.’' -]{1,25}){0,2}?"
_WHEN = r"(?P<when>(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)"
_WIRE = r"\((?P<wire>[A-Z][\w &.’'/-]{1,40})\)"
_DATELINES = (
    re.compile(rf"(?:{_PLACE})?(?:, ?{_WHEN})?(?: ?{_WIRE})? ?(?:--|[–—-])(?=\s)"),
    re.compile(rf"{_PLACE}, {_WHEN}(?P<wire>)\.(?=\s)"),
)
_DASH = re.compile(r"[–—-](?=\s)")
_BYLINE = re.compile(r"(?:By|BY)[ :]\s*(?P<name>[^\W\d_][^;:!?]{2,70}[^\W\d_])$")
_DATED = re.compile(
    r"(?:(?:first\s+)?(?:published|updated|posted|date|last modified)\b\s*(?:on|at|:)?\s*:?)?\s*"
    r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?P<rest>.{6,60})$",
    re.IGNORECASE,
)
_ON = tuple(
    re.compile(rf"\bon\s+(?:\w+day,?\s+)?{order}(?!,?\s+\d{{4}})", re.IGNORECASE)
    for order in (rf"{_MONTH}\s+{_DAY}", rf"{_DAY}\s+{_MONTH}")
)

# A headline in the news data has at most 20 words and 130 characters; standfirsts are sentences
# and end with a full stop.
MAX_TITLE_WORDS = 25
MAX_TITLE_CHARS = 160
# The lead is the first paragraph of sentences; captions and bylines are shorter.
LEAD_CHARS = 80
# A closed headline has at most 18 words in the news data. A lead that tells the same repeats three
# quarters of its longer words: of 2,532 closed first paragraphs of news stories two do, and both
# are headlines.
MAX_CLOSED_WORDS, LEAST_SHARED, SHARED = 18, 4, 0.75
_WORD = re.compile(r"[^\W_]+")
_FIRST_SENTENCE = re.compile(r".{1,400}?(?:[.!?](?=\s|$)|$)", re.DOTALL)
_SENTENCE_END = '.!?”"’'
# Paragraphs at the top in which bylines, dates and datelines stand.
HEAD = 6
FOOT = 4
"""Paragraphs at the end where one date on a line of its own is that of the article; several there
are of other news."""


def headline(paragraphs: Sequence[str]) -> str:
    """The first paragraph if it looks like a headline, else ``""``.

    A headline is short, does not end like a sentence, is no list item, byline or dateline, and a
    longer paragraph follows. One that ends in a full stop is a headline only if what follows shows
    it: a dateline, a byline or a date, or a lead that tells the same in other words.
    """
    if len(paragraphs) < 2:
        return ""
    first = paragraphs[0]
    if len(first) > MAX_TITLE_CHARS or len(first.split()) > MAX_TITLE_WORDS:
        return ""
    if first[-1] in ":;," or (first[-1] == "." and not _closed_headline(first, paragraphs[1:])):
        return ""
    if first.startswith(("- ", "• ", "– ", "* ")) or _BYLINE.match(first) or dated(first):
        return ""
    if not any(c.isalpha() for c in first) or dateline(first) != ("", ""):
        return ""
    return first if max(map(len, paragraphs[1 : HEAD + 1])) > len(first) else ""


def _closed_headline(first: str, following: Sequence[str]) -> bool:
    """Whether a paragraph that ends in a full stop is a headline by what follows it."""
    if first.endswith("..."):
        return True
    if len(first.split()) > MAX_CLOSED_WORDS or ". " in first or not following:
        return False
    after = following[0]
    if dateline(after) != ("", "") or _BYLINE.match(after) or dated(after):
        return True
    words = {word for word in _WORD.findall(first.lower()) if len(word) > 3}
    opening = _FIRST_SENTENCE.match(after)
    lead = set(_WORD.findall(opening[0].lower())) if opening else frozenset()
    return len(words) >= LEAST_SHARED and len(words & lead) >= SHARED * len(words)


def dateline(paragraph: str) -> tuple[str, str]:
    """The date as written and the wire of a dateline such as ``SEOUL, June 12 (Wire) --``.

    >>> dateline("SEOUL, June 12 (Wire) -- Talks")
    ('June 12', 'Wire')
    >>> dateline("ASTANA – Talks")
    ('', '')
    """
    return _dateline(paragraph[:160])


@lru_cache(maxsize=4 * HEAD)  # the same paragraphs are asked for title, outlet and date
def _dateline(opening: str) -> tuple[str, str]:
    for pattern in _DATELINES if _DASH.search(opening) else _DATELINES[1:]:
        if match := pattern.match(opening):
            when = match["when"] or ""
            return (when if _worded(when) else ""), match["wire"] or ""
    return "", ""


def byline(paragraphs: Sequence[str]) -> str:
    """The name in a line such as ``By Ana Lima, Reporter`` near the top, else ``""``."""
    for paragraph in paragraphs[:HEAD]:
        match = _BYLINE.match(paragraph) if len(paragraph) < 90 else None
        if match:
            name = match["name"].split(",")[0].split(" in ")[0].strip()
            if all(word[0].isupper() or word in _PARTICLES for word in name.split()):
                return name.title() if name.isupper() else name
    return ""


_PARTICLE_WORDS = "and de da del van von der den la le di bin al el y e"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())


def parse_date(value: str) -> str:
    """An ISO date from ISO 8601, RFC 5322 or an English date; ``""`` when none is complete.

    Of a day and a month in figures, the day comes first between full stops; else one of them must
    be above 12 to tell which is which, or there is no date.

    >>> [parse_date(x) for x in ("06/17/2019", "12.06.2024", "06/07/2024")]
    ['2019-06-17', '2024-06-12', '']
    >>> parse_date("Wed, 12 Jun 2024 08:00:00 +0000"), parse_date("June 12"), parse_date("20240612")
    ('2024-06-12', '', '2024-06-12')
    """
    iso = _ISO.search(value)
    if iso:
        made = _made(iso["year"], int(iso["month"]), iso["day"])
        if made:
            return made
    parts = _worded(value)
    if parts and parts[0]:
        return _made(*parts)
    figured = _FIGURED.search(value)
    return _in_order(figured) if figured else ""


def _in_order(figured: re.Match[str]) -> str:
    """The date of a day and a month in figures; ``""`` where nothing tells which is which."""
    one, two = int(figured["one"]), int(figured["two"])
    year = figured["year"] if len(figured["year"]) == 4 else f"20{figured['year']}"
    if two > 12 >= one:
        one, two = two, one
    elif one <= 12 and one != two and figured["gap"] != ".":
        return ""
    return _made(year, two, str(one))


def dated(paragraph: str) -> str:
    """The date of a line that is nothing but a date (``Published: 12 June 2024 10:00``), or a date
    and who wrote the text (``June 12, 2024 - 16:54 By Jane Roe``)."""
    if len(paragraph) > 90 or not any(map(str.isdigit, paragraph)):
        return ""
    signed = _SIGNATURE.search(paragraph)
    if signed is not None and not _DIGIT.search(signed[0]):
        paragraph = _without_author(paragraph, signed).strip(" |,–—-·•")
    match = _DATED.match(paragraph)
    if not match:
        return ""
    rest = match["rest"]
    date = parse_date(rest)
    spare = re.sub(
        r"[\d\s:.,|/+()·•–—-]|\b(?:am|pm|gmt|utc|est|edt|cet|msk|ist|at|on|of)\b", "", rest.lower()
    )
    return date if date and len(spare) <= len("september") + 2 else ""


def _without_author(line: str, signed: re.Match[str]) -> str:
    """``line`` without who wrote it; the name of a month after the author begins the date."""
    words = signed[0].split()
    first = next((i for i, word in enumerate(words) if word.strip(".").lower() in MONTHS), None)
    author = signed[0] if first is None else " ".join(words[:first])
    return line.replace(author, " ", 1)


def text_date(paragraphs: Sequence[str], near: str) -> str:
    """The date that the text gives: a line of its own, a dateline, or ``on June 12`` in its lead.

    ``near`` (a date or just a year) completes a date without a year, else the year of a dated
    caption does; without any there is no date. ``on 4 February 2005`` does not count: half of
    those in the news data are history. Nor does ``on June 12`` when ``near`` is a whole date,
    which then tells more of the article than the day of an event in it.
    """
    head = paragraphs[:HEAD]
    for paragraph in head:
        if date := dated(paragraph):
            return date
    last = {date for paragraph in paragraphs[HEAD:][-FOOT:] if (date := dated(paragraph))}
    for paragraph in head:
        when, _ = dateline(paragraph)
        parts = _worded(when) if when else None
        if parts:
            return _made(*parts) if parts[0] else _nearest(near or _year(head), *parts[1:])
    return last.pop() if len(last) == 1 else _of_lead(head, near)


def _of_lead(head: Sequence[str], near: str) -> str:
    """The date of ``on June 12`` in the lead, where ``near`` tells no whole date."""
    if len(near) > 4:
        return ""
    lead = next((p for p in head if len(p) >= LEAD_CHARS and p[-1] in _SENTENCE_END), "")
    if not _DIGIT.search(lead):
        return ""
    on = next((m for pattern in _ON if (m := pattern.search(lead))), None)
    if not on:
        return ""
    return _made(near or _year(head), MONTHS[on["month"].lower()], on["day"])


def _nearest(near: str, month: int, day: str) -> str:
    """The day in the year ``near``, or of the years about a whole date the one nearest to it."""
    if len(near) <= 4:
        return _made(near, month, day)
    centre = Date.fromisoformat(near)
    years = (centre.year, centre.year - 1, centre.year + 1)
    dates = [made for year in years if (made := _made(str(year), month, day))]
    return min(dates, key=lambda d: abs(Date.fromisoformat(d) - centre), default="")


def name_date(name: str) -> str:
    """The date in a file name such as ``2024-06-12-astana.txt``.

    >>> name_date("astana_20240612.html"), name_date("report-7.txt")
    ('2024-06-12', '')
    """
    match = _ISO.search(name)
    return _made(match["year"], int(match["month"]), match["day"]) if match else ""


def name_year(name: str) -> str:
    """The year in a file name, if there is exactly one."""
    years = set(_ONLY_YEAR.findall(name))
    return years.pop() if len(years) == 1 else ""


def name_title(name: str) -> str:
    """A file name made readable, for the list of sources.

    >>> name_title("2024-06-12_korea-visit.final.txt")
    'korea visit.final'
    """
    stem = re.sub(r"\.[A-Za-z0-9]{1,8}$", "", name)
    bare = _ISO.sub("", stem)
    clean = " ".join(re.sub(r"[_\-\s]+", " ", bare).split())
    return clean if any(c.isalpha() for c in clean) else stem


_PRESS = re.compile(
    r"(?:[\w’'&]+ ){1,3}(?:agency|bulletin|chronicle|courier|daily|dispatch|express|gazette|globe"
    r"|guardian|herald|independent|journal|ledger|mail|mercury|mirror|monitor|news|observer|post"
    r"|press|record|register|reporter|review|standard|star|telegraph|times|today|tribune|weekly"
    r"|wire)",
    re.IGNORECASE,
)


def is_press(name: str) -> bool:
    """Whether a name is that of a newspaper or agency by its words: "The Orsk Times"."""
    return _PRESS.fullmatch(name) is not None and name[0].isupper()


def name_outlet(name: str, text: str) -> str:
    """The outlet that a file is named after where the text names it too, as it does; else ``""``.

    A name alone is not enough: a yearly review is not an outlet.

    >>> name_outlet("steppe_times.txt", "Get The Steppe Times stories by mail.")
    'The Steppe Times'
    >>> name_outlet("yearly_review.txt", "A ferry sank.")
    ''
    """
    match = _PRESS.fullmatch(name_title(name))
    if not match:
        return ""
    written = re.search(rf"(?:\bThe )?\b(?i:{re.escape(match[0])})\b", text)
    return written[0] if written and written[0].split()[-1][0].isupper() else ""


def _year(head: Sequence[str]) -> str:
    """The year of the first full date in a caption or other short line at the top."""
    short = (paragraph for paragraph in head if len(paragraph) <= MAX_TITLE_CHARS)
    dates = (_worded(paragraph) for paragraph in short)
    return next((parts[0] for parts in dates if parts and parts[0]), "")


def _worded(value: str) -> tuple[str, int, str] | None:
    """Year (may be empty), month and day of the first worded date in ``value``."""
    if not _DIGIT.search(value):
        return None
    parsed = min(
        (m for p in _WORDED if (m := p.search(value))), key=lambda m: m.start(), default=None
    )
    if not parsed:
        return None
    return parsed["year"] or "", MONTHS[parsed["month"].lower()], parsed["day"]


def _made(year: str, month: int, day: str) -> str:
    try:
        return Date(int(year), month, int(day)).isoformat()
    except ValueError:
        return ""
