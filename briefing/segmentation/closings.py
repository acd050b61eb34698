"""What follows the last words of a report, by the language's file: signature, address, rights."""

from __future__ import annotations

from briefing.languages import Language, compiled, first_match

LONGEST = 300
"""Characters of the longest closing: byline, address and a sentence on rights have about 200."""

Spans = tuple[int, int, int]


def without_closing(text: str, spans: list[Spans], own: Language) -> list[Spans]:
    """The sentences of a paragraph with what follows the last one as a unit of its own."""
    rows = own.lines.closing
    if not rows or not spans:
        return spans
    start, end, body = spans[-1]
    match = compiled(rows).search(text, max(body, end - LONGEST), end)
    if match is None or match.start() <= body or first_match(rows, text, body):
        return spans
    cut = match.start()
    before = len(text[body:cut].rstrip()) + body
    if before <= body or not (text[before - 1] in '.!?…。"”»)]' or text[cut - 1].isspace()):
        return spans
    return [*spans[:-1], (start, before, body), (cut, end, cut)]
