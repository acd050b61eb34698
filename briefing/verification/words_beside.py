"""Words that a template prints beside a point, in one paragraph with it: ``Energy: The line …``.

A Word file of ours stores them with its points. Where nothing is stored (another format, a file
that another program rewrote) they are told from an editor's words by what they are: the title of a
section, the credit of the very article that has the point, or words that the page has beside half
its points. What is left must be whole sentences of a source like any other point.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from briefing.display.dates import long_date
from briefing.display.labels import LANGUAGES, labels
from briefing.verification.headings import plain_title, title_parts
from briefing.verification.match import Match, find
from briefing.verification.normalise import Folded, fold, words
from briefing.verification.points import Page, Shown

Matched = tuple[Shown, Match | None]

_LONGEST = 90
"""Characters before a point that are looked at: the longest title of a shipped sector has 46."""
_MOST_WORDS = 12
_MOST_POINTS = 200
"""Points of a page that are looked at: some three times the most that two pages of nine points
hold."""
_LONGEST_PARAGRAPH = 1500
"""Characters of a paragraph that may hold a point: three times the longest sentence in 8,745."""
_HALF = 0.5
"""Share of the points that have words of a template beside them: a template prints them beside each
point, or beside the first of each section."""
_FEWEST = 2
_MARK = re.compile(r"[:–—|·)\]]\s*|\s[-/]\s+|[.“\"«]\s*")
"""What may stand between words of a template and a point."""
_BLANK = re.compile(r"\s+")
_EDGES = " \t.:;,–—-|·/()[]\"'“”"
_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]」』]*(?=\s|$)")
_MARKS = re.compile(r"\[(\d{1,4}(?:[,;–-] ?\d{1,4})*)\]")
_WITHIN = ":;,-([/"
"""Characters before the middle of a sentence."""


@dataclass(frozen=True, slots=True)
class _Split:
    """A point with what stands before and after it in its paragraph, and where its words are."""

    point: Shown
    before: str
    after: str
    match: Match


def without_words_beside(
    matched: Sequence[Matched],
    brief: Page,
    folded: Sequence[Folded],
    titles: Iterable[str],
    own: Iterable[str] = (),
) -> list[Matched]:
    """The points, those that are in no source as they stand without a template's words beside them.

    ``titles`` are those that a section may have where the brief stores none, ``own`` the words of
    its template where that is at hand.
    """
    if sum(match is None or bool(match.reason) for _, match in matched) > _MOST_POINTS:
        return list(matched)
    beside = _Beside(brief, folded, titles, own)
    splits = [None if match and not match.reason else beside.split(p) for p, match in matched]
    accepted = beside.accepted(matched, [split for split in splits if split])
    result: list[Matched] = []
    for (point, match), split in zip(matched, splits, strict=True):
        if split and accepted.holds(split):
            result.append((split.point, split.match))
        elif match and not match.reason:
            result.append((point, match))
        else:
            bare = accepted.without(point)
            result.append((bare, match) if bare is point else (bare, find(bare.text, folded)))
    return result


@dataclass(frozen=True)
class _Accepted:
    """What is taken for a template's words: titles, words before points and words after them."""

    beside: _Beside
    titles: Collection[str]
    before: Collection[str]
    after: Collection[str]

    def holds(self, split: _Split) -> bool:
        credit = self.beside.credit(split.match.article)
        return self._is_known(split.before, self.before, credit) and self._is_known(
            split.after, self.after, credit
        )

    def without(self, point: Shown) -> Shown:
        """An altered point without what is surely a template's."""
        text = point.text
        if len(text) > _LONGEST_PARAGRAPH:
            return point
        for before, rest in _before(text):
            if _known(before) in self.titles or _known(before) in self.before:
                text = rest
                break
        for rest, after in _after(text):
            if _known(after) and self._is_known(after, self.after, self.beside.credits):
                text = rest
                break
        return point if text == point.text else replace(point, text=text)

    def _is_known(self, said: str, repeated: Collection[str], credit: Collection[str]) -> bool:
        known = _known(said)
        if not known or known in self.titles or known in repeated:
            return True
        return all(word in credit for word in words(_MARKS.sub("", fold(said))))


