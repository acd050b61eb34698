"""Advance widths and line heights of fonts, from the shipped table of metric-compatible faces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing.docx.font_names import SYMBOL
from briefing.resources import data_path

TABLE = "fonts.txt"
KERNING = "kerning.txt"

# Characters that a font need not have: non-breaking space and hyphen as the plain ones; marks that
# only steer breaks, unseen.
_DRAWN_AS = {0xA0: 0x20, 0x202F: 0x20, 0x2007: 0x30, 0x2010: 0x2D, 0x2011: 0x2D}
_INVISIBLE = (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)

# The face for characters that the font lacks.
FALLBACK = "dejavu sans"
SERIF_FALLBACK = "dejavu serif"
SERIFS = ("liberation serif", "caladea", "dejavu serif")
# East Asian faces: a full em per character, syllables of Korean less (``Font.hangul_em``); lines
# 1.45 em apart (Noto Sans CJK, the tallest of the usual ones; Malgun Gothic 1.33).
EAST_ASIAN_ASCENT_EM, EAST_ASIAN_DESCENT_EM = 1.16, 0.29
EMOJI_EM = 1.37


@dataclass(frozen=True, slots=True)
class Face:
    """One face: advance widths by code point and vertical metrics, all in em."""

    family: str
    widths: dict[int, float]
    ascent: float
    descent: float
    gap: float

    @property
    def line(self) -> float:
        return self.ascent + self.descent + self.gap


@lru_cache(maxsize=1)
def _lines() -> dict[tuple[str, str], str]:
    rows: dict[tuple[str, str], str] = {}
    for row in data_path(TABLE).read_text("utf-8").splitlines():
        if not row.startswith("#"):
            family, style, rest = row.split("|", 2)
            rows[family, style] = rest
    return rows


@lru_cache(maxsize=64)
def face(family: str, bold: bool, italic: bool) -> Face:
    """The shipped face of ``family`` (a key of the table)."""
    if family == SYMBOL:  # bullets: metrics of OpenSymbol, which LibreOffice draws them with
        return Face(family, {}, 0.69, 0.22, 0.0)
    row = _lines()[family, f"{int(bold)}{int(italic)}"]
    units, ascent, descent, gap, runs = row.split("|")
    em = int(units)
    widths: dict[int, float] = {}
    for run in runs.split(";"):
        start, _, values = run.partition(":")
        code = int(start, 16)
        for item in values.split(","):
            width, _, count = item.partition("*")
            for _ in range(int(count or 1)):
                widths[code] = int(width) / em
                code += 1
    for code, same in _DRAWN_AS.items():
        if code not in widths and same in widths:
            widths[code] = widths[same]
    widths.update(dict.fromkeys(_INVISIBLE, 0.0))
    return Face(family, widths, int(ascent) / em, int(descent) / em, int(gap) / em)


@lru_cache(maxsize=16)
def kerning(family: str, bold: bool, italic: bool) -> dict[str, float]:
    """Kerning per pair of characters in em; empty for faces without.

    >>> kerning("liberation sans", False, False)["AV"] < -0.05
    True
    """
    head = f"{family}|{int(bold)}{int(italic)}|"
    pairs: dict[str, float] = {}
    for line in data_path(KERNING).read_text("utf-8").splitlines():
        if not line.startswith(head):
            continue
        units, rows = line.removeprefix(head).split("|")
        for row in rows.split(";"):
            first, _, rest = row.partition(":")
            items = rest.split(" ")
            for second, value in zip(items[::2], items[1::2], strict=True):
                pairs[chr(int(first, 16)) + chr(int(second, 16))] = int(value) / int(units)
    return pairs


def fallback(family: str, bold: bool, italic: bool) -> Face:
    """The face that sets what ``family`` lacks: with serifs if it has them."""
    return face(SERIF_FALLBACK if family in SERIFS else FALLBACK, bold, italic)


def families() -> frozenset[str]:
    """The families of the table."""
    return frozenset(family for family, _ in _lines())


def east_asian(code: int) -> bool:
    """Whether a character is set a full em wide and a line may break on either side of it."""
    return (
        0x1100 <= code <= 0x115F
        or 0x2E80 <= code <= 0xA4CF
        or 0xA960 <= code <= 0xA97F
        or 0xAC00 <= code <= 0xD7FF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF01 <= code <= 0xFF60
        or 0x20000 <= code <= 0x3FFFD
    )


def complex_script(code: int) -> bool:
    """Whether a character is of a script that word processors give a size of its own: Hebrew,
    Arabic and its relatives, those of India and South East Asia."""
    return 0x590 <= code <= 0x109F or 0x1780 <= code <= 0x17FF or 0xFB1D <= code <= 0xFEFC


def class_width(code: int) -> float:
    """The width in em of a character that no shipped face has."""
    if 0x1F000 <= code <= 0x1FAFF:
        return EMOJI_EM
    if 0x300 <= code <= 0x36F or 0x200B <= code <= 0x200F or 0xFE00 <= code <= 0xFE0F:
        return 0.0
    return 1.0
