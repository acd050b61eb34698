"""Figures are read as an editor reads them, and disagree only where the facts do."""

from __future__ import annotations

import pytest

from briefing.language.quantities import figures
from briefing.selection.conflicts import differences, disputes


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("$9.6 billion", "usd:9.6e+09"),
        ("US$9.6bn", "usd:9.6e+09"),
        ("9.6 bln dlrs", "usd:9.6e+09"),
        ("€780 million", "eur:7.8e+08"),
        ("12.6bn ringgit", "myr:1.26e+10"),
        ("250,000 ringgit", "myr:250000"),
        ("168 bn CFA francs", "cfa franc:1.68e+11"),
        ("3 million Swiss francs", "chf:3e+06"),
        ("five Hong Kong dollars", "hkd:5"),
        ("50 million Canadian dollars", "cad:5e+07"),
        ("50 million US dollars", "usd:5e+07"),
        ("7 billion Japanese yen", "jpy:7e+09"),
        ("600,000 pounds sterling", "gbp:600000"),
        ("49 percent", "%:49"),
        ("49%", "%:49"),
        ("120-megawatt", "w:1.2e+08"),
        ("120 MW", "w:1.2e+08"),
        ("2.1 gigawatts", "w:2.1e+09"),
        ("1,450 km", "m:1.45e+06"),
        ("2,300 containers", "containers:2300"),
        ("Fourteen schools", "schools:14"),
        ("June 12", "date:612"),
        ("12 June 2024", "date:2.02406e+07"),
        ("in 2027", "date:2027"),
    ],
)
def test_a_figure_has_one_normal_form_however_it_is_written(text: str, normal: str) -> None:
    assert [f.normal for f in figures(text)] == [normal]


@pytest.mark.parametrize(
    "text", ["Mi-17 helicopters", "the G7", "COVID-19", "No one came", "v2.3.4"]
)
def test_names_with_digits_are_no_figures(text: str) -> None:
    assert figures(text) == ()


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
