"""The ruler measures what it says, on data whose figures can be worked out by hand."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import OutputError, SourceError, UsageError
from briefing.evaluation import evaluate, report
from briefing.evaluation.measures import interval, ndcg, precision, ranking, recall
from briefing.evaluation.rouge import oracle
from briefing.model import Article
from briefing.segmentation import segment

FIRST = "Norland opened a copper mine on Monday."
SECOND = "The mine will employ 400 people and cost $90 million."
THIRD = "Rain fell on the hills for most of the morning."
TITLE = "Norland opens copper mine"


def labelled(*salience: int, **extra: Any) -> dict[str, Any]:
    units = [
        (TITLE, "heading", 0),
        *zip((FIRST, SECOND, THIRD), ["content"] * 3, salience, strict=True),
    ]
    sentences = [
        {"text": t, "kind": k, "salience": s, "sector": "mining" if k == "content" else "none",
         "standalone": True, "antecedent": None}
        for t, k, s in units
    ]  # fmt: skip
    text = f"{TITLE}\n\n{FIRST} {SECOND}\n\n{THIRD}"
    return {"id": "a", "title": TITLE, "text": text, "sentences": sentences, **extra}


def summarised(**extra: Any) -> dict[str, Any]:
    return {"id": "b", "text": f"{THIRD}\n\n{FIRST} {SECOND}", **extra}


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_ranking_breaks_ties_by_position() -> None:
    assert ranking([0.2, 0.7, 0.7, 0.1]) == [1, 2, 0, 3]


def test_measures_follow_their_definitions() -> None:
    salience, scores = [3, 2, 1, 0, 2], [0.9, 0.1, 0.8, 0.7, 0.6]
    assert precision(salience, scores) == 1 / 3
    assert recall(salience, scores) == 1.0
    got = 3 / math.log2(2) + 1 / math.log2(3) + 0
    best = 3 / math.log2(2) + 2 / math.log2(3) + 2 / math.log2(4)
    assert ndcg(salience, scores) == pytest.approx(got / best)
    steep = (7 + 1 / math.log2(3)) / (7 + 3 / math.log2(3) + 3 / 2)
    assert ndcg(salience, scores, steep=True) == pytest.approx(steep)


def test_measures_are_undefined_where_nothing_is_wanted() -> None:
    assert precision([1, 0], [0.1, 0.2]) is None
    assert recall([2, 2], [0.1, 0.2]) is None
    assert ndcg([0, 0], [0.1, 0.2]) is None


def test_interval_is_seeded_and_holds_the_mean() -> None:
    values = [float(i % 7) for i in range(40)]
    low, high = interval(values)
    assert (low, high) == interval(values)
    assert low < sum(values) / len(values) < high


def test_labelled_stories_are_measured_on_given_and_own_sentences(tmp_path: Path) -> None:
    found = evaluate(write(tmp_path / "d.jsonl", labelled(3, 2, 0), labelled(0, 0, 3)), ["lead"])
    assert found.labelled == 2
    assert found.summarised == 0
    assert found.rouge == {}
    lead = found.salience["lead"]
    assert lead["precision_at_k"].mean == (1.0 + 0.0) / 2
    assert lead["recall_of_3"].mean == (1.0 + 0.0) / 2
    assert found.salience_own["lead"] == lead
    assert found.stages["segmentation"] == 1.0
    assert found.stages["leaks"] == 0.0
    assert found.stages["standalone"] == 1.0


def test_segmentation_counts_only_exact_sentences(tmp_path: Path) -> None:
    row = labelled(3, 2, 0)
    whole = row["sentences"].pop(2)["text"]
    row["sentences"][1]["text"] += " " + whole
    found = evaluate(write(tmp_path / "d.jsonl", row), ["lead"])
    assert found.stages["segmentation"] == 1 / 2


def test_a_folder_of_json_files_is_data_too(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text(json.dumps(labelled(3, 0, 0)), "utf-8")
    assert evaluate(tmp_path, ["lead"]).labelled == 2


@pytest.mark.parametrize("key", ["summaries", "summary", "highlights"])
def test_a_summary_that_is_the_text_scores_full_marks(tmp_path: Path, key: str) -> None:
    value = [f"{FIRST}\n{SECOND}"] if key == "summaries" else f"{FIRST}\n{SECOND}"
    data = write(tmp_path / "d.jsonl", summarised(**{key: value}))
    found = evaluate(data, ["default"], points=2)
    assert found.summarised == 1
    assert found.rouge["oracle"]["rouge1_f1"].mean == pytest.approx(100.0)
    assert found.rouge["oracle"]["rougeLsum_f1"].mean == pytest.approx(100.0)
    lead = found.rouge["lead"]["rouge1_f1"].mean
    assert lead < 100.0
    assert found.to_lead["oracle"]["rouge1_f1"].mean == pytest.approx(100.0 - lead)
    assert "lead" not in found.to_lead


def test_rouge_is_the_mean_over_references(tmp_path: Path) -> None:
    one, other = [evaluate(
        write(tmp_path / f"{i}.jsonl", summarised(summary=text)), ["lead"], 1
    ).rouge["lead"]["rouge1_f1"].mean for i, text in enumerate((FIRST, THIRD))]  # fmt: skip
    both = write(tmp_path / "both.jsonl", summarised(summaries=[FIRST, THIRD]))
    found = evaluate(both, ["lead"], 1).rouge["lead"]["rouge1_f1"].mean
    assert found == pytest.approx((one + other) / 2)
    assert one != other


def test_oracle_beats_every_single_sentence_and_stops_when_nothing_helps() -> None:
    document = segment(Article(id="", title="", text=f"{THIRD}\n\n{FIRST} {SECOND}"))
    assert oracle(document, [FIRST], 3) == [1]


def test_both_kinds_of_data_may_be_mixed(tmp_path: Path) -> None:
    data = write(tmp_path / "d.jsonl", labelled(3, 2, 0), summarised(summary=FIRST))
    found = evaluate([data], ["default", "luhn"])
    assert (found.labelled, found.summarised) == (1, 1)
    assert set(found.rouge) == {"default", "luhn", "lead", "oracle"}


def test_the_report_names_methods_and_figures(tmp_path: Path) -> None:
    data = write(tmp_path / "d.jsonl", labelled(3, 2, 0), summarised(summary=FIRST))
    text = report([data], ["default"])
    for word in ("default", "lead", "oracle", "R1 F1", "P@k", "nDCG", "segmentation", "sector"):
        assert word in text
    table = json.loads(report([data], ["default"], as_json=True))
    assert table["rouge"]["default"]["rouge1_f1"].keys() == {"mean", "low", "high"}
    assert report([data], ["default"]) == text


def test_all_methods_are_measured_when_none_is_named(tmp_path: Path) -> None:
    found = evaluate(write(tmp_path / "d.jsonl", summarised(summary=FIRST)))
    assert {"default", "lead", "lexrank", "reduction", "oracle"} <= set(found.rouge)


def test_a_chart_is_drawn_the_same_each_time(tmp_path: Path) -> None:
    data = write(tmp_path / "d.jsonl", labelled(3, 2, 0), summarised(summary=FIRST))
    charts = [tmp_path / "one.png", tmp_path / "two.png"]
    for chart in charts:
        report([data], ["default"], plot=chart)
    assert charts[0].read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert charts[0].read_bytes() == charts[1].read_bytes()
    with pytest.raises(OutputError, match=r"one\.xyz"):
        report([data], ["default"], plot=tmp_path / "one.xyz")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no story"),
        ("{nonsense", "line 1 is not JSON"),
        ("[1]", "not an object with a text, or with articles and facts"),
        ('{"text": "A story."}', "neither sentences nor any of summaries"),
        ('{"text": "A story.", "summaries": [1]}', "neither sentences nor any"),
        ('{"text": "A story.", "sentences": [{"text": "Other."}]}', "place in the text"),
        ('{"text": "A story.", "sentences": [{"text": "A story."}]}', "lacks 'sector'"),
    ],
)
def test_bad_data_gives_one_line_that_names_it(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(SourceError, match=message) as caught:
        evaluate(path)
    assert "bad.jsonl" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_data_and_wrong_options_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        evaluate(tmp_path / "none.jsonl")
    data = write(tmp_path / "d.jsonl", summarised(summary=FIRST))
    with pytest.raises(UsageError, match="did you mean 'default'"):
        evaluate(data, ["defalt"])
    with pytest.raises(UsageError, match="points"):
        evaluate(data, ["lead"], points=0)


def test_a_missing_package_names_the_install_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write(tmp_path / "d.jsonl", labelled(3, 2, 0), summarised(summary=FIRST))
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(UsageError, match=r"pip install 'onepage-briefing\[plot\]'"):
        report([data], ["lead"], plot=tmp_path / "x.png")
    monkeypatch.setitem(sys.modules, "rouge_score.rouge_scorer", None)
    with pytest.raises(UsageError, match=r"pip install 'onepage-briefing\[evaluate\]'"):
        report([data], ["lead"])
