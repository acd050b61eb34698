"""Markdown: .md and .markdown, with front matter for title, date, outlet, author, url, language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import clean, make_article
from briefing.readers.encoding import decode
from briefing.readers.formats.html import MAX_ELEMENTS, merge, parse
from briefing.readers.formats.html_blocks import blocks
from briefing.readers.options import Hints, Source

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KEY = re.compile(r"([A-Za-z_-]+)[ \t]*:[ \t]*(.*)$")
_KEYS = {
    "title": "title", "date": "date", "published": "date", "outlet": "outlet",
    "publisher": "outlet", "site": "outlet", "author": "author", "byline": "author",
    "url": "url", "link": "url", "source": "url", "lang": "language", "language": "language",
}  # fmt: skip
_BRIEF = re.compile(
    r"\s*---\n(?:(?!---|provenance:).*\n){2,200}+provenance:\n  - \"?[0-9a-f]{16} \d+ \d+"
)
NO_ARTICLE = "a brief, not an article; name its sources"
# Parsing Markdown costs about 1 s a megabyte and more on marks without partners; a text beyond
# this is read as plain text, which loses its mark-up but no word.
MAX_MARKDOWN = 2_000_000


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article; headings, quotes, table cells and list items are paragraphs."""
    text = clean(decode(source.data, source.location, source.charset))
    if _BRIEF.match(text):
        raise SourceError(source.location, NO_ARTICLE)
    hints, body = front_matter(text)
    yield make_article(
        _paragraphs(body),
        location=source.location,
        options=source.options,
        hints=merge(source.hints, hints),
        name=source.name,
    )


def front_matter(text: str) -> tuple[Hints, str]:
    """The front matter's known keys and the text after it.

    >>> front_matter("---\\ntitle: 'A'\\ntags: [x]\\n---\\nBody")[0].title
    'A'
    """
    found = _FRONT.match(text.lstrip("\n"))
    if not found:
        return Hints(), text
    values: dict[str, str] = {}
    for raw in (found[1] or "").split("\n"):
        pair = _KEY.match(raw)
        name = _KEYS.get(pair[1].lower(), "") if pair else ""
        if pair and name:
            values.setdefault(name, pair[2].strip().strip("\"'").strip())
    if not values.get("url", "").startswith(("http://", "https://")):
        outlet = values.pop("url", "")
        if outlet:
            values.setdefault("outlet", outlet)
    return Hints(**values), text.lstrip("\n")[found.end() :]


def _paragraphs(body: str) -> list[str] | str:
    if len(body) > MAX_MARKDOWN:
        return body
    from markdown_it import MarkdownIt

    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(body)
    if rendered.count("<") > 2 * MAX_ELEMENTS:
        return body
    tree = parse(rendered)
    return blocks(tree) if tree is not None else ""
