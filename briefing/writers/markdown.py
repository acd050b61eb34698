"""A brief as a Markdown page, by ``templates/brief.md`` or the user's own template.

Beside the variables of all templates (:mod:`briefing.display.variables`) there is ``front_matter``.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from typing import Any

from briefing.display.rich_text import RichText, Span, SpanKind, Verbatim
from briefing.display.shapes import TEXT
from briefing.display.template_language import TextTemplate, compile_template
from briefing.display.text import clean, source_name
from briefing.display.variables import FORMER, UNTITLED, as_shown, names, scope
from briefing.model import Brief, SourceEntry
from briefing.resources import template_path
from briefing.writers.markdown_escape import escape
from briefing.writers.options import WriteOptions


def write_markdown(brief: Brief, options: WriteOptions) -> bytes:
    """The page in UTF-8, ending in one line break. Raises :class:`TemplateError`."""
    template = markdown_template(options)
    placed = "conflict_note" in template.findings.uses
    values = scope(
        as_shown(brief, template.findings.uses), options.fields,
        inline_conflicts=not placed, bind=False,
        inline_comments="comments" not in template.findings.uses,
    )  # fmt: skip
    page = template.fill({**values, "front_matter": Verbatim(front_matter(brief))})
    return (re.sub(r"\n{3,}", "\n\n", page).rstrip() + "\n").encode("utf-8")


def markdown_template(options: WriteOptions) -> TextTemplate:
    """The checked template of ``options``. Raises :class:`TemplateError`."""
    source = options.md_template
    if source is None:
        source = template_path("brief.md").read_text("utf-8")
    return compile_template(source, {**names(options.fields), "front_matter": TEXT}, FORMER, show)


def show(value: Any) -> str:
    """A value of a template as Markdown; nothing in it can act as markup."""
    if isinstance(value, Verbatim):
        return str(value)
    if isinstance(value, RichText):
        return "".join(_span(span) for span in value.spans)
    if isinstance(value, list | tuple):
        return escape(", ".join(map(str, value)))
    return escape("" if value is None else str(value))


def _span(span: Span) -> str:
    match span.kind:
        case SpanKind.LINK:
            return f"[{escape(span.text, label=True)}]({_destination(span.target)})"
        case SpanKind.CITATION:
            return " ".join(f"[^{number}]" for number in span.numbers)
        case SpanKind.GAP:
            return ""
        case SpanKind.COMMENT:
            return f"*{escape(span.text)}*"
    if not span.text.strip():
        return span.text
    before, after = span.text[: -len(span.text.lstrip())], span.text[len(span.text.rstrip()) :]
    return before + escape(span.text) + after


def _destination(address: str) -> str:
    """A safe address as a link's destination, where character references would still count."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", address)


def _sectors(brief: Brief) -> Iterable[str]:
    """The names of the sections, after the sectors of the points above them where sections are
    sectors, each once."""
    leads = brief.points[: len(brief.points) - sum(len(s.points) for s in brief.sections)]
    grouped = any(point.sector != s.sector for s in brief.sections for point in s.points)
    above = [] if grouped else [point.sector for point in leads]
    return dict.fromkeys([*above, *(section.sector for section in brief.sections)])


def front_matter(brief: Brief) -> str:
    """YAML 1.2 lines (no ``---``): title, date, language, sectors, subject, sources, provenance.

    Lists hold plain strings, which every wiki shows. ``subject`` has the codes of the sectors, if
    there are any. ``provenance`` has one line per point, in reading order: article identifier,
    start and end.
    """
    ids = {s.n: s.id for s in brief.sources}
    lines = [f"title: {_yaml(clean(brief.title) or UNTITLED)}"]
    if brief.date:
        lines.append(f"date: {_yaml_date(brief.date)}")
    lines.append(f"language: {_yaml(brief.language)}")
    lines += _yaml_list("sectors", _sectors(brief))
    lines += _yaml_list("subject", brief.subject) if brief.subject else []
    lines += _yaml_list("sources", (_named(s) for s in brief.sources))
    spans = (f"{ids[p.source]} {p.start} {p.end}" for p in brief.points)
    return "\n".join(lines + _yaml_list("provenance", spans))


def _named(source: SourceEntry) -> str:
    outlet = clean(source.outlet)
    return f"{outlet}: {source_name(source)}" if outlet else source_name(source)


def _yaml_list(key: str, items: Iterable[str]) -> list[str]:
    lines = [f"  - {_yaml(item)}" for item in items]
    return [f"{key}:", *lines] if lines else [f"{key}: []"]


def _yaml_date(iso: str) -> str:
    try:
        return dt.date.fromisoformat(iso).isoformat()
    except ValueError:
        return _yaml(iso)


def _yaml(text: str) -> str:
    """A double-quoted scalar: JSON's escapes are YAML's; no template mark of a site survives."""
    quoted = json.dumps(clean(text), ensure_ascii=False)
    return re.sub(r"\{(?=[{%#])", r"\\x7B", quoted)
