"""Events: which articles tell of one happening, deal or decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from briefing.model import Candidate

SAME_EVENT = 0.3
"""Shared part of the shorter list of topic words from which two articles tell of one event: those
of the annotated events share at least 0.29, unrelated articles at most 0.1."""


def events(candidates: Iterable[Candidate]) -> dict[str, int]:
    """The event of each article, by number: articles whose topics overlap tell of one.

    An article joins the event of the first article, best candidate first, that it overlaps with.
    """
    found: dict[str, int] = {}
    founders: dict[str, list[int]] = {}
    sizes: dict[int, int] = {}
    for item in candidates:
        if item.source.id in found:
            continue
        about = item.topic
        shared = Counter(chain.from_iterable([founders.get(word, ()) for word in about]))
        joined = [e for e, n in shared.items() if n / min(len(about), sizes[e]) >= SAME_EVENT]
        found[item.source.id] = event = min(joined, default=len(found))
        if not joined:
            sizes[event] = len(about)
            for word in about:
                founders.setdefault(word, []).append(event)
    return found
