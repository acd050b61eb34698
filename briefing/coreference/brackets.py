"""What a brief shows of a sentence, and the way back to the source."""

from __future__ import annotations

import re

OMITTED = "[…] "
"""Stands for a dateline or a leading connective that was left out."""

_INSERTED = re.compile(r" \[[^\[\]]*\]")


def strip_brackets(shown: str) -> str:
    """``shown`` without any bracket: right when the source itself has none.

    >>> strip_brackets("[…] He [Tokayev] also assured support.")
    'He also assured support.'
    """
    return _INSERTED.sub("", shown.removeprefix(OMITTED))


def quoted_span(shown: str, text: str, begin: int = 0) -> tuple[int, int] | None:
    """The first span of ``text`` (from ``begin``) that ``shown`` quotes, or ``None``.

    ``shown`` may have a leading ``[…] `` and inserted `` [names]`` that ``text`` has not; brackets
    that stand in ``text`` count as text. Time is linear in the length for a given number of
    brackets.

    >>> quoted_span("[…] He [Jo] said “yes [sic]”.", "But He said “yes [sic]”.")
    (4, 24)
    """
    for candidate in (shown, shown.removeprefix(OMITTED)):
        parts = re.split(r"( \[[^\[\]]*\])", candidate)
        at = text.find(parts[0], begin)
        while at >= 0:
            end = _reach(parts, text, at)
            if end is not None:
                return at, end
            at = text.find(parts[0], at + 1) if parts[0] else -1
    return None


def _reach(parts: list[str], text: str, at: int) -> int | None:
    """Where the parts end in ``text`` from ``at``; odd parts may be missing; the longest way."""
    places = {at}
    for number, part in enumerate(parts):
        met = {place + len(part) for place in places if text.startswith(part, place)}
        places = met | places if number % 2 else met
        if not places:
            return None
    return max(places)
