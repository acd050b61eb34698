"""The Dask engine: the same chunks on the workers of a cluster, combined in a tree."""

from __future__ import annotations

import contextlib
import importlib
import itertools
import logging
import os
import socket
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic

from briefing._version import __version__
from briefing.errors import EngineError, how_to_install
from briefing.execution.job import Item, Job, Keep, Progress, Result, again

FAN_IN = 16
"""Results combined at a time, on the workers."""

AGAIN = 5
"""How often a run does the chunks of a lost combination once more before it gives up. One such loss
was seen in a run with a chunk that kills every worker; five leave room for several such chunks."""
LEVELS = 2
"""Combinations on the workers before a result comes to the driver, which is the root of the tree:
it then sees one for 12,000 articles or so, eight thousand for a hundred million."""

AHEAD = 4
"""Chunks in flight per worker core; bounds the memory that the cluster needs."""

TIMEOUT = 10.0
"""Seconds that a scheduler may take to answer."""

_Chunks = list[list[Any]]
_Held = tuple[Any, _Chunks]


def run_dask(
    chunks: Iterable[list[Item]],
    job: Job[Item, Result],
    scheduler: str = "",
    progress: Progress | None = None,
    keep: Keep[Item, Result] | None = None,
) -> tuple[Result, tuple[str, ...]]:
    """The combined result of all chunks, and warnings, as of versions that differ.

    ``scheduler`` is its address (``tcp://host:8786``); empty starts a cluster on this machine.
    Sources must be at the same place for the driver and all workers. Raises :class:`EngineError`
    when Dask is not installed, the scheduler cannot be reached or goes away, or the workers lack
    this package. When a worker is lost, Dask runs its chunks elsewhere. An article that kills
    workers repeatedly is left out, with a warning.
    """
    with _client(scheduler) as client:
        mismatches = _versions(client, scheduler)
        with _started(client, job) as name:
            run = _Run(client, job, name, progress, keep, scheduler)
            return run.result(iter(chunks)), (*mismatches, *run.warnings)


@contextlib.contextmanager
def _started(client: Any, job: Job[Any, Any]) -> Iterator[str]:
    """Have every worker process start the job, those that join later too; gives its name there."""
    distributed = _distributed()
    name = f"briefing-{os.urandom(8).hex()}"

    class Started(distributed.WorkerPlugin):  # type: ignore[misc, name-defined]
        def setup(self, worker: Any) -> None:  # noqa: ARG002 - the interface of Dask
            self.work = job.start()

    client.register_plugin(Started(), name=name)
    try:
        yield name
    finally:
        with contextlib.suppress(OSError):  # the scheduler went away, which has been said
            client.unregister_worker_plugin(name)


def _work(chunk: Sequence[Any], name: str) -> Any:
    """The result of a chunk, in a worker process."""
    plugin = importlib.import_module("distributed").get_worker().plugins[name]
    return plugin.work(chunk)


