"""Make ``briefing/data/fonts.txt``: advance widths and line metrics, numbers only.

Run at development time, with fontTools and the metric-compatible fonts installed (Debian packages
fonts-liberation, fonts-crosextra-carlito, fonts-crosextra-caladea, fonts-dejavu):

    python -m briefing.training.fonts [FONT_FOLDER] [-o OUTPUT]

One line per face: ``family|style|units per em|ascent|descent|line gap|widths``. ``style`` is two
digits, bold and italic. The vertical metrics are those of ``hhea``, or the typographic ones of
``OS/2`` where the font asks for them (USE_TYPO_METRICS), as LibreOffice and Word read them.
``widths`` are runs ``start:w,w*count,…``: consecutive code points from ``start`` (hexadecimal),
``w*count`` for equal neighbours, in font units.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

FONTS = Path("/usr/share/fonts/truetype")
OUT = Path(__file__).parent.parent / "data" / "fonts.txt"

FACES = {
    "liberation sans": "liberation/LiberationSans",
    "liberation serif": "liberation/LiberationSerif",
    "liberation mono": "liberation/LiberationMono",
    "liberation sans narrow": "liberation/LiberationSansNarrow",
    "carlito": "crosextra/Carlito",
    "caladea": "crosextra/Caladea",
    "dejavu sans": "dejavu/DejaVuSans",
    "dejavu serif": "dejavu/DejaVuSerif",
    "dejavu sans mono": "dejavu/DejaVuSansMono",
}
STYLES = {
    "00": ("-Regular", ""),
    "10": ("-Bold",),
    "01": ("-Italic", "-Oblique"),
    "11": ("-BoldItalic", "-BoldOblique"),
}
# Latin, Greek, Cyrillic (all of Kazakh), punctuation, currency, arrows, operators, shapes.
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x2B0, 0x52F),
    (0x1E00, 0x20CF),
    (0x2100, 0x22FF),
    (0x25A0, 0x27BF),
    (0xFB00, 0xFB06),
    (0xFFFD, 0xFFFD),
)
# Armenian, Hebrew, Arabic and Georgian as well in the face that stands in for all others.
FALLBACK = "dejavu sans"
FALLBACK_RANGES = ((0x530, 0x6FF), (0x10A0, 0x10FF))
USE_TYPO_METRICS = 1 << 7


def _runs(widths: dict[int, int]) -> Iterator[str]:
    previous = -2
    run: list[list[int]] = []
    start = 0
    for code in sorted(widths):
        if code != previous + 1:
            if run:
                yield _run(start, run)
            start, run = code, []
        if run and run[-1][0] == widths[code]:
            run[-1][1] += 1
        else:
            run.append([widths[code], 1])
        previous = code
    yield _run(start, run)


def _run(start: int, run: Iterable[list[int]]) -> str:
    return f"{start:x}:" + ",".join(f"{w}*{n}" if n > 1 else str(w) for w, n in run)


def face(path: Path, name: str, style: str) -> str:
    """The line of one face, from its font file."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        hhea, os2, cmap, advances = font["hhea"], font["OS/2"], font.getBestCmap(), font["hmtx"]
        typo = os2.fsSelection & USE_TYPO_METRICS
        lines = (
            (os2.sTypoAscender, -os2.sTypoDescender, os2.sTypoLineGap)
            if typo
            else (hhea.ascent, -hhea.descent, hhea.lineGap)
        )
        ranges = RANGES + (FALLBACK_RANGES if name == FALLBACK else ())
        widths = {
            code: advances[cmap[code]][0]
            for low, high in ranges
            for code in range(low, high + 1)
            if code in cmap
        }
        metrics = "|".join(str(n) for n in (font["head"].unitsPerEm, *lines))
        return f"{name}|{style}|{metrics}|{';'.join(_runs(widths))}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the table from the fonts in a folder."""
    parser = argparse.ArgumentParser(prog="python -m briefing.training.fonts")
    parser.add_argument("folder", nargs="?", default=FONTS, type=Path)
    parser.add_argument("-o", "--output", default=OUT, type=Path)
    options = parser.parse_args(arguments)
    folder = options.folder
    lines = ["# Made by briefing/training/fonts.py from metric-compatible fonts; numbers only."]
    for name, stem in FACES.items():
        for style, suffixes in STYLES.items():
            path = next(p for s in suffixes if (p := folder / f"{stem}{s}.ttf").exists())
            lines.append(face(path, name, style))
    options.output.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
