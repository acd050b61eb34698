"""Markdown as wikis, note-takers and site generators write it, and feeds as outlets send them."""

from __future__ import annotations

import pytest

from briefing.model import Article, Skipped
from briefing.readers import ReadOptions
from briefing.readers.options import Source
from briefing.readers.registry import safely

STORY = (
    "The quarry at Holm was sold to a firm from Bergen on Monday for 14 million kroner.",
    "The buyer will keep all 60 workers, its director told the local council.",
)
TEXT = "\n\n".join(STORY)


def items(data: str, ending: str, **options: int) -> list[Article | Skipped]:
    chosen = ReadOptions(cache="-", **options)  # type: ignore[arg-type]
    return list(safely(ending, Source(data.encode(), f"f{ending}", chosen, name=f"f{ending}")))


def one(data: str, ending: str = ".md") -> Article:
    (item,) = items(data, ending)
    assert isinstance(item, Article), item
    return item


def parts(data: str) -> list[str]:
    return one(data).text.split("\n\n")


# --- Front matter -------------------------------------------------------------------------------

HEADS = {
    "yaml": '---\ntitle: "Quarry: \\"sold\\""\ndate: 2024-06-12\nauthor: [Ada Lind, Per Dal]\n'
    "outlet: >-\n  Holm\n  Post\ntags:\n  - a\n---\n",
    "yaml-dots": "---\nTitle: 'Quarry: \"sold\"'\nDate: 2024-06-12T23:10:00+02:00\n"
    "authors:\n  - name: Ada Lind\n  - name: Per Dal\npublisher: Holm Post\n...\n",
    "no-yaml": '---\ntitle: Quarry: "sold"\ndate: 12 June 2024\nauthor: Ada Lind, Per Dal\n'
    "site: Holm Post\n---\n",
    "toml": "+++\ntitle = 'Quarry: \"sold\"'\ndate = 2024-06-12T08:00:00Z\n"
    'authors = ["Ada Lind", "Per Dal"]\noutlet = "Holm Post"\n[extra]\nx = 1\n+++\n',
    "json": '{"title": "Quarry: \\"sold\\"", "date": "2024-06-12", '
    '"author": ["Ada Lind", "Per Dal"], "publisher": {"name": "Holm Post"}}\n',
    "pairs": 'Title: Quarry: "sold"\nDate: 2024-06-12\nAuthor: Ada Lind, Per Dal\n'
    "Outlet: Holm Post\n",
}


@pytest.mark.parametrize("kind", HEADS)
@pytest.mark.parametrize("gap", ["", "\n", "\n\n"])
def test_front_matter_of_every_kind(kind: str, gap: str) -> None:
    if kind == "pairs" and not gap:
        gap = "\n"  # a blank line ends it
    article = one(f"{HEADS[kind]}{gap}{TEXT}\n")
    assert article.text.split("\n\n") == ['Quarry: "sold"', *STORY]
    assert (article.title, article.date, article.author, article.outlet) == (
        'Quarry: "sold"', "2024-06-12", "Ada Lind, Per Dal", "Holm Post",
    )  # fmt: skip


def test_front_matter_of_pandoc() -> None:
    article = one(f"% Quarry sold\n% Ada Lind; Per Dal\n% 12 June 2024\n\n{TEXT}\n")
    assert (article.title, article.author, article.date) == (
        "Quarry sold", "Ada Lind; Per Dal", "2024-06-12",
    )  # fmt: skip
    assert article.text.split("\n\n") == ["Quarry sold", *STORY]


@pytest.mark.parametrize(
    "head",
    [
        "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b, *b]\n---\n", "---\n- a\n- b\n---\n",
        "---\n{{ title }}\n---\n", "+++\nnot toml\n+++\n", "---\n---\n",
        f"---\n{'[' * 3000}\n---\n",
    ],
)  # fmt: skip
def test_front_matter_that_is_none_costs_nothing(head: str) -> None:
    assert one(f"{head}\n{TEXT}\n").text.split("\n\n")[-2:] == [*STORY]


@pytest.mark.parametrize(
    "opening", ["Monday: a day of talks at Holm.", "{not json", "% of workers, by town"]
)
def test_text_that_begins_like_front_matter_stays(opening: str) -> None:
    assert opening.lstrip("%").strip() in one(f"{opening} {TEXT}\n").text


