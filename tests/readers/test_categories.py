"""The categories that feeds and pages file an article under."""

from __future__ import annotations

from briefing.model import Article
from briefing.readers.options import ReadOptions, Source
from briefing.readers.registry import safely

BODY = "<p>" + "</p><p>".join(
    f"The port authority said on day {n} that the ferry to Baku would sail every week from June."
    for n in range(1, 9)
) + "</p>"  # fmt: skip

FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Caspian Ledger</title>
<item><title>Ferry line opens</title><category>Transport</category>
<category><![CDATA[Ports &amp; shipping]]></category><category>Transport</category>
<description><![CDATA[{BODY}]]></description></item>
</channel></rss>"""

PAGE = f"""<html><head><title>Ferry line opens</title>
<meta property="article:section" content="Transport">
<meta name="keywords" content="ferry,  Caspian Sea">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Ferry line opens", "articleSection": ["Shipping"], "keywords": "ports"}}</script>
</head><body><article><h1>Ferry line opens</h1>{BODY}</article></body></html>"""


def one(text: str, ending: str) -> Article:
    (article,) = safely(ending, Source(text.encode(), "x", ReadOptions()))
    assert isinstance(article, Article)
    return article


def test_of_a_feed_item_each_once() -> None:
    assert one(FEED, ".xml").categories == ("Transport", "Ports & shipping")


def test_of_a_page_its_section_first() -> None:
    categories = one(PAGE, ".html").categories
    assert categories[0] == "Transport"
    assert {"ferry", "Caspian Sea"} <= set(categories)


def test_of_a_page_by_its_attributes_and_data() -> None:
    """Lists and terms of JSON-LD, keywords for news services, and schema.org's attributes."""
    data = """{"@type": "NewsArticle", "headline": "Ferry line opens", "articleSection": ["Sea"],
"keywords": [{"@type": "DefinedTerm", "name": "harbours", "termCode": "medtop:20000337"}, "quays"],
"about": {"@type": "Thing", "name": "Ferries"}}"""
    head = f"""<meta name="news_keywords" content="boats, tides">
<script type="application/ld+json">{data}</script>"""
    page = PAGE.replace('<meta property="article:section" content="Transport">', head)
    page = page.replace("<h1>", '<span itemprop="articleSection">Local</span><h1>')
    names = {"Sea", "harbours", "medtop:20000337", "quays", "Ferries", "boats", "tides", "Local"}
    assert names <= set(one(page, ".html").categories)


def test_a_flood_of_keywords_is_cut() -> None:
    flood = PAGE.replace("ferry,", ",".join(f"word{n}" for n in range(5_000)) + "," + "x" * 500)
    categories = one(flood, ".html").categories
    assert len(categories) <= 20
    assert all(len(name) <= 60 for name in categories)
