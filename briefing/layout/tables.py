"""Heights of table rows: each as high as its highest cell."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from briefing.docx.blocks import Block, Cell, Paragraph, Row, Table, TextBox
from briefing.docx.formats import TWIP
from briefing.docx.package import Element, W, child, is_on, number, value
from briefing.docx.template import Template
from briefing.layout.course import Course, Sheet
from briefing.layout.items import ItemMeasure
from briefing.layout.pagination import Columns, Item, flow

CELL_MARGIN = 5.4
"""Points left and right of a cell's text that Word takes where a table states none (0.19 cm)."""
PERCENT = 5000
"""Width of a whole line in the fiftieths of a percent that tables state."""
MOST_KNOWN = 4096
"""Tables, and cells, whose heights are remembered: those of the page and of what was tried."""
TALL = 1e6
"""Points of height that a cell's text may take."""

Margins = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Extent:
    """The height that a cell needs, what of it is slack, and what lies below its last line."""

    height: float
    slack_pt: float
    foot: float


@dataclass(frozen=True, slots=True)
class _Span:
    """A cell merged over rows: its first grid column, and what it takes.

    ``first`` is the row in which it begins.
    """

    column: int
    size: _Extent
    first: int


class TableMeasure:
    """Rows of the tables of ``template`` as items, their paragraphs measured by ``measure``."""

    def __init__(self, template: Template, measure: ItemMeasure) -> None:
        self._template, self._measure = template, measure
        self._sides: dict[tuple[str, int], Margins] = {}
        self._cells: dict[Hashable, _Extent] = {}
        self._known: dict[Hashable, tuple[Sequence[Item], float]] = {}
        measure.box_height = self.box_height

    def box_height(self, box: TextBox, width: float, part: str) -> float:
        """The height of the text of a text box, with what its lines may take more."""
        course = Course(self._template, self._measure, self.rows, part, (width, TALL), Sheet())
        for block in box.blocks:
            course.add(block)
        items = [item for item in course.finish() if item.height]
        used = flow([Columns(tuple(items))], TALL, self._template.styles.sums_spacing).used
        after = items[-1].after if items else 0.0
        return used + after + sum(item.slack_pt for item in items)

    def rows(self, block: Table, width: float, part: str) -> tuple[Sequence[Item], float]:
        """An item for each row of a table in a column ``width`` points wide; the table's width.

        Fitting a page measures most tables many times with the same content, which is remembered.
        """
        key = (part, width, _content(block))
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = self._measured(block, width, part)
        return known

    def _measured(self, block: Table, width: float, part: str) -> tuple[Sequence[Item], float]:
        element = self._template.program(part).tables[block.template]
        made: list[Item] = []
        open_spans: dict[int, _Span] = {}
        widest = 0.0
        for place, row in enumerate(block.rows):
            widths, starts = self._widths(row, element, width, part)
            widest = max(widest, sum(widths))
            merges = [self._merge(cell, part) for cell in row.cells]
            going_on = {s for s, m in zip(starts, merges, strict=True) if m == "continue"}
            for column in [c for c in open_spans if c not in going_on]:
                self._close(made, open_spans.pop(column))
            item = self._empty_row(row, part)
            for cell, share, start, merge in zip(row.cells, widths, starts, merges, strict=True):
                if merge == "continue":
                    continue
                size = self._cell(cell, share, part, block.template)
                if merge == "restart":
                    open_spans[start] = _Span(start, size, place)
                else:
                    item = self._grown(item, size, row, part)
            made.append(item)
        for span in open_spans.values():
            self._close(made, span)
        return self._ruled(made, part, block.template), widest

    def _close(self, rows: list[Item], span: _Span) -> None:
        """Make the last row of a merged cell high enough for it."""
        above = sum(row.height for row in rows[span.first : -1])
        needed, last = span.size.height - above, rows[-1]
        height = max(last.height, needed)
        most = max(last.height + last.slack_pt, needed + span.size.slack_pt)
        text = max(last.height - last.foot, needed - span.size.foot)
        slack_pt = max(0.0, most - height)
        rows[-1] = replace(last, lines=(height,), slack_pt=slack_pt, foot=height - text)

    def _merge(self, cell: Cell, part: str) -> str:
        merge = child(self._template.program(part).cells[cell.template], "tcPr", "vMerge")
        return "" if merge is None else value(merge, default="continue")

    def _ruled(self, rows: list[Item], part: str, index: int) -> list[Item]:
        """Rows with the rules above, between and below them."""
        properties = child(self._template.program(part).tables[index], "tblPr")
        rules = {"top": 0.0, "insideH": 0.0, "bottom": 0.0}
        for holder in (*self._bases(value(child(properties, "tblStyle"))), properties):
            for side in rules:
                border = child(holder, "tblBorders", side)
                if border is not None:
                    drawn = value(border) not in ("nil", "none", "")
                    rules[side] = number(border, "sz") / 8 if drawn else 0.0
        above = [rules["top"], *[rules["insideH"]] * (len(rows) - 1)]
        below = [*[0.0] * (len(rows) - 1), rules["bottom"]]
        return [
            replace(row, lines=(row.lines[0] + over + under,), foot=row.foot + under)
            for row, over, under in zip(rows, above, below, strict=True)
        ]

    def _empty_row(self, row: Row, part: str) -> Item:
        """A row as high as it says that it is at least, or exactly."""
        properties = child(self._template.program(part).rows[row.template], "trPr")
        stated = number(child(properties, "trHeight")) * TWIP
        header = is_on(child(properties, "tblHeader"))
        return Item(0.0, (stated,), 0.0, "", solid=True, keep_next=bool(header), foot=stated)

    def _grown(self, item: Item, size: _Extent, row: Row, part: str) -> Item:
        """A row that holds a cell of that height; its stated height takes up the slack."""
        rule = child(self._template.program(part).rows[row.template], "trPr", "trHeight")
        if value(rule, "hRule") == "exact":
            return item
        least = max(item.height, size.height)
        most = max(item.height + item.slack_pt, size.height + size.slack_pt)
        text = max(item.height - item.foot, size.height - size.foot)
        return replace(item, lines=(least,), slack_pt=most - least, foot=least - text)

    def _cell(self, cell: Cell, width: float, part: str, table: int) -> _Extent:
        key = (part, table, cell.template, width, tuple(map(_content, cell.blocks)))
        known = self._cells.get(key)
        if known is None:
            if len(self._cells) >= MOST_KNOWN:
                self._cells.clear()
            known = self._cells[key] = self._cell_extent(cell, width, part, table)
        return known

    def _cell_extent(self, cell: Cell, width: float, part: str, table: int) -> _Extent:
        top, right, bottom, left = self._cell_margins(cell, part, table)
        size = (max(1.0, width - left - right), TALL)
        course = Course(self._template, self._measure, self.rows, part, size, Sheet())
        for block in cell.blocks:
            course.add(block)
        items = course.finish()
        extent = flow([Columns(tuple(items))], TALL, self._template.styles.sums_spacing)
        after = items[-1].after if items else 0.0
        # In headers and footers LibreOffice counts the space after a cell's text twice.
        used = extent.used + (after if part == self._template.main else 2 * after)
        height = max(used, course.lowest if course.lowest < TALL else 0.0) + top + bottom
        text = top + extent.bottom if extent.bottom else 0.0
        return _Extent(height, sum(item.slack_pt for item in items), height - text)

    def _widths(
        self, row: Row, table: Element, width: float, part: str
    ) -> tuple[list[float], list[int]]:
        """The widths of the cells of a row, and the grid columns in which they begin."""
        program = self._template.program(part)
        cells = [program.cells[cell.template] for cell in row.cells]
        grid = [number(c, "w") for c in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        total = self._stated(child(table, "tblPr", "tblW"), width)
        total = total or min(width, sum(grid) * TWIP) or width
        even = [total / len(cells)] * len(cells), list(range(len(cells)))
        if len({id(c) for c in cells}) < len(cells) or not grid or not sum(grid):
            return even
        at = int(number(child(program.rows[row.template], "trPr", "gridBefore")))
        widths, starts = [], []
        for cell in cells:
            span = max(1, int(number(child(cell, "tcPr", "gridSpan"), default=1)))
            widths.append(sum(grid[at : at + span]) * total / sum(grid))
            starts.append(at)
            at += span
        return (widths, starts) if all(widths) else even

    def _stated(self, element: Element, width: float) -> float:
        text = value(element, "w", "0")
        if value(element, "type") == "pct":
            if text.endswith("%"):
                return width * float(text.removesuffix("%")) / 100
            return width * number(element, "w") / PERCENT
        return number(element, "w") * TWIP if value(element, "type") == "dxa" else 0.0

    def _cell_margins(self, cell: Cell, part: str, table: int) -> Margins:
        """Top, right, bottom and left margins of a cell: its own, else those of the table."""
        stated = dict(
            zip(("top", "right", "bottom", "left"), self._margins(part, table), strict=True)
        )
        own = child(self._template.program(part).cells[cell.template], "tcPr", "tcMar")
        stated |= _sides(own)
        return stated["top"], stated["right"], stated["bottom"], stated["left"]

    def _margins(self, part: str, index: int) -> Margins:
        """Top, right, bottom and left cell margins, of the table or its style."""
        known = self._sides.get((part, index))
        if known is not None:
            return known
        properties = child(self._template.program(part).tables[index], "tblPr")
        stated: dict[str, float] = {"left": CELL_MARGIN, "right": CELL_MARGIN}
        for holder in (*self._bases(value(child(properties, "tblStyle"))), properties):
            stated |= _sides(child(holder, "tblCellMar"))
        top, right, bottom, left = (
            stated.get(side, 0.0) for side in ("top", "right", "bottom", "left")
        )
        self._sides[part, index] = (top, right, bottom, left)
        return top, right, bottom, left

    def _bases(self, style: str) -> list[Element]:
        """Table properties of the style and its bases, the most general first."""
        chain: list[Element] = []
        styles = self._template.styles
        style = style or styles.defaults.get("table", "")
        while style in styles.by_id and len(chain) < 20:
            chain.insert(0, child(styles.by_id[style], "tblPr"))
            style = value(child(styles.by_id[style], "basedOn"))
        return chain


def _content(block: Block) -> Hashable:
    """What two blocks of the same height have in common."""
    if isinstance(block, Paragraph):
        return block.template, block.runs, block.anchor
    if isinstance(block, Table):
        return block.template, tuple(
            (row.template, tuple((c.template, tuple(map(_content, c.blocks))) for c in row.cells))
            for row in block.rows
        )
    return type(block).__name__


def _sides(margins: Element) -> dict[str, float]:
    """The stated margins of cells in points."""
    return {
        side.tag.removeprefix(W).replace("start", "left").replace("end", "right"): (
            number(side, "w") * TWIP
        )
        for side in (() if margins is None else margins)
    }