# --- Wikis --------------------------------------------------------------------------------------


def test_marks_of_wikis_are_no_text() -> None:
    text = (
        f"# Quarry\n\n{STORY[0]}[^1] It is [[quarries/Holm#History|old]] and [[quarries/Deep]].\n\n"
        "> [!NOTE]\n> The price is not final.\n\n> [!warning]- Taxes\n> A tax of 2 percent is "
        "due.\n\n"
        "- [x] Sign the deed\n- [ ] Pay the tax\n\n%% ask Ada %%\n![[map.png]]\n\n"
        "The ==new owner== paid in ~~euros~~ kroner.[^note]\n\n```python\nprint('sold')\n```\n\n"
        "    run --all\n\n    The old owner will stay on the board until next summer.\n\n"
        "[^1]: Land register, 12 June.\n[^note]: The bank confirmed it.\n    It did so twice.\n"
    )
    assert parts(text) == [
        "Quarry", f"{STORY[0]} It is old and Deep.", "The price is not final.", "Taxes",
        "A tax of 2 percent is due.", "- Sign the deed", "- Pay the tax",
        "The new owner paid in kroner.", "The old owner will stay on the board until next summer.",
    ]  # fmt: skip


def test_note_mark_without_a_note_is_no_text() -> None:
    assert parts(f"{STORY[0]}[^7]\n\n{STORY[1]}[^a-b]\n") == [*STORY]


# --- Feeds --------------------------------------------------------------------------------------


def feed(rows: str, head: str = "<title>Holm Post</title>") -> str:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {spaces}><channel>{head}{rows}</channel></rss>'


LONG = f"{TEXT} " * 3


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<![CDATA[Holm&#8217;s quarry &amp; port]]>", "Holm’s quarry & port"),
        ("Holm&#8217;s quarry &amp;amp; port", "Holm’s quarry & port"),
        ("<![CDATA[Quarry <em>sold</em> for 14&nbsp;million]]>", "Quarry sold for 14\xa0million"),
        ("Profit &lt; loss at the quarry", "Profit < loss at the quarry"),
    ],
)
def test_titles_of_feeds_are_text(written: str, title: str) -> None:
    row = f"<item><title>{written}</title><description>{LONG}</description></item>"
    (item,) = items(feed(row, f"<title>{written}</title>"), ".rss")
    assert isinstance(item, Article)
    assert (item.title, item.outlet) == (title, title)


def test_title_of_an_atom_feed_in_html() -> None:
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Holm &amp;amp; Post</title>'
        '<entry><title type="html">The &lt;b&gt;quarry&lt;/b&gt; is sold</title>'
        '<link href="/2024/quarry"/><updated>2024-06-12T23:30:00-05:00</updated>'
        f'<content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry>'
        '<link href="https://holm.example/"/></feed>'
    )
    (item,) = items(data, ".atom")
    assert isinstance(item, Article)
    assert (item.title, item.outlet) == ("The quarry is sold", "Holm & Post")
    assert (item.url, item.date) == ("https://holm.example/2024/quarry", "2024-06-12")


def test_the_fuller_of_description_and_content_is_read() -> None:
    picture = "<content:encoded><![CDATA[<img src='a.jpg' alt='A quarry'/>]]></content:encoded>"
    short = "<description>Sold.</description>"
    full = f"<content:encoded><![CDATA[<p>{STORY[0]}</p><p>{STORY[1]}</p>]]></content:encoded>"
    for row in (f"<description>{LONG}</description>{picture}", f"{short}{full}"):
        (item,) = items(feed(f"<item><title>Quarry</title>{row}</item>"), ".rss")
        assert isinstance(item, Article)
        assert STORY[1] in item.text
        assert "Sold." not in item.text


