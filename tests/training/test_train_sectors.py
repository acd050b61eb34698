"""Training of the sectors gives the same bytes for the same labels, and learns what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.evaluation.data import labelled
from briefing.evaluation.marked_text import folders, read_day
from briefing.model import NONE
from briefing.resources import data_path
from briefing.sectors import load_table
from briefing.training import sector_fit, sector_small, sectors

DAYS = Path(__file__).resolve().parent.parent / "quality" / "days"


def rows() -> list[dict[str, Any]]:
    """Ten stories of the labelled days in JSON: few, as fitting takes a second for each."""
    stories = [
        (folder.name, labelled(marked))
        for folder in folders(DAYS)[:2]
        for marked in read_day(folder).articles[:5]
    ]
    return [
        {
            "id": story.id, "event": story.id, "source": day, "title": story.article.title,
            "text": story.article.text,
            "sentences": [
                {"text": g.text, "start": g.start, "end": g.end, "kind": g.kind,
                 "sector": g.sectors[0], "also_ok": list(g.sectors[1:]), "salience": g.salience,
                 "standalone": g.standalone, "antecedent": g.antecedent}
                for g in story.golds
            ],
        }
        for day, story in stories
    ]  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The arguments of the script: a folder of labelled stories, a file of more, a newswire."""
    folder = tmp_path_factory.mktemp("data")
    stories = rows()
    (folder / "annotated").mkdir()
    for n, row in enumerate(stories[::2]):
        (folder / "annotated" / f"{n}.json").write_text(json.dumps(row), "utf-8")
    others = folder / "labelled.jsonl"
    others.write_text("".join(json.dumps(row) + "\n" for row in stories[1::2]), "utf-8")
    wire = folder / "newswire_sectors.jsonl"
    desk = [
        {"id": str(n), "title": r["title"], "sector": r["sentences"][1]["sector"],
         "text": r["text"].partition("\n\n")[2]}
        for n, r in enumerate(stories)
    ]  # fmt: skip
    wire.write_text("".join(json.dumps(row) + "\n" for row in desk), "utf-8")
    return [str(folder / "annotated"), str(others)]


def test_the_same_labels_give_the_same_bytes_and_all_weights(
    data: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sector_small, "TABLES", 2)
    monkeypatch.setattr(sector_fit, "MOST_STEPS", 20)  # bytes are the same at any step
    made = [tmp_path / "one.json", tmp_path / "two.json"]
    for path in made:
        sectors.main([*data, "-o", str(path)])
    assert made[0].read_bytes() == made[1].read_bytes()
    shipped = json.loads(data_path("sector_weights.json").read_text("utf-8"))
    for kind in ("weights", "spoken"):
        weights = json.loads(made[0].read_text("utf-8"))[kind]
        assert set(weights) == set(shipped[kind])
        assert weights["article_to_none"] != 0.0
    words = json.loads((tmp_path / "sector_words.json").read_text("utf-8"))
    assert (
        words["sectors"] == json.loads(data_path("sector_words.json").read_text("utf-8"))["sectors"]
    )


def test_held_out_accuracy_is_counted_article_by_article(data: list[str]) -> None:
    table = load_table(None)
    items = sectors.load(Path(data[0]), Path(data[1]))
    slugs = [*sorted({s.slug for s in table.sectors}), NONE]
    evidence = sectors.gather(table, items)
    folds = sectors.held_out(items, evidence, slugs, lambda group: len(group) % 2)
    outcomes = [outcome for part in folds.values() for outcome in part]
    assert sorted(o[1] for o in outcomes) == sorted(i.document.article.id for i in items)
    right, counted = sum(o[2] for o in outcomes), sum(o[3] for o in outcomes)
    assert counted == sum(len(item.first) for item in items)
    assert right / counted > 0.5, "five stories to learn from; by the commonest sector 0.3"
    lines = sectors.describe(outcomes, "two folds").splitlines()
    assert lines[0] == "two folds"
    annotated = next(line for line in lines if line.strip().startswith("annotated "))
    mean, low, high = (float(x.strip("[],")) for x in annotated.split()[1:4])
    assert 0.0 <= low <= mean <= high <= 1.0, annotated
