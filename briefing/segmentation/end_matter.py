"""Marks what stands below a release or story: notes to editors, contacts, "About" the sender."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from briefing import releases
from briefing.language.datelines import dateline_end
from briefing.model import Article, Kind
from briefing.segmentation.unit import Unit

_LINE_CHARS = 120
"""Characters of the longest line that can head a section of the article."""


def mark_end_matter(article: Article, units: Sequence[Unit], kinds: list[Kind]) -> None:
    """Makes the units below the end of the story boilerplate, in place.

    Below an end mark all is, up to a dateline or another release. Without a mark a section
    under one of the headings of :mod:`briefing.releases` is, up to the next heading, if there are
    two of them or what stands above is longer.
    """
    text = article.text
    rows = [list(each) for _, each in groupby(range(len(units)), lambda i: units[i].paragraph)]
    lines = [text[units[row[0]].start : units[row[-1]].end] for row in rows]
    ended = _ends(lines)
    if not ended and not any(map(releases.heads_end_matter, lines[1:])):
        return
    above = headings = 0
    section: list[int] = []  # units of the section that may be end matter
    state = ""  # "over" below an end mark, "section" below a heading of end matter
    for number, (row, line) in enumerate(zip(rows, lines, strict=True)):
        first = units[row[0]]
        if number in ended:
            kinds[row[0]] = Kind.BOILERPLATE
            state = "over" if above else state
            continue
        if state and (_opens_story(text, first) or releases.announces(line)):
            state = ""
        elif state != "over" and above and releases.heads_end_matter(line):
            state = "section"
            headings += 1
        elif state == "section" and _heads(line, kinds[row[0]]):
            state = ""
        if state == "over":
            _mark(row, kinds)
        elif state:
            section.extend(row)
        else:
            above += sum(units[i].end - units[i].start for i in row if kinds[i] is Kind.CONTENT)
    if headings > 1 or sum(units[i].end - units[i].start for i in section) <= above:
        _mark(section, kinds)


def _ends(lines: Sequence[str]) -> set[int]:
    """The numbers of the paragraphs that mark the end of the story.

    A lone ``# # #`` does so where a release is announced above or its end matter follows.
    """
    ends = {number for number, line in enumerate(lines) if releases.is_end(line)}
    ornaments = [number for number, line in enumerate(lines) if releases.is_ornament(line)]
    for number in ornaments:
        following = lines[number + 1] if number + 1 < len(lines) else ""
        release = len(ornaments) == 1 and any(map(releases.announces, lines[:number]))
        if release or releases.heads_end_matter(following):
            ends.add(number)
    return ends


def _opens_story(text: str, unit: Unit) -> bool:
    return dateline_end(text, unit.start, unit.end) > unit.start


def _heads(line: str, kind: Kind) -> bool:
    """Whether a line heads a section of the article: contacts have commas, figures, addresses."""
    if kind is not Kind.HEADING or len(line) > _LINE_CHARS or line.count(" ") < 1:
        return False
    return not any(mark in line for mark in "@,:+") and not any(map(str.isdigit, line))


def _mark(row: Sequence[int], kinds: list[Kind]) -> None:
    for index in row:
        kinds[index] = Kind.BOILERPLATE
