"""Warn of phrases in a sector table that cannot do what their writer meant."""

from __future__ import annotations

from briefing.sectors.match import words_of
from briefing.sectors.table import Phrase
from briefing.words import stemmer, tokenise

Key = tuple[tuple[str, str, str], ...]

_PARTING = frozenset(",;:!?()[]{}…«»“”")


def warnings_of(phrases: tuple[Phrase, ...], language: str = "en") -> list[str]:
    """One line a fault, in the order of the table: phrases that can never match, that stand twice
    (for the stemmer "power plant" and "power plants" are one), that two sectors claim, or that one
    sector claims and another list excludes."""
    stem = stemmer(language)
    seen: dict[Key, Phrase] = {}
    found: list[str] = []
    for phrase in phrases:
        words = words_of(phrase.text)
        here = f"[{phrase.slug}] {phrase.text!r}"
        if not words:
            found.append(f"{here} has no word and can never match")
            continue
        if _PARTING & set(tokenise(phrase.text)):
            found.append(f"{here} has a mark inside: only its words are matched")
        key = tuple((stem(word), exact, capitals) for word, exact, capitals in words)
        first = seen.setdefault(key, phrase)
        if first is not phrase:
            found.append(f"{here} {_clash(first, phrase)}")
    return found


def _clash(first: Phrase, second: Phrase) -> str:
    other = f"{first.text!r}" if first.text != second.text else "it"
    if not first.weight and not second.weight:
        return f"is not needed: {other} already stands in not of [{first.slug}]"
    if first.slug == second.slug:
        if not second.weight:
            return f"is excluded by its own sector, which lists {first.text!r}"
        note = "" if first.weight == second.weight else "; the greater weight counts"
        return f"is not needed: {other} already stands there{note}"
    if first.weight and second.weight:
        return f"is claimed by two sectors: [{first.slug}] has {first.text!r}"
    keeper, excluder = (first, second) if first.weight else (second, first)
    return (
        f"is not needed as an exclusion of [{excluder.slug}]: it counts for [{keeper.slug}] alone"
    )
