"""Dates as pages print them in English: beside the time, the author and words such as "Updated"."""

from __future__ import annotations

import pytest

from briefing.readers.article import make_article
from briefing.readers.options import Hints, ReadOptions

LEAD = (
    "The ferry line Sarn will buy six ships for the route to Orsk, the company said on Wednesday, "
    "after a year of talks with its lenders."
)
MORE = "The first of the ships sails in May, and the last one is due two years later, it said."


def date_of(*paragraphs: str) -> str:
    text = "\n\n".join(("Sarn orders ferries", *paragraphs))
    return make_article(text, location="a.txt", options=ReadOptions(), hints=Hints()).date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("June 12, 2024 - 16:54 By Jane Roe", "2024-06-12"),
        ("By Jane Roe | June 12, 2024", "2024-06-12"),
        ("By orsk Newswire October 30, 2023", "2023-10-30"),
        ("Reporting by Jane Roe and Lee Cho, 12 June 2024", "2024-06-12"),
        ("Published 06/17/2019, 02:29 PM", "2019-06-17"),
        ("Published: 13/06/2024", "2024-06-13"),
        ("12.06.2024", "2024-06-12"),
        ("Published on 12.06.24", "2024-06-12"),
        ("28 05 2024, 07:30", "2024-05-28"),
        ("2024. 06. 12.", "2024-06-12"),
        ("12-Jun-2024", "2024-06-12"),
        ("Published 12th of June 2024", "2024-06-12"),
        ("23 January 2024", "2024-01-23"),
        ("Updated: 12 June 2024, 09:41 AM IST", "2024-06-12"),
    ],
)
def test_a_printed_date_is_read_above_and_below_the_text(line: str, date: str) -> None:
    assert date_of(line, LEAD, MORE) == date
    assert date_of(*[LEAD, MORE] * 5, line) == date


@pytest.mark.parametrize(
    "line",
    ["Last updated 06/07/2024", "06-07-2024", "Issue 12, June 2024", "12 hours ago", "12 June"],
)
def test_no_date_is_guessed(line: str) -> None:
    assert date_of(line, LEAD, MORE) == ""


def test_of_several_dates_below_the_text_none_is_taken() -> None:
    below = ("Orsk port shut", "11 June 2024", "Selm dam opens", "9 June 2024")
    assert date_of(*[LEAD, MORE] * 5, *below) == ""
