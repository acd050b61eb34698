"""Processor time and memory of one brief from ever larger collections."""

from __future__ import annotations

import tempfile
from pathlib import Path

from common import Run, python, table

HERE = Path(__file__).resolve().parent


def measure(source: str, counts: list[int], jobs: int) -> str:
    """The table of seconds and peak memory; each ratio is to the row above."""
    rows: list[list[str]] = []
    before: Run | None = None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in counts:
            collection = folder / f"{count}.jsonl"
            python(HERE / "multiply.py", source, str(count), collection)
            out = folder / "brief.docx"
            make = ["-m", "briefing", "make", collection, "--quiet", "--jobs", str(jobs), "-o", out]
            taken = python(*make, cwd=folder)
            collection.unlink()
            rows.append(
                [
                    f"{count:,}",
                    f"{taken.processor:.1f}",
                    f"{1000 * taken.processor / count:.2f}",
                    f"{taken.processor / before.processor:.1f}" if before else "",
                    f"{taken.peak_mb:.0f}",
                    f"{taken.peak_mb / before.peak_mb:.2f}" if before else "",
                ]
            )
            before = taken
    return table(
        f"Growth (--jobs {jobs}, one run each)",
        ["stories", "processor seconds", "ms a story", "× time", "peak MB", "× memory"],
        rows,
    )
