"""Heights of pictures that stand in a line of text."""

from __future__ import annotations

import re

from briefing.docx.package import WP, Element

EMU = 1 / 12700
"""Points in an English Metric Unit, the unit of drawings (ECMA-376 Part 1, 20.1.2.1)."""

_VML = "{urn:schemas-microsoft-com:vml}"
_HEIGHT = re.compile(r"(?:^|;)\s*height:\s*([\d.]+)\s*(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, None: 0.75}


def picture_height(element: Element) -> float:
    """The height in points that the pictures in a run give its line; floating ones give none.

    A picture with text above and below it only is counted, for it takes the height from the text.
    """
    tallest = 0.0
    for extent in element.iter(WP + "extent"):
        holder = extent.getparent()
        if holder.tag == WP + "inline" or holder.find(WP + "wrapTopAndBottom") is not None:
            tallest = max(tallest, float(extent.get("cy", "0")) * EMU)
    for shape in element.iter(_VML + "shape", _VML + "rect"):
        style = shape.get("style", "")
        stated = _HEIGHT.search(style)
        if stated and "position:absolute" not in style.replace(" ", ""):
            tallest = max(tallest, float(stated[1]) * _POINTS[stated[2]])
    return tallest
