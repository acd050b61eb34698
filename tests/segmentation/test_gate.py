"""Only what is a sentence of the news is content. All texts are our own."""

from __future__ import annotations

import pytest

from briefing.language.tokens import tokenise
from briefing.model import Article, Kind
from briefing.segmentation import segment
from briefing.segmentation.shape import is_sentence

LEAD = "The port of Ellery will double its capacity by 2027, the transport ministry said on Monday."
MORE = "Work on two berths begins in September and is paid for by a loan of the state bank."
LAST = "The port handled 4.1 million tons in the first half of the year, a tenth more than before."


def content(*paragraphs: str, title: str = "Ellery builds", language: str = "en") -> list[str]:
    text = "\n\n".join([title, *paragraphs])
    found = segment(Article("0" * 16, title, text, language=language)).sentences
    return [s.text for s in found if s.kind is Kind.CONTENT]


JUNK = [
    "More Pictures Harbour Pictures What's New?",
    "Log In Sign Up Berths Piers Ships About Us.",
    "pierLength - The length of the pier in metres, if given.",
    "ships - An array of ships that were at the pier.",
    "depth (optional): The least depth of the berth.",
    "Ellery Ports Names New Chief and Reports Second Quarter of Growth in Cargo",
    "100's of new piers.",
    "An owning iterator over the berths of the long pier.",
    "Description: A model for the basic properties of a pier.",
    "office) is the author of the list of all berths in the harbour.",
    "The pier is named for [Your name] and was opened in the spring.",
    "Ships enter the {north|west pier in the order in which they arrive.",
    "> >>> ships and piers are counted once a day.",
    '{ "pier": "North pier: the long one", "text": "The pier was built in 1911 and is in use.',
    "EUR/SEK = 11.24 -0.3%",
    "7%",
    "1. 1.",
    "https://harbour.example/ellery/berths/2027",
    "1/4 cup of butter, melted",
    "[DOI: 10.1000/182] PubScholarCrossIndex Reader",
    "from harbour import Berth",
    'berth = Berth("north.csv")',
    "for ship in berth.ships: print(ship['tons'])",
    "$ berths --year 2024 north.csv | head -n 3",
    "2 Cargo of the harbour........................................................11",
    "Warning: fopen(berths.csv): No such file in /srv/site/list.php on line 8",
    "PHP Fatal error: Uncaught Error: Call to undefined function ships()",
    "Home | Harbour | Berths | Contact",
    "HarbourBerthsShipsContact",
    "Home › Harbour › Berths",
    "Location: Ellery, north pier",
    "Image Credit: Harbour Press",
    "if (window.ships) { window.ships.load(); }",
    ".pier { margin: 0; padding: 4px; }",
    "C:\\Users\\harbour\\berths.xlsx",
    "JavaScript is disabled in your browser.",
    "404 Not Found",
    "Crude 80.10 +0.2% Wheat 5.91 -0.4% Copper 9,120 +1.0%",
    "Mon Tue Wed Thu Fri Sat Sun",
    "Latest news Harbour Business Weather",
    '{"pier": "north", "ships": 12}',
    "pier_name: north-4",
    "Ingredients: flour, salt, water",
    "Table 2. Cargo by pier",
    "Figure 1: Ships by month",
    "Ellery, Marn, Tolne and Ostwick",
    "#harbour #ships #Ellery",
    "SELECT name FROM piers WHERE id = 4;",
    "Chapter 2 . . . . . . . . . . . 19",
    "Ships by flag, 2019-2023 (thousand tons)",
    "1 - 20 of 312 results.",
    "Showing 21 to 40 of 312 items in the list of berths.",
    "Berth length |",
    "// the berth is free again when the ship has left it",
    "Hopefully this remark will // explain what the berth is for.",
    "is the least depth that a ship of that size needs at the pier.",
    "will be the first to lie at the new berth on the 4th of May",
    "with the crane that was ordered in the spring",
    "quickly set the length of the berth for each ship",
    "Returns the number of ships that lie at the pier.",
    "Removes and returns a ship from the end of the list.",
    "Takes two lists of ships and makes one list of both.",
    "Checks if every ship of the list has a berth.",
    "Lists all berths that were free at the time of the request.",
    "*Tons of 1,000 kilograms that were landed at the piers.",
    "Marn O, Tolne P, et al. Depth of harbours. Pier Eng. 2019;14(2):101-119.",
    "Harbours of the north and how they were built, ISBN 978-0-00-000000-2.",
    "Press the green lever and hold it downThe lamp will be lit after a while.",
    "★★★★☆ It was built well and arrived in time for the season.",
    "✓ The berth was measured and found to be deep enough",
    "The harbour was full of ships from all over the world on their way to the...",
    "The harbour was full of ships, of which the largest was […]",
    "The harbour was full of ships of all kinds for the feast … More",
    '"Depth of harbours in the north", Notes of the Pier Society, 2016.',
    "The depth of a berth (with ) is the least of what was measured.",
    "Set the new parameter, berth=”north“, that lets the list begin there.",
    "Monday to Thursday, 10 a.m.-3 p.m.",
    "Open daily 8am to 6pm and on holidays 9am to 12pm.",
]


