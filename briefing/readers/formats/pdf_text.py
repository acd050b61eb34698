"""The text of a PDF page as pieces with boxes: what a reader of the page sees, in file order.

Invisible text goes: set without ink, white on white, too small to read, beside the paper. A layer
of invisible text over a picture is what character recognition found, and stays. Raised marks are
read by :mod:`briefing.readers.raised`; glyphs without a character are put right where a ligature
makes a word, else they are marked as unreadable.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from briefing.readers.formats.pdf_glyphs import with_ligatures
from briefing.readers.formats.pdf_layout import WIDE_GAP, Piece
from briefing.readers.raised import UNREADABLE, raised

_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
}  # fmt: skip
# PDFium puts one of these for a hyphen at a line end together with the line end.
_HYPHENS = frozenset({0x02, 0xFFFE})
_LINE_FEED, _NBSP = 10, 0xA0
_BLANK = frozenset({9, 10, 13, 32, _NBSP, 0x2002, 0x2003, 0x2009, 0x202F})
# A glyph without a character before the first word of a line is a bullet, not half of a word.
_BULLET = re.compile(rf"{UNREADABLE}(?![^\W\d_A-ZÀ-Þ]|{UNREADABLE})")
_MARKS = frozenset(map(ord, "0123456789*†‡§+-−"))
RAISED_SIZE = 0.8
"""Size of a raised mark at most, as a share of the type beside it; usual are 0.58 to 0.75."""
RAISED_BY = 0.15
"""Height of its base line above that of the type, as a share of the type's size, at least."""
SMALLEST = 2.0
"""Points; type below this cannot be read."""
_NO_INK = frozenset({3, 7})  # text render modes: neither filled nor stroked, clip only
_WHITE = 250
_MOST_OBJECTS = 3_000
"""Drawn objects of a page that are looked at for what lies under white text."""
_LAYER = 4
"""Words without ink for each word with ink that make them the text of a scanned page."""


def pieces(page: Any, text: Any, count: int) -> list[Piece]:
    """The pieces of the first ``count`` characters of a page that a reader sees."""
    sight = _Sight(page, text)
    seen: list[Piece] = []
    layer: list[Piece] = []
    for piece, first in _pieces(text, count):
        verdict = sight.verdict(piece, first)
        if verdict != "hidden":
            (layer if verdict == "no ink" else seen).append(piece)
    return layer if _words(layer) > _LAYER * _words(seen) else seen


def _words(pieces: list[Piece]) -> int:
    return sum(piece.text.count(" ") + 1 for piece in pieces)


class _Sight:
    """Whether text of a page is seen."""

    def __init__(self, page: Any, text: Any) -> None:
        self._page = page
        self._text = text
        left, bottom, right, top = page.get_bbox()
        self._paper = (left - 1, bottom - 1, right + 1, top + 1)
        self._grounds: list[tuple[float, float, float, float]] | None = None

    def verdict(self, piece: Piece, first: int) -> str:
        """``hidden``, ``no ink`` or ``seen``, by the look of the character at ``first``."""
        from pypdfium2 import raw

        x, y = (piece.left + piece.right) / 2, (piece.bottom + piece.top) / 2
        if piece.size < SMALLEST or not _within(x, y, self._paper):
            return "hidden"
        drawn = raw.FPDFText_GetTextObject(self._text, first)
        if drawn and raw.FPDFTextObj_GetTextRenderMode(drawn) in _NO_INK:
            return "no ink"
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not raw.FPDFText_GetFillColor(self._text, first, red, green, blue, alpha):
            return "seen"
        if alpha.value < 8:
            return "hidden"
        white = min(red.value, green.value, blue.value) >= _WHITE
        return "hidden" if white and not self._on_ground(x, y) else "seen"

    def _on_ground(self, x: float, y: float) -> bool:
        """Whether something is drawn under the point: a picture, or a shape that is filled."""
        if self._grounds is None:
            self._grounds = list(_grounds(self._page))
        return any(_within(x, y, box) for box in self._grounds)


def _within(x: float, y: float, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _grounds(page: Any) -> Iterator[tuple[float, float, float, float]]:
    from pypdfium2 import raw

    for number in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, number)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_TEXT or (kind == raw.FPDF_PAGEOBJ_PATH and not _filled(drawn)):
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            yield left.value, bottom.value, right.value, top.value


