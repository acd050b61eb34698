"""The JSON of a brief, opened again: what it shows, and what it was chosen from as far as it is
there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from command import run

from briefing.config import Config
from briefing.edits import Edits, Mark
from briefing.errors import UsageError
from briefing.pipeline.desk import Desk, load_desk
from briefing.pipeline.opening import open_desk
from briefing.pipeline.reopened import is_brief

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
MADE = ["make", "seeds", "--title", "Week 24", "-o", "week.json", "-o", "week.md"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples and a brief of them as JSON and as Markdown."""
    made = tmp_path_factory.mktemp("reopened")
    shutil.copytree(SEEDS, made / "seeds")
    assert run(MADE, made).code == 0
    return made


def opened(folder: Path, *sources: str, **options: Any) -> Desk:
    names = [str(folder / "week.json"), *(str(folder / name) for name in sources)]
    return open_desk(names, Config(offline=True, **options), brief_first=True)


def changed(folder: Path, to: Path, change: Any) -> Path:
    """A copy of the brief, as somebody's program changed it."""
    value = json.loads((folder / "week.json").read_text("utf-8"))
    change(value)
    to.write_text(json.dumps(value), encoding="utf-8")
    return to


def test_the_same_page_is_made_of_it_though_half_of_its_sources_are_gone(folder: Path) -> None:
    result = run(["make", "week.json", "--offline", "-o", "again.md"], folder)
    assert result.code == 0
    assert (folder / "again.md").read_text("utf-8") == (folder / "week.md").read_text("utf-8")
    (line,) = [line for line in result.lines if "cannot be read again" in line]
    sources = json.loads((folder / "week.json").read_text("utf-8"))["sources"]
    assert f"of {len(sources)} sources" in line
    assert "name the sources after the brief" in line


def test_with_its_sources_it_has_the_other_sentences_too(folder: Path) -> None:
    desk = opened(folder, "seeds")
    shown = json.loads((folder / "week.json").read_text("utf-8"))
    assert [s.title for s in desk.brief.sections] == [s["title"] for s in shown["sections"]]
    assert len(desk.plan.topics) > 100
    assert len(desk.texts) == 18
    assert not any("cannot be read" in line for line in desk.brief.warnings)


def test_another_point_comes_in_where_one_is_dropped_and_none_by_itself(folder: Path) -> None:
    assert run(["make", "seeds", "--points", "3", "-o", "three.json"], folder).code == 0
    names = [str(folder / "three.json"), str(folder / "seeds")]
    desk = open_desk(names, Config(offline=True), brief_first=True)
    before = [point.quote for point in desk.brief.points]
    assert len(before) == 3
    gone = next(mark for mark in desk.edits.kept if mark.quote == before[1])
    after = [p.quote for p in desk.edit(Edits(kept=desk.edits.kept, drops=(gone,))).points]
    assert len(after) == 3
    assert set(before) - set(after) == {before[1]}


def test_a_pin_comes_in_and_the_least_goes_where_there_is_no_room(folder: Path) -> None:
    desk = opened(folder, "seeds")
    before = {point.quote for point in desk.brief.points}
    topic = next(t for t in desk.plan.topics if t.quoted.quote not in before)
    quoted = topic.quoted
    pin = Mark(quoted.source.id, quoted.start, quoted.end, quoted.quote)
    after = desk.edit(desk.edits.also(pins=(pin,)))
    assert pin.quote in {point.quote for point in after.points}
    assert after.page is not None
    assert after.page.fill <= 1.0
    assert len(after.points) < len(before) + 1


def test_it_is_saved_as_a_review_and_opens_the_same(folder: Path, tmp_path: Path) -> None:
    desk = opened(folder)
    file = tmp_path / "week.brief.json"
    file.write_bytes(desk.to_bytes())
    again = load_desk(file, Config())
    assert again.to_bytes() == desk.to_bytes()
    assert again.edits == desk.edits


def test_its_files_are_found_from_its_folder_and_its_comments_and_order_stay(
    folder: Path, tmp_path: Path
) -> None:
    def change(value: dict[str, Any]) -> None:
        value["sections"] = value["sections"][3::-1]
        value["sections"][0]["points"][0]["comments"] = [{"kind": "why", "text": "We bid there."}]
        value["sections"][1]["comments"] = [{"kind": "action", "text": "Ask the bank."}]

    shutil.copytree(folder / "seeds", tmp_path / "seeds")
    path = changed(folder, tmp_path / "mine.json", change)
    desk = open_desk([str(path)], Config(offline=True))
    brief = desk.brief
    shown = json.loads(path.read_text("utf-8"))
    assert [s.title for s in brief.sections] == [s["title"] for s in shown["sections"]]
    assert brief.sections[0].points[0].comments[0].text == "We bid there."
    assert brief.sections[1].comments[0].text == "Ask the bank."
    assert desk.texts


def test_words_that_the_source_does_not_have_are_not_quoted_again(
    folder: Path, tmp_path: Path
) -> None:
    def change(value: dict[str, Any]) -> None:
        point = value["sections"][1]["points"][0]
        point["quote"] = point["text"] = "Canada's Boreal Ridge Metals will pay $999 million."

    path = changed(folder, tmp_path / "false.json", change)
    desk = open_desk([str(path), str(folder / "seeds")], Config(offline=True), brief_first=True)
    assert not any("$999" in point.text for point in desk.brief.points)
    assert any("not shown again" in line and "$999" in line for line in desk.brief.warnings)


def test_other_files_are_no_brief(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text('{"title": "A", "text": "B."}', encoding="utf-8")
    (tmp_path / "list.json").write_text("[1, 2]", encoding="utf-8")
    (tmp_path / "broken.json").write_text('{"title": ', encoding="utf-8")
    assert is_brief(str(folder / "week.json"))
    for name in ("story.json", "list.json", "broken.json", "none.json"):
        assert not is_brief(str(tmp_path / name))
    path = changed(folder, tmp_path / "wrong.json", lambda v: v["sections"].append({"sector": 1}))
    with pytest.raises(UsageError, match="not a brief"):
        open_desk([str(path)], Config(offline=True))


def test_points_without_a_source_or_without_words_cost_no_other_point(
    folder: Path, tmp_path: Path
) -> None:
    def change(value: dict[str, Any]) -> None:
        value["sections"][0]["points"][0]["source"] = 77
        value["sections"][1]["points"][0]["quote"] = " "
        value["bottom_line"] = None

    path = changed(folder, tmp_path / "odd.json", change)
    brief = open_desk([str(path)], Config(offline=True)).brief
    assert len(brief.points) >= 4
    assert sum("not shown again" in line for line in brief.warnings) >= 1
