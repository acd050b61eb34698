"""Odd names, closed streams, missing folders, outputs that are sources: one line, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import Run, environment, run

STORY = """Karaberg signs loan for two gas-fired plants

KARABERG, June 12, 2024 - The energy ministry signed a $1.4 billion loan to build two gas plants.

Opponents in parliament did not support the guarantee of the loan, which runs for 18 years."""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "in.txt").write_text(STORY, "utf-8")
    (tmp_path / "own.md").write_text(STORY, "utf-8")
    return tmp_path


def refused(done: Run, code: int, word: str) -> None:
    """One line with ``word``, and that exit code."""
    assert (done.code, len(done.lines)) == (code, 1), done.err
    assert word in done.lines[0]
    assert "internal error" not in done.err


def shell(command: str, folder: Path, **changed: str) -> subprocess.CompletedProcess[bytes]:
    """A line of shell in which ``$B`` is the command."""
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**environment(**changed), "B": f"{sys.executable} -m briefing"},
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_an_article_is_never_written_over(desk: Path) -> None:
    (desk / "link.md").symlink_to("own.md")
    (desk / "twin.md").hardlink_to(desk / "own.md")
    (desk / "all").mkdir()
    (desk / "all" / "a.md").write_text(STORY, "utf-8")
    for sources, output in (
        (["own.md"], "own.md"),
        (["in.txt", "own.md"], "link.md"),
        (["link.md"], "own.md"),
        (["all"], "all/a.md"),
        (["all/*.md"], "all/a.md"),
        (["."], "all/a.md"),
    ):
        refused(run(["make", *sources, "-o", output], desk), 5, "one of the sources")
    for path in (desk / "own.md", desk / "all" / "a.md"):
        assert path.read_text("utf-8") == STORY


def test_a_brief_among_its_sources_is_made_again_and_not_quoted(desk: Path) -> None:
    outputs = ["-o", "brief.md", "-o", "brief.docx"]
    first = run(["make", "in.txt", *outputs], desk)
    assert first.code == 0
    made = (desk / "brief.md").read_bytes()
    (desk / "own.md").unlink()
    again = run(["make", ".", *outputs], desk)
    assert again.code == 0
    assert sum("a brief, not an article" in line for line in again.lines) == 2
    assert (desk / "brief.md").read_bytes() == made


def test_devices_in_place_of_files(desk: Path) -> None:
    for name in ("zero.docx", "zero.md", "zero.toml"):
        (desk / name).symlink_to("/dev/zero")
    make = ["make", "in.txt", "-o", "brief.md"]
    refused(run([*make, "--template", "zero.docx"], desk), 4, "not a regular file")
    refused(run([*make, "--template", "zero.md"], desk), 4, "not a regular file")
    refused(run([*make, "--sectors", "zero.toml"], desk), 4, "not a regular file")
    refused(run([*make, "--config", "zero.toml"], desk), 4, "not a regular file")
    refused(run(["verify", "zero.md", "in.txt"], desk), 2, "not a regular file")
    refused(run(["make", "in.txt", "--format", "md", "-o", "/dev/full"], desk), 5, "cannot be")
    assert run(["make", "in.txt", "--format", "md", "-o", "/dev/null"], desk).code == 0
    assert not (desk / "brief.md").exists()


def test_streams_that_are_closed_or_full(desk: Path) -> None:
    for command, code, lines in (
        ("$B make in.txt -o - > /dev/full", 5, 1),
        ("$B make in.txt -o - >&-", 5, 1),
        ("$B make in.txt -o x.md >&- 2>&- <&-", 0, 0),
        ("$B make - -o x.md <&-", 3, 2),
        ("set -o pipefail; $B make in.txt -o - | true", 5, 0),
    ):
        done = shell(command, desk)
        assert (done.returncode, len(done.stderr.splitlines())) == (code, lines), command
        assert b"Traceback" not in done.stderr


def test_without_home_locale_or_folder(desk: Path) -> None:
    plain = shell("$B make in.txt -o -", desk).stdout
    assert plain
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for command, changed in (
        ("unset HOME XDG_CACHE_HOME; $B make in.txt -o -", {}),
        ("$B make in.txt -o -", {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/proc"}),
        ("$B make in.txt -o -", bare),
    ):
        done = shell(command, desk, **changed)
        assert (done.returncode, done.stdout) == (0, plain)
    place = str(desk / "in.txt")
    gone = shell(f"mkdir d; cd d; rmdir ../d; $B make {place} -o /tmp/x.md", desk)
    assert (gone.returncode, gone.stderr.count(b"\n")) == (2, 1)
    assert b"folder is gone" in gone.stderr


NAMES = (b"-x.txt", b"\xe4\xb8\xad.txt", b"a b*[c]?.txt", b"\xff\xfe.txt", b"~.txt", b"n" * 250)


@pytest.mark.parametrize("name", NAMES)
def test_odd_names(name: bytes, desk: Path) -> None:
    path = os.fsencode(desk) + b"/" + name
    os.rename(desk / "in.txt", path)  # noqa: PTH104 - bytes
    done = run(["make", "-o", "brief.json", "--", name], desk)
    assert (done.code, len(done.lines)) == (0, 1), done.err


def test_odd_words_of_the_command_line(desk: Path) -> None:
    for arguments, code in (
        (["--match", "((("], 3),
        (["--match", b"\xff"], 3),
        (["--title", "{{7*7}} <b>\u202ex</b>\n---\r\nb: c"], 0),
        (["--title", b"\xff\xfe"], 0),
        (["--title", "x" * 100_000], 4),
        (["--to", "a@b.example\nBcc: c@d.example"], 2),
        (["--subject", "x\nBcc: c@d.example"], 0),
        (["--date", "0000-01-01"], 2),
        (["--date", "9999-12-31"], 0),
        (["--points", "9" * 30], 0),
        (["--jobs", "9" * 5], 0),
        (["--language", "\x1b["], 2),
    ):
        outputs = [part for form in ("md", "docx", "eml") for part in ("-o", f"brief.{form}")]
        done = run(["make", "in.txt", *outputs, *arguments], desk)
        assert done.code == code, (arguments, done.err)
        assert "internal error" not in done.err
        if code:
            assert len(done.lines) == 1
        else:
            assert b"\nBcc" not in (desk / "brief.eml").read_bytes()


def test_batch_writes_through_no_link_that_was_planted_in_its_folder(desk: Path) -> None:
    (desk / "out").mkdir()
    first = run(["batch", "in.txt", "-o", "out", "--quiet"], desk)
    assert first.code == 0
    names = [path.name for path in (desk / "out").iterdir() if path.is_file()]
    assert names
    for path in list((desk / "out").iterdir()):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in names:
        (desk / f"mine-{name}").write_text("my own")
        (desk / "out" / name).symlink_to(desk / f"mine-{name}")
    (desk / "elsewhere").mkdir()
    again = run(["batch", "in.txt", "-o", "out", "--quiet"], desk)
    assert again.code == 0
    assert [(desk / f"mine-{name}").read_text() for name in names] == ["my own"] * len(names)
    assert not any((desk / "out" / name).is_symlink() for name in names)
