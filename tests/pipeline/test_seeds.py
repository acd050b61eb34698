"""The samples are what they claim to be, and the brief of them is fit to send.

``BRIEFING_REWRITE=1`` rewrites the expected briefs in ``tests/golden``.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import docx
import pytest
from make_mixed import make_mixed
from make_seeds import make_seeds
from pypdf import PdfReader
from stories import Story, load_stories
from story_files import FORMATS
from transcripts import prepare, run

import briefing
from briefing.model import Article
from briefing.readers import read

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
ROOT = Path(__file__).resolve().parents[2]

# Outlet and day of every sample article, as its reader should find them.
EXPECTED = {
    "aktau-ferry.md": [("Caspian Ledger", "2024-06-11")],
    "aktau-terminal.pdf": [("Mangystau Times", "2024-06-13")],
    "astana-seoul-wire.html": [("Han River Wire", "2024-06-13")],
    "astana-seoul.txt": [("The Steppe Courier", "2024-06-12")],
    "bukhara-wind.html": [("Grid and Turbine", "2024-06-13")],
    "caspian-cable.eml": [("Telecom Dispatch", "2024-06-13")],
    "central-asia-week.jsonl": [
        ("Port and Rail Daily", "2024-06-12"),
        ("Bishkek Finance Review", "2024-06-10"),
        ("Tashkent Business Herald", "2024-06-12"),
        ("Ulaanbaatar Mercury", "2024-06-14"),
    ],
    "continental-monitor.xml": [
        ("Continental Monitor", "2024-06-13"),
        ("Continental Monitor", "2024-06-12"),
        ("Continental Monitor", "2024-06-14"),
    ],
    "ganja-hospital.pdf": [("Baku Evening Post", "2024-06-12")],
    "gobi-lithium.txt": [("Prospect Wire", "2024-06-13")],
    "helvion-ganja.eml": [("Hospital Supply Journal", "2024-06-13")],
    "khujand-campus.docx": [("Khujand Observer", "2024-06-11")],
    "tian-shan-farms.docx": [("Silk Markets", "2024-06-11")],
}
# What surrounds an article and must never be quoted.
FURNITURE = re.compile(
    r"photo|image:|subscri|sign up|follow us|cookie|all rights reserved|share (on|this)|newsletter"
    r"|read more|unsubscribe|advertisement|editing by|^by [A-Z]|page \d|amended",
    re.IGNORECASE,
)


def test_every_sample_is_listed(seeds: Path) -> None:
    names = {path.name for path in seeds.iterdir()} - {"README.md"}
    assert names == set(EXPECTED)
    assert "README" not in " ".join(article.location for article in read(str(seeds)))


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_is_read_whole(seeds: Path, name: str) -> None:
    articles = read(str(seeds / name))
    assert [(a.outlet, a.date) for a in articles] == EXPECTED[name]
    for article in articles:
        assert article.text.startswith(article.title)
        assert 220 <= len(article.text.split()) <= 500


def test_binary_samples_hold_the_texts_they_are_made_from(seeds: Path, tmp_path: Path) -> None:
    made = make_seeds(tmp_path)
    assert len(made) == 4
    for path in made:
        assert _words_in_file(seeds / path.name) == _words_in_file(path)


def _words_in_file(path: Path) -> list[str]:
    if path.suffix == ".docx":
        return " ".join(p.text for p in docx.Document(str(path)).paragraphs).split()
    return " ".join(page.extract_text() for page in PdfReader(path).pages).split()


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples and their brief in two formats."""
    folder = tmp_path_factory.mktemp("samples")
    prepare(folder)
    said = run("briefing make seeds -o brief.md -o brief.json", folder)
    assert not any(line.startswith("=>") for line in said), said
    return folder


@pytest.mark.parametrize("name", ["brief.md", "brief.json"])
def test_brief_of_the_samples_is_as_expected(workplace: Path, name: str) -> None:
    made = (workplace / name).read_text("utf-8")
    golden = GOLDEN / name
    if os.environ.get("BRIEFING_REWRITE") == "1":
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")


def test_every_quote_stands_in_its_source(workplace: Path) -> None:
    brief = json.loads((workplace / "brief.json").read_text("utf-8"))
    texts = {a.id: a.text for a in read(str(ROOT / "seeds"))}
    sources = {source["n"]: texts[source["id"]] for source in brief["sources"]}
    points = _points(brief)
    assert len(points) >= 8
    for point in points:
        assert sources[point["source"]][point["start"] : point["end"]] == point["quote"]


