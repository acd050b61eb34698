"""The patterns of a language's data file, compiled when first used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache


@lru_cache(maxsize=256)
def compiled(rows: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all rows; it never matches where there are none."""
    return re.compile("|".join(f"(?:{row})" for row in rows) or r"(?!)")


def first_match(rows: tuple[str, ...], text: str, start: int = 0) -> re.Match[str] | None:
    """The match of one of the rows at ``start``, the first of those that match there."""
    return compiled(rows).match(text, start) if rows else None


def matches(rows: tuple[str, ...], text: str) -> Iterator[int]:
    """Where one of the rows stands in the text."""
    return (found.start() for found in compiled(rows).finditer(text)) if rows else iter(())
