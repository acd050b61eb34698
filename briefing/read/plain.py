"""Plain text: .txt and .text."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model import Article, Skipped
from briefing.read.encoding import decode
from briefing.read.options import Source
from briefing.read.text import make_article


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article, its paragraphs found by :mod:`briefing.read.unwrap`."""
    text = decode(source.data, source.location, source.charset)
    yield make_article(
        text,
        location=source.location,
        options=source.options,
        hints=source.hints,
        name=source.name,
    )
