"""Training the sentence splitter gives the same bytes for the same files."""

from __future__ import annotations

import json
from pathlib import Path

from briefing.training import punkt

STORY = "Title\n\nThe p.t.a. met in the town of Kell. It met the u.n. envoy. The envoy met it."


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY * 30, "utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": STORY}) + "\n", "utf-8")
    written = []
    for name in ("one.json", "two.json"):
        output = tmp_path / name
        punkt.main([str(tmp_path / "a.txt"), str(tmp_path / "b.jsonl"), "-o", str(output)])
        written.append(output.read_bytes())
    assert written[0] == written[1]
    table = json.loads(written[0])["en"]
    assert {"u.s", "dr", "p.t.a"} <= set(table["abbreviations"].split())
    words = " ".join(table["orthographic_context"].values()).split()
    assert "envoy" in words
    assert "kell" not in words
