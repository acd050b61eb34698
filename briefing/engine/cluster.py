"""The Dask engine: the same chunks on the workers of a cluster, combined in a tree."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from briefing import __version__
from briefing.engine.job import Job, Progress, Result
from briefing.errors import EngineError
from briefing.read import Ref

FAN_IN = 16
"""Results combined at a time: a tree of depth five then holds a million chunks."""

AHEAD = 8
"""Chunks handed out a worker core before the first must be back: bounds what the driver holds."""

TIMEOUT = "10s"
"""How long a scheduler may take to answer."""


def run_dask(
    chunks: Iterable[list[Ref]],
    job: Job[Result],
    scheduler: str = "",
    progress: Progress | None = None,
) -> tuple[Result, tuple[str, ...]]:
    """The combined result of all chunks, and warnings of versions that differ.

    ``scheduler`` is its address (``tcp://host:8786``); empty starts a cluster on this machine.
    Raises :class:`EngineError` when Dask is not installed or the scheduler cannot be reached. A
    worker that is lost costs nothing: Dask does its chunks again elsewhere.
    """
    with _client(scheduler) as client:
        warnings = _versions(client)
        window = AHEAD * max(1, sum(client.ncores().values()))
        stream, done = iter(chunks), 0
        partials: list[Any] = []
        while batch := list(itertools.islice(stream, window)):
            futures = [client.submit(job.work, chunk, pure=False) for chunk in batch]
            partials.append(_reduced(client, futures, job))
            done += sum(len(chunk) for chunk in batch)
            client.gather(client.submit(_ready, partials[-1], pure=False))
            if progress:
                progress(done, None)
        return job.combine(client.gather([_reduced(client, partials, job)])), warnings


def _ready(_result: object) -> bool:
    return True


def _reduced(client: Any, futures: list[Any], job: Job[Result]) -> Any:
    """One future of all results, combined ``FAN_IN`` at a time on the workers."""
    while len(futures) > 1:
        groups = [futures[i : i + FAN_IN] for i in range(0, len(futures), FAN_IN)]
        futures = [client.submit(job.combine, group, pure=False) for group in groups]
    return futures[0] if futures else client.submit(job.combine, [], pure=False)


@contextlib.contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        message = "--engine dask needs Dask: pip install 'briefing[cluster]'"
        raise EngineError(message) from error
    with contextlib.ExitStack() as stack:
        target: Any = scheduler
        if not scheduler:
            target = stack.enter_context(LocalCluster(threads_per_worker=1, dashboard_address=None))
        try:
            client = stack.enter_context(Client(target, timeout=TIMEOUT))
        except (OSError, ValueError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise EngineError(f"scheduler {scheduler}: cannot be reached ({reason})") from error
        yield client


def _versions(client: Any) -> tuple[str, ...]:
    """A line for every package whose version on a worker is not ours."""
    found = client.get_versions(check=False)
    ours: dict[str, Any] = dict(found["client"]["packages"], briefing=__version__)
    theirs = client.run(_own_version)
    lines = []
    for worker, data in sorted(found["workers"].items()):
        packages = dict(data["packages"], briefing=theirs.get(worker))
        lines += [
            f"worker {worker} has {name} {packages[name]}, not {ours.get(name)}"
            for name in ("briefing", "python", "dask", "distributed")
            if name in packages and packages[name] != ours.get(name)
        ]
    return tuple(lines)


def _own_version() -> str:
    return __version__
