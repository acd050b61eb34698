"""The edits that the options name: those of a file, and pins and drops given one by one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import Config
from briefing.edits import Edits, parse_mark
from briefing.errors import UsageError
from briefing.limits.files import read_file

if TYPE_CHECKING:
    from typing import Any

LARGEST_DESK = 64_000_000
"""Bytes of the largest ``NAME.brief.json``; one of 500 articles has some 8 MB."""


def edits_of(config: Config) -> Edits:
    """The edits of ``config``. Raises :class:`UsageError` for a file without edits."""
    edits = Edits()
    if config.edits:
        edits = _stored(Path(config.edits))
    return edits.also(tuple(map(parse_mark, config.pin)), tuple(map(parse_mark, config.drop)))


def _stored(path: Path) -> Edits:
    from briefing.edits.records import from_record

    record = desk_record(path)
    if record is None:
        raise UsageError(f"{path}: has no edits; name a NAME.brief.json that review has saved")
    try:
        return from_record(record.get("edits", {}))
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def desk_record(path: Path) -> dict[str, Any] | None:
    """What a file ``NAME.brief.json`` holds beyond the brief; None for any other JSON.

    Raises :class:`UsageError` for a file that cannot be read.
    """
    try:
        record = json.loads(read_file(path, LARGEST_DESK))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: not valid JSON ({error})") from error
    desk = record.get("desk") if isinstance(record, dict) else None
    return desk if isinstance(desk, dict) else None
