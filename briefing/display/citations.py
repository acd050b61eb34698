"""Source numbers as a brief prints them: sorted, runs joined, in one pair of brackets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

NBSP = "\u00a0"
SHORTEST_RUN = 3
"""Consecutive numbers that are joined by a dash; two are listed, as most style guides have it."""
LONGEST_UNBROKEN = 3
"""Numbers and runs that stay on one line; a longer list may break after a comma."""


def pieces(numbers: Iterable[int]) -> Iterator[tuple[str, int]]:
    """The citation of ``numbers`` piece by piece: a number with its source, or a mark with 0.

    >>> list(pieces([2, 1]))
    [('[', 0), ('1', 1), (',\\xa0', 0), ('2', 2), (']', 0)]
    """
    runs = _runs(numbers)
    comma = f",{NBSP}" if len(runs) <= LONGEST_UNBROKEN else ", "
    yield "[", 0
    for place, (first, last) in enumerate(runs):
        if place:
            yield comma, 0
        yield str(first), first
        if last > first:
            yield "–", 0
            yield str(last), last
    yield "]", 0


def citation(numbers: Iterable[int]) -> str:
    """The citation of ``numbers`` as text.

    >>> citation([11, 9, 10]), citation([7]), citation([3, 1, 2, 8]).replace(NBSP, "~")
    ('[9–11]', '[7]', '[1–3,~8]')
    """
    return "".join(text for text, _ in pieces(numbers))


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run of consecutive numbers that is long enough to join."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if last - first + 1 >= SHORTEST_RUN:
            joined.append((first, last))
        else:
            joined.extend((n, n) for n in range(first, last + 1))
    return joined
