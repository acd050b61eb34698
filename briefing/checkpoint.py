"""Progress of a long run on disk, so that one that was interrupted goes on where it stopped.

Every saved file holds what some chunks gave, by group, and the names of these chunks; files are
written whole or not at all and in any order, since what they hold combines in any order.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from briefing import __version__
from briefing.config import Config
from briefing.model import Candidate, Candidates, Skipped, SourceMeta
from briefing.pipeline import Partial
from briefing.read import Ref
from briefing.write.output import write_atomically

FOLDER = ".briefing-progress"
Groups = dict[str, Partial]

_NO_MATTER = {"jobs", "quiet", "strict", "title", "template", "paper", "pages", "points", "words"}
"""Options that do not change what a chunk gives."""


def chunk_name(chunk: Sequence[Ref]) -> str:
    """A name that changes when one of the chunk's sources does (place, size, time of change)."""
    digest = hashlib.sha256()
    for ref in chunk:
        digest.update(repr((ref.kind, ref.target, ref.start, ref.end, _stamp(ref))).encode())
        digest.update(ref.data)
    return digest.hexdigest()[:20]


def _stamp(ref: Ref) -> tuple[int, int]:
    try:
        found = Path(ref.target).stat()
    except (OSError, ValueError):
        return (0, 0)
    return (found.st_size, found.st_mtime_ns)


class Checkpoint:
    """The saved progress of one run: same options, same version, same grouping."""

    def __init__(self, output: Path, config: Config, by: str) -> None:
        values = {
            f.name: getattr(config, f.name) for f in fields(config) if f.name not in _NO_MATTER
        }
        table = Path(config.sectors).read_bytes() if config.sectors else b""
        key = repr((__version__, by, sorted(values.items()), table)).encode()
        self.home = output / FOLDER
        self.folder = self.home / hashlib.sha256(key).hexdigest()[:16]

    def load(self) -> tuple[set[str], list[Groups]]:
        """The names of the chunks done and what they gave; unreadable files are done again."""
        done: set[str] = set()
        groups: list[Groups] = []
        for path in sorted(self.folder.glob("*.json")):
            try:
                data = json.loads(path.read_text("utf-8"))
                found = {name: _partial(row) for name, row in data["groups"].items()}
            except (OSError, ValueError, KeyError, TypeError):
                path.unlink(missing_ok=True)
                continue
            done |= set(data["chunks"])
            groups.append(found)
        return done, groups

    def save(self, chunks: Sequence[str], groups: Groups) -> None:
        """Add one file with what ``chunks`` gave."""
        self.folder.mkdir(parents=True, exist_ok=True)
        data = {"chunks": list(chunks), "groups": {k: asdict(groups[k]) for k in sorted(groups)}}
        text = json.dumps(data, ensure_ascii=True)
        write_atomically(self.folder / f"{chunks[0]}.json", text.encode("ascii"))

    def clear(self) -> None:
        """Remove all progress: the run is complete."""
        shutil.rmtree(self.home, ignore_errors=True)


def _partial(row: dict[str, Any]) -> Partial:
    candidates = row["candidates"]
    return Partial(
        Candidates(
            tuple(_candidate(item) for item in candidates["items"]),
            candidates["first_date"], candidates["last_date"],
        ),
        row["read"], row["used"], row["undated"],
        tuple(Skipped(**item) for item in row["skipped"]), tuple(row["languages"]),
    )  # fmt: skip


def _candidate(row: dict[str, Any]) -> Candidate:
    lists = {k: tuple(v) for k, v in row.items() if isinstance(v, list)}
    return Candidate(**{**row, **lists, "source": SourceMeta(**row["source"])})
