"""Processor time, and what to compare it with on a machine of unknown speed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

WORDS = re.compile(r"\w+")


def processor_seconds(work: Callable[[], object], times: int = 3) -> float:
    """The least processor time of this process, in seconds, that ``work`` takes."""
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def pace() -> float:
    """Processor time, in seconds, of a fixed piece of work on text, measured now.

    The work is of the kind that the program does: a pattern over a text of 340,000 characters, and
    words counted. A limit of a test is a multiple of it. The work took 0.05 s where the multiples
    were chosen.
    """
    text = " ".join(f"Town {n % 977} built {n} homes." for n in range(14_000))
    return processor_seconds(lambda: _count(text))


def _count(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for match in WORDS.finditer(text):
        word = match.group().lower()
        counts[word] = counts.get(word, 0) + 1
    return counts
