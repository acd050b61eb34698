"""Reports disagree only where the facts do, and a newer state of an event is no disagreement."""

from __future__ import annotations

import pytest
from facts import candidate

from briefing.model import Candidate
from briefing.selection.conflicts import differences, disputes, settle


def pair(one: str, other: str, days: tuple[str, str] = ("", "")) -> tuple[Candidate, Candidate]:
    return (
        candidate(one, "a", date=days[0], outlet="Port Gazette"),
        candidate(other, "b", date=days[1], outlet="Island Mail"),
    )


def disputed(one: str, other: str, days: tuple[str, str] = ("", "")) -> list[tuple[str, str]]:
    return [(d.mine, d.theirs) for d in disputes(*pair(one, other, days))]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("It left 2,300 chilled boxes stuck.", "Some 2,600 chilled boxes waited.",
         ("2,300", "2,600")),
        ("It cost $40 million.", "It cost $45 million.", ("$40 million", "$45 million")),
        ("It grew 3.4 percent.", "It grew by 3.9%.", ("3.4 percent", "3.9%")),
        ("The plant opens in 2028.", "The plant opens in 2029.", ("2028", "2029")),
        ("It made £9.4 million.", "It made £94 million.", ("£9.4 million", "£94 million")),
        ("Talks were held on June 12.", "Talks were held on June 13.", ("June 12", "June 13")),
        ("It lost data of 3.8 million clients.", "It lost data of 4.1 million customers.",
         ("3.8 million", "4.1 million")),
        ("The leaders signed the border treaty on Tuesday.",
         "The border treaty was signed on Wednesday.", ("Tuesday", "Wednesday")),
        ("The first rocket of the type will lift off before the end of the year.",
         "The rocket’s first launch, the lift-off, is due in the first quarter of next year.",
         ("before the end of the year", "first quarter of next year")),
        ("The mine collapse killed 14 people and injured 30.",
         "At least 17 died and 30 were hurt when the mine collapsed.", ("14", "17")),
        ("Rosvik Oil bought the unit for $9.3bn to settle a $27bn tax bill.",
         "A shell company bought the unit for $9.4bn at auction.", ("$9.3bn", "$9.4bn")),
        ("Captain Rodel Abay was arrested when he reached the shore.",
         "Police detained the ship’s captain, Rommel Abad.", ("Rodel Abay", "Rommel Abad")),
        ("Deputy Foreign Minister Carla Benavides signed the protocol for Peru.",
         "The protocol was signed for Peru by Deputy Foreign Minister Hugo Paredes.",
         ("Carla Benavides", "Hugo Paredes")),
    ],
)  # fmt: skip
def test_reports_that_disagree(one: str, other: str, expected: tuple[str, str]) -> None:
    assert disputed(one, other) == [expected]
    assert disputed(other, one) == [(expected[1], expected[0])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Three parties agreed to govern Norland under Anna Berg.",
            "Anna Berg will govern Norland after her party agreed with two other parties.",
        ),
        (
            "The union expects 410 flights of the airline to be cancelled on Thursday.",
            "The airline cancelled 265 of its 430 flights on Thursday.",
        ),
        ("Norland sent 12 more trucks of grain.", "Norland sent 14 trucks of grain."),
        ("2,314 containers wait.", "About 2,300 containers wait."),
        ("2,314 containers wait.", "2,300 containers wait."),
        ("It cost $9.6 billion.", "It cost nearly $10 billion."),
        ("It is 100 km long.", "It is 62 miles long."),
        ("It shipped 1.45 million tonnes.", "It shipped 1,450,000 tonnes."),
        ("It shut 14 schools.", "Fourteen schools shut."),
        ("More than 700 companies came.", "720 companies came."),
        ("It met on June 12.", "It met on June 12, 2024."),
        ("It met in 2024.", "It met on June 12, 2024."),
        ("It cost $40 million and $165 million.", "It cost $40 million."),
        ("It costs 410 million rand.", "It costs $22.6 million."),
        ("It cost 40 million dollars.", "It cost 50 million Canadian dollars."),
        ("It cost 40 million Algerian dinars.", "It cost 50 million Iraqi dinars."),
        ("It built 14 schools.", "It built 9 hospitals."),
        ("Twelve of the 70 turbines will stop.", "At dawn 12 turbines will stop."),
        ("Lending rose by £7.1bn in December.", "Lending rose by £7.2bn in January."),
        ("Growth is at 9.5% a year.", "Investment is growing at 25% a year."),
        ("It had 412,000 guests, more than in 2024.", "It had 412,000 guests in 2025."),
        ("Prices are down 7% on 2025.", "Prices are the lowest since bidding began in 2016."),
        ("Minister Dana Suleimenova signed it.", "Energy Minister Dana Suleimenova signed it."),
        ("Minister Sergei Lavrov signed it.", "Minister Sergey Lavroff signed it."),
        ("Minister Dana Suleimenova signed it.", "Ambassador Henrik Salo signed it."),
        ("It opens in May, said manager Ana Cruz.", "It opens in May, manager Eli Roth said."),
        ("Ministers Ana Cruz and Eli Roth met.", "Minister Eli Roth met his colleague."),
        ("Minister Ana Cruz met Minister Jo Fey.", "Minister Eli Roth met Minister Ken Low."),
        ("26 billion texts were sent in 2004.", "2005 could see 30 billion texts."),
        ("The probe landed on Tuesday.", "On Wednesday the agency said the probe landed."),
        ("The crash killed 12 people and injured 40.", "The crash killed 12 and injured dozens."),
        ("The crash killed 12 people.", "The crash injured 15 people."),
        ("The strike lasted 12 days.", "The strike lasted two weeks."),
        ("The plant makes 5 to 6 million tonnes.", "The plant makes 5.5 million tonnes."),
        ("The bridge opens by 2030.", "The bridge opens in 2028."),
        ("Oil closed at $71.20 a barrel on Monday.", "Oil closed at $70.40 a barrel on Tuesday."),
        ("The toll rose to 18 from 12.", "The blast killed 12 people."),
        (
            "The ministry expects wheat imports of 1.5 mln tonnes in calendar 1997.",
            "The ministry forecasts an output of raw sugar of 1.8 mln tonnes in calendar 1997.",
        ),
    ],
)
def test_no_false_alarm(one: str, other: str) -> None:
    assert disputed(one, other) == disputed(other, one) == []


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("The flood killed 12 people in Orsk.", "The flood in Orsk killed 19 people."),
        ("The line will open before the end of the year.",
         "The line will open in the first quarter of next year."),
    ],
)  # fmt: skip
def test_a_newer_state_is_quoted_alone(older: str, newer: str) -> None:
    first, later = pair(older, newer, ("2025-11-12", "2025-11-20"))
    settled = settle([first, later])
    assert (settled.quoted, settled.agreeing, settled.disputing) == (later, (), ())


def test_an_outlet_does_not_disagree_with_itself() -> None:
    first = candidate("The flood killed 12 people in Orsk.", "a", outlet="Port Gazette")
    other = candidate("The flood in Orsk killed 19 people.", "b", outlet="Port Gazette")
    assert differences(first, other)
    assert disputes(first, other) == ()


def test_tolls_of_one_day_disagree_by_what_befell_the_people() -> None:
    first, other = pair(
        "At least 12 people were killed and 40 injured when a silo burst in Orsk on Monday.",
        "A silo burst in Orsk on Monday, killing 15 people and injuring 44.",
        ("2025-06-09", "2025-06-09"),
    )
    assert [(d.mine, d.theirs) for d in disputes(first, other)] == [("12", "15"), ("40", "44")]
