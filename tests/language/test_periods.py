"""The periods of a sentence, as far as two reports can be told apart by them."""

from __future__ import annotations

import pytest

from briefing.language.periods import BASE, MAIN, SAID, compatible, periods


@pytest.mark.parametrize(
    ("text", "grain", "year", "first", "last"),
    [
        ("Exports fell in March.", "month", 2025, 301, 331),
        ("Exports fell in November.", "month", 2024, 1101, 1130),
        ("Exports will resume in March.", "month", 2026, 301, 331),
        ("Profit doubled in the second quarter.", "quarter", 2025, 401, 631),
        ("Profit doubled in Q3 2024.", "quarter", 2024, 701, 931),
        ("Profit doubled in the three months to September 2024.", "quarter", 2024, 701, 931),
        ("Trade grew in the first half of last year.", "half", 2024, 101, 631),
        ("Trade grew in January-May.", "half", 2025, 101, 531),
        ("It shut on Tuesday.", "day", 2025, 708, 708),
        ("It shut on July 3.", "day", 2025, 703, 703),
        ("It shut yesterday.", "day", 2025, 709, 709),
        ("It shut last month.", "month", 2025, 601, 631),
        ("It opens in spring 2027.", "season", 2027, 301, 531),
    ],
)
def test_a_period_is_read_against_the_date_of_its_article(
    text: str, grain: str, year: int, first: int, last: int
) -> None:
    (period,) = periods(text, "2025-07-10")
    assert (period.grain, period.year, period.first) == (grain, year, first)
    assert period.last in (last, last + 1)


def test_what_is_told_what_it_is_compared_with_and_when_it_was_said() -> None:
    text = "Prices rose 4 percent in May from 3 percent in April, the office said on Monday."
    assert [p.role for p in periods(text)] == [MAIN, BASE, SAID]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("It opens by the end of the year.", "It opens in the first quarter of next year.", False),
        ("It opens by 2030.", "It opens in 2028.", True),
        ("It opens by June 2026.", "It opens in August 2026.", False),
        ("It met on Tuesday.", "It met on Wednesday.", False),
        ("It met in May 2025.", "It met in 2025.", True),
        ("It met in May.", "It met in the second quarter.", True),
    ],
)
def test_periods_that_can_be_one(one: str, other: str, same: bool) -> None:
    for day in ("", "2025-07-10"):
        (a,), (b,) = periods(one, day), periods(other, day)
        assert compatible(a, b) == compatible(b, a) == same
