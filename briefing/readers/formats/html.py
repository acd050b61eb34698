"""HTML pages: trafilatura finds the body and the metadata, lxml parses."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import make_article
from briefing.readers.encoding import decode
from briefing.readers.formats import wiki
from briefing.readers.formats.html_blocks import blocks, with_lists
from briefing.readers.formats.html_code import without_listings
from briefing.readers.formats.html_meta import hints as metadata
from briefing.readers.formats.html_visible import cleaned, make_visible
from briefing.readers.options import Hints, Source, merge

# Below this size a page has no frame of menus and adverts to be told apart from its text, and
# extractors tuned to whole pages may drop it; the plain text of all of it is taken instead.
SMALL_PAGE = 20_000
# More elements than this are no article: the longest news pages have some 10,000. Extraction
# grows faster than linearly with them.
MAX_ELEMENTS = 60_000
# Deeper nesting than this is no page that a person wrote; deep trees exhaust recursive code.
MAX_DEPTH = 400
_TOO_DEEP = f"boolean({'/*' * (MAX_DEPTH + 1)})"
_FRAME = frozenset({"head", "title", "nav", "aside", "footer", "header", "form"})
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.I)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article: the main text of the page."""
    parts, hints = extract(source)
    yield make_article(
        parts,
        location=source.location,
        options=source.options,
        hints=merge(source.hints, hints),
        name=source.name,
    )


def page(source: Source) -> Any:
    """The lxml tree of a page, ``None`` when there is nothing in it."""
    match = _CHARSET.search(source.data[:4096])
    declared = source.charset or (match.group(1).decode("ascii") if match else "")
    text = decode(source.data, source.location, declared)
    if text.count("<") > 2 * MAX_ELEMENTS:
        raise SourceError(source.location, f"{text.count('<'):,} tags are too many for an article")
    return parse(text)


def extract(source: Source) -> tuple[list[str], Hints]:
    """The paragraphs and the metadata of a page.

    Raises :class:`SourceError` for pages that are too large or hold no text.
    """
    from briefing.readers.formats.html_cards import without_other_stories

    match = _CHARSET.search(source.data[:4096])
    declared = source.charset or (match.group(1).decode("ascii") if match else "")
    text = decode(source.data, source.location, declared)
    tree = _tree(text, source.location)
    if wiki_page := wiki.page(tree, text):
        return wiki_page
    without_other_stories(tree)
    page = _main(tree, source)
    parts = blocks(page.body) if page is not None and page.body is not None else []
    hints = metadata(tree, page, source.hints.url)
    if parts:
        parts = with_lists(parts, tree, skip=_FRAME)
    elif len(text) <= SMALL_PAGE:
        tree = _tree(text, source.location)
        parts = blocks(tree, skip=_FRAME) or blocks(tree, skip=frozenset({"head", "title"}))
    if not parts:
        raise SourceError(source.location, "no article found on the page")
    return parts, hints


def parse(text: str) -> Any:
    """The lxml tree of what a browser shows of an HTML string or fragment.

    ``None`` when there is nothing in it.
    """
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        data = cleaned(text).encode("utf-8", "replace")
        tree = html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return None
    make_visible(tree)
    without_listings(tree)
    return tree


def _tree(text: str, location: str) -> Any:
    tags = text.count("<")
    if tags > 2 * MAX_ELEMENTS:
        raise SourceError(location, f"{tags:,} tags are too many for an article")
    tree = parse(text)
    if tree is None:
        raise SourceError(location, "no text in it")
    if tree.xpath(_TOO_DEEP):
        raise SourceError(location, f"tags nested over {MAX_DEPTH} deep are no article")
    return tree


def _main(tree: Any, source: Source) -> Any:
    """What trafilatura makes of the page, or ``None``. Its clock-dependent guessing is off.

    It takes comments and the like out of ``tree``.
    """
    import trafilatura

    return trafilatura.bare_extraction(
        tree,
        url=source.hints.url or None,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "max_date": "2200-01-01",
        },
    )