def _filled(path: Any) -> bool:
    """Whether a shape is filled with a colour."""
    from pypdfium2 import raw

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, mode, stroke) or not mode.value:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return True
    return alpha.value > 8 and min(red.value, green.value, blue.value) < _WHITE


def has_picture(page: Any) -> bool:
    """Whether a picture covers at least half of a page: one of scanned paper."""
    from pypdfium2 import raw

    area = page.get_width() * page.get_height()
    for number in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            size = (right.value - left.value) * (top.value - bottom.value)
            if 2 * size >= area:
                return True
    return False


def _pieces(text: Any, count: int) -> Iterator[tuple[Piece, int]]:
    """Runs of words on one line with no wide gap in them, with their first characters."""
    from pypdfium2 import raw

    word: list[str] = []
    mark: list[str] = []  # raised behind the word
    first = last = 0
    piece: Piece | None = None
    begun = 0  # the first character of the piece
    for i in range(count + 1):
        code = raw.FPDFText_GetUnicode(text, i) if i < count else _LINE_FEED
        hyphen = code in _HYPHENS and raw.FPDFText_HasUnicodeMapError(text, i) != 1
        if hyphen or code not in _BLANK:
            if word and code in _MARKS and not hyphen and _is_raised(text, first, i):
                mark.append(chr(code))
                last = i
                continue
            first = first if word else i
            word.append("\x02" if hyphen else _character(text, i, code))
            last = i
        if word and (hyphen or code in _BLANK):
            whole = "".join(word)
            if mark:
                whole += raised(f"{piece.text if piece else ''} {whole}", "".join(mark))
            whole = with_ligatures(whole)
            if piece is None and _BULLET.match(whole):
                whole = f"• {whole[1:]}".rstrip()
            made = _word(text, whole, first, last)
            word, mark = [], []
            if piece and _continues(piece, made):
                piece = piece.extended(made)
            else:
                if piece:
                    yield piece, begun
                piece, begun = made, first
        if piece and (hyphen or code in (_LINE_FEED, 13)):
            yield piece, begun
            piece = None


def _character(text: Any, index: int, code: int) -> str:
    from pypdfium2 import raw

    lost = code < 32 or code == 0xFFFE or raw.FPDFText_HasUnicodeMapError(text, index) == 1
    return UNREADABLE if lost else _LIGATURES.get(code) or chr(code)


def _is_raised(text: Any, first: int, index: int) -> bool:
    """Whether a character is set smaller and higher than the one at ``first``."""
    from pypdfium2 import raw

    size = raw.FPDFText_GetFontSize(text, first)
    if raw.FPDFText_GetFontSize(text, index) > RAISED_SIZE * size:
        return False
    x, low, high = ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, first, x, low)
    raw.FPDFText_GetCharOrigin(text, index, x, high)
    return high.value - low.value > RAISED_BY * _scaled(text, first)


def _scaled(text: Any, index: int) -> float:
    """The type size of a character on the page, in points."""
    from pypdfium2 import raw

    size, matrix = float(raw.FPDFText_GetFontSize(text, index)), raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(text, index, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    return max(size, 0.1)


def _word(page: Any, text: str, first: int, last: int) -> Piece:
    """The word of characters ``first`` to ``last``, its height by type size and base line."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, first, x, y)
    size = _scaled(page, first)
    start, end = page.get_charbox(first), page.get_charbox(last)
    return Piece(
        text=text,
        left=min(start[0], end[0]),
        right=max(start[2], end[2]),
        bottom=y.value - 0.2 * size,
        top=y.value + 0.8 * size,
    )


def _continues(piece: Piece, word: Piece) -> bool:
    gap = word.left - piece.right
    return -word.size < gap <= WIDE_GAP * max(piece.size, word.size) and piece.level(word)


def join_marks(pieces: list[Piece]) -> list[Piece]:
    """Raised marks that stand as pieces of their own, read with the piece before them."""
    result: list[Piece] = []
    for piece in pieces:
        before = result[-1] if result else None
        if before and _is_mark(piece, before):
            text = before.text + raised(before.text, piece.text)
            result[-1] = replace(before, text=text, right=piece.right)
        else:
            result.append(piece)
    return result


def _is_mark(piece: Piece, before: Piece) -> bool:
    return (
        len(piece.text) <= 3
        and all(ord(c) in _MARKS for c in piece.text)
        and piece.size <= RAISED_SIZE * before.size
        and piece.bottom - before.bottom > RAISED_BY * before.size
        and before.level(piece)
        and -1 < piece.left - before.right < 0.5 * before.size
    )
