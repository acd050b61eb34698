"""Pictures and boxes that stand in a line of text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefing.docx.package import WP, A, Element, W
from briefing.layout.ruler import Box

EMU = 1 / 12700
"""Points in an English Metric Unit, the unit of drawings (ECMA-376 Part 1, 20.1.2.1)."""

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_INSETS = (("lIns", "91440"), ("rIns", "91440"), ("tIns", "45720"), ("bIns", "45720"))
"""Insets of a text box that states none, in English Metric Units (ECMA-376 Part 1, 21.1.2.1.1)."""
_BESIDE = 319 / 100 * 72 / 25.4
"""Points left and right of a picture in the line that states no distances, in LibreOffice."""
_LENGTH = re.compile(r"(-?[\d.]+)\s*(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, None: 0.75}


def css_style(text: str) -> dict[str, str]:
    """The properties of a ``style`` attribute by name.

    >>> css_style("width:2cm; height: 14pt")["height"]
    '14pt'
    """
    pairs = (part.partition(":") for part in text.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value}


def css_length(text: str) -> float:
    """A length in points; 0 for anything else.

    >>> css_length("1in"), css_length("")
    (72.0, 0.0)
    """
    stated = _LENGTH.fullmatch(text.strip())
    return float(stated[1]) * _POINTS[stated[2]] if stated else 0.0


def drawn_elements(element: Element, *tags: str) -> Iterator[Element]:
    """The elements of ``tags`` in a run, without those that only stand in for others.

    What older programs show (``mc:Fallback``) counts only where the other choice draws nothing.
    """
    for one in element.iter(*tags):
        spare = next((up for up in one.iterancestors(_MC + "Fallback")), None)
        if spare is None or next(_drawn_instead(spare), None) is None:
            yield one


def _drawn_instead(spare: Element) -> Iterator[Element]:
    for choice in spare.getparent().iterchildren(_MC + "Choice"):
        yield from choice.iter(WP + "inline", WP + "anchor", _VML + "shape", _VML + "rect")


def inline_boxes(element: Element, heights: Mapping[int, float] | None = None) -> list[Box]:
    """The pictures and boxes in a run that stand in its line of text.

    ``heights`` are those that text boxes have grown to, see :func:`grown`.
    """
    boxes = []
    for inline in drawn_elements(element, WP + "inline"):
        for extent in inline.iterchildren(WP + "extent"):
            width, height = (float(extent.get(side, "0")) * EMU for side in ("cx", "cy"))
            height = grown(inline, element, height, heights)
            across = sum(_distance(inline, side, _BESIDE) for side in "LR")
            boxes.append(
                Box(width + across, height + sum(_distance(inline, side, 0.0) for side in "TB"))
            )
    for shape in drawn_elements(element, _VML + "shape", _VML + "rect"):
        style = css_style(shape.get("style", ""))
        if style.get("position") != "absolute":
            height = grown(shape, element, css_length(style.get("height", "")), heights)
            boxes.append(Box(css_length(style.get("width", "")), height))
    return [box for box in boxes if box.height]


def grown(
    shape: Element, element: Element, height: float, heights: Mapping[int, float] | None
) -> float:
    """The height of a shape in the run ``element`` that grows with its text, at least ``height``.

    ``heights`` are the heights of the text boxes that grow, by the place of their content in the
    run.
    """
    if not heights:
        return height
    contents = list(element.iter(W + "txbxContent"))
    own = {contents.index(content) for content in shape.iter(W + "txbxContent")}
    return max([height, *(heights[place] for place in own if place in heights)])


def _distance(inline: Element, side: str, default: float) -> float:
    stated = inline.get(f"dist{side}")
    return default if stated is None else float(stated) * EMU


class TextFrame(NamedTuple):
    """The text area of a text box in points: its width and height, and the insets above and below.

    ``grows``: the box becomes as high as its text.
    """

    width: float
    height: float
    insets: float
    grows: bool


def text_frames(element: Element) -> list[TextFrame]:
    """The text area of each text box in a run."""
    return [_text_frame(content) for content in element.iter(W + "txbxContent")]


def _text_frame(content: Element) -> TextFrame:
    for holder in content.iterancestors():
        if holder.tag in (WP + "inline", WP + "anchor"):
            extent = holder.find(WP + "extent")
            body = holder.find(f".//{_WPS}bodyPr")
            stated = {} if body is None else body.attrib
            inset = {side: float(stated.get(side, usual)) * EMU for side, usual in _INSETS}
            grows = body is not None and body.find(A + "spAutoFit") is not None
            across, along = inset["lIns"] + inset["rIns"], inset["tIns"] + inset["bIns"]
            width, height = (float(extent.get(side, "0")) * EMU for side in ("cx", "cy"))
            return TextFrame(max(1.0, width - across), max(1.0, height - along), along, grows)
        if holder.tag in (_VML + "shape", _VML + "rect"):
            style = css_style(holder.get("style", ""))
            box = css_style(next(e.get("style", "") for e in holder.iter(_VML + "textbox")))
            grows = box.get("mso-fit-shape-to-text") in ("t", "true")
            width, height = (css_length(style.get(side, "")) for side in ("width", "height"))
            return TextFrame(max(1.0, width - 14.4), max(1.0, height - 7.2), 7.2, grows)
    return TextFrame(1.0, math.inf, 0.0, False)
