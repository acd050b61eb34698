"""Repetitions in an article: headline, standfirst, summary, repeated lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefing.language.tokens import function_stems
from briefing.model import Article, Kind
from briefing.segmentation.unit import Unit

SAME = 0.8
"""Share of a standfirst's content words that stand in the sentence it announces. Of pairs of
sentences at the top of the labelled stories that share so much, all say the same."""

FEWEST_STEMS = 4  # content words of a line that can be compared at all
TOP = 4
"""Content sentences among which a standfirst and the lead that it announces stand."""

FEWEST_BELOW = 3
"""Paragraphs of prose below a list at the top that make it a summary of the story."""

_LOOSE = re.compile(r"[\W_]+")


class Repeats:
    """Marks what repeats the headline, the lead or an earlier line; the lead itself stays."""

    def __init__(
        self,
        article: Article,
        units: Sequence[Unit],
        kinds: list[Kind],
        stems: Sequence[Sequence[str]],
    ) -> None:
        self.article = article
        self.units = units
        self.kinds = kinds
        self.stems = stems
        self.content = [k for k, kind in enumerate(kinds) if kind is Kind.CONTENT]

    def mark(self) -> None:
        self._lines()
        self._summary()
        self._standfirst()

    def _lines(self) -> None:
        """Lines that are the title again, and all but the first of the same lines."""
        text = self.article.text
        lines = {k: text[self.units[k].body : self.units[k].end] for k in self.content}
        alike = Counter(map(_letters, (self.article.title, *lines.values())))
        seen = {_loose(self.article.title): Kind.HEADING}
        for k, written in lines.items():
            if alike[_letters(written)] == 1:
                continue
            line = _loose(written)
            if line in seen and self._alone(k):
                self.kinds[k] = seen[line]
            seen.setdefault(line, Kind.BOILERPLATE)

    def _summary(self) -> None:
        """A list above the first paragraph of a story is its summary."""
        rows = [k for k in self.content if self.kinds[k] is Kind.CONTENT]
        items = []
        for k in rows:
            if not self._is_item(k):
                break
            items.append(k)
        below = {self.units[k].paragraph for k in rows[len(items) :] if not self._is_item(k)}
        if items and len(below) >= FEWEST_BELOW:
            for k in items:
                self.kinds[k] = Kind.BOILERPLATE

    def _is_item(self, k: int) -> bool:
        unit = self.units[k]
        return unit.body > unit.start and self.article.text[unit.start] in "-•‣◦▪●○■□–—*·"

    def _standfirst(self) -> None:
        """A line at the top that a sentence below it, in another paragraph, says again."""
        common = function_stems(self.article.language)
        rows = [k for k in self.content if self.kinds[k] is Kind.CONTENT][:TOP]
        words = {k: set(self.stems[k]) - common for k in rows}
        alone = {k for k in rows if self._alone(k)}
        for place, k in enumerate(rows[:-1]):
            said = words[k]
            if k not in alone or len(said) < FEWEST_STEMS:
                continue
            if any(len(said & words[later]) >= SAME * len(said) for later in rows[place + 1 :]):
                self.kinds[k] = Kind.HEADING

    def _alone(self, k: int) -> bool:
        """Whether it is a paragraph by itself."""
        here = self.units[k].paragraph
        beside = [self.units[i].paragraph for i in (k - 1, k + 1) if 0 <= i < len(self.units)]
        return here not in beside


def _letters(text: str) -> tuple[int, ...]:
    """How often a line has some letters: the same for lines that :func:`_loose` makes equal."""
    count = text.casefold().count
    return count("a"), count("e"), count("n"), count("o")


def _loose(text: str) -> str:
    return _LOOSE.sub(" ", text).strip().casefold()
