"""The shipped lists behind :mod:`briefing.language.entities`: given names, titles, offices,
nations, bodies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing.resources import data_path


@dataclass(frozen=True, slots=True)
class Tables:
    """The shipped lists; see the header of ``names.txt``. ``given``: male or female names;
    ``known``: names that need no other evidence at the beginning of a sentence."""

    male: frozenset[str]
    female: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    people: frozenset[str]
    organisations: frozenset[str]
    forms: frozenset[str]
    organisation_nouns: frozenset[str]
    places: frozenset[str]
    things: frozenset[str]
    departments: frozenset[str]
    joins_of: frozenset[str]
    weak_titles: frozenset[str]
    dates: frozenset[str]
    openers: frozenset[str]
    countries: frozenset[str]
    demonyms: frozenset[str]
    given: frozenset[str]
    known: frozenset[str]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The shipped lists, read once per process."""
    sections: dict[str, list[str]] = {}
    rows: list[str] = []
    for line in data_path("names.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            rows = sections.setdefault(line.strip("[] "), [])
        elif line and not line.startswith("#"):
            rows.append(line)
    lists = {key: frozenset(" ".join(lines).split()) for key, lines in sections.items()}
    pairs = [line.partition(":") for line in sections["countries"]]
    lists["countries"] = frozenset(name.replace("_", " ") for name, _, _ in pairs)
    words = " ".join(rest for _, _, rest in pairs).split()
    acronyms = {word for word in words if word.isupper()}
    lists["countries"] |= acronyms
    lists["demonyms"] = frozenset(word.replace("_", " ") for word in words if word not in acronyms)
    lists["titles"] |= lists["male_titles"] | lists["female_titles"]
    lists["given"] = lists["male"] | lists["female"]
    lists["known"] = lists["given"] | lists["countries"] | lists["places"]
    return Tables(**lists)


def spaced(text: str) -> str:
    """``text`` with every kind of blank replaced by a space; lengths and offsets stay."""
    if not text.isascii():
        for blank in _BLANKS:
            text = text.replace(blank, " ")
    return text


_BLANKS = ("\u00a0", "\u2007", "\u2009", "\u202f")
