"""Warn of phrases in a sector table that cannot do what their writer meant."""

from __future__ import annotations

from briefing.language.tokens import stemmer, tokenise
from briefing.sectors.table import Phrase
from briefing.sectors.trie import words_of

Key = tuple[tuple[str, str, str], ...]

_PARTING = frozenset(",;:!?()[]{}…«»“”")


def warnings_of(phrases: tuple[Phrase, ...], language: str = "en") -> list[str]:
    """One line per fault, in the order of the table: phrases that can never match, that stand twice
    (for the stemmer "power plant" and "power plants" are one), that two sectors claim, or that one
    sector claims and another list excludes."""
    stem = stemmer(language)
    seen: dict[Key, Phrase] = {}
    faults: list[str] = []
    for phrase in phrases:
        words = words_of(phrase.text)
        here = f"[{phrase.slug}] {phrase.text!r}"
        if not words:
            faults.append(f"{here} has no word and can never match")
            continue
        if _PARTING & set(tokenise(phrase.text)):
            faults.append(f"{here} has a mark inside: only its words are matched")
        key = tuple((stem(word), exact, capitals) for word, exact, capitals in words)
        first = seen.setdefault(key, phrase)
        fault = _clash(first, phrase) if first is not phrase else ""
        if fault:
            faults.append(f"{here} {fault}")
    return faults


def _clash(first: Phrase, second: Phrase) -> str:
    """What is wrong with two phrases that are one; "" where an exclusion only repeats another list,
    for then the words count as the other list says."""
    if first.slug == second.slug:
        if first.weight and not second.weight:
            return f"is excluded by its own sector, which lists {first.text!r}"
        note = "" if first.weight == second.weight else "; the greater weight counts"
        other = f"{first.text!r}" if first.text != second.text else "it"
        return f"is not needed: {other} already stands there{note}"
    if first.weight and second.weight:
        return f"is claimed by two sectors: [{first.slug}] has {first.text!r}"
    return ""
