"""Key figures say what is measured and of what, in words of the point, or are not shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.model import Conflict, KeyFigure, Point
from briefing.selection.key_figures import key_figures, labelled


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("Trade between the neighbours reached $320 million in 2025.", "$320 million",
         "trade between the neighbours"),
        ("Lemnia’s rail freight rose to 18 million tonnes.", "18 million tonnes",
         "Lemnia’s rail freight"),
        ("The bank approved a $75 million loan for the harbour.", "$75 million",
         "loan for the harbour"),
        ("Helvig will build a 300-megawatt solar plant.", "300-megawatt", "solar plant"),
        ("The bank lent for a 92-km rail spur from the mine to the port.", "92-km",
         "rail spur from the mine to the port"),
        ("Donors gave a 20 million Norwegian kroner grant for the port.",
         "20 million Norwegian kroner", "grant for the port"),
        ("Imports cover 44 percent of the fuel needs of Lemnia.", "44 percent",
         "of the fuel needs of Lemnia"),
        ("Kesrin will pay $90 million for 30 percent of the Onda copper deposit, it said.",
         "30 percent", "of the Onda copper deposit"),
        ("The funds signed contracts with Helvig Energy worth €2.1 billion.", "€2.1 billion",
         "Helvig Energy"),
        ("Funds invested $4.4 billion in Kazakh rail.", "$4.4 billion", "invested in Kazakh rail"),
        ("The state approved a $2 billion expansion of the Kelso copper mine.", "$2 billion",
         "expansion of the Kelso copper mine"),
        ("It will build a packaging plant in Ganja for $27 million.", "$27 million",
         "to build packaging plant in Ganja"),
        ("Some 600 schools have signed up, the ministry said.", "some 600",
         "schools have signed up"),
        ("Exports of barley from Lemnia rose 12 percent in May.", "12 percent",
         "rise in exports of barley from Lemnia"),
        ("Profits at Alder Bank fell 9%.", "9%", "fall in profits at Alder Bank"),
        ("Tarn Motor agreed to buy gearbox maker Roden for $260m.", "$260m",
         "to buy gearbox maker Roden"),
        ("The watchdog fined Alder Bank 3 million francs.", "3 million francs",
         "fine for Alder Bank"),
        ("Tarn Motor will cut 600 jobs.", "600", "jobs to be cut by Tarn Motor"),
        ("Sarn Lines will carry up to 700 containers a month on the route.", "up to 700",
         "containers a month to be carried by Sarn Lines"),
        ("Alder Bank earned $41 million in 2025.", "$41 million", "earned by Alder Bank"),
        ("The quake killed at least 38 people in Orsk.", "at least 38", "people killed in Orsk"),
        ("The plant [Selm steel plant] will cost $610 million.", "$610 million",
         "cost of Selm steel plant"),
        ("Cold weather pushed US crude oil prices above $71 a barrel.", "above $71 a barrel",
         "US crude oil prices"),
        ("Lemnia signed a $7-8 billion deal with the port of Selm.", "$7-8 billion",
         "deal with the port of Selm"),
        ("Exports of flour from Lemnia reached 240 600 tonnes.", "240 600 tonnes",
         "exports of flour from Lemnia"),
        ("Lemnia’s €3 billion rebate on farm duties is safe, it said.", "€3 billion",
         "Lemnia’s rebate on farm duties"),
        ("Helvig signed a $1.2 billion contract to build a gas plant at Onda.", "$1.2 billion",
         "contract to build gas plant at Onda"),
        ("Helvig will spend 40 million euros on test drilling for a tunnel beneath Selm Bay.",
         "40 million euros", "to be spent on test drilling for a tunnel"),
        ("They agreed to build a container terminal at Onda with a capacity of 2.5m TEU.",
         "2.5m TEU", "capacity of container terminal at Onda"),
        ("Helvig will modernise the Roden power plant at a cost of $800 million.", "$800 million",
         "to modernise Roden power plant"),
        ("The Bank of Lemnia left interest rates on hold at 4.75% on Tuesday.", "4.75%",
         "interest rates, Bank of Lemnia"),
        ("Lemnia’s central bank raised its key rate to 14.75 percent.", "14.75 percent",
         "key rate, Lemnia"),
        ("Lemnia has raised the limit for foreign stakes in telecoms from 49% to 74%.", "74%",
         "limit for foreign stakes in telecoms, Lemnia"),
        ("Tarn Air is cutting domestic fares by as much as 50% to fill its jets.", "as much as 50%",
         "cut in domestic fares, Tarn Air"),
        ("UK boot maker Roden posted a 22% rise in annual profit to £16m.", "22%",
         "rise in annual profit, Roden"),
        ("UK boot maker Roden posted a 22% rise in annual profit to £16m.", "£16m",
         "annual profit, Roden"),
        ("General Harbour sales in Lemnia reached $41 million.", "$41 million",
         "General Harbour sales in Lemnia"),
        ("Kesrin is among the five largest investors, with investment volume reaching $9 billion.",
         "$9 billion", "investment volume, Kesrin"),
        ("More than 700 firms with Kesrin money are successfully trading in the ports of Lemnia.",
         "more than 700", "firms with Kesrin money are trading in the ports of Lemnia"),
        ("A quake hit; 14 were injured in the Kazakh town of Selm.", "14",
         "people injured in Selm"),
        ("Quarterly profits at ferry firm Sarn Lines rose 76% to $1.1bn.", "$1.1bn",
         "quarterly profits at ferry firm Sarn Lines"),
        ("Kesrin will buy 3 billion cubic metres of natural gas a year.", "3 billion cubic metres",
         "natural gas a year to be bought by Kesrin"),
        ("Helvig secured $450 million from the Gulf Fund.", "$450 million", "secured by Helvig"),
        ("Kesrin lent Lemnia $6bn to rebuild the port.", "$6bn", "lent to Lemnia by Kesrin"),
        ("Tram maker Roden has been fined 50,000 euros (£35,000) over dust.", "50,000 euros",
         "fine for Roden"),
        ("U.K. wool exports to Lemnia rose 12 percent in May.", "12 percent",
         "rise in U.K. wool exports to Lemnia"),
        ("Lemnia’s defence budget has been raised 7.8% to 830bn rupees.", "830bn rupees",
         "Lemnia’s defence budget"),
        ("Lemnia’s gold reserves showed a sharp fall of $287 million in May.", "$287 million",
         "fall in Lemnia’s gold reserves"),
        ("Tarn Motor saw its net profits fall 37% in the quarter.", "37%",
         "fall in net profits, Tarn Motor"),
        ("For the whole of 2025, Tarn Motor earned $3.7bn.", "$3.7bn", "earned by Tarn Motor"),
        ("The state granted Kesrin Power a Rs 4,200 crore loan for the dam.", "Rs 4,200 crore",
         "loan for the dam"),
        ("Tarn Motor is recalling nearly 200,000 vans in Lemnia.", "nearly 200,000",
         "vans in Lemnia to be recalled by Tarn Motor"),
        ("The Kazakh economy added 37,000 jobs in October.", "37,000",
         "jobs added by Kazakh economy"),
        ("Lemnia exported 84,960 tonnes of rice in the week, up from 80,498.", "84,960 tonnes",
         "rice exported by Lemnia"),
        ("Alder Mills employs 2,400 people in Orsk.", "2,400",
         "people in Orsk employed by Alder Mills"),
        ("Shares in Helvig Steel, which is building the port of Selm, fell as much as 19%.",
         "as much as 19%", "fall in shares in Helvig Steel"),
        ("Shares in music firm Alder have sunk by more than 16%.", "more than 16%",
         "fall in shares in music firm Alder"),
        ("Lemnia’s trade gap hit an all-time high of $671.7bn in 2025.", "$671.7bn",
         "Lemnia’s trade gap"),
        ("The value of Lemnia’s housing stock reached the £3.3 trillion mark.", "£3.3 trillion",
         "value of Lemnia’s housing stock"),
        ("Lemnia’s rail carloadings totalled 26,108 cars in the week.", "26,108",
         "Lemnia’s rail carloadings"),
        ("Lemnian unemployment rose 7,000 in November.", "7,000", "rise in Lemnian unemployment"),
        ("Sport funding in Lemnia is facing a 20% reduction over three years.", "20%",
         "reduction in sport funding in Lemnia"),
        ("Strong sales helped Roden boost its profits by more than 40% in 2025.", "more than 40%",
         "rise in profits at Roden"),
        ("Five Alder units have agreed to pay a total of $515m to settle an inquiry into fees.",
         "$515m", "to settle inquiry into fees"),
        ("Roden has struck a deal to supply Tarn Motor with 30,000 gearboxes.", "30,000",
         "gearboxes to be supplied to Tarn Motor"),
        ("Helvig has agreed to pay a $1.5m fine for bribing an official.", "$1.5m", "fine, Helvig"),
        ("They signed for a $320 million, 300 MW solar plant in the Onda region.", "$320 million",
         "solar plant in the Onda region"),
        ("Snow took crude oil prices past $71 a barrel on Tuesday.", "past $71 a barrel",
         "crude oil prices"),
        ("The company [Helvig Steel] will invest $90 million in a mill at Orsk.", "$90 million",
         "to be invested in a mill at Orsk"),
    ],
)  # fmt: skip
def test_the_label_is_what_the_sentence_says_is_measured(text: str, value: str, label: str) -> None:
    rows = [(v, x) for _, _, v, x in labelled(text)]
    if label == "Helvig Energy":  # a name is not what is measured
        assert rows == []
    else:
        assert (value, label) in rows


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Tarn Air plans to raise $1bn from the sale of its hotels.",
         "to be raised by Tarn Air (planned)"),
        ("Lemnia’s wheat imports are expected to fall to 1.5 million tonnes.",
         "Lemnia’s wheat imports (expected)"),
        ("The fund expects Lemnia’s economy to grow by 4.5 percent in 2026.",
         "rise in Lemnia’s economy (expected)"),
        ("Zambian copper output will reach 13,000 tonnes this year.",
         "Zambian copper output (expected)"),
        ("Tarn Motor has forecast sales growth of at least 10%.",
         "sales growth, Tarn Motor (expected)"),
        ("The fund is to cut its growth forecast for the Lemnian economy from 1.8% to 0.8%.",
         "growth forecast for the Lemnian economy"),
        ("Lemnia’s power output will reach 40 terawatt-hours by 2035.", None),
        ("Alder Bank is set to close its $102bn offer for holders of Lemnia’s bonds.",
         "offer for holders of Lemnia’s bonds"),
    ],
)  # fmt: skip
def test_a_figure_of_a_plan_or_a_forecast_says_so(text: str, label: str | None) -> None:
    assert [words for *_, words in labelled(text)] == ([label] if label else [])


@pytest.mark.parametrize(
    "text",
    [
        "Output was 7 percent below last year’s.",
        "Some 3,400 of its 5,100 workers walked out.",
        "The two ministers met for three hours on June 12, 2026.",
        "It will cost 410 million rand.",
        "They adopted a plan for farms, water and climate resilience worth EUR 540 million.",
        "It was sold to an undisclosed bidder at auction months ago for $340,000.",
        "The minister came for a three-day visit.",
        "The 22-cap winger will be missed.",
        "It comes out in 50 countries.",
        "Lemnia wants to draw 40 percent of its power from the wind by 2030.",
        "Alder Bank hopes to earn $50 million next year.",
        "Tarn Motor could invest $90 million in a plant at Selm.",
        "Net profit rose 12 percent to $41 million.",
        "She won in 2 hours 41.5 minutes.",
        "Prices in Lemnia are compared with 8.4 percent in May.",
        "Alder Bank denied that it had lost $90 million in Lemnia.",
        "Mara Roden, 52, turned 48 at the age of 47 in the 18th century.",
        "The council won a third term, and the fall continued for a third year.",
        "The talks to sell the port of Selm for $700 million collapsed.",
        "Lemnia and Kesrin open talks on a $50 billion imbalance.",
        "She wore the £20.99 boots from the high street in Selm.",
        "Output from mills, mines and quarries rose 0.3%.",
        "The chancellor got a £2.1bn boost in his efforts to meet the rule.",
        "Lemnia reported a 14% jump in the number of citizens who live with the fever.",
        "At least 807 people were killed, just fewer than a year ago.",
        "Some 2,000 jobs at the Selm plant may be cut if investment in it goes ahead.",
        "Players get a chance to take part in a $1m tournament thanks to one of the teams.",
        "Mara Roden has launched a £1.5m bid for the club.",
        "Traders estimate that Lemnia is producing up to one million bpd above its share.",
        "Traders will sell 400 tonnes in Lemnia.",
        "Lemnia pumps more than a ceiling of 15.8 million bpd agreed in Geneva last May.",
        "Bean imports are forecast to rise to 425,000 tonnes.",
        "Reserves moved into surplus after a 140 billion franc deficit in Lemnia’s trade.",
        "Exporters estimated that around 600,000 tonnes of Lemnian wheat has been sold.",
    ],
)
def test_a_figure_of_uncertain_meaning_is_left_out(text: str) -> None:
    assert labelled(text) == ()


def point(text: str, source: int = 1) -> Point:
    return Point(text, text, source, 0, len(text), "energy", 0.5)


LOAN = point("The bank approved a $75 million loan for the harbour.", 2)
PIPE = point("The crews finished a 118-km steel pipe to the harbour.", 1)
JOBS = point("Tarn Motor will cut 600 jobs.", 3)
MINE = point("The state approved a 900 billion tenge expansion of the Kelso mine.", 4)


def test_the_biggest_sums_come_first_and_keep_their_sources() -> None:
    assert key_figures([JOBS, LOAN, PIPE, MINE]) == (
        KeyFigure("900 billion tenge", "expansion of the Kelso mine", 4),
        KeyFigure("$75 million", "loan for the harbour", 2),
        KeyFigure("118-km", "steel pipe to the harbour", 1),
        KeyFigure("600", "jobs to be cut by Tarn Motor", 3),
    )


def test_a_figure_in_dispute_or_told_by_another_label_is_left_out() -> None:
    disputed = replace(JOBS, conflicts=(Conflict("600", 3), Conflict("640", 1)))
    assert all(f.source != 3 for f in key_figures([disputed, LOAN, MINE]))
    trains = point("Helvig signed a $240 million contract to buy 30 electric trains.", 4)
    assert [f.value for f in key_figures([trains, LOAN])] == ["$240 million", "$75 million"]


def test_a_lone_figure_makes_no_strip_and_more_than_five_are_cut() -> None:
    assert key_figures([LOAN]) == ()
    assert len(key_figures([JOBS, LOAN, PIPE, MINE, LOAN, PIPE, LOAN])) == 5
