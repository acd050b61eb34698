"""Small tables of a user's own, to which the shipped tables lend the phrases of like sectors."""

from __future__ import annotations

from pathlib import Path

from briefing.language.tokens import stemmer, tokenise
from briefing.model import NONE, Article, Document, Kind, Sentence
from briefing.sectors import SectorTable, load_table, matched, never_matched

FIELD = """
[fields]
strong = "wheat"
usual = "crop, harvest, cattle, farmer"
[money]
strong = "interest rate"
usual = "bank, currency, loan, inflation"
[clinics]
strong = "vaccine"
usual = "hospital, patient, doctor, disease"
"""
PRIVATE = """
[kites]
usual = "box kite, tail ribbon, string reel"
[baking]
usual = "sourdough, rye loaf, proving basket"
"""


def load(folder: Path, text: str) -> SectorTable:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return load_table(path)


def document(*texts: str, language: str = "en") -> Document:
    stem, sentences, at = stemmer(language), [], 0
    for i, text in enumerate(texts):
        tokens = tuple(tokenise(text))
        stems = tuple(map(stem, tokens))
        whole = Sentence(i, at, at + len(text), at, i, Kind.CONTENT, text, tokens, stems)
        sentences.append(whole)
        at += len(text) + 2
    return Document(Article("x", "", "\n\n".join(texts), language=language), tuple(sentences))


def sectors(table: SectorTable, doc: Document) -> list[str]:
    return [label.sector for label in table.classify(table.evidence(doc))]


def test_article_without_a_phrase_of_the_table_goes_to_the_sector_it_belongs_to(
    tmp_path: Path,
) -> None:
    table = load(tmp_path, FIELD)
    farm = document(
        "Growers in the south sowed a third more maize this spring.",
        "Fertiliser is dear, and the drought has left the pastures bare.",
        "Dairy herds were moved to the hills, the growers' union said.",
    )
    ward = document(
        "Nurses gave the jab to 4,000 children in the city's schools.",
        "Measles had killed nine of them since the winter.",
        "The surgeon in charge asked for more beds.",
    )
    assert sectors(table, farm) == ["fields"] * 3
    assert sectors(table, ward) == ["clinics"] * 3


def test_article_of_another_field_stays_unsorted(tmp_path: Path) -> None:
    rocket = document(
        "The rocket put two satellites into orbit on Monday.",
        "Its second stage fell into the sea as planned.",
        "Astronauts will dock with the space station in June.",
    )
    assert sectors(load(tmp_path, FIELD), rocket) == [NONE] * 3


def test_table_unlike_the_shipped_ones_has_only_its_own_phrases(tmp_path: Path) -> None:
    table = load(tmp_path, PRIVATE)
    text = "The airline will fly from the new airport, and its pilots want higher wages."
    evidence = table.evidence(document("A sourdough rose under the box kite.", text))
    assert evidence.sentences[1].own == {}


def test_words_of_the_user_are_not_lent_on(tmp_path: Path) -> None:
    """What the user lists or excludes counts as the user says."""
    text = FIELD.replace("[clinics]", '[clinics]\nnot = "surgeon, measles"')
    table = load(tmp_path, text)
    [here] = table.evidence(document("The surgeon had measles.")).sentences
    assert here.own == {}


def test_strong_phrase_outweighs_any_number_of_lent_ones(tmp_path: Path) -> None:
    text = "Nurses, surgeons, beds and measles: the wheat came to the ward by ambulance."
    assert sectors(load(tmp_path, FIELD), document(text)) == ["fields"]


def test_lent_phrases_are_told_apart_from_the_users(tmp_path: Path) -> None:
    table = load(tmp_path, FIELD)
    evidence = table.evidence(document("The hospital was short of nurses."))
    [reason] = table.explain(evidence, table.classify(evidence))
    assert [(part.sector, part.phrases) for part in reason.table] == [("clinics", ("hospital",))]
    assert ("clinics", ("nurses",)) in [(part.sector, part.phrases) for part in reason.lent]
    assert not reason.context
    assert set(matched(evidence)) == {("clinics", "hospital")}
    assert "hospital" not in never_matched(table.phrases, matched(evidence))["clinics"]


def test_tables_in_russian_are_lent_russian_phrases(tmp_path: Path) -> None:
    text = """
["деньги"]
usual = "банк, кредит, инфляция, валюта"
["поля"]
usual = "урожай, пшеница, фермер, скот"
"""
    doc = document(
        "Центробанк сохранил ключевую ставку.",
        "Биржа закрылась ростом, облигации подешевели.",
        language="ru",
    )
    assert sectors(load(tmp_path, text), doc) == ["деньги"] * 2
