"""What the desk shows of a brief: the page, and beside it all that might be on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from briefing.display.text import safe_link
from briefing.edits import Mark
from briefing.edits.records import to_record
from briefing.model import (
    NONE,
    Article,
    Candidate,
    Comment,
    CommentKind,
    Point,
    SourceEntry,
    SourceMeta,
)
from briefing.pipeline.desk import Desk
from briefing.selection.topics import Topic

MOST_FOUND = 50
"""Sentences that a search shows."""


def desk_view(desk: Desk) -> dict[str, Any]:
    """The brief, its page, the runners-up, and what was dropped, as JSON values."""
    from briefing.display.variables import conflict_note, date_line

    brief, config = desk.brief, desk.setup.config
    events = desk.events()
    topics = list(desk.plan.topics)
    titles = desk.setup.table.titles(brief.language, config.region)
    points = {point.quote: point for point in brief.points}
    by_quote = {topic.quoted.quote: topic for topic in topics}
    ids = {source.n: source.id for source in brief.sources}

    def point_view(point: Point) -> dict[str, Any]:
        topic = by_quote.get(point.quote)
        return {
            "mark": asdict(Mark(ids[point.source], point.start, point.end, point.quote)),
            "text": point.text,
            "numbers": sorted({point.source, *point.also_in}),
            "further": point.further,
            "conflict": conflict_note(brief, point) if point.conflicts else "",
            "sector": point.sector,
            "score": point.score,
            "why": list(point.why),
            "evidence": list(point.sector_evidence),
            "pinned": bool(topic and topic.pinned),
            "comments": _comments(point.comments),
            "watch": ", ".join(c.text for c in point.comments if c.kind is CommentKind.WATCH),
            "reports": _reports(topic, points) if topic else [],
            "event": events.get(ids[point.source], -1),
        }

    lead = brief.bottom_line
    return {
        "title": brief.title,
        "date_line": date_line(brief),
        "language": brief.language,
        "lead_title": brief.bottom_line_title,
        "lead": point_view(lead) if lead else None,
        "leads": [point_view(point) for point in brief.leads],
        "figures": [asdict(figure) for figure in brief.key_figures],
        "sections": [
            {
                "sector": section.sector,
                "title": section.title,
                "comments": _comments(section.comments),
                "points": [point_view(point) for point in section.points],
            }
            for section in brief.sections
        ],
        "sources": [_source(source) for source in brief.sources],
        "page": asdict(brief.page) if brief.page else None,
        "sectors": [{"sector": slug, "title": title} for slug, title in titles.items()]
        + [{"sector": NONE, "title": "Other"}],
        "runners_up": [
            _runner_up(topic, events, titles, points)
            for topic in topics
            if topic.quoted.quote not in points
        ],
        "dropped": [asdict(mark) for mark in desk.edits.drops],
        "edits": to_record(desk.edits),
        "notes": list(brief.warnings),
        "articles": brief.articles,
    }


def article_view(desk: Desk, identifier: str) -> dict[str, Any] | None:
    """An article with its sentences, for a look at a point in its place; None if there is none."""
    article = next((one for one in desk.texts if one.id == identifier), None)
    if article is None:
        return None
    from briefing.segmentation import segment

    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.date,
        "link": safe_link(_entry(article)),
        "text": article.text,
        "sentences": [
            {"start": s.body, "end": s.end, "kind": s.kind.value, "paragraph": s.paragraph}
            for s in segment(article).sentences
        ],
    }


def search(desk: Desk, text: str) -> list[dict[str, Any]]:
    """The candidates that hold all words of a text, or whose source does; those that hold them
    first, then the best. Those of the page are included."""
    words = text.casefold().split()
    events, titles = desk.events(), desk.setup.table.titles(desk.brief.language, "")
    points = {point.quote: point for point in desk.brief.points}
    hits: tuple[list[Candidate], list[Candidate]] = ([], [])  # in the sentence, or in its source
    for item in desk.material.gathered.candidates.items:
        sentence = item.quote.casefold()
        where = f"{sentence} {item.source.title} {item.source.outlet}".casefold()
        if words and all(word in where for word in words):
            hits[not all(word in sentence for word in words)].append(item)
    return [
        _runner_up(Topic(item, (item,), item.value), events, titles, points)
        for item in [*hits[0], *hits[1]][:MOST_FOUND]
    ]


def _runner_up(
    topic: Topic, events: Mapping[str, int], titles: Mapping[str, str], points: Mapping[str, Point]
) -> dict[str, Any]:
    item = topic.quoted
    return {
        "mark": _mark(item),
        "text": item.text,
        "sector": item.sector,
        "sector_title": titles.get(item.sector, "Other"),
        "score": round(item.score, 2),
        "worth": round(topic.gain or topic.value, 2),
        "why": list(item.why),
        "evidence": list(item.evidence),
        "sources": [_meta(source) for source in topic.sources[:12]],
        "event": events.get(item.source.id, -1),
        "on_page": item.quote in points,
    }


def _reports(topic: Topic, points: Mapping[str, Point]) -> list[dict[str, Any]]:
    """The other reports of a point's fact, each once."""
    reports: dict[str, Candidate] = {}
    for report in topic.reports:
        if report.quote not in points:
            reports.setdefault(report.quote, report)
    return [
        {"mark": _mark(item), "text": item.text, "source": _meta(item.source)}
        for item in reports.values()
    ]


def _mark(item: Candidate) -> dict[str, Any]:
    return asdict(Mark(item.source.id, item.start, item.end, item.quote))


def _comments(comments: Iterable[Comment]) -> list[dict[str, str]]:
    written = [comment for comment in comments if comment.kind is not CommentKind.WATCH]
    return [{"kind": comment.kind.value, "text": comment.text} for comment in written]


def _meta(source: SourceMeta) -> dict[str, str]:
    return {
        "id": source.id, "title": source.title, "outlet": source.outlet, "date": source.date,
    }  # fmt: skip


def _source(source: SourceEntry) -> dict[str, Any]:
    return {
        "n": source.n, "id": source.id, "title": source.title, "outlet": source.outlet,
        "date": source.date, "link": safe_link(source),
    }  # fmt: skip


def _entry(article: Article) -> SourceEntry:
    return SourceEntry(
        1, article.id, article.title, article.outlet, article.date, article.location, article.url
    )
