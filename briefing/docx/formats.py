"""Formats in points: what resolved styles and properties come to."""

from __future__ import annotations

from dataclasses import dataclass

TWIP = 1 / 20
DEFAULT_TAB = 36.0
HANGUL_EM = 0.95
"""The width of a Korean syllable in the usual fonts: 0.92 em in Malgun Gothic and Noto Sans CJK,
0.94 and 0.95 in Nanum Gothic and Myeongjo."""
SMALL = 0.8  # small capitals and their line, of the full size, as LibreOffice sets them
SUPERSCRIPT = 0.58  # size of raised and lowered text, of the full size, as LibreOffice sets it


@dataclass(frozen=True, slots=True)
class Font:
    """A run's font: the family that measures it; size, spacing and rise in points.

    ``complex_size`` is the size of letters of Arabic, Hebrew and the like; 0 for the same.
    ``guessed``: the font is not known, and ``line_em`` is that of a tall one; or it is East Asian,
    and a grid that it stands on sets its lines. ``lower``: ``line_em`` is the font's own, and what
    stands in for it where it is missing sets lower lines. ``hangul_em`` is how wide its paragraph
    sets a syllable of Korean.
    """

    family: str
    size: float
    bold: bool = False
    italic: bool = False
    caps: str = ""
    spacing: float = 0.0
    scale: float = 1.0
    raised: bool = False
    hidden: bool = False
    line_em: float = 0.0
    kerned: bool = False
    rise: float = 0.0
    complex_size: float = 0.0
    guessed: bool = False
    lower: bool = False
    hangul_em: float = HANGUL_EM


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a list paragraph: its text (``%1`` for the number), font and what follows it."""

    text: str
    font: Font
    suffix: str


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """A paragraph's format in points.

    ``rule`` is auto (``line`` is a factor), exact or atLeast. ``default_tab`` is the distance of
    the stops after the last of ``tabs``.
    """

    style: str
    font: Font
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    rule: str = "auto"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    contextual: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    widow: bool = True
    break_before: bool = False
    tabs: tuple[float, ...] = ()
    label: Label | None = None
    border_top: float = 0.0
    border_bottom: float = 0.0
    grid: bool = True
    default_tab: float = DEFAULT_TAB
