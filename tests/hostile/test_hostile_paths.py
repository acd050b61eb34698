"""No run is lost to one bad path, and no planted options file is used."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from command import Run, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="paths of POSIX systems")

STORY = """Karaberg signs loan for two gas-fired plants

KARABERG, June 12, 2024 - The energy ministry signed a $1.4 billion loan to build two gas plants.

Opponents in parliament did not support the guarantee of the loan, which runs for 18 years."""
LONG = "x" * 300


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "in.txt").write_text(STORY, "utf-8")
    (tmp_path / "loop.md").symlink_to("loop.md")
    os.mkfifo(tmp_path / "pipe")
    return tmp_path


def refused(done: Run, *codes: int) -> None:
    """One line, one of the exit codes, and no fault of the program's own."""
    assert done.code in codes, done.err
    assert len(done.lines) == 1, done.err
    assert "internal error" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["make", "in.txt", "-o", "loop.md"],
        ["make", "in.txt", "-o", f"{LONG}.md"],
        ["make", "in.txt", "-o", "in.txt/brief.md"],
        ["init", LONG],
        ["batch", "in.txt", "-o", LONG],
    ],
    ids=lambda arguments: arguments[-1][:12],
)
def test_output_that_cannot_be_is_one_line(desk: Path, arguments: list[str]) -> None:
    refused(run(arguments, desk), 5)


@pytest.mark.parametrize("bad", ["pipe", "/dev/zero", "loop.md", LONG, "."])
@pytest.mark.parametrize("option", ["--sectors", "--config", "--edits", "--template"])
def test_option_that_names_no_file_is_one_line(desk: Path, option: str, bad: str) -> None:
    if option == "--template" and bad in ("pipe", LONG):
        (desk / "t.docx").symlink_to(bad)
        bad = "t.docx"
    refused(run(["make", "in.txt", option, bad, "-o", "out.docx"], desk), 2, 4)


@pytest.mark.parametrize("bad", ["pipe", "/dev/zero", "loop.md", LONG])
def test_brief_or_data_that_is_no_file_is_one_line(desk: Path, bad: str) -> None:
    refused(run(["verify", bad, "in.txt"], desk), 2)
    refused(run(["sectors", "--check", bad], desk), 4)
    assert "internal error" not in run(["evaluate", bad], desk).err


@pytest.mark.parametrize("bad", ["pipe", "/dev/zero", "/proc/kmsg", "loop.md", LONG, f"{LONG}*"])
def test_source_that_is_no_file_costs_nothing_else(desk: Path, bad: str) -> None:
    done = run(["make", bad, "in.txt", "-o", "out.md"], desk)
    assert done.code == 0, done.err
    assert (desk / "out.md").exists()


def test_folder_deeper_than_any_name_costs_nothing_else(desk: Path) -> None:
    here = os.open(desk, os.O_RDONLY)
    for _ in range(32):
        os.mkdir("d" * 200, dir_fd=here)
        here, before = os.open("d" * 200, os.O_RDONLY, dir_fd=here), here
        os.close(before)
    os.close(here)
    done = run(["make", ".", "-o", "out.md"], desk)
    assert done.code == 0, done.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_options_that_another_user_left_above_are_not_used(desk: Path) -> None:
    below = desk / "below"
    below.mkdir()
    (below / "in.txt").write_text(STORY, "utf-8")
    planted = desk / "briefing.toml"
    planted.write_text('title = "Planted"\nallow_private = true\n')
    done = run(["make", "in.txt", "-o", "out.md"], below)
    assert done.lines[0] == f"options of {planted}"
    assert "Planted" in (below / "out.md").read_text("utf-8")
    os.chown(planted, 12345, 12345)
    done = run(["make", "in.txt", "-o", "out.md"], below)
    assert "another user owns it" in done.lines[0]
    assert "Planted" not in (below / "out.md").read_text("utf-8")
    done = run(["make", "in.txt", "--config", "../briefing.toml", "-o", "out.md"], below)
    assert "Planted" in (below / "out.md").read_text("utf-8")


def test_options_that_all_may_write_are_not_used(desk: Path) -> None:
    (desk / "briefing.toml").write_text('title = "Planted"\n')
    (desk / "briefing.toml").chmod(0o666)
    done = run(["make", "in.txt", "-o", "out.md"], desk)
    assert "all users may write it" in done.lines[0]
    assert "Planted" not in (desk / "out.md").read_text("utf-8")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_options_that_others_in_a_group_may_write_are_not_used(desk: Path) -> None:
    planted = desk / "briefing.toml"
    planted.write_text('title = "Planted"\n')
    planted.chmod(0o664)
    os.chown(planted, 0, 12345)
    done = run(["make", "in.txt", "-o", "out.md"], desk)
    assert "others in its group may write it" in done.lines[0]
    assert "Planted" not in (desk / "out.md").read_text("utf-8")
