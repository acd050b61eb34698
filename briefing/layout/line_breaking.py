"""Lines of a paragraph: how text fills them, beside obstacles too, and how high they are.

A word wider than the line is broken inside.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.docx.formats import TWIP, ParagraphFormat
from briefing.layout.break_places import units
from briefing.layout.ruler import Box, Ruler, Stretch

_SPACES = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\n"

SLACK, SLACK_SHARE = 0.05, 0.0005
"""Room that a line leaves free: one twip, the unit that LibreOffice rounds positions to, and half a
thousandth of the line, over the 0.4 thousandths by which it sets 500 points of 9 pt Arial wider
than the font's advances add up to."""

OBJECT = "\ufffc"
"""Stands for a picture in a text (Unicode's object replacement character)."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A part of the column in which no text stands: from ``top`` to ``bottom``, ``left`` to
    ``right``. ``aligned``: at the left or right edge by its alignment."""

    top: float
    bottom: float
    left: float
    right: float
    aligned: bool = False


LEAST_BESIDE = 72.0
"""Points of width that text needs to stand beside something: an inch, as in Word."""


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
        self.y = self.skip = self.start = 0.0
        self.narrowed = False
        self.x = form.left + form.first
        self.fresh = True
        self.up = self.down = self.box = 0.0
        self.over = self.slack_pt = 0.0
        self.heights: list[float] = []

    def begin_line(self) -> None:
        """Find the room beside what stands at the next line, or begin it below that."""
        while True:
            beside = self._beside()
            self.further = _free(beside, self.width)
            if self.further:
                break
            self._down(beside)
        self._next_stretch()

    def _beside(self) -> list[Obstacle]:
        """What stands beside a line here.

        On a grid LibreOffice keeps lines of several grid lines that much farther from it.
        """
        line = self._text_line()
        below = 0.0
        if self.pitch:
            line = math.ceil(line / self.pitch - 1e-6) * self.pitch
            below = line - self.pitch
        return [
            replace(o, bottom=o.bottom + below)
            for o in self.obstacles
            if o.top < self.y + line and o.bottom + below > self.y
        ]

    def _down(self, beside: Sequence[Obstacle]) -> None:
        """Go down to where the first of what stands beside ends."""
        down = min(o.bottom for o in beside) - self.y
        self.skip, self.y = self.skip + down, self.y + down

    def _next_stretch(self) -> None:
        """Go on to the next stretch of the line that is free."""
        left, right = self.further.pop(0)
        self.start = max(0.0, left)
        self.x += self.start
        self.right = min(self.whole, right)
        self.narrowed = self.start > 0.0 or right < self.width
        self.fresh = True

    def _go_below(self) -> None:
        """Begin the line below the first end of what stands beside it, the label as it is."""
        self._down(self._beside())
        self.x -= self.start
        self.begin_line()

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
        wide += self.ruler.lean_pt(unit[-1][1])
        if self.x + wide > self.right and not self.fresh:
            self._advance()
        while self.x + wide > self.right and (self.further or self.narrowed):
            if self.further:
                self._advance()
            else:  # a word or picture wider than the room beside something goes below that
                self._go_below()
        if self.x + wide > self.right:
            self._split(unit)
            return
        for text, font in unit:
            if isinstance(font, Box):
                self.box = max(self.box, font.height)
                continue
            self._grow(*self.ruler.height(font, text))
            # On a grid a guess would make two lines of one; the author of the grid chose a font
            # that fits.
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
    # LibreOffice takes the factor in whole percent, Word as stated; the larger holds for both.
    factor = max(form.line, round(form.line * 100) / 100)
    return int(round(natural / TWIP) * factor + 1e-6) * TWIP  # whole twips, rounded down
