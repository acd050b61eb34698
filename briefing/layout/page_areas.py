"""The page of a template: where its text areas stand, and how much room headers, footers and notes
leave them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from briefing.display.template_language import Scope
from briefing.docx.blocks import Block, TextBox, paragraphs
from briefing.docx.formats import TWIP
from briefing.docx.package import Element, R, W, child, is_on, number, value
from briefing.docx.template import Template, grid_pitch, page_size
from briefing.errors import TemplateError
from briefing.layout.course import Course, Sheet
from briefing.layout.items import ItemMeasure
from briefing.layout.line_breaking import Obstacle
from briefing.layout.pagination import Columns, Item, flow
from briefing.layout.tables import TALL, TableMeasure

MIN_COLUMN = 36.0
"""Least width of a column in points: half an inch, the distance of tab stops."""
MARGIN = 1440
"""Twips of a margin that a template does not state: an inch, as Word takes it."""
CHAR_SPACE = 4096
"""Parts of a point in which a grid states what it adds to a character (ECMA-376 Part 1, 17.6.5)."""
MM100 = 2540 / 1440
"""Hundredths of a millimetre per twip."""
NOTE_RULE = 10.0
"""Points that the rule above the footnotes takes at least (LibreOffice: 0.1 cm above and below)."""


@dataclass(frozen=True, slots=True)
class Area:
    """A section's text area in points: width, width of a column and how many, section kind."""

    width: float
    column: float
    count: int
    kind: str


@dataclass(frozen=True, slots=True)
class Room:
    """The text area of a page: where it begins below the edge of the paper, and its height.

    ``more`` is what LibreOffice gives it beyond that: it sets no paragraph above the footnotes.
    """

    top: float
    height: float
    more: float = 0.0


class Floating(Enum):
    """What becomes of frames and floating tables: word processors differ.

    LibreOffice sets their lines off the page's grid, Word on it. On a page with notes LibreOffice
    sets some floating tables in the text.
    """

    OFF_GRID = "off the grid"
    ON_GRID = "on the grid"
    IN_TEXT = "in the text"


