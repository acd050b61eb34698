"""Find all phrases of a table in a sentence in one pass: a trie over stems.

Source of the idea: leftmost-longest dictionary matching, as in Aho and Corasick (1975); sentences
are short, so restarting at each word costs less in Python than failure links.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.language.tokens import Known, function_stems, stemmer, tokenise
from briefing.sectors.table import Phrase

JOINING = frozenset("-‐‑–/'’\"“”‘&_.")
"""Marks inside a phrase that do not part its words; any other mark does ("coal, power plants"). A
full stop within a sentence belongs to an abbreviation."""

FIGURE = "0123456789.,"
DECIDES = "!"
PARTY = "~"
_END = ""  # the key of a node's phrases; no word has an empty stem


@dataclass(slots=True, eq=False)
class Entry:
    """One phrase of the trie, equal to itself only: its weight for each slug; none for an
    exclusion.

    ``checks`` are (place of the word, exact form or ``""``, leading capitals or ``""``).
    ``common``: in capitals it looks like a function word (IT, WHO), so that a line set wholly in
    capitals cannot show it. ``deciding`` are the slugs that the phrase settles by itself.
    ``lent``: a phrase of another table (see :mod:`briefing.sectors.lending`).
    """

    text: str
    weights: dict[str, float]
    checks: tuple[tuple[int, str, str], ...]
    common: bool = False
    telling: bool = False
    deciding: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    verbatim: bool = False
    lent: bool = False


Hit = tuple[int, int, Entry]
"""A matched phrase: (first, last, entry) for ``tokens[first:last]`` of the sentence."""

Node = dict[str, Any]
Start = tuple[list[Entry], Node]
"""The phrases that are one word, and the trie of what may follow it in longer ones."""


@dataclass(slots=True)
class Matcher:
    """The phrases of a table for one language, by the stem of their first word: ``root`` has them
    as text, one phrase per line (see ``rows_of``).

    ``law`` finds the phrases that settle a sentence, or is None for a table that has none. They are
    looked for apart, so that no longer or earlier phrase of another kind can hide them; only an
    exclusion can.
    """

    language: str
    slugs: tuple[str, ...]
    root: dict[str, str]
    law: Matcher | None = None
    _starts: Known[Start | None] = field(init=False, repr=False, compare=False)
    _grown: Known[Start] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._starts = Known(self._start)
        self._grown = Known(self._grow, every=True)

    def find(self, tokens: tuple[str, ...], stems: tuple[str, ...]) -> list[Hit]:
        """The longest phrase at each place from left to right; a word counts once.

        ``tokens`` and ``stems`` are parallel, as in :class:`briefing.model.Sentence`.
        """
        hits: list[Hit] = []
        starts = list(map(self._starts.__getitem__, stems))
        resume, last = 0, len(stems) - 1
        for i in itertools.compress(range(len(stems)), starts):
            if i < resume:
                continue
            alone, node = starts[i]  # type: ignore[misc]
            if (
                node
                and i < last
                and (stems[i + 1] in node if stems[i + 1] else tokens[i + 1] in JOINING)
            ):
                hit = _longest(node, tokens, stems, i)
                if hit is not None:
                    resume = hit[1]
                    hits.append(hit)
                    continue
            for entry in alone:
                if not entry.checks or fits(entry, tokens, (i,)):
                    resume = i + 1
                    hits.append((i, resume, entry))
                    break
        return hits

    def _start(self, stem: str) -> Start | None:
        """What begins with the stem, None for the many that begin nothing; made when a sentence
        first holds it, for most of a table is never needed for one article. An entry is made once
        in a process: a phrase that comes again in an article is the same phrase."""
        if stem in self.root:
            return self._grown[stem]
        unit = stem.lstrip(FIGURE)  # of "480MW"
        return self._starts[unit] if unit != stem else None

    def _grow(self, first: str) -> Start:
        """The phrases whose first word has the stem ``first``."""
        trie: Node = {}
        for line in self.root[first].split("\n"):
            number, weight, text, rest = line.split("\t")
            node = trie
            for word in rest.split(" ") if rest else ():
                node = node.setdefault(word, {})
            add_entry(node.setdefault(_END, []), self._entry(text), self.slugs[int(number)], weight)
        return trie.pop(_END, []), trie

    def _entry(self, text: str) -> Entry:
        entry = entry_of(text)
        if len(entry.checks) == 1 and len(entry.checks[0][2]) > 1:
            words = words_of(text)
            stem = stemmer(self.language)(words[0][0].lower())
            entry.common = len(words) == 1 and stem in function_stems(self.language)
        return entry


def entry_of(text: str, apart: bool = True) -> Entry:
    """The entry of a phrase, of no sector yet. Where its words are not ``apart`` in a text only
    the capitals of the first can be checked."""
    if text.islower() and "=" not in text:
        return Entry(text, {}, ())
    checks = tuple(
        (place, exact if apart else "", capitals)
        for place, (_, exact, capitals) in enumerate(words_of(text))
        if (exact and apart) or (capitals and (apart or not place))
    )
    return Entry(text, {}, checks)


def _longest(node: Node, tokens: tuple[str, ...], stems: tuple[str, ...], start: int) -> Hit | None:
    """The longest phrase of two words or more that starts at ``start`` and fits as written."""
    ends: list[tuple[int, list[Entry]]] = []
    size = len(stems)
    places = [start]
    i = start + 1
    while True:
        here = node.get(_END)
        if here is not None:
            ends.append((len(places), here))
        while i < size and not stems[i] and tokens[i] in JOINING:
            i += 1
        if i == size or not stems[i]:
            break
        node = node.get(stems[i])  # type: ignore[assignment]
        if node is None:
            break
        places.append(i)
        i += 1
    for count, entries in reversed(ends):
        for entry in entries:
            if not entry.checks or fits(entry, tokens, places[:count]):
                return start, places[count - 1] + 1, entry
    return None


def fits(entry: Entry, tokens: tuple[str, ...], places: Sequence[int]) -> bool:
    """Whether the words as written have the forms and capitals that the phrase asks for."""
    if entry.common and not any(token.islower() for token in tokens):
        return False
    for place, exact, capitals in entry.checks:
        token = tokens[places[place]]
        if exact or token[0].isdigit():
            token = token.lstrip(FIGURE) or token
            if exact and token.lower().replace("’", "'") != exact:
                return False
        if capitals and not token.startswith(capitals):
            return False
    return True


def law_of(root: dict[str, str]) -> dict[str, str] | None:
    """The phrases of ``root`` that decide, with all exclusions; None where none decides."""
    deciding: dict[str, str] = {}
    for first, rows in root.items():
        if f"{DECIDES}\t" in rows or "\t0\t" in rows:
            kept = [row for row in rows.split("\n") if _is_law(row)]
            if kept:
                deciding[first] = "\n".join(kept)
    return deciding if any(f"{DECIDES}\t" in rows for rows in deciding.values()) else None


def _is_law(row: str) -> bool:
    weight = row.split("\t", 2)[1]
    return weight == "0" or weight.endswith(DECIDES)


def rows_of(
    phrases: Iterable[Phrase], slugs: Sequence[str], stem: Callable[[str], str]
) -> dict[str, str]:
    """The phrases by the stem of their first word, one per line: the number of the slug, the weight
    (followed by ``!`` where the phrase decides, by ``~`` where it is a party), the phrase as
    written and the stems after the first; parted by tabs."""
    numbers = {slug: str(i) for i, slug in enumerate(slugs)}
    lines: dict[str, list[str]] = {}
    for phrase in phrases:
        stems = [stem(word) for word, _, _ in words_of(phrase.text)]
        if stems:
            text = " ".join(phrase.text.split())
            kind = DECIDES if phrase.decides else PARTY if phrase.party else ""
            weight = f"{phrase.weight:g}{kind}"
            row = (numbers[phrase.slug], weight, text, " ".join(stems[1:]))
            lines.setdefault(stems[0], []).append("\t".join(row))
    return {first: "\n".join(rows) for first, rows in lines.items()}


def add_entry(entries: list[Entry], new: Entry, slug: str, written: str) -> None:
    """Add a phrase where the same words end; two slugs may claim it, and of phrases that differ
    only in form or capitals the more exact is tried first. ``written`` is its weight and kind."""
    weight = float(written.rstrip(DECIDES + PARTY))
    for entry in entries:
        if entry.checks == new.checks:
            break
    else:
        entry = new
        entries.append(entry)
        entries.sort(key=lambda e: -len(e.checks))
    if weight:
        if weight > entry.weights.get(slug, 0.0):
            entry.weights[slug] = weight
            entry.parties = tuple(s for s in entry.parties if s != slug)
            if written.endswith(PARTY):
                entry.parties = (*entry.parties, slug)
        entry.telling = entry.telling or weight > 1.0
        if written.endswith(DECIDES) and slug not in entry.deciding:
            entry.deciding = (*entry.deciding, slug)
    else:  # a block's exclusions come last and win over its own phrases
        entry.weights.pop(slug, None)
        entry.deciding = tuple(s for s in entry.deciding if s != slug)


def words_of(text: str) -> list[tuple[str, str, str]]:
    """The words of a phrase as (word, exact form or "", leading capitals or "").

    >>> words_of("World Bank")
    [('World', '', 'W'), ('Bank', '', 'B')]
    >>> words_of("=imports of LNG")
    [('imports', 'imports', ''), ('of', '', ''), ('LNG', '', 'LNG')]
    """
    words: list[tuple[str, str, str]] = []
    for chunk in text.split():
        exact = chunk.startswith("=")
        for token in tokenise(chunk[1:] if exact else chunk):
            if not token[0].isalnum():
                continue
            capitals = "".join(itertools.takewhile(str.isupper, token))
            words.append((token, token.lower().replace("’", "'") if exact else "", capitals))
    return words
