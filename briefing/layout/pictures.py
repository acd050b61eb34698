"""Pictures and boxes that stand in a line of text."""

from __future__ import annotations

import math
import re

from briefing.docx.package import WP, A, Element, W
from briefing.layout.ruler import Box

EMU = 1 / 12700
"""Points in an English Metric Unit, the unit of drawings (ECMA-376 Part 1, 20.1.2.1)."""

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


def inline_boxes(element: Element) -> list[Box]:
    """The pictures and boxes in a run that stand in its line of text."""
    boxes = [
        Box(
            float(e.get("cx", "0")) * EMU + sum(_distance(inline, side, _BESIDE) for side in "LR"),
            float(e.get("cy", "0")) * EMU + sum(_distance(inline, side, 0.0) for side in "TB"),
        )
        for inline in element.iter(WP + "inline")
        for e in inline.iterchildren(WP + "extent")
    ]
    for shape in element.iter(_VML + "shape", _VML + "rect"):
        style = css_style(shape.get("style", ""))
        if style.get("position") != "absolute":
            size = (css_length(style.get("width", "")), css_length(style.get("height", "")))
            boxes.append(Box(*size))
    return [box for box in boxes if box.height]


def _distance(inline: Element, side: str, default: float) -> float:
    stated = inline.get(f"dist{side}")
    return default if stated is None else float(stated) * EMU


def box_sizes(element: Element) -> list[tuple[float, float]]:
    """Width and height in points of the text of each text box in a run.

    The height is endless where the box grows with its text.
    """
    return [_inner(content) for content in element.iter(W + "txbxContent")]


def _inner(content: Element) -> tuple[float, float]:
    for holder in content.iterancestors():
        if holder.tag in (WP + "inline", WP + "anchor"):
            extent = holder.find(WP + "extent")
            body = holder.find(f".//{_WPS}bodyPr")
            inset = {
                k: float((body.attrib if body is not None else {}).get(k, v)) for k, v in _INSETS
            }
            grows = body is not None and body.find(A + "spAutoFit") is not None
            width = float(extent.get("cx", "0")) - inset["lIns"] - inset["rIns"]
            height = float(extent.get("cy", "0")) - inset["tIns"] - inset["bIns"]
            return max(1.0, width * EMU), math.inf if grows else max(1.0, height * EMU)
        if holder.tag in (_VML + "shape", _VML + "rect"):
            style = css_style(holder.get("style", ""))
            box = css_style(next(e.get("style", "") for e in holder.iter(_VML + "textbox")))
            grows = box.get("mso-fit-shape-to-text") in ("t", "true")
            width = css_length(style.get("width", "")) - 14.4
            height = css_length(style.get("height", "")) - 7.2
            return max(1.0, width), math.inf if grows else max(1.0, height)
    return 1.0, math.inf
