"""Training gives the same bytes for the same files, and the shipped weights fit the code."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
import pytest

from briefing.evaluation.data import Labelled, load
from briefing.evaluation.measures import precision
from briefing.model import Article
from briefing.resources import data_path
from briefing.salience.context import story
from briefing.salience.features import FEATURES, features
from briefing.salience.summary import EXTRA, TERM_FEATURES
from briefing.segmentation import segment
from briefing.training import scorer
from briefing.training.fit import Case, fit_editor, fit_logistic, folds

DAYS = Path(__file__).resolve().parent.parent / "quality" / "days"
PLACES = ("Norland", "Sudland", "Westland", "Eastland", "Midland", "Highland")


def labelled(place: str, n: int) -> dict[str, Any]:
    units = [
        (f"{place} opens mine {n}", "heading", 0),
        (f"{place} opened a copper mine worth ${n + 2} million on Monday.", "content", 3),
        (f"The mine will employ {n}00 people by 2030.", "content", 2),
        ("“We are very glad,” the manager said.", "content", 0),
        ("Rain fell on the hills for most of the morning.", "content", 1),
    ]
    sentences = [
        {"text": t, "kind": k, "salience": s, "sector": "mining", "standalone": True,
         "antecedent": None} for t, k, s in units
    ]  # fmt: skip
    return {
        "id": f"{place}{n}", "title": units[0][0], "text": "\n\n".join(t for t, _, _ in units),
        "sentences": sentences,
    }  # fmt: skip


def arguments(folder: Path) -> list[str]:
    news = [labelled(place, n) for n, place in enumerate(PLACES, 3)]
    told = [{"id": r["id"], "text": r["text"], "summary": r["sentences"][1]["text"]} for r in news]
    files = {"labelled": news, "highlights": told, "summaries": told}
    flags = []
    for name, rows in files.items():
        path = folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        flags += [f"--{name}", str(path)]
    (folder / "annotated").mkdir(exist_ok=True)
    (folder / "annotated" / "a.json").write_text(json.dumps(labelled("Lowland", 9)), "utf-8")
    return [*flags, "--annotated", str(folder / "annotated"), "--skip-validation"]


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    flags = arguments(tmp_path)
    made = [tmp_path / "one.json", tmp_path / "two.json"]
    for path in made:
        scorer.main([*flags, "-o", str(path)])
    assert made[0].read_bytes() == made[1].read_bytes()
    table = json.loads(made[0].read_text("utf-8"))
    assert "labelled.jsonl: 6 stories, salience" in table["made_from"]
    assert set(table["editor"]["weights"]) == set(FEATURES)


def test_the_shipped_weights_are_those_of_the_features() -> None:
    table = json.loads(data_path("scorer.json").read_text("utf-8"))
    assert set(table["editor"]["weights"]) == set(FEATURES)
    assert set(table["editor"]["means"]) == set(FEATURES)
    assert set(table["summary"]["weights"]) == {*FEATURES, *EXTRA}
    for name in ("words", "pairs"):
        assert set(table[name]["weights"]) == set(TERM_FEATURES)
    assert table["made_by"] == "python -m briefing.training.scorer"
    assert len(table["made_from"]) == 4


def test_held_out_figures_are_means_with_their_intervals(tmp_path: Path) -> None:
    flags = [flag for flag in arguments(tmp_path) if flag != "--skip-validation"]
    scorer.main([*flags, "-o", str(tmp_path / "one.json")])
    held = json.loads((tmp_path / "one.json").read_text("utf-8"))["held_out"]
    assert set(held) == {
        "labelled_five_folds", "labelled_calibration_error", "annotated_five_folds",
        "annotated_unseen", "highlights", "summaries",
    }  # fmt: skip
    mean, low, high = held["labelled_five_folds"]["precision_at_k"]
    assert 0.0 <= low <= mean <= high <= 1.0
    assert set(held["summaries"]) == {"rouge1_over_lead", "rouge2_over_lead"}


def test_what_is_learned_from_three_days_beats_the_lead_on_the_three_others() -> None:
    stories = [s for s in load(DAYS) if isinstance(s, Labelled) and any(x >= 2 for x in s.salience)]
    cases = [scorer.case(s, 1.0) for s in stories]
    days = sorted({case.id.partition("/")[0] for case in cases})
    learned, lead = [], []
    for half in (0, 1):
        seen = {day for n, day in enumerate(days) if n % 2 == half}
        model = fit_editor([c for c in cases if c.id.partition("/")[0] in seen])
        for case in (c for c in cases if c.id.partition("/")[0] not in seen):
            learned.append(precision(case.salience, model.odds(case.rows).tolist()) or 0.0)
            places = [float(-n) for n in range(len(case.salience))]
            lead.append(precision(case.salience, places) or 0.0)
    assert len(learned) == len(cases) > 50
    assert fmean(learned) > fmean(lead) + 0.03, "0.76 against 0.71 when this was written"


def test_the_editor_learns_which_feature_counts() -> None:
    pick = np.random.RandomState(1)
    cases = []
    for n in range(40):
        rows = pick.normal(size=(6, 3))
        salience = tuple(int(x > 0.5) * 3 for x in rows[:, 1])
        cases.append(Case(str(n), rows, salience))
    model = fit_editor(cases)
    assert model.weights[1] > 5 * max(abs(model.weights[0]), abs(model.weights[2]))


def test_logistic_regression_recovers_the_mean_of_soft_targets() -> None:
    rows = np.zeros((4, 1))
    model = fit_logistic(rows, np.array([0.25, 0.25, 0.25, 0.25]), np.ones(4), 1.0)
    assert 1 / (1 + np.exp(-model.bias)) == pytest.approx(0.25, abs=1e-4)


def test_folds_are_even_and_fixed() -> None:
    fold = folds(11, 5)
    assert sorted(np.bincount(fold).tolist()) == [2, 2, 2, 2, 3]
    assert fold.tolist() == folds(11, 5).tolist()


def test_every_row_has_every_feature() -> None:
    text = "Norland opens mine\n\nNorland opened a mine on Monday. It cost $3 million."
    rows = features(story(segment(Article(id="", title="Norland opens mine", text=text)))).rows()
    assert [len(row) for row in rows] == [len(FEATURES)] * 2
    named = [dict(zip(FEATURES, row, strict=True)) for row in rows]
    assert (named[0]["first"], named[1]["first"]) == (1, 0)
    assert (named[0]["money"], named[1]["money"]) == (0, 1)
    assert (named[0]["opens_pronoun"], named[1]["opens_pronoun"]) == (0, 1)
    assert named[0]["title_cover"] > named[1]["title_cover"]
    assert named[0]["day"] == 1
