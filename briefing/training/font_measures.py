"""Make ``briefing/data/font_measures.txt``: how high and how wide usual fonts are, numbers only.

Run at development time on the unpacked npm package ``@capsizecss/metrics`` (MIT), which holds the
metrics of the fonts of Windows, macOS and Google Fonts:

    npm pack @capsizecss/metrics && tar xzf capsizecss-metrics-*.tgz
    python -m briefing.training.font_measures package [-o OUTPUT]

One line per font: ``name|kind|line|regular|bold``. ``kind`` names the face that stands in for it
where it is not installed (``sans``, ``serif`` or ``mono``). ``line`` is the distance of its lines
in em. ``regular`` and ``bold`` say how much wider than the face that stands in it sets running
text, at least 1: a page must hold on machines with the font and without it.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from briefing.docx.font_names import WITH_SERIFS
from briefing.layout import fonts

OUT = Path(__file__).parent.parent / "data" / "font_measures.txt"
STAND_INS = {"sans": "dejavu sans", "serif": "dejavu serif", "mono": "dejavu sans mono"}
# Names in documents that are not those of the package in lower case.
NAMES = {
    "source sans 3": ("source sans 3", "source sans pro"),
    "source serif 4": ("source serif 4", "source serif pro"),
    "noto sans kr": ("noto sans kr", "noto sans cjk kr"),
    "noto sans jp": ("noto sans jp", "noto sans cjk jp"),
    "noto sans sc": ("noto sans sc", "noto sans cjk sc"),
    "noto sans tc": ("noto sans tc", "noto sans cjk tc"),
    "noto serif kr": ("noto serif kr", "noto serif cjk kr"),
    "noto serif jp": ("noto serif jp", "noto serif cjk jp"),
    "noto serif sc": ("noto serif sc", "noto serif cjk sc"),
    "noto serif tc": ("noto serif tc", "noto serif cjk tc"),
}
FONTS = """georgia verdana tahoma trebuchetMS segoeUI lucidaGrande openSans notoSans notoSerif
notoSansDisplay notoSansKR notoSansJP notoSansSC notoSansTC notoSerifKR notoSerifJP notoSerifSC
notoSerifTC notoSansArabic notoSansHebrew amiri pTSans pTSerif montserrat roboto robotoCondensed
robotoSlab robotoMono lato sourceSans3 sourceSerif4 sourceCodePro iBMPlexSans iBMPlexSerif
iBMPlexMono inter merriweather eBGaramond ubuntu workSans nunito nunitoSans raleway poppins
playfairDisplay firaSans barlow libreBaskerville crimsonPro libreFranklin comicNeue comfortaa
archivoBlack publicSans spectral lora cairo tajawal rubik oswald gelasio""".split()
# Fonts of Office that the package lacks: the distance of lines in em that Word itself keeps (public
# measurements of its PDF at 16 pt, rounded up here). Word sets East Asian fonts 1.3 times as high
# as their files say: 1.33 becomes 1.73 for Malgun Gothic. All are narrower than their stand-ins.
OFFICE = {
    "sans": {
        "aptos": 1.23, "aptos display": 1.23, "book antiqua": 1.24, "bookman old style": 1.18,
        "candara": 1.23, "corbel": 1.22, "franklin gothic medium": 1.14, "gill sans mt": 1.17,
        "malgun gothic": 1.74, "ms gothic": 1.30, "rockwell": 1.17, "yu gothic": 1.68,
    },
    "serif": {
        "constantia": 1.22, "garamond": 1.13, "palatino linotype": 1.35, "simsun": 1.30,
    },
    "mono": {"consolas": 1.17},
}  # fmt: skip
# Letters per thousand of English text with its blanks: Cornell's count of 40,000 words (1991).
FREQUENCY = (
    dict(zip("etaoinsrhdlucmfywgpbvkxqjz", (
        99, 75, 67, 63, 60, 57, 52, 49, 49, 36, 33, 24, 22, 21, 19, 17, 17, 17, 15, 12, 9, 6, 1, 1,
        1, 1,
    ), strict=True))
    | {" ": 177}
)  # fmt: skip
_FIELD = re.compile(r"^\s*(\w+): ('([^']*)'|-?\d+)", re.MULTILINE)


def average(family: str, bold: bool = False) -> float:
    """The width in em of running text in a shipped face, per character."""
    widths = fonts.face(family, bold, False).widths
    total = sum(FREQUENCY.values())
    return sum(widths[ord(char)] * share for char, share in FREQUENCY.items()) / total


def metrics(file: Path) -> dict[str, str]:
    """The fields of one file of the package."""
    text = file.read_text("utf-8").split("subsets:")[0]
    return {match[1]: match[3] or match[2] for match in _FIELD.finditer(text)}


def rows(folder: Path) -> list[str]:
    """The lines of the table, by name."""
    collection = folder / "entireMetricsCollection"
    arial = metrics(collection / "arial" / "regular" / "index.cjs")
    scale = average("liberation sans") / (int(arial["xWidthAvg"]) / int(arial["unitsPerEm"]))
    made: dict[str, str] = {}
    for key in FONTS:
        regular = collection / key / "regular" / "index.cjs"
        if not regular.exists():
            print(f"not in the package: {key}")
            continue
        measures = metrics(regular)
        bold = collection / key / "700" / "index.cjs"
        heavy = metrics(bold) if bold.exists() else measures
        em = int(measures["unitsPerEm"])
        line = (int(measures["ascent"]) - int(measures["descent"]) + int(measures["lineGap"])) / em
        name = measures["familyName"].lower()
        kind = "mono" if measures["category"] == "monospace" else "sans"
        kind = "serif" if name in WITH_SERIFS else kind
        wide = [
            max(1.0, int(m["xWidthAvg"]) / int(m["unitsPerEm"]) * scale / average(stand_in, b))
            for m, b, stand_in in (
                (measures, False, STAND_INS[kind]),
                (heavy, True, STAND_INS[kind]),
            )
        ]
        for alias in NAMES.get(name, (name,)):
            made[alias] = f"{alias}|{kind}|{line:.4f}|{wide[0]:.3f}|{wide[1]:.3f}"
    for kind, lines in OFFICE.items():
        made |= {name: f"{name}|{kind}|{line:.4f}|1.000|1.000" for name, line in lines.items()}
    return [made[name] for name in sorted(made)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("-o", "--output", type=Path, default=OUT)
    given = options.parse_args()
    head = "# Made by briefing.training.font_measures: name|kind|line in em|regular|bold\n"
    given.output.write_text(head + "\n".join(rows(given.folder)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
