"""The canonical text: paragraphs, unseen characters, title, date, outlet, language, encodings."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Article
from briefing.readers import ReadOptions, make_article
from briefing.readers.encoding import decode
from briefing.readers.options import Hints
from briefing.readers.paragraphs import paragraphs

LEAD = (
    "The port of Karsund opened a second quay on June 12, doubling the room for grain ships to "
    "2.4 million tonnes a year, the port authority said in a statement."
)


def article(body: str | list[str], name: str = "", **hints: str) -> Article:
    return make_article(body, location="x", options=ReadOptions(), hints=Hints(**hints), name=name)


def test_hard_wrapped_lines_become_paragraphs_and_short_lines_stay() -> None:
    text = (
        "By Ida Brekke and J. P. Moen\n"
        "KARSUND, May 3 (Fjord Wire) - The port opened a second quay that has\n"
        "room for 2.4 million tonnes of grain a year, and its director, President\n"
        "Moen, said more was to come. The fee falls to 3.60 a tonne, from 4.10.\n"
        "It stays there.\n"
        "   Exports rose by 7 percent last year, to 1.1 million tonnes of wheat and\n"
        "barley.\n"
        "What changes:\n"
        "- ships of up to 60,000 tonnes can load by day and by night, when there\n"
        "is light;\n"
        "- 120 jobs are added.\n"
    )
    assert paragraphs(text) == [
        "By Ida Brekke and J. P. Moen",
        "KARSUND, May 3 (Fjord Wire) - The port opened a second quay that has room for 2.4 million "
        "tonnes of grain a year, and its director, President Moen, said more was to come. The fee "
        "falls to 3.60 a tonne, from 4.10. It stays there.",
        "Exports rose by 7 percent last year, to 1.1 million tonnes of wheat and barley.",
        "What changes:",
        "- ships of up to 60,000 tonnes can load by day and by night, when there is light;",
        "- 120 jobs are added.",
    ]


def test_single_line_breaks_part_paragraphs_in_unwrapped_text() -> None:
    text = f"Mining\n{LEAD} It was dear.\nHealth\n{LEAD}"
    assert paragraphs(text) == ["Mining", f"{LEAD} It was dear.", "Health", LEAD]


def test_double_spaced_text_is_rejoined_but_short_paragraphs_are_not() -> None:
    lines = textwrap.wrap(f"{LEAD} {LEAD}", 60)
    assert " ".join(paragraphs("\n\n".join(lines))) == f"{LEAD} {LEAD}"
    assert len(paragraphs("\n\n".join(lines))) <= 2
    short = ["Rates stay at 5%.", "Prices rose in May.", "Wages fell again.", "Exports grew."]
    assert paragraphs("\n\n".join(short)) == short


def test_hyphen_at_a_wrapped_line_end_is_kept_without_a_blank() -> None:
    body = "A licence for the Karsund copper-\nnickel deposit went to a venture of the state."
    assert paragraphs(body) == [body.replace("\n", "")]


@pytest.mark.parametrize(
    "bad", ["\u202e", "\u200b", "\x00", "\x07", "\ufeff", "\u2066", "\ud800", "\x9b", "\U000e0041"]
)
def test_unseen_characters_are_gone(bad: str) -> None:
    made = article(f"Po{bad}rt opens{bad}\n\n{LEAD}{bad}")
    assert made.text == f"Port opens\n\n{LEAD}"
    made.text.encode("utf-8")


def test_no_break_spaces_and_typographic_marks_stay() -> None:
    body = (
        "It cost 6.1\u00a0million \u2013 \u201ctoo much\u201d\u2026 he\u202fsaid, don\u2019t you."
    )
    assert article(body).text == body


def test_title_is_prepended_only_when_the_text_has_it_not() -> None:
    assert article(LEAD, title="Quay opens").text == f"Quay opens\n\n{LEAD}"
    assert article(f"QUAY OPENS!\n\n{LEAD}", title="Quay opens").text == f"QUAY OPENS!\n\n{LEAD}"
    late = article(f"World news\n\nQuay opens\n\n{LEAD}", title="Quay opens")
    assert late.text == f"Quay opens\n\nWorld news\n\n{LEAD}"
    run_in = article(f"Second quay opens today {LEAD}", title="Second quay opens today")
    assert run_in.text == f"Second quay opens today\n\n{LEAD}"


def test_title_from_the_first_line_only_if_it_is_a_headline() -> None:
    assert article(f"Quay opens\n\n{LEAD}").title == "Quay opens"
    assert (
        article(f"{LEAD}\n\n{LEAD} More.", name="quay-opens_2024-06-12.txt").title == "quay opens"
    )
    assert article(LEAD).title == ""
    dated = f"Ferries return to Sarn.\n\nSARN, June 12 - {LEAD}"
    assert article(dated, name="a.txt").title == "Ferries return to Sarn."
    headline = "Helvig will reopen its old ferry quay."
    retold = f"{headline}\n\nHelvig will reopen the old quay to ferries. {LEAD}"
    assert article(retold, name="a.txt").title == headline
    told_on = "Helvig will reopen its old quay.\n\nThe first boat leaves in May."
    assert article(f"{told_on} {LEAD}", name="a.txt").title == "a"
    assert article(f"By Ida Brekke\n\n{LEAD}", name="a.txt").title == "a"


@pytest.mark.parametrize(
    ("body", "name", "hints", "date"),
    [
        (LEAD, "", {}, ""),
        (LEAD, "", {"date": "Wed, 12 Jun 2024 23:30:00 -0500"}, "2024-06-12"),
        (LEAD, "report-2024.txt", {}, "2024-06-12"),
        (LEAD, "2024-06-13.txt", {}, "2024-06-13"),
        (f"SEOUL, June 12 (Wire) -- {LEAD}", "", {}, ""),
        (f"SEOUL, Dec. 31 (Wire) -- {LEAD}", "20250102.txt", {}, "2024-12-31"),
        (f"Berlin, 7 May 2026. {LEAD}", "", {}, "2026-05-07"),
        (f"Title here\n\nPublished: 3 May 2024 10:00 GMT\n\n{LEAD}", "", {}, "2024-05-03"),
        ("He died on 4 February 2005 in Miami. " + LEAD, "", {}, ""),
        (LEAD, "", {"date": "soon"}, ""),
        (LEAD, "", {"date": "Summer 2024"}, "2024-06-12"),
    ],
)
def test_date(body: str, name: str, hints: dict[str, str], date: str) -> None:
    assert article(body, name, **hints).date == date


def test_outlet_and_author_from_the_text() -> None:
    made = article(f"Quay opens\n\nBy Ida Brekke, Ports Editor\n\nOSLO, May 3 (Wire) -- {LEAD}")
    assert (made.outlet, made.author) == ("Wire", "Ida Brekke")
    assert article(f"(CNN) -- {LEAD}").outlet == "CNN"
    assert article(f"By the river\n\n{LEAD}").author == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LEAD, "en"),
        ("Die Regierung wird das Kraftwerk mit dem Geld der Bank bauen und nicht verkaufen.", "de"),
        ("Le gouvernement a dit que les travaux de la centrale sont dans une phase finale.", "fr"),
        ("Президент объявил, что правительство построит станцию.", "ru"),
        ("Бұл мәселе бойынша Қазақстан өз ұстанымын білдірді.", "kk"),
        ("대통령은 수요일 정부가 새로운 발전소를 건설할 것이라고 밝혔다.", "ko"),
        ("Ο πρωθυπουργός ανακοίνωσε την κατασκευή του σταθμού.", "el"),
        ("Karsund 42", "en"),
        ("Die Bank senkt den Zins.", "de"),
        ("La banque centrale baisse son taux.", "fr"),
        ("Уряд оголосив, що новий завод запрацює до кінця року.", "uk"),
        ("Өкмөт жаңы заводду жыл аягына чейин ишке киргизет деп билдирди.", "ky"),
        ("Hukumat yangi zavodni yil oxirigacha ishga tushirishini ma’lum qildi.", "uz"),
        ("Ҳукумат янги заводни йил охирига қадар ишга туширишини маълум қилди.", "uz"),
        ("Ҳукумат эълон кард, ки корхонаи нав то охири сол ба кор медарояд.", "tg"),
        ("Nazirlik yeni zavodun ilin sonuna qədər işə düşəcəyini bildirdi.", "az"),
        ("Засгийн газар шинэ үйлдвэрийг оны эцэс гэхэд ашиглалтад оруулна.", "mn"),
        ("Úkimet jańa zaýytty jyl sońyna deıin iske qosady dep málimdedi.", "kk"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert article(text).language == language
    assert article(text, language="sv-SE").language == "sv"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Café – £5 “now”", "utf-8-sig"),
        ("Café – £5 “now”", "utf-16"),
        ("Plain words of a story", "utf-16-le"),
        ("Le café coûta 5 € à l’été – « trop »", "cp1252"),
        ("Президент объявил в среду, что правительство построит станцию.", "cp1251"),
        ("Premier powiedział, że rząd się na to zgodził i że złoty jest mocny.", "cp1250"),
        ("总理周三表示，政府将为新电站的建设拨出更多资金。该项目将在十年内完工。", "gb18030"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


def test_declared_encoding_counts_unless_the_bytes_are_utf8() -> None:
    assert decode("Größe".encode("iso8859-5", "replace"), "x", "nonsense") == "Gr??e"
    assert decode("День".encode("koi8-r"), "x", "koi8-r") == "День"
    assert decode("Größe".encode(), "x", "iso-8859-1") == "Größe"
    assert decode(b"abc", "x", "zlib") == "abc"


def test_no_text_and_too_much_text_are_errors() -> None:
    for body in ("", " \n\n\t", "--- *** ...", "\u200b\u200b"):
        with pytest.raises(SourceError, match="no text"):
            article(body)
    with pytest.raises(SourceError, match="more than 10"):
        make_article("some longer text", location="x", options=ReadOptions(max_chars=10))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=300), st.text(max_size=40))
def test_canonical_form_holds_for_any_text(body: str, title: str) -> None:
    try:
        made = article(body, title=title)
    except SourceError:
        return
    assert made.text == made.text.strip()
    for part in made.text.split("\n\n"):
        assert part
        assert part.strip() == part
        assert "\n" not in part
        assert "\t" not in part
        assert "  " not in part
    made.text.encode("utf-8")
    again = make_article(made.text.split("\n\n"), location="x", options=ReadOptions())
    assert again.text == made.text
    assert again.id == made.id
