"""Lines of a paragraph: where text may break, how wide it is, how high its lines are.

Kerning is on where the template asks for it, ligatures are off, as in Word. Breaks follow the
Unicode line breaking algorithm (UAX 14) as far as news text needs it: after spaces and hyphens,
around long dashes, between East Asian characters; never at a non-breaking space or hyphen. A word
wider than the line is broken inside.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.docx.font_files import Faces
from briefing.docx.styles import SMALL, SUPERSCRIPT, TWIP, Font, ParagraphFormat
from briefing.layout import fonts
from briefing.layout.fonts import Face

_BLANK = "\t \u1680\u2000-\u2006\u2008-\u200b\u205f"
_CJK = (
    "\u2e80-\u2fff\u3041-\u30ff\u3105-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003fffd"
)
_CLOSING = (
    "!%),.:;?\\]}\u00a0\u00bb\u2019\u201d\u2026\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011"
    "\u3015\u30fc\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
)
# Zero-width places where a line may break. Those of East Asian text stand apart: sets so large take
# long to compile, and most text needs none of them.
_BREAKS = (
    f"(?<=[{_BLANK}])(?=[^{_BLANK}\n])"
    "|(?<=\n)|(?=\t)"
    '|(?<=[\\w)\\]"”’.,][-\u2010])(?=[^\\W\\d_])'
    '|(?<=[^\\s\u00a0][\u2012\u2013\u00ad])(?=[\\w(\\["“‘$€£])'
    "|(?<=[^\\s\u00a0])(?=\u2014)|(?<=\u2014)(?=[^\\s\u00a0\u2014.,;:!?)\\]”’])"
    "|(?<=\\])(?=\\[)"
    "|(?<=\ufffc)|(?=\ufffc)"
)
_EAST_ASIAN_BREAKS = (
    f"|(?<=[{_CJK}])(?=[^\\s{_CLOSING}])|(?<=[^\\s\u00a0(\\[\u201c\u2018\u00ab])(?=[{_CJK}])"
)
_SPACES = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\n"

SLACK, SLACK_SHARE = 0.05, 0.0005
"""Room that a line leaves free: one twip, the unit that LibreOffice rounds positions to, and half a
thousandth of the line, over the 0.4 thousandths by which it sets 500 points of 9 pt Arial wider
than the font's advances add up to."""

OBJECT = "\ufffc"
"""Stands for a picture in a text (Unicode's object replacement character)."""


@dataclass(frozen=True, slots=True)
class Box:
    """A picture or box in a line of text; it stands on the baseline."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A part of the column in which no text stands: from ``top`` to ``bottom``, ``left`` to
    ``right``."""

    top: float
    bottom: float
    left: float
    right: float


LEAST_BESIDE = 72.0
"""Points of width that text needs to stand beside something: an inch, as in Word."""


Stretch = tuple[str, Font | Box]


class Ruler:
    """Widths and line heights in points, remembered by font and word.

    ``faces`` are families that the template brings along, beside the shipped ones.
    """

    def __init__(self, faces: Mapping[str, Faces] | None = None) -> None:
        self._faces = faces or {}
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
            width = known[text] = _width(text, font, self._face(font))
        return width

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
    ascent, descent = face.ascent + face.gap, face.descent
    if east_asian:
        ascent = max(ascent, fonts.EAST_ASIAN_ASCENT_EM)
        descent = max(descent, fonts.EAST_ASIAN_DESCENT_EM)
    # LibreOffice moves text by shares of the line's height where Word moves it by points.
    rise = font.rise * max(1.0, ascent + descent)
    up = round(ascent * font.size / TWIP) * TWIP + max(rise, 0.0)
    return up, round(descent * font.size / TWIP) * TWIP + max(-rise, 0.0)


def _breaks(text: str) -> re.Pattern[str]:
    """The pattern of all the breaks that there may be in ``text``."""
    return _compiled(not text.isascii() and max(text) >= _CJK[0])


@lru_cache(maxsize=2)
def _compiled(east_asian: bool) -> re.Pattern[str]:
    return re.compile(_BREAKS + _EAST_ASIAN_BREAKS if east_asian else _BREAKS)


