"""OPML: a list of feeds, each of which is read."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.read.options import MB, Source

# A list of 500 feeds has some 100 kB.
MAX_LIST = 2 * MB


def read(source: Source) -> Iterator[Article | Skipped]:
    """The articles of all feeds in the list, in its order, each feed once."""
    if source.depth >= source.options.max_depth:
        raise SourceError(source.location, "lists of feeds within lists of feeds")
    from briefing.read import web

    for url in _feeds(source):
        yield from web.load(url, source.options, depth=source.depth + 1)


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
    found: dict[str, None] = {}
    for outline in tree.iter("outline"):
        values = {name.lower(): value for name, value in outline.attrib.items()}
        url = values.get("xmlurl", "").strip()
        if url.lower().startswith(("http://", "https://")):
            found[url] = None
    if not found:
        raise SourceError(source.location, "no feeds in this list")
    return list(found)[: source.options.max_items]
