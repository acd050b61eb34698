"""What a user of the sector table notices: labels, evidence, edits that count, clear errors."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import api
from briefing.display.labels import LANGUAGES
from briefing.errors import SectorTableError
from briefing.language.tokens import stemmer, tokenise
from briefing.model import NONE, Article, Document, Kind, SectorLabel, Sentence
from briefing.resources import data_path, template_path
from briefing.sectors import SectorTable, check, load_table, matched, never_matched
from briefing.sectors.compiled import compile_table

SLUGS = (
    "energy mining infrastructure transport manufacturing finance trade-investment technology "
    "telecom health education agriculture environment defence diplomacy society-culture tourism "
    "labour space"
).split()


def document(*texts: str, language: str = "en", kinds: dict[int, Kind] | None = None) -> Document:
    """One paragraph a text."""
    stem, sentences, at = stemmer(language), [], 0
    for i, text in enumerate(texts):
        tokens = tuple(tokenise(text))
        kind = (kinds or {}).get(i, Kind.CONTENT)
        stems = tuple(map(stem, tokens))
        sentences.append(Sentence(i, at, at + len(text), at, i, kind, text, tokens, stems))
        at += len(text) + 2
    article = Article("x", "", "\n\n".join(texts), language=language)
    return Document(article, tuple(sentences))


@pytest.fixture(scope="module")
def table() -> SectorTable:
    return load_table(None)


def make(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "mine.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def classify(table: SectorTable, doc: Document) -> list[SectorLabel]:
    return table.classify(table.evidence(doc))


def own(tmp_path: Path, text: str, *sentences: str, language: str = "en") -> list[str]:
    found = classify(load_table(make(tmp_path, text)), document(*sentences, language=language))
    return [label.sector for label in found]


def test_shipped_slugs_in_order(table: SectorTable) -> None:
    assert [sector.slug for sector in table.sectors] == SLUGS
    assert all(sector.title for sector in table.sectors)


def test_shipped_table_has_no_faults(table: SectorTable) -> None:
    assert check(table) == []


def test_compiled_table_is_of_the_shipped_file(table: SectorTable) -> None:
    """After an edit of templates/sectors.toml run python -m briefing.training.sector_table."""
    raw = template_path("sectors.toml").read_bytes()
    assert data_path("sectors.json").read_text("utf-8") == compile_table(raw, "sectors.toml")
    assert table.ready is not None


def test_an_edited_copy_labels_as_the_compiled_one(table: SectorTable, tmp_path: Path) -> None:
    text = template_path("sectors.toml").read_text("utf-8") + "\n# edited\n"
    copy = load_table(make(tmp_path, text))
    doc = document(
        "The central bank raised interest rates.",
        "A 480MW coal-fired power plant will be built.",
        "IT exports and LNG shipments rose, the WHO said.",
    )
    assert copy.ready is None
    assert classify(copy, doc) == classify(table, doc)


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("The government will build a 300-megawatt wind farm.", "energy"),
        ("A new copper mine will open near the border.", "mining"),
        ("Contractors began work on a road bridge and a water supply network.", "infrastructure"),
        ("Direct flights between the two capitals resume in May.", "transport"),
        ("The carmaker will open an assembly plant.", "manufacturing"),
        ("The central bank left its key interest rate unchanged.", "finance"),
        ("Bilateral trade turnover reached $3 billion.", "trade-investment"),
        ("The start-up writes software for artificial intelligence.", "technology"),
        ("The mobile operator will roll out 5G in rural districts.", "telecom"),
        ("Doctors vaccinated children against measles.", "health"),
        ("The university will admit 300 students on scholarships.", "education"),
        ("Farmers expect a record wheat harvest.", "agriculture"),
        ("The fund will protect glaciers and endangered species.", "environment"),
        ("The two armies held a joint military exercise.", "defence"),
        ("The foreign ministers signed a joint declaration.", "diplomacy"),
        ("The museum lent forty paintings for an exhibition.", "society-culture"),
        ("Hotels and tour operators hope for more foreign tourists.", "tourism"),
        ("The union called a strike over wages.", "labour"),
        ("The satellite will be launched into orbit by a new rocket.", "space"),
    ],
)
def test_plain_sentences(table: SectorTable, text: str, sector: str) -> None:
    assert classify(table, document(text))[0].sector == sector


def test_no_evidence_is_none(table: SectorTable) -> None:
    label = classify(table, document("He smiled again."))[0]
    assert (label.sector, label.weight, label.evidence) == (NONE, 0.0, ())


def test_only_content_is_labelled(table: SectorTable) -> None:
    kinds = {0: Kind.HEADING, 1: Kind.BOILERPLATE, 2: Kind.CAPTION}
    texts = ["Oil price falls"] * 3 + ["Crude oil fell by 3 percent."]
    labels = classify(table, document(*texts, kinds=kinds))
    assert [label.sector for label in labels] == [NONE, NONE, NONE, "energy"]


def test_evidence_is_written_as_in_the_sentence(table: SectorTable) -> None:
    label = classify(table, document("Two Coal-Fired blocks and a pipeline of gas will close."))[0]
    assert label.evidence[0] == "Coal-Fired"
    assert "pipeline" in label.evidence


def test_a_bare_sentence_borrows_with_less_weight(table: SectorTable) -> None:
    first, second = classify(
        table,
        document("The refinery will process crude oil from May.", "It will not be ready sooner."),
    )
    assert second.sector == "energy"
    assert 0 < second.weight < first.weight
    assert second.evidence == first.evidence


def test_longest_phrase_and_exclusions(tmp_path: Path) -> None:
    text = """
