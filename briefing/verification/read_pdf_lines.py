"""Blocks of a brief as a PDF without tags: printed by a browser, or by a word processor that writes
none.

What is known is lines with their fonts and places. A paragraph ends before a bullet, a number of
the source list, another font, a title of a section and another cell of a table, and after a
citation.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot, inf
from typing import Any, NamedTuple

from briefing.display.labels import LANGUAGES, labels
from briefing.verification.points import COMMENT, SOURCE_HEADINGS, Block, Role, cell_role

_BULLET = re.compile(r"^\s*[•◦▪‣·●○■□–\uf0b7-]\s+")
_MIDDLE_BULLET = re.compile(r"\s+(?=[•◦▪‣●○■□]\s)")
_MIDDLE_CITED = re.compile(r".*\[\d{1,4}(?:[,;–-]\s?\d{1,4})*\]\s+(?=\S)")
_CITED = re.compile(r"\[\d{1,4}(?:[,;–-]\s?\d{1,4})*\]\s*$")
_CITING = re.compile(r"^\s*\[\d{1,4}(?:[,;–-]\s?\d{1,4})*\]")
_ENTRY = re.compile(r"^\s*\[?(\d{1,3})[\].)]?\s+(?!\w+ \d{4}$)\S")
_DIFFER = tuple(labels(code).sources_differ for code in LANGUAGES)
_FIXED = frozenset(
    label.casefold()
    for words in map(labels, LANGUAGES)
    for label in (
        words.sources,
        words.key_figures,
        words.bottom_line,
        words.top_points,
        words.other,
    )
)
SAME_SIZE = 0.08
"""Share by which the sizes of two lines of one paragraph may differ. Points and headings of the
shipped looks are 12% apart at the least."""
SMALL = 0.93
"""Share of the size of points under which text is a note, a label or a date."""
LONGEST_HEADING = 14
"""Most words of a heading."""
CELL_GAP = 0.8
"""Sizes of the font from which a gap beside text parts two cells. A blank is a quarter of the size,
and up to three quarters in a justified line; texts in cells of Word and LibreOffice are 0.38 cm
apart at the least, which is the size of a font of 11 points."""
LONGEST_MARK = 5
"""Most characters of a bullet or number before a gap, such as ``[123]``."""
NEXT_COLUMN = 3.0
"""Sizes of the font from which text that stands higher than what is before it is at the top of the
next column or page; a heading in the middle of its cell is up to two lines below the first line
beside it."""

Font = tuple[float, str]
"""Its size in points, and its name."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or the part of it in one ``cell``, its font and its place in points: ``left``
    and ``right`` are its edges, ``bottom`` counts from the foot of the page."""

    text: str
    font: Font
    left: float = 0.0
    right: float = inf
    bottom: float = 0.0
    cell: bool = False


class _Place(NamedTuple):
    """The font of a character and where it stands, as those of a :class:`Line`."""

    font: Font
    left: float
    right: float
    bottom: float


_Glyph = tuple[str, _Place | None]
"""A character; blanks have no place."""


def blocks_of_lines(pdfium: Any, pages: Iterable[Any], keywords: str) -> list[Block]:
    """The blocks of the text pages of a document; ``keywords`` has the titles of its sections."""
    titles = {part.strip().casefold() for part in re.split("[;,]", keywords)} - {""}
    drawn = (line for page in pages for line in _lines(pdfium, page))
    lines = (part for line in _whole_labels(drawn) for part in _parted(line, titles))
    paragraphs = list(_paragraphs(lines, titles))
    points = [p for p in paragraphs if _CITED.search(p[-1].text) or _BULLET.match(p[0].text)]
    usual = _usual_size(points or paragraphs)
    return [_block(held, usual, titles, first=not at) for at, held in enumerate(paragraphs)]


def _whole_labels(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, the start of a label of differing values put before its rest on the next line."""
    held: Line | None = None
    for line in lines:
        if held is not None:
            whole = f"{held.text} {line.text}"
            if any(whole.startswith(f"{label}:") for label in _DIFFER):
                line = replace(line, text=whole)
            else:
                yield held
        held = line if any(label.startswith(f"{line.text} ") for label in _DIFFER) else None
        if held is None:
            yield line
    if held is not None:
        yield held


