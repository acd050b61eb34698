"""The benchmarks run and count what they say; their times are for reading only."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from stories import load_stories
from vary import Variation

BENCHMARKS = Path(__file__).resolve().parent


def test_growth_table_has_a_row_a_size() -> None:
    done = subprocess.run(
        [sys.executable, BENCHMARKS / "run.py", "--only", "scaling", "--counts", "2", "12"],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = re.findall(r"^\| (\d+) ", done.stdout, re.MULTILINE)
    assert rows == ["2", "12"]


def test_the_time_of_every_stage_is_told(tmp_path: Path) -> None:
    for story in load_stories()[:3]:
        text = "\n\n".join([story.title, *story.paragraphs])
        (tmp_path / f"{story.name}.txt").write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, BENCHMARKS / "stages.py", tmp_path],
        capture_output=True,
        text=True,
        check=True,
    )
    taken = json.loads(done.stdout)
    assert {"read", "segment", "score", "classify", "candidates", "writing"} < taken.keys()
    assert all(seconds >= 0 for seconds in taken.values())


def test_multiplied_stories_are_not_duplicates(tmp_path: Path) -> None:
    out = tmp_path / "many.jsonl"
    subprocess.run([sys.executable, BENCHMARKS / "multiply.py", "-", "80", out], check=True)
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(rows) == 80
    sentences = [
        sentence
        for row in rows
        for sentence in re.split(r"(?<=[.!?”]) ", row["text"].replace("\n\n", " "))
        if len(sentence.split()) > 12
    ]
    assert len(set(sentences)) > 0.97 * len(sentences)


def test_copies_change_names_and_figures_and_keep_form() -> None:
    stories = ["\n\n".join([s.title, *s.paragraphs]) for s in load_stories()]
    variation = Variation(stories)
    text = "AKTAU – Timur Abenov will pay $48 million for 30 trailers in June 2027."
    copy = variation.copy(text, 3)
    assert variation.copy(text, 0) == text
    assert variation.copy(text, 3) == copy != variation.copy(text, 4)
    assert re.fullmatch(r"AKTAU – \w+ \w+ \w+ \w+ \$\d\d million \w+ \d\d \w+ in June 2027\.", copy)
    assert not {"Timur", "Abenov", "48", "30"} & set(re.findall(r"\w+", copy))


def test_costs_and_bounds_are_reckoned_from_a_real_run() -> None:
    done = subprocess.run(
        [
            sys.executable,
            BENCHMARKS / "run.py",
            "--counts",
            "12",
            "--only=bounds",
            "--only=cluster",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    best = re.search(r"^\| best five +\| +(\d) \| +(\d) \|", done.stdout, re.MULTILINE)
    hours = re.search(r"^\| processor time, work .* ([\d,]+) core-hours", done.stdout, re.MULTILINE)
    assert best and best[1] == best[2] != "0"
    assert hours and int(hours[1].replace(",", "")) > 0


def test_reading_finds_the_text_and_little_else() -> None:
    """A floor a little under today's value (F1 0.987 of 66 documents), so that it cannot fall."""
    done = subprocess.run(
        [sys.executable, BENCHMARKS / "reading.py", "--stories", "1"],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(
        r"^\| briefing \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) ", done.stdout, re.MULTILINE
    )
    assert found, done.stderr
    recall, kept, f1 = map(float, found.groups())
    assert recall >= 0.95
    assert kept <= 0.06
    assert f1 >= 0.96
