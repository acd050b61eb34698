"""Where the sentence proper begins: after a list marker, a label, a time or a dateline."""

from __future__ import annotations

import re

from briefing.language.datelines import dateline_end

# The time at the head of an entry of a live report, with a day before it or a zone after it.
_TIME = r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::[0-5]\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = (
    rf"(?:(?:{_WEEKDAY}|\d{{1,2}} [A-Z][a-z]{{2,8}}|[A-Z][a-z]{{2,8}}\.? \d{{1,2}})"
    r"(?:,? (?:19|20)\d\d)?,? (?:at |[-–—|] ?)?)?"
)
_ZONE = (
    r"(?:GMT|UTC)(?:[+-]\d{1,2}(?::?\d\d)?)?|BST|CES?T|EE?S?T|E[SD]?T|P[SD]?T|C[SD]T|IST|MSK"
    r"|AE[SD]?T|SGT|HKT|JST|KST|local time"
)
# "10:30 Monday was the time agreed on" begins with a time that belongs to the sentence.
_MARKER = re.compile(
    r"(?:[•‣◦▪●○■□–—*·-]\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)\s+|(?:\d{1,3}|[a-z])\.\s+(?=\D)"
    r"|(?:Question|Answer)(?: \([^()]{1,60}\))?[.:]\s+|[QA](?: \([^()]{1,60}\))?:\s+"
    rf"|{_DAY}[(\[]?{_TIME}(?: ?\(?(?:[A-Z]{{2,4}})\)?)?[)\]]?"
    r"(?: ?[:|·•]\s*| [-–—]\s+)(?=[\"“‘'«„]?[^\W\d_a-z])"
    rf"|{_DAY}[(\[]?{_TIME} ?\(?(?:{_ZONE})[)\]]? (?=[\"“‘'«„]?[A-ZÀ-Þ])"
    rf"|{_DAY}{_TIME} (?=[\"“‘'«„]?(?!{_WEEKDAY}|[AP]\.?M\b)[^\W\d_a-z])"
    rf"|[(\[]{_TIME}[)\]] (?=[\"“‘'«„]?[^\W\d_a-z])"
    r"|\d{1,2} ?(?:m|h|min|mins|minutes?|hrs?|hours?) ago(?: ?[:|·•]| [-–—])?\s+(?=[A-ZÀ-Þ]))(?=\S)"
)
_LETTER = re.compile(r"[QA]\.\s+(?=\S)")
_LONGEST = 160  # characters: the longest marker that is looked for


def body_offset(text: str, start: int, end: int, paragraph: int, asked: bool = False) -> int:
    """The offset in ``[start, end)`` where the sentence proper of a paragraph begins.

    In paragraph 0, the title, no dateline is looked for. ``asked``: the article alternates
    questions and answers, so that "Q." is a label and not the initial of a name.

    >>> text = "12:40 GMT - Talks ended."
    >>> text[body_offset(text, 0, len(text), 1):]
    'Talks ended.'
    """
    after = marker_end(text, start, end, asked)
    if after == start and paragraph:
        after = dateline_end(text, start, end, paragraph)
    return after if after < end else start


def marker_end(text: str, start: int, end: int, asked: bool = False) -> int:
    """The offset after a list marker or label at ``start`` of a sentence, or ``start``."""
    stop = min(end, start + _LONGEST)
    match = _MARKER.match(text, start, stop)
    if match is None and asked:
        match = _LETTER.match(text, start, stop)
    return match.end() if match is not None else start


def alternates(text: str) -> bool:
    """Whether sentences that begin with "Q." and "A." take turns.

    >>> alternates("Q. Why now?\\n\\nA. The port is full."), alternates("A. Karimov spoke.")
    (True, False)
    """
    return "Q." in text and _ASKED.search(text) is not None


_ASKED = re.compile(r"(?:^|\n|[.!?][\"”’)]?\s)Q\.\s[^\n]{2,400}?[.?!][\"”’)]?\s+A\.\s")
