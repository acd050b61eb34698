"""What a report or sentence in another language than English may open with: place, date, agency and
byline; a connective that may be left out. The language's file has the patterns."""

from __future__ import annotations

from briefing.languages import Language, compiled, first_match

PARAGRAPHS = 12
"""Paragraphs at the top within which an opening is looked for: below it a place in capitals may be
a heading or a speaker."""

LONGEST = 160
"""Characters of the longest opening; one of four parts has about 90."""

MOST = 3
"""Openings in a row: a byline, a place with its agency, a reporter."""


def opening_end(text: str, start: int, end: int, own: Language, paragraph: int) -> int:
    """The offset in ``[start, end)`` after what stands before the report at ``start``."""
    rows = own.lines.opening
    if paragraph > PARAGRAPHS or not rows:
        return start
    at = start
    for _ in range(MOST):
        match = compiled(rows).match(text, at, min(end, at + LONGEST))
        if match is None or match.end() in (at, end):
            break
        at = match.end()
    opens = text[at] in "\"“«‘'„「『(" or text[at].isalnum()
    return at if opens and not text[at].islower() else start


def connective_end(text: str, start: int, own: Language) -> int:
    """The offset after a connective at ``start`` that may be left out, or ``start``."""
    match = first_match(own.leaning.drop, text, start)
    return match.end() if match else start
