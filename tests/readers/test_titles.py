"""Which line at the top of a plain text is its title, and what of that line is not."""

from __future__ import annotations

import pytest

from briefing.readers.article import make_article
from briefing.readers.options import Hints, ReadOptions

TITLE = "Sarn orders six ferries for Orsk"
LEAD = (
    "The ferry line Sarn will buy six ships for the route to Orsk, the company said on Wednesday, "
    "after a year of talks with its lenders."
)
MORE = "The first of the ships sails in May, and the last one is due two years later, it said."


def title_and_outlet(*paragraphs: str) -> tuple[str, str]:
    article = make_article(
        "\n\n".join((*paragraphs, LEAD, MORE)), location="yearly_review.txt",
        options=ReadOptions(), hints=Hints(), name="yearly_review.txt",
    )  # fmt: skip
    assert article.text.startswith(article.title)
    assert article.text.endswith(f"{LEAD}\n\n{MORE}")
    return article.title, article.outlet


@pytest.mark.parametrize(
    "above",
    ["Send to", "Get 40% off", "Share", "Home > News > Business", "WHO", "minutes", "Kazakhstan",
     "photo: orsk.example", "5 Mar. 15:00 (UTC+3 MSK)", "Viewing results 1 - 6 of 18", "Orsk"],
)  # fmt: skip
def test_a_line_of_the_page_above_the_title_is_not_the_title(above: str) -> None:
    assert title_and_outlet(above, TITLE) == (TITLE, "")
    assert title_and_outlet(above, TITLE, "By Jane Roe") == (TITLE, "")


@pytest.mark.parametrize(
    ("printed", "title", "outlet"),
    [
        (f"{TITLE} | The Orsk Times", TITLE, "The Orsk Times"),
        (f"{TITLE} - Orsk Daily News", TITLE, "Orsk Daily News"),
        (f"{TITLE} – Reuters", TITLE, "Reuters"),
        (f"{TITLE} | orsk24.kz", TITLE, "orsk24.kz"),
        (f"UPDATE 2-{TITLE}", TITLE, ""),
        (f"CORRECTED - {TITLE}", TITLE, ""),
        (f"{TITLE} - the route of the north", f"{TITLE} - the route of the north", ""),
        ("Ferries", "Ferries", ""),
    ],
)
def test_what_is_not_of_the_title_is_cut(printed: str, title: str, outlet: str) -> None:
    assert title_and_outlet(printed) == (title, outlet)


def test_a_title_above_a_standfirst_stays_the_title() -> None:
    standfirst = "Sarn will buy six ships for the route to Orsk"
    assert title_and_outlet(TITLE, standfirst) == (TITLE, "")