def _usual_size(paragraphs: Iterable[list[Line]]) -> float:
    """The size that most characters have; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for held in paragraphs:
        for line in held:
            sizes[line.font[0]] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _parted(line: Line, titles: set[str]) -> Iterator[Line]:
    """A line as two where a title stands beside a point: before its bullet, or after its citation
    at the end of a column."""
    bullet = _MIDDLE_BULLET.search(line.text)
    cited = _MIDDLE_CITED.match(line.text)
    if bullet and line.text[: bullet.start()].casefold() in titles:
        places = [0, bullet.start(), len(line.text)]
    elif cited and line.text[cited.end() :].casefold().strip(" :") in titles:
        places = [0, cited.end(), len(line.text)]
    else:
        places = [0, len(line.text)]
    for start, end in pairwise(places):
        yield replace(line, text=line.text[start:end].strip())


def _block(lines: list[Line], usual: float, titles: set[str], *, first: bool) -> Block:
    text = re.sub(r"\s+", " ", _joined(line.text for line in lines)).strip()
    size = lines[0].font[0]
    if _BULLET.match(text):
        return Block(Role.ITEM, _BULLET.sub("", text))
    plain = text.casefold().strip(" :")
    cites = bool(_CITED.search(text))
    if plain in titles or plain in _FIXED:
        return Block(Role.HEADING, text)
    if size < usual * SMALL:
        return Block(Role.OTHER, text)
    large = size > usual * (1 + SAME_SIZE) and not cites
    figures = any(character.isdecimal() for character in text)
    if first or (large and not figures and len(text.split()) <= LONGEST_HEADING):
        return Block(Role.HEADING, text)
    return Block(cell_role(text) if lines[0].cell else Role.PARAGRAPH, text)


def _joined(texts: Iterable[str]) -> str:
    joined = ""
    for text in texts:
        joined += text.strip() if joined[-1:] in ("", "-", "\u2011") else f" {text.strip()}"
    return joined


def _paragraphs(lines: Iterable[Line], titles: set[str]) -> Iterator[list[Line]]:
    held: list[Line] = []
    entry = 0  # the number of the source that is listed next; 0 before the list
    for line in lines:
        numbered = _ENTRY.match(line.text)
        listed = entry > 0 and numbered is not None and int(numbered[1]) == entry
        within = entry > 1 and held and line.font[0] == held[-1].font[0]  # of the source list
        beside = bool(held) and _is_beside(line, held)
        if held and (listed or (not within and (beside or _begins(line, held[-1], titles)))):
            yield held
            held = []
            line = replace(line, cell=line.cell or beside)
        held.append(line)
        entry += listed
        if not entry and line.text.casefold().strip(" :") in SOURCE_HEADINGS:
            entry = 1
    if held:
        yield held


def _is_beside(line: Line, held: list[Line]) -> bool:
    """Whether a line is in another cell than a paragraph: to the left or the right of all of it,
    and not at the top of the next column."""
    left, right = min(other.left for other in held), max(other.right for other in held)
    rise = line.bottom - held[-1].bottom
    gap, size = max(line.left - right, left - line.right), line.font[0]
    return gap > CELL_GAP * size and rise < NEXT_COLUMN * size


def _begins(line: Line, before: Line, titles: set[str]) -> bool:
    """Whether a paragraph begins with ``line``, which follows ``before``."""
    together = f"{before.text} {line.text}"
    note = any(label in together and label not in before.text for label in _DIFFER)
    if _CITING.match(line.text) or note:
        return False
    if _BULLET.match(line.text) or COMMENT.match(line.text):
        return True
    names = (line.text.casefold().strip(" :"), before.text.casefold().strip(" :"))
    if any(name in titles or name in _FIXED for name in names) or _CITED.search(before.text):
        return True
    if before.text.rstrip().endswith("-") or before.text.rstrip(" :").endswith(_DIFFER):
        return False
    (size, name), (other, other_name) = line.font, before.font
    return abs(size - other) > SAME_SIZE * max(size, other) or name != other_name


def _lines(pdfium: Any, page: Any) -> Iterator[Line]:
    """The lines of a text page in the order in which they are drawn, those of cells that stand
    beside each other in parts."""
    glyphs: list[_Glyph] = []
    for at in range(page.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(page.raw, at) or 0)
        if character in "\r\n":
            yield from _cells(glyphs)
            glyphs = []
            continue
        if character in "\x02\ufffe":
            character = "-"
        glyphs.append((character, None if character.isspace() else _placed(pdfium, page, at)))
    yield from _cells(glyphs)


def _cells(glyphs: Sequence[_Glyph]) -> Iterator[Line]:
    """The parts of a line between its wide gaps; a bullet or number stays with what it marks."""
    held: list[_Glyph] = []
    cell = False
    last: _Place | None = None
    for character, place in glyphs:
        if place and last and _are_apart(last, place) and not _is_mark(_text(held)):
            yield _line(held, cell=True)
            held, cell = [], True
        held.append((character, place))
        last = place or last
    if last:
        yield _line(held, cell=cell)


def _text(glyphs: Iterable[_Glyph]) -> str:
    return "".join(character for character, _ in glyphs).strip()


def _are_apart(before: _Place, after: _Place) -> bool:
    return after.left - before.right > CELL_GAP * max(before.font[0], after.font[0])


def _is_mark(text: str) -> bool:
    return len(text) <= LONGEST_MARK and not any(map(str.isalpha, text))


def _line(glyphs: Sequence[_Glyph], *, cell: bool) -> Line:
    """A line, in the font of most of its characters but for a citation that ends it."""
    text = _text(glyphs)
    cited = _CITED.search("".join(character for character, _ in glyphs))
    places = [place for _, place in glyphs if place]
    words = [place for _, place in glyphs[: cited.start() if cited else None] if place]
    font = Counter(place.font for place in words or places).most_common(1)[0][0]
    left, right = min(place.left for place in places), max(place.right for place in places)
    return Line(text, font, left, right, min(place.bottom for place in places), cell)


def _placed(pdfium: Any, page: Any, at: int) -> _Place:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page.raw, at, ctypes.byref(box))
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(page.raw, at, name, 128, ctypes.byref(ctypes.c_int()))
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(page.raw, at, ctypes.byref(matrix))
    size = pdfium.FPDFText_GetFontSize(page.raw, at) * hypot(matrix.c, matrix.d)
    font = round(size, 1), name.value.decode("utf-8", "replace")
    return _Place(font, box.left, box.right, min(box.top, box.bottom))
