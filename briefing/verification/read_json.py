"""A brief read back from its JSON."""

from __future__ import annotations

import json
from typing import Any

from briefing.errors import UsageError
from briefing.model import (
    Brief,
    Comment,
    CommentKind,
    Conflict,
    KeyFigure,
    Page,
    Point,
    Section,
    Skipped,
    SourceEntry,
)


def brief_from_json(data: bytes) -> Brief:
    """The brief that the JSON writer wrote, edited or not.

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

    def has(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

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
            Section(
                s.text("sector"),
                s.text("title"),
                tuple(map(_to_point, s.items("points"))),
                s.texts("subject"),
                _comments(s),
            )
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
        further=part.whole("further") if part.has("further") else 0,
        comments=_comments(part),
    )


def _comments(part: _Part) -> tuple[Comment, ...]:
    if not part.has("comments"):
        return ()
    made = []
    for comment in part.items("comments"):
        kind = comment.text("kind")
        if kind not in [*CommentKind]:
            raise comment.get("kind").wrong(f"one of {', '.join(CommentKind)}")
        made.append(Comment(CommentKind(kind), comment.text("text")))
    return tuple(made)


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())
