"""Dates in brackets: worked out from the article's date, or not given."""

from __future__ import annotations

import pytest

from briefing.language.dates import dated, with_dates

THURSDAY = "2024-06-13"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The fund said on Wednesday that it will lend.", "on Wednesday [12 June] that"),
        ("The council will meet on Monday in Osh.", "on Monday [17 June] in"),
        ("The talks are to be held on Friday.", "on Friday [14 June]."),
        ("The paper is expected to be signed on Tuesday.", "on Tuesday [18 June]."),
        ("The paper signed on Monday will help.", "on Monday [10 June] will"),
        ("On Saturday, the council will vote.", "On Saturday [15 June], the"),
        ("The firm said Wednesday it had cut jobs.", "Wednesday [12 June] it"),
        ("The strike began on Thursday.", "on Thursday [13 June]."),
        ("Monday's strike closed the port.", "Monday's [10 June] strike"),
        ("The minister arrived yesterday.", "yesterday [12 June]."),
        ("Officials reported today that output rose.", "today [13 June] that"),
        ("Output fell last month.", "last month [May]."),
        ("Prices will rise next month.", "next month [July]."),
        ("Trade rose last week, the bank said.", "last week [3–9 June],"),
        ("A fund that was set up on Monday has $2 billion.", "on Monday [10 June] has"),
    ],
)
def test_a_sure_date_follows_its_words(text: str, shown: str) -> None:
    assert shown in with_dates(text, THURSDAY)


@pytest.mark.parametrize(
    "text",
    [
        "The council will vote on Thursday.",  # today, or in a week
        "He arrives on Monday.",
        "The combined player goes on sale on Saturday.",
        "Shops were full on the last Saturday before the feast.",
        "The vote could take place on Sunday.",
        "Prices rose every Monday.",
        "Black Friday sales rose.",
        "The Sunday Express said so.",
        "They met on Wednesday, June 12.",
        "They met on Wednesday (12 June).",
        "They met on Monday and Tuesday.",
        "“We will meet on Monday,” he said.",
        "The firm must pay by Friday.",
        "Today, 40 percent of homes have power.",
        "The next Wednesday Island race is in June.",
    ],
)
def test_a_doubtful_date_is_not_given(text: str) -> None:
    assert with_dates(text, THURSDAY) == text


def test_without_a_date_of_the_article_there_is_none() -> None:
    assert dated("The fund said so on Wednesday.", "") == []


def test_weeks_and_months_cross_the_year() -> None:
    assert (
        with_dates("Output fell last month.", "2024-01-03") == "Output fell last month [December]."
    )
    assert "[29 January – 4 February]" in with_dates("Trade rose last week.", "2024-02-07")


def test_a_date_is_given_once_and_brackets_are_passed_over() -> None:
    text = "He [Lee] said on Monday that the paper signed on Monday holds."
    assert with_dates(text, THURSDAY).count("[10 June]") == 1
