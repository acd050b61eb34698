"""Countries: which one a text is about, and what it is called (Unicode CLDR)."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from briefing.resources import data_path


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    """A pattern of the names and demonyms of countries; the code of each, and whether it is a name.

    The pattern's second group is the ending of a possessive.
    """
    codes = {name: code for code, name in Locale("en").territories.items() if len(code) == 2}
    words: dict[str, tuple[str, bool]] = {}
    inside = False
    for line in data_path("names.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            inside = line.strip("[] ") == "countries"
        elif inside and line and not line.startswith("#"):
            country, _, demonyms = line.partition(":")
            name = country.replace("_", " ").strip()
            code = codes.get(name) or codes.get(_ALIASES.get(name, ""))
            if code:
                words.setdefault(name, (code, True))
                for word in demonyms.split():
                    words.setdefault(word.replace("_", " "), (code, False))
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    names = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)({names})([’']s)?(?!\w)"), words


PLACE = 2
"""Weight of a country's name relative to "Kazakh" and "Kazakhstan's": news belongs to the place
where it happens before it belongs to who acts there."""


_ALIASES = {
    "Bosnia": "Bosnia & Herzegovina", "Britain": "United Kingdom", "Burma": "Myanmar (Burma)",
    "Congo": "Congo - Kinshasa", "Czech Republic": "Czechia", "Hong Kong": "Hong Kong SAR China",
    "Ivory Coast": "Côte d’Ivoire", "Macedonia": "North Macedonia", "Myanmar": "Myanmar (Burma)",
    "Palestine": "Palestinian Territories", "Turkey": "Türkiye", "UK": "United Kingdom",
    "America": "United States", "England": "United Kingdom", "Scotland": "United Kingdom",
    "Wales": "United Kingdom",
}  # fmt: skip
"""Names whose form in the news differs from the CLDR's."""


def country(*texts: str) -> str:
    """The code (ISO 3166-1) of the country that the texts name most, the first of several; ``""``
    where they name none.

    >>> country("Canada's Boreal will pay $3 million for a mine in Mongolia.")
    'MN'
    """
    pattern, codes = _names()
    counts: Counter[str] = Counter()
    for text in texts:
        for word, owner in pattern.findall(text):
            code, is_place = codes[word]
            counts[code] += PLACE if is_place and not owner else 1
    return max(counts, key=lambda code: counts[code], default="")


def country_name(code: str, language: str) -> str:
    """What a country is called in a language, else in English.

    >>> country_name("KZ", "en"), country_name("KZ", "de"), country_name("KZ", "xx")
    ('Kazakhstan', 'Kasachstan', 'Kazakhstan')
    """
    try:
        names = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        names = Locale("en").territories
    return str(names.get(code, code))
