"""JSON lines: one article per line, in constant memory, whole files or slices of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import IO

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.encoding import decode
from briefing.readers.options import Hints, ReadOptions, Source
from briefing.readers.records import limited, record, usable

_NONE = Hints()


def read(source: Source) -> Iterator[Article | Skipped]:
    """All articles of a file in memory; a bad line is skipped.

    Raises :class:`SourceError` when no line is good, because then the file is not JSON lines.
    """
    stream = io.BytesIO(source.data)
    records = _items(
        stream,
        len(source.data),
        number=1,
        location=source.location,
        options=source.options,
        hints=source.hints,
    )
    yield from usable(records, source.location, "lines")


def lines(
    stream: IO[bytes],
    size: int,
    *,
    number: int,
    location: str,
    options: ReadOptions,
    hints: Hints = _NONE,
) -> Iterator[Article | Skipped]:
    """The articles of the next ``size`` bytes of ``stream``, whose first line is ``number``.

    Each article's location is the file's with ``#`` and its line number. Of bad lines the first
    :data:`briefing.readers.records.MAX_BAD` are named and the others counted.
    """
    records = _items(stream, size, number=number, location=location, options=options, hints=hints)
    yield from limited(records, location, "lines")


def _items(
    stream: IO[bytes], size: int, *, number: int, location: str, options: ReadOptions, hints: Hints
) -> Iterator[Article | Skipped]:
    left = size
    while left > 0:
        raw = stream.readline(min(left, options.max_bytes + 1))
        if not raw:
            return
        left -= len(raw)
        place = f"{location}#{number}"
        if len(raw) > options.max_bytes:
            while left > 0 and not raw.endswith(b"\n"):
                raw = stream.readline(min(left, options.max_bytes))
                left -= len(raw) or left
            yield Skipped(place, f"a line longer than {options.max_bytes:,} bytes")
        elif raw.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _article(raw, place, options, hints)
        number += 1


def _article(raw: bytes, place: str, options: ReadOptions, hints: Hints) -> Article | Skipped:
    try:
        row = json.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError:
        return _decoded(raw, place, options, hints)
    except (ValueError, RecursionError) as error:
        return Skipped(place, _not_json(error))
    return record(row, place, options, hints)


def _decoded(raw: bytes, place: str, options: ReadOptions, hints: Hints) -> Article | Skipped:
    """As :func:`_article`, for a line that is not UTF-8."""
    try:
        return record(json.loads(decode(raw, place)), place, options, hints)
    except SourceError as error:
        return Skipped(place, error.reason)
    except (ValueError, RecursionError) as error:
        return Skipped(place, _not_json(error))


def _not_json(error: Exception) -> str:
    deep = isinstance(error, RecursionError)
    return f"not a line of JSON ({'nested too deeply' if deep else str(error)[:60]})"
