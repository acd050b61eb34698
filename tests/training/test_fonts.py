"""The tables of widths and kerning say what a font says."""

from __future__ import annotations

from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from briefing.training import fonts, kerning

WIDTHS = {".notdef": 500, "A": 700, "B": 700, "V": 650, "space": 250}


def font(path: Path, *, typo: bool = False) -> Path:
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(list(WIDTHS))
    builder.setupCharacterMap({0x20: "space", 0x41: "A", 0x42: "B", 0x56: "V"})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in WIDTHS})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in WIDTHS.items()})
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupOS2(
        sTypoAscender=800, sTypoDescender=-300, sTypoLineGap=90,
        fsSelection=fonts.USE_TYPO_METRICS if typo else 0, version=4,
    )  # fmt: skip
    builder.setupPost()
    addOpenTypeFeaturesFromString(
        builder.font, "feature kern { pos A V -80; pos V A -70; pos A B 0; } kern;"
    )
    builder.save(path)
    return path


def test_a_face_is_one_line_of_metrics_and_runs_of_widths(tmp_path: Path) -> None:
    line = fonts.face(font(tmp_path / "f.ttf"), "made", "00")
    assert line == "made|00|1000|900|200|0|20:250;41:700*2;56:650"


def test_a_font_that_asks_for_typographic_metrics_gets_them(tmp_path: Path) -> None:
    line = fonts.face(font(tmp_path / "f.ttf", typo=True), "made", "10")
    assert line.startswith("made|10|1000|800|300|90|")


def test_kerning_is_that_of_the_kern_feature_and_none_is_left_out(tmp_path: Path) -> None:
    with TTFont(font(tmp_path / "f.ttf")) as opened:
        assert kerning.pairs(opened) == {0x41: {0x56: -80}, 0x56: {0x41: -70}}


def test_the_scripts_write_a_line_per_face(tmp_path: Path) -> None:
    for stem in fonts.FACES.values():
        for suffix in ("-Regular", "-Bold", "-Italic", "-BoldItalic"):
            path = tmp_path / f"{stem}{suffix}.ttf"
            path.parent.mkdir(exist_ok=True)
            font(path)
    for script, faces in ((fonts, len(fonts.FACES)), (kerning, len(kerning.FAMILIES))):
        output = tmp_path / "table.txt"
        script.main([str(tmp_path), "-o", str(output)])
        lines = output.read_text("utf-8").splitlines()
        assert lines[0].startswith("# Made by briefing/training/")
        assert len(lines) == 1 + 4 * faces
