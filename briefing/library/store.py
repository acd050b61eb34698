"""The library file: one SQLite database with every brief made, its points and its sources' texts.

Several processes may use one library at once; each brief is added in one transaction, so that a
process killed at any moment leaves the whole brief or none of it. The version of the schema is the
database's ``user_version``; an older one is brought up to date when it is opened.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import LibraryError
from briefing.library.lookup import POINTS, earlier_rows
from briefing.library.schema import MIGRATIONS, VERSION
from briefing.model import Article

WAIT_SECONDS = 30.0
"""How long a process waits for another that writes. An addition takes about 10 ms, and several runs
may end at the same time."""

RARE_STEMS = 8
"""Stems of a point by which it is found again, its rarest. Two reports of one fact share at least
two of them in 33 of 34 pairs of the annotated events."""


@dataclass(frozen=True, slots=True)
class EarlierPoint:
    """A point of an earlier brief.

    ``date`` is that of its brief, ISO or empty; ``record`` is what the caller stored of it.
    """

    brief: int
    date: str
    text: str
    sector: str
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredBrief:
    """A brief of the library.

    ``points`` is the number of its points, ``document`` its JSON as it was written.
    """

    number: int
    date: str
    title: str
    points: int
    document: str
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class NewPoint:
    """A point to add: its text and sector, its stems with the rarest first, and its record."""

    text: str
    sector: str
    stems: tuple[str, ...]
    record: dict[str, Any]


class Library:
    """An open library. Raises :class:`LibraryError`, in one line, for whatever goes wrong.

    The file is made when ``create`` is set and there is none. Close it, or use it in ``with``.
    """

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        self.path = str(path)
        if not create and not os.path.isfile(path):  # noqa: PTH113 - raises nothing for any name
            raise LibraryError(f"{path}: no library there; briefing make --library makes one")
        with self._said():
            self._base = self._connected()
            self._base.execute("PRAGMA foreign_keys = ON")
            self._migrate()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def add(
        self,
        document: str,
        points: Sequence[NewPoint],
        articles: Iterable[Article],
        options: dict[str, Any],
        run: str,
    ) -> int:
        """Add a brief and return its number.

        ``document`` is the brief's JSON, ``run`` what :func:`run_name` says of it. A brief of the
        same run takes the place and number of the one that is there.
        """
        data = json.loads(document)
        with self._writing():
            row = self._base.execute("SELECT id FROM briefs WHERE run = ?", (run,)).fetchone()
            if row:
                self._remove([row[0]])
            number = self._insert_brief(row[0] if row else None, run, data, document, options)
            for article in articles:
                self._insert_article(number, article)
            for place, point in enumerate(points):
                self._insert_point(number, place, point)
        return number

    def briefs(self) -> list[StoredBrief]:
        """All briefs, newest date first; those of one date, last added first."""
        with self._said():
            rows = self._base.execute(f"{_BRIEFS} ORDER BY b.date DESC, b.id DESC").fetchall()
        return [_stored(row) for row in rows]

    def brief(self, number: int) -> StoredBrief:
        """One brief by its number."""
        with self._said():
            row = self._base.execute(f"{_BRIEFS} WHERE b.id = ?", (number,)).fetchone()
        if row is None:
            raise LibraryError(f"{self.path}: no brief {number}; briefing library list shows all")
        return _stored(row)

    def articles(self, number: int) -> list[Article]:
        """The sources of a brief with their texts, in order of their identifiers."""
        self.brief(number)
        with self._said():
            rows = self._base.execute(
                "SELECT a.id, a.facts, a.text FROM articles a JOIN brief_articles l"
                " ON l.article = a.id WHERE l.brief = ? ORDER BY a.id",
                (number,),
            ).fetchall()
        return [_article(*row) for row in rows]

    def search(self, text: str, most: int = 50) -> list[EarlierPoint]:
        """Points that hold all words of ``text``, newest first."""
        words = " ".join('"' + word.replace('"', '""') + '"' for word in text.split())
        if not words:
            return []
        with self._said():
            rows = self._base.execute(
                f"{POINTS} WHERE p.id IN (SELECT rowid FROM words WHERE words MATCH ?)"
                " ORDER BY b.date DESC, b.id DESC, p.place LIMIT ?",
                (words, most),
            ).fetchall()
        return [_earlier_point(row) for row in rows]

    def earlier_points(
        self, stems: Iterable[str], *, run: str = "", before: str = ""
    ) -> list[EarlierPoint]:
        """Points of earlier briefs that share two or more of ``stems``, most shared first.

        One of the two is no common one (:data:`~briefing.library.lookup.COMMON`); common ones do
        not count for the order. Briefs whose run (see :func:`run_name`) begins with ``run`` do not
        count as earlier. With ``before``, an ISO date, neither do briefs of a later date. Ties go
        to the point that was added later.
        """
        with self._said():
            rows = earlier_rows(self._base, set(stems), run, before)
        return [_earlier_point(row) for row in rows]

    def prune(self, before: str) -> int:
        """Remove the briefs dated before an ISO date, and sources that no other brief has.

        Returns how many briefs went. Briefs without a date stay.
        """
        with self._writing():
            rows = self._base.execute(
                "SELECT id FROM briefs WHERE date != '' AND date < ?", (before,)
            ).fetchall()
            self._remove([number for (number,) in rows])
            self._base.execute(
                "DELETE FROM articles WHERE id NOT IN (SELECT article FROM brief_articles)"
            )
        with self._said():
            self._base.execute("VACUUM")
        return len(rows)

    def _connected(self) -> sqlite3.Connection:
        """The database; for reading only where SQLite finds no place for the index of its log: on
        a full disk, or in a folder that may not be written."""
        base = sqlite3.connect(self.path, timeout=WAIT_SECONDS, isolation_level=None)
        try:
            base.execute("PRAGMA user_version")
        except sqlite3.OperationalError as error:
            base.close()
            log = Path(f"{self.path}-wal")
            unread = log.exists() and log.stat().st_size
            if "locked" in str(error) or unread or not os.path.isfile(self.path):  # noqa: PTH113
                raise
            name = f"{Path(self.path).absolute().as_uri()}?immutable=1"
            base = sqlite3.connect(name, uri=True, isolation_level=None)
        return base

    def _migrate(self) -> None:
        version = self._version()
        if version > VERSION:
            raise LibraryError(f"{self.path}: made by a newer version of briefing; update briefing")
        if version == VERSION:
            return
        # tables and version come at once, so tables seen before their version are another's
        if self._base.execute("SELECT 1 FROM sqlite_master").fetchone() and not self._version():
            raise LibraryError(f"{self.path}: a database, but not a library of briefing")
        self._base.execute("PRAGMA journal_mode = WAL")
        with self._writing():
            for statements in MIGRATIONS[self._version() :]:
                for statement in statements:
                    self._base.execute(statement)
            self._base.execute(f"PRAGMA user_version = {VERSION}")

    def _version(self) -> int:
        return int(self._base.execute("PRAGMA user_version").fetchone()[0])

    def _insert_brief(
        self,
        number: int | None,
        run: str,
        data: dict[str, Any],
        document: str,
        options: dict[str, Any],
    ) -> int:
        row = self._base.execute(
            "INSERT INTO briefs (id, run, date, title, options, document)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            (
                number, run, data.get("date") or "", data.get("title") or "",
                json.dumps(options, sort_keys=True), zlib.compress(document.encode("utf-8")),
            ),
        ).fetchone()  # fmt: skip
        return int(row[0])

    def _insert_article(self, brief: int, article: Article) -> None:
        facts = json.dumps(
            {name: getattr(article, name) for name in _FACTS}, ensure_ascii=False, sort_keys=True
        )
        packed = zlib.compress(article.text.encode("utf-8"))
        self._base.execute(
            "INSERT OR IGNORE INTO articles VALUES (?, ?, ?)", (article.id, facts, packed)
        )
        self._base.execute(
            "INSERT OR IGNORE INTO brief_articles VALUES (?, ?)", (brief, article.id)
        )

    def _insert_point(self, brief: int, place: int, point: NewPoint) -> None:
        record = json.dumps(point.record, ensure_ascii=False, sort_keys=True)
        row = self._base.execute(
            "INSERT INTO points (brief, place, sector, text, record) VALUES (?, ?, ?, ?, ?)"
            " RETURNING id",
            (brief, place, point.sector, point.text, record),
        ).fetchone()
        self._base.executemany(
            "INSERT INTO marks VALUES (?, ?)",
            [(stem, row[0]) for stem in dict.fromkeys(point.stems[:RARE_STEMS])],
        )
        self._base.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (row[0], point.text))

    def _remove(self, briefs: Sequence[int]) -> None:
        for number in briefs:
            points = "SELECT id FROM points WHERE brief = ?"
            self._base.execute(f"DELETE FROM words WHERE rowid IN ({points})", (number,))
            self._base.execute(f"DELETE FROM marks WHERE point IN ({points})", (number,))
            for table in ("points", "brief_articles"):
                self._base.execute(f"DELETE FROM {table} WHERE brief = ?", (number,))
            self._base.execute("DELETE FROM briefs WHERE id = ?", (number,))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction that has the right to write from its first statement."""
        with self._said():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LibraryError(f"{self.path}: {_reason(error)}") from error


