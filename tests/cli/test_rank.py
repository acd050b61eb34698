"""What ``briefing rank`` shows of several sources, and in a terminal."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from command import run

from briefing.cli.tables import Ranking, rank_table
from briefing.model import Article, Kind, RankedSentence
from briefing.pipeline.rank import passed_over


def row(score: float, start: int = 0, text: str = "A mine opened in Westland.") -> RankedSentence:
    return RankedSentence(
        text, start, start + len(text), 0, Kind.CONTENT, score, "mining", True, ("lead",), ("mine",)
    )


def test_json_of_several_articles_is_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A mine\n\nA mine opened in Westland on Monday.", "utf-8")
    one = json.loads(run(["rank", "a.txt", "--json"], tmp_path).out)
    assert one["article"]["title"] == "A mine"
    assert one["sentences"][1]["why"][0] == "lead"
    (tmp_path / "b.txt").write_text("A port\n\nA port opened in Norland on Monday.", "utf-8")
    two = json.loads(run(["rank", "a.txt", "b.txt", "missing.txt", "--json"], tmp_path).out)
    assert [value["article"]["location"] for value in two] == ["a.txt", "b.txt"]


def test_a_terminal_gets_wrapped_lines_and_a_pipe_does_not() -> None:
    long = row(0.5, text="A copper mine opened in the hills of Westland on Monday morning.")
    ranking = Ranking(Article("x", "T", "…"), "mining", [long])
    wrapped = rank_table([ranking], why=True, width=60).splitlines()
    assert all(len(line) <= 60 for line in wrapped)
    assert {len(line) - len(line.lstrip()) for line in wrapped[1:]} == {
        wrapped[0].index("A copper")
    }
    assert len(rank_table([ranking], why=False).splitlines()) == 1
    assert len(rank_table([ranking], why=False, width=30).splitlines()) == 1


def test_a_clearly_better_sentence_is_not_passed_over_in_silence() -> None:
    rows = [row(0.9, 0), row(0.5, 50), row(0.55, 100), row(0.7, 150)]
    assert passed_over(rows, [rows[0], rows[1]]) == [rows[3]]
    assert passed_over(rows, rows) == passed_over(rows, []) == []


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_wide_characters_take_two_columns_when_lines_are_wrapped() -> None:
    long = row(0.5, text="铜矿周一在西部山区开业，" * 8)
    wrapped = rank_table([Ranking(Article("x", "T", "…"), "mining", [long])], why=False, width=60)
    assert max(map(columns, wrapped.splitlines())) <= 60
    assert wrapped.count("\n") > 3


def test_colours_change_no_word() -> None:
    rows = [row(0.5), replace(row(0.0, 60, "A heading"), kind=Kind.HEADING)]
    rankings = [Ranking(Article("x", title, "…"), "mining", rows) for title in ("T", "U")]
    coloured = rank_table(rankings, why=True, width=60, colour=True)
    assert "\x1b[1m0.50\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == rank_table(rankings, why=True, width=60)


def test_a_pipe_gets_no_colours(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A mine\n\nA mine opened in Westland on Monday.", "utf-8")
    assert b"\x1b" not in run(["rank", "a.txt"], tmp_path).out


LINE = """Ferry line to double

Orkhon Lines will spend $75 million to double the capacity of its ferry line between Alat and
Karsund by 2026, the company said on Wednesday.

Orkhon Lines said its investment of $75 million doubles the capacity of the line to Karsund.

Ticket prices will rise 4 percent in July.
"""


def test_the_reason_why_a_better_sentence_is_not_among_the_best_is_true(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LINE, "utf-8")
    ranked = run(["rank", "a.txt", "-k", "2"], tmp_path)
    for line in ranked.err.splitlines():
        assert "which tell most of it" in line
        assert "investment" in line
