"""What a collection costs on a cluster, reckoned from what this machine measures."""

from __future__ import annotations

import pickle
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from common import ROOT, python, table

HERE = Path(__file__).resolve().parent
STORIES = 100_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """A story's processor seconds of work and of merging, bytes that go out to a worker, and bytes
    of results on each level of the tree; ``state`` is what a full partial takes, in bytes."""

    work: float
    merging: float
    out: float
    levels: tuple[float, ...]
    state: int


def measure(source: str, count: int) -> str:
    """The table for ``count`` stories made of those in ``source``."""
    with tempfile.TemporaryDirectory() as name:
        collection = Path(name) / "stories.jsonl"
        python(HERE / "multiply.py", source, str(count), collection)
        cost = _cost(collection, count)
    moved = cost.out + sum(cost.levels)
    rows = [
        ["processor time, work", f"{1e3 * cost.work:.2f} ms", _hours(cost.work)],
        ["processor time, merging", f"{1e3 * cost.merging:.3f} ms", _hours(cost.merging)],
        ["sent to workers", f"{cost.out:.1f} B", _gigabytes(cost.out)],
        *(
            [f"results of level {level}", f"{size:.0f} B", _gigabytes(size)]
            for level, size in enumerate(cost.levels)
        ),
        ["moved in all, at most", f"{moved:.0f} B", _gigabytes(moved)],
        ["what a run has gathered", "", f"{cost.state / 1e6:.1f} MB"],
    ]
    title = f"A cluster's costs, measured on {count:,} stories"
    return table(title, ["what", "a story", f"{STORIES // 10**6} million stories"], rows)


def _cost(collection: Path, count: int) -> Cost:
    sys.path.insert(0, str(ROOT))
    from briefing.config import Config
    from briefing.execution import chunks
    from briefing.execution.dask import FAN_IN, LEVELS
    from briefing.pipeline.aggregate import merge_groups
    from briefing.pipeline.sources import references, weigh
    from briefing.pipeline.worker import Worker

    config = Config()
    work = list(chunks(references([str(collection)], config, []), weigh))
    worker = Worker(config, cutoffs=False)
    worker(work[0])  # loads models and tables
    begun = time.process_time()
    parts = [worker(chunk) for chunk in work]
    worked = time.process_time() - begun
    begun, sizes = time.process_time(), []
    for _ in range(LEVELS + 1):
        sizes.append(parts)
        parts = [merge_groups(parts[n : n + FAN_IN]) for n in range(0, len(parts), FAN_IN)]
    total = merge_groups(parts)
    merged = time.process_time() - begun
    return Cost(
        worked / count,
        merged / count,
        len(pickle.dumps(work)) / count,
        tuple(sum(len(pickle.dumps(part)) for part in level) / count for level in sizes),
        len(pickle.dumps(total)),
    )


def _hours(seconds: float) -> str:
    return f"{seconds * STORIES / 3600:,.0f} core-hours"


def _gigabytes(size: float) -> str:
    return f"{size * STORIES / 1e9:,.0f} GB"