def run_name(sources: Iterable[str], options: dict[str, Any], date: str) -> str:
    """The name of a run: the same for the same sources, in any order, options and date of a brief.

    Making a brief again on the same day makes the same run; the next day's is another.
    """
    identity = [sorted(set(sources)), sorted(options.items()), date]
    return hashlib.sha256(json.dumps(identity).encode("utf-8")).hexdigest()[:20]


_FACTS = ("title", "outlet", "author", "date", "language", "location", "url")
_BRIEFS = (
    "SELECT b.id, b.date, b.title, (SELECT COUNT(*) FROM points p WHERE p.brief = b.id),"
    " b.document, b.options FROM briefs b"
)


def _stored(row: Sequence[Any]) -> StoredBrief:
    number, date, title, points, packed, options = row
    document = zlib.decompress(packed).decode("utf-8")
    return StoredBrief(number, date, title, points, document, json.loads(options))


def _earlier_point(row: Sequence[Any]) -> EarlierPoint:
    number, date, text, sector, record = row
    return EarlierPoint(number, date, text, sector, json.loads(record))


def _article(name: str, facts: str, packed: bytes) -> Article:
    return Article(id=name, text=zlib.decompress(packed).decode("utf-8"), **json.loads(facts))


_REASONS = {
    "not a database": "not a library, or a damaged one; restore it or name another",
    "malformed": "not a library, or a damaged one; restore it or name another",
    "locked": f"another process has held it for {WAIT_SECONDS:g} seconds; try again",
    "full": "no space left; nothing was added",
    "readonly": "the disk is full, or may not be written; nothing was added",
    "disk I/O": "cannot be read; check that the disk is sound and not full",
    "unable to open": "cannot be opened; check that the folder exists and may be written",
}
"""What a user is told, by words of SQLite's messages."""


def _reason(error: sqlite3.Error) -> str:
    text = str(error)
    return next((reason for words, reason in _REASONS.items() if words in text), text)
