"""Progress of a long run on disk, so that an interrupted run continues where it stopped.

Each file holds the results of some chunks, by group, and the names of these chunks. Files are
written whole or not at all, one after the other. A file omits the candidates that earlier files
have displaced.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import msgspec

from briefing._version import __version__
from briefing.config import Config
from briefing.errors import OutputError
from briefing.pipeline.aggregate import Groups
from briefing.readers import Ref
from briefing.writers.files import write_atomically

FOLDER = ".briefing-progress"

_NO_MATTER = {
    "jobs", "quiet", "strict", "title", "template", "paper", "pages", "points", "words",
    "per_sector", "lead", "date", "annotate", "append", "to", "cc", "subject", "sender",
    "variables", "region",
}  # fmt: skip
"""Options that do not change what a chunk gives."""


@dataclass(frozen=True, slots=True)
class _Saved:
    """One file: the names of chunks, and their results per group."""

    chunks: tuple[str, ...]
    groups: Groups


def chunk_name(chunk: Sequence[Ref]) -> str:
    """A name that changes when one of the chunk's sources does (place, size, time of change)."""
    digest = hashlib.sha256()
    for ref in chunk:
        digest.update(repr((ref.kind, ref.target, ref.start, ref.end, _stamp(ref))).encode())
        digest.update(ref.data)
    return digest.hexdigest()[:20]


def _stamp(ref: Ref) -> tuple[int, int]:
    try:
        status = Path(ref.target).stat()
    except (OSError, ValueError):
        return (0, 0)
    return (status.st_size, status.st_mtime_ns)


def _named(value: Any) -> Any:
    """A value that is the same in every run: of a method that is a function, its name."""
    if callable(value):
        return f"{value.__module__}.{getattr(value, '__qualname__', type(value).__name__)}"
    return value


class Checkpoint:
    """The saved progress of a run, valid for the same options, version and grouping.

    ``table`` is the sector table as read; editing it starts the run again.
    """

    def __init__(self, output: Path, config: Config, by: str, table: bytes = b"") -> None:
        values = {
            f.name: _named(getattr(config, f.name))
            for f in fields(config)
            if f.name not in _NO_MATTER
        }
        key = repr((__version__, by, sorted(values.items()), table)).encode()
        self.home = output / FOLDER
        self.folder = self.home / hashlib.sha256(key).hexdigest()[:16]

    @property
    def begun(self) -> bool:
        """Whether there is progress of an earlier run."""
        return any(self.folder.glob("*.json"))

    def drop_unless(self, planned: set[str]) -> None:
        """Discard the progress if it contains a chunk that is not ``planned``.

        Then a source has changed or gone, and the candidates that it displaced are in no file.
        """
        done, _ = self.load(lambda _: {})
        if not done <= planned:
            self.clear()

    def load(self, merge: Callable[[Iterable[Groups]], Groups]) -> tuple[set[str], Groups]:
        """The names of the finished chunks and their combined result; nothing if it is damaged."""
        done: set[str] = set()
        total = merge([])
        if self.home.is_symlink():
            return done, total
        try:
            for path in self._files():
                saved = msgspec.json.decode(path.read_bytes(), type=_Saved)
                done |= set(saved.chunks)
                total = merge([total, saved.groups])
        except (OSError, ValueError):
            self.clear()
            return set(), merge([])
        return done, total

    def save(self, chunks: Sequence[str], groups: Groups) -> None:
        """Add one file with the result of ``chunks``."""
        if self.home.is_symlink():
            raise OutputError(f"{self.home}: is a link, which batch does not follow; remove it")
        self.folder.mkdir(parents=True, exist_ok=True)
        saved = _Saved(tuple(chunks), dict(sorted(groups.items())))
        write_atomically(
            self.folder / f"{chunks[0]}.json", msgspec.json.encode(saved), through_links=False
        )

    def clear(self) -> None:
        """Remove all progress: the run is complete."""
        shutil.rmtree(self.home, ignore_errors=True)

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.json"))
