"""Parquet: pyarrow reads the columns that name the fields of an article, in batches of rows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.options import Hints, ReadOptions, Source
from briefing.readers.records import columns, limited, record, usable

# Rows that are in memory at one time: some 0.5 MB of news stories.
BATCH = 200


def read(source: Source) -> Iterator[Article | Skipped]:
    """All articles of a file in memory. Raises :class:`SourceError` when no row is one."""
    stream = io.BytesIO(source.data)
    table_rows = _rows(stream, 0, None, source.location, source.options, source.hints)
    yield from usable(table_rows, source.location, "rows")


def rows(
    stream: IO[bytes], start: int, end: int, location: str, options: ReadOptions
) -> Iterator[Article | Skipped]:
    """The articles of the rows from ``start`` to ``end``, counted from 0, in constant memory.

    Each article's location is the file's with ``#`` and the number of its row, counted from 1.
    """
    yield from limited(_rows(stream, start, end, location, options, Hints()), location, "rows")


def groups(stream: IO[bytes], location: str, options: ReadOptions) -> list[int]:
    """The number of rows of each row group: the parts that can be read on their own.

    Raises :class:`SourceError` for a file that is none and for one without a column of text.
    """
    file = _open(stream, location, options)
    meta = file.metadata
    return [meta.row_group(index).num_rows for index in range(meta.num_row_groups)]


def _open(stream: IO[bytes], location: str, options: ReadOptions) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # Pages are read through a buffer, so that a row group need not be in memory as a whole.
        file = pq.ParquetFile(stream, buffer_size=1 << 20, pre_buffer=False, memory_map=False)
    except pa.ArrowException as error:
        raise SourceError(location, "not a Parquet file, or a damaged one") from error
    if not columns(file.schema_arrow.names, options):
        names = ", ".join(map(repr, file.schema_arrow.names[:8]))
        raise SourceError(
            location, f"no column of text: it has {names}; name its column with --fields text=NAME"
        )
    return file


def _rows(
    stream: IO[bytes],
    start: int,
    end: int | None,
    location: str,
    options: ReadOptions,
    hints: Hints,
) -> Iterator[Article | Skipped]:
    import pyarrow as pa

    file = _open(stream, location, options)
    names = columns(file.schema_arrow.names, options)
    meta = file.metadata
    stop = meta.num_rows if end is None else min(end, meta.num_rows)
    at = 0
    wanted: list[int] = []
    first = 0
    for index in range(meta.num_row_groups):
        size = meta.row_group(index).num_rows
        if at < stop and at + size > start:
            first = at if not wanted else first
            wanted.append(index)
        at += size
    try:
        batches = file.iter_batches(
            batch_size=BATCH, row_groups=wanted, columns=names, use_threads=False
        )
        for batch in batches:
            low, high = max(start - first, 0), min(stop - first, batch.num_rows)
            for offset, row in enumerate(batch.slice(low, max(0, high - low)).to_pylist(), low):
                yield record(row, f"{location}#{first + offset + 1}", options, hints)
            first += batch.num_rows
            if first >= stop:
                return
    except pa.ArrowException as error:
        raise SourceError(location, "a damaged Parquet file") from error
