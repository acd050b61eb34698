"""Coverage-guided fuzzing of one target or all: ``python -m tests.fuzz.run [TARGET...]``.

From the top folder, with atheris installed (``pip install atheris``; Linux, macOS)::

    PYTHONPATH=tests:tests/support python -m fuzz.run --seconds 300 --into /tmp/fuzz html eml

Each target runs for so many seconds of processor time in a process of its own. What it finds is
kept in ``INTO/TARGET/found``: the input, and beside it the traceback, once for each place that
raised. ``INTO/TARGET/corpus`` holds the inputs that reached something new; the next run goes on
from there. To see one again: ``--replay FILE TARGET``.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import subprocess
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path

SLOW = 10.0
"""Seconds for one small input that count as a find."""


class Finds:
    """Runs a target, counts, and keeps each new failure."""

    def __init__(self, target: Callable[[bytes], None], folder: Path, seconds: float) -> None:
        self.target, self.folder, self.seconds = target, folder, seconds
        self.count = 0
        self.kept: set[str] = set()

    def __call__(self, data: bytes) -> None:
        self.count += 1
        begun = time.process_time()
        try:
            self.target(data)
        except (Exception, RecursionError) as error:  # noqa: BLE001 - that is what is looked for
            self.keep(data, error)
        if time.process_time() - begun > SLOW:
            self.keep(data, TimeoutError(f"{time.process_time() - begun:.0f} s"))
        if time.process_time() > self.seconds:
            spent = f"{time.process_time():.0f} s of processor time"
            name, finds = self.folder.parent.name, len(self.kept)
            print(f"{name}: {self.count:,} executions in {spent}, {finds} finds", flush=True)
            os._exit(0)

    def keep(self, data: bytes, error: BaseException) -> None:
        """Write down the input, unless one has failed at the same place before."""
        frames = traceback.extract_tb(error.__traceback__)[-2:]
        place = f"{type(error).__name__} " + " ".join(f"{f.filename}:{f.lineno}" for f in frames)
        name = hashlib.sha256(place.encode()).hexdigest()[:12]
        if name in self.kept:
            return
        self.kept.add(name)
        (self.folder / name).write_bytes(data)
        (self.folder / f"{name}.log").write_text("".join(traceback.format_exception(error)))


def fuzz(name: str, into: Path, seconds: float, seed: int) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["briefing", "feedparser", "trafilatura"]):
        from .corpus import TOKENS, starts
        from .targets import TARGETS, in_process

        in_process()
        warnings.simplefilter("ignore")
        for data in starts(name):  # imports what is imported when needed, to be measured too
            with contextlib.suppress(Exception):
                TARGETS[name](data)
    corpus, found = into / name / "corpus", into / name / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for data in starts(name):
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    words = into / name / "words"
    words.write_text("".join(f'"{_quoted(t)}"\n' for t in TOKENS), "ascii")
    options = [f"-dict={words}", f"-seed={seed}", "-max_len=40000", "-timeout=120",
               "-rss_limit_mb=3000", "-close_fd_mask=0", "-print_final_stats=0", "-verbosity=0",
               f"-artifact_prefix={found}/"]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], Finds(TARGETS[name], found, seconds))
    atheris.Fuzz()


def _quoted(token: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token.encode())


def main() -> None:
    """Each target in a child of its own, one after the other."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="default: all")
    parser.add_argument("--seconds", type=float, default=60.0, help="processor time a target")
    parser.add_argument("--into", type=Path, default=Path("/tmp/briefing-fuzz"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replay", type=Path, metavar="FILE", help="run this input only")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:  # before anything is imported that is to be measured
        fuzz(given.targets[0], given.into, given.seconds, given.seed)
    from .targets import TARGETS, in_process

    if given.replay:
        in_process()
        TARGETS[given.targets[0]](given.replay.read_bytes())
    else:
        for name in given.targets or TARGETS:
            again = [sys.executable, "-m", __spec__.name, name, "--inside"]
            again += ["--seconds", str(given.seconds), "--into", str(given.into)]
            subprocess.run([*again, "--seed", str(given.seed)], check=False)


if __name__ == "__main__":
    main()
