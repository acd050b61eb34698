"""Sentences: where they end, what they are, and what belongs together. All texts are our own."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.language.tokens import tokenise
from briefing.model import Article, Document, Kind
from briefing.segmentation import segment


def document(text: str, title: str = "", language: str = "en") -> Document:
    return segment(Article("0" * 16, title, text, language=language))


def sentences(text: str, language: str = "en") -> list[str]:
    return [s.text for s in document(text, language=language).sentences]


def kinds(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(s.kind.value, s.text) for s in document(text, title).sentences]


ONE = [
    "It was . . . an honour to serve the town for so long.",
    "Maj. Gen. (retd.) S. Bek and Adv. P. Kim told the panel that Smt. L. Rao would speak.",
    "The Rt. Hon. Ann Lee chaired the talks of 4,000 farmers.",
    "The rule of Lee v. Kim Inc., 9 F.3d 7 (2nd Cir. 1994), binds the port, the court held.",
    "The fee breaks 12 U.S.C. § 40 and the rule in Lee v. Kim Co., 9 F. Supp. 2d 7 (E.D.N.Y. 3).",
    "It cited 7 C.F.R. § 12.4 and Fed. R. Civ. P. 26(c) in its reply.",
    "The plan has three goals: (1) lower fees, (2) more tugs and (3) a new pier.",
    "The port must: 1) publish the tender by 1 July. 2) sign the loan. 3) choose a builder.",
    "It cited Pub. L. No. 99-203, 12 Stat. 76 (2010), and In re Lee, No. 22-cv-4 (D. Kan. Mar. 3).",
    "Mr. Lee met Dr. Anna Kim and Gen. Park in St. Petersburg.",
    "The fund put in $9.6 bn. over three years.",
    "Peru is the No. 2 producer after Chile, vs. No. 5 a decade ago.",
    "J. P. Moreno and George W. Hale signed the paper.",
    "By 6 p.m. 34 ships had left the port.",
    "The talks begin at 5 p.m. Friday and end at 8 p.m. GMT.",
    "Acme Co. Ltd. and Zenith Corp. President Ann Lee agreed on terms.",
    "The port won the tender, the U.K. Harbour Board said.",
    "Gold rose by about 50 U.S. Cents an ounce.",
    "The U.S. Embassy welcomed the plan of the U.S. Senate.",
    "The minister rejected a U.K. Suggestion and will lend 100 mln U.S. Dlrs to the port.",
    "The exchange will raise the margin for U.S. And Chinese beans from March.",
    "Japan and the U.S. Kick off talks on beans tomorrow.",
    "Inflation was 3.5 percent on Oct. 12 and Nov. 3.",
    "“Would you wait?” asked the minister.",
    "“Would you wait?” Ann Lee asked.",
    "“Stop!” shouted the guard, and they did.",
    "The mine ... is closed for now.",
    "He writes at www.Example.Com and a.b@Mail.Com every day.",
    "Engineers at Yahoo! said the site was safe.",
    "The speed is 44 km/h on most of the line.",
    "Republicans Sens. Hale and Reps. Moore voted against it.",
]
TWO = [
    ("He said it . . . would stay.", "The bank will lend."),
    ("The plan has two parts:", "1. Build a pier by 2028."),
    ("Build a pier by 2028.", "2. Buy a tug."),
    ("Shares rose by 2 p.m.", "They had fallen since May."),
    ("It ships grain to the U.S.", "Maize prices rose."),
    ("It ships grain to the U.S.", "The price rose."),
    ("The pump rate is 5 m. per hour at Acme Inc.", "The firm grew."),
    ("The depth is 18.5 m.", "Ships can dock."),
    ("The average is 44 km/h.", "Trains are slow."),
    ("“We waited.”", "The miners went home."),
    ("He said it was “done.”", "“Now we build,” she said."),
    ("The port is shut until Oct.", "President Kim will visit."),
    ("Is it true?", "Nobody knows."),
    ("It cost $12 million in 2004.", "Profits followed."),
    ("They wasn't sure it wasn't.", "Kim was."),
    ("The deal was cleared by the SEC.", "Shares rose."),
    ("They farm wheat, maize, etc.", "Rice is imported."),
    ("Talks ended at 11 p.m.", "Hospitals stayed open."),
    ("They hid in plan B.", "The army left."),
    ("It was a slow day ...", "The market closed."),
]


@pytest.mark.parametrize("text", ONE)
def test_keeps_one_sentence_whole(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize("pair", TWO)
def test_parts_two_sentences(pair: tuple[str, str]) -> None:
    assert sentences(" ".join(pair)) == list(pair)


def test_parts_sentences_whose_space_is_missing() -> None:
    text = "Trade grew last year.The minister was pleased.”He left (at noon).She stayed."
    assert sentences(text) == [
        "Trade grew last year.",
        "The minister was pleased.”",
        "He left (at noon).",
        "She stayed.",
    ]


def test_list_items_and_numbers_are_units_with_their_marker() -> None:
    text = (
        "Results:\n\n• Bids: 6.4 GW, up 7%\n\n(a) restore the dykes;\n\n"
        "3. Talks took place. 4. They ended."
    )
    found = document(text).sentences
    assert [(s.text, text[s.body : s.end]) for s in found] == [
        ("Results:", "Results:"),
        ("• Bids: 6.4 GW, up 7%", "Bids: 6.4 GW, up 7%"),
        ("(a) restore the dykes;", "restore the dykes;"),
        ("3. Talks took place.", "Talks took place."),
        ("4. They ended.", "They ended."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "ASTANA – ",
        "SEOUL, June 12 (Wire) -- ",
        "LIMA, May 20 (PMW) - ",
        "(Newswire) - ",
        "DUSHANBE, March 11 (Pamir) - ",
        "CRAIOVA, Romania — ",
        "NEW DELHI (ANB) – ",
        "PRETORIA, Feb. 12 (CKNA) – ",
        "Tallinn/Gaborone, 25 February. ",
        "Berlin, 7 May 2026. ",
        "BAKU, Azerbaijan, March 10. ",
        "BAKU, Azerbaijan, March 10.",
        "OSH, November 12. /TASS/. ",
        "(MENAFN- Steppe News Agency) OSH, Kyrgyzstan, Sept 11 - ",
        "ASTANA—",
        "KOSTANAI (Reuters) -",
        "TURKESTAN: ",
        "Islamabad: ",
        "Bangkok - ",
        "New Delhi — ",
        "PRAG (dpa-AFX) - ",
        "OSH (24.kg) – ",
        "[OSH] ",
        "[Osh, June 12] ",
        "date 2024-06-12 (MENAFN- Osh News) ",
        "San Roque, Chile — ",
        "Osh, Kyrgyzstan | June 12, 2024 | ",
        "Special to The Osh Star — ",
        "(Reuters) -",
        "(Adds output in paragraph 4) TURKESTAN, June 12 (Reuters) - ",
        "By Anna Kim and Omar Lee LONDON, June 12 (Reuters) - ",
        "Osh, Kyrgyzstan, Apr. 18Trend:",
        "TARAZ. June 12. KAZINFORM - ",
        "date 2024-07-16 TARAZ – ",
        "MULTAN, June 3 (APP): ",
        "OSLO--(BUSINESS WIRE)--",
        "PORT-AU-PRINCE, Haiti (AP) — ",
        "АСТАНА, 12 июня. /ТАСС/. ",
        "PARIS, 12 juin (AFP) - ",
        "Madrid, 12 jun (EFE).- ",
    ],
)
def test_body_begins_after_the_dateline(line: str) -> None:
    body = "The two countries signed a treaty on water in the capital."
    first = document(f"Treaty signed\n\n{line}{body} It is short.", "Treaty signed").sentences[1]
    assert first.text == line + body
    assert first.text[first.body - first.start :] == body
    assert first.tokens == tuple(tokenise(body))


@pytest.mark.parametrize(
    "text",
    [
        "Kazakhstan – the largest producer – sold more uranium this year.",
        "Astana – Kazakhstan's capital – sold more flats this year.",
        "Tashkent - Samarkand trains ran more often this year.",
        "OPEC -- the club of oil producers -- met on Monday in the capital.",
        "Monday, June 12, was warm. The president left for the coast.",
        "Steppe Steel (STPS) said that profits rose by a tenth this year.",
        "March 10 is a holiday. The spring festival comes eleven days later.",
        "The bank (BTA) - the largest of the country - failed this year.",
    ],
)
def test_what_only_looks_like_one_is_no_dateline(text: str) -> None:
    found = document(f"T\n\n{text}", "T")
    assert found.sentences[1].body == found.sentences[1].start


def test_the_lead_below_a_dateline_on_its_own_line_is_the_first_content() -> None:
    line, lead = (
        "OSH, Kyrgyzstan, March 10.",
        "The state bank will lend 40 million dollars to farmers.",
    )
    found = document(f"Loans\n\n{line}\n\n{lead} It begins in May.", "Loans").sentences
    assert [s.text for s in found if s.kind is Kind.CONTENT] == [lead, "It begins in May."]


def test_a_text_without_a_title_may_begin_with_a_dateline() -> None:
    first = document("OSH, March 10. /TASS/. The bank will lend. It begins in May.").sentences[0]
    assert first.text[first.body - first.start :] == "The bank will lend."


def test_quotations_over_sentences_are_bound_together() -> None:
    text = (
        "“Who pays? We do. Nobody else will,” Kim said. “Now we build.”\n\n"
        "She added: “One more thing. It is done.\n\n“And it is good,” she said. Trade grew."
    )
    found = document(text).sentences
    assert [(s.quote, s.group) for s in found] == [
        ("open", 0),
        ("mid", 0),
        ("close", 0),
        ("", 3),
        ("open", 4),
        ("mid", 4),
        ("close", 4),
        ("", 7),
    ]


def test_a_lost_quotation_mark_binds_nothing() -> None:
    found = document('He said: "We will see. The port is shut. Ships wait.').sentences
    assert [(s.quote, s.group) for s in found] == [("", 0), ("", 1), ("", 2)]


REST = "The ministry expects the first water to flow in the spring and power in the autumn of 2026."
STORY = (
    "The two governments signed an agreement on water and power on Tuesday after a year of talks."
)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("caption", "Photo credit: Press office"),
        ("caption", "Image: Suria Kencana Bhd."),
        ("caption", "Picture: T. Mokoena"),
        ("caption", "FILE PHOTO"),
        ("caption", "Fot. M. Nowak"),
        ("caption", "Map: the licence and its neighbours."),
        ("caption", "Archive photo: a ship off the coast."),
        ("caption", "Ann Lee (left) with her team at the works."),
        ("boilerplate", "By Ann Lee and J. P. Moreno"),
        ("boilerplate", "BY ANN LEE"),
        ("boilerplate", "Ann Lee reports from Lima"),
        ("boilerplate", "(Adds comment, share move)"),
        ("boilerplate", "(Reporting by Ann Lee in Lima; Editing by P. Ray)"),
        ("boilerplate", "Read more: What the plan means, in five charts"),
        ("boilerplate", "Subscribe to our newsletter for more."),
        ("boilerplate", "Sign up via our website or follow us on Telegram, Facebook and X."),
        ("boilerplate", "Share on Facebook | Share on WhatsApp | Print"),
        ("boilerplate", "Editor’s note: a figure was corrected."),
        ("boilerplate", "Correction, Feb. 11: An earlier version misstated the number of cranes."),
        ("boilerplate", "© 2026 Example Media. All rights reserved."),
        ("boilerplate", "Like what you read?"),
        ("boilerplate", "We use cookies to improve your visit."),
        ("boilerplate", "Press office: +49 30 0000-000"),
        ("boilerplate", "newsdesk@paper.example"),
        ("boilerplate", "CKNA/tm/kl"),
        ("boilerplate", "Done at Ha Noi, 17 September 2026."),
        ("boilerplate", "The post Ferry sold appeared first on The Selm Post."),
        ("boilerplate", "Tags: water | power | treaty"),
    ],
)
def test_what_is_no_news(kind: str, line: str) -> None:
    head = ("By", "BY", "Ann Lee rep", "(Adds")
    order = [line, STORY, REST] if line.startswith(head) else [STORY, REST, line]
    found = kinds("\n\n".join(["A title", *order]), "A title")
    assert found[0] == ("heading", "A title")
    assert {k for k, text in found[1:] if text in line} == {kind}
    assert {k for k, text in found if text == STORY} == {"content"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Read together, the figures show that exports doubled in a year.",
        "Follow-up talks are planned for June, the ministry said.",
        "“Subscribe to our plan or leave,” the minister told the assembly.",
        "By Monday the army had taken the port, officials said.",
        "Sign language will be taught in all schools from next year.",
        "Satellite images show that the glacier lost a third of its length.",
        "Video games earned the country $2 billion last year.",
        "Our correspondent in the capital said that the streets were calm.",
        "Photographs of the site were shown to the court on Friday.",
        "The left, right and centre parties agreed on the budget.",
        "Get-rich-quick schemes cost savers 40 million euros last year.",
        "This report was rejected by the opposition, which wants a new count.",
        "Get ready, said the mayor, for the longest winter in years.",
    ],
)
def test_news_that_looks_like_boilerplate_stays(sentence: str) -> None:
    text = "\n\n".join(["A title", STORY, f"{STORY} {sentence}", f"{sentence} {STORY}"])
    assert [k for k, found in kinds(text, "A title") if found == sentence] == ["content"] * 2


def test_section_headings_stand_above_text() -> None:
    text = f"A title\n\n{STORY}\n\nWork for whom?\n\n{STORY}\n\nII. Water and power\n\n{STORY}"
    assert [t for k, t in kinds(text, "A title") if k == "heading"] == [
        "A title",
        "Work for whom?",
        "II. Water and power",
    ]


def test_a_sentence_beside_a_credit_is_its_caption() -> None:
    text = (
        f"A title\n\n{STORY}\n\nIdle cranes at the pier on Tuesday. Picture: T. Mokoena\n\n{REST}"
    )
    assert [k for k, _ in kinds(text, "A title")] == [
        "heading",
        "content",
        "caption",
        "caption",
        "content",
    ]


def test_lines_of_a_flattened_page() -> None:
    text = (
        "By . Ann Lee . PUBLISHED: . 14:11 EST, 25 October 2013 . | . UPDATED: . 15:36 EST, "
        "25 October 2013 . " + " ".join([STORY] * 3)
    )
    found = kinds(text)
    assert [k for k, t in found if t == STORY] == ["content"] * 3
    assert {k for k, t in found if t != STORY} == {"boilerplate"}


def test_questions_and_answers_are_units() -> None:
    text = (
        "Question (Radio One): When will it open?\n\n"
        "Answer: It opens in 2030. Q. And when is the ship here? A. It comes soon."
    )
    found = document(text).sentences
    assert [text[s.body : s.end] for s in found] == [
        "When will it open?",
        "It opens in 2030.",
        "And when is the ship here?",
        "It comes soon.",
    ]
    assert {s.kind for s in found} == {Kind.CONTENT}


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("zh", ["两国签署了协议。", "贸易增长了。", "是吗？"]),
        ("ru", ["Страны подписали договор.", "Торговля выросла на 5,5%.", "Это рекорд!"]),
        ("kk", ["Екі ел келісімге қол қойды.", "Сауда өсті.", "Бұл рекорд па?"]),
        ("ko", ["두 나라는 협정에 서명했다.", "무역이 늘었다."]),
        ("el", ["Τι κοστίζει;", "Πολύ.", "Η τιμή ανέβηκε."]),
        ("de", ["Am 3. Mai sprach Dr. Weber in Bonn.", "„Wir zahlen nicht.“", "Dann ging er."]),
        ("fr", ["M. Dupont a signé l’accord.", "« Nous payons. »", "Le prix monte."]),
        ("es", ["El Sr. Gómez llegó.", "¿Quién paga?", "Nadie."]),
        ("hi", ["दोनों देशों ने समझौता किया।", "व्यापार बढ़ा।"]),
    ],
)
def test_other_languages(language: str, parts: list[str]) -> None:
    joint = "" if language == "zh" else " "
    assert sentences(joint.join(parts), language) == parts


@pytest.mark.parametrize("text", ["", " ", "...", "“", "\n\n", ". . .", "a", "\ud800.", "- ", "1."])
def test_odd_texts_are_read(text: str) -> None:
    assert "".join("".join(s.text.split()) for s in document(text).sentences) == "".join(
        text.split()
    )


# White space, and marks of notes after a full stop, which no sentence holds.
NOTE_MARKS = re.compile(r"\s*(?:\[[^\[\]]{1,20}\]|[¹²³⁴-⁹⁰*†‡§]|\d{1,2})*\s*")
_PIECES = st.sampled_from(
    "A b The. Mr. U.S. p.m. 3.5 “ ” \" ' ‘ ’ ( ) ... ? ! ? – - • \n\n \n Photo: By Ann Lee said 。 "
    "Co. Ltd. e.g. Q. 1. (a) x@y.zz http://a.b/C.D Oct. 12 \u00a0 ».".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=60), st.booleans())
def test_spans_cover_all_text_in_order(pieces: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(pieces)
    found = document(text).sentences
    end = 0
    for index, sentence in enumerate(found):
        assert sentence.index == index
        assert NOTE_MARKS.fullmatch(text[end : sentence.start])
        assert sentence.start <= sentence.body < sentence.end
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.tokens == tuple(tokenise(text[sentence.body : sentence.end]))
        assert len(sentence.stems) == len(sentence.tokens)
        assert sentence.group <= index
        end = sentence.end
    assert NOTE_MARKS.fullmatch(text[end:])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_covered_but_for_marks_of_notes(text: str) -> None:
    end = 0
    for sentence in document(text).sentences:
        assert NOTE_MARKS.fullmatch(text[end : sentence.start])
        end = sentence.end
    assert NOTE_MARKS.fullmatch(text[end:])


def test_a_later_import_of_nltk_is_whole() -> None:
    code = (
        "import sys\n"
        "from briefing.segmentation.punkt import model\n"
        "assert not model().breaks('U.S.', 'Senate')\n"
        "assert not any(name.split('.')[0] == 'nltk' for name in sys.modules)\n"
        "import nltk\n"
        "from nltk.tokenize.punkt import PunktSentenceTokenizer, PunktTrainer\n"
        "assert nltk.FreqDist('aab')['a'] == 2\n"
        "assert len(PunktSentenceTokenizer().tokenize('It rains. We stay.')) == 2\n"
        "assert model().breaks('U.S.', 'The')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_plain_import_is_used_where_the_short_one_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from briefing.segmentation import punkt

    def fail() -> None:
        raise ImportError("nltk.moved")

    monkeypatch.setattr(punkt, "_load_alone", fail)
    punkt.load_punkt.cache_clear()
    try:
        assert punkt.load_punkt().PunktParameters().abbrev_types == set()
    finally:
        punkt.load_punkt.cache_clear()


@pytest.mark.parametrize("mark", ["[1]", "[2][13]", "[^4]", "¹", "*", "7", "†", "(6)"])
def test_a_note_after_the_full_stop_parts_sentences_and_is_of_none(mark: str) -> None:
    text = f"The port is large.{mark} It has nine berths.{mark}"
    assert sentences(text) == ["The port is large.", "It has nine berths."]


def test_german_amounts_and_quotations() -> None:
    text = (
        "Das Amt zahlt 4 Mio. Euro. »Wir sind bereit.« Das sagte die Leiterin. "
        "Es sind 2 Mrd. Das ist viel."
    )
    assert sentences(text, "de") == [
        "Das Amt zahlt 4 Mio. Euro.",
        "»Wir sind bereit.«",
        "Das sagte die Leiterin.",
        "Es sind 2 Mrd.",
        "Das ist viel.",
    ]
    assert {s.quote for s in document(text, language="de").sentences} == {""}


def test_german_quotations_over_sentences_are_bound_together() -> None:
    for opens, closes in (("»", "«"), ("„", "“")):
        text = f"{opens}Wir sind bereit. Das Geld ist da{closes}, sagte er. Es reicht."
        parts = [(s.quote, s.group) for s in document(text, language="de").sentences]
        assert parts == [("open", 0), ("close", 0), ("", 2)]


def test_an_initial_is_no_label_unless_questions_and_answers_take_turns() -> None:
    found = document("A. Karim told parliament so.\n\nQ. Zhen of the union did too.").sentences
    assert [s.body - s.start for s in found] == [0, 0]


@pytest.mark.parametrize("stamp", ["12:40 GMT - ", "09.15: ", "14:32 | ", "3:05 p.m. – "])
def test_the_time_of_an_entry_is_left_out_like_a_list_mark(stamp: str) -> None:
    found = document(f"Live\n\n{stamp}The session began.\n\n{STORY}", "Live").sentences[1]
    assert (found.kind, found.text[found.body - found.start :]) == (
        Kind.CONTENT,
        "The session began.",
    )
