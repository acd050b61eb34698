"""Markdown: .md and .markdown, as CommonMark with the additions of wikis and note-takers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import clean, make_article
from briefing.readers.encoding import decode
from briefing.readers.formats.front_matter import front_matter
from briefing.readers.formats.html import MAX_ELEMENTS, parse
from briefing.readers.formats.html_blocks import blocks
from briefing.readers.options import Source, merge
from briefing.readers.raised import UNREADABLE, raised

_BRIEF = re.compile(
    r"\s*---\n(?:(?!---|provenance:).*\n){2,200}+provenance:\n  - \"?[0-9a-f]{16} \d+ \d+"
)
NO_ARTICLE = "a brief, not an article; name its sources"
# Parsing Markdown costs about 1 s per megabyte and more on marks without partners; a text beyond
# this is read as plain text, which loses its mark-up but no word.
MAX_MARKDOWN = 2_000_000
# A line of a program has fewer words and does not end like a sentence.
PROSE_WORDS = 8
_ENDS = (".", "!", "?", ".”", '."')
# What is no text for a reader: programs, struck text, notes below the text and the marks for them.
_LEFT_OUT = ("pre", "s", "del", "sup[@class='footnote-ref']", "section[@class='footnotes']")
_ALERT = re.compile(r"^([ \t]*>[> \t]*)\[![A-Za-z]+\][+-]?[ \t]*(.*)$", re.MULTILINE)
_TASK = re.compile(r"\[[ xX/-]\][ \t]+")
_COMMENT = re.compile(r"%%.*?%%", re.DOTALL)
# Fences of boxes (":::tip"), lines of tags ("#water #aral"), names of blocks ("^intro"), formulas.
_BOX = re.compile(
    r"^[ \t]*:{3,}.*$|^[ \t]*(?:#[^\W\d][\w/-]*[ \t]*)+$|(?<=\S)[ \t]+\^[\w-]{2,40}$", re.M
)
_FORMULA_BLOCK = re.compile(r"^[ \t]*\$\$.{1,5000}?\$\$[ \t]*$", re.MULTILINE | re.DOTALL)
_FORMULA = re.compile(
    r"(?<![\\$\w])\$(?=[^\s$])([^$\n]{0,200}[\\^_={][^$\n]{0,200})(?<=\S)\$(?![\d$])"
)
_POWER = re.compile(r"\^(?P<mark>[^\s^\[\]]{1,12})\^")
_EMBED = re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]")
_WIKI_LINK = re.compile(r"\[\[(?P<target>[^\[\]|\n]{1,300})(?:\|(?P<shown>[^\[\]\n]{1,300}))?\]\]")
_HIGHLIGHT = re.compile(r"==(?=\S)([^=\n]{1,500})(?<=\S)==")
_FOOTNOTE = re.compile(r"[ \t]?\[\^[^\]\s]{1,60}\](?!:)")


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article; headings, quotes, table cells and list items are paragraphs.

    Code, struck text, comments and footnotes are left out.
    """
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


def _paragraphs(body: str) -> list[str] | str:
    if len(body) > MAX_MARKDOWN:
        return body
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    environment: dict[str, Any] = {}
    plain = _ALERT.sub(_alert, _EMBED.sub("", _COMMENT.sub("", body)))
    plain = _BOX.sub("", _FORMULA.sub(UNREADABLE, _FORMULA_BLOCK.sub("", plain)))
    tokens = parser.parse(plain, environment)
    kept = [_prose(token) for token in tokens if token.type != "fence"]
    rendered = parser.renderer.render(kept, parser.options, environment)
    if rendered.count("<") > 2 * MAX_ELEMENTS:
        return body
    tree = parse(rendered)
    if tree is None:
        return ""
    for path in _LEFT_OUT:
        for element in tree.xpath(f"//{path}"):
            element.drop_tree()
    _unmark(tree)
    return blocks(tree)


def _prose(token: Any) -> Any:
    """An indented block as a paragraph where it holds sentences: writers indent first lines too."""
    if token.type == "code_block":
        blocks_ = (" ".join(block.split()) for block in re.split(r"\n\s*\n", token.content))
        prose = [b for b in blocks_ if len(b.split()) >= PROSE_WORDS and b.endswith(_ENDS)]
        token.type = "html_block"
        token.content = "".join(f"<p>{escape(block)}</p>" for block in prose)
    return token


def _alert(match: re.Match[str]) -> str:
    """The title of an alert, if it has one, as a paragraph of its own."""
    quote, title = match[1], match[2].strip()
    return f"{quote}{title}\n{quote}" if title else quote


def _unmark(tree: Any) -> None:
    """Takes the marks of wikis out of the text: alerts, task boxes, links, highlights, notes."""
    for element in tree.iter("p", "li"):
        if element.text and (match := _TASK.match(element.text)):
            element.text = element.text[match.end() :]
    for element in tree.iter():
        element.text = _plain(element.text)
        element.tail = _plain(element.tail)


def _plain(text: str | None) -> str | None:
    if not text or not ("[" in text or "==" in text or "^" in text):
        return text
    text = _POWER.sub(_raised, text)
    text = _WIKI_LINK.sub(_link_text, text)
    return _HIGHLIGHT.sub(r"\1", _FOOTNOTE.sub("", text))


def _raised(power: re.Match[str]) -> str:
    before = power.string[max(0, power.start() - 12) : power.start()]
    return raised(before, power["mark"], power.string[power.end() : power.end() + 4])


def _link_text(link: re.Match[str]) -> str:
    """What a reader sees of a wiki link: its text, else its target without path and anchor."""
    if link["shown"]:
        return link["shown"]
    target = link["target"].partition("#")[0] or link["target"].lstrip("#")
    return target.rpartition("/")[2].removesuffix(".md")
