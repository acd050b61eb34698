"""A definite gets the name where it is sure, and is told to lean on its article otherwise."""

from __future__ import annotations

import pytest

import briefing
from briefing.coreference import resolve
from briefing.model import Article, Resolution
from briefing.segmentation import segment


def last(title: str, *paragraphs: str) -> Resolution:
    text = "\n\n".join((title, *paragraphs))
    return resolve(segment(Article(id="t", title=title, text=text)))[-1]


STEEL = "Karan Steel will close its oldest mill in July, the steelmaker said on Wednesday."


@pytest.mark.parametrize(
    ("lead", "sentence", "shown"),
    [
        (STEEL, "The company will lay off 600 workers.", "The company [Karan Steel] will lay off"),
        (STEEL, "The company's profit fell 4%.", "The company's [Karan Steel's] profit fell"),
        (
            STEEL,
            "Jobs will go by the end of the year, the company said.",
            "the year, the company [Karan Steel] said.",
        ),
        (
            "Tarn Motor chose Marn for its second plant, the carmaker said on Wednesday.",
            "The company will invest $310 million.",
            "The company [Tarn Motor] will invest",
        ),
        (
            "The Bukhara wind farm will power 300,000 homes, officials said on Monday.",
            "The farm will cost $610 million.",
            "The farm [Bukhara wind farm] will cost",
        ),
        (
            "Exports of Kazakhstan rose 4% in May, officials said on Monday.",
            "The country sold more oil.",
            "The country [Kazakhstan] sold",
        ),
        (
            "The Electoral Commission will count again, officials said on Monday.",
            "The commission wants more time.",
            "The commission [Electoral Commission] wants",
        ),
        (
            "Carmaker Roden will shut its plant at Orsk, officials said.",
            "The carmaker will lay off 600 workers.",
            "The carmaker [Roden] will lay off",
        ),
        (
            "UK retailer Roden will shut its shops at Orsk, officials said.",
            "The company employs 600 workers.",
            "The company [Roden] employs",
        ),
        (
            "Transport Minister Lena Cho opened the dam on Monday.",
            "Earlier, the minister had promised $9 million.",
            "Earlier, the minister [Lena Cho] had promised",
        ),
    ],
)
def test_a_sure_name_follows_the_noun(lead: str, sentence: str, shown: str) -> None:
    got = last("News of the day", lead, sentence)
    assert shown in got.wording
    assert got.standalone
    assert not got.vague


