"""Pages, feeds and files from the web, read by what the server says they are."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers import detect as sniff
from briefing.readers.locate import printable
from briefing.readers.options import Hints, ReadOptions, Source
from briefing.readers.registry import READERS, safely, suffix
from briefing.readers.web.fetch import fetch

_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/x-opml": ".opml",
    "text/markdown": ".md",
    "message/rfc822": ".eml",
    "application/vnd.ms-outlook": ".msg",
    "multipart/related": ".mhtml",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "text/csv": ".csv",
    "application/epub+zip": ".epub",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
}


def load(
    url: str, options: ReadOptions, *, hints: Hints | None = None, depth: int = 0
) -> Iterator[Article | Skipped]:
    """The articles behind ``url``; what cannot be fetched or read is given out as skipped.

    ``hints`` from a feed item count more than what the page says of itself.
    """
    place = printable(url)
    if depth > options.max_depth:
        yield Skipped(place, f"links more than {options.max_depth} deep")
        return
    if options.offline:
        yield Skipped(place, "not fetched, as --offline forbids it")
        return
    try:
        page = fetch(url, options)
    except SourceError as error:
        yield Skipped(place, error.reason)
        return
    path = unquote(urlsplit(page.url).path)
    known = hints or Hints()
    source = Source(
        page.data,
        place,
        options,
        name=path.rpartition("/")[2],
        charset=page.charset,
        hints=Hints(**{**{n: getattr(known, n) for n in Hints.__slots__}, "url": page.url}),
        depth=depth,
    )
    yield from safely(_ending(page.kind, path, page.data), source)


def _ending(kind: str, path: str, data: bytes) -> str:
    """The suffix to read by: that of plain binary marks, the declared type, the path, a guess."""
    if sniff.magic(data):
        return sniff.guess(data)
    if kind in _TYPES:
        return _TYPES[kind]
    ending = suffix(path)
    return ending if ending in READERS else sniff.guess(data)
