"""What stands before the first and after the last words of a report, by the language's file: place,
date, agency and byline; signature, address and copyright."""

from __future__ import annotations

from briefing.languages import Language, compiled, first_match

PARAGRAPHS = 12
"""Paragraphs at the top within which an opening is looked for: below it a place in capitals may be
a heading or a speaker."""

LONGEST = 160
"""Characters of the longest opening; one of four parts has about 90."""

MOST = 3
"""Openings in a row: a byline, a place with its agency, a reporter."""

Spans = tuple[int, int, int]


def opening_end(text: str, start: int, end: int, own: Language, paragraph: int) -> int:
    """The offset in ``[start, end)`` after what stands before the report at ``start``."""
    rows = own.lines.opening
    if paragraph > PARAGRAPHS or not rows:
        return start
    at = start
    for _ in range(MOST):
        found = compiled(rows).match(text, at, min(end, at + LONGEST))
        if found is None or found.end() in (at, end):
            break
        at = found.end()
    opens = text[at] in "\"“«‘'„「『(" or text[at].isalnum()
    return at if opens and not text[at].islower() else start


def without_closing(text: str, spans: list[Spans], own: Language) -> list[Spans]:
    """The sentences of a paragraph with what follows the last one as a unit of its own."""
    rows = own.lines.closing
    if not rows or not spans:
        return spans
    start, end, body = spans[-1]
    found = compiled(rows).search(text, body, end)
    if found is None or found.start() <= body or first_match(rows, text, body):
        return spans
    cut = found.start()
    before = len(text[body:cut].rstrip()) + body
    if before <= body or not (text[before - 1] in '.!?…。"”»)]' or text[cut - 1].isspace()):
        return spans
    return [*spans[:-1], (start, before, body), (cut, end, cut)]
