"""What stands on a page beside the text: notes at its foot, and tables of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefing.readers.formats.pdf_layout import Piece

NOTE_SIZE = 0.92
"""Type of notes at most, as a share of the text's: usual are 0.7 to 0.9."""
FOOT = 0.5
"""Notes stand in the lower part of a page: the share of its height below which they begin."""
CONTENTS_ROWS = 3
"""Rows that make a table of contents: title and number, with dots or a wide gap between."""
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})[\])]?\.?\s*(?=[\"“‘(]?[^\W\d_]|https?:)")
_ROW = re.compile(
    r".*?\S\s*(?:\.{3,}|(?:\. ){3,}\.?|…{2,}|·{3,}|_{3,})\s*(?:\d{1,4}|[ivxlc]{1,6})$"
)
_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,6}")
_ENDS_IN_NUMBER = re.compile(r"\S\s+(?:\d{1,3}|[ivxlc]{1,6})$")
_HEADING = re.compile(
    r"(?:(?:table of )?contents|in this (?:issue|report)|inhalt(?:sverzeichnis)?|sommaire"
    r"|table des matières|índice|contenido|sumário|indice|содержание|оглавление|mazmuny|мазмұны)",
    re.IGNORECASE,
)


def body_size(pages: Sequence[Sequence[Piece]]) -> float:
    """The size of type in which most of the text is set, in points."""
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def without_notes(lines: Sequence[Piece], size: float, height: float) -> list[Piece]:
    """The lines of a page without the notes at its foot, where text is set in type of ``size``.

    Notes are the smaller lines below all text; the first begins with its mark.
    """
    text = [line.bottom for line in lines if line.size > NOTE_SIZE * size]
    foot = min(text, default=0.0)
    small = [
        line
        for line in lines
        if line.size <= NOTE_SIZE * size and line.top <= foot and line.top < FOOT * height
    ]
    top = max((line.bottom for line in small), default=0.0)
    opens = any(line.bottom > top - 1 and _NOTE.match(line.text) for line in small)
    notes = {id(line) for line in small} if opens else set()
    return [line for line in lines if id(line) not in notes]


def without_contents(lines: Sequence[Piece]) -> list[Piece]:
    """The lines of a page without the rows of a table of contents and its heading."""
    rows = {id(line) for line in lines if _ROW.match(line.text)}
    heading = [line for line in lines if _HEADING.fullmatch(line.text.strip(" .:"))]
    if heading:
        below = [line for line in lines if line.top < heading[0].top]
        numbers = [n for n in below if _NUMBER.fullmatch(n.text.strip())]
        titles = [t for t in below if any(_beside(t, n) for n in numbers)]
        whole = [line for line in below if _ENDS_IN_NUMBER.search(line.text)]
        listed = {id(line) for line in (*titles, *numbers, *whole)}
        if 2 * len(listed | rows) >= len(below) and len(titles) + len(whole) >= CONTENTS_ROWS:
            rows |= listed
    if len(rows) < CONTENTS_ROWS:
        return list(lines)
    rows |= {id(line) for line in heading}
    return [line for line in lines if id(line) not in rows]


def _beside(title: Piece, number: Piece) -> bool:
    return title is not number and title.level(number) and title.right <= number.left
