"""Outlook's envelopes saved from a mail (``winmail.dat``)."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model import Article, Skipped
from briefing.readers.formats import eml
from briefing.readers.mail import tnef
from briefing.readers.options import Item, Source


def read(source: Source) -> Iterator[Article | Skipped | Item]:
    """The articles of the body, then those of the attachments, as of an e-mail."""
    yield from eml.articles(tnef.message(source.data, source.location), source)
