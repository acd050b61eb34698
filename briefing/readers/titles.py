"""Titles of plain text in English: which of the lines at the top it is, and what is cut from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.readers import metadata as facts

FEWEST_SHARED = 2
"""Longer words that a line must share with the text to be its title in place of the first line;
those that pages put above a title ("Send to", "Get 40% off", a section) share one at most."""

_FOLLOWING = 5
_WORD = re.compile(r"[^\W\d_]{4,}")
_SLUG = re.compile(
    r"(?:[A-Z]{2,8}: |[A-Z]\w+(?: [A-Z]\w+)?: (?=[A-Z]{6}))?"
    r"(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|CORRECTION|ADVISORY)(?: ?\d{1,2})?"
    r"(?:/| ?[-–—:] ?)(?=[A-Z“\"'‘\d])"
)
_SUFFIX = re.compile(r"\s+(?P<bar>[|•·«»]|[-–—])\s+(?P<name>[^|•·]{2,40})$")
_SITE = re.compile(
    r"(?:www\.)?[\w-]+\.(?:com|org|net|info|news|co\.\w\w|kz|uz|kg|az|ru|ge|am|mn|tm|tj)"
)
_OUTLETS = frozenset(
    """Reuters|AP|AFP|Bloomberg|BBC|BBC News|CNN|CNBC|TASS|Xinhua|Interfax|Kazinform|Qazinform|Trend
    |Azernews|AzerNews|Anadolu|Yonhap|Kyodo|Politico|Axios|Al Jazeera|EFE|dpa|WAM|Euronews
    |Eurasianet|UzDaily|AKIpress|Kabar|Montsame|NPR|Forbes|Fortune|Barron's"""
    .replace("\n    ", "").split("|")
)  # fmt: skip
"""Agencies and broadcasters whose names have no word for a newspaper in them."""
_LEAST_WORDS = 3


class Title(NamedTuple):
    """A title as it is printed, without what does not belong to it, and the outlet it names."""

    text: str
    outlet: str = ""


def place(paragraphs: Sequence[str]) -> int | None:
    """The number of the paragraph that is the title, or ``None``.

    It is the first one if that looks like a headline, unless it shares no word with what follows,
    or is only a word or two, and a later line above the lead, which looks like one too, shares
    several.
    """
    lead = next(
        (k for k, p in enumerate(paragraphs[: facts.HEAD + 1]) if len(p) >= facts.LEAD_CHARS), None
    )
    first = 0 if facts.headline(paragraphs) else None
    if lead is None or lead < 2:
        return first
    following = " ".join(paragraphs[lead : lead + _FOLLOWING]).lower()
    words = set(_WORD.findall(following))
    shared = [len(words & set(_WORD.findall(p.lower()))) for p in paragraphs[:lead]]
    if shared[0] >= FEWEST_SHARED or (shared[0] and len(paragraphs[0].split()) >= _LEAST_WORDS):
        return first
    best = max(range(1, lead), key=lambda k: (shared[k], -k))
    alone = facts.headline((paragraphs[best], *paragraphs[lead:]))
    return best if shared[best] >= FEWEST_SHARED and alone else first


def trimmed(title: str) -> Title:
    """The title without the mark of an update before it and the name of its outlet after it.

    >>> trimmed("UPDATE 2-Orsk port shuts for repairs | The Orsk Times")
    Title(text='Orsk port shuts for repairs', outlet='The Orsk Times')
    >>> trimmed("Selm - the port of the north")
    Title(text='Selm - the port of the north', outlet='')
    """
    text = _SLUG.sub("", title, count=1)
    match = _SUFFIX.search(text)
    if match is None or len(text[: match.start()].split()) < _LEAST_WORDS:
        return Title(text)
    name = match["name"].strip()
    press = facts.is_press(name) or name in _OUTLETS or _SITE.fullmatch(name.lower())
    if press:
        return Title(text[: match.start()], name)
    return (
        Title(text[: match.start()]) if match["bar"] == "|" and name[0].isupper() else Title(text)
    )
