"""Boosted regression trees (Friedman 2001) as they are applied: a base and a sum of leaves.

The trees are read feature by feature, as QuickScorer does (Lucchese et al., SIGIR 2015). Every
tree has a byte of eight bits, one per leaf. Each cut that the value of its feature exceeds strikes
out the leaves below the cut; the first leaf left over is the one that the tree gives. A feature
thus takes one bisection and one ``&``, however many trees ask for it. The leaves of four trees are
looked up together.
"""

from __future__ import annotations

import math
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, repeat
from operator import and_, getitem
from typing import Any

LEAVES = 8
"""Leaves of a tree at most: it asks three questions at most before it gives one."""

FIRST_LEAF = bytes((byte & -byte).bit_length() - 1 if byte else 0 for byte in range(256))
"""The lowest bit set of each byte."""


class Sums(dict[int, float]):
    """The sum of one leaf of each of four trees, by the number that their places make as four bytes
    of memory; each is worked out when it is first asked for."""

    def __init__(self, leaves: Sequence[Sequence[float]]) -> None:
        super().__init__()
        self._leaves = leaves

    def __missing__(self, places: int) -> float:
        chosen = zip(self._leaves, places.to_bytes(4, sys.byteorder), strict=True)
        total = self[places] = math.fsum(row[at] for row, at in chosen)
        return total


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """Log-odds before any tree, and the trees that add to them.

    ``sums`` has the sums of leaves for each four trees. The rest is by feature that a tree asks
    for: its place, its cuts in order, and the leaves that are left when its value exceeds the first
    n of them, for n from 0 on.
    """

    base: float
    sums: tuple[Sums, ...]
    places: tuple[int, ...]
    cuts: tuple[tuple[float, ...], ...]
    left: tuple[tuple[int, ...], ...]

    @classmethod
    def read(cls, base: float, trees: Iterable[Any], features: Sequence[str]) -> BoostedTrees:
        """The trees as their file has them: a leaf, or the name of a feature, a cut, the tree up to
        the cut (included) and the tree above it."""
        leaves: list[list[float]] = []
        questions: dict[int, list[tuple[float, int]]] = {}
        place = {name: i for i, name in enumerate(features)}
        for index, tree in enumerate(trees):
            own: list[float] = []
            for name, cut, below in _grown(tree, own):
                asked = questions.setdefault(place[name], [])
                asked.append((float(cut), below << (LEAVES * index)))
            if len(own) > LEAVES:
                raise ValueError(f"tree {index} has more than {LEAVES} leaves")
            leaves.append(own)
        leaves += [[0.0]] * (-len(leaves) % 4)
        every = (1 << (LEAVES * len(leaves))) - 1
        ordered = {i: sorted(questions[i]) for i in sorted(questions)}
        return cls(
            base,
            tuple(Sums(leaves[i : i + 4]) for i in range(0, len(leaves), 4)),
            tuple(ordered),
            tuple(tuple(cut for cut, _ in asked) for asked in ordered.values()),
            tuple(
                tuple(accumulate((below for _, below in asked), _without, initial=every))
                for asked in ordered.values()
            ),
        )

    def total(self, values: Sequence[float]) -> float:
        """The sum of base and leaves for the values of the features in their order."""
        exceeded = map(bisect_left, self.cuts, [values[i] for i in self.places])
        return self._sum(reduce(and_, map(getitem, self.left, exceeded), -1 if self.places else 0))

    def totals(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """The :meth:`total` of each row; a feature that is the same in all is looked up once."""
        if not rows:
            return []
        columns = list(zip(*rows, strict=True))
        all_left, count = -1 if self.places else 0, len(rows)
        by_row = [-1] * count
        for place, cuts, left in zip(self.places, self.cuts, self.left, strict=True):
            column = columns[place]
            if column.count(column[0]) == count:
                all_left &= left[bisect_left(cuts, column[0])]
            else:
                exceeded = map(bisect_left, repeat(cuts), column)
                by_row = list(map(and_, by_row, map(left.__getitem__, exceeded)))
        return [self._sum(all_left & left) for left in by_row]

    def _sum(self, left: int) -> float:
        """The sum of base and, for each tree, the first of the leaves that are left."""
        first = left.to_bytes(4 * len(self.sums), "little").translate(FIRST_LEAF)
        return math.fsum((self.base, *map(getitem, self.sums, memoryview(first).cast("I"))))

    def probability(self, values: Sequence[float]) -> float:
        """The probability, in (0, 1), of log-odds that are the :meth:`total`."""
        return 1.0 / (1.0 + math.exp(-self.total(values)))


def _grown(tree: Any, row: list[float]) -> Iterator[tuple[str, float, int]]:
    """Each question of a tree: feature, cut, and the leaves (as bits) that are below the cut.

    The leaves are added to ``row``.
    """
    if isinstance(tree, (int, float)):
        row.append(float(tree))
        return
    name, cut, low, high = tree
    begin = len(row)
    yield from _grown(low, row)
    yield name, cut, (1 << len(row)) - (1 << begin)
    yield from _grown(high, row)


def _without(leaves: int, others: int) -> int:
    return leaves & ~others
