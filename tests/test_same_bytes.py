"""The same sources and options give the same bytes, in whatever order the sources are named."""

from __future__ import annotations

import io
import json
import random
import zipfile
from pathlib import Path

import pytest

import briefing
from briefing.config import Config
from briefing.language import tokens
from briefing.pipeline import make_brief
from briefing.pipeline.article import analyse
from briefing.pipeline.output import render
from briefing.sectors import load_table
from briefing.writers import WRITERS

ASKED = Config(title="Week 24", annotate=True, to="desk@example.org", jobs=1)


def briefs(seeds: Path, order: random.Random) -> dict[str, bytes]:
    """The brief of all samples in every format, the samples named one by one in random order."""
    sources = [str(path) for path in sorted(seeds.iterdir())]
    order.shuffle(sources)
    brief = make_brief(sources, ASKED)
    return {form: render(brief, form) for form in WRITERS}


def test_the_order_of_the_sources_changes_no_byte(seeds: Path) -> None:
    first, *others = (briefs(seeds, random.Random(seed)) for seed in range(3))
    for other in others:
        assert other == first


def test_the_time_is_that_of_the_environment_and_never_the_clock(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    data = briefs(seeds, random.Random(0))["docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert core.count("2023-11-14T22:13:20Z") == 2
        assert "2023-11-14T22:13:20Z" in archive.read("word/comments.xml").decode()
    assert briefs(seeds, random.Random(1))["docx"] == data


def test_an_article_is_filed_alike_by_a_process_that_remembers_no_further_word(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process remembers so many words at most: those that it meets later count the same."""
    articles = list(briefing.read([str(seeds)]))

    def labels() -> list[object]:
        table = load_table(None)
        return [analyse(article, "default", table).labels for article in articles]

    remembered = labels()
    monkeypatch.setattr(tokens, "MOST_KNOWN", 0)
    assert labels() == remembered


def test_all_outlets_of_one_report_are_counted_in_any_order(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"a{n}",
            "title": f"Karsund opens a second quay, outlet {n} writes",
            "outlet": f"Outlet {n}",
            "date": "2024-06-12",
            "text": "The port of Karsund opened a second quay for $40 million on Tuesday, the port"
            f" authority said. Our reporter counted {n + 3} ships beside the harbour wall.",
        }
        for n in range(51)
    ]
    pages = []
    for order in (rows, rows[::-1]):
        source = tmp_path / "wire.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in order), encoding="utf-8")
        pages.append(briefing.make([source]).to_markdown())
    assert pages[0] == pages[1]
    assert "[^12] and 39 more" in pages[0]
