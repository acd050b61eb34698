"""Word files in a language that is written from right to left.

The defaults of paragraphs and runs are turned, the first column of a section and of a table is the
one at the right, and the borders at the sides of paragraphs change sides: those alone do not follow
the direction of their paragraph (ECMA-376-1, 17.3.1.28). Indents and alignment do.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from briefing.docx.package import Package, W, child, serialise

_AFTER_BIDI = frozenset(
    W + name
    for name in (
        "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
        "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
    )
)  # fmt: skip
"""What the schema of paragraph properties has after ``w:bidi``."""

_AFTER_SECTION_BIDI = frozenset(
    W + name for name in ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")
)
"""What the schema of section properties has after ``w:bidi``."""

_BEFORE_TABLE_BIDI = frozenset(W + name for name in ("tblStyle", "tblpPr", "tblOverlap"))
"""What the schema of table properties has before ``w:bidiVisual``."""

_BORDERS = tuple(W + name for name in ("top", "left", "bottom", "right", "between", "bar"))
"""The borders of a paragraph in the order of the schema."""
_OTHER_SIDE = {W + "left": W + "right", W + "right": W + "left"}


def turn(package: Package, styles: Any, lang: Any) -> None:
    """Turn the main part of a package and its ``styles``, whose default language is ``lang``."""
    _defaults(styles, lang)
    _borders(styles)
    root = package.xml(package.main)
    _borders(root)
    for section in root.iter(W + "sectPr"):
        if child(section, "bidi") is None:
            after = (k for k, e in enumerate(section) if e.tag in _AFTER_SECTION_BIDI)
            section.insert(next(after, len(section)), etree.Element(W + "bidi"))
    for table in root.iter(W + "tblPr"):
        if child(table, "bidiVisual") is None:
            after = (k for k, e in enumerate(table) if e.tag not in _BEFORE_TABLE_BIDI)
            table.insert(next(after, len(table)), etree.Element(W + "bidiVisual"))
    package.parts[package.main] = serialise(root)


def _defaults(styles: Any, lang: Any) -> None:
    """Paragraphs and runs from right to left by default, in the places the schema gives them."""
    if child(lang.getparent(), "rtl") is None:
        lang.addprevious(etree.Element(W + "rtl"))
    defaults = child(styles, "docDefaults")
    paragraph = child(defaults, "pPrDefault")
    if paragraph is None:
        paragraph = etree.SubElement(defaults, W + "pPrDefault")
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = etree.SubElement(paragraph, W + "pPr")
    if child(properties, "bidi") is None:
        at = next((k for k, e in enumerate(properties) if e.tag in _AFTER_BIDI), len(properties))
        properties.insert(at, etree.Element(W + "bidi"))


def _borders(root: Any) -> None:
    for borders in root.iter(W + "pBdr"):
        for border in borders:
            border.tag = _OTHER_SIDE.get(border.tag, border.tag)
        borders[:] = sorted(borders, key=lambda border: _BORDERS.index(border.tag))
