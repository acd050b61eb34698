"""The tags of a Word template: parsed and checked once, filled in for every brief.

Tags are those of docxtpl: ``{{ name }}`` shows a value; ``{% for x in xs %}``, ``{% if x %}``,
``{% elif x %}``, ``{% else %}``, ``{% endif %}`` and ``{% endfor %}`` alone in a paragraph repeat
or choose paragraphs, within a paragraph they choose text; ``{%tr … %}`` alone in a table row and
``{%tc … %}`` alone in a table cell do the same for rows and cells (``{%p`` is read as ``{%``).
``{# … #}`` is a comment. Values are put in as text after parsing, so nothing in a source can act as
a tag.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from briefing.display.citations import pieces
from briefing.display.rich_text import RichText, Span, SpanKind
from briefing.display.template_language import (
    LOOP,
    Cycle,
    Evaluate,
    Findings,
    Loop,
    Scope,
    Shape,
    compile_expression,
    compile_loop,
    compile_printed,
)
from briefing.docx.blocks import (
    ANCHOR,
    LINK,
    MARK,
    RAW,
    REF,
    Block,
    Cell,
    Kept,
    Paragraph,
    Row,
    Run,
    Table,
)
from briefing.docx.package import Element, W, child, value
from briefing.errors import TemplateError

MAX_BLOCKS = 20_000
"""Most paragraphs that a template may make of one brief; a full page has about sixty."""

_TAG = re.compile(
    r"\{#.*?#\}|\{\{-?(.*?)-?\}\}|\{%-?\s*(?:(p|tr|tc)(?=\s))?\s*(.*?)-?%\}", re.DOTALL
)
_OPEN = re.compile(r"\{\{|\{%|\{#")
# What a template paragraph may hold that a brief must not repeat: marks of spelling, of its own
# bookmarks, permissions and comments.
_SKIPPED = {
    "proofErr",
    "bookmarkStart",
    "bookmarkEnd",
    "permStart",
    "permEnd",
    "commentRangeStart",
    "commentRangeEnd",
}
_SKIPPED_IN_RUN = {W + "rPr", W + "lastRenderedPageBreak", W + "commentReference"}

Emit = Callable[[Scope, list[Any]], None]
Names = Mapping[str, Shape]


class Piece(NamedTuple):
    """A stretch of a template paragraph: text in one format, or an element kept as it is."""

    text: str
    format: int
    raw: int = -1


class TemplateProgram:
    """The blocks of a part (document, header, footer) as a function of a brief.

    ``names`` are the variables that there are, ``former`` their names of earlier versions. The
    lists hold the template's elements that blocks refer to by index; ``tags`` counts tags;
    ``findings`` are what the check found.
    """

    def __init__(self, container: Element, names: Names, former: Mapping[str, str]) -> None:
        self._former = former
        self.findings = Findings()
        self.paragraphs: list[Element] = []
        self.tables: list[Element] = []
        self.rows: list[Element] = []
        self.cells: list[Element] = []
        self.kept: list[Element] = []
        self.raw: list[Element] = []
        self.formats: list[Element] = [None]
        self.styles_of: dict[int, str] = {}
        self.tags = 0
        self._table_style = ""
        children = [c for c in container if c.tag != W + "sectPr"]
        self._emit = self._sequence(children, names, self._block, "p")

    def run(self, scope: Scope) -> list[Block]:
        """The blocks for ``scope``, which holds a value for each of the names."""
        blocks: list[Block] = []
        self._emit(scope, blocks)
        return blocks

    def table_style(self, paragraph: int) -> str:
        """The style of the table that holds the template paragraph; ``""`` outside tables."""
        return self.styles_of.get(paragraph, "")

    # -- structure: one routine for paragraphs, rows and cells

    def _sequence(
        self, items: Sequence[Element], names: Names, leaf: Callable[..., Emit], level: str
    ) -> Emit:
        emits, rest = self._until(list(items), names, leaf, level, ())
        if rest:
            raise TemplateError(f"template: {{% {rest[0]} %}} closes nothing")
        return _all(emits)

    def _until(
        self,
        items: list[Element],
        names: Names,
        leaf: Callable[..., Emit],
        level: str,
        ends: tuple[str, ...],
    ) -> tuple[list[Emit], list[str]]:
        """Emitters up to a tag in ``ends``; the words of that tag, or [] at the end of items."""
        emits: list[Emit] = []
        while items:
            item = items.pop(0)
            words = self._control(item, level)
            if words is None:
                emits.append(leaf(item, names))
            elif words[0] in ends:
                return emits, words
            elif words[0] == "for":
                emits.append(self._loop(words[1], items, names, leaf, level))
            elif words[0] == "if":
                emits.append(self._branch(words[1], items, names, leaf, level))
            else:
                return emits, words
        if ends:
            raise TemplateError(f"template: {{% {ends[-1]} %}} is missing")
        return emits, []

    def _loop(
        self, text: str, items: list[Any], names: Names, leaf: Callable[..., Emit], level: str
    ) -> Emit:
        loop = compile_loop(text, names, self._former, self.findings)
        inner = {**names, loop.name: loop.item, "loop": LOOP}
        body, end = self._until(items, inner, leaf, level, ("endfor",))
        if end[0] != "endfor":
            raise TemplateError(f"template: {{% {end[0]} %}} inside the loop over {loop.name!r}")
        return _repeat(loop, _all(body))

    def _branch(
        self, text: str, items: list[Any], names: Names, leaf: Callable[..., Emit], level: str
    ) -> Emit:
        test = compile_expression(text, names, self._former, self.findings).evaluate
        then, end = self._until(items, names, leaf, level, ("elif", "else", "endif"))
        other: Emit = _all([])
        if end[0] == "elif":
            other = self._branch(end[1], items, names, leaf, level)
        elif end[0] == "else":
            emits, end = self._until(items, names, leaf, level, ("endif",))
            other = _all(emits)
        return _choose(test, _all(then), other)

    def _control(self, item: Any, level: str) -> list[str] | None:
        """The words of the tag that ``item`` consists of; None when it is content."""
        if isinstance(item, Piece):
            tag = _TAG.fullmatch(item.text) if item.raw < 0 else None
            return _words(tag[3]) if tag and tag[3] is not None else None
        if item.tag != W + level:
            return None
        text = "".join(t.text or "" for t in item.iter(W + "t")).strip()
        tag = _TAG.fullmatch(text)
        if tag is None or tag[3] is None or "%}" in tag[3]:
            self._misplaced(text, level)
            return None
        if (tag[2] or "p") != level:
            return None
        self.tags += 1
        return _words(tag[3])

    def _misplaced(self, text: str, level: str) -> None:
        what = {"p": "paragraph", "tr": "table row", "tc": "table cell"}[level]
        for tag in _TAG.finditer(text):
            if tag[2] == level:
                raise TemplateError(f"template: {tag[0]!r} must stand alone in its {what}")

    # -- leaves

    def _block(self, element: Element, names: Names) -> Emit:
        if element.tag == W + "p":
            return self._paragraph(element, names)
        if element.tag == W + "tbl":
            return self._table(element, names)
        if element.tag == W + "sdt":
            content = child(element, "sdtContent")
            return self._sequence([] if content is None else list(content), names, self._block, "p")
        index = _add(self.kept, element)
        return lambda _, out: out.append(Kept(index))

    def _table(self, element: Element, names: Names) -> Emit:
        outer = self._table_style
        self._table_style = value(child(element, "tblPr", "tblStyle")) or outer
        index = _add(self.tables, element)
        rows = self._sequence(_held(element, "tr"), names, self._row, "tr")
        self._table_style = outer

        def emit(scope: Scope, out: list[Any]) -> None:
            made: list[Row] = []
            rows(scope, made)
            made = [row for row in made if row.cells]
            if made:
                out.append(Table(index, made))

        return emit

    def _row(self, element: Element, names: Names) -> Emit:
        index = _add(self.rows, element)
        cells = self._sequence(_held(element, "tc"), names, self._cell, "tc")

        def emit(scope: Scope, out: list[Any]) -> None:
            made: list[Cell] = []
            cells(scope, made)
            out.append(Row(index, made))

        return emit

    def _cell(self, element: Element, names: Names) -> Emit:
        index = _add(self.cells, element)
        children = [c for c in element if c.tag != W + "tcPr"]
        body = self._sequence(children, names, self._block, "p")

        def emit(scope: Scope, out: list[Any]) -> None:
            blocks: list[Block] = []
            body(scope, blocks)
            out.append(Cell(index, blocks))

        return emit

    def _paragraph(self, element: Element, names: Names) -> Emit:
        index = _add(self.paragraphs, element)
        if self._table_style:
            self.styles_of[index] = self._table_style
        pieces = self._cut(self._pieces(element))
        inner = self._sequence(pieces, names, self._piece, "p")
        section = child(element, "pPr", "sectPr") is not None

        def emit(scope: Scope, out: list[Any]) -> None:
            made: list[Any] = []
            inner(scope, made)
            if len(out) >= MAX_BLOCKS:
                raise TemplateError(f"template: makes more than {MAX_BLOCKS} paragraphs")
            paragraph = _gather(index, made)
            if paragraph.runs or section or not pieces:
                out.append(paragraph)

        return emit

    def _pieces(self, element: Element) -> list[Piece]:
        pieces: list[Piece] = []
        for node in element:
            name = node.tag.removeprefix(W) if isinstance(node.tag, str) else "comment"
            if name == "r":
                pieces.extend(self._run_pieces(node))
            elif name in ("smartTag", "ins", "sdtContent"):
                pieces.extend(self._pieces(node))
            elif name == "sdt":
                content = child(node, "sdtContent")
                pieces.extend([] if content is None else self._pieces(content))
            elif name not in ("pPr", "del", "comment", *_SKIPPED) and node.tag is not None:
                shown = "".join(t.text or "" for t in node.iter(W + "t"))
                _refuse_tags(shown, "a link or field")
                pieces.append(Piece(shown, 0, _add(self.raw, node)))
        return pieces

    def _run_pieces(self, run: Element) -> list[Piece]:
        rpr = child(run, "rPr")
        at = 0 if rpr is None else _add(self.formats, rpr)
        pieces: list[Piece] = []
        for node in run:
            if node.tag == W + "t":
                pieces.append(Piece(node.text or "", at))
            elif node.tag not in _SKIPPED_IN_RUN:
                _refuse_tags("".join(t.text or "" for t in node.iter(W + "t")), "a text box")
                shown = {W + "tab": "\t", W + "br": "\n", W + "noBreakHyphen": "\u2011"}
                wrapped = run.makeelement(W + "r")
                if rpr is not None:
                    wrapped.append(copy.deepcopy(rpr))
                wrapped.append(copy.deepcopy(node))
                pieces.append(Piece(shown.get(node.tag, ""), at, _add(self.raw, wrapped)))
        return pieces

    def _cut(self, pieces: list[Piece]) -> list[Piece]:
        """Pieces cut at tags; a tag that Word split over runs is one piece in its first format."""
        text = "".join(p.text if p.raw < 0 else "\ufffc" * max(1, len(p.text)) for p in pieces)
        tags = [(m.start(), m.end()) for m in _TAG.finditer(text)]
        bare = _TAG.sub(lambda m: " " * len(m[0]), text)
        if _OPEN.search(bare):
            at = bare.index(_OPEN.search(bare)[0])  # type: ignore[index]
            raise TemplateError(f"template: tag is not closed or not known: {text[at : at + 40]!r}")
        self.tags += len(tags)
        out: list[Piece] = []
        position = 0
        for piece in pieces:
            length = len(piece.text) if piece.raw < 0 else max(1, len(piece.text))
            end = position + length
            if piece.raw >= 0:
                out.append(piece)
                position = end
                continue
            at = position
            for start, stop in tags:
                if stop <= at or start >= end:
                    continue
                if start > at:
                    out.append(Piece(text[at:start], piece.format))
                if start >= position:
                    out.append(Piece(text[start:stop], piece.format))
                at = min(stop, end)
            if at < end:
                out.append(Piece(text[at:end], piece.format))
            position = end
        return out

    def _piece(self, piece: Piece, names: Names) -> Emit:
        if piece.raw >= 0:
            kept = Run(piece.text, piece.format, RAW, piece.raw)
            return lambda _, out: out.append((kept, None, 0))
        tag = _TAG.fullmatch(piece.text)
        if tag is not None and tag[1] is None:  # a comment
            return lambda _scope, _out: None
        if tag is None:
            fixed = Run(piece.text, piece.format)
            return lambda _, out: out.append((fixed, None, 0)) if fixed.text else None
        shown = compile_printed(tag[1], names, self._former, self.findings)
        return _show(shown.evaluate, piece.format)


def _held(element: Element, name: str) -> list[Element]:
    """Rows of a table or cells of a row, those in content controls too, as Word makes forms."""
    held: list[Element] = []
    for inner in element:
        if inner.tag == W + name:
            held.append(inner)
        elif inner.tag == W + "sdt":
            content = child(inner, "sdtContent")
            held.extend([] if content is None else _held(content, name))
    return held


def _show(evaluate: Evaluate, at: int) -> Emit:
    def emit(scope: Scope, out: list[Any]) -> None:
        content = evaluate(scope)
        if isinstance(content, RichText):
            for span in content.spans:
                out.extend((run, span.point, content.source) for run in _runs(span, at))
        elif content is not None and content != "":
            text = ", ".join(map(str, content)) if isinstance(content, list | tuple) else content
            out.append((Run(str(text), at), None, 0))

    return emit


def _runs(span: Span, at: int) -> list[Run]:
    """The runs of a span in the format ``at``."""
    match span.kind:
        case SpanKind.LINK:
            return [Run(span.text, at, LINK, span.target)]
        case SpanKind.ANCHOR:
            return [Run(span.text, at, ANCHOR, span.numbers[0])]
        case SpanKind.GAP:
            return [Run(span.text, at, MARK)]
        case SpanKind.CITATION:
            return [
                Run(text, at, REF, number) if number else Run(text, at, MARK)
                for text, number in pieces(span.numbers)
            ]
    return [Run(span.text, at)]


def _gather(index: int, made: list[Any]) -> Paragraph:
    runs = tuple(run for run, _, _ in made)
    points = tuple((point, i, i + 1) for i, (_, point, _) in enumerate(made) if point is not None)
    anchor = next((anchor for _, _, anchor in made if anchor), 0)
    return Paragraph(index, runs, points, anchor)


def _add(store: list[Any], element: Any) -> int:
    store.append(element)
    return len(store) - 1


def _words(text: str) -> list[str]:
    head, _, rest = text.strip().lstrip("-").strip().partition(" ")
    if head not in ("for", "if", "elif", "else", "endif", "endfor"):
        raise TemplateError(f"template: unknown tag {{% {text.strip()} %}}; known: for, if")
    return [head, rest.strip()]


def _refuse_tags(text: str, where: str) -> None:
    if _OPEN.search(text):
        raise TemplateError(f"template: tags inside {where} are not filled: {text[:40]!r}")


def _all(emits: Iterable[Emit]) -> Emit:
    steps = tuple(emits)
    if len(steps) == 1:
        return steps[0]

    def emit(scope: Scope, out: list[Any]) -> None:
        for step in steps:
            step(scope, out)

    return emit


def _repeat(loop: Loop, body: Emit) -> Emit:
    def emit(scope: Scope, out: list[Any]) -> None:
        items = loop.items(scope)
        inner = dict(scope)
        for place, item in enumerate(items):
            inner[loop.name] = item
            inner["loop"] = Cycle(place, len(items))
            body(inner, out)

    return emit


def _choose(test: Evaluate, then: Emit, other: Emit) -> Emit:
    def emit(scope: Scope, out: list[Any]) -> None:
        (then if test(scope) else other)(scope, out)

    return emit
