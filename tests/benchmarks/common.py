"""What the benchmarks share: the stories to run on, timing of whole processes, tables."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests" / "support"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: seconds from start to end, its greatest resident size in MB, and the
    processor time it took, which other work of the machine hardly changes."""

    seconds: float
    peak_mb: float
    processor: float


def run(*command: str | Path, cwd: Path | None = None) -> Run:
    """Runs a process to its end; raises RuntimeError with its last words when it fails.

    The peak is that of the process itself, without any workers that it starts.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        last = said.decode(errors="replace").strip().splitlines()[-1:]
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {last}")
    return Run(seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def python(*arguments: str | Path, cwd: Path | None = None) -> Run:
    """Runs this Python with ``arguments``."""
    return run(sys.executable, *arguments, cwd=cwd)


def interleaved(
    candidates: dict[str, Callable[[], Run]], rounds: int, warm: int = 1
) -> dict[str, float]:
    """Median seconds of each candidate, run in turn so that a busy machine slows all alike."""
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for turn in range(warm + rounds):
        for name, candidate in candidates.items():
            seconds = candidate().seconds
            if turn >= warm:
                taken[name].append(seconds)
    return {name: statistics.median(values) for name, values in taken.items()}


def load(source: Path) -> list[str]:
    """The stories (.txt) of a folder or tar file, sorted by name; bad bytes are replaced."""
    if source.is_dir():
        files = sorted(source.rglob("*.txt"))
        return [path.read_bytes().decode("utf-8", "replace") for path in files]
    stories = {}
    with tarfile.open(source) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".txt") else None
            if file is not None:
                stories[member.name] = file.read().decode("utf-8", "replace")
    return [stories[name] for name in sorted(stories)]


def spread(stories: list[str], count: int) -> list[str]:
    """``count`` stories at even distances, or all when there are not so many."""
    if len(stories) <= count:
        return stories
    return [stories[k * len(stories) // count] for k in range(count)]


def inbox_of(stories: Sequence[str], folder: Path) -> Path:
    """A folder in ``folder`` with a file a story."""
    inbox = folder / "inbox"
    inbox.mkdir()
    for index, text in enumerate(stories):
        (inbox / f"{index:04d}.txt").write_text(text, "utf-8")
    return inbox


def split_of(inbox: Path, folder: Path) -> Path:
    """A file of every story's content sentences, as the product itself finds them."""
    sys.path.insert(0, str(ROOT))
    from briefing.model import Kind
    from briefing.readers import read
    from briefing.segmentation import segment

    documents = [segment(article) for path in sorted(inbox.iterdir()) for article in read(path)]
    split = folder / "split.json"
    rows = [[s.text for s in d.sentences if s.kind is Kind.CONTENT] for d in documents]
    split.write_text(json.dumps(rows), "utf-8")
    return split


def samples() -> list[str]:
    """The project's own sample stories as texts, for runs without a collection."""
    sys.path.insert(0, str(TESTS))
    from stories import load_stories

    return ["\n\n".join([story.title, *story.paragraphs]) for story in load_stories()]


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table under its title; the columns after the first are set to the right."""
    widths = [max(len(row[k]) for row in [header, *rows]) for k in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        padded = [cells[0].ljust(widths[0])]
        padded += [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
        return f"| {' | '.join(padded)} |"

    rule = "| " + " | ".join(["-" * widths[0], *("-" * (w - 1) + ":" for w in widths[1:])]) + " |"
    return "\n".join([f"### {title}", "", line(header), rule, *map(line, rows), ""])
