"""The library: articles in, a brief out, as functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.config import KEYS, Config
from briefing.errors import UsageError, nearest
from briefing.model import Article, Brief, RankedSentence


def article(
    text: str,
    *,
    title: str = "",
    outlet: str = "",
    author: str = "",
    date: str = "",
    language: str = "",
    url: str = "",
) -> Article:
    """An article of a text that is at hand; what is not given is looked for in the text.

    ``date`` is ISO 8601, ``language`` a two-letter code. Raises
    :class:`briefing.BriefingError` when there is no text in it.

    >>> article("Port opens\\n\\nAKTAU, June 12, 2024 – The port of Aktau opened.").date
    '2024-06-12'
    """
    from briefing.readers import ReadOptions, make_article
    from briefing.readers.options import Hints

    hints = Hints(title, outlet, author, date, language, url)
    return make_article(text, location="text", options=ReadOptions(), hints=hints)


def read(source: str) -> list[Article]:
    """All articles of a file, folder, glob, ``-`` or URL.

    Raises :class:`briefing.BriefingError` when there is not one; sources that cannot be read beside
    others that can are passed over.
    """
    from briefing.readers import read as read_source

    return read_source(source)


def rank(
    article: Article, k: int = 0, *, method: str = "default", sectors: str = ""
) -> list[RankedSentence]:
    """The article's sentences with score, sector and kind, in document order.

    With ``k``, only the k that make the best selection.
    """
    from briefing.pipeline.rank import rank_article

    return rank_article(article, Config(method=method, sectors=sectors), k)


def make(articles: Iterable[Article], config: Config | None = None, **options: Any) -> Brief:
    """The brief of some articles; options as a :class:`Config`, as keyword arguments, or both.

    Raises :class:`briefing.BriefingError` for an unknown option, when no article is usable, and
    when the template holds not even one point.
    """
    from briefing.pipeline import make_from_articles

    for key in options:
        if key not in KEYS:
            raise UsageError(f"unknown option {key!r}{nearest(key, KEYS)}")
    return make_from_articles(articles, replace(config or Config(), **options))


def render(brief: Brief, form: str) -> bytes:
    """The brief in a format such as ``docx``, as it was made to look."""
    from briefing.pipeline.output import render as render_brief

    return render_brief(brief, form)


def save(brief: Brief, path: str | Path) -> None:
    """Write the brief to ``path``, whole or not at all; the suffix names the format."""
    from briefing.pipeline.output import save as save_brief

    save_brief(brief, path)
