"""OPML: a list of feeds, each of which is read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.locate import printable
from briefing.readers.options import MB, Source

# A list of 500 feeds has some 100 kB.
MAX_LIST = 2 * MB
# Seconds without an article after which the same server is not asked for its other feeds: a list
# of 500 must not wait 500 times. Nor may it wait for 500 servers: in all, the options' patience.
SLOW = 5.0


def read(source: Source) -> Iterator[Article | Skipped]:
    """The articles of all feeds in the list, in its order, each feed once."""
    if source.depth >= source.options.max_depth:
        raise SourceError(source.location, "lists of feeds within lists of feeds")
    feeds = _feeds(source)
    if source.options.offline or not source.options.follow:
        forbidden = "and --offline forbids to fetch them"
        remedy = forbidden if source.options.offline else "--follow fetches them"
        raise SourceError(source.location, f"a list of feeds; {remedy}")
    from briefing.readers.web import page as web

    slow: set[str] = set()
    in_vain = 0.0
    for url in feeds:
        host = urlsplit(url).netloc
        if host in slow:
            yield Skipped(printable(url), "not asked, as its server took too long before")
            continue
        if in_vain > source.options.patience:
            yield Skipped(printable(url), "not asked, as the servers before took too long")
            continue
        begun = time.monotonic()
        items = list(web.load(url, source.options, depth=source.depth + 1))
        yield from items
        waited = time.monotonic() - begun
        if any(isinstance(item, Article) for item in items):
            continue
        in_vain += waited
        if waited > SLOW:
            slow.add(host)


def _feeds(source: Source) -> list[str]:
    if len(source.data) > MAX_LIST:
        raise SourceError(source.location, "too large for a list of feeds")
    if b"<!ENTITY" in source.data:
        raise SourceError(source.location, "declares XML entities, which no list of feeds needs")
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=True, load_dtd=False
    )
    tree = etree.fromstring(source.data, parser=parser)
    if tree is None or etree.QName(tree).localname.lower() != "opml":
        raise SourceError(source.location, "not a list of feeds (OPML)")
    addresses: dict[str, None] = {}
    for outline in tree.iter("outline"):
        values = {name.lower(): value for name, value in outline.attrib.items()}
        url = values.get("xmlurl", "").strip()
        if url.lower().startswith(("http://", "https://")):
            addresses[url] = None
    if not addresses:
        raise SourceError(source.location, "no feeds in this list")
    return list(addresses)[: source.options.max_items]
