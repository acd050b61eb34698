"""Heights of table rows: each as high as its highest cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefing.docx.blocks import Block, Filler, Paragraph, Row, Table
from briefing.docx.package import Element, W, child, is_on, number, value
from briefing.docx.styles import TWIP
from briefing.docx.template import Template
from briefing.layout.pagination import FILLER, Columns, Item, flow

CELL_MARGIN = 5.4
"""Points left and right of a cell's text that Word takes where a table states none (0.19 cm)."""
PERCENT = 5000
"""Width of a whole line in the fiftieths of a percent that tables state."""

Measure = Callable[[Paragraph, float, str], Item]


class TableMeasure:
    """Rows of the tables of ``template`` as items; ``item`` measures a paragraph of a cell."""

    def __init__(self, template: Template, item: Measure) -> None:
        self._template, self._item = template, item
        self._sides: dict[tuple[str, int], tuple[float, float, float, float]] = {}

    def rows(self, block: Block, width: float, part: str) -> list[Item]:
        """An item for each row of a table in a column ``width`` points wide; none for others."""
        if not isinstance(block, Table):
            return []
        element = self._template.programs[part].tables[block.template]
        sides = self._margins(part, block.template)
        rows = [self._row(row, element, width, part, sides) for row in block.rows]
        return self._ruled(rows, part, block.template)

    def _ruled(self, rows: list[Item], part: str, index: int) -> list[Item]:
        """Rows with the rules above, between and below them."""
        properties = child(self._template.programs[part].tables[index], "tblPr")
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
            replace(row, lines=(row.lines[0] + over + under,))
            for row, over, under in zip(rows, above, below, strict=True)
        ]

    def _row(
        self,
        row: Row,
        table: Element,
        width: float,
        part: str,
        sides: tuple[float, float, float, float],
    ) -> Item:
        top, right, bottom, left = sides
        program = self._template.programs[part]
        tallest = slack_pt = 0.0
        for cell, share in zip(row.cells, self._widths(row, table, width, part), strict=True):
            items: list[Item] = []
            for block in cell.blocks:
                if isinstance(block, Paragraph):
                    items.append(self._item(block, share - left - right, part))
                elif isinstance(block, Filler):
                    items.append(FILLER)
                else:
                    items.extend(self.rows(block, share - left - right, part))
            used = flow([Columns(tuple(items))], 1e9, self._template.styles.sums_spacing).used
            used += items[-1].after if items else 0.0
            tallest = max(tallest, used + top + bottom)
            slack_pt = max(slack_pt, sum(item.slack_pt for item in items))
        rule = child(program.rows[row.template], "trPr", "trHeight")
        if rule is not None:
            stated = number(rule) * TWIP
            tallest = stated if value(rule, "hRule") == "exact" else max(tallest, stated)
        header = is_on(child(program.rows[row.template], "trPr", "tblHeader"))
        return Item(0.0, (tallest,), 0.0, "", solid=True, keep_next=bool(header), slack_pt=slack_pt)

    def _widths(self, row: Row, table: Element, width: float, part: str) -> list[float]:
        program = self._template.programs[part]
        cells = [program.cells[cell.template] for cell in row.cells]
        grid = [number(c, "w") for c in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        total = self._stated(child(table, "tblPr", "tblW"), width)
        total = total or min(width, sum(grid) * TWIP) or width
        if len({id(c) for c in cells}) < len(cells) or not grid or not sum(grid):
            return [total / len(cells)] * len(cells)
        spans = [max(1, int(number(child(c, "tcPr", "gridSpan"), default=1))) for c in cells]
        widths, at = [], 0
        for span in spans:
            widths.append(sum(grid[at : at + span]) * total / sum(grid))
            at += span
        return widths if all(widths) else [total / len(cells)] * len(cells)

    def _stated(self, element: Element, width: float) -> float:
        text = value(element, "w", "0")
        if value(element, "type") == "pct":
            if text.endswith("%"):
                return width * float(text.removesuffix("%")) / 100
            return width * number(element, "w") / PERCENT
        return number(element, "w") * TWIP if value(element, "type") == "dxa" else 0.0

    def _margins(self, part: str, index: int) -> tuple[float, float, float, float]:
        """Top, right, bottom and left cell margins, of the table or its style."""
        known = self._sides.get((part, index))
        if known is not None:
            return known
        properties = child(self._template.programs[part].tables[index], "tblPr")
        stated: dict[str, float] = {"left": CELL_MARGIN, "right": CELL_MARGIN}
        for holder in (*self._bases(value(child(properties, "tblStyle"))), properties):
            for side in (
                child(holder, "tblCellMar") if child(holder, "tblCellMar") is not None else ()
            ):
                name = side.tag.removeprefix(W).replace("start", "left").replace("end", "right")
                stated[name] = number(side, "w") * TWIP
        sides = ("top", "right", "bottom", "left")
        top, right, bottom, left = (stated.get(side, 0.0) for side in sides)
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
