"""CSV with a header row: one article per row, by the names of the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.encoding import decode
from briefing.readers.options import Source
from briefing.readers.records import HEADER_WITHIN, header, record, usable

# Enough to recognise the mark that separates the columns: a header row and some rows.
_SAMPLE = 64_000
_DELIMITERS = ",;\t|"


def read(source: Source) -> Iterator[Article | Skipped]:
    """All articles in order. Raises :class:`SourceError` when no row is one."""
    text = decode(source.data, source.location, source.charset).removeprefix("\ufeff")
    csv.field_size_limit(source.options.max_bytes)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, source))
    yield from usable(_articles(rows, source), source.location, "rows")


def _articles(rows: Iterator[list[str]], source: Source) -> Iterator[Article | Skipped]:
    try:
        first = list(islice(rows, HEADER_WITHIN))
        top = header(first, source.options) or 0
        names = [name.strip() for name in first[top]] if first else []
        if len(names) < 2 and not any(names):
            raise SourceError(source.location, "a table without a header row")
        for number, values in enumerate(chain(first[top + 1 :], rows), top + 2):
            if any(value.strip() for value in values):
                row: dict[str, Any] = dict(zip(names, values, strict=False))
                yield record(row, f"{source.location}#{number}", source.options, source.hints)
    except csv.Error as error:
        raise SourceError(source.location, f"a damaged table ({error})") from error


def _delimiter(text: str, source: Source) -> str:
    """The mark that separates the names of the header row; the comma where there is none."""
    lines = text[:_SAMPLE].lstrip("\r\n").splitlines()[:HEADER_WITHIN]
    head = lines[0] if lines else ""
    if head.lower().startswith("sep=") and len(head.strip()) == 5:
        return head.strip()[-1]
    for mark in _DELIMITERS:
        rows = [[name.strip(' "') for name in line.split(mark)] for line in lines]
        if header(rows, source.options) is not None:
            return mark
    return max(_DELIMITERS, key=head.count)
