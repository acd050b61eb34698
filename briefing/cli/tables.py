"""Rankings, verifications and sector tables as text and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from briefing.model import Article, RankedSentence

if TYPE_CHECKING:
    from briefing.sectors import SectorTable
    from briefing.verification import PointCheck, VerifyReport


def rank_row(sentence: RankedSentence) -> dict[str, Any]:
    """One sentence of a ranking as JSON shows it."""
    return {
        "text": sentence.text, "start": sentence.start, "end": sentence.end,
        "paragraph": sentence.paragraph, "kind": sentence.kind.value, "score": sentence.score,
        "sector": sentence.sector, "standalone": sentence.standalone,
    }  # fmt: skip


def rank_json(article: Article, sector: str, rows: Sequence[RankedSentence]) -> str:
    """An article, with its sector, and its sentences in document order."""
    about = {
        "title": article.title, "date": article.date, "outlet": article.outlet,
        "location": article.location, "sector": sector,
    }  # fmt: skip
    data = {"article": about, "sentences": [rank_row(row) for row in rows]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def rank_line(article: Article, sentence: RankedSentence) -> str:
    """One sentence of any article as a line of JSON."""
    line = {"article": article.id, "location": article.location, **rank_row(sentence)}
    return json.dumps(line, ensure_ascii=False) + "\n"


def rank_table(rows: Sequence[RankedSentence]) -> str:
    """One line per sentence: score, kind, sector, text."""
    width = max((len(r.sector) for r in rows), default=0)
    return "".join(
        f"{r.score:.2f}  {r.kind.value:<11}  {r.sector:<{width}}  {r.text}\n" for r in rows
    )


def verify_lines(report: VerifyReport) -> str:
    """One line per point, with what is wrong with it below, and how many are proven."""
    lines = [_check_lines(number, item) for number, item in enumerate(report.checks, 1)]
    proven = sum(item.ok for item in report.checks)
    lines.append(f"{proven} of {len(report.checks)} points are in the sources\n")
    return "".join(lines)


def _check_lines(number: int, item: PointCheck) -> str:
    where = f" ({item.article.location} {item.start}-{item.end})" if item.article else ""
    text = f"{number:>3}. {item.verdict.value}{where}: {item.text}\n"
    if item.difference:
        text += f"     {item.difference}\n"
    if item.dropped:
        text += f"     left out before it: {' '.join(item.dropped.split())}\n"
    if item.reason:
        text += f"     {item.reason}\n"
    return text


def verify_json(report: VerifyReport) -> str:
    """The checks of all points as JSON."""
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


def sector_lines(table: SectorTable) -> str:
    """One line per sector: slug and title."""
    width = max(len(s.slug) for s in table.sectors)
    return "".join(f"{sector.slug:<{width}}  {sector.title}\n" for sector in table.sectors)
