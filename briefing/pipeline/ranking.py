"""``briefing rank``: one article's sentences as a table or JSON, or many as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefing.config import Config
from briefing.errors import NoArticleError, SourceError
from briefing.model import Article, RankedSentence, Skipped
from briefing.pipeline import Analysis, analyse, article_sector, load, read_options
from briefing.pipeline import ranked as rank_rows
from briefing.readers import expand


def articles(sources: Sequence[str], config: Config) -> Iterator[Article | Skipped]:
    """The articles of the sources one after the other."""
    for ref in expand(sources, read_options(config)):
        if isinstance(ref, Skipped):
            yield ref
            continue
        for item in load([ref], config):
            if isinstance(item, Article) and config.language:
                yield replace(item, language=config.language)
            else:
                yield item


def ranked(source: str, config: Config) -> Analysis:
    """The first article of ``source``, analysed.

    Raises :class:`SourceError` when it cannot be read, :class:`NoArticleError` when it is empty.
    """
    for item in articles([source], config):
        if isinstance(item, Skipped):
            raise SourceError(item.location, item.reason)
        return analyse(item, config)
    raise NoArticleError(f"{source}: holds no article")


def row(sentence: RankedSentence) -> dict[str, Any]:
    """One sentence as JSON shows it."""
    return {
        "text": sentence.text, "start": sentence.start, "end": sentence.end,
        "paragraph": sentence.paragraph, "kind": sentence.kind.value, "score": sentence.score,
        "sector": sentence.sector, "standalone": sentence.standalone,
    }  # fmt: skip


def about(found: Analysis, config: Config) -> dict[str, Any]:
    """The article as JSON shows it."""
    article = found.document.article
    return {
        "title": article.title, "date": article.date, "outlet": article.outlet,
        "location": article.location, "sector": article_sector(found, config),
    }  # fmt: skip


def as_json(found: Analysis, config: Config, k: int = 0) -> str:
    """The article and its sentences in document order; with ``k`` only the k selected."""
    data = {"article": about(found, config), "sentences": [row(r) for r in rank_rows(found, k)]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_table(found: Analysis, k: int = 0) -> str:
    """A line a sentence: score, kind, sector, text."""
    rows = rank_rows(found, k)
    width = max((len(r.sector) for r in rows), default=0)
    return "".join(
        f"{r.score:.2f}  {r.kind.value:<11}  {r.sector:<{width}}  {r.text}\n" for r in rows
    )


def stream(
    sources: Sequence[str], config: Config, k: int, warn: Callable[[str], None]
) -> Iterator[str]:
    """A JSON line for every sentence of every article, in constant memory."""
    for item in articles(sources, config):
        if isinstance(item, Skipped):
            warn(f"skipped {item.location}: {item.reason}")
            continue
        for sentence in rank_rows(analyse(item, config), k):
            line = {"article": item.id, "location": item.location, **row(sentence)}
            yield json.dumps(line, ensure_ascii=False) + "\n"