@pytest.mark.parametrize(
    ("lead", "sentence"),
    [
        (
            "Karan Steel will buy Osh Metal for $40 million, Osh Metal said.",
            "The company has debts.",
        ),
        (
            "Karan Steel and Osh Metal will merge, they said on Monday.",
            "Both companies have debts.",
        ),
        ("Two plants will be built near Osh, officials said.", "The plant will cost $40 million."),
        ("A new road to Osh was opened on Monday.", "The road will cost $40 million."),
        ("Kazakhstan and Uzbekistan opened a market.", "The country exports more."),
        ("Talks of the two states ended on Monday.", "The two sides agreed on a date."),
        ("Roden sued rival retailer Alder near Orsk.", "The retailer employs 600 workers."),
        ("Ministers of Lemnia met on Monday.", "The two-day summit ends in Orsk on Friday."),
        ("Ministers met in Orsk on Monday.", "The special meeting, called to end it, failed."),
        ("Lemnia will review its sales.", "The figure announced by Lena Cho is lower than 40."),
        ("A strike began in Orsk on Monday.", "The strike hit four mines of Osh Metal."),
        ("Save Orsk asked for help.", "A survey for the charity suggests that Lemnians vote."),
        ("Lena Cho refused the plan.", "On Monday, Tarn said this attitude would not help."),
        ("Roden and Alder are near Orsk.", "The lender employs 600 workers."),
        ("The Save Rivers, Not Dams campaign began in May.", "The campaign was disliked."),
        ("Copper and zinc went to Orsk in May.", "Exports of the same metals fell by 4%."),
        ("Karan Steel owns six plants.", "Two of these plants are in Orsk."),
        ("Osh Metal sold its ore in May.", "Sales rose by 4% in Orsk, the same figures showed."),
        ("Farmers of Orsk marched on Monday.", "Police met them in this northern city."),
        ("Kazakhstan and Uzbekistan opened a market.", "Prices in the country rose by 8%."),
        (
            "Lemnia sold licences for 40 wells on Monday.",
            "The average price was 7 percent below that of Orsk.",
        ),
        (
            "Lemnia pays Orsk for keeping its old woods.",
            "The programme pays 38 euros per hectare in Orsk.",
        ),
        (
            "Lemnia pays Orsk for keeping its old woods.",
            "The payments rise with the age of a wood in Orsk.",
        ),
        (
            "Roden redrew its site on Monday, its head said.",
            "The revamp, unveiled in Orsk, was prompted by Alder's growth.",
        ),
        ("Osh Metal sued six firms on Monday.", "In Orsk, the lawyers asked for $40 million."),
        (
            "Orsk voted on a new council on Monday.",
            "Early on Monday, the ballots were counted in Marn.",
        ),
        (
            "Orsk and Osh agreed to teach 900 welders.",
            "Under a mobility clause, diplomas of Osh will be recognised.",
        ),
        (
            "Osh Metal bought Roden for $40 million on Monday.",
            "Under the agreement, Roden's head Lena Cho will leave.",
        ),
        (
            "Osh Metal bought Roden for $40 million on Monday.",
            "Terms of the deal include a seat for Lena Cho of Alder.",
        ),
        (
            "Lemnia borrows more from Marn this year.",
            "Minister Cho said most of the one billion dlrs was for Orsk.",
        ),
        (
            "Shops of Orsk were busy before Christmas.",
            "Seasonally adjusted sales rose 1.2% before Christmas.",
        ),
        (
            "Alder kept its main rate at 4% on Monday.",
            "Rates rose in June, as the bank tried to cool lending.",
        ),
        (
            "Grain of Orsk sells well in Marn this year.",
            "Farm leaders said the board will cut prices in June.",
        ),
        (
            "Osh Metal sold its ore to Roden on Monday.",
            "The Finance Ministry will spend $40 million, Lena Cho said.",
        ),
        (
            "Osh Metal sold its ore to Roden on Monday.",
            "Copper rose by 4% in June, the government said.",
        ),
    ],
)
def test_a_doubtful_one_is_told_to_lean(lead: str, sentence: str) -> None:
    got = last("News of the day", lead, sentence)
    assert (got.wording, got.vague) == (sentence, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "The deal with Osh Metal is worth $40 million.",
        "The company that owns the port has debts.",
        "The Osh plant will cost $40 million.",
        "The project to widen the road begins in May.",
        "Lemnia's government will cut taxes.",
        "The Norwegian government will cut taxes.",
        "The dollar fell against the yen.",
        "The price of Osh copper rose by 7 percent.",
        "The programme called Green Root pays farmers of Orsk.",
        "The tariff approved by Orsk Council begins in May.",
        "The sum fell against the dollar.",
        "Osh Metal and Roden will sign the deal in June.",
        "Osh Metal will buy Roden, and Alder will lend for the deal.",
        "“We need the ore of Orsk,” Lena Cho of Alder said.",
        "Karan Steel will build a road to its mine, the government said.",
        "The steel exports of Osh rose by 4%.",
        "Sales of Osh Metal rose by 4% in May.",
        "Sales in Kazakhstan rose by 4% in May.",
        "Orsk will pay most of the $40 million that Osh Metal owes.",
        "Under the plan of Orsk Council, fares will rise.",
        "The film industry wants lower taxes.",
        "The biggest plant of Osh Metal opens on Friday.",
        "Karan Steel will lay off 600 workers, the company said.",
        "Karan Steel and Osh Metal mine in the same region.",
        "Osh Metal sold ore in May and again in June at the same price.",
        "Orsk will build two homes in this town of miners.",
        "Prices in Lemnia and the country around it rose by 8%.",
        "Shops in the country that buys the most steel are shut.",
    ],
)
def test_what_tells_which_one_it_is_stands_alone(sentence: str) -> None:
    assert last("News of the day", STEEL, sentence) == Resolution(True, sentence)


LONG = 3 * (
    "Lemnia will let Orsk hospital group Shifa hire 4,500 nurses a year, the ministers of both "
    "said on Monday after talks that began in March and were broken off twice over the pay of "
    "those who had come before them, most of whom went home again within a year. "
)