[finance]
strong = "bank"
not = "bank of the river"
[health]
strong = "health insurance"
[insurers]
strong = "insurance"
"""
    assert own(tmp_path, text, "They fished from the bank of the river.") == [NONE]
    assert own(tmp_path, text, "The bank opened.") == ["finance"]
    assert own(tmp_path, text, "Health insurance is dear.") == ["health"]
    assert own(tmp_path, text, "Insurance for health is dear.") == ["insurers"]


def test_marks_part_phrases_but_hyphens_do_not(tmp_path: Path) -> None:
    text = '[energy]\nstrong = "coal power"\n'
    assert own(tmp_path, text, "A coal-power plan.") == ["energy"]
    assert own(tmp_path, text, "They discussed coal, power and rail.") == [NONE]


def test_capitals_and_forms_as_written(tmp_path: Path) -> None:
    text = '[technology]\nstrong = "IT"\n[trade]\nstrong = "=imports"\n[money]\nstrong = "Fed"\n'
    assert own(tmp_path, text, "The IT sector grew.") == ["technology"]
    assert own(tmp_path, text, "It grew.") == [NONE]
    assert own(tmp_path, text, "IT GREW AGAIN.") == [NONE]
    assert own(tmp_path, text, "Imports rose.") == ["trade"]
    assert own(tmp_path, text, "This is important.") == [NONE]
    assert own(tmp_path, text, "Officials at the Fed met.") == ["money"]
    assert own(tmp_path, text, "They were fed.") == [NONE]


def test_unit_joined_to_its_figure(tmp_path: Path) -> None:
    assert own(tmp_path, '[energy]\nstrong = "MW"\n', "It gives 480MW.") == ["energy"]


def test_edits_take_effect_without_training(tmp_path: Path) -> None:
    shipped = template_path("sectors.toml").read_text("utf-8")
    text = "The falconry club met for the golden eagle contest."
    added = shipped + '\n[falconry]\ntitle = "Falconry"\nstrong = "falconry, eagle contest"\n'
    assert own(tmp_path, shipped + "\n", text) != ["falconry"]
    assert own(tmp_path, added, text) == ["falconry"]


def test_weights_matter(tmp_path: Path) -> None:
    heavy = '[a]\nusual = "apple : 3"\n[b]\nusual = "pear : 2"\n'
    assert own(tmp_path, heavy, "An apple and a pear.") == ["a"]
    assert own(tmp_path, heavy.replace(": 3", ": 0.5"), "An apple and a pear.") == ["b"]


@pytest.mark.parametrize(
    ("language", "phrase", "text"),
    [
        ("ru", "нефть", "Цена нефти выросла."),
        ("de", "Kraftwerk", "Zwei neue Kraftwerke entstehen."),
        ("fr", "énergie nucléaire", "Les énergies nucléaires progressent."),
        ("zz", "mafuta", "Bei ya mafuta imepanda."),
    ],
)
def test_other_languages(tmp_path: Path, language: str, phrase: str, text: str) -> None:
    table = f'[energy]\ntitle = "Энергия"\nstrong = "{phrase}"\n'
    assert own(tmp_path, table, text, language=language) == ["energy"]


def test_article_sector_is_that_of_most_sentences(table: SectorTable) -> None:
    doc = document(
        "The airline will fly to Rome.",
        "Its pilots asked for wages.",
        "The airport has one runway.",
    )
    assert table.article_sector(table.evidence(doc)) == "transport"
    bare = document("He smiled.")
    assert table.article_sector(table.evidence(bare)) == NONE


def test_a_story_of_party_politics_is_filed_nowhere(table: SectorTable) -> None:
    doc = document(
        "A Conservative MP has defected to Labour before the general election.",
        "The Tories called his defection a stunt of the campaign.",
        "He once led a university debate on trade.",
        "Opinion polls put Labour ahead of the Tories.",
    )
    assert table.article_sector(table.evidence(doc)) == NONE


def test_order_then_place_in_the_file(tmp_path: Path) -> None:
    text = (
        '[b]\norder = 2\nstrong = "x"\n[c]\norder = 2\nstrong = "y"\n[a]\norder = 1\nstrong = "z"\n'
    )
    assert [s.slug for s in load_table(make(tmp_path, text)).sectors] == ["a", "b", "c"]


def test_a_used_table_travels_to_another_process(table: SectorTable) -> None:
    doc = document("Crude oil fell.")
    expected = classify(table, doc)
    assert classify(pickle.loads(pickle.dumps(table)), doc) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"\xff\xfe[", ["not UTF-8"]),
        ("[energy\n", ["not valid TOML"]),
        ('[порт]\nstrong = "a"\n', ["not valid TOML", "stands in quotes"]),
        ("", ["no sector"]),
        ('[energy]\nstrong = "a"\n[energy]\nstrong = "b"\n', ["'energy' stands twice"]),
        ('[energy]\nstrnog = "oil"\n', ["[energy]", "'strnog'", "did you mean 'strong'?"]),
        ('[energy]\ntitle = "Energy"\n', ["[energy]", "no phrases"]),
        ('[energy]\nstrong = "oil : heavy"\n', ["'oil : heavy'", "no number"]),
        ('[energy]\nstrong = "oil : 9"\n', ["'oil : 9'", "above 0 and at most 5"]),
        ('[energy]\nstrong = "oil"\nnot = "olive oil : 2"\n', ["'olive oil : 2'", "excludes"]),
        ('[energy]\nstrong = "oil"\norder = "first"\n', ["order", "whole number"]),
        ("[energy]\nstrong = 5\n", ["strong", "text or a list"]),
        ('[Energy]\nstrong = "oil"\n', ["'Energy' is no slug"]),
        ('strong = "oil"\n', ["'strong' stands outside a sector"]),
        ('[none]\ntitle = "None"\nstrong = "x"\n', ["[none] unknown key 'title'"]),
        (b"#" * 3_000_000, ["too large"]),
    ],
)
def test_errors_name_file_and_fault(tmp_path: Path, text: str | bytes, words: list[str]) -> None:
    path = make(tmp_path, text)
    with pytest.raises(SectorTableError) as caught:
        load_table(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    assert all(word in message for word in words), message


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SectorTableError, match="cannot be read"):
        load_table(tmp_path / "none.toml")


def test_check_warns(tmp_path: Path) -> None:
    text = """
