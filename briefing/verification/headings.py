"""Check the section headings of a brief: each must be one that the brief itself holds.

A brief stores the titles of its sections beside the page: a Word file in its provenance, Markdown
as the sectors of its front matter, HTML and mail as keywords, as do the OpenDocument text and the
PDF that are made of a Word file. Any other heading over points was put there by hand. A point may
be moved from one of the headings to another, which does not change what it says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple

from briefing.display.labels import LANGUAGES, labels
from briefing.language.countries import country_name
from briefing.model import NONE
from briefing.verification.normalise import fold
from briefing.verification.points import Page

Titles = Mapping[str, Sequence[str]]
"""The titles of sectors, in all languages, by slug."""

_EDGE = r"[;,·|]"
"""Separators of the titles in a line."""
_DIGITS = re.compile(r"\d+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_FEWEST_ALIKE = 2
"""Number of headings that must have the same words beside their titles for these words to be a
template's."""


def wrong_headings(brief: Page) -> Iterator[tuple[str, str]]:
    """Each heading over points that the brief does not hold, and the reason in words.

    Nothing where no titles are stored, or none of several headings is among them: then they are
    keywords of the house.
    """
    held = [plain_title(title) for title in brief.sections if title.strip()]
    if not held:
        return
    fixed = {plain_title(text) for words in map(labels, LANGUAGES) for text in astuple(words)}
    unknown = [
        heading
        for heading in dict.fromkeys(brief.headings)
        if plain_title(heading) not in fixed and not _stands_in(plain_title(heading), held)
    ]
    if len(unknown) == len(set(brief.headings)) > 1:
        return
    parts = title_parts(brief.sections)
    beside = {heading: _beside(plain_title(heading), parts) for heading in unknown}
    alike = Counter(words for words in beside.values() if words)
    for heading in unknown:
        words = beside[heading]
        if words and (alike[words] >= _FEWEST_ALIKE or not any(map(str.isalpha, words))):
            continue  # a template's own words around each title
        yield heading, "the heading is none of this brief's sections"


def titles_of(slugs: Sequence[str], titles: Titles, language: str) -> tuple[str, ...]:
    """The titles that sections of these names may have; nothing where one is of a table that is not
    at hand."""
    known: list[str] = []
    for slug in slugs:
        if slug == NONE:
            continue  # "Other", which every language has
        if slug in titles:
            known += titles[slug]
        elif _COUNTRY.fullmatch(slug):
            known += {country_name(slug, code) for code in (language, "en")}
        elif slug.islower() and slug.isascii():
            return ()  # the slug of a table of the user's own
        else:
            known.append(slug)  # an outlet, or an entry of a watch list
    return tuple(known)


def plain_title(text: str) -> str:
    """A title as it is compared: folded, without regard to case or a colon."""
    return fold(text).casefold().strip(" :")


def title_parts(titles: Sequence[str]) -> set[str]:
    """The titles that stand one by one or several in a line, as they are compared."""
    parts = {part.strip() for title in titles for part in re.split(_EDGE, plain_title(title))}
    return parts - {""}


def _stands_in(heading: str, held: Sequence[str]) -> bool:
    """Whether it is one of the titles, or one in a line of them."""
    whole = re.compile(rf"(?:^|{_EDGE})\s*{re.escape(heading)}\s*(?:$|{_EDGE})")
    return any(whole.search(title) for title in held)


def _beside(heading: str, parts: set[str]) -> str:
    """What a heading says beside the longest title in it, all numbers alike; empty where it has no
    title in it."""
    for part in sorted(parts, key=lambda part: (-len(part), part)):
        place = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", heading)
        if place:
            return _DIGITS.sub("0", f"{heading[: place.start()]}\0{heading[place.end() :]}")
    return ""
