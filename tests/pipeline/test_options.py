"""What the options choose, and what is said of it."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from pathlib import Path

import pytest
from command import call, run
from hypothesis import given
from hypothesis import strategies as st

import briefing
from briefing.config import Config, load_config, resolve_dates
from briefing.errors import UsageError
from briefing.relative_dates import resolved

PORT = """Port of Norland reopens

The port of Norland reopened on Monday after repairs of $12 million, the ministry of transport said.

Ferries to Sudland will sail twice a day from July, and the terminal will handle 300,000
containers a year."""
MINE = """Mine opens in Westland

Westland opened a copper mine worth $90 million on Tuesday, the mining company said. The copper mine
will employ 1,200 people by 2030."""


def sectors(brief: briefing.Brief) -> set[str]:
    return {point.sector for point in brief.points}


def test_only_and_skip_choose_sectors() -> None:
    assert sectors(briefing.make([PORT, MINE])) == {"transport", "mining"}
    assert sectors(briefing.make([PORT, MINE], only="mining")) == {"mining"}
    assert sectors(briefing.make([PORT, MINE], only=["mining,transport"])) == {
        "transport",
        "mining",
    }
    assert sectors(briefing.make([PORT, MINE], skip=("mining", "other"))) == {"transport"}


def test_a_sector_that_the_table_lacks_is_one_line() -> None:
    with pytest.raises(UsageError, match=r"--skip 'minng' is no sector .* did you mean 'mining'\?"):
        briefing.make([PORT], skip="minng")


def test_texts_add_up() -> None:
    assert len(briefing.make([PORT, MINE], match=["ferries", "copper"]).sources) == 2
    assert len(briefing.make([PORT, MINE], match="FERRIES").sources) == 1
    assert len(briefing.make([PORT, MINE], exclude=["ferries", "nothing"]).sources) == 1
    with pytest.raises(briefing.BriefingError, match="passes --match uranium --exclude ferries"):
        briefing.make([PORT, MINE], match="uranium", exclude="ferries")


@given(st.dates(dt.date(1990, 1, 1)), st.sampled_from(["monday", "friday", "sunday"]))
def test_a_weekday_is_within_the_last_seven_days(today: dt.date, name: str) -> None:
    day = dt.date.fromisoformat(resolved(name, today))
    assert day.strftime("%A").lower() == name
    assert 0 <= (today - day).days < 7


def test_days_named_from_today_are_resolved_once_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1718150400")  # 12 June 2024, a Wednesday
    article = briefing.article(PORT, date="2024-06-11")
    brief = briefing.make(article, date="today", since="yesterday", until="1d")
    assert brief.date == "2024-06-12"
    said = ("date today: 2024-06-12", "since yesterday: 2024-06-11", "until 1d: 2024-06-11")
    assert brief.warnings[:3] == said
    with pytest.raises(briefing.BriefingError, match="passes --since 2024-06-12"):
        briefing.make(article, since="wednesday")


def test_a_morning_made_again_counts_its_days_from_its_date() -> None:
    article = briefing.article(PORT, date="2024-06-11")
    brief = briefing.make(article, date="2024-06-12", since="yesterday")
    assert brief.warnings[0] == "since yesterday: 2024-06-11"
    with pytest.raises(briefing.BriefingError, match="passes --since 2024-06-12"):
        briefing.make(article, date="2024-06-13", since="yesterday")


def test_a_date_is_never_taken_from_the_clock_unasked() -> None:
    config = Config(since="2024-06-10")
    assert resolve_dates(config, dt.date(2024, 6, 12)) == (config, ())
    assert briefing.make(PORT).date == ""


@pytest.mark.parametrize("wrong", ["3", "tomorrow", "June", "2024-6-1", "-3d", "mon"])
def test_other_days_are_one_line(wrong: str) -> None:
    with pytest.raises(UsageError, match="since must be a date like 2024-06-12, today"):
        Config(since=wrong)


def test_articles_without_a_date_are_named_where_nothing_is_left() -> None:
    with pytest.raises(briefing.BriefingError, match=r"--since 2024-01-01 \(1 have no date\)"):
        briefing.make(PORT, since="2024-01-01")


def test_languages_are_those_of_the_standard_and_paper_in_any_case() -> None:
    assert Config(language="kk").language == "kk"
    with pytest.raises(UsageError, match="not 'xx'"):
        Config(language="xx")
    assert Config(paper="A4").paper == "a4"
    assert Config(paper="Letter").paper == "letter"


def test_a_file_may_give_one_text_or_a_list(tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text('match = "copper"\nskip = ["sport", "other"]\nto = ["a@x.example"]\n', "utf-8")
    config = load_config(path)
    assert (config.match, config.skip) == (("copper",), ("sport", "other"))
    path.write_text("skip = [1]\n", "utf-8")
    with pytest.raises(briefing.BriefingError, match="skip must be one text or several"):
        load_config(path)


def test_every_addressee_is_in_the_mail(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(PORT, "utf-8")
    out = tmp_path / "brief.eml"
    call("make", story, "-o", out, "-q", "--to", "a@x.example", "--to", "B <b@x.example>",
         "--cc", "c@x.example", "--cc", "d@x.example")  # fmt: skip
    mail = email.message_from_bytes(out.read_bytes(), policy=email.policy.default)
    assert mail["To"] == "a@x.example, B <b@x.example>"
    assert mail["Cc"] == "c@x.example, d@x.example"


def test_an_option_without_effect_is_said(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(PORT, "utf-8")
    (tmp_path / "own.md").write_text("{{ title }}\n", "utf-8")
    done = run(
        ["make", "story.txt", "-o", "x.html", "--annotate", "--cc", "a@x.example",
         "--template", "own.md"], tmp_path,
    )  # fmt: skip
    assert done.code == 0
    assert [line for line in done.lines if "no effect" in line] == [
        f"note: {option} has no effect on .html"
        for option in ("--annotate", "--cc", "--template own.md")
    ]
    (tmp_path / "own.html").write_text("{{ title }}", "utf-8")
    done = run(["make", "story.txt", "-o", "x.docx", "--template", "own.html"], tmp_path)
    assert "note: --template own.html has no effect on .docx" in done.lines


def test_completion_offers_the_values(tmp_path: Path) -> None:
    words = {
        "COMP_WORDS": "briefing make --method le", "COMP_CWORD": "3",
        "_BRIEFING_COMPLETE": "complete_bash",
    }  # fmt: skip
    done = run([], tmp_path, words)
    assert {"lead", "lexrank"} >= set(done.out.decode().split()) > set()


def test_articles_without_a_date_are_kept_where_that_is_asked_for() -> None:
    brief = briefing.make([PORT], since="2024-01-01", undated="keep")
    assert len(brief.sources) == 1
    with pytest.raises(UsageError, match="undated 'kep' is unknown; did you mean 'keep'"):
        Config(undated="kep")


def test_words_are_an_upper_bound_or_an_error() -> None:
    assert len(briefing.make([PORT, MINE], words=20).points) == 1
    with pytest.raises(UsageError, match=r"--words 5: the bottom line alone has \d+ words"):
        briefing.make([PORT, MINE], words=5)


def test_sources_without_a_date_are_counted_where_the_page_names_its_days() -> None:
    dated = [
        briefing.article(PORT, date="2024-06-10"),
        briefing.article(MINE, date="2024-06-12"),
    ]
    other = briefing.article(
        "The bank of Arkha cut its rate to 4 percent, its first cut in a year."
    )
    said = "1 of the 3 sources named have no date"
    assert any(line.startswith(said) for line in briefing.make([*dated, other]).warnings)
    assert not any("have no date" in line for line in briefing.make(dated).warnings)
