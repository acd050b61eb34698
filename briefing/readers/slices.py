"""References to parts of a file, divided into references to single articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.errors import SourceError
from briefing.readers.locate import opened
from briefing.readers.options import Ref

MOST_PARTS = 1_000
"""Parts that a range of rows is divided into."""


def singly(ref: Ref) -> list[Ref]:
    """A reference for every article of a part; anything else, or what cannot be read, as it is."""
    if ref.kind == "rows":
        return _rows(ref)
    if ref.kind != "slice":
        return [ref]
    try:
        return list(_lines(ref)) or [ref]
    except (SourceError, OSError):
        return [ref]


def _rows(ref: Ref) -> list[Ref]:
    """Parts of a range of rows: single rows of a small one, for each row costs a look at it all."""
    step = max(1, (ref.end - ref.start) // MOST_PARTS)
    return [
        replace(ref, start=n, end=min(n + step, ref.end), line=ref.line + n - ref.start)
        for n in range(ref.start, ref.end, step)
    ]


def _lines(ref: Ref) -> Iterator[Ref]:
    with opened(ref.target, ref.location) as stream:
        stream.seek(ref.start)
        at, number = ref.start, ref.line
        while at < ref.end and (raw := stream.readline(ref.end - at)):
            if raw.strip():
                yield replace(ref, start=at, end=at + len(raw), line=number)
            at, number = at + len(raw), number + 1
