"""The Dask engine on real clusters over TCP: the same bytes, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import call
from engine_jobs import job, parts, refs

from briefing.cli import main
from briefing.config import Config
from briefing.errors import EngineError
from briefing.execution import dask as cluster
from briefing.pipeline import batch

distributed = pytest.importorskip(
    "distributed", reason="needs Dask: pip install 'onepage-briefing[cluster]'"
)

pytestmark = [
    # What Dask and its event loop leave to the garbage collector when a cluster is closed.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]
ROOT = Path(__file__).resolve().parents[2]
SUPPORT = ROOT / "tests" / "support"


@pytest.fixture(scope="module", params=[2, 4])
def workers(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A cluster of processes that talk over TCP, as those of several machines do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(SUPPORT)]))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = distributed.LocalCluster(
                n_workers=request.param, threads_per_worker=1, processes=True,
                protocol="tcp://", dashboard_address="127.0.0.1:0", silence_logs=50,
            )  # fmt: skip
        with made:
            assert made.scheduler_address.startswith("tcp://")
            yield made


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_cluster_writes_the_same_bytes_as_this_machine(
    workers: Any, seeds: Path, tmp_path: Path
) -> None:
    for by, form in (("sector", "docx"), ("outlet", "json")):
        local, remote = tmp_path / f"local-{by}", tmp_path / f"remote-{by}"
        common = ["batch", str(seeds), "--by", by, "--format", form, "-q"]
        call(*common, "-o", str(local), "--jobs", "1")
        dask = ["--engine", "dask", "--scheduler", workers.scheduler_address]
        call(*common, "-o", str(remote), *dask)
        assert contents(local) == contents(remote)
        assert len(contents(local)) > 2


def test_relative_sources_are_found_by_workers_in_other_folders(
    workers: Any, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(seeds)
    plan = batch.Plan(form="json", engine="dask", scheduler=workers.scheduler_address)
    found = batch.run(["astana-seoul.txt"], tmp_path, Config(), plan)
    assert found.skipped == ()
    assert {s.location for made in found.made for s in made.brief.sources} == {"astana-seoul.txt"}


def test_the_tree_gathers_every_chunk_once(workers: Any, tmp_path: Path) -> None:
    """Enough chunks for every level of the tree, some of them combined at the end."""
    stream = refs(48 * (cluster.FAN_IN**2 + 2 * cluster.FAN_IN + 3) + 5)
    kept: list[str] = []
    told: list[tuple[int, int]] = []

    def keep(finished: list[Any], part: tuple[str, ...]) -> None:
        assert sum(map(len, finished)) == len(part)
        kept.extend(part)

    found, warned = cluster.run_dask(
        parts(stream), job(tmp_path), workers.scheduler_address,
        lambda *done: told.append(done), keep,
    )  # fmt: skip
    assert found == tuple(sorted(ref.target for ref in stream))
    assert warned == ()
    assert sorted(kept) == list(found)
    assert told[-1] == (len(stream), len(stream))


def test_a_worker_killed_in_the_middle_changes_nothing(workers: Any, tmp_path: Path) -> None:
    stream = refs(48 * 40, *((n, f"slow-{n}.txt") for n in range(0, 48 * 40, 24)))
    killed: list[int] = []

    def kill(done: int, _: int) -> None:
        if done > 480 and not killed:
            killed.append(_pid(workers))
            os.kill(killed[0], signal.SIGKILL)

    found, _ = cluster.run_dask(parts(stream), job(tmp_path), workers.scheduler_address, kill)
    assert killed
    assert found == tuple(sorted(ref.target for ref in stream))
    _all_back(workers)


def _pid(workers: Any) -> int:
    return int(next(iter(workers.workers.values())).process.process.pid)


def _all_back(workers: Any) -> None:
    until = time.monotonic() + 120
    while len(workers.scheduler.workers) < len(workers.workers) and time.monotonic() < until:
        time.sleep(0.1)
    assert len(workers.scheduler.workers) == len(workers.workers)


def test_a_job_that_kills_a_worker_once_is_done_again(workers: Any, tmp_path: Path) -> None:
    stream = refs(480, (100, "once.txt"))
    found, _ = cluster.run_dask(parts(stream), job(tmp_path), workers.scheduler_address)
    assert found == tuple(sorted(ref.target for ref in stream))
    assert (tmp_path / "once.txt").read_text() == "x"
    _all_back(workers)


def test_what_kills_every_worker_is_left_out_and_told_of(
    workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.execution.job.CHUNK_ARTICLES", 4)
    workers.scheduler.allowed_failures = 1
    stream = refs(24, (7, "deadly.txt"))
    found, warned = cluster.run_dask(parts(stream), job(tmp_path), workers.scheduler_address)
    assert [name for name in found if "deadly" in name] == ["lost deadly.txt"]
    assert len(found) == 24
    assert any(line.startswith("a worker process died; ") for line in warned)
    _all_back(workers)


def test_an_error_of_the_job_is_the_error_of_the_run(workers: Any, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="wrong"):
        cluster.run_dask(parts(refs(480, (100, "wrong"))), job(tmp_path), workers.scheduler_address)


def test_other_versions_on_the_workers_are_told_of(
    workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "__version__", "9.9.9")
    _, warned = cluster.run_dask(parts(refs(5)), job(tmp_path), workers.scheduler_address)
    assert len(warned) == len(workers.workers)
    assert all("has briefing " in line and line.endswith(", not 9.9.9") for line in warned)


def test_without_a_scheduler_a_cluster_is_started_here_and_ended(tmp_path: Path) -> None:
    found, warned = cluster.run_dask(parts(refs(100)), job(tmp_path))
    assert (len(found), warned) == (100, ())


def _silent_port() -> Iterator[int]:
    """A port where something listens that is no scheduler."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.mark.parametrize("kind", ["closed", "silent", "nonsense"])
