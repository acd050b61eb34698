"""Find all phrases of a table in a sentence in one pass: a trie over stems.

Source of the idea: leftmost-longest dictionary matching, as in Aho and Corasick (1975); sentences
are short, so restarting at each word costs less in Python than failure links.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from briefing.sectors.table import Phrase
from briefing.words import function_stems, tokenise

# Marks inside a phrase that do not part its words; any other mark does ("coal, power plants"). A
# full stop within a sentence belongs to an abbreviation.
_JOINING = frozenset("-‐‑–/'’\"“”‘&_.")
_END = ""  # the key of a node's phrases; no word has an empty stem


@dataclass(slots=True)
class Entry:
    """One phrase of the trie: its weight for each slug; none for an exclusion.

    ``checks`` are (place of the word, exact form or ``""``, leading capitals or ``""``).
    ``common``: in capitals it looks like a function word (IT, WHO), so that a line set wholly in
    capitals cannot show it.
    """

    text: str
    weights: dict[str, float]
    checks: tuple[tuple[int, str, str], ...]
    common: bool = False
    telling: bool = False

    def fits(self, tokens: list[str], shouted: bool) -> bool:
        """Whether the words as written satisfy forms and capitals."""
        if self.common and shouted:
            return False
        for place, exact, capitals in self.checks:
            token = tokens[place]
            if exact and token.lower().replace("’", "'") != exact:
                return False
            if capitals and not token.startswith(capitals):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Hit:
    """A matched phrase: ``tokens[first:last]`` of the sentence."""

    first: int
    last: int
    entry: Entry


@dataclass(slots=True)
class Matcher:
    """The compiled phrases of a table for one language: for each first stem the only phrase that
    begins with it, if it is a single word, and the trie of what follows."""

    root: dict[str, tuple[Entry | None, dict[str, Any]]] = field(default_factory=dict)

    def find(self, tokens: tuple[str, ...], stems: tuple[str, ...]) -> list[Hit]:
        """The longest phrase at each place from left to right; a word counts once.

        ``tokens`` and ``stems`` are parallel, as in :class:`briefing.model.Sentence`.
        """
        if _JOINING.isdisjoint(tokens):
            places: list[int] | range = range(len(stems))
            words = stems
        else:
            places = [i for i, stem in enumerate(stems) if stem or tokens[i] not in _JOINING]
            words = tuple([stems[i] for i in places])
        hits: list[Hit] = []
        root = self.root
        resume = 0
        for i in [i for i, word in enumerate(words) if word in root or "" < word < ":"]:
            if i < resume:
                continue
            word = words[i]
            node = root.get(word)
            if node is None:
                node = root.get(word.lstrip("0123456789.,"))  # the unit of "480MW"
                if node is None:
                    continue
            alone = node[0]
            if alone is not None:  # nothing longer begins with this word
                if not alone.checks or _fits(alone, tokens, places, i, i + 1):
                    resume = i + 1
                    hits.append(Hit(places[i], places[i] + 1, alone))
                continue
            found = _longest(node[1], words, i, tokens, places)
            if found is not None:
                resume, entry = found
                hits.append(Hit(places[i], places[resume - 1] + 1, entry))
        return hits


def _longest(
    node: dict[str, Any],
    words: tuple[str, ...],
    start: int,
    tokens: tuple[str, ...],
    places: list[int] | range,
) -> tuple[int, Entry] | None:
    """The end (in ``words``) and entry of the longest phrase that starts at ``start``."""
    ends: list[tuple[int, list[Entry]]] = []
    size = len(words)
    i = start + 1
    while True:
        here = node.get(_END)
        if here is not None:
            ends.append((i, here))
        if i == size:
            break
        node = node.get(words[i]) if words[i] else None  # type: ignore[assignment]
        if node is None:
            break
        i += 1
    for end, entries in reversed(ends):
        for entry in entries:
            if not entry.checks or _fits(entry, tokens, places, start, end):
                return end, entry
    return None


def _fits(
    entry: Entry, tokens: tuple[str, ...], places: list[int] | range, start: int, end: int
) -> bool:
    written = [tokens[places[i]] for i in range(start, end)]
    first = written[0]
    if first[0].isdigit() and entry.checks[0][0] == 0:
        written[0] = first.lstrip("0123456789.,") or first
    shouted = entry.common and not any(token.islower() for token in tokens)
    return entry.fits(written, shouted)


def compile_phrases(
    phrases: Iterable[Phrase], language: str, stem: Callable[[str], str]
) -> Matcher:
    """The matcher of ``phrases``; the same phrase under two slugs counts for both.

    Where phrases differ only in form or capitals, the more exact is tried first.
    """
    trie: dict[str, Any] = {}
    functions: frozenset[str] | None = None
    for phrase in phrases:
        words = words_of(phrase.text)
        if not words:
            continue
        checks = tuple(
            (place, exact, capitals)
            for place, (_, exact, capitals) in enumerate(words)
            if exact or capitals
        )
        node = trie
        for word, _, _ in words:
            node = node.setdefault(stem(word), {})
        entries: list[Entry] = node.setdefault(_END, [])
        common = False
        if len(words) == 1 and len(words[0][2]) > 1:
            functions = function_stems(language) if functions is None else functions
            common = stem(words[0][0].lower()) in functions
        _add(entries, Entry(phrase.text, {}, checks, common), phrase)
    return Matcher({first: (_alone(node), node) for first, node in trie.items()})


def _alone(node: dict[str, Any]) -> Entry | None:
    entries = node.get(_END, ())
    return entries[0] if len(node) == 1 and len(entries) == 1 else None


def _add(entries: list[Entry], new: Entry, phrase: Phrase) -> None:
    for entry in entries:
        if entry.checks == new.checks:
            break
    else:
        entry = new
        entries.append(entry)
        entries.sort(key=lambda e: -len(e.checks))
    if phrase.weight:
        entry.weights[phrase.slug] = max(phrase.weight, entry.weights.get(phrase.slug, 0.0))
        entry.telling = entry.telling or phrase.weight > 1.0
    else:  # a block's exclusions come last and win over its own phrases
        entry.weights.pop(phrase.slug, None)


def words_of(text: str) -> list[tuple[str, str, str]]:
    """The words of a phrase as (word, exact form or "", leading capitals or "").

    >>> words_of("World Bank")
    [('World', '', 'W'), ('Bank', '', 'B')]
    >>> words_of("=imports of LNG")
    [('imports', 'imports', ''), ('of', '', ''), ('LNG', '', 'LNG')]
    """
    found: list[tuple[str, str, str]] = []
    for chunk in text.split():
        exact = chunk.startswith("=")
        for token in tokenise(chunk[1:] if exact else chunk):
            if not token[0].isalnum():
                continue
            capitals = "".join(itertools.takewhile(str.isupper, token))
            found.append((token, token.lower().replace("’", "'") if exact else "", capitals))
    return found
