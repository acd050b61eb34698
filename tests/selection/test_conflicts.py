"""Reports disagree only where the facts do."""

from __future__ import annotations

import pytest

from briefing.selection.conflicts import differences, disputes


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2,300 chilled boxes stuck", "some 2,600 chilled boxes waited", (("2,300", "2,600"),)),
        ("It cost $40 million.", "It cost $45 million.", (("$40 million", "$45 million"),)),
        ("It grew 3.4 percent.", "It grew by 3.9%.", (("3.4 percent", "3.9%"),)),
        ("The plant opens in 2028.", "The plant opens in 2029.", (("2028", "2029"),)),
        ("It made £9.4 million.", "It made £94 million.", (("£9.4 million", "£94 million"),)),
        ("Talks were held on June 12.", "Talks were held on June 13.", (("June 12", "June 13"),)),
    ],
)  # fmt: skip
def test_reports_that_disagree(one: str, other: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert differences(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2,314 containers", "about 2,300 containers"),
        ("2,314 containers", "2,300 containers"),
        ("$9.6 billion", "nearly $10 billion"),
        ("100 km", "62 miles"),
        ("1.45 million tonnes", "1,450,000 tonnes"),
        ("14 schools", "Fourteen schools"),
        ("More than 700 companies", "720 companies"),
        ("on June 12", "on June 12, 2024"),
        ("in 2024", "on June 12, 2024"),
        ("$40 million and $165 million", "$40 million"),
        ("It costs $9.6 bn. The rest follows.", "It costs $9.6 billion."),
        ("410 million rand", "$22.6 million"),
        ("It cost 40 million dollars.", "It cost 50 million Canadian dollars."),
        ("It cost 40 million Algerian dinars.", "It cost 50 million Iraqi dinars."),
        ("14 schools", "9 hospitals"),
        ("Twelve of the 70 turbines will stop.", "At dawn 12 turbines will stop."),
        ("Lending rose by £7.1bn in December.", "Lending rose by £7.2bn in January."),
        ("Growth is at 9.5% a year.", "Investment is growing at 25% a year."),
        ("It had 412,000 guests, more than in 2024.", "It had 412,000 guests in 2025."),
        ("Prices are down 7% on 2025.", "Prices are the lowest since bidding began in 2016."),
    ],
)
def test_no_false_alarm(one: str, other: str) -> None:
    assert differences(one, other) == ()
    assert differences(other, one) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Captain Rodel Abay was arrested when he reached the shore.",
         "Police detained the ship’s captain, Rommel Abad.", (("Rodel Abay", "Rommel Abad"),)),
        ("Deputy Foreign Minister Carla Benavides signed the protocol for Peru.",
         "The protocol was signed for Peru by Deputy Foreign Minister Hugo Paredes.",
         (("Carla Benavides", "Hugo Paredes"),)),
        ("It lost data of 3.8 million clients.", "It lost data of 4.1 million customers.",
         (("3.8 million", "4.1 million"),)),
    ],
)  # fmt: skip
def test_disputes(one: str, other: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert disputes(one, other) == expected
    assert disputes(other, one) == tuple((b, a) for a, b in expected)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Minister Dana Suleimenova signed it.", "Energy Minister Dana Suleimenova signed it."),
        ("Minister Sergei Lavrov signed it.", "Minister Sergey Lavroff signed it."),
        ("Minister Dana Suleimenova signed it.", "Ambassador Henrik Salo signed it."),
        ("It opens in May, said manager Ana Cruz.", "It opens in May, manager Eli Roth said."),
        ("Ministers Ana Cruz and Eli Roth met.", "Minister Eli Roth met his colleague."),
        ("Minister Ana Cruz met Minister Jo Fey.", "Minister Eli Roth met Minister Ken Low."),
        ("26 billion texts were sent in 2004.", "2005 could see 30 billion texts."),
        ("The probe landed on Tuesday.", "On Wednesday the agency said the probe landed."),
    ],
)  # fmt: skip
def test_no_dispute(one: str, other: str) -> None:
    assert disputes(one, other) == disputes(other, one) == ()
