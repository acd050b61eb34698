"""Days and their facts: what a brief is worth, worked out by hand, and days labelled as text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import SourceError, UsageError
from briefing.evaluation import evaluate, report
from briefing.evaluation.data import load
from briefing.evaluation.days import Chosen, Day, mark, merge, parse, supported
from briefing.evaluation.marked_text import read_day

MINE = "Norland opened a large new copper mine near the border on Monday."
AGAIN = "A large new copper mine opened in Norland near the border on Monday, officials said."
JOBS = "The operator of the mine will employ about four hundred people there."
BANK = "The central bank of Sudland cut its key rate to nine percent after a long meeting."
RAIN = "Rain fell on the hills for most of the morning while the guests were waiting."


def row(**extra: Any) -> dict[str, Any]:
    one, other = f"{MINE} {JOBS} {RAIN}", f"{AGAIN} {BANK}"

    def support(article: str, sentence: str, *, partial: bool = False) -> dict[str, Any]:
        start = {"A": one, "B": other}[article].index(sentence)
        return {"article": article, "start": start, "end": start + len(sentence),
                "partial": partial}  # fmt: skip

    return {
        "id": "d",
        "articles": [{"key": "A", "text": one}, {"key": "B", "text": other}],
        "facts": [
            {"importance": 3, "sector": "mining", "also_ok": [], "gist": "mine",
             "support": [support("A", MINE), support("B", AGAIN, partial=True)]},
            {"importance": 2, "sector": "labour", "also_ok": ["mining"], "gist": "jobs",
             "support": [support("A", JOBS)]},
            {"importance": 3, "sector": "finance", "also_ok": [], "gist": "rate",
             "support": [support("B", BANK)]},
        ],
        "bottom_line": [0],
        **extra,
    }  # fmt: skip


def day(**extra: Any) -> Day:
    return parse(row(**extra), "d")


def test_gain_is_what_the_facts_are_worth_over_the_most_that_so_many_points_could_tell() -> None:
    marks = mark(day(), [Chosen("A", MINE, "mining"), Chosen("A", JOBS, "finance")])
    assert marks.gain == pytest.approx((3 + 1.5) / (3 + 3))
    assert marks.must == 1 / 2
    assert marks.good == 1.0
    assert (marks.in_sector, marks.with_sector) == (1, 2)
    assert marks.bottom is None


def test_a_point_that_tells_nothing_new_counts_as_told_twice_and_an_idle_one_as_no_good() -> None:
    marks = mark(day(), [Chosen("A", MINE), Chosen("B", AGAIN), Chosen("A", RAIN)])
    assert marks.twice == pytest.approx(1 / 3)
    assert marks.good == pytest.approx(1 / 3)
    assert marks.gain == pytest.approx(3 / 7.5)


def test_half_a_fact_counts_half_until_it_is_told_in_full() -> None:
    half = mark(day(), [Chosen("B", AGAIN)])
    assert half.must == 1 / 4
    whole = mark(day(), [Chosen("B", AGAIN), Chosen("A", MINE)])
    assert whole.must == 1 / 2
    assert (whole.twice, whole.good) == (0.0, 1.0)


def test_a_point_without_its_dateline_still_tells_its_fact_and_a_scrap_of_it_does_not() -> None:
    given = day()
    assert given.stated_by("A", "NORTH CITY – " + MINE) == [(0, False)]
    assert given.stated_by("A", MINE.removeprefix("Norland opened ")) == [(0, False)]
    assert given.stated_by("A", "Norland opened a mine.") == []
    assert given.stated_by("B", MINE) == [(0, True)], "what B says of it is told only in part"


def test_the_bottom_line_is_right_where_it_tells_an_accepted_fact() -> None:
    points = [Chosen("B", BANK, "finance"), Chosen("A", MINE)]
    assert mark(day(), points, points[0]).bottom == 0.0
    assert mark(day(), points, points[1]).bottom == 1.0


def test_the_most_important_facts_come_first_in_the_best_choice() -> None:
    assert [c.sentence for c in supported(day())] == [MINE, BANK, JOBS]


def test_merged_days_hold_all_facts_and_each_article_once() -> None:
    first = row(articles=[{**a, "id": a["key"]} for a in row()["articles"]])
    one, other = parse(first, "d"), day()
    assert [a.key for a in merge([one, other], 2)[0].articles] == ["0A", "0B"]
    apart = parse(row(articles=[{**a, "id": a["key"] + "2"} for a in row()["articles"]]), "e")
    both = merge([one, apart, one], 2)
    assert [d.id for d in both] == ["d+e"]
    assert [a.key for a in both[0].articles] == ["0A", "0B", "1A", "1B"]
    assert both[0].bottom_line == (0, 3)
    assert both[0].stated_by("1B", BANK) == [(5, False)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"bottom_line": [9]}, "bottom_line names a fact"),
        ({"articles": []}, "no article or no fact"),
        ({"facts": [{**row()["facts"][0], "importance": 4}]}, "importance 4"),
        ({"facts": [{"importance": 3}]}, "support"),
        (
            {
                "facts": [
                    {**row()["facts"][0], "support": [{"article": "A", "start": 5, "end": 999}]}
                ]
            },
            "outside the text of article A",
        ),
        ({"articles": [row()["articles"][0]] * 2}, "same key"),
    ],
)
def test_a_wrong_day_is_refused_in_one_line(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    path = tmp_path / "days.jsonl"
    path.write_text(json.dumps(row(**change)), "utf-8")
    with pytest.raises(SourceError, match=message) as caught:
        load(path)
    assert "\n" not in str(caught.value)


ARTICLE = f"""title: Norland opens copper mine
outlet: Norland Wire
date: 2025-03-04

