"""Rankings, verifications and sector tables as text and JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import typer

from briefing.model import Article, Kind, RankedSentence

if TYPE_CHECKING:
    from briefing.pipeline.article import Analysis
    from briefing.sectors import Explanation, Phrase, SectorTable
    from briefing.verification import PointCheck, VerifyReport


MOST_UNMATCHED = 40
"""Number of never-matched phrases listed per sector: as many as somebody who edits a table will
look through. Hundreds of phrases of a shipped table match nothing in a few articles."""


def rank_row(sentence: RankedSentence) -> dict[str, Any]:
    """One sentence of a ranking as JSON shows it; its language where it is not the article's."""
    other = {"language": sentence.language} if sentence.language else {}
    return {
        "text": sentence.text, "start": sentence.start, "end": sentence.end,
        "paragraph": sentence.paragraph, "kind": sentence.kind.value, "score": sentence.score,
        "sector": sentence.sector, "standalone": sentence.standalone,
        "why": list(sentence.why), "sector_evidence": list(sentence.sector_evidence),
        **other,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ranking:
    """What ``briefing rank`` shows of one article. ``reasons`` explain the sectors of sentences, by
    their start, where that was asked for."""

    article: Article
    sector: str
    rows: Sequence[RankedSentence]
    reasons: Mapping[int, Explanation] = field(default_factory=dict)

    def value(self) -> dict[str, Any]:
        """The article and its sentences as JSON shows them."""
        article = self.article
        about = {
            "title": article.title, "date": article.date, "outlet": article.outlet,
            "location": article.location, "sector": self.sector,
        }  # fmt: skip
        return {"article": about, "sentences": [rank_row(row) for row in self.rows]}


def rank_json(rankings: Sequence[Ranking]) -> str:
    """One article as an object, several as a list of them."""
    values = [ranking.value() for ranking in rankings]
    data = values[0] if len(values) == 1 else values
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def rank_line(article: Article, sentence: RankedSentence) -> str:
    """One sentence of any article as a line of JSON."""
    line = {"article": article.id, "location": article.location, **rank_row(sentence)}
    return json.dumps(line, ensure_ascii=False) + "\n"


def rank_table(
    rankings: Sequence[Ranking], *, why: bool, width: int = 0, colour: bool = False
) -> str:
    """One line per sentence: score, kind, sector, text; several articles under their titles.

    ``why`` adds the reasons and the evidence of the sector. ``width`` is that of a terminal in
    columns, whose lines are wrapped; 0 leaves every sentence on one line. ``colour`` sets titles
    and scores in bold, sectors in a colour, and dims reasons and what cannot be a point.
    """
    show = _coloured if colour else _plain
    blocks = []
    for ranking in rankings:
        sectors = max((len(row.sector) for row in ranking.rows), default=0)
        lines: list[str] = []
        for row in ranking.rows:
            lines += _rank_lines(row, sectors, why, width, show)
            if row.start in ranking.reasons:
                reasons = reason_lines(ranking.reasons[row.start])
                lines += [show(f"      {text}", "dim") for text in reasons]
        if len(rankings) > 1:
            title = ranking.article.title or "Untitled"
            lines.insert(0, show(f"{title} ({ranking.article.location})", "bold"))
        blocks.append("".join(f"{line}\n" for line in lines))
    return "\n".join(blocks)


_Show = Callable[[str, str], str]


def _plain(text: str, _: str) -> str:
    return text


def _coloured(text: str, look: str) -> str:
    """Text with the control sequences of a look: ``bold``, ``dim`` or a colour."""
    if look in ("bold", "dim"):
        return typer.style(text, bold=look == "bold" or None, dim=look == "dim" or None)
    return typer.style(text, fg=look)


def _rank_lines(row: RankedSentence, sectors: int, why: bool, width: int, show: _Show) -> list[str]:
    score, kind, sector = f"{row.score:.2f}", f"{row.kind.value:<11}", f"{row.sector:<{sectors}}"
    indent = " " * len(f"{score}  {kind}  {sector}  ")
    first, *rest = _wrapped(row.text, len(indent), width)
    reasons = []
    if why and row.why:
        reasons += _wrapped(f"why: {', '.join(row.why)}", len(indent), width)
    if why and row.sector_evidence:
        reasons += _wrapped(f"{row.sector}: {', '.join(row.sector_evidence)}", len(indent), width)
    reasons = [show(line, "dim") for line in reasons]
    if row.kind is Kind.CONTENT:
        head = f"{show(score, 'bold')}  {kind}  {show(sector, 'cyan')}  "
    else:
        head, *rest = (show(line, "dim") for line in (f"{score}  {kind}  {sector}  ", *rest))
        first = show(first, "dim")
    return [head + first, *(indent + line for line in (*rest, *reasons))]


NARROWEST = 20
"""Least width of a sentence in columns; in a narrower terminal the lines wrap."""


def _wrapped(text: str, indent: int, width: int) -> list[str]:
    """The lines of a text; a character of Chinese, Japanese or Korean takes two columns."""
    if width < indent + NARROWEST:
        return [text]
    from rich.console import Console
    from rich.text import Text

    lines = Text(text).wrap(Console(width=width), width - indent)
    return [line.plain.rstrip() for line in lines] or [""]


def reason_lines(reason: Explanation) -> list[str]:
    """Why a sentence has its sector: first by the table, then by what was learned."""
    said = [f"{part.sector} {part.weight:g} ({', '.join(part.phrases)})" for part in reason.table]
    table = "; ".join(said) or "no phrase"
    if reason.settled:
        table += f"; settled by {', '.join(reason.settled)}"
    topics = ", ".join(f"{slug} {chance:.2f}" for slug, chance in reason.topics)
    learned = f"the article is about {topics}" if topics else "the article shows no sector"
    if reason.lent:
        lent = [
            f"{part.sector} {part.weight:g} ({', '.join(part.phrases)})" for part in reason.lent
        ]
        learned += f"; phrases of the shipped tables: {'; '.join(lent)}"
    if reason.context:
        learned += "; its neighbours and the article decide"
    return [f"table    {table}", f"learned  {learned}"]


def tried_lines(analysis: Analysis, sector: str, reasons: Sequence[Explanation]) -> str:
    """Which sentences of an article go where, and why."""
    document = analysis.document
    lines = [f"{document.article.title or document.article.location}: {sector}\n"]
    for reason in reasons:
        text = " ".join(document.sentences[reason.index].text.split())
        lines.append(f"  [{reason.sector}] {text}\n")
        lines += [f"      {line}\n" for line in reason_lines(reason)]
    return "".join(lines)


def unmatched_lines(phrases: Sequence[Phrase], missing: Mapping[str, Sequence[str]]) -> str:
    """By sector, the phrases of a table that matched nothing; of a long list, how many."""
    counts = Counter(phrase.slug for phrase in phrases if phrase.weight)
    lines = []
    for slug, total in counts.items():
        unused = missing.get(slug, ())
        if len(unused) > MOST_UNMATCHED:
            lines.append(f"[{slug}] {len(unused)} of {total} phrases never matched\n")
        elif unused:
            lines.append(f"[{slug}] never matched: {', '.join(unused)}\n")
    return "".join(lines)


def verify_lines(report: VerifyReport) -> str:
    """One line per point, with what is wrong with it below, and how many are proven."""
    lines = [_check_lines(number, item) for number, item in enumerate(report.checks, 1)]
    points = [item for item in report.checks if item.of_point]
    others = len(report.checks) - len(points)
    proven = sum(item.ok for item in points)
    what = "1 other line is" if others == 1 else f"{others} other lines are"
    more = f"; {what} not as it was made" if others else ""
    lines.append(f"{proven} of {len(points)} points are in the sources{more}\n")
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
