"""A brief as JSON and back; the schema ships as ``briefing/data/brief.schema.json``."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from typing import Any

from briefing.display.text import safe_link
from briefing.model import (
    Brief,
    Comment,
    LeftOut,
    Point,
    SourceEntry,
)
from briefing.writers.options import WriteOptions

# Control characters beyond those that JSON itself escapes, invisible and override characters, and
# lone surrogates: legal inside a JSON string, but not safe to print or to encode. With them what
# opens a tag or a comment, so that the JSON can stand inside a page's script element as it is.
_UNSAFE = re.compile(
    r"<(?=[A-Za-z/!?])|["
    r"\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Scores and fills keep four decimals: far finer than any use of them, and the same on every
# processor, whose last bits differ.
_DECIMALS = 4


def write_json(brief: Brief, options: WriteOptions) -> bytes:  # noqa: ARG001 (a Writer)
    """The brief in UTF-8, indented by two blanks, keys in the order of the schema."""
    text = json.dumps(as_dict(brief), ensure_ascii=False, indent=2, allow_nan=False)
    return (_UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n").encode("utf-8")


def _location(source: SourceEntry) -> str:
    """The address of a source; the place it was read from if its address is not for the web."""
    named = safe_link(replace(source, location=""))
    return source.url if named else source.location


def as_dict(brief: Brief) -> dict[str, Any]:
    """The JSON value of a brief. ``bottom_line`` and ``page`` are None where there is none."""
    return {
        "title": brief.title,
        "date": brief.date,
        "language": brief.language,
        "subject": list(brief.subject),
        "bottom_line": _point(brief.bottom_line) if brief.bottom_line else None,
        **({"leads": [_point(point) for point in brief.leads]} if brief.leads else {}),
        "sections": [
            {
                "sector": s.sector,
                "title": s.title,
                "subject": list(s.subject),
                "points": [_point(p) for p in s.points],
                **_comments(s.comments),
            }
            for s in brief.sections
        ],
        "sources": [
            {"n": s.n, **_source(s), **({"language": s.language} if s.language else {})}
            for s in brief.sources
        ],
        "page": brief.page
        and {
            "paper": brief.page.paper,
            "fill": round(brief.page.fill, _DECIMALS),
            "pages": brief.page.pages,
        },
        "skipped": [asdict(s) for s in brief.skipped],
        "left_out": brief.left_out,
        "key_figures": [asdict(f) for f in brief.key_figures],
        "left_out_events": [_event(event) for event in brief.left_out_events],
    }


def _source(source: SourceEntry) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "outlet": source.outlet,
        "date": source.date,
        "location": _location(source),
    }


def _event(event: LeftOut) -> dict[str, Any]:
    return {
        "title": event.title,
        "text": event.text,
        "quote": event.quote,
        "start": event.start,
        "end": event.end,
        "sector": event.sector,
        "value": round(event.value, _DECIMALS),
        "reason": event.reason,
        "sources": [_source(source) for source in event.sources],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "text": point.text,
        "quote": point.quote,
        "source": point.source,
        "start": point.start,
        "end": point.end,
        "sector": point.sector,
        "score": round(point.score, _DECIMALS),
        "why": list(point.why),
        "sector_evidence": list(point.sector_evidence),
        "also_in": list(point.also_in),
        "conflicts": [asdict(c) for c in point.conflicts],
        **({"further": point.further} if point.further else {}),
        **_comments(point.comments),
    }


def _comments(comments: tuple[Comment, ...]) -> dict[str, Any]:
    made = [{"kind": comment.kind.value, "text": comment.text} for comment in comments]
    return {"comments": made} if made else {}
