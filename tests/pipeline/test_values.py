"""What a run hands on says what was really done: its look, its reasons, its sector table."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from docx import Document

import briefing
from briefing.pipeline.worker import Worker

ROOT = Path(__file__).resolve().parents[2]
STORY = """Port of Norland reopens

The port of Norland reopened on Monday after repairs of $12 million, the ministry of transport said.

The minister thanked the workers. Ferries to Sudland will sail twice a day from July, and the new
terminal will handle 300,000 containers a year."""


def comments(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return (
            archive.read("word/comments.xml") if "word/comments.xml" in archive.namelist() else b""
        )


def test_a_brief_is_saved_as_it_was_measured(tmp_path: Path) -> None:
    memo = ROOT / "templates" / "memo.docx"
    brief = briefing.make(
        [briefing.article(STORY)], template=str(memo), to="Desk of Ports", annotate=True
    )
    path = tmp_path / "brief.docx"
    brief.save(path)
    text = "\n".join(p.text for p in Document(str(path)).paragraphs)
    tables = "\n".join(c.text for t in Document(str(path)).tables for r in t.rows for c in r.cells)
    assert "Desk of Ports" in text + tables
    assert b"names a sum of money" in comments(path.read_bytes())


def test_a_markdown_template_is_not_forgotten(tmp_path: Path) -> None:
    template = tmp_path / "own.md"
    template.write_text("House style: {{ title }}\n", "utf-8")
    brief = briefing.make([briefing.article(STORY)], template=str(template))
    assert brief.to_markdown().startswith("House style: Port of Norland reopens")


def test_a_relative_template_is_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.md").write_text("House style: {{ title }}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    brief = briefing.make([briefing.article(STORY)], template="own.md")
    monkeypatch.chdir("/")
    assert brief.to_markdown().startswith("House style")


def test_the_look_of_a_brief_is_no_part_of_what_it_says() -> None:
    article = briefing.article(STORY)
    assert briefing.make([article], subject="A") == briefing.make([article], subject="B")


@pytest.mark.parametrize("method", ["luhn", "lead"])
def test_the_reasons_are_those_of_the_method(method: str) -> None:
    brief = json.loads(briefing.make([briefing.article(STORY)], method=method).to_json())
    points = [brief["bottom_line"], *(p for s in brief["sections"] for p in s["points"])]
    ours = {"names a figure", "names a sum of money", "opens a topic", "central"}
    for point in points:
        assert any(reason.startswith(f"{method}: number ") for reason in point["why"])
        assert not ours & set(point["why"])


def test_the_default_method_says_what_speaks_for_a_sentence() -> None:
    brief = briefing.make([briefing.article(STORY)])
    assert brief.bottom_line is not None
    assert brief.bottom_line.why[0] == "lead"
    assert "names a sum of money" in brief.bottom_line.why


TABLE = """[{slug}]
title = "{slug}"
strong = ["port of norland"]
"""


def test_an_edited_sector_table_is_read_again(tmp_path: Path) -> None:
    table = tmp_path / "sectors.toml"
    article = briefing.article(STORY)
    for slug in ("harbours", "seaways"):
        table.write_text(TABLE.format(slug=slug), "utf-8")
        rows = briefing.rank(article, sectors=str(table))
        assert max(rows, key=lambda row: row.score).sector == slug


def test_a_relative_table_is_that_of_the_folder_at_hand(tmp_path: Path) -> None:
    article = briefing.article(STORY)
    before = Path.cwd()
    try:
        for slug in ("harbours", "seaways"):
            folder = tmp_path / slug
            folder.mkdir()
            (folder / "own.toml").write_text(TABLE.format(slug=slug), "utf-8")
            os.chdir(folder)
            rows = briefing.rank(article, sectors="own.toml")
            assert max(rows, key=lambda row: row.score).sector == slug
    finally:
        os.chdir(before)


def test_a_worker_without_cutoffs_gives_the_same_for_a_chunk_in_any_run(seeds: Path) -> None:
    from briefing.config import Config
    from briefing.pipeline.sources import references

    refs = list(references([str(seeds)], Config(), []))
    worker = Worker(Config(), cutoffs=False)
    assert worker(refs) == worker(refs)
