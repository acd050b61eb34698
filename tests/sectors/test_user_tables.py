"""Tables that a user might write: five sectors of ten phrases, tried on articles of their field.

Each text has one labelled sentence per line and a blank line between articles. No phrase was chosen
for a text, nor a text for what the model does.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.language.tokens import stemmer, tokenise
from briefing.model import Article, Document, Kind, Sentence
from briefing.sectors import SectorTable, load_table
from briefing.segmentation import segment

TABLES = sorted((Path(__file__).parent / "user_tables").glob("*.toml"))
LEAST_RIGHT = 0.85


def articles(path: Path) -> list[tuple[Document, list[str]]]:
    """The articles of a labelled text with the sector of each sentence; paragraphs of one each."""
    stem = stemmer("en")
    made = []
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = [line.split(" | ", 1) for line in block.splitlines()]
        sentences, at = [], 0
        for i, (_, text) in enumerate(lines):
            tokens = tuple(tokenise(text))
            stems = tuple(map(stem, tokens))
            end = at + len(text)
            sentences.append(Sentence(i, at, end, at, i, Kind.CONTENT, text, tokens, stems))
            at = end + 2
        article = Article(path.stem, "", "\n\n".join(text for _, text in lines))
        made.append((Document(article, tuple(sentences)), [slug for slug, _ in lines]))
    return made


def labelled(table: SectorTable, path: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """The right sector, the given one and the settling sectors of every sentence."""
    rows = []
    for document, right in articles(path.with_suffix(".txt")):
        evidence = table.evidence(document)
        labels = table.classify(evidence)
        for here, slug in zip(evidence.sentences, right, strict=True):
            rows.append((slug, labels[here.sentence.index].sector, here.deciding))
    return rows


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_strong_phrase_is_obeyed(path: Path) -> None:
    rows = labelled(load_table(path), path)
    assert sum(bool(deciding) for _, _, deciding in rows) >= 5
    assert all(given in deciding for _, given, deciding in rows if deciding)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_most_sentences_go_where_the_user_wants_them(path: Path) -> None:
    rows = labelled(load_table(path), path)
    wrong = [row for row in rows if row[0] != row[1]]
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(rows), wrong


THIN = """
[energy]
strong = "crude oil"
usual = "oil, gas, refinery, pipeline"
[farming]
strong = "wheat"
usual = "grain, crop, harvest, cattle"
[money]
strong = "interest rate"
usual = "bank, currency, loan, inflation"
"""


def test_an_article_of_few_phrases_keeps_its_sentences(tmp_path: Path) -> None:
    """Most sentences of a real article have none of fifteen phrases; they are not unsorted."""
    path = tmp_path / "thin.toml"
    path.write_text(THIN, "utf-8")
    table = load_table(path)
    story = [
        "The union of the gas company with its smaller rival is off, the owners said on Friday.",
        "Talks had gone on since the spring.",
        "Neither side would say who had left the table first.",
        "The older firm pumps a tenth of the country's oil.",
        "Its chairman had called the plan a matter of national pride.",
        "Shares of both fell by a twentieth.",
    ]
    other = [
        "The choir sang in the square until midnight.",
        "Several hundred people had come, some of them from far away.",
    ]
    sectors = []
    for sentences in (story, other):
        document = segment(Article("x", "", "\n\n".join(sentences)))
        labels = table.classify(table.evidence(document))
        sectors.append([label.sector for label in labels])
    assert sectors == [["energy"] * len(story), ["none"] * len(other)]
