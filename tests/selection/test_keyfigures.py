"""Key figures say what a number measures, in the point's own words, or are not shown."""

from __future__ import annotations

import pytest

from briefing.model import KeyFigure, Point
from briefing.selection.key_figures import key_figures, labelled


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("Trade between the neighbours reached $320 million in 2025.", "$320 million",
         "Trade between the neighbours"),
        ("Rail freight on it rose to 18 million tonnes.", "18 million tonnes", "Rail freight"),
        ("The bank approved a $75 million loan for the harbour.", "$75 million",
         "loan for the harbour"),
        ("Helvig will build a 300-megawatt solar plant.", "300-megawatt", "solar plant"),
        ("He won a $5 million grant for tests to find a cure.", "$5 million", "grant"),
        ("The bank lent for a 92-km rail spur from the mine to the port.", "92-km",
         "rail spur from the mine to the port"),
        ("Trade reached 168 bn CFA francs in 2025.", "168 bn CFA francs", "Trade"),
        ("Donors gave a 20 million Norwegian kroner grant for the port.",
         "20 million Norwegian kroner", "grant for the port"),
        ("Crews will lay 118 km of pipe before winter.", "118 km", "pipe"),
        ("Imports cover 44 percent of its fuel needs.", "44 percent", "of fuel needs"),
        ("The union wants a pay rise of 9 percent.", "9 percent", "pay rise"),
        ("The funds signed contracts worth €2.1 billion.", "€2.1 billion", "contracts"),
        ("Funds invested $4.4 billion in Kazakh rail.", "$4.4 billion", "invested in Kazakh rail"),
        ("The ship brought 240 electric buses to the port.", "240", "electric buses to the port"),
        ("The state approved a $2 billion expansion of the Kelso copper mine.", "$2 billion",
         "expansion of the Kelso copper mine"),
        ("It will build a packaging plant in Ganja for $27 million.", "$27 million",
         "packaging plant in Ganja"),
        ("Some 600 schools have signed up, the ministry said.", "600", "schools have signed up"),
        ("Of the pupils, 44% of girls take physics.", "44%", "of girls take physics"),
    ],
)  # fmt: skip
def test_the_label_is_what_the_sentence_says_is_measured(text: str, value: str, label: str) -> None:
    assert [(v, x) for _, _, v, x in labelled(text)] == [(value, label)]


@pytest.mark.parametrize(
    "text",
    [
        "Output was 7 percent below last year’s.",
        "Some 3,400 of its 5,100 workers walked out.",
        "The two ministers met for three hours on June 12, 2026.",
        "It will cost 410 million rand.",
        "The chancellor has a £2.1bn boost in his attempts to meet his golden rule.",
        "They adopted a plan for farms, water and climate resilience worth EUR 540 million.",
        "In the neighbour's case it is set to hit $12 billion.",
        "It was sold to an undisclosed bidder at auction months ago for $340,000.",
        "The minister came for a three-day visit.",
        "The 22-cap winger will be missed.",
        "It comes out in 50 countries.",
        "The $2 billion agreement Lemnos signed goes through.",
    ],
)
def test_a_figure_of_uncertain_meaning_is_left_out(text: str) -> None:
    assert labelled(text) == []


def point(text: str, source: int = 1) -> Point:
    return Point(text, text, source, 0, len(text), "energy", 0.5)


LOAN = point("The bank approved a $75 million loan for the harbour.", 2)
PIPE = point("Crews will lay 118 km of steel pipe before winter.", 1)
BUSES = point("The ship brought 240 electric buses to the port.", 3)


def test_the_strip_keeps_the_points_order_and_sources() -> None:
    assert key_figures([BUSES, LOAN, PIPE]) == (
        KeyFigure("240", "electric buses to the port", 3),
        KeyFigure("$75 million", "loan for the harbour", 2),
        KeyFigure("118 km", "steel pipe", 1),
    )


def test_fewer_than_three_figures_make_no_strip_and_more_than_five_are_cut() -> None:
    assert key_figures([LOAN, PIPE]) == ()
    shown = key_figures([BUSES, LOAN, PIPE, LOAN, PIPE, LOAN, PIPE])
    assert len(shown) == 5
    assert "electric buses to the port" not in {f.label for f in shown}
