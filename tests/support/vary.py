"""Makes further stories of one: other names, other figures, other words, another order.

For collections of any size from few texts. A copy is not a near-duplicate of its model: every name
and every figure changes, and about half of the longer words give way to others with the same
ending, so that grammar survives well enough for a segmenter and a scorer to have ordinary work.
Copy 0 is the text itself. The same text and number give the same copy on any machine.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[A-Za-z]+|\d+")
_ENDINGS = ("ings", "ing", "ed", "ly", "ion", "ions", "ers", "er", "es", "s")
_ONSETS = ("b", "br", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s")
_RIMES = ("ad", "al", "an", "ar", "el", "en", "er", "il", "in", "ol", "on", "or", "um", "ur")
# Words that give a text its form: dates, amounts, and the lines around an article.
_KEPT_WORDS = """million billion trillion percent kilometers photo subscribe monday
tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december"""
_KEPT = frozenset(_KEPT_WORDS.split())


class Variation:
    """Copies of stories, with replacement words taken from ``vocabulary`` (a text)."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._common = {word for text in vocabulary for word in re.findall(r"\b[a-z]+\b", text)}
        self._common |= _KEPT
        self._classes: dict[str, list[str]] = {}
        self._place: dict[str, tuple[str, int]] = {}
        for word in sorted(self._common - _KEPT):
            if len(word) < 5 or zlib.crc32(word.encode()) % 2:
                continue
            ending = _ending(word)
            group = self._classes.setdefault(ending, [])
            self._place[word] = (ending, len(group))
            group.append(word)

    def copy(self, text: str, number: int) -> str:
        """Copy ``number`` of ``text``: first paragraph first, the others in another order."""
        if number == 0:
            return text
        first, *others = text.split("\n\n")
        others.sort(key=lambda part: zlib.crc32(part.encode(), number))
        varied = "\n\n".join([first, *others])
        return _WORD.sub(lambda match: self._word(match.group(), number), varied)

    def _word(self, word: str, number: int) -> str:
        if word.isdecimal():
            return _figure(word, number)
        if word[0].isupper():
            is_name = len(word) > 3 and not word.isupper() and word.lower() not in self._common
            return _name(word, number) if is_name else word
        place = self._place.get(word)
        if place is None:
            return word
        group = self._classes[place[0]]
        return group[(place[1] + number * 7919) % len(group)]


def _ending(word: str) -> str:
    return next((ending for ending in _ENDINGS if word.endswith(ending)), "")


def _figure(digits: str, number: int) -> str:
    """Another figure of as many digits; years keep their century."""
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return digits
    chaos = zlib.crc32(digits.encode(), number)
    first = str(chaos % 9 + 1)
    rest = str(chaos)[: len(digits) - 1]
    return (first + rest).ljust(len(digits), "5")


@lru_cache(maxsize=100_000)
def _name(word: str, number: int) -> str:
    """A made-up name of two syllables."""
    chaos = zlib.crc32(word.lower().encode(), number)
    made = ""
    for _ in range(2):
        chaos, onset = divmod(chaos, len(_ONSETS))
        chaos, rime = divmod(chaos, len(_RIMES))
        made += _ONSETS[onset] + _RIMES[rime]
    return made.capitalize()
