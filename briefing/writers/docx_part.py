"""One part of a Word document (body, header, footer): blocks to the elements of its XML.

Every paragraph and run carries the properties that the paragraph of the template has. One in a font
that a reader may lack also states the height of its lines (:mod:`briefing.docx.text_formats`)."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from itertools import takewhile

from lxml import etree

from briefing.docx.blocks import (
    ANCHOR,
    FILLER_PT,
    LINK,
    LINK_STYLE,
    MARK,
    RAW,
    REF,
    REFERENCE_STYLE,
    Block,
    Cell,
    Control,
    Filler,
    Paragraph,
    Row,
    Run,
    Table,
)
from briefing.docx.formats import TWIP
from briefing.docx.package import REL_TYPE, XML_SPACE, Element, Package, R, W, child, value
from briefing.docx.tags import TemplateProgram
from briefing.docx.template import Template
from briefing.docx.text_formats import TextFormats
from briefing.model import Point

BOOKMARK = "source_{}"
"""Name of the bookmark around a numbered source."""
SECTION_END = "section end"
"""Name of the paragraph style, a point high, of a paragraph that ends a section or a column."""
_OF_EMPTY_CONTROLS = {
    W + name
    for name in "showingPlcHdr placeholder dataBinding text date comboBox "
    "dropDownList picture".split()
}
"""Properties of content controls that do not go with text that was filled in (ECMA-376 Part 1,
17.5.2)."""
_AFTER_SPACING = {
    W + name
    for name in "ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange".split()
}
"""Paragraph properties that come after the spacing (ECMA-376 Part 1, 17.3.1.26)."""
_LISTS_SOURCE = re.compile(r"\bsource\b")


def fill(root: Element, content: list[Element]) -> None:
    for element in list(root):
        root.remove(element)
    root.extend(content)


def _filler() -> Element:
    """A paragraph a point high, on a page with a grid too."""
    paragraph = etree.Element(W + "p")
    properties = etree.SubElement(paragraph, W + "pPr")
    etree.SubElement(properties, W + "snapToGrid", {W + "val": "0"})
    exact = {W + "line": f"{FILLER_PT * 20:.0f}", W + "lineRule": "exact"}
    spacing = {W + "before": "0", W + "after": "0", **exact}
    etree.SubElement(properties, W + "spacing", spacing)
    return paragraph


class PartWriter:
    """Turns the blocks of one part into elements; ``notes`` collects comments where wanted."""

    def __init__(
        self,
        template: Template,
        package: Package,
        part: str,
        notes: list[tuple[int, Point]] | None,
    ) -> None:
        self.package, self.part, self.notes = package, part, notes
        self.program: TemplateProgram = template.programs[part]
        self.template, self.formats = template, TextFormats(template)
        self.listed: set[int] = set()
        self.targets: frozenset[int] = frozenset()
        self.links: dict[str, str] = {}
        self.bookmarks = 0
        self.controls_made: set[int] = set()
        self.numbered = self._numbered()

    def _numbered(self) -> bool:
        """Whether sources are a numbered list whose labels are bare numbers, ``1`` or ``1.``.

        Word gives a cross-reference to such an item as the number alone (ECMA-376 Part 1,
        17.16.5.51, switch ``\\r``), which is what stands between the brackets of a citation.
        """
        styles = self.template.styles
        labels = [
            styles.paragraph(child(p, "pPr")).label
            for p in self.program.paragraphs
            if _LISTS_SOURCE.search("".join(t.text or "" for t in p.iter(W + "t")))
        ]
        return any(label is not None and label.text.rstrip(".") == "%1" for label in labels)

    def blocks(self, blocks: list[Block], break_at: int = -1) -> list[Element]:
        """The elements of ``blocks`` in order, with a column break before the one at ``break_at``.

        The break stands in the content controls that both its neighbours stand in.
        """
        made = [(block.controls, self._block(block)) for block in blocks]
        if 0 <= break_at < len(blocks):
            above = blocks[break_at - 1].controls if break_at else ()
            pairs = zip(above, blocks[break_at].controls, strict=False)
            both = tuple(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            made.insert(break_at, (both, self.column_break()))
        return self._controlled(made)

    def _block(self, block: Block) -> Element:
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Filler):
            return _filler()
        return copy.deepcopy(self.program.kept[block.template])

    def _controlled(self, items: Iterable[tuple[tuple[Control, ...], Element]]) -> list[Element]:
        """Elements in the content controls that they stand in; neighbours share theirs."""
        made: list[Element] = []
        path: list[tuple[Control, Element]] = []
        for controls, element in items:
            shared = 0
            while shared < min(len(path), len(controls)) and path[shared][0] == controls[shared]:
                shared += 1
            del path[shared:]
            for control in controls[shared:]:
                holder = self._content_control(control)
                (path[-1][1] if path else made).append(holder)
                path.append((control, child(holder, "sdtContent")))
            (path[-1][1] if path else made).append(element)
        return made

    def _content_control(self, control: Control) -> Element:
        """A content control without its content.

        One that a tag filled takes any text, is bound to no other, and shows no prompt: Word would
        put the bound value or the prompt in place of what the brief says.
        """
        source = self.program.controls[control.template]
        made = etree.Element(W + "sdt")
        properties = child(source, "sdtPr")
        if properties is not None:
            kept = copy.deepcopy(properties)
            dropped = {W + "id"} if control.template in self.controls_made else set()
            if control.template in self.program.filled:
                dropped = {W + "id", *_OF_EMPTY_CONTROLS}
            for element in [e for e in kept if e.tag in dropped]:
                kept.remove(element)
            made.append(kept)
        self.controls_made.add(control.template)
        etree.SubElement(made, W + "sdtContent")
        return made

    def column_break(self) -> Element:
        """A paragraph a point high that ends the column.

        It is a paragraph of its own, because Word begins a paragraph with a break on a line of the
        column before, where its bullet would stand.
        """
        paragraph = _filler()
        style = self.template.styles.by_name.get(SECTION_END)
        if style:
            properties = child(paragraph, "pPr")
            properties.clear()
            etree.SubElement(properties, W + "pStyle", {W + "val": style})
        run = etree.SubElement(paragraph, W + "r")
        etree.SubElement(run, W + "br", {W + "type": "column"})
        return paragraph

    def _table(self, block: Table) -> Element:
        source = self.program.tables[block.template]
        table = etree.Element(W + "tbl", nsmap=source.nsmap)
        for name in ("tblPr", "tblGrid"):
            if child(source, name) is not None:
                table.append(copy.deepcopy(child(source, name)))
        table.extend(self._controlled((row.controls, self._row(row)) for row in block.rows))
        self._grid(table, block)
        return table

    def _row(self, row: Row) -> Element:
        source = self.program.rows[row.template]
        made = etree.Element(W + "tr")
        for name in ("tblPrEx", "trPr"):
            if child(source, name) is not None:
                made.append(copy.deepcopy(child(source, name)))
        made.extend(self._controlled((cell.controls, self._cell(cell)) for cell in row.cells))
        return made

    def _cell(self, cell: Cell) -> Element:
        made = etree.Element(W + "tc")
        properties = child(self.program.cells[cell.template], "tcPr")
        if properties is not None:
            made.append(copy.deepcopy(properties))
        made.extend(self.blocks(cell.blocks))
        return made

    def _grid(self, table: Element, block: Table) -> None:
        """Columns of equal width where a loop over cells made them."""
        columns = max(len(row.cells) for row in block.rows)
        repeated = any(len({c.template for c in row.cells}) < len(row.cells) for row in block.rows)
        grid = child(table, "tblGrid")
        if not repeated or grid is None:
            return
        for column in list(grid):
            grid.remove(column)
        for _ in range(columns):
            etree.SubElement(grid, W + "gridCol", {W + "w": str(9000 // columns)})
        for width in table.iterfind(f".//{W}tcPr/{W}tcW"):
            width.set(W + "w", str(5000 // columns))
            width.set(W + "type", "pct")

    def _paragraph(self, block: Paragraph) -> Element:
        source = self.program.paragraphs[block.template]
        paragraph = etree.Element(W + "p")
        if child(source, "pPr") is not None:
            paragraph.append(copy.deepcopy(child(source, "pPr")))
        self._hold_lines(paragraph, block)
        noted = dict(self._noted(block))
        if block.anchor in self.listed:
            self.listed.discard(block.anchor)
            self._bookmark(paragraph, block.anchor, block.runs)
            return paragraph
        made: list[tuple[tuple[Control, ...], Element]] = []
        for index, run in enumerate(block.runs):
            holder = etree.Element(W + "p")
            if index in noted:
                etree.SubElement(holder, W + "commentRangeStart", {W + "id": noted[index]})
            self._run(holder, run)
            if index in noted:
                etree.SubElement(holder, W + "commentRangeEnd", {W + "id": noted[index]})
                mark = etree.SubElement(holder, W + "r")
                etree.SubElement(mark, W + "commentReference", {W + "id": noted[index]})
            made.extend((run.controls, element) for element in holder)
        paragraph.extend(self._controlled(made))
        return paragraph

    def _hold_lines(self, paragraph: Element, block: Paragraph) -> None:
        """State the least height of lines in a font that the reader may lack."""
        own, held = (
            self.formats.form(self.part, block.template),
            self.formats.held_form(block, self.part),
        )
        if held == own:
            return
        properties = child(paragraph, "pPr")
        if properties is None:
            properties = etree.SubElement(paragraph, W + "pPr")
        spacing = child(properties, "spacing")
        if spacing is None:
            spacing = properties.makeelement(W + "spacing")
            before = next((e for e in properties if e.tag in _AFTER_SPACING), None)
            if before is None:
                properties.append(spacing)
            else:
                before.addprevious(spacing)
        spacing.set(W + "line", f"{held.line / TWIP:.0f}")
        spacing.set(W + "lineRule", "atLeast")

    def _noted(self, block: Paragraph) -> list[tuple[int, str]]:
        marks: list[tuple[int, str]] = []
        if self.notes is not None:
            for point, start, _ in block.points:
                number = len(self.notes)
                self.notes.append((number, point))
                marks.append((start, str(number)))
        return marks

    def _bookmark(self, paragraph: Element, number: int, runs: tuple[Run, ...]) -> None:
        self.bookmarks += 1
        mark = {W + "id": str(self.bookmarks)}
        name = {W + "name": BOOKMARK.format(number)}
        etree.SubElement(paragraph, W + "bookmarkStart", {**mark, **name})
        for run in runs:
            self._run(paragraph, run)
        etree.SubElement(paragraph, W + "bookmarkEnd", mark)

    def _run(self, parent: Element, run: Run) -> None:
        if run.kind == RAW:
            parent.append(self._raw(run))
        elif run.kind == REF:
            self._reference(parent, run)
        elif run.kind == MARK:
            parent.append(self._text(run, REFERENCE_STYLE))
        elif run.kind == ANCHOR and run.target in self.targets:
            self._internal(parent, run)
        elif run.kind == LINK:
            link = etree.SubElement(
                parent, W + "hyperlink", {R + "id": self._link(str(run.target))}
            )
            link.append(self._text(run, LINK_STYLE))
        else:
            parent.append(self._text(run))

    def _raw(self, run: Run) -> Element:
        """An element kept as it is, with its text boxes filled."""
        made = copy.deepcopy(self.program.raw[int(run.target)])
        contents = list(made.iter(W + "txbxContent"))
        for box in (box for box in run.boxes if box.filled):
            fill(contents[box.place], self.blocks(list(box.blocks)))
        return made

    def _link(self, url: str) -> str:
        if url not in self.links:
            kind = REL_TYPE + "hyperlink"
            self.links[url] = self.package.relate(self.part, kind, url, external=True)
        return self.links[url]

    def _reference(self, parent: Element, run: Run) -> None:
        name = BOOKMARK.format(run.target)
        if run.target not in self.targets:
            parent.append(self._text(run, REFERENCE_STYLE))
            return
        if not self.numbered:
            self._internal(parent, run, REFERENCE_STYLE)
            return
        for kind in ("begin", "", "separate"):
            made = self._bare(run, REFERENCE_STYLE)
            if kind:
                etree.SubElement(made, W + "fldChar", {W + "fldCharType": kind})
            else:
                code = etree.SubElement(made, W + "instrText", {XML_SPACE: "preserve"})
                code.text = f" REF {name} \\r \\h "
            parent.append(made)
        parent.append(self._text(run, REFERENCE_STYLE))
        made = self._bare(run, REFERENCE_STYLE)
        etree.SubElement(made, W + "fldChar", {W + "fldCharType": "end"})
        parent.append(made)

    def _internal(self, parent: Element, run: Run, style: str = "") -> None:
        """A link to the entry of a source."""
        name = BOOKMARK.format(run.target)
        link = etree.SubElement(parent, W + "hyperlink", {W + "anchor": name})
        link.append(self._text(run, style))

    def _bare(self, run: Run, style: str = "") -> Element:
        made = etree.Element(W + "r")
        properties = self.program.formats[run.format]
        if properties is not None:
            made.append(copy.deepcopy(properties))
        key = self.template.styles.by_name.get(style.lower(), "") if style else ""
        if key and not value(child(made, "rPr", "rStyle")):
            if child(made, "rPr") is None:
                etree.SubElement(made, W + "rPr")
            child(made, "rPr").insert(0, etree.Element(W + "rStyle", {W + "val": key}))
        return made

    def _text(self, run: Run, style: str = "") -> Element:
        made = self._bare(run, style)
        text = etree.SubElement(made, W + "t", {XML_SPACE: "preserve"})
        text.text = run.text
        return made
