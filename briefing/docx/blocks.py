"""The page as blocks: one description for the writer and for the measurement.

A template's body is a program (:mod:`briefing.docx.tags`); run on a brief, it gives blocks.
A block names the template's paragraph by index, so its style and numbering are the template's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from briefing.model import Point

TEXT, LINK, REF, MARK, ANCHOR, RAW = "", "link", "ref", "mark", "anchor", "raw"
REFERENCE_STYLE, LINK_STYLE = "Reference", "Hyperlink"
"""Names of the character styles of source numbers and of links, where a template has them."""


class Control(NamedTuple):
    """A content control of the template, by index; ``instance`` tells its repetitions apart."""

    template: int
    instance: int


class Run(NamedTuple):
    """A stretch of text in one format.

    ``format`` indexes the template's run properties. ``kind`` is TEXT, LINK (``target`` is the
    address), REF (the number of a source, which is ``target``), MARK (what stands around such
    numbers), ANCHOR (other text that leads to the source ``target``) or RAW (``target`` indexes an
    element of the template that is kept as it is; ``text`` is what it shows). ``controls`` are the
    content controls around it, ``boxes`` the filled text boxes of a RAW element.
    """

    text: str
    format: int
    kind: str = TEXT
    target: str | int = ""
    controls: tuple[Control, ...] = ()
    boxes: tuple[TextBox, ...] = ()


@dataclass(slots=True)
class Paragraph:
    """A paragraph: index of its template, runs, the points it shows, the source it lists."""

    template: int
    runs: tuple[Run, ...]
    points: tuple[tuple[Point, int, int], ...] = ()
    anchor: int = 0
    controls: tuple[Control, ...] = ()


@dataclass(slots=True)
class Cell:
    template: int
    blocks: list[Block]
    controls: tuple[Control, ...] = ()


@dataclass(slots=True)
class Row:
    template: int
    cells: list[Cell]
    controls: tuple[Control, ...] = ()


@dataclass(slots=True)
class Table:
    """A table: index of its template and rows."""

    template: int
    rows: list[Row]
    controls: tuple[Control, ...] = ()


@dataclass(slots=True)
class Kept:
    """An element of the template's body that is kept as it is and takes no room of its own."""

    template: int
    controls: tuple[Control, ...] = ()


@dataclass(slots=True)
class Filler:
    """A paragraph one point high, where Word wants one and the template has none: after a table at
    the end of a text or cell, and where nothing else is left."""

    controls: tuple[Control, ...] = ()


FILLER_PT = 1.0
"""Height of a :class:`Filler` in points."""

Block = Paragraph | Table | Kept | Filler


@dataclass(frozen=True, slots=True, eq=False)
class TextBox:
    """A text box: the ``place`` of its content in the element, from 0.

    ``filled``: it holds tags. Of others only those are here that grow with their text.
    """

    place: int
    blocks: tuple[Block, ...]
    filled: bool = True


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """All paragraphs of ``blocks``, those in cells and text boxes too, in the order of the text."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            for run in block.runs:
                for box in run.boxes:
                    yield from paragraphs(box.blocks if box.filled else ())
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)