3 mining,trade-investment @mine | NORTH CITY – {MINE}
2 labour,mining @jobs <Norland> | Its mining ministry counts four hundred jobs.

heading | Weather
0 none | {RAIN}
boilerplate | Subscribe to our newsletter.
"""
FACTS = """# a comment
3 mining mine | Norland opens a mine
2 labour,mining jobs | 400 jobs
bottom mine
disagree mine jobs | nothing, really
"""


def labelled(folder: Path, article: str = ARTICLE, facts: str = FACTS) -> Path:
    folder = folder / "monday"
    folder.mkdir()
    (folder / "01-wire.txt").write_text(article, "utf-8")
    (folder / "facts.txt").write_text(facts, "utf-8")
    return folder


def test_a_day_labelled_as_text_is_a_day_and_its_articles_are_labelled_stories(
    tmp_path: Path,
) -> None:
    marked = read_day(labelled(tmp_path))
    article = marked.day.articles[0]
    assert article.text.startswith("Norland opens copper mine\n\nNORTH CITY – Norland opened")
    assert "jobs.\n\nWeather Rain fell" in article.text
    assert (article.outlet, article.date) == ("Norland Wire", "2025-03-04")
    assert marked.day.facts[0].sectors == ("mining",)
    assert marked.day.stated_by("01-wire", MINE) == [(0, False)]
    assert (marked.day.bottom_line, marked.day.disagree) == ((0,), ((0, 1),))
    story, day = load(tmp_path)
    assert day == marked.day
    kinds = [g.kind for g in story.golds]  # type: ignore[union-attr]
    assert kinds == ["heading", "content", "content", "heading", "content", "boilerplate"]
    second = story.golds[2]  # type: ignore[union-attr]
    assert (second.standalone, second.antecedent, second.salience) == (False, "Norland", 2)


@pytest.mark.parametrize(
    ("article", "facts", "message"),
    [
        (ARTICLE.replace("3 mining", "4 mining"), FACTS, "line 5 has labels that say nothing"),
        (ARTICLE.replace("title: ", ""), FACTS, "line 1 is not 'key: value'"),
        (ARTICLE.replace("title:", "name:"), FACTS, "has no title"),
        (ARTICLE.replace(" | Weather", ""), FACTS, "line 8 is not 'labels | sentence'"),
        (ARTICLE.replace("@jobs", "@job"), FACTS, "has no fact job"),
        (ARTICLE.replace(" @jobs", ""), FACTS, "no sentence tells the fact jobs"),
        (ARTICLE, FACTS + "5 mining x | y", "line 6 is no fact"),
        (ARTICLE, FACTS + "bottom other", "has no fact other"),
    ],
)
def test_a_wrong_label_is_named_with_its_file_and_line(
    tmp_path: Path, article: str, facts: str, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read_day(labelled(tmp_path, article, facts))


def test_days_are_measured_against_leads_chance_and_classic_rankers(tmp_path: Path) -> None:
    labelled(tmp_path)
    evaluation = evaluate(tmp_path, ["default", "luhn"], points=1)
    assert (evaluation.days, evaluation.labelled, evaluation.brief_points) == (1, 1, 1)
    assert set(evaluation.briefs) == {
        "briefing", "briefing, whole page", "leads, best scored", "leads, any",
        "random sentences", "luhn", "oracle",
    }  # fmt: skip
    leads = evaluation.briefs["leads, best scored"]
    assert (leads["gain"].mean, leads["must"].mean, leads["bottom"].mean) == (1.0, 1.0, 1.0)
    assert evaluation.briefs["oracle"]["gain"].mean == 1.0
    assert 0.0 < evaluation.briefs["random sentences"]["gain"].mean < 1.0, "some draws miss"
    apart = evaluation.briefs_apart["leads, best scored"]["gain"]
    assert apart.mean == evaluation.briefs["briefing"]["gain"].mean - 1.0
    assert "oracle" not in evaluation.briefs_apart


def test_the_report_of_days_has_a_row_for_each_way_of_choosing(tmp_path: Path) -> None:
    labelled(tmp_path)
    text = report([tmp_path], ["default"], plot=tmp_path / "chart.png")
    assert "briefs of 1 day, 12 points" in text
    rows = {line[2:24].strip(): line for line in text.splitlines() if line.startswith("  ")}
    assert {"briefing", "briefing, whole page", "leads, any", "oracle"} <= set(rows)
    for word in ("gain", "must", "good", "twice", "bottom", "sector", "points"):
        assert word in text
    assert "difference of the program to each" in text
    table = json.loads(report([tmp_path], ["default"], as_json=True))
    assert table["briefs"]["briefing"]["gain"].keys() == {"mean", "low", "high"}
    assert (tmp_path / "chart.png").stat().st_size > 10_000


def test_days_can_be_measured_together(tmp_path: Path) -> None:
    path = tmp_path / "days.jsonl"
    other = [{**a, "id": f"{a['key']}2"} for a in row()["articles"]]
    path.write_text("".join(json.dumps(r) + "\n" for r in (row(), row(articles=other))), "utf-8")
    assert evaluate(path, ["default"]).days == 2
    assert evaluate(path, ["default"], merged=2).days == 1
    with pytest.raises(UsageError, match="3 days cannot be merged: the data have 2"):
        evaluate(path, ["default"], merged=3)
    with pytest.raises(UsageError, match="merge must be 1 or more"):
        evaluate(path, ["default"], merged=0)
