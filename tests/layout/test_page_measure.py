"""The measurement: what it promises without a word processor at hand."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree
from page.looks import all_looks, letterhead
from page.samples import base_brief, compose, fitted, sentence, stock

from briefing.display.citations import citation
from briefing.display.non_breaking import non_breaking
from briefing.docx.font_names import FAMILIES, stand_in
from briefing.docx.formats import TWIP, Font, ParagraphFormat
from briefing.docx.package import WP, Package
from briefing.errors import TemplateError
from briefing.layout.break_places import units
from briefing.layout.floats import drawn
from briefing.layout.fonts import face, fallback, families
from briefing.layout.line_breaking import line_heights
from briefing.layout.measure import Layout
from briefing.layout.pagination import Columns, Item, flow
from briefing.layout.pictures import inline_boxes
from briefing.layout.ruler import Ruler
from briefing.model import Brief, Section
from briefing.resources import template_path

OURS = template_path("brief.docx").read_bytes()
ARIAL = Font("liberation sans", 10.0)


def edited(part: str, change: Callable[[str], str]) -> bytes:
    package = Package.read(OURS)
    before = package.parts[part].decode()
    package.parts[part] = change(before).encode()
    assert package.parts[part].decode() != before
    return package.to_bytes()


def brief(points: int, articles: int = 6) -> Brief:
    """The brief of the first ``points`` of an endless row of points."""
    rng = random.Random(1)
    base = base_brief(rng, articles)
    return compose(stock(rng, articles, points), base)


def broken(text: str) -> list[str]:
    return ["".join(part for part, _ in unit) for unit in units([(text, ARIAL)])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two  words", ["two  ", "words"]),
        ("no\u00a0break [1]", ["no\u00a0break ", "[1]"]),
        ("well-known", ["well-", "known"]),
        ("minus -5 and 10-20", ["minus ", "-5 ", "and ", "10-20"]),
        ("2024–2026", ["2024–", "2026"]),
        ("one—two", ["one", "—", "two"]),
        ("oil/gas km/h", ["oil/gas ", "km/h"]),
        ("non\u2011breaking", ["non\u2011breaking"]),
        ("a (b) “c”", ["a ", "(b) ", "“c”"]),
        ("정부는 협정", ["정", "부", "는 ", "협", "정"]),
        ("価格、上昇。", ["価", "格、", "上", "昇。"]),
    ],
)
def test_lines_break_where_word_processors_break_them(text: str, expected: list[str]) -> None:
    assert broken(text) == expected


def test_a_citation_is_bound_to_the_last_word_only() -> None:
    text = non_breaking("The line carries containers of three ports for the first three years.")
    assert list(broken(f"{text}\u00a0{citation([9, 11])}"))[-2:] == [
        "three ",
        "years.\u00a0[9,\u00a011]",
    ]


def test_a_figure_stays_with_its_unit_and_its_month() -> None:
    text = "The fund lent EUR 540 million on January 15, or 12 percent more than on 3 May 2023."
    shown = [unit.strip() for unit in broken(non_breaking(text))]
    assert {"EUR\u00a0540\u00a0million", "January\u00a015,", "12\u00a0percent"} <= set(shown)


def test_units_over_several_runs_are_those_of_the_whole_text() -> None:
    bold = replace(ARIAL, bold=True)
    cut = units([("one tw", ARIAL), ("o three", bold), ("\u00a0[1]", ARIAL)])
    assert [[t for t, _ in unit] for unit in cut] == [
        ["one "],
        ["tw", "o "],
        ["three", "\u00a0[1]"],
    ]


def test_widths_are_those_of_the_font() -> None:
    # Courier is 1229/2048 em for every character.
    assert Ruler().width("0123456789", Font("liberation mono", 12.0)) == pytest.approx(
        10 * 12 * 1229 / 2048
    )
    assert stand_in("Times New Roman", "").family == "liberation serif"


def test_the_families_named_are_those_with_metrics() -> None:
    assert families() == FAMILIES


@pytest.mark.parametrize("letters", ["ӘәҒғҚқҢңӨөҰұҮүҺһІі", "ΑαΩωΆά", "ЖжЁё", "ŁłŞşİı"])
@pytest.mark.parametrize("name", ["Arial", "Calibri", "Cambria", "Times New Roman"])
def test_the_letters_of_our_readers_have_widths(name: str, letters: str) -> None:
    family = stand_in(name, "").family
    held = face(family, False, False).widths.keys() | fallback(family, False, False).widths.keys()
    assert [c for c in letters if ord(c) not in held] == []


def test_pairs_are_kerned_where_the_template_asks() -> None:
    kerned = replace(ARIAL, kerned=True)
    ruler = Ruler()
    assert ruler.width("AVATAR", kerned) < ruler.width("AVATAR", ARIAL) - 1.0
    assert ruler.width("nnn", kerned) == ruler.width("nnn", ARIAL)


def test_lines_snap_to_the_grid_of_east_asian_templates() -> None:
    grid = '<w:titlePg/><w:docGrid w:type="lines" w:linePitch="360"/>'
    snapped = edited("word/document.xml", lambda x: x.replace("<w:titlePg/>", grid))
    assert Layout(snapped).measure(brief(8)).used_pt > 1.15 * Layout(OURS).measure(brief(8)).used_pt


@pytest.mark.parametrize(
    ("xml", "height"),
    [
        ('<wp:inline xmlns:wp="{0}"><wp:extent cx="1" cy="254000"/></wp:inline>', 20.0),
        ('<wp:anchor xmlns:wp="{0}"><wp:extent cx="1" cy="254000"/></wp:anchor>', 0.0),
        (
            '<wp:anchor xmlns:wp="{0}"><wp:extent cx="1" cy="254000"/><wp:wrapTopAndBottom/>'
            "</wp:anchor>",
            20.0,
        ),
        ('<v:shape xmlns:v="{1}" style="width:9pt;height:.5in"/>', 36.0),
        ('<v:shape xmlns:v="{1}" style="position: absolute;height:50pt"/>', 0.0),
    ],
)
def test_pictures_in_line_raise_their_line(xml: str, height: float) -> None:
    run = etree.fromstring(f"<r>{xml.format(WP[1:-1], 'urn:schemas-microsoft-com:vml')}</r>")
    inline = max((box.height for box in inline_boxes(run)), default=0.0)
    above = sum(floating.height for floating in drawn(run) if not floating.beside)
    assert inline + above == pytest.approx(height)


def test_more_points_take_more_room_and_the_same_brief_the_same() -> None:
    layout = Layout(OURS)
    used = [layout.measure(brief(n)).used_pt for n in range(4, 12)]
    assert used == sorted(used)
    assert len(set(used)) == len(used)
    assert Layout(OURS).measure(brief(7)) == layout.measure(brief(7))


def test_letter_is_wider_and_lower_than_a4() -> None:
    a4, letter = (Layout(OURS, paper).measure(brief(8)) for paper in ("a4", "letter"))
    assert a4.room_pt - letter.room_pt == pytest.approx((16838 - 15840) / 20)
    assert letter.used_pt <= a4.used_pt


def test_two_pages_hold_twice_as_much() -> None:
    one, two = Layout(OURS, pages=1), Layout(OURS, pages=2)
    long = brief(24, articles=9)
    assert not one.measure(long).fits
    assert one.measure(long).pages == two.measure(long).pages == 2
    assert two.measure(long).fits


def test_an_unknown_font_is_measured_wider_with_one_warning() -> None:
    unknown = edited("word/theme/theme1.xml", lambda x: x.replace("Calibri", "House Grotesk"))
    layout = Layout(unknown)
    wide, known = layout.measure(brief(10)), Layout(OURS).measure(brief(10))
    assert wide.used_pt > known.used_pt
    assert [w for w in layout.warnings if "House Grotesk" in w] == list(layout.warnings)
    assert len(layout.warnings) == 1
    assert Layout(OURS).warnings == ()


def test_a_template_without_room_says_how_much_is_missing() -> None:
    narrow = edited("word/document.xml", lambda x: x.replace('w:bottom="907"', 'w:bottom="14800"'))
    with pytest.raises(TemplateError, match=r"no room for a single point .* \d+ pt are missing"):
        Layout(narrow)
    nothing = edited("word/document.xml", lambda x: x.replace('w:bottom="907"', 'w:bottom="17000"'))
    with pytest.raises(TemplateError, match=r"no room; \d+ pt are missing"):
        Layout(nothing)


def test_a_tall_header_takes_from_the_page() -> None:
    look = letterhead()
    layout = Layout(look)
    fill = layout.measure(brief(5))
    assert fill.top_pt > 72.0  # the logo and a line reach below the top margin of an inch
    assert fill.room_pt < 841.9 - 144.0


def test_hard_cases_are_measured_without_end() -> None:
    rng = random.Random(2)
    layout = Layout(OURS)
    base = base_brief(rng, 2)
    point = stock(rng, 2, 1)[0]
    long = replace(point, text=sentence(rng, words=900), also_in=(), conflicts=())
    endless = replace(long, text="x" * 20_000)
    plain = compose([replace(point, also_in=(), conflicts=())], base)
    for shown in (long, endless):
        tried = replace(plain, sections=(Section("", "Energy", (replace(shown, source=1),)),))
        assert layout.measure(tried).pages > 1
    many = replace(plain, sections=plain.sections * 40)
    assert layout.measure(many).used_pt > layout.measure(plain).used_pt + 39 * 20
    assert layout.measure(replace(plain, sections=(), sources=())).fits
    assert layout.measure(replace(plain, title="Long title " * 30)).pages == 1


@pytest.mark.parametrize("language", ["ru", "kk", "el", "ko"])
def test_other_scripts_take_at_least_the_room_of_their_characters(language: str) -> None:
    fill = Layout(OURS).measure(fitted(random.Random(3), Layout(OURS), 8, language))
    assert 0.8 < fill.share <= 1.0


def lines(count: int, **more: object) -> Item:
    return Item(0.0, (10.0,) * count, 0.0, "s", **more)  # type: ignore[arg-type]


def test_a_heading_moves_on_with_its_first_point() -> None:
    heading = lines(1, keep_next=True)
    stack = (lines(8), heading, lines(3))
    assert flow([Columns(stack)], 100.0, False).pages == 2
    assert flow([Columns(stack)], 100.0, False).bottom == 40.0  # heading and three lines


def test_a_paragraph_leaves_and_takes_two_lines_at_least() -> None:
    assert flow([Columns((lines(7), lines(4)))], 100.0, False).bottom == 20.0
    assert flow([Columns((lines(9), lines(2)))], 100.0, False).bottom == 20.0
    whole = flow([Columns((lines(7), lines(4, solid=True)))], 100.0, False)
    assert whole.bottom == 40.0


def test_columns_fill_one_after_the_other() -> None:
    extent = flow([Columns(tuple(lines(1) for _ in range(15)), count=2)], 100.0, False)
    assert (extent.used, extent.bottom, extent.pages) == (75.0, 100.0, 1)
    balanced = Columns(tuple(lines(1) for _ in range(15)), count=2, balanced=True)
    assert flow([balanced], 100.0, False).used == pytest.approx(80.0, abs=0.5)


def test_space_between_paragraphs_is_the_larger_or_the_sum() -> None:
    pair = (
        Item(0.0, (10.0,), 6.0, "a"),
        Item(4.0, (10.0,), 0.0, "b"),
    )
    assert flow([Columns(pair)], 100.0, False).used == 26.0
    assert flow([Columns(pair)], 100.0, True).used == 30.0


def test_every_look_can_be_measured() -> None:
    for name, look in all_looks().items():
        assert Layout(look).measure(brief(6)).fits, name


@pytest.mark.parametrize("twips", [360, 720, 2880])
def test_default_tab_stops_are_those_of_the_settings(twips: int) -> None:
    """The line ends at the third stop: two inches more of it for each two inches of distance."""

    def stop(text: str) -> str:
        assert 'defaultTabStop w:val="709"' in text
        return text.replace('defaultTabStop w:val="709"', f'defaultTabStop w:val="{twips}"')

    def tabs(text: str) -> str:
        return text.replace("{{ date_line }}", "</w:t><w:tab/><w:tab/><w:tab/><w:t>" + "x" * 55)

    package = Package.read(edited("word/settings.xml", stop))
    package.parts["word/document.xml"] = tabs(package.parts["word/document.xml"].decode()).encode()
    one, wrapped = Layout(OURS).measure(brief(1)), Layout(package.to_bytes()).measure(brief(1))
    line = 12.0
    lines = 1 if twips < 2880 else 2
    assert wrapped.used_pt - one.used_pt == pytest.approx((lines - 1) * line, abs=1.5)


def test_two_columns_are_made_even_where_the_foot_of_the_page_stays_free() -> None:
    head = Columns((lines(1),))
    short = Columns(tuple(lines(2, keep_next=n == 2) for n in range(5)), 2, evened=True)
    extent = flow([head, short], 500.0, False)
    assert extent.second == (1, 2)  # 40 and 60 points; not below the third, which keeps the fourth
    assert (extent.bottom, extent.pages) == (70.0, 1)


def test_columns_near_the_foot_fill_one_after_the_other_without_a_break() -> None:
    head = Columns((lines(40),))
    extent = flow([head, Columns(tuple(lines(2) for _ in range(8)), 2, evened=True)], 484.0, False)
    assert extent.second is None
    assert (extent.bottom, extent.pages) == (480.0, 1)


def test_what_fits_no_column_below_other_text_goes_to_the_next_page() -> None:
    extent = flow([Columns((lines(49),)), Columns((lines(2),), 2, evened=True)], 500.0, False)
    assert extent.pages == 2


def test_the_indent_of_a_list_level_goes_before_one_of_a_further_base() -> None:
    def based(own: str) -> float:
        def edit(text: str) -> str:
            base = '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/>'
            base += '<w:pPr><w:ind w:left="4000"/></w:pPr></w:style>'
            start = text.index('<w:style w:type="paragraph" w:styleId="ListBullet">')
            end = text.index("</w:style>", start)
            style = text[start:end].replace('w:basedOn w:val="Normal"', 'w:basedOn w:val="Base"')
            style = style.replace("</w:numPr>", f"</w:numPr>{own}", 1)
            return text[:start] + base + style + text[end:]

        return Layout(edited("word/styles.xml", edit)).measure(brief(6)).used_pt

    plain = Layout(OURS).measure(brief(6)).used_pt
    assert based("") == plain  # the level's, as without the base
    assert based('<w:ind w:left="4000"/>') > plain  # the style's own


def test_a_table_of_automatic_width_is_as_wide_as_its_grid() -> None:
    def table(width: str) -> bytes:
        cell = "<w:tc><w:tcPr/><w:p><w:r><w:t>" + "word " * 40 + "</w:t></w:r></w:p></w:tc>"
        made = (
            f'<w:tbl><w:tblPr><w:tblW w:w="{width}"/></w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>'
        )
        return edited("word/document.xml", lambda text: text.replace("<w:body>", f"<w:body>{made}"))

    narrow = Layout(table('0" w:type="auto')).measure(brief(3)).used_pt
    stated = Layout(table('2000" w:type="dxa')).measure(brief(3)).used_pt
    wide = Layout(table('5000" w:type="pct')).measure(brief(3)).used_pt
    assert narrow == stated > wide


def test_raised_text_makes_its_line_higher() -> None:
    def raise_title(text: str) -> str:
        run = '<w:r><w:rPr><w:position w:val="12"/></w:rPr>'
        return text.replace(
            '<w:r><w:t xml:space="preserve">{{ title }}',
            f'{run}<w:t xml:space="preserve">{{{{ title }}}}',
            1,
        )

    raised = Layout(edited("word/document.xml", raise_title)).measure(brief(3)).used_pt
    assert raised - Layout(OURS).measure(brief(3)).used_pt == pytest.approx(
        6 * 1.22 * 0.95, abs=0.1
    )  # em of Calibri, line


@pytest.mark.parametrize(
    ("family", "size", "factor", "twips"),
    [
        ("liberation sans", 8.5, 1.0, 196),
        ("liberation sans", 8.5, 247 / 240, 201),
        ("liberation sans", 12.0, 259 / 240, 298),
        ("liberation sans", 10.0, 1.0, 230),
        ("liberation serif", 8.5, 1.0, 195),
        ("liberation serif", 10.0, 1.0, 231),
        ("carlito", 8.5, 1.0, 208),
        ("carlito", 11.0, 247 / 240, 277),
    ],
)
def test_lines_are_as_high_as_libreoffice_rounds_them(
    family: str, size: float, factor: float, twips: int
) -> None:
    form = ParagraphFormat("", Font(family, size), line=factor)
    (line,), _ = line_heights([("Harbour", form.font)], form, 200.0, "", Ruler())
    assert round(line * 20, 3) == twips


def test_the_slant_of_italic_text_takes_room_after_a_non_breaking_space() -> None:
    ruler, slanted = Ruler(), replace(ARIAL, italic=True)
    assert ruler.width("9\u00a0m", slanted) == ruler.width("9 m", slanted) + 19 * TWIP
    assert ruler.width("9\u00a0m", ARIAL) == ruler.width("9 m", ARIAL)


def test_a_line_that_ends_in_italic_text_leaves_room_for_its_slant() -> None:
    slanted = replace(ARIAL, italic=True)

    def lines(font: Font, spare: float) -> int:
        form = ParagraphFormat("", font)
        width = Ruler().width("Two words", font) + spare
        return len(line_heights([("Two words", font)], form, width, "", Ruler())[0])

    assert lines(ARIAL, 0.5) == 1
    assert lines(slanted, 0.5) == 2
    assert lines(slanted, 1.5) == 1
