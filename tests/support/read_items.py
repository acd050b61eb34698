"""Reads bytes as a file of a name: what a source of any format gives."""

from __future__ import annotations

from briefing.model import Article, Skipped
from briefing.readers import ReadOptions
from briefing.readers.options import Source
from briefing.readers.registry import safely

OPTIONS = ReadOptions(cache="-")


def items(data: bytes, name: str, options: ReadOptions = OPTIONS) -> list[Article | Skipped]:
    """What a file called ``name`` gives, in order."""
    ending = "." + name.rpartition(".")[2]
    return list(safely(ending, Source(data, name, options, name=name)))


def one(data: bytes, name: str, options: ReadOptions = OPTIONS) -> Article:
    """The only article of a file called ``name``."""
    (item,) = items(data, name, options)
    assert isinstance(item, Article), item
    return item
