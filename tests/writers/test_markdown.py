"""A page shows exactly the words of its points, in every dialect, and nothing of them is live."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
import yaml
from dialects import DIALECTS, FRONT, HOSTILE, mkdocs, page
from factory import make_brief
from hypothesis import example, given, settings
from lxml import html as lhtml

from briefing.display.text import clean
from briefing.model import Brief, Conflict, KeyFigure, Section, SourceEntry
from briefing.writers.markdown_escape import escape

PARTS = "<!-- -->"


def body(rendered: str) -> lhtml.HtmlElement:
    """The page without its footnotes and the marks that lead to them."""
    tree = lhtml.fromstring(f"<div>{rendered}</div>")
    for node in tree.xpath(
        "//sup | //section[contains(@class,'footnotes')] | //hr[@class='footnotes-sep']"
        " | //div[@class='footnote'] | //comment()"
    ):
        node.drop_tree()
    return tree


def words_of(rendered: str) -> list[str]:
    """The texts of the bottom line and the bullets, without marks and differing values."""
    nodes = body(rendered).xpath("//blockquote/p[last()] | //li")
    return [node.text_content().strip() for node in nodes]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_points_show_as_they_are(dialect: str) -> None:
    brief = make_brief()
    shown = words_of(DIALECTS[dialect](page(brief)))
    assert len(shown) == len(brief.points)
    for text, point in zip(shown, brief.points, strict=True):
        note = " Sources differ: 2,300 (Karaberg Courier), 2,600 (Ilmen Post)"
        note = note if point.conflicts else ""
        assert " ".join(text.split()) == point.text + note


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_mark_leads_to_its_source(dialect: str) -> None:
    rendered = DIALECTS[dialect](page(make_brief()))
    tree = lhtml.fromstring(f"<div>{rendered}</div>")
    marks = tree.xpath("//sup//a[starts-with(@href, '#')]")
    assert len(marks) == 9 + 2 + 3  # points, further sources, key figures
    targets = set(tree.xpath("//li/@id"))
    assert all(mark.get("href")[1:] in targets for mark in marks)
    notes = [node.text_content() for node in tree.xpath("//li[@id]")]
    assert ["Karaberg Courier: Karaberg Signs Loan" in note for note in notes] == [
        True,
        False,
        False,
    ]


def test_headings_give_plain_anchors() -> None:
    tree = lhtml.fromstring(mkdocs(page(make_brief())))
    assert tree.xpath("//h2/@id") == ["energy", "transport", "health"]


def test_front_matter_is_yaml_with_title_date_sectors_sources() -> None:
    brief = make_brief(title='A "quoted": title # {{ x }}')
    front = FRONT.match(page(brief))
    assert front is not None
    value = yaml.safe_load(front[1])
    assert value["title"] == brief.title
    assert str(value["date"]) == "2024-06-12"
    assert value["sectors"] == ["energy", "transport", "health"]
    assert value["sources"][0] == "Karaberg Courier: Karaberg Signs Loan for Two Gas-Fired Plants"
    first = brief.points[0]
    assert value["provenance"][0] == f"{brief.sources[0].id} {first.start} {first.end}"
    assert "{{" not in front[1]


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose 4.5% to $9.6 billion (see table 2); imports – 1,450 tonnes – fell.",
        "The snake_case name, a 5 < 6 claim, AT&T & Co., x > y, 10:30:45, a/b, 50%-60%.",
        "“It won't,” he said – don't you see? Then: no!",  # only a final ! is escaped
        "In 2024. The U.S. and C# — US$3 to $5, A$5–US$6.",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert escape(text) == re.sub(r"!$", r"\\!", text)


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("see https://x.kz/a", "https://"),
        ("see www.x.kz", "www."),
        ("mail a@b.kz", "@b"),
        ("thanks @name", "@name"),
        ("a #tag and #12", "#tag"),
        ("so :smile: and :+1:", ":smile:"),
        ("a ==mark== b", "=="),
        ("a %%hidden%% b", "%%"),
        ("{{ config }}", "{{"),
        ("{% raw %}", "{%"),
        ("{# note #}", "{#"),
        ("[[Page]]", "[["),
        ("an {+added+} word", "{+"),
        ("a $$x$$ b", "$$"),
        ("--8<-- 'file'", "8<-"),
        ("a ^block", "^"),
        ("text {: .red }", "{:"),
        ("mailto:x", "mailto:"),
        ("<%* tp %>", "<%"),
    ],
)
def test_what_sites_make_live_later_is_parted(text: str, live: str) -> None:
    assert live in text
    assert live not in escape(text)
    for name, render in DIALECTS.items():
        shown = lhtml.fromstring(render(f"- {escape(text)}"))
        assert shown.text_content().strip() == text, name
        assert not shown.xpath("//a"), name


PARTS = "//blockquote/p[last()] | //li"


def _with_text(text: str) -> Brief:
    brief = make_brief()
    point = replace(brief.points[-1], text=text, quote=text)
    lead = replace(point, also_in=(2,))
    clash = replace(point, conflicts=(Conflict(text, 1), Conflict("2", 2)))
    source = SourceEntry(1, "0" * 16, text, text, "", "a.txt", "https://x.example/a_b?c=d&amp;e")
    return replace(
        brief,
        title=text,
        bottom_line=lead,
        sections=(Section("energy", text, (point, clash, point)),),
        sources=(source, *brief.sources[1:]),
        key_figures=(KeyFigure(text, text, 1),),
    )


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
@example("a\\")
@example("\\[x\\](y)")
@example("1. - # > +")
@example("C:\\dir\\*.txt")
@example("a  b")
def test_hostile_text_shows_as_itself_and_is_dead(text: str) -> None:
    written = page(_with_text(text))
    expected = html.unescape(html.escape(clean(text)))
    for name, render in DIALECTS.items():
        tree = body(render(written))
        quote, first, clash, last = (n.text_content() for n in tree.xpath(PARTS))
        assert quote.strip() == first.strip() == last.strip() == expected, name
        assert clash.strip().startswith(expected), name
        assert tree.xpath("//h1")[0].text_content().strip() == expected, name
        assert tree.xpath("//h2")[0].text_content().strip() == expected, name
        dead = "a", "img", "script", "code", "pre", "del", "table", "eq", "eqn", "dl", "b"
        assert not [n.tag for n in tree.iter() if n.tag in dead], name
        # by the template: the date line and the note on differing values
        assert len(tree.xpath("//em")) == 2, name
        # by the template: the sector above the bottom line, the label of the key figures, one value
        assert len(tree.xpath("//strong")) == 3, name


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_hostile_titles_stay_inside_the_source_list(text: str) -> None:
    written = page(_with_text(text))
    for name, render in DIALECTS.items():
        tree = lhtml.fromstring(f"<div>{render(written)}</div>")
        links = [a.get("href") for a in tree.xpath("//a[not(starts-with(@href, '#'))]")]
        assert links == ["https://x.example/a_b?c=d&amp;e"], name
    front = FRONT.match(written)
    assert front is not None
    assert yaml.safe_load(front[1])["title"] == clean(text)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/etc/x", "http://"],
)
def test_only_web_and_mail_addresses_become_links(address: str) -> None:
    brief = make_brief()
    source = replace(brief.sources[0], url=address, location=address)
    written = page(replace(brief, sources=(source, *brief.sources[1:])))
    assert "](" not in FRONT.sub("", written)
    assert "Karaberg Signs Loan" in written.split("[^1]:")[1]


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert page(make_brief()) == page(make_brief())
