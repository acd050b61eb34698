"""The page as blocks: what the writer writes and what the measurement measures, one description.

A template's body is a program (:mod:`briefing.docx.tags`); run on a brief, it gives blocks.
A block names the template's paragraph by index, so its style and numbering are the template's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from briefing.model import Point

TEXT, LINK, REF, MARK, ANCHOR, RAW = "", "link", "ref", "mark", "anchor", "raw"
REFERENCE_STYLE, LINK_STYLE = "Reference", "Hyperlink"
"""Names of the character styles of source numbers and of links, where a template has them."""


class Run(NamedTuple):
    """A stretch of text in one format.

    ``format`` indexes the template's run properties. ``kind`` is TEXT, LINK (``target`` is the
    address), REF (the number of a source, which is ``target``), MARK (what stands around such
    numbers), ANCHOR (other text that leads to the source ``target``) or RAW (``target`` indexes an
    element of the template that is kept as it is; ``text`` is what it shows).
    """

    text: str
    format: int
    kind: str = TEXT
    target: str | int = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph: index of its template, runs, the points it shows, the source it lists."""

    template: int
    runs: tuple[Run, ...]
    points: tuple[tuple[Point, int, int], ...] = ()
    anchor: int = 0


@dataclass(slots=True)
class Cell:
    template: int
    blocks: list[Block]


@dataclass(slots=True)
class Row:
    template: int
    cells: list[Cell]


@dataclass(slots=True)
class Table:
    """A table: index of its template and rows."""

    template: int
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Kept:
    """An element of the template's body that is kept as it is and takes no room of its own."""

    template: int


Block = Paragraph | Table | Kept
