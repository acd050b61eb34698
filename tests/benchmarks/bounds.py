"""What the bounded memory of a run costs its brief: the same brief with every candidate kept."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from common import ROOT, python, table

HERE = Path(__file__).resolve().parent
BOUNDS = ("PER_ARTICLE", "PER_SECTOR", "PER_BUCKET", "MOST_REPORTS")


def measure(source: str, count: int) -> str:
    """The table for ``count`` stories made of those in ``source``."""
    sys.path.insert(0, str(ROOT))
    from briefing.config import Config
    from briefing.pipeline import make_brief
    from briefing.selection import candidates

    with tempfile.TemporaryDirectory() as name:
        collection = Path(name) / "stories.jsonl"
        python(HERE / "multiply.py", source, str(count), collection)
        bounded = make_brief([str(collection)], Config(jobs=1))
        for bound in BOUNDS:
            setattr(candidates, bound, 10**9)
        unbounded = make_brief([str(collection)], Config(jobs=1))
    mine, theirs = _points(bounded), _points(unbounded)
    best = [point for point, _ in sorted(theirs.items(), key=lambda item: -item[1])]
    rows = [
        ["points", f"{len(mine)}", f"{len(theirs)}"],
        ["of these in both", f"{len(mine.keys() & theirs)}", f"{len(mine.keys() & theirs)}"],
        ["best five", f"{sum(point in mine for point in best[:5])}", f"{len(best[:5])}"],
    ]
    return table(f"A brief of {count:,} stories", ["what", "bounded", "every candidate"], rows)


def _points(brief: Any) -> dict[tuple[str, int], float]:
    ids = {source.n: source.id for source in brief.sources}
    return {(ids[p.source], p.start): p.score for p in brief.points}
