"""Engines: the same result however the work is divided, and whatever happens to a worker."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import call
from engine_jobs import job, parts, refs
from stories import load_stories
from vary import Variation

from briefing.execution import local, run_local
from briefing.execution import pool as module
from briefing.readers.options import ReadOptions

ROOT = Path(__file__).resolve().parents[2]
SUPPORT = ROOT / "tests" / "support"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(SUPPORT)])}


def many(folder: Path, count: int) -> Path:
    """A folder of ``count`` different stories."""
    texts = ["\n\n".join([s.title, *s.paragraphs]) for s in load_stories()]
    variation = Variation(texts)
    folder.mkdir()
    for index in range(count):
        number, which = divmod(index, len(texts))
        text = variation.copy(texts[which], number)
        (folder / f"{index:04d}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As many stories as it takes for several processes to be used."""
    return many(tmp_path_factory.mktemp("many") / "inbox", 330)


@pytest.mark.parametrize("form", ["docx", "json", "md", "eml"])
def test_two_processes_write_the_same_bytes_as_one(
    inbox: Path, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    pool = module._pool
    monkeypatch.setattr(
        module, "_pool", lambda jobs, job: (started.append(jobs), pool(jobs, job))[1]
    )
    for jobs in ("1", "2"):
        call("make", str(inbox), "--jobs", jobs, "-q", "-o", str(tmp_path / f"{jobs}.{form}"))
    assert started == [2]
    assert (tmp_path / f"1.{form}").read_bytes() == (tmp_path / f"2.{form}").read_bytes()


def test_every_reference_is_worked_on_once(tmp_path: Path) -> None:
    wanted = tuple(ref.target for ref in refs(1000))
    told: list[tuple[int, int]] = []
    kept: list[str] = []

    def keep(finished: object, part: tuple[str, ...]) -> None:
        kept.extend(part)

    for jobs in (1, 3):
        found = run_local(
            parts(refs(1000)), job(tmp_path), jobs, lambda *done: told.append(done), keep
        )
        assert found == (wanted, ())
        assert told[-1] == (1000, 1000)
        assert sorted(kept) == list(wanted)
        kept.clear()


def test_a_worker_that_dies_once_costs_nothing_and_is_told_of(tmp_path: Path) -> None:
    stream = refs(600, (250, "once.txt"))
    found, warnings = run_local(parts(stream), job(tmp_path), 2)
    assert found == tuple(sorted(ref.target for ref in stream))
    assert len(warnings) == 1
    assert warnings[0].startswith("a worker process died; ")
    assert warnings[0].endswith("sources are read again, one by one")


def test_what_kills_two_workers_is_left_out_and_nothing_else(tmp_path: Path) -> None:
    stream = refs(900, (30, "deadly-a.txt"), (31, "deadly-b.txt"), (899, "deadly-c.txt"))
    found, warnings = run_local(parts(stream), job(tmp_path), 2)
    assert [name for name in found if "deadly" in name] == [
        f"lost deadly-{which}.txt" for which in "abc"
    ]
    assert len(found) == 900
    assert 1 <= len(warnings) <= 2
    for which in "abc":  # tried again once, and no more
        assert 1 <= len((tmp_path / f"deadly-{which}.txt").read_text()) <= 2


def test_an_error_of_the_job_ends_the_run_and_all_workers(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="wrong"):
        run_local(parts(refs(5000, (100, "wrong"))), job(tmp_path), 2)
    until = time.monotonic() + 60
    while multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.02)
    assert not multiprocessing.active_children()


def test_a_stop_does_not_wait_for_results_that_were_half_handed_over() -> None:
    code = "from engine_jobs import stopped; stopped()"
    for _ in range(3):
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=SUPPORT,
            env=ENVIRONMENT,
            timeout=120,
            check=True,
        )


