"""Columns of house templates: where they break, and what may part in them."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from houses import POINTS, House, cell, control, house, row, table
from page.samples import fitted

from briefing.docx.package import Package
from briefing.layout.measure import Layout
from briefing.model import Page
from briefing.training.wordxml import para, w
from briefing.writers import WriteOptions
from briefing.writers.docx import write_docx

GRID = w("docGrid", type="lines", linePitch=312)
SIZE = w("pgSz", w=11906, h=16838) + w(
    "pgMar", top=1134, right=1304, bottom=1134, left=1304, header=567, footer=567, gutter=0
)
SECTORS = table(
    row(cell("{%tr for section in sections %}"), cell("")),
    row(
        cell(para("Heading2", "{{ section.title }}"), 1300),
        cell(
            para("Normal", "{% for point in section.points %}")
            + para("ListBullet", "{{ point }}")
            + para("Normal", "{% endfor %}"),
            3000,
        ),
    ),
    row(cell("{%tr endfor %}"), cell("")),
    widths=(1300, 3000),
)


def body(grid: str = "", columns: int = 2, few: bool = False, **changes: object) -> str:
    """The document of a brief in columns below its head, full or of ``few`` points."""
    end = w("p", w("pPr", w("sectPr", SIZE, grid)))
    template = house(
        head=House().head + end, inner=w("type", val="continuous"),
        section=w("cols", num=columns, space=400) + grid, **changes,
    )  # fmt: skip
    layout = Layout(template)
    brief = fitted(random.Random(5), layout, 8)
    if few:
        brief = replace(brief, sections=brief.sections[:2])
        fill = layout.measure(brief)
        brief = replace(brief, page=Page("a4", fill.share, fill.pages, fill.column_break))
    data = write_docx(brief, WriteOptions(docx_template=template))
    return Package.read(data).parts["word/document.xml"].decode()


def test_two_columns_are_made_even_by_a_break() -> None:
    assert body(sources="", few=True).count('<w:br w:type="column"/>') == 1


def test_the_break_stands_where_it_was_measured_in_a_content_control_too() -> None:
    pieces = '<w:br w:type="column"/>'
    plain = body(few=True).split(pieces)
    held = body(few=True, points=control(POINTS)).split(pieces)
    assert len(plain) == len(held) == 2
    assert [part.count("<w:t ") for part in held] == [part.count("<w:t ") for part in plain]


def test_columns_on_a_grid_have_no_break() -> None:
    assert '<w:br w:type="column"/>' not in body(GRID, sources="", few=True)


@pytest.mark.parametrize(("columns", "kept"), [(2, False), (1, True)])
def test_rows_in_columns_are_not_kept_with_what_follows(columns: int, kept: bool) -> None:
    document = body(columns=columns, points=SECTORS)
    heads = document.count('<w:pStyle w:val="Heading2"/></w:pPr>')
    freed = document.count('<w:pStyle w:val="Heading2"/><w:keepNext w:val="0"/>')
    assert (freed == 0) is kept
    assert heads >= 1  # the heading of the sources, below the table, is kept with them
