"""The table of common words counts stories, not words."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

from briefing.training import background

STORIES = ("The port opened. A port is a port.", "Ports close.", "The port is old.", "Roads close.")


def table(folder: Path, *data: Path) -> dict[str, str]:
    output = folder / "background.json"
    background.main([*map(str, data), "-o", str(output)])
    written = json.loads(output.read_text("utf-8"))
    assert written["stories"] == len(STORIES)
    return dict(written["log2_stories_with"])


def test_stems_are_kept_by_the_logarithm_of_the_stories_that_have_them(tmp_path: Path) -> None:
    lines = tmp_path / "stories.jsonl"
    lines.write_text("".join(json.dumps({"text": t}) + "\n" for t in STORIES), "utf-8")
    assert table(tmp_path, lines) == {"2": "port"}, "in three stories; log2(3) is 1.6"


def test_an_archive_of_text_files_counts_like_a_file_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "stories.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for number, text in enumerate(STORIES):
            member = tarfile.TarInfo(f"{number}.txt")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    assert table(tmp_path, path) == {"2": "port"}
