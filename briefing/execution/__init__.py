"""Engines: where the left half of the flow runs over many sources.

An engine hands chunks of items to a :class:`Job` and combines what they give. It knows nothing of
articles. Since results combine in any order and grouping, every engine gives the same bytes.
"""

from briefing.execution.job import Job, Progress, chunks
from briefing.execution.local import run_local

ENGINES = ("local", "dask")

__all__ = ["ENGINES", "Job", "Progress", "chunks", "run_local"]
