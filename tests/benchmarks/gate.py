"""What is lost of the news and kept of everything else: ``python tests/benchmarks/gate.py``.

Each sample story becomes a page with lines of all kinds between its paragraphs and around them,
which the page is read with and segmented. ``kept`` is the share of those lines that come out as
content which may be a point; they were written for this and are not those of the tests. With
``--labelled FILE.jsonl`` the share of labelled content that is lost in segmentation is printed too.
"""

from __future__ import annotations

import argparse
import html
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent / "support")]

from stories import load_stories  # noqa: E402

from briefing.evaluation.data import Labelled, load  # noqa: E402
from briefing.language.orders import gives_order  # noqa: E402
from briefing.model import Article, Kind  # noqa: E402
from briefing.readers import make_article  # noqa: E402
from briefing.readers import registry as formats  # noqa: E402
from briefing.readers.options import Hints, ReadOptions, Source  # noqa: E402
from briefing.segmentation import segment  # noqa: E402

LINES = {
    "label": ["Tin (LME)", "Width: 40 cm", "Windows and doors", "Humidity 61%", "Seats: 2+2"],
    "warning": [
        "Warning: mysqli_connect(): (HY000/2002): Connection refused in /var/www/db.php on line 14",
        "Notice: Undefined index: lang in /srv/http/menu.php on line 203",
        "Fatal error: Allowed memory of 134217728 bytes exhausted in /srv/a.php on line 9",
        "Error 503 Service Unavailable",
        "TypeError: Cannot read properties of null (reading 'style')",
    ],
    "script": [
        "var dataLayer = dataLayer || []; dataLayer.push({'page': 'news'});",
        "googletag.cmd.push(function() { googletag.display('ad-top'); });",
        "(function(d, s) { var js = d.createElement(s); js.async = true; })(document, 'script');",
        ".banner { display: none; } @media print { .banner { height: 0; } }",
    ],
    "code": [
        "for (int i = 0; i < n; i++) { total += row[i].price; }",
        "def price(row): return row['price'] * 1.2",
        "SELECT name, price FROM rows WHERE price > 10 ORDER BY name;",
        "sudo apt-get install -y price-list && price-list --help",
        '{ "name": "tin", "price": 22.4, "unit": "kg" }',
    ],
    "address": [
        "https://rows.example/news/2024/06/12/tin-prices?ref=home",
        "Read it at www.rows.example/tin",
        "C:\\Program Files\\Rows\\prices.xlsx",
        "press@rows.example | +49 30 555 0199",
    ],
    "menu": [
        "Home | News | Markets | Weather | Contact",
        "NewsSportWeatherTravelCulture",
        "Home > Markets > Metals > Tin",
        "World Business Sport Culture Travel Weather Horoscope",
        "Previous article Next article Back to top",
    ],
    "advert": [
        "Buy two pairs of boots and get the third for free until Sunday.",
        "Compare 40 car insurers in two minutes and save up to 300 euros.",
        "Save 20% on your first order with the code SUMMER.",
        "Sponsored: The mattress that doctors recommend",
        "Book your holiday now and pay later.",
    ],
    "sign-up": [
        "Sign up for our morning letter and never miss a story.",
        "Subscribe now for one euro a month.",
        "Log in or register to read the whole article.",
        "You have read your three free articles this month.",
        "Enter your e-mail address to get our alerts.",
    ],
    "share": [
        "Share on Facebook Share on X Send by e-mail",
        "Follow us on Instagram and YouTube.",
        "Click here to share this story with your friends.",
        "Print this page",
    ],
    "comments": [
        "12 comments",
        "Log in to leave a comment.",
        "Your e-mail address will not be published.",
        "Be the first to comment.",
    ],
    "cookies": [
        "We use cookies to measure how our site is used.",
        "By going on you accept our terms of use and privacy policy.",
        "Manage your cookie settings",
    ],
    "related": [
        "Read also: Why tin is dear again",
        "More on this topic",
        "Related: Five mines that closed this year",
        "Most read",
    ],
    "contents": [
        "1. Introduction ................................ 3",
        "Annex B . . . . . . . . . . . . . . . . 41",
    ],
    "reference": [
        "Lind A, Marek J, et al. Tin in cans. Metals Today. 2021;9(3):201-210.",
        "doi: 10.5555/rows.2024.0612",
        "[3] ISBN 978-3-16-148410-0",
    ],
    "table": [
        "Tin 22.40 +0.3 Zinc 2.61 -0.1 Lead 2.02 0.0",
        "Mon Tue Wed Thu Fri",
        "1 Orsk 14 9 3 2 31:14 30",
    ],
    "recipe": ["2 tbsp of olive oil", "1/2 onion, diced", "Serves 4 | Prep 20 min"],
    "rights": [
        "© 2024 Rows Media. All rights reserved.",
        "Reproduction in whole or in part is prohibited.",
        "This material may not be published, broadcast or copied.",
    ],
    "contact": ["Contact: Ada Lind, +49 30 555 0199", "Media enquiries: press@rows.example"],
    "browser": [
        "Please enable JavaScript to view the comments.",
        "Your browser is out of date and may not show this page as it should.",
    ],
    "stamp": ["Last updated: 12 June 2024, 14:30 CET", "Published 2 hours ago", "3 min read"],
}
"""Lines that are no news, by kind."""


