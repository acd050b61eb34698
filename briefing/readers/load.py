"""From a reference to articles: open safely, find the format, read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers import detect as sniff
from briefing.readers.locate import expand, opened, reason_of
from briefing.readers.options import ReadOptions, Ref, Source
from briefing.readers.registry import READERS, is_readable, parse, suffix

_BLOCK = 1 << 20


def load(ref: Ref, options: ReadOptions) -> Iterator[Article | Skipped]:
    """The articles of one reference, in order. Never raises for anything that a source holds.

    Needs nothing but its arguments, so it can run in another process.
    """
    try:
        yield from _load(ref, options)
    except SourceError as error:
        yield Skipped(error.location, error.reason)
    except OSError as error:
        yield Skipped(ref.location, reason_of(error))


def read(spec: str, options: ReadOptions | None = None) -> list[Article]:
    """All articles of ``spec``: a file, folder, glob, ``-`` or URL.

    Raises :class:`briefing.errors.SourceError` when there is not one; sources that cannot be read
    are skipped if others can be (use :func:`expand` and :func:`load` to see them).
    """
    chosen = options or ReadOptions()
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for ref in expand([spec], chosen):
        for item in load(ref, chosen) if isinstance(ref, Ref) else (ref,):
            if isinstance(item, Article):
                articles.append(item)
            else:
                skipped.append(item)
    if not articles:
        first = skipped[0] if skipped else Skipped(str(spec), "no article in it")
        raise SourceError(first.location, first.reason)
    return articles


def _load(ref: Ref, options: ReadOptions) -> Iterator[Article | Skipped]:
    if ref.kind == "url":
        from briefing.readers.web import page as web

        yield from web.load(ref.target, replace(options, follow=options.follow is not False))
    elif ref.kind == "bytes":
        yield from parse(sniff.guess(ref.data), Source(ref.data, ref.location, options))
    elif ref.kind == "slice":
        yield from _slice(ref, options)
    elif ref.kind == "rows":
        yield from _rows(ref, options)
    else:
        yield from _file(ref, options)


def _file(ref: Ref, options: ReadOptions) -> Iterator[Article | Skipped]:
    name = ref.location.rpartition("/")[2]
    ending = ref.ending or suffix(name)
    with opened(ref.target, ref.location) as stream:
        if READERS.get(ending) == "mbox":
            from briefing.readers.formats.mbox import messages

            yield from messages(stream, ref.location, options)
            return
        data = _bytes(stream, options.max_bytes + 1)
    if not is_readable(ending):
        ending = sniff.guess(data)
    whole = len(data) <= options.max_bytes
    if not whole and READERS.get(ending) != "eml":
        raise SourceError(
            ref.location, f"larger than {options.max_bytes // 1_000_000} MB; split it"
        )
    yield from parse(ending, Source(data, ref.location, options, name=name))
    if not whole:
        yield Skipped(ref.location, "a very large mail: its last attachments were not read")


def _bytes(stream: IO[bytes], most: int) -> bytes:
    """At most ``most`` bytes. Room for all that is asked for is made first, so it is in blocks."""
    blocks: list[bytes] = []
    while most > 0 and (block := stream.read(min(most, _BLOCK))):  # None from a system's log
        blocks.append(block)
        most -= len(block)
    return b"".join(blocks)


def _slice(ref: Ref, options: ReadOptions) -> Iterator[Article | Skipped]:
    from briefing.readers.formats.jsonl import lines

    with opened(ref.target, ref.location) as stream:
        stream.seek(ref.start)
        yield from lines(
            stream,
            ref.end - ref.start,
            number=ref.line,
            location=ref.location,
            options=options,
        )


def _rows(ref: Ref, options: ReadOptions) -> Iterator[Article | Skipped]:
    from briefing.readers.formats.parquet import rows

    with opened(ref.target, ref.location) as stream:
        yield from rows(stream, ref.start, ref.end, ref.location, options)
