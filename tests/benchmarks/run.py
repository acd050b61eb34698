"""Prints all benchmark tables: ``python tests/benchmarks/run.py [--stories PATH]``.

PATH (or the environment variable BRIEFING_BBC) is a folder or tar file of .txt stories, such as
the BBC collection of Greene and Cunningham (2006); without it, varied copies of the project's own
samples serve. Nothing is asserted: the tables are for reading, the ratios for comparing.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import sys
import tempfile
from pathlib import Path

import bounds
import cluster
import cold_start
import scaling
import stages
import throughput
from common import ROOT, load
from multiply import multiply, samples

TABLES = ("cold", "throughput", "stages", "scaling", "bounds", "cluster")


def main() -> None:
    """Measures what is asked for and prints each table as soon as it is there."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--stories", default=os.environ.get("BRIEFING_BBC", "-"), metavar="PATH")
    parser.add_argument("--only", choices=TABLES, action="append", help="may be repeated")
    parser.add_argument("--rounds", type=int, default=5, help="interleaved runs (default 5)")
    parser.add_argument(
        "--counts",
        type=int,
        nargs="+",
        default=[2_225, 22_250, 222_500],
        help="sizes for the growth table; the middle one serves for bounds and cluster",
    )
    parser.add_argument("--jobs", type=int, default=1, help="processes for the growth table")
    asked = parser.parse_args()
    only = asked.only or TABLES
    # As pip has done for the packages beside ours: a checkout whose bytecode is not kept (where
    # PYTHONDONTWRITEBYTECODE is set) would be compiled anew by every process measured.
    compileall.compile_dir(ROOT / "briefing", quiet=1)
    version = platform.python_version()
    print(f"Python {version}, {os.cpu_count()} cores, {platform.system()}\n", flush=True)
    if "cold" in only:
        print(cold_start.measure(3 * asked.rounds), flush=True)
    if "throughput" in only:
        print(throughput.measure(_stories(asked.stories), asked.rounds), flush=True)
    if "stages" in only:
        print(stages.measure(_stories(asked.stories), asked.rounds), flush=True)
    if "scaling" in only:
        print(scaling.measure(asked.stories, asked.counts, asked.jobs), flush=True)
    middle = sorted(asked.counts)[len(asked.counts) // 2]
    if "bounds" in only:
        print(bounds.measure(asked.stories, middle), flush=True)
    if "cluster" in only:
        print(cluster.measure(asked.stories, middle), flush=True)


def _stories(source: str) -> list[str]:
    if source != "-":
        return load(Path(source))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "stories.jsonl"
        multiply(samples(), 800, out)
        rows = map(json.loads, out.read_text("utf-8").splitlines())
        return [f"{row['title']}\n\n{row['text']}" for row in rows]


if __name__ == "__main__":
    sys.exit(main())
