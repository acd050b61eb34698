"""The face that measures a font, by the font's name: the same for every template."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from briefing.resources import data_path

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
# without it is usually that very face. Of usual text faces Open Sans and Noto Sans set the tallest
# lines, of East Asian ones Noto Sans CJK, of Arabic ones Amiri (font_measures.txt): hence the
# line heights.
UNKNOWN = {"roman": "dejavu serif", "mono": "dejavu sans mono", "": "dejavu sans"}
WITH_SERIFS = frozenset(
    {
        "bitstream vera serif",
        "cambria",
        "constantia",
        "elephant",
        "garamond",
        "gelasio",
        "georgia",
        "luxi serif",
        "ms serif",
        "nanummyeongjo",
        "nimbus roman no9 l",
        "palatino linotype",
        "simsun",
        "thorndale",
        "thorndale amt",
    }
)
"""The fonts that a face with serifs stands in for where they are missing: those that fontconfig
names in its rules (45-latin.conf, 30-metric-aliases.conf, 65-nonlatin.conf). It replaces any other
font by one without serifs, whatever the document says of its class; bold, that one is wider."""
STAND_IN_LINE_EM = 1.1641
"""The distance of lines in em of each face of ``UNKNOWN``."""
UNKNOWN_LINE_EM = 1.362
EAST_ASIAN_LINE_EM = 1.448
ARABIC_LINE_EM = 1.758
EAST_ASIAN = "east asian"
"""The class of a font for Chinese, Japanese or Korean, whatever its Latin letters look like."""

_TABLE = "font_measures.txt"
_KINDS = {"sans": "", "serif": "roman", "mono": "mono"}
_WEIGHT = re.compile(
    r" (?:thin|extralight|light|regular|medium|semibold|semilight|extrabold|black)$"
)
_EAST_ASIAN = re.compile(
    "gothic|mincho|ming|song|simsun|simhei|fangsong|kaiti|dengxian|yahei|meiryo|yu |malgun|batang|"
    "dotum|gulim|gungsuh|nanum|hei|cjk|pingfang|hiragino|[\u3000-\u9fff\uac00-\ud7a3]"
)
_LATIN_GOTHIC = re.compile("century gothic|franklin gothic|news gothic|letter gothic|trade gothic")
_ARABIC = re.compile("arabic|naskh|kufi|simplified|sakkal|nastaliq|[\u0600-\u06ff]")


class StandIn(NamedTuple):
    """What measures a font: a shipped family, and how the font differs from it.

    ``line_em`` is the least distance of its lines in em. ``wider`` says how much wider than the
    family the font sets text, regular and bold; at least 1. ``known``: the numbers are the font's.
    """

    family: str
    line_em: float = 0.0
    wider: tuple[float, float] = (1.0, 1.0)
    known: bool = True


@lru_cache(maxsize=1)
def _measures() -> dict[str, StandIn]:
    """The table of usual fonts that have no metric-compatible face here."""
    table: dict[str, StandIn] = {}
    for row in data_path(_TABLE).read_text("utf-8").splitlines():
        if not row.startswith("#"):
            name, kind, line, regular, bold = row.split("|")
            wider = (float(regular), float(bold))
            table[name] = StandIn(UNKNOWN[_KINDS[kind]], float(line), wider)
    return table


def stand_in_line_em(family: str) -> float:
    """The distance of lines in em of a shipped family that stands in for others.

    Endless for one that sets text as wide as the font itself: nothing else replaces that.
    """
    return STAND_IN_LINE_EM if family in UNKNOWN.values() else float("inf")


def is_east_asian(name: str) -> bool:
    """Whether a font is one for Chinese, Japanese or Korean, by its name.

    >>> is_east_asian("Malgun Gothic"), is_east_asian("Century Gothic")
    (True, False)
    """
    key = name.strip().lower()
    return bool(_EAST_ASIAN.search(key)) and not _LATIN_GOTHIC.match(key)


def stand_in(name: str, kind: str) -> StandIn:
    """What measures the font ``name``.

    ``kind`` is the font's class in the template's font table: ``mono``, :data:`EAST_ASIAN` or
    another.

    >>> stand_in("Calibri", "").family, stand_in("Georgia", "roman").line_em
    ('carlito', 1.1362)
    >>> stand_in("Georgia", "").family, stand_in("PT Serif", "roman").family
    ('dejavu serif', 'dejavu sans')
    >>> stand_in("House Grotesk", "swiss").family, stand_in("House Grotesk", "swiss").known
    ('dejavu sans', False)
    """
    key = name.strip().lower()
    if key in SYMBOLS:
        return StandIn(SYMBOL, LINE_EM.get(key, LINE_EM[SYMBOL]))
    if key in SAME or key in FAMILIES:
        return StandIn(SAME.get(key, key), LINE_EM.get(key, 0.0))
    measures = _measures()
    for known in (key, _WEIGHT.sub("", key)):
        if known in measures:
            return measures[known]
    if kind == EAST_ASIAN or is_east_asian(key):
        family = UNKNOWN["roman" if key in WITH_SERIFS else ""]
        return StandIn(family, EAST_ASIAN_LINE_EM, known=False)
    if _ARABIC.search(key):
        return StandIn(UNKNOWN[""], ARABIC_LINE_EM, known=False)
    kind = "roman" if key in WITH_SERIFS else "mono" if kind == "mono" else ""
    if not kind and any(word in key for word in ("mono", "code", "console", "typewriter")):
        kind = "mono"
    return StandIn(UNKNOWN[kind], UNKNOWN_LINE_EM, known=False)
