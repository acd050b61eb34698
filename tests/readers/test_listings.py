"""Listings of programs on a page are left out; names of commands in a sentence stay in it."""

from __future__ import annotations

import pytest
from read_items import one

STORY = (
    "The weather office of Quill Bay gives its readings to everybody as files since Monday.",
    "A reading is taken every ten minutes at the pier and at the light on the western point.",
    "Fishermen asked for the wind at the light, which the office had kept to itself until now.",
    "The files of the past eleven years are to follow by the end of the winter.",
)
LISTINGS = [
    "<pre><code>wind = read('light')\nprint(wind)</code></pre>",
    "<div class='highlight'><pre>readings of the light\nand of the pier</pre></div>",
    "<div class='codehilite source'><pre>wind = read('light')\nprint(wind)</pre></div>",
    "<pre class='screen'>readings of the light\nand of the pier</pre>",
    "<pre>$ fetch readings --place light\nplace  wind\n$ fetch --help</pre>",
    "<pre>\n# where they are kept\nplace = /srv/readings\n\n# how often\nminutes = 10</pre>",
    "<p><code>wind = read('light');<br>\nprint(wind);\nclose(wind);</code></p>",
]


def page(*within: str) -> bytes:
    a, b, c, d = (f"<p>{each}</p>" for each in STORY)
    body = f"<article><h1>Readings for all</h1>{a}{b}{''.join(within)}{c}{d}</article>"
    return (
        f"<html lang='en'><head><title>Readings</title></head><body>{body}</body></html>".encode()
    )


@pytest.mark.parametrize("listing", LISTINGS)
def test_listing_is_left_out(listing: str) -> None:
    text = one(page(listing), ".html").text
    assert text.split("\n\n")[-4:] == list(STORY)


def test_preformatted_news_stays() -> None:
    wire = "Quill Bay, May 4 - The harbour was closed\nfor two days after a barge sank at the pier."
    assert "a barge sank at the pier" in one(page(f"<pre>{wire}</pre>"), ".html").text


def test_names_of_commands_stay_within_their_sentence() -> None:
    line = (
        "Those who know the command <code>fetch</code> (or <tt>get</tt>) can ask for one reading."
    )
    text = one(page(f"<div class='para'>{line}</div>"), ".html").text
    assert "Those who know the command fetch (or get) can ask for one reading." in text


def test_sentence_with_the_name_of_a_command_is_whole() -> None:
    """An extractor took the name for a listing, and lost what stood before it."""
    listing = "\n".join(f"# place {k} of those where readings are kept" for k in range(30))
    page = (
        f"<html><body><div><div class='para'>{STORY[0]} {STORY[1]}</div><div class='para'>The guild"
        " (which also wrote <code>fetch</code>) is the author of the files. A list of all of them "
        "hangs in the hall of the town, where it can be read by everybody until the end of May."
        f"</div><div><p>Example</p><pre>{listing}</pre></div><div class='para'>{STORY[2]}</div>"
        "</div></body></html>"
    )
    text = one(page.encode(), ".html").text
    assert "The guild (which also wrote fetch) is the author of the files." in text
    assert STORY[0] in text
    assert "# place" not in text


def test_lines_set_as_paragraphs_are_one() -> None:
    lines = (
        "The weather office of Quill Bay gives its readings to everybody as files of the",
        "pier and of the light on the western point, where the wind is measured by a",
        "vane that was put up in the spring.",
    )
    page = "".join(f"<p>{line}</p>" for line in (*lines, *STORY[1:]))
    text = one(f"<html><body><article>{page}</article></body></html>".encode(), ".html").text
    assert " ".join(lines) in text
    assert text.endswith("\n\n".join(STORY[1:]))
