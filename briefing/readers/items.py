"""Items of feeds and newsletters: their own text, or the page that they link to.

Pages are fetched only where the user allowed it (``ReadOptions.follow``), within limits of time.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import make_article
from briefing.readers.options import Item, Source

# An item with fewer words, or one that breaks off, is a teaser for the page it links to.
TEASER_WORDS = 80


def resolved(
    items: Iterable[Article | Skipped | Item], source: Source
) -> Iterator[Article | Skipped]:
    """``items`` with every item as its article; items without text are counted in one line."""
    dead: set[str] = set()
    end = time.monotonic() + source.options.patience
    empty = 0
    follow = source.options.follow and not source.options.offline
    for item in items:
        if not isinstance(item, Item):
            yield item
            continue
        host = urlsplit(item.hints.url).netloc
        if follow and host and host not in dead and not item.whole and time.monotonic() < end:
            pages = list(_page(item, source))
            yield from pages
            if any(isinstance(page, Article) for page in pages):
                continue
            dead.add(host)  # a server that failed once is not asked for each further item
        if item.parts:
            yield from _own(item, source)
        else:
            empty += 1
    if empty:
        yield Skipped(source.location, _teasers(empty, source))


def _page(item: Item, source: Source) -> Iterator[Article | Skipped]:
    from briefing.readers.web import page

    yield from page.load(item.hints.url, source.options, hints=item.hints, depth=source.depth + 1)


def _own(item: Item, source: Source) -> Iterator[Article | Skipped]:
    try:
        yield make_article(
            item.parts, location=item.location, options=source.options, hints=item.hints
        )
    except SourceError as error:
        yield Skipped(item.location, error.reason)


def _teasers(count: int, source: Source) -> str:
    what = "1 item has" if count == 1 else f"{count} items have"
    remedy = "" if source.options.follow else "; --follow reads the pages that they link to"
    return f"{what} no whole sentence{remedy}"
