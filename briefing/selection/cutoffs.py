"""The news values below which a run cannot keep a candidate any more."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Iterable

from briefing.model import Candidate
from briefing.selection import candidates


class Cutoffs:
    """By sector, the news value below which a run cannot keep a candidate any more.

    A process that has made ``PER_SECTOR`` candidates of a sector in as many buckets need not make
    worse ones, because :func:`keep` would drop them. The result of a run is the same without
    cutoffs, but an archive takes much less time with them.
    """

    def __init__(self) -> None:
        self._best: dict[str, list[tuple[float, int]]] = {}
        self._buckets: dict[str, set[int]] = {}
        self._lock = threading.Lock()

    def floor(self, sector: str) -> float:
        """The least value that can still be kept."""
        best = self._best.get(sector)
        return best[0][0] if best and len(best) == candidates.PER_SECTOR else 0.0

    def take(self, items: Iterable[Candidate]) -> None:
        """Take note of candidates that the run has; of a bucket, one counts."""
        with self._lock:
            for item in items:
                best = self._best.setdefault(item.sector, [])
                buckets = self._buckets.setdefault(item.sector, set())
                if item.bucket in buckets:
                    continue
                heapq.heappush(best, (item.value, item.bucket))
                buckets.add(item.bucket)
                if len(best) > candidates.PER_SECTOR:
                    buckets.remove(heapq.heappop(best)[1])
