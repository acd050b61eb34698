"""Feeds: feedparser reads RSS and Atom; an item is its own content, or the page it links to."""

from __future__ import annotations

import datetime as dt
import html as entities
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from email.utils import parsedate
from typing import Any
from urllib.parse import urljoin

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import line
from briefing.readers.formats.html import parse
from briefing.readers.formats.html_blocks import blocks
from briefing.readers.items import TEASER_WORDS
from briefing.readers.mail.newsletter import whole_sentences
from briefing.readers.metadata import parse_date
from briefing.readers.options import MB, Hints, Item, Source, merge

# A teaser ends in a mark of omission or in the text of the link to the rest.
_READ_ON = re.compile(r"\W*\b(?:read|continue) (?:more|reading|the full \w+)\W*$", re.IGNORECASE)
# The line that publishing programs add to each item of their feeds.
_APPEARED = re.compile(
    r"(?:the post|der beitrag|l['’]article|la entrada|o post|il post|het bericht|сообщение) "
    r".{1,300} "
    r"(?:appeared first on|erschien zuerst auf|est apparu en premier sur|apareció primero en"
    r"|apareceu primeiro em|proviene da|verscheen eerst op|появились сначала на) .{1,120}$",
    re.IGNORECASE,
)
# feedparser takes about 2 s per megabyte on tangled mark-up; the largest feeds of news outlets have
# some 2 MB.
MAX_FEED = 4 * MB
# Feeds quote mark-up in items; more of it than this in one feed is no news.
MAX_TAGS = 200_000
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.IGNORECASE)


def read(source: Source) -> Iterator[Article | Skipped | Item]:
    """The items of a feed in its order. Raises :class:`SourceError` for what is no feed."""
    if len(source.data) > MAX_FEED or source.data.count(b"<") > MAX_TAGS:
        raise SourceError(source.location, "too large for a feed; save the articles on their own")
    if b"<!ENTITY" in source.data:
        raise SourceError(source.location, "declares XML entities, which no feed needs")
    import feedparser

    feed = feedparser.parse(io.BytesIO(source.data), resolve_relative_uris=False)
    if not feed.entries:
        what = "no items in this feed" if feed.version else "not a feed (RSS or Atom)"
        raise SourceError(source.location, what)
    base = source.hints.url or _web(str(feed.feed.get("link", "")), "")
    common = Hints(
        outlet=_plain(str(feed.feed.get("title", ""))),
        language=str(feed.feed.get("language", "")),
    )
    most = source.options.max_items
    for number, entry in enumerate(feed.entries[:most], 1):
        parts, whole = _content(entry)
        hints = merge(_hints(entry, base), common)
        yield Item(f"{source.location}#{number}", hints, tuple(parts), whole)
    if len(feed.entries) > most:
        left = len(feed.entries) - most
        yield Skipped(source.location, f"{left:,} of its items left out: only {most:,} are read")


def _hints(entry: Any, base: str) -> Hints:
    origin = entry.get("source") or {}
    return Hints(
        title=_plain(str(entry.get("title", ""))),
        outlet=_plain(str(origin.get("title", ""))),
        author=_plain(str(entry.get("author", ""))),
        date=_date(entry),
        url=_web(str(entry.get("link", "")), base),
        categories="\n".join(
            _plain(str(tag.get("label") or tag.get("term") or ""))
            for tag in entry.get("tags") or ()
        ),
    )


def _date(entry: Any) -> str:
    """The date of publication in the zone it is given in, else in UTC as feedparser reads it."""
    written = str(entry.get("published", "") or entry.get("updated", ""))
    fields = parsedate(written)
    with suppress(ValueError):  # a 31st of June, of one item, costs neither it nor the others
        if fields:
            return dt.date(*fields[:3]).isoformat()
    if date := parse_date(written):
        return date
    parsed = entry.get("published_parsed") or dict.get(entry, "updated_parsed")
    return dt.date(*parsed[:3]).isoformat() if parsed else written


def _web(link: str, base: str) -> str:
    """A link as an absolute address, ``""`` when it leads to no page."""
    address = urljoin(base, link.strip()) if link else ""
    return address if address.lower().startswith(("http://", "https://")) else ""


def _content(entry: Any) -> tuple[list[str], bool]:
    """The paragraphs of an item, and whether they are the whole article.

    Of description and content the one with more words counts: either may be a picture.
    """
    given = [str(c.get("value", "")) for c in entry.get("content", ())]
    full = [_paragraphs(value) for value in given]
    summary = _paragraphs(str(entry.get("summary", "")))
    parts = max([*full, summary], key=_words)
    from_content = parts is not summary
    parts = [part for part in parts if not _APPEARED.match(part)]
    if not parts:
        return [], False
    last = _READ_ON.sub("", parts[-1])
    kept = whole_sentences(last)
    cut = last != parts[-1] or kept != last
    parts = [*parts[:-1], kept] if kept else parts[:-1]
    return parts, not cut and _words(parts) >= (1 if from_content else TEASER_WORDS)


def _paragraphs(given: str) -> list[str]:
    if not given.strip():
        return []
    tree = parse(given)
    return blocks(tree) if tree is not None else []


def _words(parts: list[str]) -> int:
    return sum(len(part.split()) for part in parts)


def _plain(title: str) -> str:
    """A title as text: titles hold mark-up or entities, some of them escaped twice."""
    for _ in range(2):
        if "<" in title and (tree := parse(title)) is not None:
            title = " ".join(blocks(tree)) or title
        if not _ENTITY.search(title):
            break
        title = entities.unescape(title)
    return line(title)
