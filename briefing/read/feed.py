"""Feeds: feedparser reads RSS and Atom; an item is its own content, or the page it links to."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.read import formats, sniff
from briefing.read.blocks import blocks
from briefing.read.html import merge, parse
from briefing.read.options import MB, Hints, Source
from briefing.read.text import make_article

# A summary with fewer words, or one that breaks off, is a teaser for the page it links to.
TEASER_WORDS = 80
_BREAKS_OFF = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|(?:read|continue) (?:more|reading)\W*)\s*$", re.I
)
# feedparser takes about 2 s a megabyte on tangled mark-up; the largest feeds of news outlets
# have some 2 MB.
MAX_FEED = 4 * MB
# Feeds quote mark-up in items; more of it than this in one feed is no news.
MAX_TAGS = 200_000


def read(source: Source) -> Iterator[Article | Skipped]:
    """The items of a feed in its order; other XML goes to the reader of its root element."""
    kind = sniff.guess(source.data)
    if kind in (".opml", ".html") and source.depth < source.options.max_depth:
        yield from formats.reader(kind)(source)
        return
    if len(source.data) > MAX_FEED or source.data.count(b"<") > MAX_TAGS:
        raise SourceError(source.location, "too large for a feed; save the articles on their own")
    import feedparser

    feed = feedparser.parse(io.BytesIO(source.data), resolve_relative_uris=False)
    if not feed.entries:
        what = "no items in this feed" if feed.version else "not a feed (RSS or Atom)"
        raise SourceError(source.location, what)
    common = Hints(
        outlet=str(feed.feed.get("title", "")),
        language=str(feed.feed.get("language", "")),
    )
    dead: set[str] = set()
    for number, entry in enumerate(feed.entries[: source.options.max_items], 1):
        yield from _item(entry, number, source, common, dead)


def _item(
    entry: Any, number: int, source: Source, common: Hints, dead: set[str]
) -> Iterator[Article | Skipped]:
    place = f"{source.location}#{number}"
    link = str(entry.get("link", ""))
    link = link if link.lower().startswith(("http://", "https://")) else ""
    hints = merge(_hints(entry, link), common)
    parts, whole = _content(entry)
    host = urlsplit(link).netloc if link else ""
    if host and not whole and source.options.follow and host not in dead:
        from briefing.read import web

        found = list(web.load(link, source.options, hints=hints, depth=source.depth + 1))
        yield from found
        if any(isinstance(item, Article) for item in found):
            return
        dead.add(host)  # a server that failed once is not asked for each further item
    try:
        yield make_article(parts, location=place, options=source.options, hints=hints)
    except SourceError as error:
        yield Skipped(place, error.reason)


def _hints(entry: Any, link: str) -> Hints:
    origin = entry.get("source") or {}
    return Hints(
        title=_plain(str(entry.get("title", ""))),
        outlet=str(origin.get("title", "")),
        author=str(entry.get("author", "")),
        date=str(entry.get("published", "") or entry.get("updated", "")),
        url=link,
    )


def _content(entry: Any) -> tuple[list[str], bool]:
    """The paragraphs of an item, and whether they are the whole article."""
    full = max((str(c.get("value", "")) for c in entry.get("content", ())), key=len, default="")
    given = full or str(entry.get("summary", ""))
    tree = parse(given) if given.strip() else None
    parts = blocks(tree) if tree is not None else []
    words = sum(len(part.split()) for part in parts)
    cut = bool(parts and _BREAKS_OFF.search(parts[-1]))
    return parts, not cut and words >= (TEASER_WORDS if not full else 1)


def _plain(title: str) -> str:
    """A title without mark-up; feedparser has resolved its entities."""
    if "<" not in title:
        return title
    tree = parse(title)
    return " ".join(blocks(tree)) if tree is not None else ""