def test_an_article_that_kills_its_reader_is_one_line_and_the_others_are_in_the_brief(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The whole command, with a segmenter that dies of one article among others in a JSONL file."""
    import json

    from briefing import segmentation as stage

    lines = [
        {"title": f"Story {path.stem}", "text": path.read_text("utf-8")}
        for path in sorted(inbox.iterdir())
    ]
    lines[205]["title"] = "Deadly story"
    data = tmp_path / "stories.jsonl"
    data.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    monkeypatch.setattr(ReadOptions.__init__, "__defaults__", _small_slices())
    monkeypatch.setattr(local, "PARALLEL_FROM", 1)
    whole = stage.segment

    def deadly(article):  # type: ignore[no-untyped-def]
        if article.title == "Deadly story":
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(article)

    monkeypatch.setattr(stage, "segment", deadly)
    call("make", str(data), "--jobs", "2", "-o", str(tmp_path / "brief.json"))
    said = capfd.readouterr().err.splitlines()
    assert f"skipped {data}#206: its process died twice; left out" in said
    assert sum("died" in line for line in said) == 2
    brief = json.loads((tmp_path / "brief.json").read_text("utf-8"))
    assert len(brief["skipped"]) == 1
    assert any("of 329 articles" in line for line in said)


def _small_slices() -> tuple[object, ...]:
    defaults = ReadOptions.__init__.__defaults__
    return tuple(100_000 if value == ReadOptions().slice_bytes else value for value in defaults)


def processes_with(mark: str) -> list[int]:
    """Processes with ``mark`` in their environment that do not merely wait to be reaped."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            mine = mark.encode() in (folder / "environ").read_bytes()
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if mine and state != "Z":
            found.append(int(folder.name))
    return found


needs_proc = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")


def start_make(inbox: Path, out: Path, mark: str, jobs: int = 2) -> subprocess.Popen[str]:
    """A run over so many files that it takes a while; it has begun when this returns."""
    command = [sys.executable, "-m", "briefing", "make", str(inbox), "--jobs", str(jobs)]
    process = subprocess.Popen(
        [*command, "-o", str(out)],
        env={**ENVIRONMENT, "BRIEFING_TEST_MARK": mark},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until = time.monotonic() + 120
    while len(processes_with(mark)) < (1 + jobs if jobs > 1 else 1) and time.monotonic() < until:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    ticks = os.sysconf("SC_CLK_TCK")
    while (
        time.monotonic() < until
    ):  # half a second of its own or its workers' work: it reads by now
        spent = [_ticks(number) for number in processes_with(mark)]
        if max(spent, default=0) > ticks / 2:
            break
        time.sleep(0.02)
    return process


def _ticks(process: int) -> int:
    """The processor time that a process has used."""
    try:
        found = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(found[11]) + int(found[12])


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection that takes many seconds."""
    path = tmp_path_factory.mktemp("archive") / "stories.jsonl"
    script = ROOT / "tests" / "benchmarks" / "multiply.py"
    subprocess.run([sys.executable, script, "-", "12000", path], env=ENVIRONMENT, check=True)
    return path


@needs_proc
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("to_all", [True, False], ids=["terminal", "kill"])
def test_an_interrupt_ends_at_once_with_one_line_and_leaves_nothing(
    archive: Path, tmp_path: Path, jobs: int, to_all: bool
) -> None:
    """As a terminal sends it, to all processes of the group, and as ``kill -INT`` does, to one."""
    mark = f"interrupt-{jobs}-{to_all}-{os.getpid()}"
    out = tmp_path / "brief.docx"
    out.write_bytes(b"the old one")
    begun = time.monotonic()
    process = start_make(archive, out, mark, jobs)
    started = time.monotonic()
    (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
    said, complained = process.communicate(timeout=120)
    assert time.monotonic() - started < 5 + 2 * (started - begun)  # as busy as the machine is
    assert process.returncode == 130
    assert (said, complained) == ("", "briefing: stopped\n")
    assert processes_with(mark) == []
    assert [path.name for path in tmp_path.iterdir()] == ["brief.docx"]
    assert out.read_bytes() == b"the old one"


@needs_proc
def test_workers_do_not_outlive_a_run_that_was_killed(archive: Path, tmp_path: Path) -> None:
    mark = f"killed-{os.getpid()}"
    process = start_make(archive, tmp_path / "brief.docx", mark)
    process.kill()
    process.communicate()
    until = time.monotonic() + 60
    while processes_with(mark) and time.monotonic() < until:
        time.sleep(0.05)
    assert processes_with(mark) == []
    assert list(tmp_path.iterdir()) == []
