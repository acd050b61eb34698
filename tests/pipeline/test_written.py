"""Outputs that somebody corrected by hand are not lost to the next run."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run

STORY = "Port opens\n\nThe port of Aktau opened on Monday after repairs of $12 million.\n"
LATER = "Port closes\n\nThe port of Aktau closed on Friday after a storm that cost $3 million.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "story.txt").write_text(STORY)
    return tmp_path


def make(folder: Path, *arguments: str) -> str:
    made = run(
        ["make", "story.txt", *arguments], folder, {"XDG_STATE_HOME": str(folder / ".state")}
    )
    assert made.code == 0, made.err
    return made.err


def test_a_file_changed_by_hand_is_kept_beside_the_new_one(folder: Path) -> None:
    make(folder, "-o", "x.md")
    corrected = (folder / "x.md").read_text() + "\nCorrected by hand.\n"
    (folder / "x.md").write_text(corrected)
    (folder / "story.txt").write_text(LATER)
    said = make(folder, "-o", "x.md")
    assert "x.md: was changed by hand; that version is kept as x~1.md" in said
    assert (folder / "x~1.md").read_text() == corrected
    assert "closed on Friday" in (folder / "x.md").read_text()


def test_every_corrected_version_is_kept(folder: Path) -> None:
    for number in (1, 2):
        make(folder, "-o", "x.md")
        (folder / "x.md").write_text(f"Version {number}")
        make(folder, "-o", "x.md")
        assert (folder / f"x~{number}.md").read_text() == f"Version {number}"


def test_a_file_as_it_was_written_is_simply_replaced(folder: Path) -> None:
    make(folder, "-o", "x.docx")
    (folder / "story.txt").write_text(LATER)
    assert "changed by hand" not in make(folder, "-o", "x.docx")
    assert not (folder / "x~1.docx").exists()


def test_force_overwrites(folder: Path) -> None:
    make(folder, "-o", "x.md")
    (folder / "x.md").write_text("Corrected.")
    assert "changed by hand" not in make(folder, "-o", "x.md", "--force")
    assert not (folder / "x~1.md").exists()
    assert "Corrected." not in (folder / "x.md").read_text()


def test_no_state_folder_costs_nobody_their_output(folder: Path) -> None:
    blocked = folder / "file"
    blocked.write_text("")
    made = run(["make", "story.txt", "-o", "x.md"], folder, {"XDG_STATE_HOME": str(blocked)})
    assert made.code == 0
    assert (folder / "x.md").exists()


def test_a_damaged_state_costs_nobody_their_output(folder: Path) -> None:
    make(folder, "-o", "x.md")
    (state,) = (folder / ".state").rglob("outputs.sqlite")
    state.write_bytes(b"not a database" * 100)
    make(folder, "-o", "x.md")


def test_the_null_device_takes_any_brief(folder: Path) -> None:
    assert "/dev/null: 1 point" in make(folder, "-o", "/dev/null")
    assert "/dev/null: 1 point" in make(folder, "-o", "/dev/null", "--format", "docx")


def test_briefs_of_a_batch_are_kept_too(folder: Path) -> None:
    state = {"XDG_STATE_HOME": str(folder / ".state")}
    for _ in range(2):
        made = run(["batch", "story.txt", "-o", "br", "--format", "md"], folder, state)
        assert made.code == 0
        for page in (folder / "br").glob("transport*.md"):
            page.write_text("Corrected.")
    assert "was changed by hand; that version is kept as br/transport~1.md" in made.err
    assert (folder / "br" / "transport~1.md").read_text() == "Corrected."


def test_a_batch_leaves_out_what_the_library_has_and_says_where_nothing_is_new(
    folder: Path,
) -> None:
    batch = ["batch", "-o", "br", "--format", "md", "--library", "past.db", "--new", "--by", "date"]
    for name, day in (("one", 10), ("two", 11)):
        (folder / f"{name}.txt").write_text(
            f"Port opens\n\nAKTAU, June {day}, 2024 – The port of Aktau opened after repairs of "
            "$12 million, the ministry of transport said.\n"
        )
    assert run([*batch, "one.txt"], folder).code == 0
    again = run([*batch, "one.txt"], folder)
    assert again.code == 0, again.err  # the same run: its own brief is not an earlier one
    other = run([*batch, "two.txt"], folder)
    assert other.code == 3
    assert "nothing new" in other.err
