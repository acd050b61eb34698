"""A brief read back from its JSON."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields

from briefing.errors import UsageError
from briefing.model import Brief, KeyFigure, LeftOut, Page, Point, Section, Skipped, SourceEntry


@dataclass(frozen=True, slots=True)
class _Source:
    """A source of an event left out: it has no number in the file."""

    id: str
    title: str
    outlet: str
    date: str
    location: str


@dataclass(frozen=True, slots=True)
class _Event:
    """An event left out. Files of earlier versions have no ``quote`` and no place of it."""

    title: str
    text: str
    sector: str
    value: float
    reason: str
    sources: tuple[_Source, ...]
    quote: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Written:
    """The keys of the file; ``articles`` and ``period``, which it does not repeat, are worked out
    from the sources."""

    title: str
    date: str
    language: str
    bottom_line: Point | None
    sections: tuple[Section, ...]
    sources: tuple[SourceEntry, ...]
    page: Page | None
    skipped: tuple[Skipped, ...]
    left_out: int
    key_figures: tuple[KeyFigure, ...]
    leads: tuple[Point, ...] = ()
    left_out_events: tuple[_Event, ...] = ()
    subject: tuple[str, ...] = ()


def brief_from_json(data: bytes) -> Brief:
    """The brief that the JSON writer wrote, edited or not.

    ``articles`` is the number of sources and ``period`` their first and last date, which the JSON
    does not repeat; unknown keys are ignored. Raises :class:`UsageError` for anything else than a
    brief, naming the place.
    """
    import msgspec

    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"not a brief: no valid JSON ({_line(error)})") from error
    try:
        written = msgspec.convert(value, _Written)
    except msgspec.ValidationError as error:
        what, _, place = str(error).replace("`", "").partition(" - at $")
        raise UsageError(f"not a brief: {what[:1].lower()}{what[1:]} at brief{place}") from error
    dates = sorted(s.date for s in written.sources if s.date)
    values = {field.name: getattr(written, field.name) for field in fields(_Written)}
    values["left_out_events"] = _numbered(written.left_out_events, len(written.sources))
    brief = Brief(
        **values,
        articles=len(written.sources),
        period=(dates[0], dates[-1]) if dates else ("", ""),
    )
    _check_numbers(brief)
    return brief


def _numbered(events: tuple[_Event, ...], number: int) -> tuple[LeftOut, ...]:
    """The events left out, their sources numbered after ``number``."""
    made = []
    for event in events:
        sources = [
            SourceEntry(number + at, s.id, s.title, s.outlet, s.date, s.location)
            for at, s in enumerate(event.sources, 1)
        ]
        number += len(sources)
        made.append(
            LeftOut(
                event.title, event.text, event.sector, event.value, event.reason, tuple(sources),
                event.quote, event.start, event.end,
            )
        )  # fmt: skip
    return tuple(made)


def _check_numbers(brief: Brief) -> None:
    """Raises :class:`UsageError` for a number that no brief has."""
    for number, point in enumerate(brief.points, 1):
        counts = (point.source, point.start, point.end, point.further, *point.also_in)
        counts += tuple(conflict.source for conflict in point.conflicts)
        if min(counts) < 0 or not math.isfinite(point.score):
            raise UsageError(f"not a brief: a number of point {number} is out of range")
    numbers: tuple[float, ...] = (brief.page.fill, brief.page.pages) if brief.page else ()
    numbers += (*(s.n for s in brief.sources), *(f.source for f in brief.key_figures))
    if brief.left_out < 0 or any(n < 0 or not math.isfinite(n) for n in numbers):
        raise UsageError("not a brief: a number is out of range")


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())
