"""Training of site furniture gives the same bytes, catches lines of it and leaves news alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.training import furniture

DAYS = Path(__file__).resolve().parent.parent / "quality" / "days"


def test_the_same_labels_give_the_same_bytes_and_held_out_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(furniture, "SEEN_TWICE", 8)  # fewer names, a tenth of the time
    made = [tmp_path / "one.json", tmp_path / "two.json"]
    for path in made:
        furniture.main(["--labelled", str(DAYS), "--annotated", str(DAYS), "-o", str(path)])
    assert made[0].read_bytes() == made[1].read_bytes()
    table = json.loads(made[0].read_text("utf-8"))
    assert "of labelled news" in table["made_from"]
    assert table["held_out"]["beside_furniture"] > 0.5
    assert table["held_out"]["sure_news"] < 0.05, "of 600 sentences; of 6,000 with all names 0.002"
    assert max(table["weights"].values()) > 0 > min(table["weights"].values())
