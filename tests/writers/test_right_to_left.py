"""Pages in a language that is written from right to left."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from factory import make_brief
from lxml import etree

from briefing.resources import template_path
from briefing.writers import WriteOptions, writer

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def styles(language: str) -> etree._Element:
    data = replace(make_brief(), language=language).to_docx()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/styles.xml"))


def test_an_arabic_word_file_runs_from_right_to_left() -> None:
    defaults = styles("ar").find(f"{W}docDefaults")
    assert defaults is not None
    assert defaults.find(f"{W}pPrDefault/{W}pPr/{W}bidi") is not None
    run = defaults.find(f"{W}rPrDefault/{W}rPr")
    assert run is not None
    names = [element.tag.removeprefix(W) for element in run]
    assert names.index("rtl") == names.index("lang") - 1  # the order of the schema
    lang = run.find(f"{W}lang")
    assert lang is not None
    assert lang.get(f"{W}bidi") == "ar-SA"


def test_other_word_files_do_not() -> None:
    assert styles("ru").find(f".//{W}docDefaults//{W}bidi") is None
    assert styles("ru").find(f".//{W}docDefaults//{W}rtl") is None


@pytest.mark.parametrize("template", ["brief", "memo", "ministry", "digest", "morning_note"])
def test_bars_stand_at_the_right_and_tables_begin_there(template: str) -> None:
    """The border of a paragraph is the one thing that does not follow its direction by itself."""
    sides = {}
    for language in ("en", "ar"):
        options = WriteOptions(docx_template=template_path(f"{template}.docx").read_bytes())
        data = writer("docx")(replace(make_brief(), language=language), options)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = ("word/styles.xml", "word/document.xml")
            parts = [etree.fromstring(package.read(name)) for name in names]
        sides[language] = [
            element.tag.removeprefix(W)
            for part in parts
            for borders in part.iter(f"{W}pBdr")
            for element in borders
            if element.tag in (f"{W}left", f"{W}right")
        ]
        turned = [t.find(f"{W}bidiVisual") is not None for t in parts[1].iter(f"{W}tblPr")]
        assert all(turned) if language == "ar" else not any(turned)
    assert sides["en"]
    other = {"left": "right", "right": "left"}
    assert sorted(sides["ar"]) == sorted(other[side] for side in sides["en"])


def test_an_arabic_page_says_its_direction() -> None:
    brief = make_brief()
    assert '<html dir="rtl" lang="ar">' in replace(brief, language="ar").to_html()
    assert "rtl" not in brief.to_html()
