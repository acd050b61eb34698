"""Which sentences are taken for one point, and which for two of a series."""

from __future__ import annotations

import pytest
from facts import candidate

from briefing.config import Config
from briefing.model import Candidate, Candidates
from briefing.selection.compose import compose
from briefing.selection.duplicates import clusters, probability
from briefing.selection.pair_features import profiles
from briefing.selection.plan import plan


def folded(*items: Candidate) -> list[list[str]]:
    return [[c.source.id for c in group] for group in clusters(items)]


@pytest.mark.parametrize(
    ("one", "other", "dates"),
    [
        ("Copper for delivery in three months closed 1.2 percent higher on Thursday at $9,410 a "
         "tonne in London as mines in Peru stayed shut.",
         "Copper for delivery in three months closed 0.7 percent higher on Friday at $9,476 a "
         "tonne in London as mines in Peru stayed shut.", ("2025-07-10", "2025-07-11")),
        ("Wholesale prices in Lemnia rose 3.1 percent in March from a year earlier, driven by "
         "fuel, the statistics bureau said.",
         "Wholesale prices in Lemnia rose 3.6 percent in April from a year earlier, driven by "
         "fuel, the statistics bureau said.", ("2025-04-10", "2025-05-10")),
        ("Tarn Motor earned $212 million in the first quarter, a tenth more than a year before, "
         "as sales of vans grew.",
         "Tarn Motor earned $198 million in the second quarter, a tenth more than a year before, "
         "as sales of vans grew.", ("2025-04-20", "2025-07-20")),
        ("Clinics in Orsk province counted 412 new measles cases in the week to June 9, the "
         "health office said.",
         "Clinics in Orsk province counted 537 new measles cases in the week to June 16, the "
         "health office said.", ("2025-06-11", "2025-06-18")),
        ("Net profit of Alder Bank reached $41 million in the reporting period, the lender said, "
         "on higher income from fees.",
         "Net profit of Alder Bank reached $47 million in the reporting period, the lender said, "
         "on higher income from fees.", ("2025-04-20", "2025-07-20")),
    ],
)  # fmt: skip
def test_two_reports_of_a_series_are_two_points(
    one: str, other: str, dates: tuple[str, str]
) -> None:
    for days in (dates, ("", "") if " in the reporting" not in one else dates):
        items = [candidate(one, "a", date=days[0]), candidate(other, "b", date=days[1])]
        assert folded(*items) == [["a"], ["b"]]


def test_two_outlets_on_one_fact_are_one_point() -> None:
    items = [
        candidate("The port of Selm will lay off 640 dockers from March 3, its owner said.", "a"),
        candidate(
            "Selm port is to cut 640 dockers’ jobs from March 3, according to its owner.", "b"
        ),
    ]
    assert folded(*items) == [["a", "b"]]


def test_copies_of_one_sentence_from_one_outlet_are_one_point_without_a_dispute() -> None:
    copies = [
        candidate(
            f"Sales of sea salt grew {n}.3 percent in March from a year before, the guild said.",
            f"n{n}",
            outlet="Brine Weekly",
        )
        for n in range(100, 140)
    ]
    (topic,) = plan(Candidates(tuple(copies))).topics
    assert len(topic.reports) == 40
    assert (topic.agreeing, topic.disputing) == ((), ())


def test_a_point_names_twelve_sources_and_four_values_at_most() -> None:
    told = [
        candidate(
            f"The flood in Orsk killed {12 + n // 10} people on Monday, the rescue service said.",
            f"n{n}",
            date="2025-06-09",
            outlet=f"Outlet {n}",
        )
        for n in range(60)
    ]
    todo = plan(Candidates(tuple(told)))
    (point,) = compose(todo, [0], Config(), {}).points
    assert len(point.also_in) == 11
    assert len({c.value for c in point.conflicts}) == len(point.conflicts) == 4
    assert point.further > 0


@pytest.mark.parametrize(
    ("quoted", "report"),
    [
        ("The ministers agreed in Osh on Monday to open the Karasu border crossing on March 3, "
         "Deputy Premier Aida Lim told a briefing.",
         "Deputy Premier Aida Lim told a briefing in Osh on Monday that talks would go on."),
        ("The Bank of Orsk has left its main interest rate at 4.75 percent again, as expected.",
         "The main interest rate of the Bank of Orsk is set to remain at 4.75 percent again."),
        ("Tarn Motor expects to cut 12,800 jobs after its $16 billion takeover of Roden Vans.",
         "Tarn Motor agreed to the $16 billion takeover of Roden Vans."),
    ],
)  # fmt: skip
def test_a_source_that_says_less_than_the_point_is_not_cited(quoted: str, report: str) -> None:
    (first, *_) = plan(
        Candidates((candidate(quoted, "a"), candidate(report, "b", score=0.5)))
    ).topics
    assert [s.id for s in first.sources] == ["a"]


def test_the_order_of_two_reports_does_not_count() -> None:
    one = candidate(
        "Osh will get its first school of mines in autumn, when Talas College and the Roden "
        "Institute start joint courses for 180 students, the two said on Tuesday.",
        "a",
    )
    other = candidate(
        "In a former mill in Osh, 200 students will begin in autumn to study mining for degrees "
        "that are valid in Norway as well as at home.", "b"
    )  # fmt: skip
    first, second = profiles([one, other])
    assert probability(first, second) == probability(second, first)
    assert probability(first, second, least=True) == probability(second, first, least=True)