def pages() -> list[tuple[bytes, list[str]]]:
    """Every story as several pages, with one line of each kind in turn, and those lines."""
    kinds = list(LINES.values())
    made = []
    stories = load_stories()
    for number, story in enumerate(stories * max(map(len, kinds))):
        lines = [lines[(number + number // len(stories)) % len(lines)] for lines in kinds]
        shares = [lines[k::4] for k in range(4)]
        places = [shares[0], *[[] for _ in story.paragraphs], shares[3]]
        places[1 + len(story.paragraphs) // 3] += shares[1]
        places[1 + 2 * len(story.paragraphs) // 3] += shares[2]
        rows = []
        for k, place in enumerate(places):
            rows += [f"<p>{html.escape(line)}</p>" for line in place]
            if k < len(story.paragraphs):
                rows.append(f"<p>{html.escape(story.paragraphs[k])}</p>")
        head = f"<head><meta charset='utf-8'><title>{html.escape(story.title)}</title></head>"
        body = f"<h1>{html.escape(story.title)}</h1>{''.join(rows)}"
        made.append((f"<html>{head}<body><main>{body}</main></body></html>".encode(), lines))
    return made


def kept() -> tuple[list[str], int, int]:
    """The lines that came out as content, how many there were, and all sentences of content."""
    junk: list[str] = []
    lines = content = 0
    for data, unwanted in pages():
        source = Source(data, "page.html", ReadOptions(), name="page.html", ending=".html")
        for item in formats.parse(".html", source):
            if not isinstance(item, Article):
                continue
            told = [s for s in segment(item).sentences if s.kind is Kind.CONTENT]
            texts = [s.text for s in told if not gives_order(s.tokens)]
            content += len(texts)
            junk += [t for t in texts if any(t in line or line in t for line in unwanted)]
        lines += len(unwanted)
    return junk, lines, content


def lost(path: Path) -> tuple[int, int, int]:
    """Labelled content sentences, those of them that are lost, and those with a salience over 1."""
    count = gone = worth = 0
    for story in load(path):
        if not isinstance(story, Labelled):
            continue
        hints = Hints(language="en", title=story.article.title)
        options = ReadOptions()
        article = make_article(story.article.text, location="story", options=options, hints=hints)
        spans = [(s.start, s.end) for s in segment(article).sentences if s.kind is Kind.CONTENT]
        for gold in story.golds:
            at = article.text.find(gold.text)
            if gold.kind != Kind.CONTENT or at < 0:
                continue
            middle = at + len(gold.text) // 2
            count += 1
            if not any(start <= middle < end for start, end in spans):
                gone += 1
                worth += gold.salience > 1
    return count, gone, worth


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--labelled", type=Path, metavar="FILE")
    given = parser.parse_args()
    junk, lines, content = kept()
    share = len(junk) / lines
    print(f"{lines} lines on {len(pages())} pages: {len(junk)} kept ({share:.2%}), of {content} "
          "sentences of content")  # fmt: skip
    for line in sorted(set(junk)):
        print(f"  {line}")
    if given.labelled:
        count, gone, worth = lost(given.labelled)
        print(f"{count:,} labelled sentences of content: {gone} lost ({gone / count:.2%}), "
              f"{worth} of them worth a place")  # fmt: skip


if __name__ == "__main__":
    main()
