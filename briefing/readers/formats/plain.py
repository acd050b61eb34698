"""Plain text: .txt and .text."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import make_article
from briefing.readers.encoding import decode
from briefing.readers.lists import is_list
from briefing.readers.options import Source


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article, its paragraphs found by :mod:`briefing.readers.paragraphs`."""
    text = decode(source.data, source.location, source.charset)
    if is_list(text):
        raise SourceError(source.location, "a list of addresses; read what it lists with -i")
    yield make_article(
        text,
        location=source.location,
        options=source.options,
        hints=source.hints,
        name=source.name,
    )
