"""Pages and feeds from the web."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.read.options import ReadOptions


def load(url: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """The articles behind ``url``."""
    raise SourceError(url, "web addresses cannot be read yet")
    yield
