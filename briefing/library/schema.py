"""The tables of the library, and the steps that lead from each version to the next."""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # run names the sources and options; document is the brief's JSON, compressed by zlib
        "CREATE TABLE briefs (id INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL UNIQUE,"
        " date TEXT NOT NULL, title TEXT NOT NULL, options TEXT NOT NULL, document BLOB NOT NULL)",
        "CREATE INDEX briefs_date ON briefs (date)",
        # id is the article's, which follows from its text; text is compressed by zlib
        "CREATE TABLE articles (id TEXT PRIMARY KEY, facts TEXT NOT NULL, text BLOB NOT NULL)"
        " WITHOUT ROWID",
        "CREATE TABLE brief_articles (brief INTEGER NOT NULL REFERENCES briefs (id),"
        " article TEXT NOT NULL REFERENCES articles (id), PRIMARY KEY (brief, article))"
        " WITHOUT ROWID",
        "CREATE INDEX brief_articles_article ON brief_articles (article)",
        "CREATE TABLE points (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " brief INTEGER NOT NULL REFERENCES briefs (id), place INTEGER NOT NULL,"
        " sector TEXT NOT NULL, text TEXT NOT NULL, record TEXT NOT NULL)",
        "CREATE INDEX points_brief ON points (brief)",
        # the rarest stems of each point
        "CREATE TABLE marks (stem TEXT NOT NULL, point INTEGER NOT NULL REFERENCES points (id),"
        " PRIMARY KEY (stem, point)) WITHOUT ROWID",
        "CREATE INDEX marks_point ON marks (point)",
        "CREATE VIRTUAL TABLE words USING fts5 (text)",
    ),
)
"""The statements that make version n + 1 of version n; they are never changed, only added to."""

VERSION = len(MIGRATIONS)