@dataclass(frozen=True)
class _Beside:
    brief: Page
    folded: Sequence[Folded]
    others: Iterable[str]
    own: Iterable[str]

    @cached_property
    def stored(self) -> frozenset[str]:
        """The titles that the brief stores, with the labels that stand as one."""
        return frozenset(title_parts(self.brief.sections))

    @cached_property
    def titles(self) -> frozenset[str]:
        """The titles that a section of any brief may have."""
        return frozenset(plain_title(title) for title in (*self.others, *self.brief.headings))

    @cached_property
    def labels(self) -> frozenset[str]:
        every = map(labels, LANGUAGES)
        labelled = (plain_title(t) for x in every for t in (x.other, x.top_points, x.bottom_line))
        return frozenset((*labelled, *map(_known, self.own)))

    @cached_property
    def credits(self) -> frozenset[str]:
        return frozenset(word for article in self.folded for word in self.credit(article))

    def credit(self, article: Folded) -> frozenset[str]:
        """The words with which a page may name an article."""
        own = article.article
        dates = (long_date(own.date, code) for code in LANGUAGES) if own.date else ()
        said = " ".join((own.outlet, own.title, own.author, own.date, *dates))
        return frozenset(words(fold(said)))

    def split(self, point: Shown) -> _Split | None:
        """The point without words beside it that could be a template's; None where that leaves no
        whole sentences of a source."""
        if len(point.text) > _LONGEST_PARAGRAPH:
            return None
        sides = [("", point.text), *_before(point.text)]
        for before, rest in sides:
            if before and not _MARK.search(before) and _known(before) not in self._all_titles:
                continue
            for bare, after in ((rest, ""), *_after(rest)):
                match = find(bare, self.folded) if before or after else None
                if match and not match.reason and _begins_sentence(match):
                    cited = point.cited or tuple(_MARKS.findall(after))
                    return _Split(replace(point, text=bare, cited=cited), before, after, match)
        return None

    @cached_property
    def _all_titles(self) -> frozenset[str]:
        return self.stored | self.titles | self.labels

    def accepted(self, matched: Sequence[Matched], splits: Sequence[_Split]) -> _Accepted:
        """What the splits of a page show to be a template's words."""
        before = Counter(_known(split.before) for split in splits if split.before)
        after = Counter(_known(split.after) for split in splits if split.after)
        titles = self.stored if self.stored & {*before, *after} else self.titles
        found = sum(match is not None and not match.reason for _, match in matched) + len(splits)
        least = max(_FEWEST, _HALF * found)
        accepted = _Accepted(
            self, titles | self.labels, _often(before, least), _often(after, least)
        )
        explained = any(_known(split.before) and accepted.holds(split) for split in splits)
        if explained or before.total() < least:
            return accepted
        # Titles of a table that is not at hand: beside most points, and none of them known.
        return replace(accepted, before=frozenset(before))


def _often(said: Counter[str], least: float) -> frozenset[str]:
    return frozenset(words for words, count in said.items() if count >= least)


def _before(text: str) -> Iterator[tuple[str, str]]:
    """The first words of a text and the rest, the fewest words first."""
    ends = {m.end() for pattern in (_MARK, _BLANK) for m in pattern.finditer(text[:_LONGEST])}
    for end in sorted(ends)[: 2 * _MOST_WORDS]:
        if text[end:].strip():
            yield text[:end], text[end:].lstrip()


def _after(text: str) -> Iterator[tuple[str, str]]:
    """A text up to the end of a sentence, and its last words, the fewest first."""
    ends = {end for m in _END.finditer(text) for end in (m.start() + 1, m.end())}
    for end in sorted(ends, reverse=True):
        if end < len(text) and len(text) - end <= 2 * _LONGEST:
            yield text[:end], text[end:]


def _known(said: str) -> str:
    """Words beside a point as they are compared: numbers and marks at their ends off."""
    return plain_title(re.sub(r"\d+", "0", _MARKS.sub("", said)).strip(_EDGES))


def _begins_sentence(match: Match) -> bool:
    before = match.article.article.text[: match.start].rstrip(" \"'“‘«([")
    return not before or before[-1] == "\n" or bool(match.dropped) or before[-1] not in _WITHIN
