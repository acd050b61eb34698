"""The Word file: what a reader, a screen reader and a machine find in it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from factory import make_brief
from lxml import etree
from page.looks import all_looks

from briefing.display.citations import citation
from briefing.display.page_fields import PageFields
from briefing.docx.package import RELS, Package, R, W
from briefing.model import Brief
from briefing.writers import WriteOptions
from briefing.writers.docx import write_docx
from briefing.writers.docx_metadata import PROVENANCE

LOOKS = all_looks()


def parts(brief: Brief, **options: Any) -> dict[str, bytes]:
    return Package.read(write_docx(brief, WriteOptions(**options))).parts


def document(brief: Brief, **options: Any) -> Any:
    return etree.fromstring(parts(brief, **options)["word/document.xml"])


def opened(brief: Brief, **options: Any) -> Any:
    return docx.Document(io.BytesIO(write_docx(brief, WriteOptions(**options))))


def by_style(brief: Brief, **options: Any) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in opened(brief, **options).paragraphs]


def test_the_page_holds_the_brief_in_the_styles_of_the_template() -> None:
    brief = make_brief()
    found = by_style(brief)
    assert found[0] == ("Title", brief.title)
    headings = [text for style, text in found if style == "Heading 2"]
    assert headings == [section.title for section in brief.sections]
    bullets = [text for style, text in found if style == "List Bullet"]
    points = [point for section in brief.sections for point in section.points]
    assert len(bullets) == len(points)
    for bullet, point in zip(bullets, points, strict=True):
        cited = citation((point.source, *point.also_in))
        assert bullet.replace("\u00a0", " ").startswith(
            f"{point.text} {cited}".replace("\u00a0", " ")
        )
    sources = [text for style, text in found if style == "Source"]
    assert len(sources) == len(brief.sources)


def test_nothing_is_formatted_but_by_styles() -> None:
    root = document(make_brief())
    for properties in root.iter(W + "rPr"):
        assert {child.tag for child in properties} <= {W + "rStyle"}
    for properties in root.iter(W + "pPr"):
        assert {child.tag for child in properties} <= {W + "pStyle", W + "sectPr"}


@pytest.mark.parametrize("look", ["brief", "memo", "digest"])
def test_headings_and_bullets_are_real(look: str) -> None:
    """For the navigation pane, a screen reader and whoever edits on: levels 1 and 2, and a list."""
    root = etree.fromstring(parts(make_brief(), docx_template=LOOKS[look])["word/styles.xml"])
    styles = {s.find(W + "name").get(W + "val"): s for s in root.iter(W + "style")}

    def level(name: str) -> str:
        return str(styles[name].find(f".//{W}outlineLvl").get(W + "val"))

    assert (level("Title"), level("heading 2")) == ("0", "1")
    assert styles["List Bullet"].find(f".//{W}numPr/{W}numId") is not None
    assert not [t for t in by_style(make_brief(), docx_template=LOOKS[look]) if "•" in t[1]]


def test_every_source_number_is_a_cross_reference_to_a_numbered_source() -> None:
    brief = make_brief()
    root = document(brief)
    names = {mark.get(W + "name") for mark in root.iter(W + "bookmarkStart")}
    assert names == {f"source_{s.n}" for s in brief.sources}
    fields = [i.text.split() for i in root.iter(W + "instrText")]
    assert fields
    assert all(f[0] == "REF" and f[1] in names and f[2:] == ["\\r", "\\h"] for f in fields)
    shown = sum(1 + len(p.also_in) for p in brief.points)
    assert len(fields) == shown + len(brief.key_figures)
    listed = [p for p in root.iter(W + "p") if p.find(W + "bookmarkStart") is not None]
    assert [p.find(f"{W}pPr/{W}pStyle").get(W + "val") for p in listed] == ["Source"] * len(listed)


def test_titles_of_sources_are_links_only_to_the_web() -> None:
    brief = make_brief()
    urls = ("https://example.org/a?b=1&c=2", "javascript:alert(1)", "file:///etc/passwd")
    sources = tuple(replace(s, url=u) for s, u in zip(brief.sources, urls, strict=False))
    brief = replace(brief, sources=sources)
    found = parts(brief)
    rels = etree.fromstring(found["word/_rels/document.xml.rels"])
    external = {r.get("Id"): r.get("Target") for r in rels.iter(RELS + "Relationship")
                if r.get("TargetMode") == "External"}  # fmt: skip
    assert list(external.values()) == [urls[0]]
    root = etree.fromstring(found["word/document.xml"])
    links = [link.get(R + "id") for link in root.iter(W + "hyperlink")]
    assert [link for link in links if link] == list(external)


def test_conflicting_values_follow_their_point() -> None:
    brief = make_brief()
    point = next(p for p in brief.points if p.conflicts)
    assert [c.value for c in point.conflicts] == ["2,300", "2,600"]
    note = "Sources differ: 2,300 (Karaberg Courier), 2,600 (Ilmen Post)"
    assert [text for _, text in by_style(brief) if text.endswith(f"] {note}")]
    root = document(brief)
    outlets = {
        link.get(W + "anchor"): "".join(link.itertext()) for link in root.iter(W + "hyperlink")
    }
    assert (outlets["source_1"], outlets["source_2"]) == ("Karaberg Courier", "Ilmen Post")


def test_key_figures_are_a_table_with_a_header_row_and_a_description() -> None:
    brief = make_brief()
    assert brief.key_figures
    (table,) = opened(brief).tables
    assert [c.text for c in table.rows[0].cells] == [f.value for f in brief.key_figures]
    assert [c.text for c in table.rows[1].cells] == [
        f"{f.label}\u00a0[{f.source}]" for f in brief.key_figures
    ]
    xml = etree.tostring(table._tbl).decode()
    assert "w:tblHeader" in xml
    assert "w:tblDescription" in xml
    assert table.style.name == "Key Figures"
    assert not opened(replace(brief, key_figures=())).tables


def test_the_same_brief_gives_the_same_bytes() -> None:
    brief = make_brief()
    options = WriteOptions(annotate=True)
    first, second = write_docx(brief, options), write_docx(brief, options)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_say_title_author_and_the_date_of_the_brief(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    brief = make_brief()
    properties = opened(brief).core_properties
    assert (properties.title, properties.author) == (brief.title, "briefing")
    assert properties.created.date().isoformat() == brief.date
    assert opened(replace(brief, date="")).core_properties.created.year == 1980
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert opened(brief).core_properties.modified.isoformat()[:19] == "2023-11-14T22:13:20"


@pytest.mark.parametrize(
    ("language", "attribute", "stated"),
    [
        ("en", "val", "en-GB"),
        ("kk", "val", "kk-KZ"),
        ("ko", "eastAsia", "ko-KR"),
        ("xx", "val", "xx"),
    ],
)
def test_the_document_states_its_language(language: str, attribute: str, stated: str) -> None:
    found = parts(replace(make_brief(), language=language))
    styles = etree.fromstring(found["word/styles.xml"])
    element = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert element.get(W + attribute) == stated


def test_provenance_tells_each_span() -> None:
    brief = make_brief()
    found = parts(brief)
    item = next(d for n, d in found.items() if re.fullmatch(r"customXml/item\d+\.xml", n))
    root = etree.fromstring(item)
    told = [
        (p.text, int(p.get("source")), int(p.get("start")), int(p.get("end")))
        for p in root.iter(f"{{{PROVENANCE}}}point")
    ]
    assert told == [(p.quote, p.source, p.start, p.end) for p in brief.points]
    ids = [s.get("id") for s in root.iter(f"{{{PROVENANCE}}}source")]
    assert ids == [s.id for s in brief.sources]


def test_a_comment_on_each_point_only_when_asked() -> None:
    brief = make_brief()
    assert not list(opened(brief).comments)
    comments = list(opened(brief, annotate=True).comments)
    assert len(comments) == len(brief.points)
    for comment, point in zip(comments, brief.points, strict=True):
        assert point.quote in comment.text
        assert f"Score {point.score:.2f}" in comment.text
        assert comment.author == "briefing"
    assert by_style(brief, annotate=True) == by_style(brief)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("look", LOOKS)
def test_the_paper_changes_and_the_margins_stay(look: str, paper: str) -> None:
    brief = make_brief()
    sections = opened(brief, docx_template=LOOKS[look], paper=paper).sections
    size = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}[paper]
    house = docx.Document(io.BytesIO(LOOKS[look])).sections
    for section in sections:
        assert (section.page_width.mm, section.page_height.mm) == pytest.approx(size, abs=0.1)
        assert section.left_margin == house[-1].left_margin


def test_a_memo_says_to_whom() -> None:
    memo = LOOKS["memo"]
    texts = [
        t
        for _, t in by_style(make_brief(), docx_template=memo, fields=PageFields(to="The Minister"))
    ]
    assert "To\tThe Minister" in texts
    assert not [t for _, t in by_style(make_brief(), docx_template=memo) if t.startswith("To\t")]


def test_characters_that_xml_cannot_carry_are_left_out() -> None:
    brief = replace(make_brief(), title="A\x00B\x0b \ud800C & <D>")
    assert opened(brief).core_properties.title == "AB  �C & <D>"
    assert by_style(brief)[0] == ("Title", "AB  �C & <D>")


def test_an_empty_brief_is_still_a_document() -> None:
    brief = replace(make_brief(), bottom_line=None, sections=(), sources=(), key_figures=())
    assert by_style(brief)[0] == ("Title", brief.title)


@pytest.mark.parametrize("look", LOOKS)
def test_elements_come_in_the_order_of_the_standard(look: str) -> None:
    """Word repairs files whose properties are out of order (ECMA-376 Part 1, 17.3.1.26)."""
    order = "pStyle keepNext keepLines pageBreakBefore numPr pBdr tabs spacing ind jc rPr sectPr"
    rank = {W + name: i for i, name in enumerate(order.split())}
    for name, data in parts(make_brief(), docx_template=LOOKS[look], annotate=True).items():
        if not name.endswith(".xml") or not name.startswith("word/"):
            continue
        for properties in etree.fromstring(data).iter(W + "pPr"):
            ranks = [rank[child.tag] for child in properties if child.tag in rank]
            assert ranks == sorted(ranks), name
