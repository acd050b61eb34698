"""House templates as people have them: all of theirs stays, and nothing of an old brief does."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from factory import make_brief
from houses import (
    LEAD,
    NOTE_MARK,
    PICTURE,
    POINTS,
    House,
    cell,
    control,
    field,
    floating,
    framed,
    house,
    note,
    row,
    table,
    text_box,
)

from briefing.docx.package import Package
from briefing.errors import TemplateError
from briefing.layout.measure import Layout
from briefing.training.wordxml import para, text, w
from briefing.writers import WriteOptions
from briefing.writers.docx import write_docx

DOCUMENT = "word/document.xml"


def made(template: bytes, **options: object) -> Package:
    """The package of a brief on ``template``, which must be measurable too."""
    Layout(template)
    return Package.read(
        write_docx(make_brief(), WriteOptions(docx_template=template, **options))  # type: ignore[arg-type]
    )


def document(template: bytes) -> str:
    return made(template).parts[DOCUMENT].decode()


def lines(xml: str) -> list[str]:
    """The text of each paragraph."""
    paragraphs = re.findall(r"<w:p[ >/].*?</w:p>", xml, re.DOTALL)
    texts = ("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", p)) for p in paragraphs)
    return [line.replace("\xa0", " ") for line in texts]


def test_a_word_template_file_becomes_a_document() -> None:
    template = Package.read(house())
    types = template.parts["[Content_Types].xml"]
    template.parts["[Content_Types].xml"] = types.replace(b"document.main", b"template.main")
    out = made(template.to_bytes())
    assert b"document.main+xml" in out.parts["[Content_Types].xml"]
    assert b"template.main+xml" not in out.parts["[Content_Types].xml"]


def test_strict_open_xml_is_read_and_written_as_every_program_reads_it() -> None:
    names = (
        (b"schemas.openxmlformats.org/wordprocessingml/2006/", b"wordprocessingml/"),
        (b"schemas.openxmlformats.org/officeDocument/2006/", b"officeDocument/"),
        (b"schemas.openxmlformats.org/drawingml/2006/", b"drawingml/"),
    )
    template = Package.read(house())
    for part, data in template.parts.items():
        for name, strict in names:
            data = data.replace(name, b"purl.oclc.org/ooxml/" + strict)
        template.parts[part] = data.replace(b"<w:document ", b'<w:document w:conformance="strict" ')
    out = made(template.to_bytes())
    assert not any(
        b"purl.oclc.org" in data or b"conformance" in data for data in out.parts.values()
    )
    assert lines(out.parts[DOCUMENT].decode())[0] == make_brief().title


@pytest.mark.parametrize(
    "target", ["https://example.org/t.dotm", r"\\server\share\House.dotx", "file:///C:/t.dotx"]
)
def test_the_template_that_word_was_attached_to_is_forgotten(target: str) -> None:
    attached = w("attachedTemplate").replace("/>", ' r:id="t"/>')
    package = Package.read(house(settings=attached))
    package.relate("word/settings.xml", _rel("attachedTemplate"), target, external=True)
    rels = package.parts["word/_rels/settings.xml.rels"]
    package.parts["word/_rels/settings.xml.rels"] = rels.replace(b"rId1", b"t")
    out = made(package.to_bytes())
    assert not any(b"attachedTemplate" in data for data in out.parts.values())


def _rel(kind: str) -> str:
    return f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("package", "an embedded file"),
        ("oleObject", "an embedded object"),
        ("mailMergeSource", "a mail merge"),
        ("vbaProject", "macros"),
        ("keyMapCustomizations", "custom keys"),
    ],
)
def test_what_could_run_or_fetch_is_refused_by_what_leads_to_it(kind: str, name: str) -> None:
    package = Package.read(house())
    package.parts["word/harmless.dat"] = b"x"
    package.relate(DOCUMENT, _rel(kind), "harmless.dat")
    with pytest.raises(TemplateError, match=name):
        Layout(package.to_bytes())


def test_a_custom_ribbon_is_refused() -> None:
    package = Package.read(house())
    package.parts["ribbon/bar.xml"] = b"<customUI/>"
    kind = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    package.relate("", kind, "ribbon/bar.xml")
    with pytest.raises(TemplateError, match="a custom ribbon"):
        Layout(package.to_bytes())


def test_a_mail_merge_says_how_to_end_it() -> None:
    with pytest.raises(TemplateError, match="Normal Word Document"):
        Layout(house(settings=w("mailMerge", w("mainDocumentType", val="formLetters"))))


def test_a_picture_from_the_web_stays_as_it_was_last_seen() -> None:
    code = 'INCLUDEPICTURE "http://house.example/mark.png"'
    xml = document(house(before=w("p", field(code, "Mark of the house"))))
    assert "Mark of the house" in lines(xml)[0]
    assert "INCLUDEPICTURE" not in xml


def test_a_field_that_reads_another_file_says_how_to_keep_what_it_shows() -> None:
    with pytest.raises(TemplateError, match=r"INCLUDETEXT field.*Ctrl\+Shift\+F9"):
        Layout(house(before=w("p", field('INCLUDETEXT "c:/other.docx"', "x"))))


def test_the_day_of_opening_becomes_the_date_of_the_brief() -> None:
    xml = document(house(before=w("p", field(r'DATE \@ "d MMMM yyyy"', "1 January 2020"))))
    assert lines(xml)[0] == "12 June 2024"
    assert "1 January 2020" not in xml
    simple = w("fldSimple", text("Old title"), instr=" TITLE ")
    assert lines(document(house(before=w("p", simple))))[0] == make_brief().title


def test_a_date_field_alone_does_not_make_a_template_of_tags() -> None:
    plain = House(head="", points="", sources="", before=w("p", field("DATE", "1 May 2020")))
    assert "A loan for two plants" not in plain.before
    assert make_brief().title in lines(document(plain.build()))[0]


# -- nothing lost, nothing added


def test_the_paper_is_the_templates_unless_another_is_asked_for() -> None:
    template = house(page=(12240, 15840))
    assert 'w:w="12240" w:h="15840"' in document(template)
    assert Layout(template).paper == "letter"
    assert 'w:w="11906" w:h="16838"' in made(template, paper="a4").parts[DOCUMENT].decode()
    assert Layout(house(page=(11907, 16840))).paper == "a4"
    assert Layout(house(page=(11340, 13608))).paper == "200x240mm"


def test_landscape_stays_landscape_on_another_paper() -> None:
    xml = made(house(page=(16838, 11906)), paper="letter").parts[DOCUMENT].decode()
    assert 'w:w="15840" w:h="12240"' in xml


def test_the_bottom_line_stays_in_its_section_where_the_template_has_no_place_for_it() -> None:
    brief = make_brief()
    assert brief.bottom_line
    shown = lines(document(house(head=para("Title", "{{ title }}"))))
    assert any(line.startswith(brief.bottom_line.text[:40]) for line in shown)
    both = lines(document(house()))
    assert sum(line.startswith(brief.bottom_line.text[:40]) for line in both) == 1


def test_author_subject_and_category_are_those_of_the_house() -> None:
    stated = (
        "<dc:title>Old</dc:title><dc:creator>Desk for Rivers</dc:creator>"
        "<dc:subject>Morning note</dc:subject><cp:category>Internal</cp:category>"
        "<cp:keywords>rivers</cp:keywords><cp:revision>7</cp:revision>"
    )
    xml = made(house(core=stated)).parts["docProps/core.xml"].decode()
    for value in ("Desk for Rivers", "Morning note", "Internal", "rivers", make_brief().title):
        assert f">{value}<" in xml
    assert "Old" not in xml
    assert "revision" not in xml


def test_content_controls_are_kept_and_filled() -> None:
    bound = w("dataBinding", xpath="/x", storeItemID="{1}") + w("showingPlcHdr") + w("text")
    held = row(cell("Prepared by"), control(cell("{{ date }}"), bound))
    rows = control(row(cell("Desk"), cell("Rivers")))
    block = control(para("Normal", "{{ title }}"), w("id", val=5))
    inline = w("p", text("On "), control(text("{{ date }}")), text("."))
    xml = document(house(before=table(held, rows) + block + inline))
    assert xml.count("<w:sdt>") == 4
    assert lines(xml)[:6] == [
        "Prepared by", "12 June 2024", "Desk", "Rivers", make_brief().title, "On 12 June 2024.",
    ]  # fmt: skip
    assert not re.search("dataBinding|showingPlcHdr|<w:text/>|<w:id ", xml)


def test_a_control_without_a_tag_stays_bound() -> None:
    bound = control(para("Normal", "Rivers"), w("dataBinding", xpath="/x", storeItemID="{1}"))
    assert "dataBinding" in document(house(before=bound))


def test_smart_tags_leave_their_text_and_nothing_else() -> None:
    tagged = w("p", w("smartTag", w("smartTagPr"), text("Karaberg office"), element="place"))
    xml = document(house(before=tagged))
    assert lines(xml)[0] == "Karaberg office"
    assert "smartTag" not in xml


def test_a_cell_without_a_value_keeps_its_own_paragraph() -> None:
    empty = cell(para("Heading2", "{{ labels.to }}{% if to %}{{ to }}{% endif %}"))
    gone = cell(para("Heading2", "{% if to %}{{ to }}{% endif %}"))
    xml = document(house(before=table(row(empty, gone))))
    assert xml.count('<w:pStyle w:val="Heading2"/></w:pPr></w:p></w:tc>') == 1


def test_tags_in_text_boxes_are_filled() -> None:
    box = w("p", text_box(para("Normal", "{{ title }}") + para("Normal", "{{ date }}")))
    xml = document(house(before=box))
    content = xml[xml.index("<w:txbxContent>") : xml.index("</w:txbxContent>")]
    assert lines(content) == [make_brief().title, "12 June 2024"]


def test_tags_in_headers_and_footers_are_filled() -> None:
    out = made(house(header=para("Normal", "{{ date }}"), footer=para("Normal", "{{ title }}")))
    assert lines(out.parts["word/header1.xml"].decode()) == ["12 June 2024"]
    assert lines(out.parts["word/footer1.xml"].decode()) == [make_brief().title]


def test_the_pages_of_a_template_without_tags_are_those_of_its_first_section() -> None:
    first = House(header=para("Normal", "Directorate")).sect()
    plain = house(
        head=w("p", text("First")) + w("p", w("pPr", first)),
        points="",
        sources=w("p", text("Second")),
        page=(11906, 16838),
        header=para("Normal", "Directorate"),
    )
    bare = Package.read(plain)
    xml = bare.parts[DOCUMENT].decode()
    at = xml.rindex("<w:sectPr>")
    bare.parts[DOCUMENT] = (xml[:at] + re.sub("<w:headerReference[^>]*>", "", xml[at:])).encode()
    assert 'r:id="header"' in document(bare.to_bytes())


@pytest.mark.parametrize(
    "old",
    [
        "{%p if title %}|{{ title }}|{%p endif %}",
        "{%- if title -%}|{{- title -}}|{%- endif -%}",
        "{% if title %}|{{r title }}|{% endif %}",
    ],
)
def test_the_tags_of_docxtpl_work_unchanged(old: str) -> None:
    head = "".join(para("Normal", part) for part in old.split("|"))
    assert lines(document(house(head=head + LEAD)))[0] == make_brief().title


@pytest.mark.parametrize("name", ["e", "escape", "safe"])
def test_what_docxtpl_users_escape_is_shown_as_it_is(name: str) -> None:
    brief = replace(make_brief(), title="Ports & rail <2>")
    template = house(head=para("Normal", f"{{{{ title|{name} }}}}") + LEAD)
    data = write_docx(brief, WriteOptions(docx_template=template))
    assert lines(Package.read(data).parts["word/document.xml"].decode())[0] == (
        "Ports &amp; rail &lt;2&gt;"
    )


def test_rows_are_repeated_as_docxtpl_writes_it() -> None:
    rows = (
        row(cell("{%tr for section in sections %}"), cell("")),
        row(cell("{{ section.title }}"), cell("{{ section.points|length }}")),
        row(cell("{%tr endfor %}"), cell("")),
    )
    shown = lines(document(house(before=table(*rows))))
    sections = make_brief().sections
    assert shown[: 2 * len(sections) : 2] == [section.title for section in sections]


def test_a_statement_that_docxtpl_knows_says_what_to_do() -> None:
    with pytest.raises(TemplateError, match="colour the cell in Word"):
        Layout(house(before=table(row(cell("{% cellbg x %}"), cell("")))))


# -- an old brief as a template


def test_an_old_brief_used_as_a_template_leaves_nothing_of_itself() -> None:
    old = replace(make_brief(), title="A title of last month")
    first = write_docx(old, WriteOptions(annotate=True))
    out = made(first)
    everything = b"".join(out.parts.values()).decode("utf-8", "replace")
    assert "A title of last month" not in everything
    assert f">{make_brief().title.replace(' ', ' ')}<" in everything
    assert everything.count("<brief xmlns=") == 1
    assert not [name for name in out.parts if "comments" in name]
    assert everything.count("https://courier.example/grid?a=1&amp;b=2") <= 2


def test_links_and_pictures_that_are_shown_no_more_go() -> None:
    package = Package.read(house(head="", points="", sources=w("p", text("Old")), **PICTURE))
    package.relate(DOCUMENT, _rel("hyperlink"), "https://old.example/", external=True)
    out = made(package.to_bytes())
    assert "word/media/mark.png" not in out.parts
    assert b"old.example" not in out.parts["word/_rels/document.xml.rels"]


def test_a_picture_that_is_shown_stays() -> None:
    out = made(house(before=w("p", floating(2, 1)), **PICTURE))
    assert "word/media/mark.png" in out.parts


def test_footnotes_that_are_referred_to_no_more_go() -> None:
    kept = house(before=w("p", text("House rules"), NOTE_MARK), **note("In force since May."))
    assert b"In force since May." in made(kept).parts["word/footnotes.xml"]
    gone = house(
        head="", points="", sources=w("p", text("Old"), NOTE_MARK), **note("In force since May.")
    )
    assert b"In force since May." not in made(gone).parts["word/footnotes.xml"]


def test_the_file_does_not_say_where_a_source_lay() -> None:
    brief = make_brief()
    private = tuple(
        replace(s, location=f"/home/someone/desk/{s.n}.txt", url="") for s in brief.sources
    )
    data = write_docx(replace(brief, sources=private), WriteOptions(annotate=True))
    assert not any(b"someone" in part for part in Package.read(data).parts.values())


# -- bounds


@pytest.mark.parametrize(
    "body",
    [
        para("Normal", "{" * 60_000),
        para("Normal", "{{ title }}" * 6_000),
        para("Normal", "{{" * 30_000 + "}}" * 30_000),
        para("Normal", "{% if title %}" * 4_000),
        para("Normal", "{% if title %}") * 4_000,
        w("p", *(text("{{ ") + text("title ") + text("}}") for _ in range(4_000))),
    ],
)
def test_a_template_of_braces_is_checked_at_once(body: str) -> None:
    start = time.process_time()
    try:
        Layout(house(before=body), pages=500)
    except TemplateError as error:
        assert "\n" not in str(error)
    assert time.process_time() - start < 20


@pytest.mark.parametrize("tag", ["sdt", "tbl"])
def test_things_inside_each_other_without_end_are_refused(tag: str) -> None:
    deep = para("Normal", "x")
    for _ in range(40 if tag == "tbl" else 60):
        deep = control(deep) if tag == "sdt" else table(row(cell(deep + para("Normal"))))
    with pytest.raises(TemplateError, match="inside each other"):
        Layout(house(before=deep))


def test_points_alone_make_a_brief() -> None:
    assert Layout(House(head="", sources="", points=POINTS).build()).warnings == ()


def test_what_stands_at_the_right_edge_stays_there_on_another_paper() -> None:
    stop = w("tabs", w("tab", val="right", pos=9298))
    line = w("p", w("pPr", stop), text("Desk"), w("r", w("tab")), text("{{ date }}"))
    template = house(footer=line)
    letter = made(template, paper="letter").parts["word/footer1.xml"].decode()
    assert 'w:pos="9632"' in letter  # 12240 - 11906 twips further
    assert 'w:pos="9298"' in made(template).parts["word/footer1.xml"].decode()


def test_a_frame_above_a_table_has_a_paragraph_to_stand_at() -> None:
    frame = {"w": 3000, "wrap": "around", "vAnchor": "text", "hAnchor": "margin", "x": 0, "y": 1}
    first = framed("Desk of rivers", **frame) + table(row(cell("x"), cell("y")))
    body = document(house(before=first)).split("<w:body>")[1]
    assert re.findall(r"<w:(?:p|tbl)[ >]", body.split("<w:tblPr>")[0]) == ["<w:p>"] * 2 + [
        "<w:tbl>"
    ]
    assert lines(body.split("<w:tbl>")[0]) == ["Desk of rivers", ""]
