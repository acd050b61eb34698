"""Lines beside pictures, frames and floating tables, on the grid, and where text ends."""

from __future__ import annotations

import pytest
from houses import (
    NOTE_MARK,
    PICTURE,
    House,
    cell,
    floating,
    framed,
    house,
    note,
    picture,
    row,
    table,
)

from briefing.docx.formats import Font, ParagraphFormat
from briefing.docx.package import Package
from briefing.layout.line_breaking import Obstacle, line_heights
from briefing.layout.measure import Layout
from briefing.layout.pagination import Columns, Item, flow
from briefing.layout.ruler import Ruler
from briefing.model import Brief, Point, Section, SourceEntry
from briefing.training.wordxml import spacing, text, w

FONT = Font("carlito", 11.0)
WORDS = "words of a paragraph that is long enough for several lines " * 6
GRID = w("docGrid", type="lines", linePitch=360)


def lines(width: float, *obstacles: Obstacle, form: ParagraphFormat | None = None) -> int:
    form = form or ParagraphFormat("", FONT)
    heights, _ = line_heights([(WORDS, FONT)], form, width, "", Ruler(), 0.0, obstacles)
    return len(heights)


def brief() -> Brief:
    point = Point("A point of one line.", "", 1, 0, 0, "", 0.0)
    source = SourceEntry(1, "", "Title of a source", "Outlet", "2024-01-01", "")
    return Brief("Brief", "2024-01-01", "en", None, (Section("", "Sector", (point,)),), (source,))


def bottom(template: bytes) -> float:
    return Layout(template).measure(brief()).bottom_pt


def test_text_stands_on_both_sides_of_what_is_narrow() -> None:
    whole = lines(470)
    between = lines(470, Obstacle(0, 1000, 170, 300))
    beside = lines(470, Obstacle(0, 1000, 0, 300))
    assert whole < between < beside


def test_text_keeps_off_a_strip_narrower_than_an_inch() -> None:
    assert lines(470, Obstacle(0, 1000, 60, 300)) == lines(470, Obstacle(0, 1000, 0, 300))


def test_text_goes_on_below_what_fills_the_line() -> None:
    heights, _ = line_heights(
        [("word", FONT)], ParagraphFormat("", FONT), 300, "", Ruler(), 0.0,
        [Obstacle(0, 100, 20, 280)],
    )  # fmt: skip
    assert sum(heights) == pytest.approx(100 + 13.45)


def test_a_word_wider_than_the_room_beside_ends_all_the_same() -> None:
    heights, _ = line_heights(
        [("w" * 60, FONT)], ParagraphFormat("", FONT), 300, "", Ruler(), 0.0,
        [Obstacle(0, 60, 100, 300)],
    )  # fmt: skip
    assert 60 <= sum(heights) <= 200


@pytest.mark.parametrize(
    ("side", "lost"), [("bothSides", False), ("left", True), ("right", True), ("largest", True)]
)
def test_the_side_that_a_picture_leaves_to_the_text_is_kept(side: str, lost: bool) -> None:
    drawn = floating(4, 6, "wrapSquare", 6).replace("bothSides", side)
    both = floating(4, 6, "wrapSquare", 6)
    one, other = (bottom(house(before=w("p", x, text(WORDS)), **PICTURE)) for x in (drawn, both))
    assert (one > other) == lost


def test_a_tab_to_the_edge_of_the_line_stays_on_it() -> None:
    form = ParagraphFormat("", FONT, tabs=(300.0,))
    assert len(line_heights([("Daily brief\t", FONT)], form, 300, "", Ruler())[0]) == 1


def test_a_frame_stands_below_the_space_after_the_paragraph_above() -> None:
    frame = {"w": 3000, "h": 1400, "hRule": "exact", "wrap": "around", "vAnchor": "text"}
    frame |= {"hAnchor": "margin", "x": 0, "y": 1}
    above, below = (w("p", w("pPr", spacing(0, a)), text(t)) for a, t in ((0, "x"), (0, WORDS)))
    spaced = w("p", w("pPr", spacing(0, 400)), text("x"))
    near = house(before=above + framed("Desk", **frame) + below)
    far = house(before=spaced + framed("Desk", **frame) + below)
    assert bottom(far) - bottom(near) == pytest.approx(20)


def test_a_paragraph_on_the_grid_takes_the_factor_of_its_letters_once() -> None:
    form = ParagraphFormat("", FONT, line=1.5)
    heights, slack_pt = line_heights([(WORDS, FONT)], form, 300, "", Ruler(), 18.0)
    assert heights[0] == pytest.approx(18 + 13.45 * 0.5)
    assert set(heights[1:]) == {27.0}
    assert slack_pt == pytest.approx(27 - heights[0])


