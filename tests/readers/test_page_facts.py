"""Title, outlet, date and language of a page."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from briefing.model import Article
from briefing.readers.formats import html
from briefing.readers.options import Hints, ReadOptions, Source

STORY = (
    "The harbour board of Quill Bay will lengthen its eastern pier by 140 metres this autumn.",
    "A yard in Bremen builds the two pilot boats that the board ordered for $9 million in May.",
    "The first ferry of the new line is due at the pier on the second Monday of October.",
)


def page(head: str, *, title: str = "Pier grows - Quill Courier", heading: str = "Pier grows",
         url: str = "", body: str = "", lang: str = "en") -> Article:  # fmt: skip
    text = "".join(f"<p>{each}</p>" for each in STORY)
    data = (
        f"<!doctype html><html lang='{lang}'><head><title>{title}</title>{head}</head><body>"
        f"<main><h1>{heading}</h1>{body}<article>{text}</article></main></body></html>"
    ).encode()
    source = Source(data, "page.html", ReadOptions(), name="page.html", hints=Hints(url=url))
    (article,) = html.read(source)
    assert isinstance(article, Article)
    return article


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def linked(**data: object) -> str:
    script = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **data})
    return f'<script type="application/ld+json">{script}</script>'


@pytest.mark.parametrize(
    ("title", "heading", "head", "shown", "outlet"),
    [
        ("Pier grows - Quill Courier", "Pier grows", "", "Pier grows", "Quill Courier"),
        ("Pier grows | News | The Quill Courier", "", meta("og:site_name", "Quill Courier"),
         "Pier grows", "Quill Courier"),
        ("Quill Courier: Pier grows by half", "", meta("og:site_name", "Quill Courier"),
         "Pier grows by half", "Quill Courier"),
        ("Pier grows by half", "Pier grows by half – Quill Courier",
         linked(publisher={"@type": "Organization", "name": "Quill Courier"}),
         "Pier grows by half", "Quill Courier"),
        ("Pier grows by half | quillcourier.example", "Pier grows by half", "",
         "Pier grows by half", "quillcourier.example"),
        ("Pier grows by half - Quill Courier", "Hello, I am Nora.",
         meta("og:title", "Pier grows by half"),
         "Pier grows by half", "Quill Courier"),
    ],
)  # fmt: skip
def test_title_goes_without_the_outlet_and_the_outlet_has_its_name(
    title: str, heading: str, head: str, shown: str, outlet: str
) -> None:
    article = page(head, title=title, heading=heading, url="https://www.quillcourier.example/a")
    assert (article.title, article.outlet) == (shown, outlet)


def test_outlet_is_a_short_domain_where_the_page_has_no_name() -> None:
    article = page("", title="Pier grows", url="https://www.quillcourier.example/pier")
    assert article.outlet == "quillcourier.example"


@pytest.mark.parametrize(
    ("head", "url", "body", "date"),
    [
        (meta("article:published_time", "2024-06-12T23:40:00-05:00"), "", "", "2024-06-12"),
        (meta("article:published_time", "2024-06-13T02:10:00Z"),
         "https://q.example/2024/06/12/pier", "", "2024-06-12"),
        (meta("article:published_time", "2024-06-13T02:10:00+00:00"), "",
         "<time datetime='2024-06-13T02:10:00Z'>June 12, 2024</time>", "2024-06-12"),
        (linked(datePublished="2024-06-12T21:10:00-05:00")
         + meta("article:published_time", "2024-06-13T02:10:00Z"), "", "", "2024-06-12"),
        (meta("article:published_time", "2024-06-13T12:10:00Z"), "https://q.example/2021/01/05/p",
         "", "2024-06-13"),
    ],
)  # fmt: skip
def test_day_of_publication_is_the_one_in_the_zone_of_the_outlet(
    head: str, url: str, body: str, date: str
) -> None:
    assert page(head, url=url, body=body).date == date


def test_text_beats_the_language_that_the_page_claims() -> None:
    assert page("", lang="de-DE").language == "en"
    source = Source(b"", "x", ReadOptions(), hints=Hints(language="ca"))
    short = replace(source, data=b"<html lang='fr'><p>Kaliningrad.</p></html>")
    (article,) = html.read(replace(short, hints=Hints()))
    assert isinstance(article, Article)
    assert article.language == "fr"


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Pier grows : News : Quill Courier", "Pier grows"),
        ("Pier grows - 26 Sep 2011 - Quill Courier", "Pier grows"),
        ("Pier grows : Новости : Quill Courier", "Pier grows"),
        ("Quill Courier &raquo; Blog Archive &raquo; Pier grows", "Quill Courier"),
    ],
)
def test_sections_days_and_archives_are_no_part_of_title_or_outlet(
    title: str, heading: str
) -> None:
    article = page("", title=title, heading=heading)
    assert (article.title, article.outlet) == ("Pier grows", "Quill Courier")
