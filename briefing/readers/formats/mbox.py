"""Mailboxes (.mbox): every message is read as a mail of its own, one at a time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers import registry
from briefing.readers.options import ReadOptions, Source

# "From sender@example.org Wed Jun 12 08:00:00 2024" (RFC 4155); without a year it is prose.
_FROM = re.compile(rb"From \S+.*\b(?:19|20)\d\d\b.*$")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(source: Source) -> Iterator[Article | Skipped]:
    """The articles of all messages of a mailbox in memory."""
    yield from messages(io.BytesIO(source.data), source.location, source.options, source)


def messages(
    stream: IO[bytes], location: str, options: ReadOptions, source: Source | None = None
) -> Iterator[Article | Skipped]:
    """The articles of all messages of a stream, in constant memory.

    A message's location is the mailbox's with ``#`` and its number.
    """
    known = source or Source(b"", location, options)
    number = 0
    for number, data in enumerate(_split(stream, options.max_bytes), 1):
        place = f"{location}#{number}"
        if len(data) > options.max_bytes:
            yield Skipped(place, f"larger than {options.max_bytes // 1_000_000} MB")
            continue
        yield from registry.safely(
            ".eml", replace(known, data=data, location=place, name="", depth=known.depth + 1)
        )
    if not number:
        raise SourceError(location, "not a mailbox (no message in it)")


def _split(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """The messages, each at most one byte longer than ``limit``."""
    lines: list[bytes] = []
    size = 0
    blank = opened = True
    opened = False
    while raw := stream.readline(limit):
        if blank and _FROM.match(raw.rstrip(b"\r\n")):
            if opened:
                yield _message(lines, limit)
            lines, size, opened = [], 0, True
        elif opened and size <= limit:
            lines.append(raw)
            size += len(raw)
        blank = not raw.strip()
    if opened:
        yield _message(lines, limit)


def _message(lines: list[bytes], limit: int) -> bytes:
    return _QUOTED.sub(rb"\1", b"".join(lines)[: limit + 1])
