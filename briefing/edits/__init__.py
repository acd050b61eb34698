"""What a person changes in a brief, as one frozen value; :mod:`briefing.edits.records` stores it.

The value describes the result that is wanted and not the clicks that led to it, so that it can be
applied to other sources tomorrow: see :mod:`briefing.selection.edited`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from briefing.errors import UsageError
from briefing.model import Candidate, Comment, CommentKind

_SPAN = re.compile(r"(?P<article>.+):(?P<start>\d+)-(?P<end>\d+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """What names a sentence: a span of an article, or words that it holds.

    ``article`` is an article's identifier, its location, or the file name of its location; empty
    for the words of ``quote`` in any article. ``start`` and ``end`` count characters of the
    article's text. A span with a ``quote`` also names the same sentence in another version of the
    article.
    """

    article: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""

    def names(self, candidate: Candidate) -> bool:
        """Whether this is that sentence."""
        source = candidate.source
        span = (candidate.start, candidate.end)
        return self.names_span((source.id, source.location), span, candidate.quote)

    def names_span(self, article: tuple[str, str], span: tuple[int, int], quote: str) -> bool:
        """Whether ``quote`` at ``span`` of the article (identifier, location) is that sentence."""
        if not self.article:
            return folded(self.quote) in folded(quote)
        if self.quote and self.quote == quote:
            return True
        identifier, location = article
        if self.article not in (identifier, location, PurePath(location).name):
            return False
        return span[0] < self.end and self.start < span[1]

    @property
    def label(self) -> str:
        """The mark as a message shows it."""
        return self.quote or f"{self.article}:{self.start}-{self.end}"


def folded(text: str) -> str:
    """``text`` for comparing: lower case, each run of blanks one blank."""
    return " ".join(text.casefold().split())


def parse_mark(text: str) -> Mark:
    """The mark that ``TEXT`` or ``ARTICLE:START-END`` stands for. Raises :class:`UsageError`.

    >>> parse_mark("story.txt:812-954")
    Mark(article='story.txt', start=812, end=954, quote='')
    >>> parse_mark("container line").quote
    'container line'
    """
    span = _SPAN.fullmatch(text.strip())
    if span:
        start, end = int(span["start"]), int(span["end"])
        if start >= end:
            raise UsageError(f"{text!r} is no span: it ends before it begins")
        return Mark(span["article"], start, end)
    if not text.strip():
        raise UsageError("a sentence is named by words of it, or by ARTICLE:START-END")
    return Mark(quote=text.strip())


@dataclass(frozen=True, slots=True)
class Placement:
    """A point at place ``rank`` (from 0) among those of a section."""

    mark: Mark
    sector: str
    rank: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """A point that gives way to another sentence."""

    old: Mark
    new: Mark


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment under a point, or (``mark`` is None) under the heading of a section."""

    comment: Comment
    mark: Mark | None = None
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Edits:
    """Everything that was changed by hand; an empty value changes nothing.

    ``pins`` are always shown, ``drops`` never. Both stand for a fact, whichever report of it is
    quoted. ``order`` has the sectors that come first, in order. ``kept`` are the points of the
    brief that the edits began with, in the order in which they give way, the last first: they come
    before all but pins, the first is the bottom line, and others come in only where they leave
    places free.
    """

    title: str = ""
    bottom_line: Mark | None = None
    pins: tuple[Mark, ...] = ()
    drops: tuple[Mark, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    placements: tuple[Placement, ...] = ()
    order: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    kept: tuple[Mark, ...] = ()

    def __bool__(self) -> bool:
        return self != Edits()

    @property
    def wanted(self) -> tuple[Mark, ...]:
        """The sentences that the page is to show."""
        lead = () if self.bottom_line is None else (self.bottom_line,)
        return (*self.pins, *(swap.new for swap in self.replacements), *lead, *self.kept)

    def also(self, pins: tuple[Mark, ...] = (), drops: tuple[Mark, ...] = ()) -> Edits:
        """These edits with further pins and drops."""
        return replace(self, pins=self.pins + pins, drops=self.drops + drops)


__all__ = [
    "Comment", "CommentKind", "Edits", "Mark", "Placement", "Remark", "Replacement", "folded",
    "parse_mark",
]  # fmt: skip
