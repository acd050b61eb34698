"""The table of formats, and how one of them is read without harm."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from briefing import plugins
from briefing.errors import PackageError, SourceError, lacking, needed_extra
from briefing.limits.time import READING, TooLong, processor_time
from briefing.model import Article, Skipped
from briefing.readers import detect as sniff
from briefing.readers.items import resolved
from briefing.readers.options import Item, Reader, Source

READERS = {
    ending: reader
    for reader, endings in {
        "plain": ".txt .text",
        "markdown": ".md .markdown",
        "mediawiki": ".wiki .mediawiki",
        "html": ".html .htm .xhtml",
        "mhtml": ".mhtml .mht",
        "docx": ".docx",
        "odt": ".odt .ott",
        "rtf": ".rtf",
        "pdf": ".pdf",
        "epub": ".epub",
        "pptx": ".pptx",
        "eml": ".eml",
        "msg": ".msg",
        "tnef": ".tnef",
        "mbox": ".mbox",
        "jsonl": ".jsonl .ndjson",
        "json": ".json",
        "csv": ".csv .tsv",
        "xlsx": ".xlsx .xlsm .xls .ods",
        "parquet": ".parquet",
        "archive": ".zip",
        "feed": ".xml .rss .atom",
        "opml": ".opml",
    }.items()
    for ending in endings.split()
}
"""Suffix to the module of ``briefing.readers.formats`` whose ``read`` takes it, imported when
needed."""

ISOLATED = {
    "pdf": 0, "docx": 0, "odt": 0, "epub": 0, "pptx": 0, "xlsx": 0, "msg": 0, "tnef": 0,
    "parquet": 0,
    "rtf": 10_000, "markdown": 30_000, "mediawiki": 30_000, "html": 100_000, "eml": 100_000,
    "mhtml": 100_000, "feed": 100_000,
}  # fmt: skip
"""Formats read in a child process (see :mod:`briefing.readers.sandbox`) when larger than so many
bytes. Binary formats of any size can unpack to anything; the others take at most a second below
this."""

LISTS = frozenset({"jsonl", "json", "csv", "opml", "mbox", "archive"})
"""Formats that hold any number of articles, given out one by one, each within its own limits."""


def suffix(name: str) -> str:
    """The lower-case suffix of a file name or URL path, ``""`` when it has none.

    >>> suffix("News.HTML"), suffix("archive/.hidden"), suffix("a.b/c")
    ('.html', '', '')
    """
    last = name.rpartition("/")[2]
    stem, dot, tail = last.rpartition(".")
    return f".{tail.lower()}" if dot and stem else ""


def is_readable(ending: str) -> bool:
    """Whether there is a reader for a suffix: ours, or one that another package adds."""
    return ending in READERS or bool(ending and _added(ending))


def _added(ending: str) -> Reader | None:
    return plugins.plugin(plugins.READERS, ending.removeprefix("."))


def reader(ending: str) -> Reader:
    """The reader of a readable suffix."""
    if ending not in READERS and (added := _added(ending)):
        return added
    module = importlib.import_module(f"briefing.readers.formats.{READERS[ending]}")
    return cast(Reader, module.read)


def parse(ending: str, source: Source) -> Iterator[Article | Skipped]:
    """Read ``source`` as the format of ``ending``.

    Raises :class:`SourceError` when it cannot be read: parsers fail on damaged input in many ways,
    and each becomes one line here. Raises :class:`PackageError` when the parser is not installed,
    which concerns the whole run, and nothing else.
    """
    if not source.data.strip(b"\0 \t\r\n"):
        raise SourceError(source.location, "empty")
    if ending in READERS:
        ending = sniff.actual(ending, source.data)
        sniff.check(READERS[ending], source)
    name = READERS.get(ending, ending)
    try:
        yield from resolved(_items(ending, name, source), source)
    except (SourceError, PackageError):
        raise
    except TooLong as error:
        raise SourceError(source.location, f"{error} to read; split it") from error
    except Exception as error:
        from briefing.readers import sandbox as guard

        raise (
            needed_extra(error, source.location)
            or lacking(error)
            or SourceError(source.location, guard.damage(error))
        ) from error


def _items(ending: str, name: str, source: Source) -> Iterator[Article | Skipped | Item]:
    if len(source.data) > ISOLATED.get(name, len(source.data)):
        from briefing.readers import sandbox as guard

        yield from guard.run(f"{__name__}:articles", replace(source, ending=ending))
    elif name in LISTS:
        yield from reader(ending)(source)
    else:
        with processor_time(READING):
            items = list(reader(ending)(source))
        yield from items


def articles(source: Source) -> list[Article | Skipped | Item]:
    """All that the reader of ``source.ending`` gives, for :func:`briefing.readers.sandbox.run`."""
    return list(reader(source.ending)(source))


def safely(ending: str, source: Source) -> Iterator[Article | Skipped]:
    """As :func:`parse`, with the error given out as :class:`Skipped`."""
    try:
        yield from parse(ending, source)
    except SourceError as error:
        yield Skipped(error.location, error.reason)
