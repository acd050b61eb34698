"""Lines of a font that a reader may lack are as high as the font sets them, wherever it is read."""

from __future__ import annotations

import random
import re

from houses import house
from page.samples import fitted

from briefing.docx.package import Package
from briefing.layout.measure import Layout
from briefing.training.wordxml import para, spacing, w
from briefing.writers import WriteOptions
from briefing.writers.docx import write_docx

POINT_LINES = re.compile(r'<w:pStyle w:val="ListBullet"/>(?:<w:spacing ([^/]*)/>)?')
GRID = w("docGrid", type="lines", linePitch=360)


def point_lines(**changes: object) -> set[str]:
    """What paragraphs of points state of their lines."""
    template = house(**changes)
    brief = fitted(random.Random(3), Layout(template), 8)
    data = write_docx(brief, WriteOptions(docx_template=template))
    xml = Package.read(data).parts["word/document.xml"].decode()
    return set(POINT_LINES.findall(xml))


def test_lines_of_open_sans_are_at_least_its_own_height() -> None:
    # 11 pt of 1.362 em are 14.98 pt: 299 twips, and no more, for the font itself to look the same.
    assert point_lines(font="Open Sans") == {'w:line="299" w:lineRule="atLeast"'}


def test_a_factor_of_the_line_counts() -> None:
    held = point_lines(font="Open Sans", bullet=spacing(0, 60, 300))
    assert held == {f'w:line="{int(299 * 1.25)}" w:lineRule="atLeast"'}


def test_a_least_height_that_is_more_stays() -> None:
    assert point_lines(font="Open Sans", bullet=spacing(0, 60, 400, "atLeast")) == {""}


def test_a_least_height_that_is_less_is_raised() -> None:
    held = point_lines(font="Open Sans", bullet=spacing(0, 60, 260, "atLeast"))
    assert held == {'w:line="299" w:lineRule="atLeast"'}


def test_fonts_with_a_stand_in_of_their_size_are_left_alone() -> None:
    assert point_lines(font="Calibri") == {""}
    assert point_lines(font="Georgia") == {""}


def test_a_font_that_is_not_known_is_left_alone() -> None:
    assert point_lines(font="House Grotesk") == {""}


def test_exact_lines_and_lines_on_a_grid_are_left_alone() -> None:
    assert point_lines(font="Open Sans", bullet=spacing(0, 60, 300, "exact")) == {""}
    assert point_lines(font="Open Sans", section=GRID) == {""}


def test_the_space_around_a_paragraph_stays() -> None:
    points = para("Normal", "{% for point in points %}")
    points += w("p", w("pPr", w("pStyle", val="ListBullet"), spacing(40, 80), w("ind", left=500)),
                '<w:r><w:t>{{ point }}</w:t></w:r>')  # fmt: skip
    points += para("Normal", "{% endfor %}")
    held = point_lines(font="Open Sans", points=points)
    assert held == {'w:before="40" w:after="80" w:line="299" w:lineRule="atLeast"'}


def test_the_page_is_as_full_with_the_font_as_without() -> None:
    template = house(font="Open Sans")
    layout = Layout(template)
    fill = layout.measure(fitted(random.Random(3), layout, 20))
    assert fill.bottom_pt > 0.95 * fill.room_pt
