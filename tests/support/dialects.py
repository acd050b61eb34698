"""Markdown as the usual sites render it, and text that is made to break it."""

from __future__ import annotations

import re
from collections.abc import Callable

import cmarkgfm
import markdown
from cmarkgfm.cmark import Options
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from briefing.display.text import clean
from briefing.model import Brief
from briefing.writers import WRITERS, WriteOptions

FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def page(brief: Brief) -> str:
    return WRITERS["md"](brief, WriteOptions()).decode("utf-8")


def commonmark(text: str) -> str:
    """CommonMark with footnotes, tables, strikethrough and dollar mathematics."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(front_matter_plugin)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)  # as wikis have it
    return str(parser.render(text))


def github(text: str) -> str:
    """GitHub's own parser with its extensions."""
    flags = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE
    return str(cmarkgfm.github_flavored_markdown_to_html(FRONT.sub("", text), flags))


def mkdocs(text: str) -> str:
    """Python-Markdown with what MkDocs sites switch on."""
    names = "footnotes tables attr_list def_list admonition abbr md_in_html toc sane_lists".split()
    return markdown.markdown(FRONT.sub("", text), extensions=names)


DIALECTS: dict[str, Callable[[str], str]] = {
    "commonmark": commonmark,
    "github": github,
    "mkdocs": mkdocs,
}

MARKS = [
    *"\\`*_{}[]()<>#+-.!|~^$%&@:=;\"'/?,", " ", "a", "b", "1", "Ä", "ш", "\u00a0", "…", "—",
    "http://x.y", "www.x.y", "a@b.c", "[^1]", "[^1]: x", "](http://x)", "![x](y)", "<b>", "</li>",
    "<!--", "-->", "<script>", "&amp;", "&#35;", "&lt", "{{", "{%", "%}", "{: .x}", ":smile:", "==",
    "%%", "$$", "**", "__", "~~", "```", "~~~", "1. ", "- ", "# ", "> ", "+ ", "---", "===",
    "!!! a", "| a |", ": d", "*[a]: b", "[TOC]",
    "\u202e", "\u200b", "\x00", "\ud800", "\n", "\t", "  ",
]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(MARKS), min_size=1, max_size=14).map("".join).filter(clean)
