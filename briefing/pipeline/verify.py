"""Verification of a brief file against its sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import Config
from briefing.errors import NoArticleError, TemplateError, UsageError
from briefing.limits.files import LARGEST_TEMPLATE, read_file
from briefing.model import Article, Skipped
from briefing.pipeline.sources import articles

if TYPE_CHECKING:
    from briefing.verification import VerifyReport

_WORD = re.compile(r"\w+")
WORDS_OF_A_POINT = 6
"""Number of first words by which a point is looked up, so that edits further on do not hide it."""
LARGEST_BRIEF = 64_000_000
"""Bytes of the largest file taken for a brief; one page has some 40 kB."""


def verify_file(
    brief: Path, sources: Sequence[str], config: Config, on_skipped: Callable[[Skipped], None]
) -> VerifyReport:
    """Verify the file ``brief``; each source that cannot be read goes to ``on_skipped``.

    Raises :class:`UsageError` for a file that is no brief and :class:`NoArticleError` when no
    source can be read.
    """
    from briefing.verification import verify

    data = brief_bytes(brief)
    usable: list[Article] = []
    for item in articles(sources, config):
        if isinstance(item, Skipped):
            on_skipped(item)
        else:
            usable.append(item)
    if config.library:
        known = {article.id for article in usable}
        kept = library_articles(data, brief.suffix, config.library)
        usable += [article for article in kept if article.id not in known]
    if not usable:
        where = f"sources, nor in {config.library}" if config.library else "sources"
        raise NoArticleError(f"no usable article in the {where}")
    return verify(data, brief.suffix, usable, sector_titles(config), template_words(config))


def template_words(config: Config) -> frozenset[str]:
    """What the template of the options prints itself; nothing without one.

    Raises :class:`briefing.errors.TemplateError` for a template that cannot be read.
    """
    from briefing.verification.template_words import template_words as words

    path = Path(config.template)
    if not config.template:
        return frozenset()
    try:
        return words(read_file(path, LARGEST_TEMPLATE), path.suffix)
    except OSError as error:
        raise TemplateError(f"{path}: cannot be read ({error.strerror})") from error


def sector_titles(config: Config) -> dict[str, tuple[str, ...]]:
    """The titles of sectors by slug, in all languages: of the shipped tables and of the options'.

    Raises :class:`briefing.errors.ConfigError` for a table that cannot be read.
    """
    from briefing.config import SECTOR_TABLES
    from briefing.sectors import load_table

    titles: dict[str, list[str]] = {}
    for name in dict.fromkeys((*SECTOR_TABLES, config.sectors or SECTOR_TABLES[0])):
        for sector in load_table(name).sectors:
            titles.setdefault(sector.slug, []).extend(
                (sector.title, *(title for _, title in sector.titles))
            )
    return {slug: tuple(dict.fromkeys(every)) for slug, every in titles.items()}


def library_articles(data: bytes, suffix: str, path: str) -> list[Article]:
    """The texts that a library keeps of the briefs that told a point of this one.

    Raises :class:`UsageError` for a file that is no brief and :class:`LibraryError` for a library
    that cannot be read.
    """
    from briefing.library.store import Library
    from briefing.verification import read_page

    articles: dict[str, Article] = {}
    with Library(path) as library:
        briefs = {
            earlier.brief
            for point in read_page(data, suffix).points
            for earlier in library.search(" ".join(_WORD.findall(point.text)[:WORDS_OF_A_POINT]))
        }
        for number in sorted(briefs):
            articles |= {article.id: article for article in library.articles(number)}
    return [articles[key] for key in sorted(articles)]


def brief_bytes(path: Path) -> bytes:
    """The bytes of a brief's file. Raises :class:`UsageError` when it cannot be read."""
    try:
        return read_file(path, LARGEST_BRIEF)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
