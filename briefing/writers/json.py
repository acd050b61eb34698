"""A brief as JSON and back; the schema ships as ``briefing/data/brief.schema.json``."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from typing import Any

from briefing.display.text import safe_link
from briefing.errors import UsageError
from briefing.model import (
    Brief,
    Conflict,
    KeyFigure,
    Page,
    Point,
    Section,
    Skipped,
    SourceEntry,
)
from briefing.writers import WriteOptions

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
    """The brief in UTF-8, two blanks an indent, keys in the order of the schema."""
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
        "bottom_line": _point(brief.bottom_line) if brief.bottom_line else None,
        "sections": [
            {"sector": s.sector, "title": s.title, "points": [_point(p) for p in s.points]}
            for s in brief.sections
        ],
        "sources": [
            {
                "n": s.n,
                "id": s.id,
                "title": s.title,
                "outlet": s.outlet,
                "date": s.date,
                "location": _location(s),
            }
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
    }


def brief_from_json(data: bytes) -> Brief:
    """The brief that :func:`write_json` wrote, edited or not.

    ``articles`` is the number of sources and ``period`` their first and last date, which the JSON
    does not repeat; unknown keys are ignored. Raises :class:`UsageError` for anything else than a
    brief, naming the place.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"not a brief: no valid JSON ({_line(error)})") from error
    return _brief(_Part(value, "the brief"))


class _Part:
    """A value inside the JSON with its place, for errors that say where."""

    __slots__ = ("place", "value")

    def __init__(self, value: Any, place: str) -> None:
        self.value = value
        self.place = place

    def get(self, key: str) -> _Part:
        if not isinstance(self.value, dict):
            raise self.wrong("an object")
        return _Part(self.value.get(key), f"{self.place}.{key}")

    def items(self, key: str) -> list[_Part]:
        found = self.get(key)
        if not isinstance(found.value, list):
            raise found.wrong("a list")
        return [_Part(item, f"{found.place}[{i}]") for i, item in enumerate(found.value)]

    def text(self, key: str) -> str:
        found = self.get(key)
        if not isinstance(found.value, str):
            raise found.wrong("a text")
        return found.value

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(item.get_text() for item in self.items(key))

    def get_text(self) -> str:
        if not isinstance(self.value, str):
            raise self.wrong("a text")
        return self.value

    def whole(self, key: str) -> int:
        return self.get(key).get_whole()

    def get_whole(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < 0:
            raise self.wrong("a whole number")
        return self.value

    def number(self, key: str) -> float:
        found = self.get(key)
        if not isinstance(found.value, int | float) or not -1e9 < found.value < 1e9:
            raise found.wrong("a number")
        return float(found.value)

    def wrong(self, what: str) -> UsageError:
        return UsageError(f"not a brief: {self.place} must be {what}")


def _brief(top: _Part) -> Brief:
    sources = tuple(
        SourceEntry(
            n=s.whole("n"),
            id=s.text("id"),
            title=s.text("title"),
            outlet=s.text("outlet"),
            date=s.text("date"),
            location=s.text("location"),
        )
        for s in top.items("sources")
    )
    dates = sorted(s.date for s in sources if s.date)
    lead, page = top.get("bottom_line"), top.get("page")
    return Brief(
        title=top.text("title"),
        date=top.text("date"),
        language=top.text("language"),
        bottom_line=None if lead.value is None else _to_point(lead),
        sections=tuple(
            Section(s.text("sector"), s.text("title"), tuple(map(_to_point, s.items("points"))))
            for s in top.items("sections")
        ),
        sources=sources,
        page=None
        if page.value is None
        else Page(page.text("paper"), page.number("fill"), page.whole("pages")),
        skipped=tuple(Skipped(s.text("location"), s.text("reason")) for s in top.items("skipped")),
        left_out=top.whole("left_out"),
        articles=len(sources),
        period=(dates[0], dates[-1]) if dates else ("", ""),
        key_figures=tuple(
            KeyFigure(f.text("value"), f.text("label"), f.whole("source"))
            for f in top.items("key_figures")
        ),
    )


def _to_point(part: _Part) -> Point:
    return Point(
        text=part.text("text"),
        quote=part.text("quote"),
        source=part.whole("source"),
        start=part.whole("start"),
        end=part.whole("end"),
        sector=part.text("sector"),
        score=part.number("score"),
        why=part.texts("why"),
        sector_evidence=part.texts("sector_evidence"),
        also_in=tuple(item.get_whole() for item in part.items("also_in")),
        conflicts=tuple(
            Conflict(c.text("value"), c.whole("source")) for c in part.items("conflicts")
        ),
    )


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())
