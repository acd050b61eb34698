"""The face that measures a font, by the font's name: the same for every template."""

from __future__ import annotations

FAMILIES = frozenset(
    {
        "caladea",
        "carlito",
        "dejavu sans",
        "dejavu sans mono",
        "dejavu serif",
        "liberation mono",
        "liberation sans",
        "liberation sans narrow",
        "liberation serif",
    }
)
"""The families of the shipped table of metrics, which a test compares with the table."""

# Fonts with the same advance widths as a shipped face, as their makers publish them.
SAME = {
    "arial": "liberation sans",
    "arimo": "liberation sans",
    "helvetica": "liberation sans",
    "helvetica neue": "liberation sans",
    "nimbus sans": "liberation sans",
    "times new roman": "liberation serif",
    "times": "liberation serif",
    "tinos": "liberation serif",
    "nimbus roman": "liberation serif",
    "courier new": "liberation mono",
    "courier": "liberation mono",
    "cousine": "liberation mono",
    "arial narrow": "liberation sans narrow",
    "calibri": "carlito",
    "cambria": "caladea",
}
# Cambria itself sets lines 1.172 em apart, its stand-in 1.15; the symbol fonts that bullets are
# drawn in 1.225, what stands in for them 1.06. A page must hold in both.
LINE_EM = {"cambria": 1.1724, "symbol": 1.225, "wingdings": 1.11}
SYMBOLS = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "opensymbol")
SYMBOL = "symbol"

# An unknown font is measured as the widest face of its kind; what stands in for it on a machine
# without it is usually that very face. Of the text faces that Office ships, Segoe UI sets the
# tallest lines, 1.33 em: hence the line height.
UNKNOWN = {"roman": "dejavu serif", "modern": "dejavu sans mono", "": "dejavu sans"}
UNKNOWN_LINE_EM = 1.34


def stand_in(name: str, kind: str) -> tuple[str, float, bool]:
    """The shipped family that measures ``name``, the least line height in em, and whether known.

    ``kind`` is the font's class in the template's font table: roman, modern or another.

    >>> stand_in("Calibri", "")
    ('carlito', 0.0, True)
    >>> stand_in("House Grotesk", "swiss")
    ('dejavu sans', 1.34, False)
    """
    key = name.strip().lower()
    if key in SYMBOLS:
        return SYMBOL, LINE_EM.get(key, LINE_EM[SYMBOL]), True
    if key in SAME or key in FAMILIES:
        return SAME.get(key, key), LINE_EM.get(key, 0.0), True
    if kind not in UNKNOWN:
        kind = ""
    if not kind and any(word in key for word in ("serif", "roman", "garamond", "georgia")):
        kind = "" if "sans" in key else "roman"
    return UNKNOWN[kind], UNKNOWN_LINE_EM, False
