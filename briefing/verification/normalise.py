"""Text with typography folded away, so that what a word processor changes by itself compares equal.

Quotation marks and apostrophes become straight, all dashes one hyphen, all blanks one space, three
full stops an ellipsis; soft hyphens and invisible characters go. Nothing else is equated: letters,
digits, case and punctuation count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from briefing.model import Article

_SINGLE = dict.fromkeys(map(ord, "‘’‚‛′`´ʼ＇"), "'")
_DOUBLE = dict.fromkeys(map(ord, "“”„‟″«»＂"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_BLANKS = dict.fromkeys(
    map(ord, "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u202f\u205f\u3000\u2028\u2029"), " "
) | dict.fromkeys(range(0x2000, 0x200B), " ")
_EVEN = _SINGLE | _DOUBLE | _DASHES | _BLANKS
# What changes length: runs of hyphens and blanks, dots, and characters without a shape.
_UNEVEN = re.compile(
    r"(?P<dots>\.{3,}|\.(?: \.){2,})|(?P<dash>-{2,})|(?P<blank>[ \n]{2,}|\n)"
    r"|[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
_FOLDED = {"dots": "…", "dash": "-", "blank": " "}


def fold(text: str) -> str:
    """``text`` folded to one line without blanks at its ends.

    >>> fold("“He said\\u00a0–\\u2009‘no’ -- and left...”")
    '"He said - \\'no\\' - and left…"'
    """
    return _UNEVEN.sub(_shape, text.translate(_EVEN)).strip()


def _shape(match: re.Match[str]) -> str:
    return _FOLDED.get(match.lastgroup or "", "")


@dataclass(frozen=True)
class Folded:
    """An article's folded text, with the way back to offsets of ``article.text``."""

    article: Article

    @cached_property
    def _parts(self) -> tuple[str, list[int], list[int], frozenset[int]]:
        even = self.article.text.translate(_EVEN)
        out: list[str] = []
        at = length = 0
        starts, shifts, paragraphs = [0], [0], {0}
        for match in _UNEVEN.finditer(even):
            shape = _shape(match)
            out.append(even[at : match.start()] + shape)
            length += len(out[-1])
            at = match.end()
            starts.append(length)
            shifts.append(at - length)
            if "\n" in match[0]:
                paragraphs.add(length)
        out.append(even[at:])
        return "".join(out), starts, shifts, frozenset(paragraphs)

    @property
    def text(self) -> str:
        return self._parts[0]

    @property
    def paragraphs(self) -> frozenset[int]:
        """Offsets in ``text`` at which a paragraph begins."""
        return self._parts[3]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``article.text`` that ``text[start:end]`` stands for."""
        _, starts, shifts, _ = self._parts
        first = start + shifts[bisect_right(starts, start) - 1]
        last = end - 1 + shifts[bisect_right(starts, end - 1) - 1] + 1
        following = bisect_right(starts, end - 1)
        if following < len(starts) and starts[following] == end:  # ends in a folded run
            last = end + shifts[following]
        return first, last

    @cached_property
    def words(self) -> frozenset[str]:
        """Lower-cased words of the text, possessive endings off."""
        return frozenset(words(self.text))


def words(text: str) -> list[str]:
    """Lower-cased words and numbers of folded text, possessive endings off.

    >>> words("Tokayev's 1,450 co-workers")
    ['tokayev', '1,450', 'co', 'workers']
    """
    return [w.removesuffix("'s") for w in _WORD.findall(text.lower())]


_WORD = re.compile(r"[^\W_]+(?:['.,&][^\W_]+)*")
