"""JSON: a list of articles, alone or under one key, or a single article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.encoding import decode
from briefing.readers.formats import jsonl
from briefing.readers.formats.markdown import NO_ARTICLE
from briefing.readers.options import Source
from briefing.readers.records import record, usable

_BRIEF = frozenset({"sections", "sources", "bottom_line"})


def read(source: Source) -> Iterator[Article | Skipped]:
    """All articles of the list; a record without an article is skipped.

    Raises :class:`SourceError` when there is none at all.
    """
    text = decode(source.data, source.location, source.charset)
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except RecursionError as error:
        raise SourceError(source.location, "JSON that is nested too deeply") from error
    except ValueError:  # one object per line
        yield from jsonl.read(source)
        return
    if isinstance(value, dict) and len(value.keys() & _BRIEF) > 1:
        raise SourceError(source.location, NO_ARTICLE)
    rows = _rows(value)
    many = len(rows) > 1 or isinstance(value, list)
    records = (
        record(
            row, f"{source.location}#{n}" if many else source.location, source.options, source.hints
        )
        for n, row in enumerate(rows, 1)
    )
    yield from usable(records, source.location, "records")


def _rows(value: Any) -> list[Any]:
    """The records: a list, the longest list of objects that an object holds, or the object."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return [value]
    lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
    inner = [v for v in value.values() if isinstance(v, dict)]
    lists += [
        w for v in inner for w in v.values() if isinstance(w, list) and w and isinstance(w[0], dict)
    ]
    has_text = any(str(key).lower() in ("text", "body", "content") for key in value)
    return [value] if has_text or not lists else max(lists, key=len)
