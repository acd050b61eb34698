"""Training of the news value: the same table for the same days, and right on days left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from threadpoolctl import threadpool_limits

from briefing.evaluation.days import Day
from briefing.evaluation.marked_text import folders, read_day
from briefing.salience.news_features import ARTICLE, COLUMNS
from briefing.selection.news_value import read
from briefing.training import news_stories, news_value

DAYS = Path(__file__).resolve().parent.parent / "quality" / "days"


@pytest.fixture(scope="module", autouse=True)
def little_work() -> Iterator[None]:
    """A dozen trees on one thread, and leaves as small as six days need."""
    with threadpool_limits(1), pytest.MonkeyPatch.context() as patch:
        patch.setattr(news_value, "TREES", 12)
        patch.setattr(news_value, "LEAST", 10)
        yield


@pytest.fixture(scope="module")
def days() -> list[Day]:
    return [read_day(folder).day for folder in folders(DAYS)]


@pytest.fixture(scope="module")
def stories(days: list[Day]) -> list[list[news_stories.Story]]:
    return [news_stories.stories(day) for day in days]


def row(day: Day) -> dict[str, Any]:
    facts = [
        {**asdict(fact), "sector": fact.sectors[0], "also_ok": list(fact.sectors[1:])}
        for fact in day.facts
    ]
    articles = [asdict(article) for article in day.articles]
    return {"id": day.id, "articles": articles, "facts": facts, "bottom_line": day.bottom_line}


def test_the_same_days_give_the_same_table_with_held_out_figures(
    days: list[Day],
    stories: list[list[news_stories.Story]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = tmp_path / "days.jsonl"
    data.write_text("".join(json.dumps(row(day)) + "\n" for day in days), "utf-8")
    news_value.main([str(data), "-o", str(tmp_path / "made.json")])
    table = json.loads((tmp_path / "made.json").read_text("utf-8"))
    again = json.loads(json.dumps(news_value.fit(stories)))
    assert {key: table[key] for key in again} == again
    assert table["made_from"] == [
        "days.jsonl: 6 days, facts by importance",
        "training/graded.txt: our grades of 0 other stories",
    ]
    mean, low, high = table["held_out"]["5_folds_by_day"]["twelve_points"]["gain"]
    assert 0.0 < low <= mean <= high <= 1.0
    assert "twelve_points" in capsys.readouterr().out
    read(table, COLUMNS, ARTICLE)


def test_sentences_that_tell_a_must_have_are_worth_more_on_days_left_out(
    stories: list[list[news_stories.Story]],
) -> None:
    must, nothing = [], []
    for day in news_value.left_out(stories):
        for story, values, _ in day:
            for worth, value in zip(story.worth, values, strict=True):
                if worth == 1.0:
                    must.append(value)
                elif worth == 0.0:
                    nothing.append(value)
    assert len(must) > 30 and len(nothing) > 100
    assert fmean(must) > fmean(nothing) + 0.1


def test_graded_stories_are_known_by_their_words_and_tell_more_words_of_news(
    stories: list[list[news_stories.Story]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    strike = "Miners strike\n\nMiners at the largest copper mine of Norland stopped work on Monday."
    fair = "Village fair\n\nThe village fair of Lower Hill opened with a brass band on Sunday."
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "1.txt").write_text(strike, "utf-8")
    (tmp_path / "more.jsonl").write_text(json.dumps({"title": "", "text": fair}) + "\n", "utf-8")
    grades = tmp_path / "graded.txt"
    keys = news_stories.story_key(strike.upper()), news_stories.story_key(fair)
    grades.write_text(f"# ours\n{keys[0]} 8\n{keys[1]} 1\n", "utf-8")
    monkeypatch.setattr(news_stories, "GRADES", grades)
    graded = news_stories.graded([folder, tmp_path / "more.jsonl"])
    assert [(s.best, s.main) for s in graded] == [(1.0, 0.9), (0.0, 0.0)]
    assert "copper" in graded[0].said.text

    many = graded * 6  # a stem must stand in several articles
    words = news_value.word_values(many, [s.main for s in many])
    assert words.value(graded[0].said) > words.value(graded[1].said) + 0.3
