"""What a run has gathered so far: the bounded, mergeable state that engines hand around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import Candidates, Skipped

if TYPE_CHECKING:
    from briefing.readers import Ref

NO_CANDIDATES = Candidates()

MOST_SKIPPED = 1_000
"""Lines about skipped sources that are kept: more than anyone reads, some 200 kB. Without a bound,
an archive of which one file in a hundred is damaged would not fit in memory."""


@dataclass(frozen=True, slots=True)
class Partial:
    """What a run has gathered so far; ``a + b`` is associative and commutative.

    ``read`` counts the articles read, ``used`` those left by ``--since``, ``--until`` and
    ``--match``, ``undated`` those that a date filter could not judge. Of the sources skipped, the
    first ``MOST_SKIPPED`` by name are told of, and ``unnamed`` counts the others.
    """

    candidates: Candidates = NO_CANDIDATES
    read: int = 0
    used: int = 0
    undated: int = 0
    skipped: tuple[Skipped, ...] = ()
    unnamed: int = 0
    languages: tuple[str, ...] = ()

    def __add__(self, other: Partial) -> Partial:
        return gather([self, other])

    @property
    def done(self) -> int:
        """The articles read or skipped."""
        return self.read + len(self.skipped) + self.unnamed

    @property
    def told(self) -> tuple[Skipped, ...]:
        """What was skipped, as a user is told."""
        if not self.unnamed:
            return self.skipped
        return (*self.skipped, Skipped("others", f"{self.unnamed:,} further sources"))


def gather(parts: Sequence[Partial]) -> Partial:
    """The sum of partials."""
    from briefing.selection.candidates import merge

    skipped = sorted((s for p in parts for s in p.skipped), key=lambda s: (s.location, s.reason))
    return Partial(
        merge(*(p.candidates for p in parts)),
        sum(p.read for p in parts),
        sum(p.used for p in parts),
        sum(p.undated for p in parts),
        tuple(skipped[:MOST_SKIPPED]),
        sum(p.unnamed for p in parts) + len(skipped[MOST_SKIPPED:]),
        tuple(sorted({code for p in parts for code in p.languages})),
    )


def lost(ref: Ref) -> Partial:
    """The partial of a reference that processes died of: a line."""
    part = ref.kind in ("slice", "rows")
    location = f"{ref.location}#{ref.line}" if part else ref.location
    return Partial(skipped=(Skipped(location, "its process died twice; left out"),))
