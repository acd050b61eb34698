"""Names are found whole, linked across an article and told apart by kind and gender."""

from __future__ import annotations

import pytest

from briefing.language.entities import COUNTRY, ORGANISATION, PERSON, Entity, Names, find
from briefing.model import Article, Document
from briefing.segmentation import segment


def document(*paragraphs: str, language: str = "en") -> Document:
    text = "\n\n".join(("Talks end", *paragraphs))
    return segment(Article(id="t", title="Talks end", text=text, language=language))


def names(*paragraphs: str) -> Names:
    return find(document(*paragraphs))


def entity(found: Names, name: str) -> Entity:
    return next(e for e in found.entities if e.name == name)


@pytest.mark.parametrize(
    "name",
    [
        "Ludwig van Beek",
        "Saif al-Marri",
        "Kassym-Jomart Omarov",
        "Zoë O’Hara",
        "T. O. Bold",
        "Bank of Aktobe",
        "Şahin Güler",
        "Carlos de la Cruz",
    ],
)
def test_a_name_is_one_mention(name: str) -> None:
    doc = document(f"On Monday the reporters met {name} in the old harbour.")
    (mention,) = find(doc).mentions[1]
    assert mention.text == name
    assert doc.article.text[mention.start : mention.end] == name


def test_a_surname_joins_the_full_name() -> None:
    found = names("President Daniyar Omarov spoke.", "Later Omarov left; Mr Omarov was tired.")
    assert len({m.entity for row in found.mentions for m in row}) == 1
    person = found.entities[0]
    assert (person.name, person.short) == ("Daniyar Omarov", "Omarov")
    assert (person.kind, person.gender) == (PERSON, "m")
    assert "president" in person.roles


def test_a_surname_that_two_people_share_joins_neither() -> None:
    found = names("Anna Petrova met Olga Petrova.", "Then Petrova left the hall.")
    assert found.mentions[2][0].entity not in {m.entity for m in found.mentions[1]}


def test_an_acronym_joins_its_name() -> None:
    found = names("The Falcon Development Fund lent more.", "The loan from the FDF is cheap.")
    assert found.mentions[1][0].entity == found.mentions[2][0].entity


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The loan came from Sahil Wire Ltd on Monday.", "Sahil Wire Ltd", ORGANISATION),
        ("The loan came from the Ministry of Energy.", "Ministry of Energy", ORGANISATION),
        ("The loan came from South Korea.", "South Korea", COUNTRY),
        ("The loan came from union secretary Edo Cori.", "Edo Cori", PERSON),
        ("The loan came from Edo Cori, 34, on Monday.", "Edo Cori", PERSON),
    ],
)
def test_kinds_follow_from_cues(text: str, name: str, kind: str) -> None:
    assert entity(names(text), name).kind == kind


def test_titles_tell_the_gender() -> None:
    found = names("The loan was signed by Mrs. Bold and by Sir Edo Cori.")
    assert [e.gender for e in found.entities] == ["f", "m"]


def test_ordinary_words_at_the_beginning_are_no_names() -> None:
    found = names("Fibre will reach the villages.", "The fibre is laid.", "Monday is a holiday.")
    assert found.entities == ()


def test_a_possessive_is_not_part_of_the_name() -> None:
    found = names("The board read Omarov’s letter and Jaynes' reply.")
    assert [(m.text, m.possessive) for m in found.mentions[1]] == [
        ("Omarov", True),
        ("Jaynes", True),
    ]


def test_other_languages_have_no_names() -> None:
    assert find(document("Der Präsident sprach.", language="de")).entities == ()
