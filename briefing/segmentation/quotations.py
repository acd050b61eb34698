"""Quotations that run over several sentences: their parts, and what must be taken whole.

A quotation mark left open at the end of a sentence opens a quotation; the sentence in which it
closes ends it. A quotation may go on in the next paragraph if that begins with a mark of its own.
One that is never closed, or is opened again before it is closed, is an oversight of the source and
binds nothing together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Kind
from briefing.segmentation.unit import Unit

# Marks that may open, close, or (straight ones) do either.
_DOUBLE = re.compile('[“„«”»"「」『』]')
# Single marks count only where they cannot be apostrophes.
_SINGLE = re.compile(
    r"['‘’](?:(?<!’)(?:(?<=[\s(].)|(?<=^.))(?=\w)|(?<!‘)(?<=[.,!?…].)(?P<close>(?=[\s.,;)]|$)))"
)
_OPENS, _CLOSES = frozenset("“„«「『"), frozenset("”»」』")
_DOUBLES = '“”„«»"「」『』'
_GERMAN = re.compile(r"\A[^«»]*(?<!\S)»(?=\w)")  # the first such mark opens a word
_OPENING = frozenset("“„«»\"'‘「『")
_LONGEST = 12  # sentences; a longer unclosed stretch is a lost mark rather than a quotation


def group(text: str, units: Sequence[Unit], kinds: Sequence[Kind]) -> list[tuple[str, int]]:
    """(part, group) per unit: ``open``, ``mid``, ``close`` or ``""``, and the number shared by the
    sentences of one quotation (the index of the first), else the unit's own index.

    >>> text = '"Who pays? We do," he said.'
    >>> group(text, [Unit(0, 10, 0, 0), Unit(11, 27, 11, 0)], [Kind.CONTENT] * 2)
    [('open', 0), ('close', 0)]
    """
    quotations = _Quotations(text, units)
    first = 0
    for index in range(1, len(units) + 1):
        if index == len(units) or units[index].paragraph != units[first].paragraph:
            members = [i for i in range(first, index) if kinds[i] is Kind.CONTENT]
            if members:
                quotations.paragraph(members)
            first = index
    return quotations.parts


def _direction(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The marks that open and those that close, in the order of this text: German writes »…« and
    „…“."""
    opens, closes = set(_OPENS), set(_CLOSES)
    if "»" in text and _GERMAN.search(text):
        opens, closes = opens - {"«"} | {"»"}, closes - {"»"} | {"«"}
    if "„" in text:
        opens, closes = opens - {"“"}, closes | {"“"}
    return frozenset(opens), frozenset(closes)


class _Quotations:
    def __init__(self, text: str, units: Sequence[Unit]) -> None:
        self.text = text
        self.units = units
        self.parts = [("", index) for index in range(len(units))]
        self.opens, self.closes = _direction(text)
        self.opened = -1  # the unit in which the quotation at hand began, or -1
        self.doubles = [mark for mark in _DOUBLES if mark in text]

    def paragraph(self, members: Sequence[int]) -> None:
        """Go through the content units of one paragraph."""
        text = self.text
        begin, end = self.units[members[0]].start, self.units[members[-1]].end
        opening = text[self.units[members[0]].body] in _OPENING
        if self.opened >= 0 and not opening:
            self.opened = -1
        chunk = text[begin:end]
        if not any(map(chunk.__contains__, self.doubles)):
            if "'" not in chunk and "‘" not in chunk:
                self.opened = -1
                return
            pattern = _SINGLE
        else:
            pattern = _DOUBLE
        again = self.opened >= 0
        for index in members:
            unit = self.units[index]
            if index - self.opened > _LONGEST:
                self.opened = -1
            self._unit(index, text[unit.body : unit.end], pattern, again)
            again = False

    def _unit(self, index: int, text: str, pattern: re.Pattern[str], again: bool) -> None:
        before = self.opened
        for match in pattern.finditer(text):
            if again and match.start() == 0:
                continue  # the mark that a further paragraph of a quotation begins with
            if pattern is _SINGLE:
                opens = match["close"] is None
            else:
                mark = match[0]
                opens = mark in self.opens or (mark not in self.closes and self._opens(match))
            self.opened = index if opens else -1
        if before >= 0 and self.opened != index:
            self._bind(before, index, closed=self.opened < 0)

    def _opens(self, match: re.Match[str]) -> bool:
        """Whether a straight mark opens: by the space beside it, else by turns."""
        text, position = match.string, match.start()
        free_before = position == 0 or text[position - 1] in " \u00a0([-–—"
        free_after = position + 1 == len(text) or text[position + 1] in " \u00a0)].,;:!?"
        if free_before != free_after:
            return free_before
        return self.opened < 0

    def _bind(self, first: int, last: int, *, closed: bool) -> None:
        """Once a quotation is closed, name the parts of all its sentences."""
        if not closed:
            return
        for index in range(first, last + 1):
            part = "open" if index == first else "close" if index == last else "mid"
            self.parts[index] = (part, first)
        before = first - 1
        if before >= 0 and self.text[self.units[before].end - 1] == ":":
            self.parts[before] = ("", first)
