"""800 stories to one DOCX brief, against other packages that merely rank the same stories."""

from __future__ import annotations

import importlib.util
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from common import ENVIRONMENT, inbox_of, python, split_of, spread, table

HERE = Path(__file__).resolve().parent
MODULES = {
    "sumy LexRank": "sumy",
    "sumy LexRank, plain words": "sumy",
    "lede": "lede",
    "summa": "summa",
}
BASE = "sumy LexRank"


def measure(stories: list[str], rounds: int, count: int = 800) -> str:
    """The table of medians and of their ratios to sumy's LexRank."""
    chosen = spread(stories, count)
    found = [name for name, module in MODULES.items() if importlib.util.find_spec(module)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inbox = inbox_of(chosen, folder)
        split = split_of(inbox, folder)
        make = ["-m", "briefing", "make", inbox, "--jobs", "1", "-o", folder / "brief.docx"]
        own: list[float] = []
        others: dict[str, list[float]] = {name: [] for name in found}
        for _ in range(rounds):
            own.append(python(*make, cwd=folder).processor)
            for other in found:
                others[other].append(_ranking_seconds(other, split))
    base = statistics.median(others[BASE])
    rows = [_row("briefing make --jobs 1 (whole process)", own, base, len(chosen))]
    rows += [_row(f"{n} (ranking only)", t, base, len(chosen)) for n, t in others.items()]
    return table(
        f"{len(chosen)} stories, one core (medians of {rounds} interleaved runs)",
        ["what", "processor seconds", "ms a story", "ratio"],
        rows,
    )


def _row(name: str, taken: list[float], base: float, count: int) -> list[str]:
    seconds = statistics.median(taken)
    each = f"{1000 * seconds / count:.2f}"
    return [name, f"{seconds:.2f}", each, f"{seconds / base:.2f}"]


def _ranking_seconds(name: str, split: Path) -> float:
    done = subprocess.run(
        [sys.executable, HERE / "others.py", name, split],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.splitlines()[-1])
