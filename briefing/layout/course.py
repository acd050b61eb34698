"""The flow of the text: blocks one below the other, with room for what floats beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefing.docx.blocks import Block, Filler, Paragraph, Table
from briefing.docx.package import Element, child, value
from briefing.docx.template import Template
from briefing.layout.floats import Float, framed, narrowed, obstacle, same_frame, tabled
from briefing.layout.items import ItemMeasure
from briefing.layout.line_breaking import LEAST_BESIDE, Obstacle
from briefing.layout.pagination import FILLER, Columns, Item, flow, gap

Rows = Callable[[Table, float, str], tuple[Sequence[Item], float]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a text area stands on the paper, in points: its edges and the size of the paper."""

    left: float = 0.0
    top: float = 0.0
    width: float = 0.0
    height: float = 0.0


class Course:
    """The blocks of one column of text, added one by one; ``items`` are what they come to.

    ``size`` is width and height of the column; ``rows`` measures tables. ``y`` is how far the text
    has come, ``lowest`` where what floats beside it ends. An object at a ``fixed`` place of the
    page displaces text before its anchor too. It is known after a first pass and given to the
    second. Unless ``tables_float``, floating tables stand in the text. ``afloat`` measures the
    paragraphs and tables of what floats, where those are set otherwise than the text.
    """

    def __init__(
        self,
        template: Template,
        measure: ItemMeasure,
        rows: Rows,
        part: str,
        size: tuple[float, float],
        sheet: Sheet,
        fixed: Sequence[Obstacle] = (),
        tables_float: bool = True,
        afloat: tuple[ItemMeasure, Rows] | None = None,
    ) -> None:
        self._template, self._measure, self._rows = template, measure, rows
        self._part, self._size, self._sheet = part, size, sheet
        self._tables_float = tables_float
        self._afloat, self._rows_afloat = afloat or (measure, rows)
        self._obstacles: list[Obstacle] = list(fixed)
        self.fixed: list[Obstacle] = []
        self._frame: Element = None
        self._framed: list[Item] = []
        self._framed_width = 0.0
        self.items: list[Item] = []
        self.y = self.lowest = 0.0
        self._opening: Table | None = None

    def add(self, block: Block) -> None:
        """Put a block below the others, or beside them where it floats."""
        if isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Filler):
            self._put(FILLER)

    def open(self, item: Item, table: Table) -> None:
        """Put an item of no block above all others, and ``table`` below it even if it floats."""
        self._put(item)
        self._opening = table

    def join(self, first: int) -> None:
        """Keep the items from ``first`` on in one column.

        LibreOffice splits a table over two columns only where it is higher than one. When rows
        could flow freely, 3 of the first 50 random templates went over their page.
        """
        rows = self.items[first:]
        if len(rows) > 1:
            height = sum(row.height for row in rows)
            slack_pt = sum(row.slack_pt for row in rows)
            joined = replace(rows[0], lines=(height,), slack_pt=slack_pt, foot=rows[-1].foot)
            self.items[first:] = [joined]

    def finish(self) -> list[Item]:
        """All items, when the last block has been added."""
        self._close_frame()
        return self.items

    def _paragraph(self, block: Paragraph) -> None:
        width = self._size[0]
        own = self._measure.frame(block, self._part)
        if self._frame is not None and not (own is not None and same_frame(self._frame, own)):
            self._close_frame()
        if own is not None:
            inner = _frame_width(own) or width
            self._frame = own
            self._framed.append(self._afloat.item(block, inner, self._part))
            natural = self._afloat.natural_width(block, self._part)
            self._framed_width = max(self._framed_width, min(natural, inner))
            return
        item = self._measure.item(block, width, self._part)
        top = self.y + gap(self.items[-1] if self.items else None, item, self._sums)
        for floating in self._measure.floats(block, self._part):
            self._stand(floating, self._anchor)
        beside = narrowed(self._obstacles, top) if self._obstacles else ()
        if any(o.top < item.height for o in beside):
            item = self._measure.item(block, width, self._part, beside)
        self._put(item)

    def _close_frame(self) -> None:
        if self._frame is None:
            return
        height = flow([Columns(tuple(self._framed))], 1e9, self._sums).used
        self._stand(framed(self._frame, self._framed_width, height), self._anchor)
        self._frame, self._framed, self._framed_width = None, [], 0.0

    def _table(self, block: Table) -> None:
        self._close_frame()
        floating = child(
            self._template.program(self._part).tables[block.template], "tblPr", "tblpPr"
        )
        if floating is not None and self._tables_float and block is not self._opening:
            rows, width = self._rows_afloat(block, self._size[0], self._part)
            self._stand(tabled(floating, width, sum(row.height for row in rows)), self._anchor)
            return
        rows, _ = self._rows(block, self._size[0], self._part)
        rows, passed = self._between(block, rows)
        for row in rows:
            top = self.y + gap(self.items[-1] if self.items else None, row, self._sums)
            beside = [o for o in self._obstacles if o.top < top + row.height and o not in passed]
            bottom = max((o.bottom for o in beside), default=top)
            if bottom > top:  # a table goes on below what floats
                row = replace(row, lines=(row.lines[0] + bottom - top, *row.lines[1:]))
            self._put(row)

    def _between(
        self, block: Table, rows: Sequence[Item]
    ) -> tuple[Sequence[Item], Sequence[Obstacle]]:
        """The rows of a table as they stand, and what floats beside it.

        LibreOffice makes a table of a relative width narrower beside what is aligned left or right;
        another goes on below.
        """
        if not rows or not self._obstacles:
            return rows, ()
        width = self._size[0]
        top = self.y + gap(self.items[-1] if self.items else None, rows[0], self._sums)
        foot = top + sum(row.height for row in rows)
        beside = [o for o in self._obstacles if o.top < foot and o.bottom > top]
        wide = child(self._template.program(self._part).tables[block.template], "tblPr", "tblW")
        relative = value(wide, "type", default="auto") in ("auto", "pct")
        if not beside or not relative or not all(o.aligned for o in beside):
            return rows, ()
        left = max((o.right for o in beside if o.left <= 0.0), default=0.0)
        right = min((o.left for o in beside if o.left > 0.0), default=width)
        if right - left < LEAST_BESIDE:
            return rows, ()
        return self._rows(block, right - left, self._part)[0], beside

    def _stand(self, floating: Float, anchor: float) -> None:
        sheet = (self._sheet.left, self._sheet.top, self._sheet.width, self._sheet.height)
        beside = obstacle(floating, anchor, self._size, sheet)
        if beside is not None:
            if floating.y.relative != "text":
                self.fixed.append(beside)
            self._obstacles.append(beside)
            self.lowest = max(self.lowest, beside.bottom)

    def _put(self, item: Item) -> None:
        above = self.items[-1] if self.items else None
        self.y += gap(above, item, self._sums) + item.height
        self.items.append(item)

    @property
    def _anchor(self) -> float:
        """The place of what the next paragraph anchors: below the space after the last.

        The space before the next one does not count, as in LibreOffice.
        """
        return self.y + (self.items[-1].after if self.items else 0.0)

    @property
    def _sums(self) -> bool:
        return self._template.styles.sums_spacing


def _frame_width(properties: Element) -> float:
    return framed(properties, 0.0, 0.0).width
