"""What a template may hold, what it may not, and what the user is told."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from factory import make_brief
from page.looks import plain_house

from briefing.docx.package import REL_TYPE, Package
from briefing.docx.template import load
from briefing.errors import TemplateError
from briefing.layout.measure import Layout
from briefing.resources import template_path
from briefing.writers import WriteOptions
from briefing.writers.docx import write_docx

DOCUMENT = "word/document.xml"


def changed(edit: Callable[[Package], None]) -> bytes:
    """The default template, edited."""
    package = Package.read(template_path("brief.docx").read_bytes())
    edit(package)
    return package.to_bytes()


def with_tag(old: str, new: str) -> bytes:
    def edit(package: Package) -> None:
        text = package.parts[DOCUMENT].decode()
        assert old in text
        package.parts[DOCUMENT] = text.replace(old, new, 1).encode()

    return changed(edit)


def shown(data: bytes) -> str:
    """All text of the document, a line a paragraph."""
    xml = Package.read(data).parts[DOCUMENT].decode()
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    return "\n".join("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", p)) for p in paragraphs)


def written(template: bytes) -> str:
    return shown(write_docx(make_brief(), WriteOptions(docx_template=template)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{{ title }}", "{{ titel }}", "unknown name 'titel'; did you mean 'title'?"),
        (
            "{{ section.title }}",
            "{{ section.titel }}",
            "unknown name 'section.titel'; did you mean 'title'?",
        ),
        ("in section.points", "in section.point", "did you mean 'points'?"),
        ("{{ title }}", "{{ title ", "tag is not closed"),
        ("{{ title }}", "{{ title.upper() }}", "more than a tag may do"),
        ("{{ title }}", "{{ title|uper }}", "unknown filter 'uper'; did you mean 'upper'?"),
        ("{{ title }}", "{{ sections }}", "is a list; loop over it"),
        ("{{ title }}", "{{ title.__class__ }}", "is a text and has no parts to name"),
        ("{% for section in sections %}", "{% for section in title %}", "is not a list"),
        ("{% for section in sections %}", "{% fro section in sections %}", "unknown tag"),
        ("{% if key_figures %}", "x {%p if key_figures %}", "must stand alone"),
        ("{% if bottom_line %}", " ", "{% endif %} closes nothing"),
    ],
)
def test_a_wrong_tag_is_named_before_anything_is_written(old: str, new: str, message: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(message)):
        Layout(with_tag(old, new))


def test_a_loop_that_is_not_closed_is_named() -> None:
    def edit(package: Package) -> None:
        package.parts[DOCUMENT] = package.parts[DOCUMENT].replace(b"{% endfor %}", b"")

    with pytest.raises(TemplateError, match=r"\{% endfor %\} is missing"):
        Layout(changed(edit))


def test_a_template_that_shows_no_points_is_refused() -> None:
    with pytest.raises(TemplateError, match="shows no points"):
        Layout(with_tag("{{ point }}", "{{ point.source }}"))


def test_without_a_list_of_sources_their_numbers_are_plain_text() -> None:
    def edit(package: Package) -> None:
        text = package.parts[DOCUMENT].decode()
        start = text.index("{% for source in sources %}")
        end = text.index("{% endfor %}", start)
        hidden = text[start:end].replace("{{ source.entry }}", "x")
        package.parts[DOCUMENT] = (text[:start] + hidden + text[end:]).encode()

    out = Package.read(write_docx(make_brief(), WriteOptions(docx_template=changed(edit))))
    assert b"instrText" not in out.parts[DOCUMENT]
    assert "[1]" in shown(out.to_bytes())


def test_a_tag_that_word_split_over_runs_is_one_tag() -> None:
    split = "{{ ti</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>tle }}"
    assert make_brief().title in written(with_tag("{{ title }}", split))


def test_conditions_filters_and_loop_names() -> None:
    text = (
        "{{ title|upper }} {% if source_count == 1 %}one{% elif source_count > 1 and not to %}"
        "many{% else %}none{% endif %}"
    )
    lines = written(with_tag("{{ title }}", text.replace(">", "&gt;"))).splitlines()
    assert lines[0] == f"{make_brief().title.upper()} many"


def test_text_of_a_source_is_never_read_as_a_tag() -> None:
    from dataclasses import replace

    brief = replace(make_brief(), title="{{ sections }} {% for x in y %} <w:p/> & {{")
    lines = shown(write_docx(brief, WriteOptions())).replace("\xa0", " ").splitlines()
    assert lines[0] == "{{ sections }} {% for x in y %} &lt;w:p/&gt; &amp; {{"


def external(kind: str, target: str) -> Callable[[Package], None]:
    def edit(package: Package) -> None:
        package.relate(DOCUMENT, REL_TYPE + kind, target, external=True)

    return edit


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (external("image", "https://example.org/spy.png"), "refers to an external image"),
        (external("oleObject", "file:///c:/x"), "refers to an external oleObject"),
        (external("hyperlink", "javascript:alert(1)"), "refers to an external hyperlink"),
        (lambda p: p.parts.update({"word/vbaProject.bin": b"x"}), "holds macros"),
        (
            lambda p: p.parts.update(
                {DOCUMENT: b'<!DOCTYPE x [<!ENTITY a "b">]>' + p.parts[DOCUMENT].split(b"?>", 1)[1]}
            ),
            "declares a document type",
        ),
        (
            lambda p: p.parts.update(
                {
                    DOCUMENT: p.parts[DOCUMENT].replace(
                        b"<w:body>",
                        b"<w:body><w:p><w:r><w:instrText> DDE</w:instrText></w:r><w:r>"
                        b"<w:instrText>AUTO c:\\x</w:instrText></w:r></w:p>",
                    )
                }
            ),
            "holds a DDEAUTO field",
        ),
        (lambda p: p.parts.pop(DOCUMENT), "not a Word document"),
        (lambda p: p.parts.update({DOCUMENT: b"<w:document"}), "not well-formed XML"),
    ],
)
def test_an_unsafe_or_broken_template_is_refused(
    edit: Callable[[Package], None], message: str
) -> None:
    with pytest.raises(TemplateError, match=re.escape(message)):
        load(changed(edit))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip"])
def test_what_is_no_docx_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateError, match="not a readable DOCX file"):
        load(data)


def test_links_in_a_letterhead_stay() -> None:
    data = changed(external("hyperlink", "https://example.org/"))
    assert make_brief().title in written(data)


def test_where_word_kept_the_template_is_forgotten() -> None:
    data = changed(external("attachedTemplate", "file:///C:/Users/someone/Normal.dotm"))
    out = write_docx(make_brief(), WriteOptions(docx_template=data))
    assert b"someone" not in b"".join(Package.read(out).parts.values())


def test_a_house_template_without_tags_lends_its_page_and_styles() -> None:
    data = plain_house()
    out = Package.read(write_docx(make_brief(), WriteOptions(docx_template=data)))
    text = out.parts[DOCUMENT].decode()
    assert '<w:pStyle w:val="Title"/>' in text
    assert '<w:pStyle w:val="ListBullet"/>' in text
    styles = out.parts["word/styles.xml"].decode()
    house = Package.read(data).parts["word/styles.xml"].decode()
    title = re.search(r'<w:style [^>]*w:styleId="Title">.*?</w:style>', house, re.DOTALL)
    assert title is not None
    assert title[0] in styles
    assert 'w:styleId="BottomLine"' in styles


def test_the_text_of_a_house_template_is_announced_as_unused() -> None:
    import io

    import docx

    document = docx.Document(io.BytesIO(plain_house()))
    document.add_paragraph("Sample text")
    out = io.BytesIO()
    document.save(out)
    layout = Layout(out.getvalue())
    assert [w for w in layout.warnings if "not used" in w]
    assert "Sample text" not in written(out.getvalue())


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("{{title}}{# for the desk #}", "Ilmen valley, weekly brief"),
        ("{%if title%}{{- title -}}{%- endif -%}", "Ilmen valley, weekly brief"),
        ("{% if language == “en” %}English{% else %}other{% endif %}", "English"),
        ("{% if language == ‘de’ %}German{% else %}other{% endif %}", "other"),
        ("{%\u00a0if\u202flanguage\u00a0== “en”\u00a0%}English{%\u00a0endif\u00a0%}", "English"),
        ("{%\u00a0if language == “e\u00a0n” %}one{% else %}other{% endif %}", "other"),
    ],
)
def test_tags_are_read_as_jinja_and_word_write_them(tag: str, line: str) -> None:
    assert written(with_tag("{{ title }}", tag)).replace("\xa0", " ").splitlines()[0] == line


def test_a_paragraph_of_a_comment_leaves_no_trace() -> None:
    comment = "</w:t></w:r></w:p><w:p><w:r><w:t>{# ask the desk #}</w:t></w:r></w:p><w:p><w:r><w:t>"
    assert "ask the desk" not in written(with_tag("{{ title }}", "{{ title }}" + comment + "x"))


def test_cells_in_content_controls_are_kept_and_filled() -> None:
    cell = "<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    held = (
        "<w:sdt><w:sdtPr/><w:sdtContent>"
        + cell.format(text="{{ date }}")
        + "</w:sdtContent></w:sdt>"
    )
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell.format(text='Desk')}{held}</w:tr></w:tbl>"

    def edit(package: Package) -> None:
        text = package.parts[DOCUMENT].decode()
        package.parts[DOCUMENT] = text.replace("<w:body>", f"<w:body>{table}", 1).encode()

    lines = written(changed(edit)).replace("\xa0", " ").splitlines()
    assert lines[:2] == ["Desk", "12 June 2024"]


def test_the_styles_of_the_readers_own_template_do_not_take_over() -> None:
    def edit(package: Package) -> None:
        text = package.parts["word/settings.xml"].decode()
        text = text.replace("<w:defaultTabStop", "<w:linkStyles/><w:defaultTabStop", 1)
        package.parts["word/settings.xml"] = text.encode()

    out = write_docx(make_brief(), WriteOptions(docx_template=changed(edit)))
    assert b"linkStyles" not in Package.read(out).parts["word/settings.xml"]


def test_a_page_break_is_named_where_one_page_is_promised() -> None:
    broken = with_tag(
        "{{ title }}", '{{ title }}</w:t></w:r><w:r><w:br w:type="page"/></w:r><w:r><w:t>'
    )
    with pytest.raises(TemplateError, match="a page break makes it two pages"):
        Layout(broken)
    Layout(broken, pages=2)
