"""Widths and line heights of text in a font, in points.

Kerning is on where the template asks for it, ligatures are off, as in Word.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefing.docx.font_files import Faces
from briefing.docx.formats import SMALL, SUPERSCRIPT, TWIP, Font
from briefing.layout import fonts
from briefing.layout.fonts import Face


@dataclass(frozen=True, slots=True)
class Box:
    """A picture or box in a line of text; it stands on the baseline."""

    width: float
    height: float


Stretch = tuple[str, Font | Box]

NO_BREAK_SPACE = "\u00a0"
LEAN = 12
"""Part of the height of an italic line that its slant takes (LibreOffice, ``SwTextGuess``)."""


class Ruler:
    """Widths and line heights in points, remembered by font and word.

    ``faces`` are families that the template brings along, beside the shipped ones. ``spread`` is
    what a character grid adds to each character in points: all of it to East Asian ones, half of it
    to others, which take half a cell.
    """

    def __init__(self, faces: Mapping[str, Faces] | None = None, spread: float = 0.0) -> None:
        self._faces, self._spread = faces or {}, spread
        self._words: dict[Font, dict[str, float]] = {}
        self._heights: dict[tuple[Font, bool], tuple[float, float]] = {}

    def width(self, text: str, font: Font | Box) -> float:
        """The advance width of ``text``, or of a picture."""
        if isinstance(font, Box):
            return font.width
        known = self._words.get(font)
        if known is None:
            known = self._words[font] = {}
        width = known.get(text)
        if width is None:
            width = _width(text, font, self._face(font))
            if self._spread and not font.hidden:
                wide = sum(fonts.east_asian(ord(char)) for char in text)
                width += (len(text) + wide) * self._spread / 2
            if font.italic and NO_BREAK_SPACE in text:
                width += text.count(NO_BREAK_SPACE) * self.lean_pt(font)
            known[text] = width
        return width

    def lean_pt(self, font: Font | Box) -> float:
        """Points that LibreOffice keeps free for the slant of italic text: a twelfth of its height.

        It does so at the end of a line and, since it sets them by themselves, after each
        non-breaking space.
        """
        if isinstance(font, Box) or not font.italic or font.hidden:
            return 0.0
        return round(sum(self.height(font, "")) / TWIP) // LEAN * TWIP

    def slack_pt(self, font: Font) -> float:
        """Points by which the font itself may set a line higher than its stand-in does."""
        return max(0.0, font.line_em * font.size - sum(self.height(font, "")))

    def height(self, font: Font, text: str) -> tuple[float, float]:
        """Ascent (with the line gap, as in LibreOffice) and descent of a line in ``font``.

        Letters that come from another face do not raise the line, as in LibreOffice; East Asian
        characters are set in a font of their own and do.
        """
        wide = not text.isascii() and any(fonts.east_asian(ord(c)) for c in text)
        if font.complex_size > font.size and any(fonts.complex_script(ord(c)) for c in text):
            font = replace(font, size=font.complex_size)
        height = self._heights.get((font, wide))
        if height is None:
            height = self._heights[font, wide] = _height(font, wide, self._face(font))
        return height

    def _face(self, font: Font) -> Face:
        own = self._faces.get(font.family)
        if own is None:
            return fonts.face(font.family, font.bold, font.italic)
        file = own.get((font.bold, font.italic)) or own[False, False]
        return Face(font.family, dict(file.widths), file.ascent, file.descent, file.gap)


def _size(font: Font) -> float:
    return font.size * SUPERSCRIPT if font.raised else font.size


def _width(text: str, font: Font, face: Face) -> float:
    if font.hidden:
        return 0.0
    widths = face.widths
    larger = font.complex_size / font.size if font.complex_size and font.size else 1.0
    total = 0.0
    for char in text:
        scale = larger if larger != 1.0 and fonts.complex_script(ord(char)) else 1.0
        if font.caps and char.islower():
            scale *= SMALL if font.caps == "smallCaps" else 1.0
            char = char.upper()
        for one in char:
            code = ord(one)
            width = widths.get(code)
            if width is None:
                width = _width_elsewhere(code, font)
            total += width * scale
    if font.kerned and not font.caps:
        kerning = fonts.kerning(font.family, font.bold, font.italic)
        total += sum(kerning.get(a + b, 0.0) for a, b in itertools.pairwise(text))
    return total * _size(font) * font.scale + font.spacing * len(text)


def _width_elsewhere(code: int, font: Font) -> float:
    """The width in em of a character that the font lacks."""
    if fonts.east_asian(code):
        return font.hangul_em if 0xAC00 <= code <= 0xD7FF else 1.0
    width = fonts.fallback(font.family, font.bold, font.italic).widths.get(code)
    return fonts.class_width(code) if width is None else width


def _height(font: Font, east_asian: bool, face: Face) -> tuple[float, float]:
    if font.hidden:
        return 0.0, 0.0
    ascent, descent, leading = face.ascent, face.descent, face.gap
    if east_asian:
        ascent = max(ascent, fonts.EAST_ASIAN_ASCENT_EM - leading)
        descent = max(descent, fonts.EAST_ASIAN_DESCENT_EM)
    # LibreOffice moves text by shares of the line's height where Word moves it by points.
    rise = font.rise * max(1.0, ascent + descent + leading)
    twips = font.size / TWIP
    down = _whole(descent * twips)
    up = _whole((ascent + descent) * twips) - down + _whole(leading * twips)
    return up * TWIP + max(rise, 0.0), down * TWIP + max(-rise, 0.0)


def _whole(twips: float) -> int:
    """Whole twips of a height.

    LibreOffice rounds ascent and descent together, and the line gap by itself. Found on lines of
    three faces in twelve sizes: all but one of the 36 heights are so, none with separate rounding
    of ascent and descent, and 10 pt of a face with serifs needs the last twentieth.
    """
    return math.floor(twips + 0.55)
