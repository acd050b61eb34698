"""Killed, full, locked or raced: an output is the old file or the new one, never a part of it.

``BRIEFING_KILLS=200`` kills that often; the suite does it 30 times over.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import run, start

STORY = """Karaberg signs loan for two gas-fired plants

KARABERG, June 12, 2024 - The energy ministry signed a $1.4 billion loan to build two gas plants.

Opponents in parliament did not support the guarantee of the loan, which runs for 18 years."""
OLD = b"the old file\n" * 50
KILLS = int(os.environ.get("BRIEFING_KILLS", "30"))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "in.txt").write_text(STORY, "utf-8")
    return tmp_path


def finished(desk: Path, *arguments: str) -> float:
    """The seconds of an undisturbed run."""
    done = run(["make", "in.txt", *arguments], desk)
    assert done.code == 0, done.err
    return done.seconds


def killed(desk: Path, after: float, *arguments: str) -> int:
    """Kill a run, whatever it does then; its exit status."""
    process = start(["make", "in.txt", *arguments], desk)
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def test_killed_at_random_moments(desk: Path) -> None:
    outputs = {name: desk / name for name in ("brief.docx", "brief.md")}
    arguments = [part for name in outputs for part in ("-o", name)]
    whole = finished(desk, *arguments)
    new = {name: path.read_bytes() for name, path in outputs.items()}
    chance = random.Random(13)
    ends = set()
    for _ in range(KILLS):
        for path in outputs.values():
            path.write_bytes(OLD)
        status = killed(desk, chance.uniform(0.3, 1.1) * whole, *arguments)
        found = {name: path.read_bytes() for name, path in outputs.items()}
        assert all(found[name] in (OLD, new[name]) for name in outputs)
        if status == 0:
            assert found == new
        ends.add(status)
    assert -signal.SIGKILL in ends
    for path in outputs.values():  # what was left behind is in nobody's way
        path.write_bytes(OLD)
    finished(desk, *arguments)
    assert {name: path.read_bytes() for name, path in outputs.items()} == new


def test_killed_while_adding_to_a_page(desk: Path) -> None:
    page = desk / "log.md"
    page.write_bytes(b"# Log\n")
    arguments = ["-o", "log.md", "--append", "--title"]
    whole = finished(desk, *arguments, "Brief 0")
    chance = random.Random(17)
    for number in range(1, KILLS // 3 + 1):
        before = page.read_bytes()
        killed(desk, chance.uniform(0.4, 1.1) * whole, *arguments, f"Brief {number}")
        after = page.read_bytes()
        assert after.startswith(b"# Log\n")
        assert after.endswith(before.removeprefix(b"# Log\n").lstrip(b"\n"))  # newest first
        assert after == before or after.count(b"<!-- briefing ") == 1 + before.count(
            b"<!-- briefing "
        )
        assert after.endswith(b"\n")
        assert after == before or f"**Brief {number}**".encode() in after


def test_two_runs_to_one_output_at_once(desk: Path) -> None:
    wanted = []
    for title in ("Morning", "Evening"):
        finished(desk, "-o", "brief.docx", "--title", title)
        wanted.append((desk / "brief.docx").read_bytes())
    for _ in range(3):
        (desk / "brief.docx").unlink()
        running = [
            start(["make", "in.txt", "-o", "brief.docx", "--title", title], desk)
            for title in ("Morning", "Evening", "Morning")
        ]
        while any(process.poll() is None for process in running):
            if (desk / "brief.docx").exists():
                assert (desk / "brief.docx").read_bytes() in wanted
            time.sleep(0.002)
        assert [process.returncode for process in running] == [0, 0, 0]
        assert (desk / "brief.docx").read_bytes() in wanted
    assert not list(desk.glob(".briefing-*"))


def test_runs_that_add_to_one_page_at_once_all_land(desk: Path) -> None:
    (desk / "log.md").write_bytes(b"# Log\n")
    running = [
        start(["make", "in.txt", "-o", "log.md", "--append", "--title", f"Brief {n}"], desk)
        for n in range(4)
    ]
    assert [process.wait() for process in running] == [0] * 4
    page = (desk / "log.md").read_text("utf-8")
    assert page.startswith("# Log\n")
    assert page.count("<!-- briefing ") == 4
    assert all(f"Brief {n}" in page for n in range(4))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 40 kB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    made = ["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(place)]
    if subprocess.run(made, check=False, capture_output=True).returncode:
        pytest.skip("no mounting in this container")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk(desk: Path, disk: Path) -> None:
    (disk / "brief.docx").write_bytes(OLD)
    (disk / "brief.md").write_bytes(OLD)
    (disk / "rest").write_bytes(bytes(4096 * 6))
    done = run(["make", "in.txt", "-o", "disk/brief.md", "-o", "disk/brief.docx"], desk)
    assert (done.code, len(done.lines)) == (5, 1), done.err
    assert "No space left" in done.err
    assert (disk / "brief.docx").read_bytes() == OLD
    assert (disk / "brief.md").read_bytes() == OLD
    assert sorted(path.name for path in disk.iterdir()) == ["brief.docx", "brief.md", "rest"]
    page = b"# Log\n\nWritten by hand.\n"
    (disk / "brief.md").write_bytes(page)
    (disk / "rest").write_bytes(bytes(4096 * 8))
    done = run(["make", "in.txt", "-o", "disk/brief.md", "--append"], desk)
    assert (done.code, len(done.lines)) == (5, 1), done.err
    assert (disk / "brief.md").read_bytes() == page
    (disk / "rest").unlink()
    assert run(["make", "in.txt", "-o", "disk/brief.md", "--append"], desk).code == 0
    assert (disk / "brief.md").read_bytes().startswith(page)


def test_a_read_only_disk(desk: Path, disk: Path) -> None:
    (disk / "brief.md").write_bytes(OLD)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    for options in ([], ["--append"]):
        done = run(["make", "in.txt", "-o", "disk/brief.md", *options], desk)
        assert (done.code, len(done.lines)) == (5, 1), done.err
    assert (disk / "brief.md").read_bytes() == OLD


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(desk: Path) -> None:
    (desk / "locked").mkdir(mode=0o555)
    done = run(["make", "in.txt", "-o", "locked/brief.md"], desk)
    assert (done.code, len(done.lines)) == (5, 1), done.err
    assert not list((desk / "locked").iterdir())