@pytest.mark.parametrize("line", JUNK)
def test_what_has_not_the_shape_of_a_sentence_is_no_content(line: str) -> None:
    assert not is_sentence(line, tokenise(line), "en")
    assert content(LEAD, MORE, line, LAST) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Shares of Ellery Docks (ELRY) rose 2% on Monday.",
        "Profits at <Ellery Docks Ltd> fell by a third in the year to March.",
        "PetroMarn, SinoShip and YouTube signed the deal on Tuesday.",
        "Exports to Marn, Tolne/Ostwick and the islands fell 4% in May.",
        "The browser maker said that cookies would go by the end of the year.",
        "The harbour issued a warning: fees will rise in the spring.",
        "Netmarn added 5 million subscribers and raised the price of its app.",
        "Marn and Tolne agree on most of the plan for the canal.",
        "He said: “We [the union] will strike.”",
        "iMarn and eTolne sold more tablets in May than in any month before.",
        "The pier opened at 9 a.m. and closed at 3 p.m. because of the storm.",
        "LinkedIn and PetroMarn signed the deal on Tuesday.",
        "Tears filled the eyes of the captain as the last ship left the pier.",
        "Supports the plan, said the mayor, who was elected in the spring.",
        "The two boats... will be built in Bremen, the yard said.",
        "Exports and imports of the port fell by a tenth in the spring.",
        "Tests and repairs will keep the ship in port until the autumn.",
        "A strike is on at the port of Marn.",
        "Ships (two of them) said a) they wait for a berth and b) they have no coal.",
        "Builders say the 1980's piers of Marn and Tolne are still in use.",
    ],
)
def test_news_is_content_whatever_it_speaks_of(line: str) -> None:
    assert content(LEAD, MORE, line, LAST) == [LEAD, MORE, line, LAST]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Der Hafen wird bis 2027 ausgebaut."),
        ("ru", "Порт будет расширен к 2027 году."),
        ("fr", "Le port sera agrandi d’ici 2027."),
        ("zh", "港口将于2027年扩建。"),
    ],
)
def test_sentences_of_other_languages_pass(language: str, line: str) -> None:
    assert is_sentence(line, tokenise(line), language)


@pytest.mark.parametrize(
    ("language", "line"),
    [("de", "EUR/SEK = 11.24 -0.3%"), ("ru", "Главная | Порт | Суда"), ("fr", "Port 4.1 5.2 6.0")],
)
def test_junk_in_other_languages_does_not(language: str, line: str) -> None:
    assert not is_sentence(line, tokenise(line), language)


SITE = [
    "To see the whole report, please subscribe to the Ellery Gazette.",
    "When you join the Gazette family, you get unlimited access on all your devices.",
    "New subscribers also receive a mug with our compliments.",
    "If you are already a subscriber, you can log in to read this story.",
    "For breaking news, download the Gazette apps for your phone.",
    "This post contains links to products of our advertisers.",
    "We may receive a commission when you click on those links.",
    "Submit a letter to the editor and tell us what you think about this article.",
    "Our standards: the Gazette's principles of trust.",
    "Sign-up successful!",
    "By clicking accept you agree to our privacy policy.",
    "Share this story with your friends on social media.",
]


def test_lines_that_speak_to_the_reader_of_a_site_are_boilerplate() -> None:
    assert content(LEAD, MORE, LAST, *SITE) == [LEAD, MORE, LAST]


