"""``briefing verify``: a brief against its sources, a line a point."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.config import Config
from briefing.errors import NoArticleError, UsageError
from briefing.files import read_file
from briefing.model import Article, Skipped
from briefing.pipeline.ranking import articles
from briefing.verification import PointCheck, VerifyReport, verify

LARGEST_BRIEF = 64_000_000
"""Bytes of the largest file taken for a brief; one page has some 40 kB."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is printed, and whether every point is in the sources."""

    text: str
    proven: bool


def check(
    brief: Path,
    sources: Sequence[str],
    config: Config,
    warn: Callable[[str], None],
    *,
    as_json: bool = False,
) -> Proof:
    """Verify the file ``brief``; sources that cannot be read are warned of and left out.

    Raises :class:`UsageError` for a file that is no brief and :class:`NoArticleError` when no
    source can be read.
    """
    try:
        data = read_file(brief, LARGEST_BRIEF)
    except OSError as error:
        raise UsageError(f"{brief}: cannot be read ({error.strerror})") from error
    found: list[Article] = []
    for item in articles(sources, config):
        if isinstance(item, Skipped):
            warn(f"skipped {item.location}: {item.reason}")
        else:
            found.append(item)
    if not found:
        raise NoArticleError("no usable article in the sources")
    report = verify(data, brief.suffix, found)
    shown = _json(report) if as_json else _lines(report)
    return Proof(shown, report.ok)


def _lines(report: VerifyReport) -> str:
    lines = [_line(number, item) for number, item in enumerate(report.checks, 1)]
    proven = sum(item.ok for item in report.checks)
    lines.append(f"{proven} of {len(report.checks)} points are in the sources\n")
    return "".join(lines)


def _line(number: int, item: PointCheck) -> str:
    where = f" ({item.article.location} {item.start}-{item.end})" if item.article else ""
    text = f"{number:>3}. {item.verdict.value}{where}: {item.text}\n"
    if item.difference:
        text += f"     {item.difference}\n"
    if item.dropped:
        text += f"     left out before it: {' '.join(item.dropped.split())}\n"
    if item.reason:
        text += f"     {item.reason}\n"
    return text


def _json(report: VerifyReport) -> str:
    rows: list[dict[str, Any]] = [
        {
            "text": item.text, "verdict": item.verdict.value,
            "location": item.article.location if item.article else None,
            "start": item.start if item.article else None,
            "end": item.end if item.article else None,
            "inserted": list(item.inserted), "difference": item.difference, "reason": item.reason,
            "dropped": item.dropped,
        }
        for item in report.checks
    ]  # fmt: skip
    return json.dumps({"proven": report.ok, "points": rows}, ensure_ascii=False, indent=2) + "\n"
