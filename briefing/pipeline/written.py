"""A record of the files that this user's runs wrote, so that a file changed since is kept.

A small database in the user's state folder has the hash of each output as it was written. Where
there is no such folder, or the file is not known, outputs are overwritten as by any program.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.limits.files import is_file, real_path
from briefing.writers.files import write_atomically

NAME = "outputs.sqlite"
MOST_KNOWN = 20_000
"""Outputs remembered, the last written: about 3 MB."""
PATIENCE = 5.0
"""Seconds to wait for another run that writes to the database."""


def keep_changed(outputs: Sequence[tuple[Path, bytes]]) -> dict[Path, Path]:
    """Copy each output that was changed by hand since it was written to ``x~1.docx`` beside it.

    ``outputs`` are paths with what is going to be written there. Returns the copies by output.
    Raises :class:`briefing.errors.OutputError` where a copy cannot be written.
    """
    there = [(path, data) for path, data in outputs if is_file(path)]
    if not there:
        return {}
    with _known() as known:
        digests = {} if known is None else {p: _digest_of(known, p) for p, _ in there}
    kept = {}
    for path, data in there:
        now = path.read_bytes() if digests.get(path) else data
        if now != data and _hash(now) != digests[path]:
            kept[path] = _free_name(path)
            write_atomically(kept[path], now)
    return kept


def remember(outputs: Sequence[tuple[Path, bytes]]) -> None:
    """Note what was written."""
    with _known() as known:
        if known is None:
            return
        with known:
            known.executemany(
                "INSERT OR REPLACE INTO outputs(path, digest) VALUES (?, ?)",
                [(_key(path), _hash(data)) for path, data in outputs],
            )
            known.execute(
                "DELETE FROM outputs WHERE rowid <= (SELECT max(rowid) FROM outputs) - ?",
                (MOST_KNOWN,),
            )


@contextlib.contextmanager
def _known() -> Iterator[sqlite3.Connection | None]:
    """The database; None where there can be none. A failure in it does not affect the outputs."""
    from platformdirs import user_state_path

    try:
        folder = user_state_path("briefing", appauthor=False)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        database = sqlite3.connect(folder / NAME, timeout=PATIENCE)
        database.execute(
            "CREATE TABLE IF NOT EXISTS outputs(path TEXT PRIMARY KEY, digest TEXT NOT NULL)"
        )
    except (OSError, RuntimeError, sqlite3.Error):
        yield None
        return
    with contextlib.closing(database), contextlib.suppress(sqlite3.Error):
        yield database


def _digest_of(known: sqlite3.Connection, path: Path) -> str:
    row = known.execute("SELECT digest FROM outputs WHERE path = ?", (_key(path),)).fetchone()
    return str(row[0]) if row else ""


def _key(path: Path) -> str:
    return str(real_path(path))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _free_name(path: Path) -> Path:
    """The first of ``x~1.docx``, ``x~2.docx`` … that is no file.

    >>> _free_name(Path("no/such/folder/brief.docx")).name
    'brief~1.docx'
    """
    number = 1
    while (name := path.with_name(f"{path.stem}~{number}{path.suffix}")).exists():
        number += 1
    return name
