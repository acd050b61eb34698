"""Adding a brief to a page that somebody keeps."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from dialects import DIALECTS, page
from factory import make_articles, make_brief
from lxml import html

from briefing.display.labels import LANGUAGES, labels
from briefing.errors import OutputError
from briefing.verification import verify
from briefing.writers.markdown_append import append_markdown, append_nothing_new

WIKI = "---\ntags: [a]\n---\n\n# Our page\n\nText with a note.[^1]\n\n[^1]: The note.\n"


def section(date: str = "2024-06-12") -> bytes:
    return page(make_brief(date=date)).encode("utf-8")


def headings(page: bytes, level: int) -> list[str]:
    return re.findall(rf"^{'#' * level} (.+)$", page.decode(), re.MULTILINE)


def test_an_empty_page_becomes_a_log_with_one_neutral_heading() -> None:
    made = append_markdown(b"", section())
    assert append_markdown(b"\xef\xbb\xbf\n \n", section()) == made
    assert headings(made, 1) == ["Briefs"]
    assert headings(made, 2) == ["12 June 2024"]
    assert headings(made, 3) == ["Energy", "Transport", "Health"]
    assert b"**Ilmen valley, weekly brief**" in made


def test_the_newest_section_stands_first_whatever_the_order_of_the_runs() -> None:
    days = ("2024-06-13", "2024-06-11", "2024-06-14", "2024-06-12")
    page = b""
    for day in days:
        page = append_markdown(page, section(day))
    assert headings(page, 1) == ["Briefs"]
    assert headings(page, 2) == ["14 June 2024", "13 June 2024", "12 June 2024", "11 June 2024"]
    assert verify(page, ".md", make_articles()).ok


def test_dates_follow_the_language_of_the_brief() -> None:
    german = page(replace(make_brief(), language="de")).encode()
    assert headings(append_markdown(b"", german), 2) == ["12. Juni 2024"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_page_keeps_its_words_and_notes(dialect: str) -> None:
    added = append_markdown(WIKI.encode(), section()).decode()
    assert added.startswith(WIKI)
    tree = html.fromstring(f"<div>{DIALECTS[dialect](added)}</div>")
    notes = [" ".join(n.text_content().split()) for n in tree.xpath("//li[starts-with(@id, 'fn')]")]
    assert notes[0].startswith("The note.")
    assert [bool(re.match("(Karaberg|Ilmen|Clinics)", n)) for n in notes[1:]] == [True] * 3
    assert tree.xpath("//h1")[0].text_content() == "Our page"
    heads = [h.text_content() for h in tree.xpath("//h2 | //h3") if h.text_content() != "Footnotes"]
    assert heads == ["12 June 2024", "Energy", "Transport", "Health"]


def test_two_briefs_of_a_day_do_not_share_notes_or_headings() -> None:
    first = append_markdown(WIKI.encode(), section())
    other = make_brief(title="Second brief")
    both = append_markdown(first, page(other).encode("utf-8"))
    assert both.decode().startswith(WIKI)
    assert headings(both, 2) == ["12 June 2024 (2)", "12 June 2024"]
    labels = re.findall(r"^\[\^([^\]]+)\]:", both.decode(), re.MULTILINE)
    assert len(labels) == len(set(labels)) == 7
    anchors = html.fromstring(DIALECTS["mkdocs"](both.decode())).xpath("//h2/@id | //h3/@id")
    assert len(anchors) == len(set(anchors)) == 8


def test_the_same_brief_is_added_once() -> None:
    once = append_markdown(WIKI.encode(), section())
    assert append_markdown(once, section()) == once
    assert append_markdown(section(), section()) == section()


def test_a_brief_that_was_written_before_stays_as_it_is() -> None:
    once = append_markdown(section(), section("2024-06-13"))
    twice = append_markdown(once, section("2024-06-14"))
    assert twice.startswith(section())
    assert headings(twice, 2)[-2:] == ["14 June 2024", "13 June 2024"]
    assert verify(twice, ".md", make_articles()).ok
    assert len(verify(twice, ".md", make_articles()).checks) == 27


def test_a_brief_without_date_is_numbered() -> None:
    undated = page(replace(make_brief(), date="", title="A")).encode()
    other = page(replace(make_brief(), date="", title="B")).encode()
    both = append_markdown(append_markdown(WIKI.encode(), undated), other).decode()
    assert "[^brief-1]:" in both
    assert "[^briefx2-1]:" in both


def test_line_ends_follow_the_page() -> None:
    added = append_markdown(WIKI.replace("\n", "\r\n").encode(), section())
    assert added.count(b"\n") == added.count(b"\r\n")
    assert append_markdown(added, section()) == added


def test_the_bytes_of_the_page_stay_as_they_are() -> None:
    mixed = b"# Ours\r\n\r\none\ntwo \r\n"
    added = append_markdown(mixed, section())
    assert added.startswith(mixed)
    later = append_markdown(added, section("2024-06-13"))
    assert later.startswith(mixed)
    assert later.endswith(added.removeprefix(mixed).lstrip(b"\r\n"))


@pytest.mark.parametrize("end", ["x", "x\n", "x\n\n"])
def test_one_blank_line_parts_page_and_section(end: str) -> None:
    assert (
        append_markdown(end.encode(), section())
        .decode()
        .startswith("x\n\n<!-- briefing 2024-06-12 ")
    )


@pytest.mark.parametrize(
    "tail", [b"\xff\xfe", b"```\ncode\n", b"~~~~ py\ncode\n~~~\n", b"<!-- draft\n"]
)
def test_a_page_that_would_swallow_the_section_is_refused(tail: bytes) -> None:
    with pytest.raises(OutputError, match="the page to add to"):
        append_markdown(WIKI.encode() + tail, section())


def test_a_day_without_news_gets_one_line_under_its_date() -> None:
    page = append_nothing_new(append_markdown(b"", section("2024-06-12")), "2024-06-13", "en")
    assert headings(page, 2) == ["13 June 2024", "12 June 2024"]
    assert "## 13 June 2024\n\nNothing new.\n\n<!-- briefing 2024-06-12 " in page.decode()
    assert append_nothing_new(page, "2024-06-13", "en") == page
    assert append_nothing_new(page, "2024-06-12", "en") == page
    assert append_nothing_new(b"", "2024-06-13", "en").decode().startswith("# Briefs\n\n<!-- ")
    checked = verify(page, ".md", make_articles())
    assert checked.ok
    assert len(checked.checks) == len(
        verify(append_markdown(b"", section()), ".md", make_articles()).checks
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_brief_of_the_day_takes_the_place_of_that_line(end: str) -> None:
    wiki = WIKI.replace("\n", end).encode()
    quiet = append_nothing_new(wiki, "2024-06-12", "en")
    assert append_markdown(quiet, section()) == append_markdown(wiki, section())
    later = append_markdown(quiet, section("2024-06-13"))
    assert headings(later, 2) == [x + end.strip("\n") for x in ("13 June 2024", "12 June 2024")]
    commented = quiet.replace(b"Nothing new.", b"Nothing new. Ring Velmar again.")
    assert b"Ring Velmar again." in append_markdown(commented, section())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_is_in_the_language_of_the_brief(language: str) -> None:
    page = append_nothing_new(b"", "2024-06-13", language).decode()
    words = labels(language).nothing_new
    assert page.endswith(f"\n\n{words}\n")
    assert (words == "Nothing new.") == (language == "en")


def test_nothing_is_added_inside_a_code_block() -> None:
    with pytest.raises(OutputError, match="the page to add to"):
        append_nothing_new(WIKI.encode() + b"```\ncode\n", "2024-06-13", "en")
