"""Outputs appear whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import make_brief

from briefing.errors import OutputError
from briefing.writers import WriteOptions
from briefing.writers import files as output
from briefing.writers.files import append_atomically, write_atomically, write_outputs

ROOT = Path(__file__).resolve().parents[2]
SUPPORT = ROOT / "tests" / "support"


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def leftovers(folder: Path) -> list[str]:
    return [name for name in names(folder) if name.startswith(".briefing-")]


def test_a_new_file_has_the_usual_mode_and_a_replaced_one_keeps_its_own(tmp_path: Path) -> None:
    target, plain = tmp_path / "brief.md", tmp_path / "plain"
    plain.write_bytes(b"")
    write_atomically(target, b"one")
    assert target.stat().st_mode == plain.stat().st_mode
    target.chmod(0o640)
    write_atomically(target, b"two")
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"two", 0o640)
    assert leftovers(tmp_path) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_atomically(tmp_path / "link.md", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_what_cannot_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "report.docx").write_bytes(b"old")
    (tmp_path / "~$port.docx").write_bytes(b"owner")
    (tmp_path / "other.docx").write_bytes(b"old")
    (tmp_path / ".~lock.other.docx#").write_bytes(b"owner")
    (tmp_path / "file").write_bytes(b"")
    for name, reason in {
        "missing/brief.md": "no folder",
        "file/brief.md": "no folder",
        "folder": "it is a folder",
        "loop": "loop",
        "pipe": "not a regular file",
        "/dev/full": "not a regular file",
        "report.docx": "open elsewhere",
        "other.docx": "open elsewhere",
        "n" * 300: "File name too long",
        "nul\0": "null",
    }.items():
        with pytest.raises(OutputError, match=reason) as caught:
            write_atomically(tmp_path / name, b"new")
        assert "\n" not in str(caught.value)
        assert caught.value.exit_code == 5
    assert (tmp_path / "report.docx").read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A temporary folder that another user may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_read_only_file_or_folder_is_refused(open_folder: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from briefing.errors import OutputError; from briefing.writers import files as output\n"
        "os.getuid() or os.setuid(65534)\n"  # the super-user may write anything
        "for name in sys.argv[1:]:\n"
        "    try: output.write_atomically(Path(name), b'new')\n"
        "    except OutputError as error: print(error)\n"
    )
    (open_folder / "ours").mkdir(0o777)
    (open_folder / "ours").chmod(0o777)
    (open_folder / "locked").mkdir(0o555)
    mine = open_folder / "ours" / "brief.md"
    mine.write_bytes(b"old")
    mine.chmod(0o444)
    done = subprocess.run(
        [sys.executable, "-c", code, mine, open_folder / "locked" / "brief.md"],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    first, second = done.stdout.splitlines()
    assert "not yours to write" in first
    assert "Permission denied" in second
    assert mine.read_bytes() == b"old"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, other = tmp_path / "brief.md", tmp_path / "brief.json"
    target.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write_outputs([(target, b"new"), (other, b"new")])
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["brief.md"]


def test_the_second_output_failing_leaves_the_first_alone(tmp_path: Path) -> None:
    target = tmp_path / "brief.md"
    target.write_bytes(b"old")
    with pytest.raises(OutputError, match="no folder"):
        write_outputs([(target, b"new"), (tmp_path / "missing" / "b.json", b"new")])
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["brief.md"]


def test_an_interrupt_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "brief.md", b"new")
    assert names(tmp_path) == []


def test_killed_at_any_moment_it_is_the_old_file_or_the_new(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from briefing.writers.files import write_outputs\n"
        "data = sys.argv[2].encode() * 400_000\n"
        "while True:\n"
        "    write_outputs([(Path(sys.argv[1], n), data) for n in ('a', 'b')])\n"
        "    print('written', flush=True)\n"
    )
    for name in "ab":
        (tmp_path / name).write_bytes(b"0" * 400_000)
    chance = random.Random(7)
    seen = set()
    for turn in range(20):
        run = subprocess.Popen(
            [sys.executable, "-c", code, tmp_path, str(turn % 10)],
            env={"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
        )
        assert run.stdout is not None
        with run.stdout:
            run.stdout.readline()
            time.sleep(chance.random() * 0.02)
            run.send_signal(signal.SIGKILL)
            run.wait()
        for name in "ab":
            data = (tmp_path / name).read_bytes()
            assert len(data) == 400_000
            assert len(set(data)) == 1
            seen.add(data[:1])
    assert len(seen) > 2


def _killed_while_it_writes(folder: Path) -> str:
    """The temporary file that a run leaves which is killed with ``kill -9`` before it renames."""
    code = (
        "import os, sys, time; from pathlib import Path; from briefing.writers import files\n"
        "def halt(handle):\n    print('now', flush=True); time.sleep(600)\n"
        "os.fsync = halt\n"
        "files.write_outputs([(Path(sys.argv[1]) / 'brief.md', b'half')])\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, folder],
        env={"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert run.stdout is not None
    with run.stdout:
        assert run.stdout.readline() == b"now\n"
        (left,) = leftovers(folder)
        os.utime(folder / left, (0, 0))
        write_atomically(folder / "meanwhile.md", b"new")
        assert leftovers(folder) == [left]  # however old, the run that holds it lives
        run.send_signal(signal.SIGKILL)
        run.wait()
    return left


@pytest.mark.skipif(sys.platform == "win32", reason="no locks there")
def test_what_a_killed_run_left_goes_with_the_next_save_in_its_folder(tmp_path: Path) -> None:
    left = tmp_path / _killed_while_it_writes(tmp_path)
    own = tmp_path / ".briefing-notes.tmp"  # a name that is not ours
    own.write_bytes(b"of somebody else")
    os.utime(own, (0, 0))
    left.touch()  # as young as one that was made just now and is not held yet
    write_atomically(tmp_path / "other.md", b"new")
    assert left.exists()
    os.utime(left, (0, 0))
    write_atomically(tmp_path / "other.md", b"newer")
    assert names(tmp_path) == [".briefing-notes.tmp", "meanwhile.md", "other.md"]


def test_appends_at_once_all_land(tmp_path: Path) -> None:
    page = tmp_path / "wiki.md"
    page.write_bytes(b"# Ours\n")
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "from factory import make_brief; from briefing.writers import WriteOptions\n"
        "from briefing.writers.files import append_atomically\n"
        "for day in sys.argv[3:]:\n"
        "    append_atomically(Path(sys.argv[2]), make_brief(date=day), WriteOptions())\n"
    )
    days = [f"2024-07-{n:02}" for n in range(1, 13)]
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(SUPPORT), page, *days[i::3]],
            env={"PYTHONPATH": str(ROOT)},
        )
        for i in range(3)
    ]
    assert [run.wait() for run in runs] == [0, 0, 0]
    text = page.read_text("utf-8")
    assert text.startswith("# Ours\n\n<!-- briefing ")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == [f"## {n} July 2024" for n in range(12, 0, -1)]
    assert sum(line.startswith("[^2024-07-") for line in text.splitlines()) == 3 * len(days)
    assert leftovers(tmp_path) == []


def test_an_append_keeps_what_another_program_wrote_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "wiki.md"
    page.write_bytes(b"# Ours\n")
    stage = output.stage
    edits = iter([b"# Ours, edited\n"])

    def edited(*args: object) -> Path:
        for edit in edits:
            page.write_bytes(edit)
            break
        return stage(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(output, "stage", edited)
    append_atomically(page, make_brief(), WriteOptions())
    assert page.read_bytes().startswith(b"# Ours, edited\n\n<!-- briefing ")
    assert page.read_bytes().count(b"<!-- briefing ") == 1


def test_an_append_to_no_page_begins_a_log_and_says_when_nothing_is_new(tmp_path: Path) -> None:
    page = tmp_path / "new.md"
    assert append_atomically(page, make_brief(), WriteOptions())
    assert page.read_text("utf-8").startswith("# Briefs\n\n<!-- briefing 2024-06-12 ")
    assert not append_atomically(page, make_brief(), WriteOptions())


def test_read_only_file_system_is_named_by_the_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", "some other name")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OutputError, match=r"brief\.md: cannot be written \(Read-only"):
        write_atomically(tmp_path / "brief.md", b"x")
