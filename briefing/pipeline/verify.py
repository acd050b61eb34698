"""Verification of a brief file against its sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import Config
from briefing.errors import NoArticleError, UsageError
from briefing.limits.files import read_file
from briefing.model import Article, Skipped
from briefing.pipeline.sources import articles

if TYPE_CHECKING:
    from briefing.verification import VerifyReport

LARGEST_BRIEF = 64_000_000
"""Bytes of the largest file taken for a brief; one page has some 40 kB."""


def verify_file(
    brief: Path, sources: Sequence[str], config: Config, on_skipped: Callable[[Skipped], None]
) -> VerifyReport:
    """Verify the file ``brief``; each source that cannot be read goes to ``on_skipped``.

    Raises :class:`UsageError` for a file that is no brief and :class:`NoArticleError` when no
    source can be read.
    """
    from briefing.verification import verify

    data = brief_bytes(brief)
    usable: list[Article] = []
    for item in articles(sources, config):
        if isinstance(item, Skipped):
            on_skipped(item)
        else:
            usable.append(item)
    if not usable:
        raise NoArticleError("no usable article in the sources")
    return verify(data, brief.suffix, usable)


def brief_bytes(path: Path) -> bytes:
    """The bytes of a brief's file. Raises :class:`UsageError` when it cannot be read."""
    try:
        return read_file(path, LARGEST_BRIEF)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