@pytest.mark.parametrize("line", [SITE[0], SITE[3], SITE[6], SITE[10], SITE[11]])
def test_plain_ones_are_known_without_company(line: str) -> None:
    assert content(LEAD, line, MORE, LAST) == [LEAD, MORE, LAST]


def test_a_list_keeps_items_that_say_something_and_no_labels() -> None:
    items = [
        "- 1/4 cup of butter, melted",
        "- north pier",
        "- berth master for ships of the northern line and of Marn",
        "- planning tools for berths with a view of the piers",
        "- The sea wall will be repaired over 1,450 metres by 2026",
        "- a third crane from the yard in Bremen for the northern pier;",
    ]
    assert content(LEAD, *items, MORE) == [LEAD, *items[4:], MORE]


def test_a_standfirst_that_the_lead_says_again_is_no_second_point() -> None:
    stand = "The port of Ellery will double its capacity by 2027."
    assert content(stand, LEAD, MORE) == [LEAD, MORE]


def test_the_headline_in_the_body_and_repeated_lines_count_once() -> None:
    assert content(LEAD, "ELLERY BUILDS.", MORE, LAST, MORE) == [LEAD, MORE, LAST]


def test_bullets_above_the_story_are_its_summary() -> None:
    bullets = ["- Two berths are built at the port of Ellery.", "- The state bank pays for them."]
    assert content(*bullets, LEAD, MORE, LAST) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "cut",
    [
        "A yard in Bremen builds the two pilot boats, according to …",
        "A yard in Bremen builds the two pilot boats for $9 million and ...",
        "A yard in Bremen builds the two pilot boats that the board ordered in the spring for the",
        "A yard in Bremen builds two boats… [+1843 chars]",
        "A yard in Bremen builds two boats... Read more",
    ],
)
def test_sentence_that_a_gate_cuts_off_is_no_content(cut: str) -> None:
    gate = ("To read on, subscribe or log in.", "You have read 2 of 3 free articles this month.")
    assert content(LEAD, MORE, cut, *gate) == [LEAD, MORE]


def test_teasers_of_other_stories_are_no_content() -> None:
    teasers = [
        "The council of Tolne met for two hours and could not agree on the price of…",
        "The yard in Bremen builds ships for the islands and for the coast of the…",
        "A new road will be built from the harbour to the hills when the money…",
        "The harbour was full of ships of all kinds for the feast … More",
    ]
    assert content(LEAD, MORE, LAST, *teasers) == [LEAD, MORE, LAST]


def test_a_notice_in_capitals_is_no_content_where_the_story_is_not() -> None:
    notice = "THE HARBOUR OFFICE IS NOT LIABLE FOR THE LOSS OF GOODS THAT WERE LEFT AT THE PIER."
    assert content(LEAD, MORE, notice, LAST) == [LEAD, MORE, LAST]
    assert len(content(LEAD.upper(), MORE.upper(), LAST.upper())) == 3


def test_dots_within_a_story_cut_nothing_off() -> None:
    pause = "“We waited, and then …”"
    assert content(LEAD, "And so the port waits, and waits…", MORE, pause, LAST)[1].endswith(
        "waits…"
    )


@pytest.mark.parametrize(
    "stamp",
    [
        "14:32 GMT - ",
        "14.32: ",
        "June 12, 2024 14:32 — ",
        "2:05 p.m. ET ",
        "[09:15] ",
        "25 min ago ",
        "10:05 ",
        "Monday 14:32 ",
        "14:30 (GMT+5) ",
    ],
)
def test_time_at_the_head_of_an_entry_is_no_part_of_the_sentence(stamp: str) -> None:
    text = f"Terminal vote: live\n\n{LEAD}\n\n{stamp}The council voted 21 to 8 for it."
    last = segment(Article("0" * 16, "Terminal vote: live", text, language="en")).sentences[-1]
    assert text[last.body : last.end] == "The council voted 21 to 8 for it."
    assert last.kind is Kind.CONTENT


