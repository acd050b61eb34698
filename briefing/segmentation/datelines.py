"""Where the sentence proper begins: after a list marker, a speaker's label or a dateline."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_NAME = r"[A-ZÀ-ÞĀ-Ž][\w.'’-]*+(?:[ /][A-ZÀ-ÞĀ-Ž][\w.'’-]*+){0,4}"
_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]++){0,4}"
_AGENCY = r"\([A-Z][^()]{1,40}\)"
_DASH = r"(?:--?|[–—―_])"

# A place, a date and an agency before a dash in the usual orders; a place in mixed case needs a
# date or an agency beside it, so that "Kazakhstan – the world's largest" is none.
_DATELINE = re.compile(
    rf"(?:{_CAPS}(?:, {_NAME})?(?:,? {_DATE})?(?:,? ?{_AGENCY})?\s*{_DASH}"
    rf"|{_NAME}(?:, {_NAME})?,? {_DATE}(?:,? ?{_AGENCY})?(?:\s*{_DASH}|\.)"
    rf"|(?:{_NAME}(?:, {_NAME})? )?{_AGENCY}\s*{_DASH})\s+(?=\S)"
)
_MARKER = re.compile(
    r"(?:[•‣◦▪●○■□–—*·-]\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)\s+|(?:\d{1,3}|[a-z])\.\s+(?=\D)"
    r"|(?:Q|A|Question|Answer)(?: \([^()]{1,60}\))?[.:]\s+)(?=\S)"
)
_DATELINE_PARAGRAPHS = 12  # a dateline stands above the story, after byline, notes and captions
_LOOK = 160  # characters: the longest opening that is looked for


def body_offset(text: str, start: int, end: int, paragraph: int) -> int:
    """The offset in ``[start, end)`` where the sentence proper of a paragraph begins.

    >>> text = "ASTANA, June 12 (Wire) -- Talks ended."
    >>> text[body_offset(text, 0, len(text), 1):]
    'Talks ended.'
    >>> text = "Kazakhstan – the largest producer – sells more."
    >>> body_offset(text, 0, len(text), 1)
    0
    """
    stop = min(end, start + _LOOK)
    found = _MARKER.match(text, start, stop)
    if found is None and 0 < paragraph <= _DATELINE_PARAGRAPHS:
        found = _DATELINE.match(text, start, stop)
    return found.end() if found is not None and found.end() < end else start


def marker_end(text: str, start: int, end: int) -> int:
    """The offset after a numbering or label at ``start`` of a sentence, or ``start``."""
    found = _MARKER.match(text, start, min(end, start + _LOOK))
    return found.end() if found is not None else start
