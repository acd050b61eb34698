"""Tomorrow's brief does not tell what today's told, and says what has changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from command import environment, run

import briefing
from briefing.errors import BriefingError
from briefing.library.store import Library
from briefing.model import Article, Brief
from briefing.pipeline.library import keep

RAIL = """Karsund opens rail tunnel

The Karsund rail tunnel opened on Monday after nine years of work that cost 2.1 billion euros, \
the transport ministry said.

The tunnel cuts the journey from Karsund to Velmar by forty minutes, the railway company Norban \
said.
"""
RAIL_AGAIN = """Norban starts trains through tunnel

After nine years of work that cost 2.1 billion euros the Karsund rail tunnel opened on Monday, \
the transport ministry said in a statement.
"""
FLOOD = """Flood in Velmar

A flood in the district of Velmar has killed {dead} people, the emergencies ministry said on {day}.

The river Osk rose by four metres.
"""
BANK = """Central bank cuts rate

The central bank of Norland cut its key rate to 7.5 percent on Tuesday, its first cut in two years.
"""


def article(text: str, date: str, outlet: str) -> Article:
    return briefing.article(text, date=date, outlet=outlet)


def made(library: Path, *articles: Article, new: bool = True) -> Brief:
    brief = briefing.make(list(articles), library=library, new=new)
    keep(brief, list(articles), briefing.Config(library=str(library)))
    return brief


def texts(brief: Brief) -> str:
    return "\n".join(point.text for point in brief.points)


def test_what_another_outlet_told_yesterday_is_left_out(tmp_path: Path) -> None:
    library = tmp_path / "desk.library"
    made(library, article(RAIL, "2024-06-10", "Harbour Post"))
    second = made(
        library,
        article(RAIL_AGAIN, "2024-06-11", "Port Daily"),
        article(BANK, "2024-06-11", "Norland Herald"),
    )
    assert "rail tunnel opened" not in texts(second)
    assert "cut its key rate" in texts(second)
    assert any("1 point was left out" in warning for warning in second.warnings)


def test_a_fact_that_changed_is_shown_with_what_it_was(tmp_path: Path) -> None:
    library = tmp_path / "desk.library"
    made(library, article(FLOOD.format(dead=18, day="Monday"), "2024-06-10", "Harbour Post"))
    second = made(
        library, article(FLOOD.format(dead=23, day="Tuesday"), "2024-06-11", "Port Daily")
    )
    assert "23 [was 18, 10 June] people" in texts(second)


def test_making_todays_brief_again_does_not_empty_it(tmp_path: Path) -> None:
    library = tmp_path / "desk.library"
    rail = article(RAIL, "2024-06-10", "Harbour Post")
    first = made(library, rail)
    assert texts(made(library, rail)) == texts(first)
    with Library(library) as past:
        assert len(past.briefs()) == 1


def test_a_corrected_brief_takes_the_place_of_the_one_made_at_six(tmp_path: Path) -> None:
    for name, text in (("rail", RAIL), ("bank", BANK)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    options = ["--library", "l", "--new", "--date", "2024-06-12", "-q"]
    first = run(["make", "rail.txt", "bank.txt", *options, "-o", "a.md"], tmp_path)
    changed = ["--drop", "rail tunnel opened", "--pin", "journey from Karsund", "--title", "Noon"]
    second = run(["make", "rail.txt", "bank.txt", *options, *changed, "-o", "b.md"], tmp_path)
    assert (first.code, second.code) == (0, 0)
    page = (tmp_path / "b.md").read_text("utf-8")
    assert "cut its key rate" in page
    assert "by forty minutes" in page
    assert "nine years of work" not in page
    listed = run(["library", "list", "--library", "l"], tmp_path).out.decode()
    assert listed.count("\n") == 1
    assert "Noon" in listed


def test_two_editions_of_one_morning_tell_the_same_and_are_both_kept(tmp_path: Path) -> None:
    (tmp_path / "rail.txt").write_text(RAIL, "utf-8")
    options = ["--library", "l", "--new", "--date", "2024-06-12", "-q"]
    assert run(["make", "rail.txt", *options, "-o", "a.md"], tmp_path).code == 0
    short = run(["make", "rail.txt", *options, "--points", "1", "-o", "b.md"], tmp_path)
    assert short.code == 0
    assert "nine years of work" in (tmp_path / "b.md").read_text("utf-8")
    listed = run(["library", "list", "--library", "l"], tmp_path).out.decode()
    assert listed.count("\n") == 2


def test_nothing_new_is_said(tmp_path: Path) -> None:
    library = tmp_path / "desk.library"
    made(library, article(BANK, "2024-06-11", "Norland Herald"))
    with pytest.raises(BriefingError, match="nothing new"):
        made(library, article(BANK, "2024-06-12", "Velmar Times"))


def test_the_library_holds_the_texts_of_what_was_quoted(tmp_path: Path) -> None:
    library = tmp_path / "desk.library"
    rail = article(RAIL, "2024-06-10", "Harbour Post")
    brief = made(library, rail, new=False)
    with Library(library) as past:
        (stored,) = past.briefs()
        articles = past.articles(stored.number)
    assert briefing.verify(brief, articles).ok


def test_new_without_a_library_is_refused() -> None:
    with pytest.raises(BriefingError, match="new needs a library"):
        briefing.make(RAIL, new=True)


def test_a_library_holds_the_text_of_standard_input_and_of_a_reopened_review(
    tmp_path: Path,
) -> None:
    def command(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "briefing", *arguments]
        return subprocess.run(
            line, cwd=tmp_path, env=environment(), input=given, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    piped = ["make", "-", "--library", "past.library", "-o", "day.md", "-o", "day.brief.json"]
    assert command(*piped, given=RAIL).returncode == 0
    verify = ["verify", "day.md", "--library", "past.library"]
    assert command(*verify).returncode == 0
    (tmp_path / "past.library").unlink()
    again = ["make", "day.brief.json", "--library", "past.library", "-o", "day.md"]
    assert command(*again).returncode == 0
    assert command(*verify).returncode == 0
    listed = command("library", "list", "--library", "past.library").stdout
    assert len(listed.splitlines()) == 1


def test_a_log_says_on_which_day_nothing_was_new(tmp_path: Path) -> None:
    (tmp_path / "rail.txt").write_text(RAIL, "utf-8")
    options = ["--library", "l", "--new", "-o", "log.md", "--append"]
    assert run(["make", "rail.txt", *options, "--date", "2024-06-12"], tmp_path).code == 0
    second = run(["make", "rail.txt", *options, "--date", "2024-06-13"], tmp_path)
    assert second.code == 3
    assert second.err == (
        "log.md: says for 2024-06-13 that nothing was new\n"
        "briefing: nothing new: all is told in earlier briefs of l\n"
    )
    log = (tmp_path / "log.md").read_text("utf-8")
    assert log.startswith("# Briefs\n\n<!-- briefing 2024-06-13 ")
    assert "\n## 13 June 2024\n\nNothing new.\n\n<!-- briefing 2024-06-12 " in log
    third = run(["make", "rail.txt", *options, "--date", "2024-06-13"], tmp_path)
    assert (third.code, third.err) == (3, second.err.split("\n", 1)[1])
    assert (tmp_path / "log.md").read_text("utf-8") == log


@pytest.mark.parametrize("filters", [["--since", "2024-06-13"], ["--watch-only"]])
def test_a_log_says_so_too_where_no_article_of_the_day_is_left(
    tmp_path: Path, filters: list[str]
) -> None:
    text = BANK.replace("\n\n", "\n\n11 June 2024\n\n", 1)
    (tmp_path / "bank.txt").write_text(text, "utf-8")
    (tmp_path / "briefing.toml").write_text('[[watch]]\nname = "Osk"\n', "utf-8")
    options = [*filters, "--date", "2024-06-13", "-o", "log.md", "--append"]
    made = run(["make", "bank.txt", *options], tmp_path)
    assert made.code == 3
    assert (tmp_path / "log.md").read_text("utf-8").endswith("## 13 June 2024\n\nNothing new.\n")
    assert run(["make", "bank.txt", "-o", "other.md", *filters], tmp_path).code == 3
    assert not (tmp_path / "other.md").exists()


def test_where_since_is_named_from_today_the_log_says_so_today(tmp_path: Path) -> None:
    text = BANK.replace("\n\n", "\n\n11 June 2024\n\n", 1)
    (tmp_path / "bank.txt").write_text(text, "utf-8")
    options = ["--since", "yesterday", "-o", "log.md", "--append"]
    noon = {"SOURCE_DATE_EPOCH": "1718366400"}
    assert run(["make", "bank.txt", *options], tmp_path, noon).code == 3
    assert "\n## 14 June 2024\n\nNothing new.\n" in (tmp_path / "log.md").read_text("utf-8")
