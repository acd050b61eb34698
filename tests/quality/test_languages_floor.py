"""What must hold of an article in each of the three languages that are described in full.

Files of ``languages/`` have one paragraph per line after its label: ``-`` for what is not the
story, ``L`` for a sentence that leans on the one before, and the salience (0 to 3) of the others.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

import briefing
from briefing.coreference import resolve
from briefing.salience import score
from briefing.segmentation import segment

FOLDER = Path(__file__).parent / "languages"
LANGUAGES = ("ru", "kk", "ko")


class Page(NamedTuple):
    """What was read of a page, and the labels of its lines by their text."""

    shown: list[str]
    content: list[str]
    best: list[str]
    date: str
    labels: dict[str, str]


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Page:
    rows = (FOLDER / f"{request.param}.txt").read_text("utf-8").splitlines()
    labels = {text: label for label, _, text in (row.partition(" ") for row in rows)}
    file = tmp_path / "page.txt"
    file.write_text("\n\n".join(labels), "utf-8")
    article = briefing.read(str(file))[0]
    assert article.language == request.param
    document = segment(article)
    scores, stands = score(document), resolve(document)
    content = [s for s in document.sentences if s.kind.value == "content"]
    shown = [s for s in content if stands[s.index].wording]
    best = sorted(shown, key=lambda s: -scores.values[s.index])[:3]
    return Page(
        [s.text for s in shown],
        [s.text for s in content],
        [s.text for s in best],
        article.date,
        labels,
    )


def test_all_of_the_story_is_content_and_nothing_else(page: Page) -> None:
    assert page.content == [text for text, label in page.labels.items() if label != "-"]


def test_no_sentence_is_shown_that_leans(page: Page) -> None:
    assert page.shown == [text for text, label in page.labels.items() if label in "0123"]


def test_the_three_best_are_those_of_an_editor(page: Page) -> None:
    assert {text for text, label in page.labels.items() if label in "23"} == set(page.best)


def test_the_date_of_the_page_is_read(page: Page) -> None:
    assert page.date == "2031-06-12"
