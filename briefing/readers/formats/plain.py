"""Plain text: .txt and .text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import make_article
from briefing.readers.encoding import decode
from briefing.readers.lists import is_list
from briefing.readers.options import Source

_TAGS = (
    "a|abbr|b|blockquote|br|cite|code|div|em|font|h[1-6]|i|li|mark|ol|p|q|s|small|span|strong|sub"
    "|sup|u|ul"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>\n]{{0,500}})?\s?/?>", re.IGNORECASE)
_CLOSED = re.compile(rf"</(?:{_TAGS})>", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:/(?:p|div|blockquote|h[1-6]|li)|br\s?/?)>\s*", re.IGNORECASE)
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\((?:https?://|www\.|/)[^\s()]{1,500}\)")
_BOLD = re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]{1,2000}?\S)\*\*(?![\w*])")


def without_marks(text: str) -> str:
    """Plain text without the marks of HTML and Markdown that were pasted into it, for their words.

    >>> without_marks("<b>Orsk</b> &amp; [Selm](https://example.org/s) **trade**.")
    'Orsk & Selm trade.'
    >>> without_marks("a < b, [1] and 2 ** 3")
    'a < b, [1] and 2 ** 3'
    """
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    if "</" in text and _CLOSED.search(text):
        text = html.unescape(_TAG.sub("", _BLOCK.sub("\n\n", text)))
    return text


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article, its paragraphs found by :mod:`briefing.readers.paragraphs`."""
    text = decode(source.data, source.location, source.charset)
    if is_list(text):
        raise SourceError(source.location, "a list of addresses; read what it lists with -i")
    yield make_article(
        without_marks(text),
        location=source.location,
        options=source.options,
        hints=source.hints,
        name=source.name,
    )