@dataclass(slots=True)
class _Run(Generic[Item, Result]):
    """One run: chunks go out as others come back; every ``FAN_IN`` results become one.

    ``levels[n]`` has futures that wait to be combined, each with the chunks that it stands for;
    ``flying`` those that are being worked on, with their level.
    """

    client: Any
    job: Job[Item, Result]
    name: str
    progress: Progress | None
    keep: Keep[Item, Result] | None
    scheduler: str
    warnings: list[str] = field(default_factory=list)
    levels: list[list[_Held]] = field(default_factory=lambda: [[] for _ in range(LEVELS)])
    flying: dict[Any, tuple[int, _Chunks]] = field(default_factory=dict)
    weighed: int = 0
    repeated: int = 0

    def result(self, chunks: Iterator[list[Item]]) -> Result:
        """The combined result of all chunks."""
        total = self.job.combine([])
        window = AHEAD * max(1, sum(self.client.ncores().values()))
        coming = _distributed().as_completed()
        self._work(itertools.islice(chunks, window), coming)
        while self.flying or any(self.levels):
            if not self.flying:
                self._combine_rest(coming)
            future = next(coming)
            level, stands_for = self.flying.pop(future)
            if future.status in ("pending", "lost"):  # done, lost with its worker, and done again
                self._fly(future, level, stands_for, coming)
            elif future.status != "finished":
                total = self._failed(future, level, stands_for, total, coming)
            elif level == LEVELS:
                total = self._taken(stands_for, future.result(), total)
            else:
                self._ready(level, future, stands_for, coming)
            self._work(itertools.islice(chunks, max(0, window - len(self.flying))), coming)
        return total

    def _work(self, chunks: Iterable[list[Item]], coming: Any) -> None:
        for chunk in chunks:
            future = self.client.submit(_work, chunk, self.name, pure=False)
            self._fly(future, 0, [chunk], coming)

    def _fly(self, future: Any, level: int, stands_for: _Chunks, coming: Any) -> None:
        self.flying[future] = (level, stands_for)
        coming.add(future)

    def _ready(self, level: int, future: Any, stands_for: _Chunks, coming: Any) -> None:
        if level == 0:
            self.weighed += sum(map(self.job.weight, stands_for))
            if self.progress:
                self.progress(self.weighed, self.weighed)
        waiting = self.levels[level]
        waiting.append((future, stands_for))
        if len(waiting) == FAN_IN:
            self._fly(*self._combination(waiting, level + 1), coming)
            self.levels[level] = []

    def _combination(self, waiting: Sequence[_Held], level: int) -> tuple[Any, int, _Chunks]:
        future = self.client.submit(self.job.combine, [f for f, _ in waiting], pure=False)
        return future, level, [chunk for _, chunks in waiting for chunk in chunks]

    def _taken(self, stands_for: _Chunks, part: Result, total: Result) -> Result:
        if self.keep:
            self.keep(stands_for, part)
        return self.job.combine([total, part])

    def _combine_rest(self, coming: Any) -> None:
        left = [held for level in self.levels for held in level]
        self.levels = [[] for _ in range(LEVELS)]
        self._fly(*self._combination(left, LEVELS), coming)

    def _failed(
        self, future: Any, level: int, stands_for: _Chunks, total: Result, coming: Any
    ) -> Result:
        """Run a chunk that kills workers article by article; articles that fail again are lost.

        A combination can be blamed for a worker that another chunk killed, so its chunks are run
        again, up to ``AGAIN`` times per run.
        """
        if future.status != "error":
            raise EngineError(f"scheduler {self.scheduler or 'of this machine'}: it went away")
        error = future.exception()
        tired = level > 0 and self.repeated >= AGAIN
        if tired or not isinstance(error, _distributed().KilledWorker):
            raise error
        if level > 0:
            self.repeated += 1
            self._work(stands_for, coming)
            return total
        singly = [[part] for chunk in stands_for for item in chunk for part in self.job.split(item)]
        if len(singly) == 1:
            return self._taken(singly, self.job.lost(singly[0][0]), total)
        self.warnings.append(again(sum(map(len, stands_for))))
        self._work(singly, coming)
        return total


def _distributed() -> Any:
    """Dask's package; imported by name because it is an extra, and typed only in part."""
    try:
        package: Any = importlib.import_module("distributed")
    except ImportError as error:
        message = f"--engine dask needs Dask; {how_to_install('cluster')}"
        raise EngineError(message) from error
    return package


@contextlib.contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    dask = _distributed()
    with contextlib.ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        unwanted = dask.versions.VersionMismatchWarning  # in our own words, by _versions
        warnings.simplefilter("ignore", unwanted)
        target: Any = scheduler
        if not scheduler:
            target = stack.enter_context(
                dask.LocalCluster(
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",
                    silence_logs=logging.CRITICAL,
                )
            )
        try:
            _probe(scheduler)
            client = dask.Client(target, timeout=f"{TIMEOUT}s")
            stack.callback(_close, client)
        except (OSError, ValueError, ImportError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise EngineError(f"scheduler {scheduler}: cannot be reached ({reason})") from error
        yield client


def _close(client: Any) -> None:
    """Close a client; one whose scheduler is gone can fail at it, and that has been reported."""
    with contextlib.suppress(RuntimeError, OSError):
        client.close()


def _probe(scheduler: str) -> None:
    """Raise :class:`OSError` if nothing at a ``tcp://`` address sends a first message.

    A scheduler does so at once; Dask itself would wait for ever for a server that only listens.
    """
    if not scheduler.startswith("tcp://"):
        return
    host, _, port = scheduler.removeprefix("tcp://").rpartition(":")
    with socket.create_connection((host.strip("[]"), int(port)), timeout=TIMEOUT) as connection:
        if not connection.recv(1):
            raise ConnectionError("it hung up")


def _versions(client: Any, scheduler: str) -> tuple[str, ...]:
    """A line for every package whose version on a worker is not ours."""
    versions = client.get_versions(check=False)
    if not versions["workers"]:
        raise EngineError(f"scheduler {scheduler}: it has no workers")
    ours: dict[str, Any] = dict(versions["client"]["packages"], briefing=__version__)
    try:
        theirs = client.run(_own_version)
    except ModuleNotFoundError as error:
        raise EngineError(f"scheduler {scheduler}: install briefing on its workers") from error
    lines = []
    for worker, data in sorted(versions["workers"].items()):
        packages = dict(data["packages"], briefing=theirs.get(worker))
        lines += [
            f"worker {worker} has {name} {packages[name]}, not {ours.get(name)}"
            for name in ("briefing", "python", "dask", "distributed")
            if name in packages and packages[name] != ours.get(name)
        ]
    return tuple(lines)


def _own_version() -> str:
    return __version__
