"""A long run of the command under load: ``PYTHONPATH=tests/support python tests/tools/soak.py``.

Makes a folder of mixed files in all formats, some of them damaged, and a brief of it: by itself,
then while ``--busy`` processes do nothing but work. Both runs must write the same bytes, skip the
same files for the same reasons and end with the same code. Prints the figures; exit code 1 where
something differs.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from busy import busy
from make_mixed import make_mixed

DAMAGED = 0.05
"""Share of the files that are cut off or have bytes changed."""


def damage(paths: list[Path], seed: int) -> int:
    """Cut off or change every twentieth file; how many."""
    chance = random.Random(seed)
    chosen = chance.sample(paths, int(DAMAGED * len(paths)))
    for path in chosen:
        data = bytearray(path.read_bytes())
        if chance.random() < 0.5:
            del data[chance.randrange(1, len(data)) :]
        else:
            for _ in range(20):
                data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
    return len(chosen)


def run(folder: Path, out: Path) -> tuple[int, bytes, str, float]:
    """Exit code, the bytes of the brief, what was said, and the processor time taken."""
    out.unlink(missing_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "make", str(folder), "-o", str(out)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, out.read_bytes() if out.exists() else b"", done.stderr, spent


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=2000, help="files (2000)")
    parser.add_argument("--busy", type=int, default=10, help="processes beside the second run (10)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "in"
        damaged = damage(make_mixed(folder, given.count), given.seed)
        print(f"{given.count} files, {damaged} of them damaged", flush=True)
        runs = []
        for name, count in (("alone", 0), (f"beside {given.busy} busy processes", given.busy)):
            begun = time.monotonic()
            with busy(count):
                runs.append(run(folder, Path(place) / "brief.json"))
            code, brief, _, spent = runs[-1]
            skipped = len(json.loads(brief)["skipped"]) if brief else 0
            print(
                f"{name}: exit code {code}, {len(brief):,} bytes, {skipped} files skipped, "
                f"{spent:.0f} s of processor time in {time.monotonic() - begun:.0f} s",
                flush=True,
            )
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        same = runs[0][1] == runs[1][1] and runs[0][0] == runs[1][0]
        traceback = any("Traceback" in said for _, _, said, _ in runs)
        print(f"same bytes: {same}; tracebacks: {traceback}; most memory of a process: {peak} MB")
    return 0 if same and not traceback and runs[0][1] else 1


if __name__ == "__main__":
    sys.exit(main())
