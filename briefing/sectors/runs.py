"""Find the phrases of a table in text that is written without blanks between words.

The words of a sentence are joined again and searched for all phrases at once, from left to right,
the longest first. So it does not matter how the text was cut into words, or into pairs of
characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefing.sectors.table import Phrase
from briefing.sectors.trie import Entry, Hit, add_entry, rows_of

UNPARTED = frozenset({"zh", "ja", "th"})
"""The languages that are written without blanks."""

PAIR = 2


@dataclass(slots=True)
class RunMatcher:
    """The phrases of a table for a language of ``UNPARTED``: ``root`` and ``law`` are as in
    :class:`briefing.sectors.trie.Matcher`, by whole phrases in place of first words."""

    language: str
    slugs: tuple[str, ...]
    root: dict[str, str]
    law: RunMatcher | None = None
    _entries: dict[str, Entry] = field(init=False, repr=False, compare=False)
    _starts: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._entries = {}
        starts: dict[str, list[str]] = {}
        for phrase in sorted(self.root, key=lambda phrase: (-len(phrase), phrase)):
            starts.setdefault(phrase[0], []).append(phrase)
        self._starts = {first: tuple(phrases) for first, phrases in starts.items()}

    def find(self, tokens: tuple[str, ...], stems: tuple[str, ...]) -> list[Hit]:
        """The longest phrase at each place from left to right; a character counts once.

        ``tokens`` and ``stems`` are parallel, as in :class:`briefing.model.Sentence`.
        """
        hits: list[Hit] = []
        if not any(stems):
            return hits
        text, places = joined(tokens)
        lowered = text.lower()
        text = lowered if len(lowered) == len(text) else text
        resume = 0
        for at, phrases in enumerate(map(self._starts.get, text)):
            if phrases is None or at < resume:
                continue
            for phrase in phrases:
                if text.startswith(phrase, at) and _alone(phrase, text, at):
                    resume = at + len(phrase)
                    hits.append((places[at], places[resume - 1] + 1, self._entry(phrase)))
                    break
        return hits

    def _entry(self, phrase: str) -> Entry:
        entry = self._entries.get(phrase)
        if entry is None:
            entries: list[Entry] = []
            for line in self.root[phrase].split("\n"):
                number, weight, text, _ = line.split("\t")
                new = Entry(text, {}, (), verbatim=True)
                add_entry(entries, new, self.slugs[int(number)], weight)
            entry = self._entries[phrase] = entries[0]
        return entry


def _alone(phrase: str, text: str, at: int) -> bool:
    """Whether a phrase of Latin letters at a place of the text is no part of a longer word."""
    if not phrase.isascii():
        return True
    around = text[max(at - 1, 0) : at] + text[at + len(phrase) : at + len(phrase) + 1]
    return not any(character.isascii() and character.isalnum() for character in around)


def joined(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """The text of words in a row, or of overlapping pairs of characters, and for each of its
    characters the number of the token that it came with.

    >>> joined(["核电", "电站", "。"])
    ('核电站。', [0, 0, 1, 2])
    """
    text: list[str] = []
    places: list[int] = []
    before = ""
    for number, token in enumerate(tokens):
        pair = len(token) == len(before) == PAIR and token[0] == before[1] and token.isalpha()
        new = token[1:] if pair and not token.isascii() else token
        text += new
        places += [number] * len(new)
        before = token
    return "".join(text), places


def run_rows(phrases: Iterable[Phrase], slugs: tuple[str, ...]) -> dict[str, str]:
    """The phrases as in :func:`briefing.sectors.trie.rows_of`, by the whole phrase."""
    rows: dict[str, str] = {}
    for phrase in phrases:
        text = phrase.text.replace(" ", "").replace("=", "").lower()
        for lines in rows_of([phrase], slugs, str.lower).values():
            head = lines.rpartition("\t")[0]
            rows[text] = "\n".join([*filter(None, [rows.get(text)]), f"{head}\t"])
    return rows