def test_no_furniture_is_quoted(workplace: Path) -> None:
    brief = json.loads((workplace / "brief.json").read_text("utf-8"))
    quoted = [point["quote"] for point in _points(brief)]
    assert [quote for quote in quoted if FURNITURE.search(quote)] == []


def test_points_show_neither_dateline_nor_list_marker(workplace: Path) -> None:
    brief = json.loads((workplace / "brief.json").read_text("utf-8"))
    shown = [point["text"] for point in _points(brief)]
    assert [text for text in shown if text.startswith("[") or text[0].islower()] == []
    assert [text for text in shown if re.match(r"[•–-] |[A-Z]{3,}[, (–—]", text)] == []


# Figures of one fact on which the sample outlets differ.
PLANTED = [
    {"2,300", "2,600"},
    {"180", "200"},
    {"$610 million", "$640 million"},
    {"$80 million", "$85 million"},
    {"24,000 tons", "26,000 tons"},
    {"140", "150"},
    {"11 hours", "14 hours"},
]


def test_outlets_that_differ_are_named_and_no_others(workplace: Path) -> None:
    brief = json.loads((workplace / "brief.json").read_text("utf-8"))
    conflicts = [point["conflicts"] for point in _points(brief) if point["conflicts"]]
    values = [{conflict["value"] for conflict in found} for found in conflicts]
    assert [found for found in values if not _planted(found)] == []


def test_two_reports_with_other_figures_show_both() -> None:
    text = (
        "Strike stops Aktau port\n\nAKTAU, {day} ({outlet}) -- Dockworkers stopped work at the "
        "port of Aktau on Tuesday in a dispute over pay.\n\nGrowers said {number} refrigerated "
        "containers were stranded at the quays of Aktau port by the strike of the dockworkers."
    )
    first = briefing.article(text.format(day="June 11", outlet="Wire", number="2,300"))
    second = briefing.article(text.format(day="June 12", outlet="Post", number="2,600"))
    points = briefing.make([first, second]).points
    assert {c.value for p in points for c in p.conflicts} == {"2,300", "2,600"}


def _planted(values: set[str]) -> bool:
    """Whether the values are a planted pair, with or without their units."""
    bare = {re.sub(r"[^\d.,]", "", value) for value in values}
    return any(bare == {re.sub(r"[^\d.,]", "", value) for value in pair} for pair in PLANTED)


def test_brief_of_the_samples_spans_the_week(workplace: Path) -> None:
    brief = json.loads((workplace / "brief.json").read_text("utf-8"))
    assert brief["page"]["pages"] == 1
    assert len(brief["sections"]) >= 5
    assert brief["date"] == "2024-06-14"
    assert brief["skipped"] == []


def _points(brief: dict[str, object]) -> list[dict[str, object]]:
    sections = brief["sections"]
    return [brief["bottom_line"], *(point for section in sections for point in section["points"])]


STRUCTURED = ["txt", "md", "html", "docx", "eml", "jsonl", "rss", "atom"]


@pytest.mark.parametrize("story", load_stories(), ids=lambda story: story.name)
def test_same_story_same_text_from_every_format(story: Story, tmp_path: Path) -> None:
    texts = {}
    for suffix in STRUCTURED:
        path = tmp_path / f"story.{suffix}"
        path.write_bytes(FORMATS[suffix](story))
        texts[suffix] = [" ".join(a.text.split()) for a in read(str(path))]
    assert texts == dict.fromkeys(STRUCTURED, texts["txt"])


def test_mixed_folder_becomes_one_brief(tmp_path: Path) -> None:
    prepare(tmp_path)
    make_mixed(tmp_path / "inbox", 200)
    said = run("briefing make inbox -o brief.json", tmp_path)
    assert not any("=>" in line or "skipped" in line for line in said), said
    brief = json.loads((tmp_path / "brief.json").read_text("utf-8"))
    assert brief["page"]["pages"] == 1
    assert brief["skipped"] == []
    assert len(brief["sources"]) >= 8
    quotes = [point["quote"] for point in _points(brief)]
    assert len(quotes) == len(set(quotes))


def test_articles_are_frozen(seeds: Path) -> None:
    article = read(str(seeds / "gobi-lithium.txt"))[0]
    assert isinstance(article, Article)
    with pytest.raises(AttributeError):
        article.title = "other"  # type: ignore[misc]
