"""Figures are read as an editor reads them: whole, or not at all."""

from __future__ import annotations

import pytest

from briefing.language.quantities import figures


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
    ("text", "value", "normal"),
    [
        ("It shipped 240 600 tonnes of barley.", "240 600 tonnes", "kg:2.406e+08"),
        ("It shipped 240\u00a0600 tonnes.", "240\u00a0600 tonnes", "kg:2.406e+08"),
        ("It leased 1\u202f350 wagons.", "1\u202f350", "wagons:1350"),
        ("It paid Rs 4,200 crore for the port.", "Rs 4,200 crore", "inr:4.2e+10"),
        ("It is worth ₹1.4 lakh crore.", "₹1.4 lakh crore", "inr:1.4e+12"),
        ("A fee of Rs. 35 lakh was due.", "Rs. 35 lakh", "inr:3.5e+06"),
        ("It counted 23,45,678 voters.", "23,45,678", "voters:2.34568e+06"),
        ("Profit was CHF 3.1bn.", "CHF 3.1bn", "chf:3.1e+09"),
        ("Profit was CHF3.1 billion.", "CHF3.1 billion", "chf:3.1e+09"),
        ("The grant is 640 million KZT.", "640 million KZT", "kzt:6.4e+08"),
        ("The yard cost R85 million.", "R85 million", "zar:8.5e+07"),
        ("The line costs $7-8 billion.", "$7-8 billion", "usd:7e+09-8e+09"),
        ("It costs $7bn to $8bn.", "$7bn to $8bn", "usd:7e+09-8e+09"),
        ("The crop is 6 to 6.5 million tons.", "6 to 6.5 million tons", "kg:6e+09-6.5e+09"),
        ("It grew between 4 and 5 percent.", "between 4 and 5 percent", "%:4-5"),
        ("It takes 12-15 people.", "12-15", "people:12-15"),
        ("She ran it in 2 hours 41.5 minutes.", "2 hours 41.5 minutes", "hour:2.69167"),
        ("It lasts two years and six months.", "two years and six months", "month:30"),
        ("The rate is 7-1/4 pct.", "7-1/4 pct", "%:7.25"),
        ("It pumps 90,000 barrels a day.", "90,000 barrels a day", "bpd:90000"),
    ],
)
def test_a_figure_is_read_whole(text: str, value: str, normal: str) -> None:
    assert [(f.value, f.normal) for f in figures(text)] == [(value, normal)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On June 12 500 people came.", ["June 12", "500"]),
        ("In 2024 500 people came.", ["2024", "500"]),
        ("The rate rose from 2% to 2.25%.", ["2%", "2.25%"]),
        ("Output rose 3% to 3.5 tonnes.", ["3%", "3.5 tonnes"]),
        ("They lost 3-1.", ["3", "1"]),
        ("The 2023-24 season was short.", ["2023-24"]),
    ],
)
def test_neighbours_that_are_no_one_figure_stay_two(text: str, values: list[str]) -> None:
    assert [f.value for f in figures(text)] == values


def test_a_price_keeps_what_it_is_paid_for() -> None:
    assert [
        f.per for f in figures("It sold at $81.50 a barrel and 12 cents per kilowatt-hour.")
    ] == [
        "barrel",
        "kilowatt-hour",
    ]
