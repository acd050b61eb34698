"""Every format says the same things in the same words, in every language that has labels."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from html import unescape
from typing import Any

import pytest
from factory import make_brief
from lxml import html

from briefing.display.labels import LANGUAGES, labels
from briefing.display.text import clean
from briefing.display.variables import date_line
from briefing.docx.package import Package
from briefing.model import Brief
from briefing.writers import WRITERS, WriteOptions


def said(brief: Brief) -> dict[str, list[str]]:
    """The lines of text that each format shows, front matter and marks of Markdown taken away."""
    made = {form: WRITERS[form](brief, WriteOptions()) for form in ("docx", "md", "html", "eml")}
    xml = Package.read(made["docx"]).parts["word/document.xml"].decode()
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    markdown = made["md"].decode().split("---\n", 2)[2]
    mail: Any = message_from_bytes(made["eml"], policy=policy.default)
    parts = [mail.get_body((kind,)).get_content() for kind in ("plain", "html")]
    return {
        "docx": ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", p)) for p in paragraphs],
        "md": [re.sub(r"[*>#\\]|\[\^\d+\]", "", unescape(x)) for x in markdown.splitlines()],
        "html": _lines(made["html"].decode()),
        "mail": parts[0].splitlines(),
        "mail page": _lines(parts[1]),
    }


def _lines(page: str) -> list[str]:
    return [clean(node.text_content()) for node in html.fromstring(page).iter("p", "h2", "li")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sources", [1, 3])
def test_date_line_headings_and_notes_are_worded_alike(language: str, sources: int) -> None:
    brief = replace(make_brief(), language=language)
    if sources == 1:
        points = tuple(p for p in brief.points if p.source == 1 and not p.also_in)
        section = replace(brief.sections[0], points=points)
        brief = replace(
            brief, bottom_line=None, sections=(section,), sources=brief.sources[:1], key_figures=()
        )
    words = labels(language)
    for form, lines in said(brief).items():
        shown = [line.replace("\xa0", " ").strip() for line in lines]
        assert date_line(brief).replace("\xa0", " ") in shown, form
        if form != "md":  # where footnotes list the sources without a heading
            assert words.sources in shown, form
        if sources > 1:
            note = f"{words.sources_differ}: 2,300 (Karaberg Courier), 2,600 (Ilmen Post)"
            assert [line for line in shown if line.endswith(note)], form


def test_the_date_line_counts_and_names_the_period_in_each_language() -> None:
    brief = make_brief()
    shown = {code: date_line(replace(brief, language=code)) for code in ("en", "de", "fr", "xx")}
    assert shown == {
        "en": "12 June 2024 · covering 10–12 June 2024 · 3 sources",
        "de": "12. Juni 2024 · Zeitraum 10.–12. Juni 2024 · 3 Quellen",
        "fr": "12 juin 2024 · période : 10–12 juin 2024 · 3 sources",
        "xx": "2024-06-12 · covering 2024-06-10 – 2024-06-12 · 3 sources",
    }


@pytest.mark.parametrize("form", ["docx", "md", "html"])
def test_a_source_is_listed_as_outlet_title_and_written_date(form: str) -> None:
    lines = [line.replace("\xa0", " ") for line in said(make_brief())[form]]
    entry = "Ilmen Post: Ilmen Line Reopens After Floods, 11 June 2024"
    assert [line for line in lines if line.endswith(entry)], lines
