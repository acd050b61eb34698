"""Cards of other stories, comments and widgets are no part of the article."""

from __future__ import annotations

import pytest
from test_documents import one  # type: ignore[import-not-found]

STORY = (
    "The harbour board of Quill Bay will lengthen its eastern pier by 140 metres this autumn.",
    "A yard in Bremen builds the two pilot boats that the board ordered for $9 million in May.",
    "The first ferry of the new line is due at the pier on the second Monday of October.",
    "Fees for cargo stay as they are until the end of next year, the chairman of the board said.",
)
OTHER = "Beekeepers of the valley lost a third of their hives and want help from the county."
SECOND = "The town library opens on Sundays from June, after two years of talks with its staff."


def card(link: str, title: str, text: str, tag: str = "article", css: str = "") -> str:
    css = f" class='{css}'" if css else ""
    return f"<{tag}{css}><h3><a href='/{link}'>{title}</a></h3><p>{text}</p></{tag}>"


CARDS = card("bees", "Bees die", OTHER) + card("books", "Library opens", SECOND)
LINKED = (
    f"<a href='/bees'><h4>Bees die in the valley</h4><p>{OTHER}</p></a>"
    f"<a href='/books'><h4>Library opens on Sundays</h4><p>{SECOND}</p></a>"
)
PICTURED = "".join(
    f"<div><ul><li><a href='{link}'><img src='{link}.jpg'></a></li></ul><ul><li><span>"
    f"<a href='{link}'>{title}</a></span></li></ul><ul><li>{text}</li></ul></div>"
    for link, title, text in (("/bees", "Bees die", OTHER), ("/books", "Library opens", SECOND))
)
ROWS = (
    f"<ul><li><a href='/bees'><p>Bees die in the valley</p></a><p>{OTHER}</p></li>"
    f"<li><a href='/books'><p>Library opens on Sundays</p></a><p>{SECOND}</p></li></ul>"
)
COMMENTS = (
    f"<section id='comments'><h2>2 comments</h2><div class='comment'><p>{OTHER}</p></div>"
    f"<div class='comment'><p>{SECOND}</p></div></section>"
)


def read(before: str = "", within: str = "", after: str = "", inside: str = "") -> str:
    a, b, c, d = (f"<p>{each}</p>" for each in STORY)
    page = (
        "<!doctype html><html lang='en'><head><title>Pier grows</title></head><body>"
        f"{before}<article><h1>Pier grows</h1>{a}{b}{within}{c}{d}{inside}</article>{after}"
        "</body></html>"
    )
    return str(one(page.encode(), "page.html").text)


@pytest.mark.parametrize(
    "others",
    [
        f"<section>{CARDS}</section>",
        f"<div class='grid'>{card('bees', 'Bees die', OTHER, 'div', 'card')}"
        f"{card('books', 'Library opens', SECOND, 'div', 'card')}</div>",
        f"<div>{LINKED}</div>",
        f"<div>{PICTURED}</div>",
        ROWS,
        f"<div class='related-stories'><p>{OTHER}</p><p>{SECOND}</p></div>",
        f"<aside><h4>More from Quill Bay</h4><p>{OTHER}</p><p>{SECOND}</p></aside>",
        f"<div><h3>Related stories</h3><ul><li><a href='/bees'>{OTHER}</a></li>"
        f"<li><a href='/books'>{SECOND}</a></li></ul></div>",
    ],
)
@pytest.mark.parametrize("place", ["before", "within", "after", "inside"])
def test_cards_of_other_stories_are_not_read(others: str, place: str) -> None:
    text = read(**{place: others})
    assert "Beekeepers" not in text
    assert "library" not in text
    assert text == read()


@pytest.mark.parametrize("place", ["after", "inside"])
def test_comments_are_not_read(place: str) -> None:
    assert read(**{place: COMMENTS}) == read()


@pytest.mark.parametrize("name", ["newsletter-signup", "widget widget_poll", "promo-box"])
def test_widgets_within_a_story_are_not_read(name: str) -> None:
    widget = f"<div class='{name}'><p>Our morning letter brings the harbour to your desk.</p></div>"
    assert read(within=widget) == read()


def test_box_named_for_a_wall_around_the_whole_story_is_read() -> None:
    page = read()
    walled = "".join(f"<p>{each}</p>" for each in STORY)
    data = f"<html><body><h1>Pier grows</h1><div class='paywall'>{walled}</div></body></html>"
    assert one(data.encode(), "page.html").text == page


def test_entries_with_headings_that_are_links_in_running_text_stay() -> None:
    digest = "".join(
        f"<h3><a href='/{n}'>Item {n} of the week at the pier</a></h3><p>{text}</p>"
        for n, text in enumerate(STORY)
    )
    text = one(f"<html><body><h1>The week</h1>{digest}</body></html>".encode(), "page.html").text
    assert all(each in text for each in STORY)


def test_front_page_of_nothing_but_cards_is_read() -> None:
    body = "".join(card(str(n), f"Story number {n}", each) for n, each in enumerate(STORY))
    data = f"<html><body><h1>Quill Courier</h1><div>{body}</div></body></html>".encode()
    assert STORY[1] in one(data, "page.html").text


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href='/bees'>Beekeepers of the valley want help from the county</a></p>",
        "<p>Related: <strong><a href='/bees'>Beekeepers want help from the county</a></strong></p>",
        "<ul><li><a href='/bees'>Beekeepers of the valley want help</a></li>"
        "<li><a href='/books'>Library in the town opens on Sundays</a></li></ul>",
    ],
)
def test_headlines_of_other_stories_on_lines_of_their_own_are_left_out(line: str) -> None:
    text = read(within=line)
    assert "eekeepers" not in text
    assert all(sentence in text for sentence in STORY)


def test_a_sentence_that_is_a_link_as_a_whole_stays() -> None:
    assert OTHER in read(within=f"<p><a href='/bees'>{OTHER}</a></p>")
