"""Make ``briefing/data/kerning.txt``: pair kerning of the text faces, numbers only.

Run at development time, with fontTools and the fonts of :mod:`briefing.training.fonts` installed:

    python -m briefing.training.kerning [FONT_FOLDER] [-o OUTPUT]

One line per face: ``family|style|units per em|pairs``. ``pairs`` are ``first:second value …`` by
the first character, code points in hexadecimal, values in font units. Pairs are those of the GPOS
``kern`` feature among the printable ASCII characters and the usual typographic marks.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefing.training.fonts import FACES, FONTS, STYLES

OUT = Path(__file__).parent.parent / "data" / "kerning.txt"
FAMILIES = ("liberation sans", "liberation serif", "carlito", "caladea")
CHARACTERS = [*range(0x20, 0x7F), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D]


def _lookups(font: Any) -> list[list[Any]]:
    """The pair positioning subtables of the kern feature, by lookup."""
    table = font["GPOS"].table
    features = table.FeatureList.FeatureRecord
    wanted = {i for f in features if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex}
    lookups = []
    for index in sorted(wanted):
        subtables = table.LookupList.Lookup[index].SubTable
        plain = [s.ExtSubTable if s.LookupType == 9 else s for s in subtables]
        lookups.append([s for s in plain if s.LookupType == 2])
    return lookups


def _advance(subtable: Any, left: str, right: str) -> int | None:
    """The kerning that ``subtable`` gives a pair; None when it does not cover it."""
    if left not in subtable.Coverage.glyphs:
        return None
    if subtable.Format == 1:
        rows = subtable.PairSet[subtable.Coverage.glyphs.index(left)].PairValueRecord
        pair = next((r.Value1 for r in rows if r.SecondGlyph == right), None)
        return None if pair is None else int(getattr(pair, "XAdvance", 0) or 0)
    first = subtable.ClassDef1.classDefs.get(left, 0)
    second = subtable.ClassDef2.classDefs.get(right, 0)
    value = subtable.Class1Record[first].Class2Record[second].Value1
    return int(getattr(value, "XAdvance", 0) or 0)


def pairs(font: Any) -> dict[int, dict[int, int]]:
    """Kerning by first and second character, where it is not zero."""
    cmap, lookups = font.getBestCmap(), _lookups(font)
    known = [code for code in CHARACTERS if code in cmap]
    made: dict[int, dict[int, int]] = {}
    for first in known:
        for second in known:
            total = 0
            for lookup in lookups:
                values = (_advance(s, cmap[first], cmap[second]) for s in lookup)
                total += next((v for v in values if v is not None), 0)
            if total:
                made.setdefault(first, {})[second] = total
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the table from the fonts in a folder."""
    parser = argparse.ArgumentParser(prog="python -m briefing.training.kerning")
    parser.add_argument("folder", nargs="?", default=FONTS, type=Path)
    parser.add_argument("-o", "--output", default=OUT, type=Path)
    options = parser.parse_args(arguments)
    from fontTools.ttLib import TTFont

    folder = options.folder
    lines = ["# Made by briefing/training/kerning.py from metric-compatible fonts; numbers only."]
    for name in FAMILIES:
        for style, suffixes in STYLES.items():
            stem = f"{FACES[name]}{{}}.ttf"
            path = next(p for s in suffixes if (p := folder / stem.format(s)).exists())
            with TTFont(path) as font:
                rows = [
                    f"{first:x}:" + " ".join(f"{second:x} {value}" for second, value in row.items())
                    for first, row in pairs(font).items()
                ]
                lines.append(f"{name}|{style}|{font['head'].unitsPerEm}|{';'.join(rows)}")
    options.output.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
