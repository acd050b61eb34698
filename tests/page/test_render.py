"""The proof: pages rendered by LibreOffice are one page, and as high as they were measured.

``BRIEFING_PAGE_BRIEFS`` is the number of briefs (40; 300 take about four minutes), taken in turn
from every template, on both papers.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.layout.measure import Layout
from briefing.resources import template_path
from briefing.writers import WriteOptions
from briefing.writers.docx import write_docx
from page.looks import all_looks
from page.render import Page, convert, read
from page.samples import HARD, SCRIPTS, USUAL, Shape, fitted

BRIEFS = int(os.environ.get("BRIEFING_PAGE_BRIEFS", "40"))
ARTICLES = (1, 2, 3, 5, 8, 13, 20, 40, 80)


@dataclass(frozen=True)
class Job:
    """A brief to make: on which look, in which language and shape, of how many pages."""

    language: str = "en"
    shape: Shape = USUAL
    count: int = 1


def pages(soffice: str, folder: Path, jobs: list[Job], seed: int) -> Iterator[Page]:
    """The briefs of ``jobs``, each on the next template and paper, measured and rendered."""
    looks = list(all_looks().items())
    rng = random.Random(seed)
    made = []
    for i, job in enumerate(jobs):
        name, look = looks[i % len(looks)]
        paper = ("a4", "letter")[i // len(looks) % 2]
        layout, articles = Layout(look, paper, job.count), rng.choice(ARTICLES)
        articles = articles if job.shape == USUAL and job.count == 1 else 40
        brief = fitted(rng, layout, articles, job.language, job.shape)
        file = folder / f"{i:03d}-{name}-{paper}.docx"
        file.write_bytes(write_docx(brief, WriteOptions(docx_template=look, paper=paper)))
        made.append((file, articles, layout.measure(brief)))
    pdfs = convert(soffice, [m[0] for m in made], folder)
    for pdf, (file, articles, fill) in zip(pdfs, made, strict=True):
        yield Page(file.stem, articles, fill, read(pdf))


@pytest.fixture(scope="module")
def english(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    return list(pages(soffice, tmp_path_factory.mktemp("english"), [Job()] * BRIEFS, 1))


def test_every_brief_is_one_page(english: list[Page]) -> None:
    assert [page.name for page in english if page.rendered.pages != 1] == []


def test_the_measured_height_is_the_rendered_one(english: list[Page]) -> None:
    wrong = [p.name for p in english if abs(p.off) > 0.02]
    assert len(wrong) <= 0.05 * len(english), wrong


def test_full_briefs_end_at_the_foot_of_the_page(english: list[Page]) -> None:
    full = [page for page in english if page.articles >= 8]
    assert full
    high = [page.name for page in full if page.bottom < 0.92]
    assert len(high) <= 0.1 * len(full), high
    assert min(page.bottom for page in full) >= 0.8


def test_other_scripts_are_one_page(soffice: str, tmp_path: Path) -> None:
    languages = [language for language in SCRIPTS if language != "en"]
    jobs = [Job(languages[i % len(languages)]) for i in range(max(16, BRIEFS // 4))]
    found = list(pages(soffice, tmp_path, jobs, 2))
    assert [page.name for page in found if page.rendered.pages != 1] == []


def test_unusual_briefs_are_one_page(soffice: str, tmp_path: Path) -> None:
    jobs = [Job(shape=shape) for shape in HARD.values() for _ in range(4)]
    found = list(pages(soffice, tmp_path, jobs, 3))
    assert [page.name for page in found if page.rendered.pages != 1] == []
    wrong = [p.name for p in found if abs(p.off) > 0.02]
    assert len(wrong) <= 1, wrong


def test_two_pages_are_two(soffice: str, tmp_path: Path) -> None:
    found = list(pages(soffice, tmp_path, [Job(count=2)] * 8, 4))
    assert [page.name for page in found if page.rendered.pages != 2] == []


def test_italic_notes_of_conflicts_break_where_they_were_measured(
    soffice: str, tmp_path: Path
) -> None:
    """A note that ended just at the edge of a column made a line more, and the page two."""
    template = template_path("digest.docx").read_bytes()
    layout = Layout(template, "letter")
    brief = fitted(random.Random(4), layout, 20)
    file = tmp_path / "digest.docx"
    file.write_bytes(write_docx(brief, WriteOptions(docx_template=template, paper="letter")))
    (pdf,) = convert(soffice, [file], tmp_path)
    page = Page("digest", 20, layout.measure(brief), read(pdf))
    assert page.rendered.pages == 1
    assert abs(page.off) < 0.002
