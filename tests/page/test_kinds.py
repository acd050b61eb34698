"""House templates of every kind: one page in a real renderer, full, and as high as measured."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from briefing.layout.measure import Layout
from briefing.writers import WriteOptions
from briefing.writers.docx import write_docx
from page.kinds import kinds
from page.render import Page, convert, read
from page.samples import fitted

NO_FULL = {"high_row"}
"""Kinds whose font is not there to render with: what stands in for it leaves room."""

ROUGH = {"footnote", "table_in_columns", "snapped_characters", "columns_on_grid"}
"""Kinds whose lowest line is another than the one measured: that of a note, that of a row which
LibreOffice parts over columns (measured whole, which takes no less room), that of text whose
letters Word sets farther apart than LibreOffice, and that of columns on a grid, which LibreOffice
makes of like height in some briefs and not in others (measured as filled one after the other, which
takes no less room)."""


@pytest.fixture(scope="module")
def pages(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """A full brief of each kind, measured and rendered."""
    folder = tmp_path_factory.mktemp("kinds")
    made = {}
    for name, template in kinds().items():
        layout = Layout(template)
        brief = fitted(random.Random(3), layout, 20)
        file = folder / f"{name}.docx"
        file.write_bytes(write_docx(brief, WriteOptions(docx_template=template)))
        made[name] = (file, layout.measure(brief), layout.pitch)
    pdfs = convert(soffice, [file for file, *_ in made.values()], folder)
    return {
        name: Page(name, 20, fill, read(Path(pdf)), pitch)
        for pdf, (name, (_, fill, pitch)) in zip(pdfs, made.items(), strict=True)
    }


def test_every_kind_is_one_page(pages: dict[str, Page]) -> None:
    assert [name for name, page in pages.items() if page.rendered.pages != 1] == []


def test_every_kind_is_as_high_as_it_was_measured(pages: dict[str, Page]) -> None:
    measured = {name: page for name, page in pages.items() if name not in ROUGH}
    assert {n: round(p.off, 3) for n, p in measured.items() if abs(p.off) > 0.02} == {}


def test_every_kind_is_full(pages: dict[str, Page]) -> None:
    high = {name: round(page.bottom, 3) for name, page in pages.items() if page.bottom < 0.88}
    assert {name: bottom for name, bottom in high.items() if name not in NO_FULL} == {}
