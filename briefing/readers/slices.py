"""References to parts of a file, divided into references to single articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from briefing.errors import SourceError
from briefing.readers.locate import open_file
from briefing.readers.options import Ref


def singly(ref: Ref) -> list[Ref]:
    """A reference for every article of a part; anything else, or what cannot be read, as it is."""
    if ref.kind == "rows":
        count = range(ref.start, ref.end)
        return [replace(ref, start=n, end=n + 1, line=ref.line + n - ref.start) for n in count]
    if ref.kind != "slice":
        return [ref]
    try:
        return list(_lines(ref)) or [ref]
    except (SourceError, OSError):
        return [ref]


def _lines(ref: Ref) -> Iterator[Ref]:
    with os.fdopen(open_file(ref.target, ref.location), "rb") as stream:
        stream.seek(ref.start)
        at, number = ref.start, ref.line
        while at < ref.end and (raw := stream.readline(ref.end - at)):
            if raw.strip():
                yield replace(ref, start=at, end=at + len(raw), line=number)
            at, number = at + len(raw), number + 1