def test_a_picture_on_the_grid_takes_whole_lines_of_it() -> None:
    plain, tall = (
        bottom(house(before=w("p", picture(1, cm), text("x")), section=GRID, **PICTURE))
        for cm in (0.2, 1.2)
    )
    assert tall - plain == pytest.approx(36)


def test_the_empty_paragraph_that_ends_a_section_is_slack() -> None:
    page = w("pgSz", w=11906, h=16838) + w("pgMar", top=1134, right=1304, bottom=1134, left=1304)
    end = w("p", w("pPr", w("sectPr", page)))
    inner = w("type", val="continuous")
    without, with_end = house(), house(head=house_head() + end, inner=inner)
    assert bottom(with_end) == pytest.approx(bottom(without))
    used = [Layout(template).measure(brief()).used_pt for template in (without, with_end)]
    assert used[1] > used[0] + 13


def house_head() -> str:
    return House().head


def test_the_text_of_a_last_table_ends_above_its_foot() -> None:
    high = w("trHeight", val=1200)
    low, tall = (
        bottom(house(after=table(row(cell("x"), cell("y"), more=more)))) for more in ("", high)
    )
    assert tall == pytest.approx(low)


def test_columns_end_where_the_lower_text_of_them_does() -> None:
    items = tuple(Item(0.0, (20.0,), 10.0, "s") for _ in range(5))
    extent = flow([Columns(items, 2, evened=True)], 400.0, False)
    assert extent.bottom == 80.0
    assert flow([Columns(items[:4], 2)], 85.0, False).bottom == 50.0


def test_a_heading_that_moves_on_is_not_where_the_column_above_ends() -> None:
    heading = Item(0.0, (20.0,), 0.0, "h", keep_next=True)
    body = Item(0.0, (30.0, 30.0), 0.0, "s")
    items = (Item(0.0, (50.0,), 0.0, "s"), heading, body)
    assert flow([Columns(items, 2)], 90.0, False).bottom == 80.0


def test_space_above_the_first_text_of_a_further_column_is_dropped() -> None:
    items = tuple(Item(10.0, (40.0,), 0.0, "s") for _ in range(2))
    extent = flow([Columns(items, 2)], 60.0, False)
    assert extent.used == pytest.approx((60 + 40) / 2)


def test_a_section_that_a_table_opens_keeps_the_paragraph_that_ends_it() -> None:
    page = w("pgSz", w=11906, h=16838) + w("pgMar", top=1134, right=1304, bottom=1134, left=1304)
    end = w("p", w("pPr", w("sectPr", page)))
    inner = w("type", val="continuous")
    opened = table(row(cell("x"), cell("y")))
    plain = bottom(house(before=opened))
    kept = bottom(house(before=opened, head=house_head() + end, inner=inner))
    assert kept > plain + 13


def test_a_table_above_all_with_notes_stands_a_line_lower() -> None:
    mark = w("p", text("House rules"), NOTE_MARK)
    first = house(before=table(row(cell("x"), cell("y"))) + mark, **note("A note."))
    later = house(before=mark + table(row(cell("x"), cell("y"))), **note("A note."))
    assert bottom(first) - bottom(later) == pytest.approx(13.45 + 6, abs=7)


def test_a_picture_that_states_no_distances_stands_off_the_words() -> None:
    plain = house(before=w("p", picture(8, 1), text(WORDS)), **PICTURE)
    narrow = plain_with(plain, "<wp:inline>", '<wp:inline distL="0" distR="0">')
    wide = plain_with(plain, "<wp:inline>", '<wp:inline distL="2540000" distR="0">')
    assert bottom(narrow) <= bottom(plain) < bottom(wide)


def plain_with(template: bytes, old: str, new: str) -> bytes:
    package = Package.read(template)
    data = package.parts[package.main].decode()
    assert old in data
    package.parts[package.main] = data.replace(old, new).encode()
    return package.to_bytes()


def test_lines_of_two_grid_lines_keep_a_grid_line_off_what_is_above() -> None:
    large = Font("carlito", 18.0)  # 22 pt high: two lines of the grid
    form = ParagraphFormat("", large)

    def heights(end: float) -> tuple[float, ...]:
        right = Obstacle(0, end, 0, 300)
        return line_heights([(WORDS, large)], form, 300, "", Ruler(), 18.0, (right,))[0]

    assert heights(17)[0] == pytest.approx(17 + 18 + 36)  # the line begins below both
    small = line_heights(
        [(WORDS, FONT)], ParagraphFormat("", FONT), 300, "", Ruler(), 18.0,
        (Obstacle(0, 17, 0, 300),),
    )[0]  # fmt: skip
    assert small[0] == pytest.approx(17 + 18)