def test_a_scheduler_that_cannot_be_reached_is_one_error(
    kind: str, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(cluster, "TIMEOUT", 1.0)
    silent = _silent_port()
    address = {
        "closed": lambda: f"tcp://127.0.0.1:{_closed_port()}",
        "silent": lambda: f"tcp://127.0.0.1:{next(silent)}",
        "nonsense": lambda: "no scheduler",
    }[kind]()
    monkeypatch.setattr(
        sys, "argv",
        ["briefing", "batch", str(seeds), "-o", str(tmp_path / "out"), "--engine", "dask",
         "--scheduler", address],
    )  # fmt: skip
    begun = time.monotonic()
    with pytest.raises(SystemExit) as ended:
        main()
    silent.close()
    assert ended.value.code == 2
    assert time.monotonic() - begun < 15
    said = capfd.readouterr().err.splitlines()
    assert len(said) == 1, said
    assert said[0].startswith(f"briefing: scheduler {address}: cannot be reached (")


def test_a_scheduler_without_workers_is_one_error(tmp_path: Path) -> None:
    with (
        distributed.LocalCluster(
            n_workers=0, dashboard_address="127.0.0.1:0", silence_logs=50
        ) as empty,
        pytest.raises(EngineError, match="it has no workers"),
    ):
        cluster.run_dask(parts(refs(5)), job(tmp_path), empty.scheduler_address)


def test_a_scheduler_that_goes_away_is_one_error(tmp_path: Path) -> None:
    import subprocess

    port = _closed_port()
    address = f"tcp://127.0.0.1:{port}"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(SUPPORT)])}

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", *arguments, "--no-dashboard"]
        return subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    scheduler = start("distributed.cli.dask_scheduler", "--port", str(port))
    worker = start("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny")
    _wait_for_worker(address)
    stream = refs(48 * 40, *((n, f"slow-{n}.txt") for n in range(0, 48 * 40, 12)))
    try:
        with pytest.raises(EngineError, match="it went away"):
            cluster.run_dask(parts(stream), job(tmp_path), address, lambda *_: scheduler.kill())
    finally:
        for process in (scheduler, worker):
            process.kill()
            process.wait()


def _wait_for_worker(address: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with distributed.Client(address, timeout="2s") as client:
                client.wait_for_workers(1, timeout=10)
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("no worker came up")


def test_without_dask_there_is_one_line_that_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(
        EngineError, match=r"needs Dask; run: pip install 'onepage-briefing\[cluster\]'"
    ):
        cluster.run_dask(parts(refs(5)), job(tmp_path))
