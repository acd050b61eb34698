"""Objects beside the text: floating pictures and boxes, frames and floating tables.

They take no room in the flow of paragraphs. Lines next to one are shorter; where too little is left
beside it, they go on below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefing.docx.formats import TWIP
from briefing.docx.package import WP, Element, W, child, number, value
from briefing.layout.line_breaking import Obstacle
from briefing.layout.pictures import EMU, css_length, css_style, drawn_elements, grown

BOTH = "both"
_BESIDE = ("wrapSquare", "wrapTight", "wrapThrough")
_ABOVE = "wrapTopAndBottom"
_VML = "{urn:schemas-microsoft-com:vml}"
_VML_WRAP = "{urn:schemas-microsoft-com:office:word}wrap"
_ALIGNED = re.compile(r"left|center|right|top|bottom|inside|outside")


DRAWN = (WP + "anchor", _VML + "shape", _VML + "rect")
"""Elements that may float."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place along one axis in points.

    ``offset`` from the edge of what it is ``relative`` to (``page``, ``margin``, or the ``text``
    where it is anchored), or ``align`` within it.
    """

    relative: str
    offset: float = 0.0
    align: str = ""

    def start(self, room: float, size: float, page_edge: float, page: float, text: float) -> float:
        """Where it starts, from the edge of the text area, which is ``room`` long.

        ``page_edge`` is the edge of the paper, ``page`` its length, ``text`` the anchor.
        """
        start, length = {"page": (page_edge, page), "margin": (0.0, room)}.get(
            self.relative, (text, room)
        )
        if self.align in ("right", "bottom", "outside"):
            return start + length - size
        if self.align == "center":
            return start + (length - size) / 2
        return start if self.align else start + self.offset


@dataclass(frozen=True, slots=True)
class Float:
    """Something beside the text, with its distances from it.

    ``beside`` says where text may stand: ``both``, ``left``, ``right``, ``largest`` for the wider
    of the two sides, or ``""`` for nowhere.
    """

    width: float
    height: float
    x: Place
    y: Place
    beside: str = BOTH
    around: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


def obstacle(
    item: Float, anchor: float, area: tuple[float, float], page: tuple[float, float, float, float]
) -> Obstacle | None:
    """Where ``item``, anchored ``anchor`` points below the top of the text area, stands in the way.

    ``area`` is width and height of the text area, ``page`` its left and top edge on the paper and
    the paper's width and height. None for what stands outside the text area.
    """
    width, height = area
    if not page[2] and item.y.relative != "text":
        return None  # in a cell, which the page's edges do not matter to
    above, right, below, left = item.around
    top = item.y.start(height, item.height, -page[1], page[3], anchor)
    x = item.x.start(width, item.width, -page[0], page[2], 0.0)
    bottom = top + item.height + below
    top -= above
    start, end = max(0.0, x - left), min(width, x + item.width + right)
    if bottom <= 0 or top >= height or start >= width or end <= 0:
        return None
    side = item.beside
    if side == "largest":
        side = "left" if start > width - end else "right"
    return Obstacle(
        top,
        bottom,
        0.0 if side in ("", "right") else start,
        width if side in ("", "left") else end,
        side == BOTH and item.x.align in ("left", "right"),
    )


def drawn(element: Element, heights: Mapping[int, float] | None = None) -> list[Float]:
    """The pictures and boxes in a run that text flows around.

    ``heights`` are those that text boxes have grown to, by the place of their content in the run.
    """
    floats: list[Float] = []
    for anchor in drawn_elements(element, WP + "anchor"):
        wrap = next((n for n in (*_BESIDE, _ABOVE) if anchor.find(WP + n) is not None), "")
        extent = anchor.find(WP + "extent")
        if not wrap or extent is None:
            continue
        side = anchor.find(WP + wrap).get("wrapText", BOTH).removesuffix("Sides")
        around = tuple(float(anchor.get(f"dist{s}", "0")) * EMU for s in "TRBL")
        floats.append(
            Float(
                float(extent.get("cx", "0")) * EMU,
                grown(anchor, element, float(extent.get("cy", "0")) * EMU, heights),
                _position(anchor.find(WP + "positionH")),
                _position(anchor.find(WP + "positionV")),
                beside="" if wrap == _ABOVE else side,
                around=around,  # type: ignore[arg-type]
            )
        )
    for shape in drawn_elements(element, _VML + "shape", _VML + "rect"):
        wrap_kind = next((e.get("type", "") for e in shape.iter(_VML_WRAP)), "")
        style = css_style(shape.get("style", ""))
        kinds = ("square", "tight", "through", "topAndBottom")
        if wrap_kind in kinds and style.get("position") == "absolute":
            side = next((e.get("side", BOTH) for e in shape.iter(_VML_WRAP)), BOTH)
            beside = "" if wrap_kind == "topAndBottom" else side
            height = grown(shape, element, css_length(style.get("height", "")), heights)
            floats.append(replace(_shape(style), height=height, beside=beside))
    return floats


def _position(element: Element) -> Place:
    if element is None:
        return Place("text")
    relative = element.get("relativeFrom", "")
    relative = relative if relative in ("page", "margin") else _named(relative)
    align, offset = element.find(WP + "align"), element.find(WP + "posOffset")
    if align is not None and _ALIGNED.fullmatch(align.text or ""):
        return Place(relative, align=str(align.text))
    return Place(relative, 0.0 if offset is None else float(offset.text or 0) * EMU)


def _named(relative: str) -> str:
    """The nearest of the three places for others, such as ``topMargin`` and ``column``."""
    if relative.endswith("Margin"):
        return "page"
    return "text"


def _shape(style: dict[str, str]) -> Float:
    def place(axis: str, offset: str) -> Place:
        relative = style.get(f"mso-position-{axis}-relative", "text")
        relative = relative if relative in ("page", "margin") else "text"
        align = style.get(f"mso-position-{axis}", "")
        if _ALIGNED.fullmatch(align):
            return Place(relative, align=align)
        return Place(relative, css_length(style.get(offset, "")))

    return Float(
        css_length(style.get("width", "")),
        css_length(style.get("height", "")),
        place("horizontal", "margin-left"),
        place("vertical", "margin-top"),
        around=(0.0, 9.0, 0.0, 9.0),
    )


def frame(paragraph: Element) -> Element:
    """The frame properties of a paragraph; None for one that stands in the flow."""
    return child(paragraph, "pPr", "framePr")


def same_frame(one: Element, other: Element) -> bool:
    """Whether two neighbouring paragraphs stand in one frame: all its properties are the same."""
    return other is not None and dict(one.attrib) == dict(other.attrib)


def framed(properties: Element, width: float, height: float) -> Float:
    """A frame whose content takes ``width`` and ``height`` (ECMA-376 Part 1, 17.3.1.11)."""
    stated = number(properties, "h") * TWIP
    exact = value(properties, "hRule") == "exact"
    beside = value(properties, "wrap", default="around") not in ("none", "notBeside")
    if value(properties, "wrap") == "none" and not properties.get(W + "vAnchor"):
        beside = False
    side = BOTH if beside else ""
    across, along = number(properties, "hSpace") * TWIP, number(properties, "vSpace") * TWIP
    dropped = bool(properties.get(W + "dropCap"))
    return Float(
        number(properties, "w") * TWIP or width,
        stated if exact else max(stated, height),
        _stated(properties, "hAnchor", "x", "xAlign", "text" if dropped else "page"),
        _stated(properties, "vAnchor", "y", "yAlign", "text" if dropped else "page"),
        side,
        (along, across, along, across),
    )


def tabled(properties: Element, width: float, height: float) -> Float:
    """A floating table of that width and height (ECMA-376 Part 1, 17.4.58).

    Where it is aligned, LibreOffice aligns it with its distances from the text.
    """
    above, right, below, left = (
        number(properties, f"{side}FromText") * TWIP for side in ("top", "right", "bottom", "left")
    )
    across = _stated(properties, "horzAnchor", "tblpX", "tblpXSpec", "text")
    if across.align:
        width, right, left = width + right + left, 0.0, 0.0
    along = _stated(properties, "vertAnchor", "tblpY", "tblpYSpec", "page")
    return Float(width, height, across, along, around=(above, right, below, left))


def _stated(properties: Element, anchor: str, offset: str, align: str, default: str) -> Place:
    relative = value(properties, anchor, default=default)
    aligned = value(properties, align)
    if _ALIGNED.fullmatch(aligned):
        return Place(relative, align=aligned)
    return Place(relative, number(properties, offset) * TWIP)


def narrowed(obstacles: list[Obstacle], top: float) -> tuple[Obstacle, ...]:
    """``obstacles`` as a paragraph sees them that begins ``top`` points below the area's top."""
    return tuple(
        replace(o, top=o.top - top, bottom=o.bottom - top) for o in obstacles if o.bottom > top
    )
