"""JSON lines: one article a line, in constant memory, whole files or slices of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import IO, Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import make_article
from briefing.readers.encoding import decode
from briefing.readers.formats.html import merge
from briefing.readers.options import Hints, ReadOptions, Source

_KEYS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher"),
    "author": ("author", "byline"),
    "date": ("date", "published"),
    "language": ("language", "lang"),
    "url": ("url", "link"),
}

_NONE = Hints()
MAX_BAD = 10


def read(source: Source) -> Iterator[Article | Skipped]:
    """All articles of a file in memory; a bad line costs only itself.

    Raises :class:`SourceError` when no line is good: it is no such file then.
    """
    bad: list[Skipped] = []
    good = False
    for item in _whole(source):
        if good:
            yield item
        elif isinstance(item, Skipped):
            bad.append(item)
        else:
            good = True
            yield from bad
            yield item
    if not good:
        first = bad[0].reason if bad else "empty"
        raise SourceError(source.location, f"no line of it is an article: {first}")


def _whole(source: Source) -> Iterator[Article | Skipped]:
    stream = io.BytesIO(source.data)
    yield from lines(
        stream,
        len(source.data),
        number=1,
        location=source.location,
        options=source.options,
        hints=source.hints,
    )


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
    :data:`MAX_BAD` are named and the others counted.
    """
    bad = 0
    for item in _items(
        stream, size, number=number, location=location, options=options, hints=hints
    ):
        bad += isinstance(item, Skipped)
        if isinstance(item, Article) or bad <= MAX_BAD:
            yield item
    if bad > MAX_BAD:
        yield Skipped(location, f"{bad - MAX_BAD:,} further lines are no articles")


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
    return _made(row, place, options, hints)


def _decoded(raw: bytes, place: str, options: ReadOptions, hints: Hints) -> Article | Skipped:
    """As :func:`_article`, for a line that is not UTF-8."""
    try:
        return _made(json.loads(decode(raw, place)), place, options, hints)
    except SourceError as error:
        return Skipped(place, error.reason)
    except (ValueError, RecursionError) as error:
        return Skipped(place, _not_json(error))


def _made(row: Any, place: str, options: ReadOptions, hints: Hints) -> Article | Skipped:
    if not isinstance(row, dict):
        return Skipped(place, "not a JSON object; give one object with title and text a line")
    text = row.get("text")
    if not isinstance(text, str):
        return Skipped(place, 'no text: the key "text" must hold a string')
    found = {name: _first(row, keys) for name, keys in _KEYS.items()}
    try:
        return make_article(
            text, location=place, options=options, hints=merge(Hints(**found), hints)
        )
    except SourceError as error:
        return Skipped(place, error.reason)


def _first(row: dict[str, Any], keys: tuple[str, ...]) -> str:
    values = (row.get(key) for key in keys)
    return next((str(v) for v in values if isinstance(v, str | int) and v), "")


def _not_json(error: Exception) -> str:
    deep = isinstance(error, RecursionError)
    return f"not a line of JSON ({'nested too deeply' if deep else str(error)[:60]})"