[energy]
strong = "power plant, power plants, ---, oil"
not = "olive oil, oil"
[food]
strong = "oil (crude), OILS, oil"
"""
    warnings = "\n".join(check(load_table(make(tmp_path, text))))
    assert "[energy] 'power plants' is not needed: 'power plant' already stands there" in warnings
    assert "[energy] '---' has no word and can never match" in warnings
    assert "[energy] 'oil' is excluded by its own sector" in warnings
    assert "[food] 'oil' is claimed by two sectors: [energy] has 'oil'" in warnings
    assert "[food] 'oil (crude)' has a mark inside" in warnings
    assert "OILS" not in warnings


# --- the user's table is law ---------------------------------------------------------------------

LAW = """
[ports]
strong = "ferry, power plant"
[power]
strong = "megawatt"
usual = "turbine, coal power, reactor"
[none]
strong = "obituary"
"""


def test_a_strong_phrase_decides_against_the_article(tmp_path: Path) -> None:
    texts = (
        "The turbine hall of the reactor was flooded.",
        "A turbine and a reactor were shut.",
        "The turbine came by ferry to the reactor beside the other turbine.",
        "The reactor will restart.",
    )
    assert own(tmp_path, LAW, *texts) == ["power", "power", "ports", "power"]


def test_a_strong_phrase_is_not_hidden_by_one_that_begins_before_it(tmp_path: Path) -> None:
    assert own(tmp_path, LAW, "The coal power plant closed.") == ["ports"]


def test_of_several_strong_phrases_the_sector_with_most_has_the_sentence(tmp_path: Path) -> None:
    assert own(tmp_path, LAW, "A ferry left the power plant of one megawatt.") == ["ports"]


def test_a_strong_phrase_may_say_that_a_sentence_has_no_sector(tmp_path: Path) -> None:
    texts = ("The reactor is old.", "An obituary of the reactor's builder.", "The reactor stands.")
    assert own(tmp_path, LAW, *texts) == ["power", "none", "power"]


def test_an_exclusion_and_a_lighter_weight_take_the_law_away(tmp_path: Path) -> None:
    text = """
