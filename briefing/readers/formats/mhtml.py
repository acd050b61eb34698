"""Saved web pages (.mhtml, .mht): the page within, read as HTML."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.formats import html
from briefing.readers.options import Hints, Source, merge


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article. Raises :class:`SourceError` when no part of the file is a page."""
    message = email.message_from_bytes(source.data, policy=email.policy.default)
    page = _page(message)
    if not isinstance(page, EmailMessage):
        raise SourceError(source.location, "no page in this file")
    payload = page.get_payload(decode=True)
    url = str(message["snapshot-content-location"] or page["content-location"] or "")
    web = url if url.lower().startswith(("http://", "https://")) else ""
    inner = replace(
        source,
        data=payload if isinstance(payload, bytes) else b"",
        charset=str(page.get_param("charset") or ""),
        hints=merge(source.hints, Hints(url=web)),
    )
    yield from html.read(inner)


def _page(message: EmailMessage) -> object:
    """The root of the related parts, else the first part of HTML."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "").strip("<>")
    named = (part for part in pages if start and str(part["content-id"] or "").strip("<>") == start)
    return next(named, pages[0] if pages else None)


_PAGES = ("text/html", "application/xhtml+xml")