@pytest.mark.parametrize(
    ("sentence", "vague"),
    [
        ("From March 1, every worker will carry a card of the hospitals.", True),
        ("Saudi visitors will get 60-day visas on arrival.", False),
        ("OPEC members will get 60-day visas on arrival.", False),
        ("Workers will carry a card of the hospitals of Orsk.", False),
    ],
)
def test_a_sentence_below_the_lead_that_names_nobody_leans(sentence: str, vague: bool) -> None:
    assert last("News of the day", LONG, sentence).vague is vague
    assert not last("News of the day", sentence).vague  # the lead says what its article is about


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Orsk voted after Ms Cho gave in.", "Orsk voted after Ms [Lena] Cho gave in."),
        ("“Prices will rise,” Cho said.", "“Prices will rise,” [Lena] Cho said."),
        ("On Monday, Cho said that prices rise.", "On Monday, [Lena] Cho said that prices rise."),
        ("The bill of the Cho ministry passed.", "The bill of the Cho ministry passed."),
        ("Ms Lena Cho said “Mr Cho left”.", "Ms Lena Cho said “Mr Cho left”."),
    ],
)
def test_a_surname_that_speaks_gets_its_given_name(sentence: str, shown: str) -> None:
    assert last("News of the day", "Energy Minister Lena Cho left Orsk.", sentence).wording == shown


@pytest.mark.parametrize(
    ("dateline", "sentence", "shown"),
    [
        ("ORSK, June 3 (Wire) - ", "Rates rise, dealers here said.", "dealers here [Orsk] said."),
        ("NEW ORSK, June 3 (Wire) - ", "Ministers met here.", "met here [New Orsk]."),
        ("", "Rates will rise, dealers here said.", "Rates will rise, dealers […] said."),
        ("ORSK, June 3 (Wire) - ", "“I live here,” Cho said.", "“I live here,” Cho said."),
        ("ORSK, June 3 (Wire) - ", "Shops here in Orsk shut.", "Shops here in Orsk shut."),
    ],
)
def test_here_is_the_place_of_the_dateline(dateline: str, sentence: str, shown: str) -> None:
    lead = f"{dateline}The Lemnian dollar fell against the yen on Monday."
    assert shown in last("News of the day", lead, sentence).wording


def test_this_city_is_the_place_of_the_dateline_and_the_country_the_only_one_named() -> None:
    lead = "ORSK, June 3 (Wire) - Farmers from all over Kazakhstan marched on Monday."
    city = last("News of the day", lead, "Police met farmers in this northern city with gas.")
    assert city.wording == "Police met farmers in this northern city [Orsk] with gas."
    country = last("News of the day", lead, "Prices of grain in the country rose by 8% in a month.")
    assert country.wording == "Prices of grain in the country [Kazakhstan] rose by 8% in a month."
    own = last("News of the day", lead, "Grain is what most of the country's farms sell in June.")
    assert "the country's [Kazakhstan's] farms" in own.wording
    assert not (city.vague or country.vague or own.vague)


def test_the_government_is_that_of_the_country_in_the_title() -> None:
    lead = "The Finance Ministry's grants will rise by 3.8 percent in April, officials said."
    got = last("KAZAKHSTAN SPENDING SEEN UP", lead)
    assert got.wording.startswith("The Finance Ministry's [Kazakhstan's] grants will rise")
    assert not got.vague
    other = "Uzbekistan will pay more as well, its minister said."
    assert last("KAZAKHSTAN SPENDING SEEN UP", other, lead).vague
    assert last("SPENDING SEEN UP", lead).vague


def test_a_brief_of_several_articles_shows_no_definite_without_a_name() -> None:
    texts = [
        "Karan builds road\n\nKaran Roads and Osh Metal agreed on a road to the mine on Monday. "
        "The company will hire 900 people and spend $310 million on it in two years.",
        "Bank opens\n\nAlder Bank will open its first branch in Astana in September, it said. "
        "It lent $50 million to small firms last year and plans to lend twice as much.",
    ]
    brief = briefing.make([briefing.article(text) for text in texts])
    assert [p.text for p in brief.points if p.text.startswith("The company will")] == []


def test_a_bare_surname_gets_its_given_name_before_it() -> None:
    lead = "John Wells, head of the Steel Union, spoke in Osh on Monday."
    assert last("News", lead, "Wells said the strike would go on.").wording == (
        "[John] Wells said the strike would go on."
    )
    assert last("News", "The union met in Osh.", "Wells said it would go on.").wording == (
        "Wells said it would go on."
    )