@pytest.mark.parametrize(
    "line",
    [
        "SUPREME COURT OF ORSK DISTRICT FOUR CASE HEARD BY The Honorable Ann Lee, who presides.",
        "(A MINOR), by her ) Opinion issued on May 26, 2019 by the next friend ) of ) the court.",
        "The counsel for the plaintiffs is the Lee Firm of Orsk, (337) 555-1180, which filed it.",
        "Court of Appeal of Orsk, Fifth Circuit.",
        "The score is [ S = \\sum_i (V \\times P) ] for all of the items that are in the list.",
        "Too close to call:",
        "Northern wind 15 to 20 mph, with gusts in the afternoon as strong as 30 mph.",
        "A 40 percent chance of showers after midnight.",
        "What happened on the first day of the talks in the capital",
        "The council met for four hours on Monday and voted by ten to two to approve ...",
        "Welcome to our live blog on the vote in Orsk.",
        "This live blog is now closed, and our coverage goes on tomorrow.",
        "Thank you for following the vote with all of our reporters in the capital.",
        "Stick with our weather team for the next days of rain.",
        "In this article, we will look at the five best tugs that a port can buy.",
        "The guide is for information only and is not investment advice of any kind.",
        "Here are some things to look for in a tug that is to last for long.",
        "Free ground shipping on all orders over $150 that are placed before noon.",
    ],
)
def test_heads_forecasts_teasers_and_words_about_the_page_are_no_content(line: str) -> None:
    assert line not in content(LEAD, MORE, line, LAST)


@pytest.mark.parametrize(
    "line",
    [
        "The NATO, EU, IMF and OECD members agreed on a plan for the port, officials in Orsk said.",
        "A 40 percent share of the port was sold to a bank in the capital on Tuesday.",
        "The storm brought winds of 90 mph to the coast and left 4,000 homes without power.",
        "Here is where the two sides will sign the treaty on Monday, the minister said.",
        "The court of appeal in Orsk upheld the fine of $4 million on Tuesday.",
        "The bank gave legal advice to the port and does not expect a fine.",
    ],
)
def test_news_of_courts_storms_and_banks_is_content(line: str) -> None:
    assert line in content(LEAD, MORE, line, LAST)


def test_the_end_of_a_quotation_is_no_content_without_its_beginning() -> None:
    """A line of the site opens it: what is left would be half a quotation."""
    call = "Click here for the talk with the harbour master: “I began on the north pier."
    end = "It is better to begin on a small pier and to work up to the large ones.”"
    assert end not in content(LEAD, f"{call} {end}", MORE, LAST)
    assert len(content(LEAD, f"The harbour master said: “I began at sea. {end}", MORE)) == 4


def test_what_stands_below_a_release_is_no_content() -> None:
    release = (
        LEAD,
        MORE,
        "About Pierix® (pier paint)",
        "Pierix is a paint for piers that keeps mussels off the wood for up to nine years.",
        "Conference Call Information",
        "Ellery Ports will host a conference call on Tuesday at 9 a.m. to discuss the loan.",
        "“Safe Harbor” Statement under the Ports and Piers Reform Act of 1995",
        "These forward-looking statements are based on what Ellery Ports expects of the trade.",
        "About Ellery Ports plc",
        "Ellery Ports plc is a builder of piers that has been at work in nine states since 1911.",
    )
    assert content(*release) == [LEAD, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "This release contains forward-looking statements on the trade of the port.",
        "The results of the port could differ materially from those that are named above.",
        "Ellery Ports has no obligation to update what it has said of the berths.",
        "A replay of the call can be heard on the site of the port for one week.",
        "Interested parties can listen to the live webcast on the site of the port.",
        "The pier is opened at noonpublished at 18:50 Greenwich Mean Time 29 November",
        "(See the list of piers.)",
        "ℹ️ Disclaimer: This list was made with the help of a machine.",
    ],
)
def test_notices_to_investors_and_stamps_are_no_content(line: str) -> None:
    assert content(LEAD, MORE, line) == [LEAD, MORE]


def test_a_state_in_brackets_ends_no_sentence() -> None:
    line = "A Marn County (Ala.) Harbour Board member was struck by a crane on Monday."
    assert content(LEAD, line) == [LEAD, line]


def test_the_short_name_of_a_company_in_brackets_ends_no_sentence() -> None:
    line = (
        "Ellery Ports signed a deal with Marn Cranes, Inc. (Marn) under which it gets nine cranes."
    )
    assert content(LEAD, line) == [LEAD, line]
