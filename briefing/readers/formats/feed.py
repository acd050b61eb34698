"""Feeds: feedparser reads RSS and Atom; an item is its own content, or the page it links to."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers import detect as sniff
from briefing.readers import registry as formats
from briefing.readers import sandbox as guard
from briefing.readers.article import make_article
from briefing.readers.formats.html import merge, parse
from briefing.readers.formats.html_blocks import blocks
from briefing.readers.options import MB, Hints, Source

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
# Feeds above this are parsed in a child process; below it parsing takes a second at most.
ISOLATED = 100_000


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a feed; ``whole`` says whether ``parts`` are all of the article."""

    hints: Hints
    parts: list[str]
    whole: bool


def read(source: Source) -> Iterator[Article | Skipped]:
    """The items of a feed in its order; other XML goes to the reader of its root element."""
    if b"<!ENTITY" in source.data:
        raise SourceError(source.location, "declares XML entities, which no feed needs")
    kind = sniff.guess(source.data)
    if kind in (".opml", ".html"):
        yield from formats.parse(kind, source)
        return
    dead: set[str] = set()
    end = time.monotonic() + source.options.patience
    isolated = len(source.data) > ISOLATED
    found = guard.run(f"{__name__}:items", source) if isolated else items(source)
    for number, item in enumerate(found, 1):
        follow = source.options.follow and time.monotonic() < end
        yield from _article(item, number, source, dead if follow else None)


def items(source: Source) -> list[Item]:
    """The items of a feed. Raises :class:`SourceError` for what is no feed."""
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
    entries = feed.entries[: source.options.max_items]
    return [Item(merge(_hints(entry), common), *_content(entry)) for entry in entries]


def _article(
    item: Item, number: int, source: Source, dead: set[str] | None
) -> Iterator[Article | Skipped]:
    """The item's article, from its page if the item is only a teaser.

    ``dead`` are the hosts not to be asked again; None: no host is to be asked.
    """
    place = f"{source.location}#{number}"
    host = urlsplit(item.hints.url).netloc
    if host and not item.whole and dead is not None and host not in dead:
        from briefing.readers.web import page as web

        found = list(
            web.load(item.hints.url, source.options, hints=item.hints, depth=source.depth + 1)
        )
        yield from found
        if any(isinstance(one, Article) for one in found):
            return
        dead.add(host)  # a server that failed once is not asked for each further item
    try:
        yield make_article(item.parts, location=place, options=source.options, hints=item.hints)
    except SourceError as error:
        yield Skipped(place, error.reason)


def _hints(entry: Any) -> Hints:
    link = str(entry.get("link", ""))
    link = link if link.lower().startswith(("http://", "https://")) else ""
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