@pytest.mark.parametrize(
    "line",
    [
        "The post <a href='x'>Quarry</a> appeared first on <a href='y'>Holm Post</a>.",
        "Der Beitrag Quarry erschien zuerst auf Holm Post.",
        "L’article Quarry est apparu en premier sur Holm Post.",
        "La entrada Quarry apareció primero en Holm Post.",
    ],
)
def test_line_of_the_publishing_program_is_left_out(line: str) -> None:
    content = f"<![CDATA[<p>{STORY[0]}</p><p>{STORY[1]}</p><p>{line}</p>]]>"
    row = f"<item><title>Quarry</title><content:encoded>{content}</content:encoded></item>"
    (item,) = items(feed(row), ".rss")
    assert isinstance(item, Article)
    assert item.text.split("\n\n") == ["Quarry", *STORY]


@pytest.mark.parametrize("end", ["…", "...", "[…]", "[&#8230;]", "Read more", "Continue reading →"])
def test_teaser_loses_the_sentence_that_breaks_off(end: str) -> None:
    row = f"<item><title>Quarry</title><description>{STORY[0]} The buyer {end}</description></item>"
    (item,) = items(feed(row), ".rss")
    assert isinstance(item, Article)
    assert item.text.split("\n\n")[1].startswith(STORY[0])
    assert "…" not in item.text
    assert "more" not in item.text


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Wed, 12 Jun 24 08:00:00 GMT", "2024-06-12"),
        ("Wed, 12 Jun 2024 23:30 -0500", "2024-06-12"),
        ("2024-06-12T00:30:00+09:00", "2024-06-12"), ("12 Jun 2024", "2024-06-12"),
    ],
)  # fmt: skip
def test_dates_of_feeds(written: str, date: str) -> None:
    row = f"<title>Q</title><pubDate>{written}</pubDate><description>{LONG}</description>"
    (item,) = items(feed(f"<item>{row}</item>"), ".rss")
    assert isinstance(item, Article)
    assert item.date == date


def test_items_past_the_limit_are_told() -> None:
    rows = f"<item><title>Q</title><description>{LONG}</description></item>" * 7
    found = items(feed(rows), ".rss", max_items=5)
    assert [type(item) for item in found] == [Article] * 5 + [Skipped]
    assert found[-1] == Skipped("f.rss", "2 of its items left out: only 5 are read")


# --- Exports of wikis ---------------------------------------------------------------------------


def test_page_exported_from_confluence() -> None:
    article = one(
        "<html><head><title>Desk : Quarry</title></head><body><ol id='breadcrumbs'><li>D</li></ol>"
        "<span id='title-text'> Desk : Quarry </span><div class='page-metadata'>Created by "
        "<span>Ada Lind</span>, last modified on Jun 12, 2024</div>"
        "<div id='main-content' class='wiki-content'>"
        "<div class='toc-macro'><ul><li>Price</li></ul></div><h1>Price</h1>"
        f"<p>{STORY[0]}</p><div class='code panel'><pre>print(1)</pre></div><p>{STORY[1]}</p></div>"
        "<h2 id='attachments'>Attachments:</h2><p>map.png</p><div id='footer'>Document generated "
        "by Confluence on Jun 13, 2024</div></body></html>",
        ".html",
    )
    assert article.text.split("\n\n") == ["Quarry", "Price", *STORY]
    assert (article.title, article.author, article.date) == ("Quarry", "Ada Lind", "2024-06-12")


def test_page_exported_from_mediawiki() -> None:
    article = one(
        "<html lang='en'><body class='mediawiki'><h1 id='firstHeading'>Holm quarry</h1>"
        "<div id='siteSub'>From Trade Wiki</div><a class='mw-jump-link'>Jump to navigation</a>"
        "<div class='mw-content-ltr mw-parser-output'><table class='infobox'><tr><td>Owner</td>"
        f"</tr></table><p>{STORY[0]}<sup class='reference'><a>[1]</a></sup></p>"
        "<div class='toc'>Contents</div><h2><span class='mw-headline'>History</span>"
        f"<span class='mw-editsection'>[<a>edit</a>]</span></h2>"
        f"<p>{STORY[1]}</p><ol class='references'><li>↑ Land register.</li></ol></div>"
        "<div class='catlinks'>Categories: Quarries</div><ul><li id='footer-info-lastmod'>This "
        "page was last edited on 12 June 2024, at 09:12.</li></ul></body></html>",
        ".html",
    )
    assert article.text.split("\n\n") == ["Holm quarry", STORY[0], "History", STORY[1]]
    assert article.date == "2024-06-12"
