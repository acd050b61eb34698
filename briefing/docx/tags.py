"""The tags of a Word template: parsed and checked once, filled in for every brief.

Tags are those of docxtpl: ``{{ name }}`` shows a value; ``{% for x in xs %}``, ``{% if x %}``,
``{% elif x %}``, ``{% else %}``, ``{% endif %}`` and ``{% endfor %}`` alone in a paragraph repeat
or choose paragraphs, within a paragraph they choose text; ``{%tr … %}`` alone in a table row and
``{%tc … %}`` alone in a table cell do the same for rows and cells (``{%p`` is read as ``{%``).
``{# … #}`` is a comment. Values are put in as text after parsing, so nothing in a source can act as
a tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefing.display.shapes import Findings
from briefing.display.template_language import Scope, compile_printed
from briefing.docx.blocks import (
    RAW,
    Block,
    Cell,
    Control,
    Filler,
    Kept,
    Paragraph,
    Row,
    Run,
    Table,
    TextBox,
)
from briefing.docx.emitters import Emit, Filled, show
from briefing.docx.package import A, Element, W, child, value
from briefing.docx.pieces import Piece, Stores, pieces
from briefing.docx.tag_nesting import Held, Names, Nesting
from briefing.docx.tag_scanner import COMMENT, OPEN, whole
from briefing.errors import TemplateError

MAX_BLOCKS = 20_000
"""Most paragraphs that a template may make of one brief; a full page has about sixty."""

_WRAPPERS = {W + name for name in ("smartTag", "customXml", "ins", "moveTo")}
_WRAPPER_PROPERTIES = {W + "smartTagPr", W + "customXmlPr"}
_DROPPED = {W + name for name in ("del", "moveFrom", "bookmarkStart", "bookmarkEnd", "proofErr")}


class TemplateProgram:
    """The blocks of a part (document, header, footer) as a function of a brief.

    ``names`` are the variables that there are, ``former`` their names of earlier versions. The
    lists hold the template's elements that blocks refer to by index; ``findings`` are what the
    check found; ``filled`` are the content controls that hold tags.
    """

    def __init__(self, container: Element, names: Names, former: Mapping[str, str]) -> None:
        self._former = former
        self.findings = Findings()
        self._nesting = Nesting(former, self.findings)
        self.paragraphs: list[Element] = []
        self.tables: list[Element] = []
        self.rows: list[Element] = []
        self.cells: list[Element] = []
        self.kept: list[Element] = []
        self.raw: list[Element] = []
        self.controls: list[Element] = []
        self.filled: set[int] = set()
        self.formats: list[Element] = [None]
        self.styles_of: dict[int, str] = {}
        self._table_style = ""
        self._framed: set[int] = set()
        self._stores = Stores(
            lambda e: _add(self.formats, e), lambda e: _add(self.raw, e), self._control_index
        )
        self._emit = self._container(container, names)

    def run(self, scope: Scope) -> list[Block]:
        """The blocks for ``scope``, which holds a value for each of the names."""
        blocks: list[Block] = []
        self._emit(scope, blocks)
        return blocks

    def table_style(self, paragraph: int) -> str:
        """The style of the table that holds the template paragraph; ``""`` outside tables."""
        return self.styles_of.get(paragraph, "")

    # -- structure: one routine for paragraphs, rows and cells

    def _container(self, container: Element, names: Names, spare: int = -1) -> Emit:
        """What fills a body, header, cell or text box: it always ends with a paragraph.

        Where nothing is left of it, that is the paragraph ``spare`` of the template, empty.
        """
        held = self._held(container, {W + "sectPr", W + "tcPr"})
        body = self._nesting.sequence(held, names, self._block, "p")

        def emit(scope: Scope, out: list[Any]) -> None:
            start = len(out)
            body(scope, out)
            if self._framed:
                self._part_frames_from_tables(out, start)
            if len(out) == start and spare >= 0:
                out.append(Paragraph(spare, ()))
            elif not _ends_with_paragraph(out[start:]):
                out.append(Filler())

        return emit

    def _part_frames_from_tables(self, out: list[Block], start: int) -> None:
        """Put a paragraph between a frame and a table: without one LibreOffice drops the frame."""
        for place in range(len(out) - 1, start, -1):
            above, below = out[place - 1 : place + 1]
            framed = isinstance(above, Paragraph) and above.template in self._framed
            if framed and isinstance(below, Table):
                same = below.controls == above.controls
                out.insert(place, Filler(below.controls if same else ()))

    def _held(
        self, parent: Element, skipped: set[str], controls: tuple[Control, ...] = ()
    ) -> Iterator[Held]:
        """The children of ``parent``; of wrappers and of controls around rows and cells theirs."""
        for inner in parent:
            if not isinstance(inner.tag, str) or inner.tag in skipped | _DROPPED:
                continue
            if inner.tag in _WRAPPERS:
                yield from self._held(inner, _WRAPPER_PROPERTIES, controls)
            elif inner.tag == W + "sdt" and parent.tag in (W + "tbl", W + "tr"):
                content = child(inner, "sdtContent")
                own = Control(self._control_index(inner), 0)
                for one in () if content is None else content:
                    yield Held(one, (*controls, own))
            else:
                yield Held(inner, controls)

    def _control_index(self, element: Element) -> int:
        """Keep a content control; its index."""
        index = _add(self.controls, element)
        if OPEN.search("".join(t.text or "" for t in element.iter(W + "t"))):
            self.filled.add(index)
        return index

    # -- leaves

    def _block(self, item: Held, names: Names) -> Emit:
        element = item.element
        if element.tag == W + "p":
            return self._paragraph(element, names)
        if element.tag == W + "tbl":
            return self._table(element, names)
        if element.tag == W + "sdt":
            return self._block_control(element, names)
        index = _add(self.kept, element)
        return lambda _, out: out.append(Kept(index))

    def _block_control(self, element: Element, names: Names) -> Emit:
        content = child(element, "sdtContent")
        index = self._control_index(element)
        held = () if content is None else self._held(content, set())
        body = self._nesting.sequence(held, names, self._block, "p")

        def emit(scope: Scope, out: list[Any]) -> None:
            start = len(out)
            body(scope, out)
            for block in out[start:]:
                block.controls = (Control(index, start), *block.controls)

        return emit

    def _table(self, element: Element, names: Names) -> Emit:
        outer = self._table_style
        self._table_style = value(child(element, "tblPr", "tblStyle")) or outer
        index = _add(self.tables, element)
        held = self._rows_or_cells(element, "tr")
        rows = self._nesting.sequence(held, names, self._row, "tr")
        self._table_style = outer

        def emit(scope: Scope, out: list[Any]) -> None:
            made: list[Row] = []
            rows(scope, made)
            made = [row for row in made if row.cells]
            if made:
                out.append(Table(index, made))

        return emit

    def _rows_or_cells(self, element: Element, name: str) -> Iterator[Held]:
        return (item for item in self._held(element, set()) if item.element.tag == W + name)

    def _row(self, item: Held, names: Names) -> Emit:
        index = _add(self.rows, item.element)
        held = self._rows_or_cells(item.element, "tc")
        cells = self._nesting.sequence(held, names, self._cell, "tc")

        def emit(scope: Scope, out: list[Any]) -> None:
            made: list[Cell] = []
            cells(scope, made)
            out.append(Row(index, made, item.controls))

        return emit

    def _cell(self, item: Held, names: Names) -> Emit:
        index = _add(self.cells, item.element)
        first = item.element.find(W + "p")
        spare = -1 if first is None else _add(self.paragraphs, first)
        if self._table_style and spare >= 0:
            self.styles_of[spare] = self._table_style
        body = self._container(item.element, names, spare)

        def emit(scope: Scope, out: list[Any]) -> None:
            blocks: list[Block] = []
            body(scope, blocks)
            out.append(Cell(index, blocks, item.controls))

        return emit

    def _paragraph(self, element: Element, names: Names) -> Emit:
        index = _add(self.paragraphs, element)
        if self._table_style:
            self.styles_of[index] = self._table_style
        parts = pieces(element, self._stores)
        outer, self.findings.roots = self.findings.roots, set()
        inner = self._nesting.sequence(parts, names, self._piece, "p")
        filled = Filled(index, inner, self.findings.roots & names.keys())
        self.findings.roots |= outer
        section = child(element, "pPr", "sectPr") is not None
        if child(element, "pPr", "framePr") is not None:
            self._framed.add(index)

        def emit(scope: Scope, out: list[Any]) -> None:
            if len(out) >= MAX_BLOCKS:
                raise TemplateError(f"template: makes more than {MAX_BLOCKS} paragraphs")
            paragraph = filled.paragraph(scope)
            if paragraph.runs or section or not parts:
                out.append(paragraph)

        return emit

    def _piece(self, piece: Piece, names: Names) -> Emit:
        if piece.raw >= 0:
            return self._raw(piece, names)
        tag = whole(piece.text)
        if tag is None:
            fixed = Run(piece.text, piece.format, controls=piece.controls)
            return lambda _, out: out.append((fixed, None, 0)) if fixed.text else None
        if tag.kind == COMMENT:
            return lambda _scope, _out: None
        printed = compile_printed(tag.text, names, self._former, self.findings)
        return show(printed.evaluate, piece)

    def _raw(self, piece: Piece, names: Names) -> Emit:
        """An element that is kept as it is, but for the tags in its text boxes.

        The text of boxes that grow is compiled without tags too, to be measured.
        """
        kept = Run(piece.text, piece.format, RAW, piece.raw, piece.controls)
        outer, self._table_style = self._table_style, ""
        boxes = [
            (place, self._container(content, names), tagged)
            for place, content in enumerate(self.raw[piece.raw].iter(W + "txbxContent"))
            if (tagged := bool(OPEN.search("".join(t.text or "" for t in content.iter(W + "t")))))
            or _grows(content)
        ]
        self._table_style = outer
        if not boxes:
            return lambda _, out: out.append((kept, None, 0))

        def emit(scope: Scope, out: list[Any]) -> None:
            made: list[TextBox] = []
            for place, body, tagged in boxes:
                blocks: list[Block] = []
                body(scope, blocks)
                made.append(TextBox(place, tuple(blocks), tagged))
            out.append((kept._replace(boxes=tuple(made)), None, 0))

        return emit


def _grows(content: Element) -> bool:
    """Whether a text box becomes as high as its text, by its own properties or its shape's."""
    for holder in content.iterancestors():
        if holder.find(f".//{A}spAutoFit") is not None:
            return True
        if "mso-fit-shape-to-text:t" in holder.get("style", ""):
            return True
    return False


def _ends_with_paragraph(blocks: list[Block]) -> bool:
    last = next((b for b in reversed(blocks) if not isinstance(b, Kept)), None)
    return isinstance(last, Paragraph)


def _add(store: list[Any], element: Any) -> int:
    store.append(element)
    return len(store) - 1
