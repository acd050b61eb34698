"""What a template may show: the names, what each holds, and how a brief fills them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from briefing.display.non_breaking import NBSP, tied
from briefing.docx.blocks import LINK, REF, TEXT
from briefing.model import Brief, Point, SourceEntry

KEPT_TOGETHER = 3
"""Source numbers that stay on one line with the last word; a longer row may break between them."""


class Part(NamedTuple):
    """A stretch of a rich value: text, and what it links to; ``point``: the point it shows."""

    text: str
    kind: str = TEXT
    target: str | int = ""
    point: Point | None = None


class Rich(NamedTuple):
    """A value with links in it; ``anchor`` is the number of the source it lists."""

    parts: tuple[Part, ...]
    anchor: int = 0


Getter = Callable[[Any], Any]

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_SOURCES = {
    "en": ("{} source", "{} sources"),
    "ru": ("источников: {}",),
    "kk": ("дереккөздер: {}",),
    "ko": ("출처 {}건",),
    "el": ("πηγές: {}",),
    "de": ("{} Quelle", "{} Quellen"),
    "fr": ("{} source", "{} sources"),
    "es": ("{} fuente", "{} fuentes"),
}
_SOURCES_TITLE = {
    "en": "Sources",
    "ru": "Источники",
    "kk": "Дереккөздер",
    "ko": "출처",
    "el": "Πηγές",
    "de": "Quellen",
    "fr": "Sources",
    "es": "Fuentes",
}
_SAFE = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\"<>\\^`{|}]+", re.IGNORECASE)
# Characters that XML 1.0 cannot carry.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """``text`` without characters that XML cannot carry; line breaks become spaces.

    >>> clean("a\\x00b\\nc")
    'ab c'
    """
    if text.isprintable():
        return text
    return re.sub(r"[\t\r\n]+", " ", _ILLEGAL.sub("", text))


@lru_cache(maxsize=1024)
def safe_url(url: str) -> str:
    """``url`` if it is a web or mail address that may become a link, else ``""``."""
    return url if _SAFE.fullmatch(url) else ""


@lru_cache(maxsize=1024)
def long_date(iso: str, language: str = "en") -> str:
    """A date as the brief prints it; ISO where the language is not English.

    >>> long_date("2024-06-12")
    '12 June 2024'
    >>> long_date("2024-06-12", "ko")
    '2024-06-12'
    """
    if language != "en" or not re.fullmatch(r"\d{4}-\d\d-\d\d", iso):
        return iso
    year, month, day = iso.split("-")
    if not 1 <= int(month) <= 12:
        return iso
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def long_period(period: tuple[str, str], language: str = "en") -> str:
    """First and last date, what they share printed once.

    >>> long_period(("2024-06-10", "2024-06-12"))
    '10–12 June 2024'
    >>> long_period(("2023-12-30", "2024-01-02"))
    '30 December 2023 – 2 January 2024'
    """
    first, last = (long_date(d, language) for d in period)
    if first == last or not first or not last:
        return first or last
    a, b = first.split(" "), last.split(" ")
    if language != "en" or len(a) != 3 or len(b) != 3:
        return f"{first} – {last}"
    if a[1:] == b[1:]:
        return f"{a[0]}–{last}"
    if a[2] == b[2]:
        return f"{a[0]} {a[1]} – {last}"
    return f"{first} – {last}"


def source_count(count: int, language: str) -> str:
    """The number of sources in words of the language (English where we have none).

    >>> source_count(1, "en"), source_count(9, "en")
    ('1 source', '9 sources')
    """
    forms = _SOURCES.get(language, _SOURCES["en"])
    return forms[0 if count == 1 else -1].format(count)


def _period(brief: Brief) -> str:
    first, last = brief.period
    return "" if first == last == brief.date else long_period(brief.period, brief.language)


def _dateline(brief: Brief) -> str:
    count = source_count(len(brief.sources), brief.language)
    period = _period(brief)
    if period and brief.date and brief.language == "en":
        period = f"covering {period}"
    parts = (long_date(brief.date, brief.language), period, count)
    return " · ".join(part for part in parts if part)


def _refs(point: Point) -> tuple[Part, ...]:
    numbers = tuple(dict.fromkeys((point.source, *point.also_in)))
    gap = NBSP if len(numbers) <= KEPT_TOGETHER else " "
    parts = [Part(f"[{numbers[0]}]", REF, numbers[0])]
    for number in numbers[1:]:
        parts += (Part(gap), Part(f"[{number}]", REF, number))
    return tuple(parts)


def _conflicts(point: Point) -> tuple[Part, ...]:
    parts: list[Part] = []
    for conflict in point.conflicts:
        lead = "; " if parts else "("
        parts.append(Part(f"{lead}{clean(conflict.value)}{NBSP}"))
        parts.append(Part(f"[{conflict.source}]", REF, conflict.source))
    return (*parts, Part(")")) if parts else ()


def _line(point: Point) -> Rich:
    conflicts = _conflicts(point)
    shown = Part(tied(clean(point.text)), point=point)
    gap = (Part(" "),) if conflicts else ()
    return Rich((shown, Part(NBSP), *_refs(point), *gap, *conflicts))


def _title(source: SourceEntry) -> Rich:
    text, url = clean(source.title) or clean(source.location), safe_url(source.url)
    return Rich((Part(text, LINK if url else TEXT, url),), source.n)


def _anchored(get: Callable[[SourceEntry], str]) -> Getter:
    return lambda source: Rich((Part(clean(get(source))),), source.n) if get(source) else ""


@lru_cache(maxsize=1024)
def _short_date(iso: str) -> str:
    long = long_date(iso).split(" ")
    return f"{long[0]} {long[1][:3]} {long[2]}".replace(" ", NBSP) if len(long) == 3 else iso


# type name → attribute → (type of the value, how to get it); "" types are text.
SCHEMA: dict[str, dict[str, tuple[str, Getter]]] = {
    "brief": {
        "title": ("", lambda b: tied(clean(b.title))),
        "date": ("", lambda b: long_date(b.date, b.language)),
        "date_iso": ("", lambda b: b.date),
        "period": ("", _period),
        "dateline": ("", _dateline),
        "language": ("", lambda b: b.language),
        "bottom_line": ("point", lambda b: b.bottom_line),
        "key_figures": ("figure*", lambda b: b.key_figures),
        "sections": ("section*", lambda b: b.sections),
        "sources": ("source*", lambda b: b.sources),
        "sources_title": ("", lambda b: _SOURCES_TITLE.get(b.language, _SOURCES_TITLE["en"])),
        "source_count": ("", lambda b: len(b.sources)),
        "point_count": ("", lambda b: len(b.points)),
        "article_count": ("", lambda b: b.articles),
        "left_out": ("", lambda b: b.left_out),
    },
    "section": {
        "title": ("", lambda s: clean(s.title)),
        "sector": ("", lambda s: s.sector),
        "points": ("point*", lambda s: s.points),
    },
    "point": {
        "": ("", _line),
        "text": ("", lambda p: Rich((Part(tied(clean(p.text)), point=p),))),
        "quote": ("", lambda p: Rich((Part(clean(p.quote), point=p),))),
        "refs": ("", lambda p: Rich(_refs(p))),
        "conflicts": ("", lambda p: Rich(_conflicts(p)) if p.conflicts else ""),
        "sector": ("", lambda p: p.sector),
        "score": ("", lambda p: f"{p.score:.2f}"),
        "why": ("", lambda p: clean(", ".join(p.why))),
        "evidence": ("", lambda p: clean(", ".join(p.sector_evidence))),
        "source": ("", lambda p: p.source),
    },
    "figure": {
        "value": ("", lambda f: clean(f.value)),
        "label": ("", lambda f: clean(f.label)),
        "ref": ("", lambda f: Rich((Part(f"[{f.source}]", REF, f.source),))),
        "source": ("", lambda f: f.source),
    },
    "source": {
        "": ("", _title),
        "n": ("", lambda s: s.n),
        "title": ("", _title),
        "outlet": ("", _anchored(lambda s: s.outlet)),
        "date": ("", _anchored(lambda s: _short_date(s.date))),
        "date_iso": ("", _anchored(lambda s: s.date)),
        "url": ("", _anchored(lambda s: s.url)),
        "location": ("", _anchored(lambda s: s.location)),
        "id": ("", lambda s: s.id),
    },
    "loop": {
        "index": ("", lambda at: at[0] + 1),
        "first": ("", lambda at: at[0] == 0),
        "last": ("", lambda at: at[0] == at[1] - 1),
    },
}
