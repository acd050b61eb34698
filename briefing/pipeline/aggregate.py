"""What a run has gathered so far: the bounded, mergeable state that engines pass on.

``a + b`` is associative and commutative, so that results may come in any order and any grouping.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from briefing.model import Candidates, Skipped

NO_CANDIDATES = Candidates()

MOST_SKIPPED = 1_000
"""Lines about skipped sources that are kept: more than anyone reads, some 200 kB. Without a bound,
an archive of which one file in a hundred is damaged would not fit in memory."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """The result of some articles; ``a + b`` is associative and commutative.

    ``read`` counts the articles read, ``used`` those left by ``--since``, ``--until`` and
    ``--match``, ``undated`` those that a date filter could not judge. Of the skipped sources, the
    first ``MOST_SKIPPED`` by name are kept in ``skipped``, and ``unnamed`` counts the others.
    ``languages`` are the distinct language codes of the articles used.
    """

    candidates: Candidates = NO_CANDIDATES
    read: int = 0
    used: int = 0
    undated: int = 0
    skipped: tuple[Skipped, ...] = ()
    unnamed: int = 0
    languages: tuple[str, ...] = ()

    def __add__(self, other: Aggregate) -> Aggregate:
        return gather([self, other])

    @property
    def done(self) -> int:
        """The number of articles read or skipped."""
        return self.read + len(self.skipped) + self.unnamed

    @property
    def skipped_lines(self) -> tuple[Skipped, ...]:
        """The skipped sources as a user sees them: the unnamed ones as one last line."""
        if not self.unnamed:
            return self.skipped
        return (*self.skipped, Skipped("others", f"{self.unnamed:,} further sources"))


Groups: TypeAlias = dict[str, Aggregate]
"""Aggregates by the name of a group of articles; the group ``""`` has what belongs to none."""


def gather(parts: Sequence[Aggregate]) -> Aggregate:
    """The sum of aggregates."""
    from briefing.selection.candidates import merge

    skipped = sorted((s for p in parts for s in p.skipped), key=lambda s: (s.location, s.reason))
    return Aggregate(
        merge(*(p.candidates for p in parts)),
        sum(p.read for p in parts),
        sum(p.used for p in parts),
        sum(p.undated for p in parts),
        tuple(skipped[:MOST_SKIPPED]),
        sum(p.unnamed for p in parts) + len(skipped[MOST_SKIPPED:]),
        tuple(sorted({code for p in parts for code in p.languages})),
    )


def merge_groups(parts: Iterable[Groups]) -> Groups:
    """All parts merged, group by group; any order and grouping of the parts gives the same."""
    together: dict[str, list[Aggregate]] = {}
    for part in parts:
        for name, aggregate in part.items():
            together.setdefault(name, []).append(aggregate)
    return {name: gather(aggregates) for name, aggregates in sorted(together.items())}


def articles_done(groups: Groups) -> int:
    """The number of articles read or skipped in all groups."""
    return sum(aggregate.done for aggregate in groups.values())