[ports]
strong = "ferry, barge : 1"
[power]
usual = "reactor"
not = "ferry tale"
"""
    texts = ("The reactor and the reactor.", "The reactor is a ferry tale.", "A reactor by barge.")
    assert own(tmp_path, text, *texts) == ["power"] * 3


def test_a_clear_phrase_may_be_outweighed(tmp_path: Path) -> None:
    text = '[ports]\nclear = "ferry"\n[power]\nclear = "turbine, reactor"\n'
    sentences = ["The turbine and the reactor."] * 3
    sentences[1] = "The turbine and the reactor came by ferry."
    assert own(tmp_path, text, *sentences) == ["power"] * 3


# --- titles, codes, explanations -----------------------------------------------------------------


def test_every_sector_of_both_tables_has_codes_and_titles() -> None:
    for name in ("economy", "news"):
        for sector in load_table(name).sectors:
            assert all(code.startswith("medtop:") for code in sector.subject)
            assert sector.subject, sector
            assert {"en", *dict(sector.titles)} >= set(LANGUAGES), sector


def test_the_news_table_has_the_seventeen_top_topics() -> None:
    news = load_table("news")
    codes = [code for sector in news.sectors for code in sector.subject]
    assert sorted(codes) == [f"medtop:{n:02}000000" for n in range(1, 18)]
    assert check(news) == []


def test_titles_follow_language_and_region(table: SectorTable) -> None:
    assert table.titles()["labour"] == "Labour"
    assert table.titles("en", "US")["labour"] == "Labor"
    assert table.titles("en", "GB")["defence"] == "Defence"
    assert table.titles("de")["energy"] == "Energie"
    assert table.titles("xx")["energy"] == "Energy"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[a]\nstrong = "x"\ntitles = "A"\n', "titles must be like"),
        ('[a]\nstrong = "x"\ntitles = { German = "A" }\n', "'German' is no language"),
        ('[a]\nstrong = "x"\ntitles = { de = "" }\n', "one line of text"),
        ('[a]\nstrong = "x"\nsubject = "two words"\n', "without blanks"),
        ('[a]\nstrong = "x"\nsubject = [4]\n', "without blanks"),
        ('[a]\nstrong = "x"\nstanding = 9\n', "from -5 to 5"),
        ('[a]\nstrong = "x"\nstanding = nan\n', "from -5 to 5"),
    ],
)
def test_titles_codes_and_standing_are_checked(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(SectorTableError, match=words):
        load_table(make(tmp_path, text))


def test_the_table_and_what_was_learned_are_told_apart(tmp_path: Path) -> None:
    mine = load_table(make(tmp_path, LAW))
    evidence = mine.evidence(
        document("The turbine of the reactor.", "It came by ferry.", "He smiled.")
    )
    first, second, third = mine.explain(evidence, mine.classify(evidence))
    assert [(part.sector, part.phrases) for part in first.table] == [
        ("power", ("turbine", "reactor"))
    ]
    assert not first.settled
    assert second.settled == ("ferry",)
    assert third.table == ()
    assert third.context
    assert {slug for slug, _ in third.topics} <= {"ports", "power", "none"}
    assert never_matched(mine.phrases, matched(evidence)) == {
        "ports": ["power plant"],
        "power": ["megawatt", "coal power"],
        "none": ["obituary"],
    }


@pytest.mark.parametrize("count", [2, 80])
def test_any_number_of_sectors_works(tmp_path: Path, count: int) -> None:
    text = "".join(f'[s{i}]\nusual = "word{i}x, thing{i}y"\n' for i in range(count))
    for i in (0, count - 1):
        texts = [f"The word{i}x and the thing{i}y."] * 2
        assert own(tmp_path, text, *texts) == [f"s{i}"] * 2


# --- categories ----------------------------------------------------------------------------------


def filed(table: SectorTable, *categories: str, texts: tuple[str, ...] = ("He smiled.",)) -> str:
    doc = document(*texts)
    article = replace(doc.article, categories=categories)
    return table.article_sector(table.evidence(replace(doc, article=article)))


@pytest.mark.parametrize(
    ("category", "sector"),
    [
        ("Energy", "energy"),
        ("trade-investment", "trade-investment"),
        ("Landwirtschaft", "agriculture"),
        ("medtop:20000210", "agriculture"),
        ("Wind farms", "energy"),
        ("Horoscopes", NONE),
    ],
)
def test_the_category_of_a_feed_is_evidence(table: SectorTable, category: str, sector: str) -> None:
    assert filed(table, category) == sector


def test_what_the_article_says_outweighs_its_category(table: SectorTable) -> None:
    texts = (
        "The airline will fly to Rome.",
        "Its pilots land at an airport with one runway.",
        "The flights of the airline are full of passengers.",
    )
    assert filed(table, "Education", texts=texts) == "transport"


def test_sentences_that_say_nothing_follow_the_category_of_their_article(
    table: SectorTable,
) -> None:
    doc = document("The hall was full on Tuesday.", "Most went home content.")
    doc = replace(doc, article=replace(doc.article, categories=("Health",)))
    assert [label.sector for label in classify(table, doc)] == ["health", "health"]


def test_phrases_of_a_category_are_matched_and_quoted(table: SectorTable) -> None:
    doc = document("He smiled.")
    doc = replace(doc, article=replace(doc.article, categories=("Solar  power", "News")))
    evidence = table.evidence(doc)
    assert ("energy", "solar power") in matched(evidence)
    assert evidence.title is not None
    assert evidence.title.quoted("energy") == ("Solar  power",)


def test_codes_of_a_brief_are_those_of_all_its_points() -> None:
    """The bottom line has a sector of its own, which no section repeats."""
    text = (
        "Dockers and the navy strike a deal\n\n"
        "Dockers won a wage rise of 4% on Monday after a strike of nine days, their union said.\n\n"
        "The navy ordered two frigates for 900m pounds, the defence ministry said on Tuesday."
    )
    brief = api.make(text)
    assert brief.bottom_line is not None
    assert [point.sector for point in brief.points] == ["labour", "defence"]
    table = load_table(None)
    assert brief.subject == (*table.subject("labour"), *table.subject("defence"))
    front = brief.to_markdown().split("---")[1]
    for name in ("labour", "defence", *brief.subject):
        assert f'- "{name}"' in front
    assert json.loads(brief.to_json())["subject"] == list(brief.subject)
