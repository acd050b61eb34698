"""What a language's file lacks is off, and English words mean nothing there.

The words are made up; their language, ``vo``, has no file. Every rule is tried in English too, on
what switches it on there, so that a rule that has gone is no proof.
"""

from __future__ import annotations

import pytest

import briefing
from briefing.coreference import resolve
from briefing.display.labels import labels
from briefing.language.dates import dated
from briefing.language.figures_elsewhere import figures_of
from briefing.language.idf import rarities
from briefing.language.periods_elsewhere import periods_of
from briefing.language.tokens import function_words, stemmer
from briefing.languages import Language, known, language
from briefing.model import Article, Kind
from briefing.segmentation import segment

BODY = (
    "Velo marit kesun talor deman piro sulen kartos meri folan, tadek orim lusen bavek daril.",
    "Nolim sarde kelt vusan poter malin dosk feran tilo, kasem berid tuvol henak pirel soma.",
    "Goral timen pask delor venis kamor tulen barot sifan, melok ruden faril koset nime dal.",
    "Senar lopek durit havol kemis tarel bonik sulem varot, pidan melur kosar tivel ronam.",
)
TAIL = "velo marit kesun talor deman piro sulen kartos meri folan tadek orim lusen bavek daril."


def article(code: str, *more: str) -> Article:
    """The story with ``more`` as paragraphs in its midst."""
    paragraphs = (BODY[0], BODY[1], *more, BODY[2], BODY[3])
    return Article("k", "", "\n\n".join(paragraphs), language=code, location="k.txt")


def kind(code: str, text: str) -> Kind:
    """The kind of the sentence that ``text`` is in an article."""
    document = segment(article(code, text))
    return next(s.kind for s in document.sentences if s.text.endswith(text[-12:]))


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY[2]} Subscribe to our newsletter.",
        f"{BODY[2]} Sign up here to get the latest stories.",
        "Reporting by Velo Marit, editing by Talor Kesun.",
        "Photo: Velo Marit, talor kesun deman.",
        f"{BODY[2]} Velo Marit contributed to this report.",
    ],
)
def test_nothing_is_boilerplate_or_caption_by_english_words(text: str) -> None:
    assert kind("en", text) in (Kind.BOILERPLATE, Kind.CAPTION)
    assert kind("vo", text) is Kind.CONTENT


def test_no_sentence_ends_or_goes_on_by_english_abbreviations() -> None:
    text = f"Velo marit Sen. Talor kesun deman, {TAIL}"
    counts = [len(segment(article(code, text)).sentences) for code in ("en", "vo")]
    assert counts == [5, 6]


@pytest.mark.parametrize(
    "opening", ["However, ", "He said ", "They signed ", "In addition, ", "The company said "]
)
def test_nothing_leans_and_nothing_is_left_out_by_english_words(opening: str) -> None:
    standing = {}
    for code in ("en", "vo"):
        document = segment(article(code, opening + TAIL))
        at = next(s.index for s in document.sentences if s.text.startswith(opening.strip()))
        standing[code] = resolve(document)[at]
    assert not standing["en"].standalone or standing["en"].dropped or standing["en"].vague
    assert standing["vo"].standalone
    assert not standing["vo"].dropped
    assert standing["vo"].wording == opening + TAIL


@pytest.mark.parametrize(
    "text",
    ["5 million", "5 percent", "5 tonnes", "5 dollars", "5 June", "5 hours", "two thirds", "fifty"],
)
def test_no_figure_has_an_english_scale_unit_or_month(text: str) -> None:
    [english] = figures_of(f"velo {text} marit", "en")
    assert english.unit or english.number != 5
    elsewhere = figures_of(f"velo {text} marit", "vo")
    assert [(f.kind, f.unit, f.number) for f in elsewhere] in ([], [("count", "", 5.0)])


def test_no_figure_is_inexact_by_english_words() -> None:
    text = "velo about 5 marit, more than 7 kesun"
    assert all(figure.hedged for figure in figures_of(text, "en"))
    assert not any(figure.hedged for figure in figures_of(text, "vo"))


def test_no_date_or_period_is_read_by_english_words() -> None:
    text = "Velo said on Wednesday that marit rose in May and in the first quarter."
    assert dated(text, "2024-06-13", "en")
    assert periods_of(text, "2024-06-13", "en")
    assert not dated(text, "2024-06-13", "vo")
    assert not periods_of(text, "2024-06-13", "vo")


def test_no_word_is_common_or_stemmed_as_in_english() -> None:
    assert not function_words("vo")
    table, unseen = rarities("vo")
    assert table.get("year", unseen) == unseen > 0
    assert [stemmer("en")("investments"), stemmer("vo")("investments")] == ["invest", "investments"]


@pytest.mark.parametrize(
    "words",
    ["said", "signed", "killed", "will", "yesterday", "percent", "we", "June", "according", "was"],
)
def test_no_sentence_is_worth_more_or_less_by_english_words(words: str) -> None:
    plain = words[0] + "q" * (len(words) - 1)
    scores = {}
    for code in ("en", "vo"):
        for word in (words, plain):
            text = f"Talor marit {word} kesun deman, {TAIL}"
            rows = briefing.rank(article(code, text))
            scores[code, word] = [round(row.score, 9) for row in rows]
    assert scores["en", words] != scores["en", plain]
    assert scores["vo", words] == scores["vo", plain]


def test_no_sentence_has_a_sector_by_english_words() -> None:
    text = f"The central bank raised interest rates and crude oil exports rose, {TAIL}"
    english, elsewhere = (briefing.rank(article(code, text))[2] for code in ("en", "vo"))
    assert english.sector != "none"
    assert elsewhere.sector == "none"


def test_the_labels_of_a_brief_are_those_of_its_language() -> None:
    """A brief has to have some: where its language has none they are English."""
    assert labels("vo") == labels("en")
    own = [labels(code) for code in known() if code != "en"]
    for field in ("sources", "key_figures", "other", "brief", "bottom_line"):
        english = getattr(labels("en"), field)
        same = [code for code in known() if getattr(labels(code), field) == english]
        assert set(same) <= {"en", "fr"}, field  # "Sources" is French too
    assert len(own) == len(known()) - 1


def test_a_file_may_lack_everything() -> None:
    assert language("vo") == Language("vo")
    brief = briefing.make([article("vo")], points=2)
    assert len([brief.bottom_line, *brief.points]) >= 2
    assert brief.language == "vo"
