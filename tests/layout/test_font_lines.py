"""Fonts: usual ones by their measures, others by their files, East Asian ones as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import make_brief
from houses import house

from briefing.docx import font_files
from briefing.docx.font_names import stand_in
from briefing.docx.formats import Font
from briefing.docx.package import REL_TYPE, Package
from briefing.layout.measure import Layout
from briefing.layout.ruler import Ruler
from briefing.training.wordxml import PROLOG, w

USUAL = """Georgia Verdana Tahoma Trebuchet_MS Segoe_UI Garamond Open_Sans Noto_Sans Noto_Serif
Noto_Sans_CJK_KR Noto_Serif_CJK_SC PT_Sans PT_Serif Montserrat Roboto Lato Source_Sans_Pro
Source_Serif_Pro IBM_Plex_Sans IBM_Plex_Serif Inter Merriweather Ubuntu Work_Sans Nunito Raleway
Poppins Playfair_Display Fira_Sans Barlow Libre_Baskerville Crimson_Pro Lora Amiri Arial Calibri
Cambria Times_New_Roman Courier_New Helvetica Arial_Narrow""".split()


@pytest.mark.parametrize("name", USUAL)
def test_the_measures_of_usual_fonts_are_known(name: str) -> None:
    name = name.replace("_", " ")
    assert stand_in(name, "").known
    assert Layout(house(font=name)).warnings == ()


def test_lines_are_as_far_apart_as_the_font_sets_them() -> None:
    # hhea of Georgia: (1878 + 449) / 2048; of Open Sans: (2189 + 600) / 2048.
    assert stand_in("Georgia", "").line_em == pytest.approx(2327 / 2048, abs=1e-3)
    assert stand_in("Open Sans SemiBold", "").line_em == pytest.approx(2789 / 2048, abs=1e-3)
    tall, low = (Layout(house(font=name)).measure(make_brief()) for name in ("Open Sans", "Lato"))
    assert tall.used_pt > low.used_pt


@pytest.mark.parametrize(
    ("name", "line"), [("Aptos", 1.222), ("Garamond", 1.125), ("Malgun Gothic", 1.733)]
)
def test_fonts_of_office_have_the_lines_that_word_gives_them(name: str, line: float) -> None:
    assert stand_in(name, "").known
    assert stand_in(name, "").line_em == pytest.approx(line, abs=0.01)


def test_an_east_asian_font_takes_one_line_of_a_grid_that_its_letters_fit() -> None:
    grid = w("docGrid", type="lines", linePitch=360)
    used = [
        Layout(house(font=name, section=grid)).measure(make_brief()).used_pt
        for name in ("Malgun Gothic", "Arial")
    ]
    assert used[0] < 1.3 * used[1]


@pytest.mark.parametrize(
    ("name", "family", "charset", "pitch", "stand"),
    [
        ("HCR Batang", "modern", "81", "fixed", "dejavu sans"),
        ("FangSong_GB2312", "modern", "86", "fixed", "dejavu sans"),
        ("Malgun Gothic", "modern", "00", "variable", "dejavu sans"),
        ("宋体", "modern", "00", "fixed", "dejavu sans"),
        ("House Terminal", "modern", "00", "fixed", "dejavu sans mono"),
        ("House Grotesk", "modern", "00", "variable", "dejavu sans"),
        ("House Antiqua", "roman", "00", "variable", "dejavu sans"),
    ],
)
def test_an_east_asian_font_is_no_typewriter(
    name: str, family: str, charset: str, pitch: str, stand: str
) -> None:
    details = w("charset", val=charset) + w("family", val=family) + w("pitch", val=pitch)
    data = with_font_table(house(font=name), w("font", details, name=name))
    fonts = Layout(data)._template.styles.paragraph(None).font
    assert fonts.family == stand
    assert fonts.line_em >= 1.36


def with_font_table(data: bytes, content: str) -> bytes:
    package = Package.read(data)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    table = f'{PROLOG}<w:fonts xmlns:w="{namespace}" xmlns:r="{office}">{content}</w:fonts>'
    package.add_part("word/fontTable.xml", "fontTable", kind, table.encode())
    return package.to_bytes()


def test_a_font_that_the_template_brings_along_is_measured_by_its_own_file() -> None:
    file = next(Path("/usr/share/fonts").rglob("LiberationMono-Regular.ttf"), None)
    if file is None:
        pytest.skip("Liberation Mono is not installed")
    key = "{00112233-4455-6677-8899-AABBCCDDEEFF}"
    mask = bytes.fromhex(key.replace("-", "").strip("{}"))[::-1]
    font = file.read_bytes()
    hidden = bytes(b ^ mask[i % 16] for i, b in enumerate(font[:32])) + font[32:]
    holder = w("embedRegular", fontKey=key).replace("<w:embedRegular", '<w:embedRegular r:id="f"')
    data = with_font_table(house(font="House Type"), w("font", holder, name="House Type"))
    package = Package.read(data)
    package.parts["word/fonts/font1.odttf"] = hidden
    package.relate("word/fontTable.xml", REL_TYPE + "font", "fonts/font1.odttf")
    rels = package.parts["word/_rels/fontTable.xml.rels"].replace(b'"rId1"', b'"f"')
    package.parts["word/_rels/fontTable.xml.rels"] = rels
    layout = Layout(package.to_bytes())
    assert layout.warnings == ()
    styles = layout._template.styles
    width = Ruler(styles.embedded).width("0123456789", styles.paragraph(None).font)
    assert width == pytest.approx(10 * 11 * 1229 / 2048)


@pytest.mark.parametrize("data", [b"", b"no font", b"\0\1\0\0" + b"\0" * 40])
def test_a_broken_font_counts_as_none(data: bytes) -> None:
    assert font_files._parsed(data) is None


def test_an_installed_font_is_measured_by_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    file = next(Path("/usr/share/fonts").rglob("LiberationSerif-Regular.ttf"), None)
    if file is None:
        pytest.skip("Liberation Serif is not installed")
    monkeypatch.setattr(
        font_files, "_font_files", lambda: iter([file.with_name("HouseGrotesk.ttf"), file])
    )
    assert font_files.installed("House Grotesk") is None  # no such file after all
    found = font_files.installed("Liberation Serif")
    assert found is not None
    assert found.widths[ord("a")] == pytest.approx(909 / 2048)


def test_hebrew_and_arabic_letters_have_the_size_of_their_own() -> None:
    plain, large = (Font("dejavu sans", 10.0, complex_size=size) for size in (10.0, 30.0))
    ruler = Ruler()
    assert ruler.width("שלום", large) == pytest.approx(3 * ruler.width("שלום", plain))
    assert ruler.width("peace", large) == ruler.width("peace", plain)
    assert sum(ruler.height(large, "שלום")) == pytest.approx(
        3 * sum(ruler.height(plain, "a")), 0.02
    )
