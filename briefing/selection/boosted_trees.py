"""Boosted regression trees (Friedman 2001) as they are applied: a base and a sum of leaves.

The trees are read feature by feature, as QuickScorer does (Lucchese et al., SIGIR 2015). Every
tree has a byte of eight bits, one per leaf. Each cut that the value of its feature exceeds strikes
out the leaves below the cut; the first leaf left over is the one that the tree gives. A feature
thus takes one bisection and one ``&``, however many trees ask for it. A feature that is true or
false may be a bit of one number: then it takes no bisection, and nothing where it is false. The
leaves of four trees are looked up together.
"""

from __future__ import annotations

import math
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from operator import and_, getitem, or_
from typing import Any

LEAVES = 8
"""Most leaves of a tree: it asks at most three questions."""

FIRST_LEAF = bytes((byte & -byte).bit_length() - 1 if byte else 0 for byte in range(256))
"""The lowest bit set of each byte."""

_NO_BITS: Mapping[str, int] = {}


class Sums(dict[int, float]):
    """The sum of one leaf of each of four trees, by the number that their places make as four bytes
    of memory; each is worked out when it is first asked for."""

    def __init__(self, leaves: Sequence[Sequence[float]]) -> None:
        super().__init__()
        self._leaves = leaves

    def __missing__(self, places: int) -> float:
        total = self[places] = math.fsum(
            map(getitem, self._leaves, places.to_bytes(4, sys.byteorder))
        )
        return total


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """Log-odds before any tree, and the trees that add to them.

    ``sums`` has the sums of leaves for each four trees, ``start`` the leaves that are left before
    any feature is looked at. The rest is by feature that a tree asks for: of a number its place,
    its cuts in order, and the leaves that are left when its value exceeds the first n of them, for
    n from 0 on; of a flag the leaves that are left when it is set, by its bit. ``asked`` are the
    bits together.
    """

    base: float
    sums: tuple[Sums, ...]
    start: int
    places: tuple[int, ...]
    cuts: tuple[tuple[float, ...], ...]
    left: tuple[tuple[int, ...], ...]
    flags: Mapping[int, int]
    asked: int

    @classmethod
    def read(
        cls,
        base: float,
        trees: Iterable[Any],
        features: Sequence[str],
        bits: Mapping[str, int] = _NO_BITS,
    ) -> BoostedTrees:
        """The trees as their file has them: a leaf, or the name of a feature, a cut, the tree up to
        the cut (included) and the tree above it.

        ``features`` names the numbers of a row, ``bits`` the flags, each with its bit. Raises
        ``KeyError`` for a feature that is in neither.
        """
        leaves: list[list[float]] = []
        questions: dict[str, list[tuple[float, int]]] = {}
        for index, tree in enumerate(trees):
            own: list[float] = []
            for name, cut, below in _grown(tree, own):
                asked = questions.setdefault(name, [])
                asked.append((float(cut), below << (LEAVES * index)))
            if len(own) > LEAVES:
                raise ValueError(f"tree {index} has more than {LEAVES} leaves")
            leaves.append(own)
        leaves += [[0.0]] * (-len(leaves) % 4)
        every = start = (1 << (LEAVES * len(leaves))) - 1
        place = {name: i for i, name in enumerate(features)}
        numbers: dict[int, tuple[tuple[float, ...], tuple[int, ...]]] = {}
        flags: dict[int, int] = {}
        for name, asked in questions.items():
            asked.sort()
            cuts = tuple(cut for cut, _ in asked)
            left = tuple(accumulate((below for _, below in asked), _without, initial=every))
            if name in bits:
                start &= left[bisect_left(cuts, 0.0)]
                flags[bits[name]] = left[bisect_left(cuts, 1.0)]
            else:
                numbers[place[name]] = cuts, left
        ordered = sorted(numbers)
        return cls(
            base,
            tuple(Sums(leaves[i : i + 4]) for i in range(0, len(leaves), 4)),
            start,
            tuple(ordered),
            tuple(numbers[at][0] for at in ordered),
            tuple(numbers[at][1] for at in ordered),
            flags,
            reduce(or_, flags, 0),
        )

    def total(self, values: Sequence[float]) -> float:
        """The sum of base and leaves for the values of the numbers in their order, without flags
        set."""
        return self._sum(self._left(self.start, self.places, values))

    def totals(
        self,
        rows: Sequence[Sequence[float]],
        shared: Sequence[float] = (),
        flags: Sequence[int] = (),
    ) -> list[float]:
        """The total of each row with the numbers that follow it in every row, ``shared``, and with
        its ``flags`` (all 0 where there are none)."""
        if not rows:
            return []
        size = len(rows[0])
        own = bisect_left(self.places, size)
        start = self.start
        for place, cuts, left in zip(
            self.places[own:], self.cuts[own:], self.left[own:], strict=True
        ):
            start &= left[bisect_left(cuts, shared[place - size])]
        places = self.places[:own]
        totals = []
        for row, set_flags in zip(rows, flags or [0] * len(rows), strict=True):
            left_over = self._left(start, places, row)
            flag = set_flags & self.asked
            while flag:
                bit = flag & -flag
                left_over &= self.flags[bit]
                flag ^= bit
            totals.append(self._sum(left_over))
        return totals

    def _left(self, start: int, places: Sequence[int], values: Sequence[float]) -> int:
        """The leaves of ``start`` that the numbers at these places, the first of all, leave."""
        exceeded = map(bisect_left, self.cuts, [values[place] for place in places])
        return reduce(and_, map(getitem, self.left, exceeded), start)

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
