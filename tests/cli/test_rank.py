"""What ``briefing rank`` shows of several sources, and in a terminal."""

from __future__ import annotations

import json
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