def units(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """The stretches cut where a line may break: each unit goes on one line whole."""
    if len(stretches) == 1:
        text, font = stretches[0]
        return [[(unit, font)] for unit in _breaks(text).split(text) if unit]
    whole = "".join(text for text, _ in stretches)
    ends = [m.start() for m in _breaks(whole).finditer(whole)]
    ends.append(len(whole))
    made: list[list[Stretch]] = []
    unit: list[Stretch] = []
    at = place = 0
    for text, font in stretches:
        start, stop = at, at + len(text)
        while place < len(ends) and ends[place] <= stop:
            if ends[place] > start:
                unit.append((whole[start : ends[place]], font))
            if unit:
                made.append(unit)
            unit, start = [], ends[place]
            place += 1
        if start < stop:
            unit.append((whole[start:stop], font))
        at = stop
    return [*made, unit] if unit else made


def line_heights(
    stretches: Sequence[Stretch],
    form: ParagraphFormat,
    width: float,
    label: str,
    ruler: Ruler,
    pitch: float = 0.0,
    obstacles: Sequence[Obstacle] = (),
) -> tuple[tuple[float, ...], float]:
    """Heights in points of the lines that a paragraph makes in a column ``width`` points wide.

    ``label`` is the text of its list label, if any. An empty paragraph is one line high. The
    second value is what all lines together may take more where the template's own fonts, not
    their stand-ins, are installed. ``pitch`` is the distance of the lines of the page's grid that
    text snaps to, as East Asian templates have it; 0 without. ``obstacles`` stand beside the
    paragraph, at heights below its top.
    """
    breaker = _Breaker(form, width, ruler, pitch, obstacles)
    if obstacles:
        breaker.begin_line()
    breaker.label(label)
    for unit in units(stretches):
        breaker.add(unit)
    return breaker.finish()


class _Breaker:
    def __init__(
        self,
        form: ParagraphFormat,
        width: float,
        ruler: Ruler,
        pitch: float = 0.0,
        obstacles: Sequence[Obstacle] = (),
    ) -> None:
        self.form, self.ruler, self.pitch = form, ruler, pitch
        self.whole = self.right = (width - form.right) * (1 - SLACK_SHARE) - SLACK
        self.obstacles = obstacles
        self.width = width
        self.further: list[tuple[float, float]] = []
        self.y = self.skip = 0.0
        self.x = form.left + form.first
        self.fresh = True
        self.up = self.down = self.box = 0.0
        self.over = self.slack_pt = 0.0
        self.heights: list[float] = []

    def begin_line(self) -> None:
        """Find the room beside what stands at the next line, or begin it below that."""
        line = self._text_line()
        while True:
            beside = [o for o in self.obstacles if o.top < self.y + line and o.bottom > self.y]
            self.further = _free(beside, self.width)
            if self.further:
                break
            down = min(o.bottom for o in beside) - self.y
            self.skip, self.y = self.skip + down, self.y + down
        self._next_stretch()

    def _next_stretch(self) -> None:
        """Go on to the next stretch of the line that is free."""
        left, right = self.further.pop(0)
        self.x += max(0.0, left)
        self.right = min(self.whole, right)
        self.fresh = True

    def label(self, text: str) -> None:
        """Set the list label: text starts at the indent, or at the next stop when it is wide."""
        if self.form.label is None:
            return
        mark = self.form.label
        self._grow(*self.ruler.height(mark.font, text if text.isascii() else ""))
        if not (self.pitch and mark.font.guessed):
            self.over = max(0.0, mark.font.line_em * mark.font.size - self._text_line())
        self.x += self.ruler.width(text, mark.font) if text.isascii() else mark.font.size / 2
        if mark.suffix == "tab":
            self._tab()
        elif mark.suffix == "space":
            self.x += self.ruler.width(" ", mark.font)

    def _text_line(self) -> float:
        font = self.form.font
        return max(sum(self.ruler.height(font, "")), font.line_em * font.size)

    def _tab(self) -> None:
        stops = (*self.form.tabs, self.form.left) if self.form.first < 0 else self.form.tabs
        ahead = [stop for stop in stops if stop > self.x + SLACK]
        if ahead:
            self.x = min(*ahead, max(self.x, self.right))  # a stop at the edge is on the line
        else:
            stop = self.form.default_tab
            self.x = ((self.x + SLACK) // stop + 1) * stop

    def add(self, unit: list[Stretch]) -> None:
        """Put a unit on this line or, where it does not fit, on the next."""
        if len(unit) == 1:
            text, font = unit[0]
            core = text.rstrip(_SPACES)
            wide = self.ruler.width(core, font)
            full = self.ruler.width(text, font) if len(core) < len(text) else wide
            if "\t" not in text and "\n" not in text:
                self._place(unit, wide, full)
                return
        tail = unit[-1][0]
        full = sum(self.ruler.width(t.strip("\t\n"), f) for t, f in unit)
        trailing = tail[len(tail.rstrip(_SPACES)) :].strip("\t\n")
        wide = full - (self.ruler.width(trailing, unit[-1][1]) if trailing else 0.0)
        for _ in range(unit[0][0].count("\t")):
            self._tab()
        self._place(unit, wide, full)
        if tail.endswith("\n"):
            self._close()

    def _place(self, unit: list[Stretch], wide: float, full: float) -> None:
        if self.x + wide > self.right and not self.fresh:
            self._advance()
        while self.x + wide > self.right and (self.further or self.right < self.whole):
            at = self.y, len(self.further)
            self._advance()  # a word wider than the room beside something goes below that
            if at == (self.y, len(self.further)):
                break
        if self.x + wide > self.right:
            self._split(unit)
            return
        for text, font in unit:
            if isinstance(font, Box):
                self.box = max(self.box, font.height)
                continue
            self._grow(*self.ruler.height(font, text))
            # On a grid a guess would make two lines of one; who chose the grid had the font fit it.
            if font.line_em and not (self.pitch and font.guessed):
                self.over = max(self.over, self.ruler.slack_pt(font))
        self.x += full
        self.fresh = False

    def _split(self, unit: list[Stretch]) -> None:
        """Break a unit wider than a line between its characters, at least one on each line."""
        for text, font in unit:
            if isinstance(font, Box):  # wider than the line
                self.box = max(self.box, font.height)
                self.fresh = False
                continue
            for char in text:
                wide = self.ruler.width(char, font)
                if self.x + wide > self.right and not self.fresh and char not in _SPACES:
                    self._advance()
                self._grow(*self.ruler.height(font, char))
                self.x += wide
                self.fresh = False

    def _grow(self, up: float, down: float) -> None:
        self.up, self.down = max(self.up, up), max(self.down, down)

    def _advance(self) -> None:
        """Go on to the next stretch of the line, or to the next line."""
        if self.further:
            self.x = 0.0
            self._next_stretch()
        else:
            self._close()

    def _close(self) -> None:
        if self.fresh and not self.up + self.down:
            self._grow(*self.ruler.height(self.form.font, ""))
        text = self.up + self.down
        height = _spaced(text, self.form, self.pitch) if text else 0.0
        most = _spaced(text + self.over, self.form, self.pitch) if text else 0.0
        if self.pitch and (text or self.box):
            height = _on_grid(max(self.up, self.box) + self.down, text, self)
            most = max(most, height)
        elif self.box > self.up and self.form.rule != "exact":
            # A factor of the line's height counts for the text in LibreOffice, and for the picture
            # too in Word, which also leaves room for the letters of the paragraph mark.
            height += self.box - self.up
            down = self.down or self.ruler.height(self.form.font, "")[1]
            most = max(_spaced(self.box + down + self.over, self.form, self.pitch), height)
        self.heights.append(height + self.skip)
        self.slack_pt += most - height
        self.y += height
        self.up = self.down = self.over = self.box = self.skip = 0.0
        self.x, self.fresh = self.form.left, True
        if self.obstacles:
            self.begin_line()

    def finish(self) -> tuple[tuple[float, ...], float]:
        """Close the last line; the heights of all, and what they may take more."""
        if not self.fresh or not self.heights:
            self._close()
        return tuple(self.heights), self.slack_pt


def _free(obstacles: Sequence[Obstacle], width: float) -> list[tuple[float, float]]:
    """The stretches of a line that are free, from left to right, where text may stand."""
    stretches: list[tuple[float, float]] = []
    left = 0.0
    for one in sorted(obstacles, key=lambda o: o.left):
        if one.left - left >= LEAST_BESIDE:
            stretches.append((left, one.left))
        left = max(left, one.right)
    if width - left >= min(LEAST_BESIDE, width):
        stretches.append((left, width))
    return stretches


def _on_grid(natural: float, text: float, line: _Breaker) -> float:
    """The height of a line on the page's grid in LibreOffice.

    Of the distances that a paragraph states only a factor counts: of the whole height for a line
    below another, of the letters' height for the first.
    """
    whole = math.ceil(natural / line.pitch - 1e-6) * line.pitch
    more = max(line.form.line, 1.0) - 1.0 if line.form.rule == "auto" else 0.0
    return whole + (whole if line.heights else text) * more


def _spaced(natural: float, form: ParagraphFormat, pitch: float) -> float:
    if form.rule == "exact":
        return form.line
    if pitch:
        natural = math.ceil(natural / pitch - 1e-6) * pitch
        natural /= min(1.0, form.line) if form.rule == "auto" else 1.0  # a grid is never closer
    if form.rule == "atLeast":
        return max(natural, form.line)
    return int(round(natural / TWIP) * form.line + 1e-6) * TWIP  # whole twips, rounded down
