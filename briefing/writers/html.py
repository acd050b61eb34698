"""A brief as one HTML page, by ``templates/brief.html`` or the user's own template.

The page holds its own styles, for screen, dark screen and print, and nothing that is fetched.
Source numbers lead to the list of sources. The HTML part of a mail is the same page.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from briefing.display.citations import pieces
from briefing.display.rich_text import RichText, Span, SpanKind
from briefing.display.template_language import TextTemplate, compile_template
from briefing.display.text import clean
from briefing.display.variables import FORMER, as_shown, names, scope
from briefing.languages import language
from briefing.model import Brief
from briefing.resources import template_path
from briefing.writers.options import WriteOptions

ANCHOR = "source-{}"
"""The identifier of the entry of a source."""
JOINER = "&#8288;"
"""Word joiner: a citation stays on the line of the word before it."""


def write_html(brief: Brief, options: WriteOptions) -> bytes:
    """The page in UTF-8, ending in one line break. Raises :class:`TemplateError`."""
    template = html_template(options)
    placed = "conflict_note" in template.findings.uses
    values = scope(
        as_shown(brief, template.findings.uses), options.fields, inline_conflicts=not placed,
        inline_comments="comments" not in template.findings.uses,
    )  # fmt: skip
    page = template.fill(values)
    if language(brief.language).right_to_left:
        page = _from_the_right(page)
    return (re.sub(r"\n\s*\n+", "\n", page).strip() + "\n").encode("utf-8")


_OPENING_TAG = re.compile(r"<html(?![^>]*\sdir=)", re.IGNORECASE)
_RIGHT = (
    "ul, .sources ol { padding: 0 22px 0 0; } .figures th, .figures td { text-align: right; "
    "padding-right: 0; padding-left: 14px; } .bottom-line { padding: 2px 14px 2px 0; "
    "border-left: 0; border-right: 4px solid; } .comment { padding: 0 10px 0 0; border-left: 0; "
    "border-right: 2px solid #b08a3e; }\n"
)
"""What the shipped styles set to the left, set to the right."""


def _from_the_right(page: str) -> str:
    """The page of a language that is written from right to left."""
    page = _OPENING_TAG.sub('<html dir="rtl"', page, count=1)
    return page.replace("</style>", f"{_RIGHT}</style>", 1)


def html_template(options: WriteOptions) -> TextTemplate:
    """The checked template of ``options``. Raises :class:`TemplateError`."""
    source = options.html_template
    if source is None:
        source = template_path("brief.html").read_text("utf-8")
    return compile_template(source, names(options.fields), FORMER, show)


def show(value: Any) -> str:
    """A value of a template as HTML; nothing in it can act as markup.

    >>> show("a < b & c")
    'a &lt; b &amp; c'
    """
    if isinstance(value, RichText):
        return "".join(_span(span) for span in value.spans)
    if isinstance(value, list | tuple):
        return escape(", ".join(clean(str(item)) for item in value))
    return escape("" if value is None else clean(str(value)))


def _span(span: Span) -> str:
    text = escape(span.text)
    match span.kind:
        case SpanKind.LINK:
            return f'<a href="{escape(span.target)}">{text}</a>'
        case SpanKind.ANCHOR:
            return f'<a href="#{ANCHOR.format(span.numbers[0])}">{text}</a>'
        case SpanKind.GAP:
            return ""
        case SpanKind.COMMENT:
            return f'<em class="comment">{text}</em>'
        case SpanKind.CITATION:
            return f'{JOINER}<sup class="ref">{_cited(span)}</sup>'
    return text


def _cited(span: Span) -> str:
    return "".join(
        f'<a href="#{ANCHOR.format(number)}">{text}</a>' if number else escape(text)
        for text, number in pieces(span.numbers)
    )
