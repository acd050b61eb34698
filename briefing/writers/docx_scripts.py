"""The fonts of East Asian and right-to-left text in a Word file.

Word has a font for each group of scripts. Where a template leaves those of East Asian and complex
scripts open, the choice is the machine's, and so is the length of the page; they are stated then,
and only where the brief has such text. A template's own choice is kept.
"""

from __future__ import annotations

import re

from lxml import etree

from briefing.docx.package import Package, W, child, serialise, value

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

EAST_ASIAN = {"ko": "Malgun Gothic", "ja": "MS PGothic", "zh": "Microsoft YaHei"}
"""A font that comes with Word by language; none sets lines higher than Noto Sans CJK does, by which
East Asian text is measured."""

COMPLEX = "Arial"
"""The font of Arabic and Hebrew; what stands in for it elsewhere has lines as high."""

_SCRIPTS = (
    ("ja", "[\u3040-\u30ff]"),
    ("ko", "[\u1100-\u11ff\uac00-\ud7ff]"),
    ("zh", "[\u2e80-\ua4cf]"),
)
_COMPLEX = re.compile("[\u0590-\u06ff\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufefc]")


def set_fonts(package: Package, text: str, language: str) -> None:
    """State the fonts in the document's defaults that ``text`` needs, where the template has none.

    Text in several East Asian languages gets the font of the brief's ``language``, else of the one
    with most characters.
    """
    counts = {code: len(re.findall(pattern, text)) for code, pattern in _SCRIPTS}
    east = language if language in EAST_ASIAN else max(counts, key=lambda code: counts[code])
    wanted = {"eastAsia": EAST_ASIAN[east]} if any(counts.values()) else {}
    if _COMPLEX.search(text):
        wanted["cs"] = COMPLEX
    name = package.related(package.main, "styles")
    root = package.xml(name)
    if not wanted or name is None or child(root, "docDefaults") is None:
        return
    theme = package.xml(package.related(package.main, "theme"))
    defaults = child(root, "docDefaults", "rPrDefault", "rPr")
    if defaults is None:
        return
    fonts = child(defaults, "rFonts")
    if fonts is None:
        fonts = etree.Element(W + "rFonts")
        defaults.insert(0, fonts)
    for script, font in wanted.items():
        by_theme = W + ("eastAsiaTheme" if script == "eastAsia" else "cstheme")
        role = fonts.get(by_theme, "")
        if value(fonts, script) or _of_theme(theme, role, script):
            continue
        fonts.attrib.pop(by_theme, None)
        fonts.set(W + script, font)
    if east == "ko" and "eastAsia" in wanted:
        _without_gaps(root)
    package.parts[name] = serialise(root)


_BEFORE_GAPS = frozenset(
    W + name
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
        "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
        "overflowPunct", "topLinePunct",
    )
)  # fmt: skip
"""What the schema of paragraph properties has before ``w:autoSpaceDE``."""


def _without_gaps(root: etree._Element) -> None:
    """No gap between Korean syllables and the figures and letters beside them: Korean spelling has
    blanks where they belong ("2031년").

    The default style says so, because LibreOffice does not heed the document's defaults here.
    """
    styles = root.iterfind(W + "style")
    normal = next(
        (s for s in styles if value(s, "type") == "paragraph" and value(s, "default") == "1"), None
    )
    if normal is None:
        return
    properties = child(normal, "pPr")
    if properties is None:
        properties = etree.Element(W + "pPr")
        run = child(normal, "rPr")
        normal.insert(len(normal) if run is None else normal.index(run), properties)
    at = next((k for k, e in enumerate(properties) if e.tag not in _BEFORE_GAPS), len(properties))
    for name in ("autoSpaceDN", "autoSpaceDE"):
        if child(properties, name) is None:
            properties.insert(at, etree.Element(W + name, {W + "val": "0"}))


def _of_theme(theme: etree._Element | None, role: str, script: str) -> str:
    """The typeface that the theme has for a role (``minorEastAsia``); empty where it leaves it."""
    if theme is None or not role:
        return ""
    kind = "ea" if script == "eastAsia" else "cs"
    face = theme.find(f".//{A}fontScheme/{A}{role[:5]}Font/{A}{kind}")
    return face.get("typeface", "") if face is not None else ""
