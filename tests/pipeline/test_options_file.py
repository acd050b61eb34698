"""``briefing.toml`` with sources, outputs, profiles and a watch list."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run

from briefing.config import load_file
from briefing.errors import ConfigError, UsageError

FILE = """
title = "Desk"
paper = "letter"
sources = ["inbox"]
outputs = "out.md"

[set]
issuer = "Press office"

[[watch]]
name = "Karaberg Grid"
terms = ["Karaberg", "grid operator"]

[[watch]]
name = "Aktau"

[profile.morning]
title = "Morning brief"
outputs = ["morning.md", "morning.docx"]
set = { edition = "No. 1" }

[profile.week]
sources = ["https://example.org/feed.xml", "-", "archive"]
points = 5
"""
STORY = "Port opens\n\nThe port of Aktau opened on Monday after repairs of $12 million.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "briefing.toml").write_text(FILE)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "story.txt").write_text(STORY)
    (tmp_path / "deeper").mkdir()
    return tmp_path


def test_a_profile_goes_before_the_rest_of_the_file(folder: Path) -> None:
    plain = load_file(folder / "briefing.toml")
    morning = load_file(folder / "briefing.toml", profile="morning")
    assert (plain.config.title, morning.config.title) == ("Desk", "Morning brief")
    assert morning.config.paper == "letter"
    assert dict(morning.config.variables) == {"issuer": "Press office", "edition": "No. 1"}
    assert [Path(name).name for name in morning.outputs] == ["morning.md", "morning.docx"]
    assert plain.config.watch == (
        ("Karaberg Grid", ("Karaberg", "grid operator")),
        ("Aktau", ("Aktau",)),
    )


def test_urls_and_standard_input_stay_as_they_are(folder: Path) -> None:
    week = load_file(folder / "briefing.toml", profile="week")
    assert week.sources[:2] == ("https://example.org/feed.xml", "-")
    assert Path(week.sources[2]).name == "archive"


def test_one_word_makes_the_morning_in_any_folder_below(folder: Path) -> None:
    made = run(["make", "--profile", "morning"], folder / "deeper")
    assert made.code == 0, made.err
    assert "# Morning brief" in (folder / "morning.md").read_text("utf-8")
    assert (folder / "morning.docx").exists()
    made = run(["make"], folder)
    assert made.code == 0, made.err
    assert "# Desk" in (folder / "out.md").read_text("utf-8")


def test_what_the_command_line_names_goes_first(folder: Path) -> None:
    (folder / "other.txt").write_text(STORY.replace("Aktau", "Alat"))
    made = run(["make", "other.txt", "-o", "-", "--profile", "morning"], folder)
    assert "port of Alat" in made.out.decode()
    assert not (folder / "morning.md").exists()


def test_a_batch_takes_the_sources_too(folder: Path) -> None:
    assert run(["batch", "-o", "br", "--profile", "morning"], folder).code == 0
    assert (folder / "br" / "transport.docx").exists()


def test_a_profile_that_is_not_there_is_named_with_the_nearest(folder: Path) -> None:
    with pytest.raises(UsageError, match="did you mean 'morning'"):
        load_file(folder / "briefing.toml", profile="mornig")
    wrong = run(["make", "--profile", "x"], folder / "..")
    assert wrong.code == 2
    assert len(wrong.lines) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[watch]]\nterms = ['x']", "needs a name"),
        ("[[watch]]\nname = 'x'\nterms = [3]", "terms that are texts"),
        ("[[watch]]\nname = 'x'\nwords = ['y']", "nothing else"),
        ("watch = 3", "has a name and terms"),
        ("profile = 3", "a profile is a table"),
        ("[profile]\nmorning = 3", "a profile is a table"),
        ("[profile.morning]\ntitel = 'x'", "did you mean 'title'"),
        ("sources = [3]", "sources must be a name"),
        ("outputs = ''", "outputs must be a name"),
        ("source = 'x'", "did you mean 'sources'"),
        ("group = 'sectors'", "did you mean 'sector'"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(text: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "briefing.toml"
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_file(file)
    assert reason in str(caught.value)
    assert str(file) in str(caught.value)
