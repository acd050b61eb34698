"""Merits: why a point is on a page that many articles share, in words for its reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.language.dollars import dollars
from briefing.language.measured import measured
from briefing.language.patterns import LazyPattern
from briefing.language.quantities import AMOUNT
from briefing.selection.topics import Topic

MAIN, LARGEST, RECORD = "main event of the day", "largest amount of the day", "a record or a first"
_RECORD = LazyPattern(
    r"\b(?:record|for the first time|(?:first|largest|biggest|highest|lowest|worst|best|most|fewest"
    r"|steepest|sharpest|fastest)\b[^.;:]{0,40}\b"
    r"(?:ever|since|so far|in (?:\w+ ){1,3}years|of its kind)"
    r"|first[- ]ever|unprecedented|all-time)\b",
    re.IGNORECASE,
)
LEAST_ARTICLES = 3
"""Least number of articles for a merit: the largest amount of two articles says nothing."""


def with_merits(topics: Sequence[Topic]) -> list[Topic]:
    """The topics of a plan, each with its merits; the first is the bottom line."""
    articles = {source.id for topic in topics for source in topic.sources}
    if len(articles) < LEAST_ARTICLES:
        return list(topics)
    amounts = [_amount(t.quoted.text) if t.worth_its_line else 0.0 for t in topics]
    largest = max(amounts, default=0.0)
    once = amounts.index(largest) if largest else -1
    return [
        replace(topic, merits=tuple(_merits(topic, at == 0, at == once)))
        for at, topic in enumerate(topics)
    ]


def _merits(topic: Topic, first: bool, largest: bool) -> list[str]:
    outlets = {source.outlet for source in topic.sources if source.outlet}
    reports = len(topic.sources)
    reasons = []
    if first:
        reasons.append(MAIN)
    if reports > 1:
        whom = "outlets" if len(outlets) == reports else "sources"
        reasons.append(f"reported by {reports} {whom}")
    if largest:
        reasons.append(LARGEST)
    if _RECORD.search(topic.quoted.text):
        reasons.append(RECORD)
    return reasons


def _amount(text: str) -> float:
    """The largest sum of money that a text tells of, and does not only compare with."""
    sums = [m.figure for m in measured(text) if m.figure.kind == AMOUNT and not m.compared]
    return max(map(dollars, sums), default=0.0)
