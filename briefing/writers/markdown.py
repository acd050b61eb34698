"""A brief as a Markdown page, by ``templates/brief.md`` or the user's own template.

The variables of a template are documented in ``templates/brief.md`` itself; :data:`SHAPE` is the
list that templates are checked against.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from typing import Any

from briefing.display.text import clean, date_line, long_date, safe_link, source_name
from briefing.errors import TemplateError
from briefing.model import Brief, Point, SourceEntry
from briefing.resources import template_path
from briefing.writers import WriteOptions
from briefing.writers.markdown_escape import escape
from briefing.writers.template import TEXT, Md, Shape, render, texts

_SOURCE = texts("n title outlet date day link entry")
_POINT: Shape = {
    **texts("text quote refs conflict_note source start end sector score"),
    "origin": _SOURCE,
    "conflicts": [texts("value source ref")],
    "why": [TEXT],
    "sector_evidence": [TEXT],
    "also_in": [TEXT],
}
SHAPE: dict[str, Shape] = {
    **texts("title date date_line language articles left_out front_matter"),
    "bottom_line": _POINT,
    "points": [_POINT],
    "sections": [{**texts("sector title"), "points": [_POINT]}],
    "key_figures": [texts("value label source ref")],
    "sources": [_SOURCE],
    "skipped": [texts("location reason")],
}
"""Every variable of a Markdown template: a text or number, ``[shape]`` of a list, or parts."""


def write_markdown(brief: Brief, options: WriteOptions) -> bytes:
    """The page in UTF-8, ending in one line break. Raises :class:`TemplateError`."""
    source = options.md_template
    if source is None:
        path = template_path("brief.md")
        try:
            source = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TemplateError(f"{path}: cannot be read ({error})") from error
    page = render(source, SHAPE, values(brief))
    return (re.sub(r"\n{3,}", "\n\n", page).rstrip() + "\n").encode("utf-8")


def values(brief: Brief) -> dict[str, Any]:
    """What a template can use; of shape :data:`SHAPE`."""
    sources = {s.n: _source(s, brief.language) for s in brief.sources}
    points = [_point(p, sources) for p in brief.points]
    rest = iter(points[1:] if brief.bottom_line else points)
    return {
        "title": brief.title or "Brief",
        "date": brief.date,
        "date_line": date_line(brief),
        "language": brief.language,
        "articles": brief.articles,
        "left_out": brief.left_out,
        "front_matter": Md(front_matter(brief)),
        "bottom_line": points[0] if brief.bottom_line else None,
        "points": points,
        "sections": [
            {"sector": s.sector, "title": s.title, "points": [next(rest) for _ in s.points]}
            for s in brief.sections
        ],
        "key_figures": [
            {"value": f.value, "label": f.label, "source": f.source, "ref": _ref(f.source)}
            for f in brief.key_figures
        ],
        "sources": list(sources.values()),
        "skipped": [{"location": s.location, "reason": s.reason} for s in brief.skipped],
    }


def _ref(n: int) -> Md:
    return Md(f"[^{n}]")


def _point(point: Point, sources: dict[int, dict[str, Any]]) -> dict[str, Any]:
    cited = dict.fromkeys((point.source, *point.also_in))
    clash = [f"{escape(c.value)} {_ref(c.source)}" for c in point.conflicts]
    return {
        "text": point.text,
        "quote": point.quote,
        "refs": Md(" ".join(map(_ref, cited))),
        "conflict_note": Md(f" ({'; '.join(clash)})" if clash else ""),
        "conflicts": [
            {"value": c.value, "source": c.source, "ref": _ref(c.source)} for c in point.conflicts
        ],
        "source": point.source,
        "start": point.start,
        "end": point.end,
        "sector": point.sector,
        "score": round(point.score, 4),
        "origin": sources[point.source],
        "why": list(point.why),
        "sector_evidence": list(point.sector_evidence),
        "also_in": list(point.also_in),
    }


def _source(source: SourceEntry, language: str) -> dict[str, Any]:
    address, name = safe_link(source), source_name(source)
    link = Md(f"[{escape(name, label=True)}]({_destination(address)})" if address else escape(name))
    day = long_date(source.date, language) if source.date else ""
    parts = (escape(source.outlet), link, escape(day))
    return {
        "n": source.n,
        "title": name,
        "outlet": source.outlet,
        "date": source.date,
        "day": day,
        "link": link,
        "entry": Md(", ".join(part for part in parts if part)),
    }


def _destination(address: str) -> str:
    """A safe address as a link's destination, where character references would still count."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", address)


def front_matter(brief: Brief) -> str:
    """YAML 1.2 lines (no ``---``): title, date, language, sectors, sources, provenance.

    Lists hold plain strings, which every wiki shows. ``provenance`` has a line a point, in reading
    order: article identifier, start and end.
    """
    ids = {s.n: s.id for s in brief.sources}
    lines = [f"title: {_yaml(brief.title or 'Brief')}"]
    if brief.date:
        lines.append(f"date: {_yaml_date(brief.date)}")
    lines.append(f"language: {_yaml(brief.language)}")
    lines += _yaml_list("sectors", (s.sector for s in brief.sections))
    lines += _yaml_list("sources", (_named(s) for s in brief.sources))
    spans = (f"{ids[p.source]} {p.start} {p.end}" for p in brief.points)
    return "\n".join(lines + _yaml_list("provenance", spans))


def _named(source: SourceEntry) -> str:
    outlet = clean(source.outlet)
    return f"{outlet}: {source_name(source)}" if outlet else source_name(source)


def _yaml_list(key: str, items: Iterable[str]) -> list[str]:
    shown = [f"  - {_yaml(item)}" for item in items]
    return [f"{key}:", *shown] if shown else [f"{key}: []"]


def _yaml_date(iso: str) -> str:
    try:
        return dt.date.fromisoformat(iso).isoformat()
    except ValueError:
        return _yaml(iso)


def _yaml(text: str) -> str:
    """A double-quoted scalar: JSON's escapes are YAML's; no template mark of a site survives."""
    quoted = json.dumps(clean(text), ensure_ascii=False)
    return re.sub(r"\{(?=[{%#])", r"\\x7B", quoted)
