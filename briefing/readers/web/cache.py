"""A small cache of fetched pages, so that an unchanged page is not sent again.

One file per page: a line of JSON, then the body. Every page is requested again with its ETag and
Last-Modified; the cache saves only the transfer.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Enough for a week of one person's sources; older pages go first.
MAX_ENTRIES = 400
_AGAIN = 0.05  # seconds between two looks at a lock that another process holds
MAX_ENTRY_BYTES = 4 << 20
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as it was sent: media type, charset, validators, body."""

    kind: str
    charset: str
    etag: str
    modified: str
    data: bytes


def default_folder() -> Path:
    """The cache folder of this user on this platform."""
    from platformdirs import user_cache_path

    return user_cache_path("briefing", appauthor=False)


class Cache:
    """Pages by URL in ``folder``; without a folder it holds nothing. Never raises."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @classmethod
    def open(cls, setting: str) -> Cache:
        """The cache that ``ReadOptions.cache`` names; none where no folder can be made."""
        if setting == "-":
            return cls(None)
        try:
            folder = Path(setting) if setting else default_folder()
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except (OSError, RuntimeError):  # read-only, or no home folder
            return cls(None)
        return cls(folder)

    def get(self, url: str) -> Entry | None:
        """The page last stored for ``url``, ``None`` if there is none or it is damaged."""
        if not self._folder:
            return None
        try:
            head, _, data = self._path(url).read_bytes().partition(b"\n")
            row = json.loads(head)
            if row["format"] != _FORMAT or row["url"] != url or row["size"] != len(data):
                return None
            return Entry(row["kind"], row["charset"], row["etag"], row["modified"], data)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, url: str, entry: Entry) -> None:
        """Store a page that has a validator, whole or not at all; the oldest make room."""
        if not self._folder or not (entry.etag or entry.modified):
            return
        if len(entry.data) > MAX_ENTRY_BYTES:
            return
        row = {name: getattr(entry, name) for name in ("kind", "charset", "etag", "modified")}
        row |= {"format": _FORMAT, "url": url, "size": len(entry.data)}
        with contextlib.suppress(OSError):  # a full disk costs the cache, not the page
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(json.dumps(row).encode() + b"\n" + entry.data)
                Path(name).replace(self._path(url))
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            self._prune()

    @contextlib.contextmanager
    def lock(self, host: str, end: float) -> Iterator[bool]:
        """Held by one process of this user at a time for each ``host``, where files can lock.

        Gives whether it is held, or need not be; not, when another still had it at ``end``
        (monotonic seconds).
        """
        if not self._folder or os.name == "nt":
            yield True
            return
        name = hashlib.sha256(host.encode()).hexdigest()[:16]
        try:
            handle = os.open(self._folder / f"{name}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        except OSError:
            yield True
            return
        try:
            yield _locked(handle, end)
        finally:
            os.close(handle)

    def _path(self, url: str) -> Path:
        assert self._folder is not None
        return (
            self._folder
            / f"{hashlib.sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()}.page"
        )

    def _prune(self) -> None:
        assert self._folder is not None
        pages = list(self._folder.glob("*.page"))
        if len(pages) > MAX_ENTRIES:
            dated = sorted((page.stat().st_mtime, page) for page in pages)
            for _, page in dated[: len(pages) - MAX_ENTRIES]:
                page.unlink(missing_ok=True)


def _locked(handle: int, end: float) -> bool:
    """Lock an open file when no other process has it; whether that came before ``end``."""
    import fcntl

    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
            time.sleep(_AGAIN)
        except OSError:  # a file system without locks
            return True
        else:
            return True