class PageAreas:
    """The text areas of ``template`` on ``paper`` (``""``: its own), on ``pages`` of them."""

    def __init__(self, template: Template, paper: str, pages: int, measure: ItemMeasure) -> None:
        self._template, self._paper, self._pages = template, paper, pages
        self._measure = measure
        self._tables = TableMeasure(template, measure)
        self._pitch = grid_pitch((template.section_properties() or [template.body])[-1])
        self._plain = ItemMeasure(template, 0.0) if self._pitch else measure
        self._plain_tables = TableMeasure(template, self._plain)
        self._targets = template.package.by_id(template.main)
        self.sections = template.section_properties() or [template.body]
        settings = template.styles.settings
        self._grid_lines = self._stated_lines()
        self._gutter_at_top = bool(is_on(child(settings, "gutterAtTop")))
        self.areas = [self._area(sect) for sect in self.sections]

    def box_height(self, box: TextBox, width: float, part: str) -> float:
        """The height of the text of a text box ``width`` points wide."""
        return self._tables.box_height(box, width, part)

    def area(self, place: int) -> Area:
        """The area of a section; after the last, that of the last."""
        return self.areas[min(place, len(self.areas) - 1)]

    def course(
        self,
        part: str,
        width: float,
        room: Room | None = None,
        fixed: Sequence[Obstacle] = (),
        floating: Floating = Floating.OFF_GRID,
    ) -> Course:
        """An empty column of text ``width`` points wide, on the page if there is ``room``."""
        sheet, height = Sheet(), TALL
        if room:
            sect = self.sections[-1]
            across, along = (side * TWIP for side in page_size(sect, self._paper))
            left = number(child(sect, "pgMar"), "left", MARGIN) * TWIP
            sheet, height = Sheet(left, room.top, across, along), room.height
        size = (width, height)
        plain = (self._plain, self._plain_tables.rows)
        return Course(
            self._template, self._measure, self._tables.rows, part, size, sheet, fixed,
            floating is not Floating.IN_TEXT,
            plain if floating is Floating.OFF_GRID else None,
        )  # fmt: skip

    def _area(self, sect: Element) -> Area:
        margins, cols = child(sect, "pgMar"), child(sect, "cols")
        gutter = 0.0 if self._gutter_at_top else number(margins, "gutter")
        sides = sum(number(margins, side, MARGIN) for side in ("left", "right")) + gutter
        text = (page_size(sect, self._paper)[0] - sides) * TWIP
        count = max(1, int(number(cols, "num", 1)))
        column = (text - (count - 1) * number(cols, "space", 720) * TWIP) / count
        stated = [] if cols is None else [number(c, "w") for c in cols.findall(W + "col")]
        if len(stated) > 1 and all(stated):
            count, column = len(stated), min(stated) * TWIP
        column -= self._measure.cell
        if column < MIN_COLUMN:
            missing = MIN_COLUMN - column
            raise TemplateError(f"template: margins leave no room; {missing:.0f} pt are missing")
        return Area(text, column, count, value(child(sect, "type"), default="nextPage"))

    def room(self, scope: Scope, blocks: Iterable[Block]) -> Room:
        """The text area of the pages, the least of them, under notes to ``blocks``.

        On a grid it has whole lines, and stands in the middle of what there is, but for pages with
        notes. Headers and footers stand on the grid in Word and not in LibreOffice: it begins where
        LibreOffice has it begin, and is as high as it is in either.
        """
        notes, more = self._notes_height(blocks, self.areas[-1].width)
        top, height = self._between(scope, self._plain)
        if not self._pitch:
            return Room(top, height - notes, more)
        if not notes:
            top += (height - self._whole_lines(height)) / 2
        least = min(height, self._between(scope, self._measure)[1])
        return Room(top, self._whole_lines(least - notes), more)

    def _whole_lines(self, height: float) -> float:
        lines = math.floor(height / self._pitch + 1e-6)
        return min(lines, self._grid_lines) * self._pitch

    def _stated_lines(self) -> int:
        """The lines of the grid between the margins, as LibreOffice counts them; 0 without a grid.

        It divides in hundredths of a millimetre, where 20 points are 706 and not 705.6: a page of
        35 lines of 20 points with 0.15 points left has 34 of them.
        """
        if not self._pitch:
            return 0
        sect = self.sections[-1]
        margins = child(sect, "pgMar")
        edges = [abs(number(margins, side, MARGIN)) for side in ("top", "bottom")]
        sides = [page_size(sect, self._paper)[1], *edges, self._pitch / TWIP]
        height, top, bottom, pitch = (round(side * MM100) for side in sides)
        return int((height - top - bottom) // pitch)

    def _between(self, scope: Scope, measure: ItemMeasure) -> tuple[float, float]:
        """Top and height of the area between headers and footers that ``measure`` measures."""
        tops, rooms = [], []
        slack_pt = 0.0
        parts: dict[tuple[str, str], str] = {}
        for sect, area in zip(self.sections, self.areas, strict=True):
            parts = parts | self._references(sect)
            height = page_size(sect, self._paper)[1] * TWIP
            margins = child(sect, "pgMar")
            edges = []
            for side, part in (("top", "header"), ("bottom", "footer")):
                margin = number(margins, side, MARGIN) * TWIP
                if margin >= 0:
                    distance = number(margins, part, 720) * TWIP
                    tallest, more = self._margin_height(
                        sect, part, parts, area.width, scope, measure
                    )
                    stated = margin
                    margin = max(stated, distance + tallest if tallest else 0.0)
                    most = max(stated, distance + tallest + more if tallest else 0.0)
                    slack_pt = max(slack_pt, most - margin)
                edges.append(abs(margin))
            if self._gutter_at_top:
                edges[0] += number(margins, "gutter") * TWIP
            tops.append(edges[0])
            rooms.append(height - sum(edges))
        return tops[-1], min(rooms) - slack_pt

    def _notes_height(self, blocks: Iterable[Block], width: float) -> tuple[float, float]:
        """The height of the footnotes that ``blocks`` refer to, with the rule above them.

        The second value is what of it LibreOffice does not take.
        """
        if not self._template.notes:
            return 0.0, 0.0
        total = 0.0
        for name in self.footnotes(blocks):
            total += sum(self._stack(name, self._note(name), width, self._measure))
        if not total:
            return 0.0, 0.0
        rule = "footnote separator"
        above = NOTE_RULE
        if rule in self._template.notes:
            above = max(above, sum(self._stack(rule, self._note(rule), width, self._measure)))
        return total + above, above - NOTE_RULE

    def _note(self, name: str) -> list[Block]:
        return self._template.notes[name].run({})

    def footnotes(self, blocks: Iterable[Block]) -> list[str]:
        """The names of the footnotes that ``blocks`` refer to."""
        return self._referred(blocks, "footnote") if self._template.notes else []

    def endnotes(self, blocks: Iterable[Block], width: float) -> list[Item]:
        """The endnotes that ``blocks`` refer to, as items that come last."""
        course = None
        if not any(name.startswith("endnote ") for name in self._template.notes):
            return []
        for name in self._referred(blocks, "endnote"):
            course = course or self.course(name, width)
            for block in self._template.notes[name].run({}):
                course.add(block)
        return course.finish() if course else []

    def _referred(self, blocks: Iterable[Block], kind: str) -> list[str]:
        """The names of the notes that ``blocks`` refer to."""
        return [
            name
            for paragraph in paragraphs(blocks)
            for element in self._measure.kept(paragraph, self._template.main)
            for mark in element.iter(f"{W}{kind}Reference")
            if (name := f"{kind} {value(mark, 'id')}") in self._template.notes
        ]

    def _references(self, sect: Element) -> dict[tuple[str, str], str]:
        """The headers and footers that a section states, by part and the pages they stand on."""
        return {
            (part, value(reference, "type", "default")): self._targets.get(
                reference.get(R + "id", ""), ""
            )
            for part in ("header", "footer")
            for reference in sect.findall(f"{W}{part}Reference")
        }

    def _margin_height(
        self,
        sect: Element,
        part: str,
        parts: dict[tuple[str, str], str],
        width: float,
        scope: Scope,
        measure: ItemMeasure,
    ) -> tuple[float, float]:
        """The height of the tallest header or footer in use on the pages there are, and its slack.

        ``parts`` are those of the section and, where it states none, of the sections before it.
        """
        tallest = slack_pt = 0.0
        first_differs = bool(is_on(child(sect, "titlePg")))
        for (place, kind), name in parts.items():
            if place != part or (kind == "first" and not first_differs):
                continue
            if kind != "first" and first_differs and self._pages == 1:
                continue
            if name in self._template.programs:
                blocks = self._template.blocks(name, scope)
                height, more = self._stack(name, blocks, width, measure)
                tallest, slack_pt = max(tallest, height), max(slack_pt, more)
        return tallest, slack_pt

    def _stack(
        self, part: str, blocks: Iterable[Block], width: float, measure: ItemMeasure
    ) -> tuple[float, float]:
        """The height of blocks below each other, and what their lines may take more."""
        tables = self._tables if measure is self._measure else self._plain_tables
        course = Course(self._template, measure, tables.rows, part, (width, TALL), Sheet())
        for block in blocks:
            course.add(block)
        items = course.finish()
        used = flow([Columns(tuple(items))], TALL, self._template.styles.sums_spacing).used
        slack_pt = sum(item.slack_pt for item in items)
        return used + (items[-1].after if items else 0.0), slack_pt


def grid_spread(sect: Element) -> float:
    """What the grid adds to each character in points; a grid that draws them closer counts as none.

    The attribute states 4096ths of a point (ECMA-376 Part 1, 17.6.5).
    """
    grid = child(sect, "docGrid")
    return max(0.0, number(grid, "charSpace") / CHAR_SPACE) if _has_cells(grid) else 0.0


def grid_cell(sect: Element, size: float) -> float:
    """The width in points of a cell of a character grid under text of ``size``; 0 without one.

    In LibreOffice lines have whole cells, and the text of lists begins up to a cell farther right.
    """
    grid = child(sect, "docGrid")
    return size + abs(number(grid, "charSpace")) / CHAR_SPACE if _has_cells(grid) else 0.0


def _has_cells(grid: Element) -> bool:
    kind = value(grid, "type")
    return kind == "snapToChars" or (kind == "linesAndChars" and number(grid, "charSpace") != 0)
