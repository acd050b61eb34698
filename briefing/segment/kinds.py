"""What each unit is: content, heading, caption or boilerplate."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Article, Kind
from briefing.segment.unit import Unit


def classify(article: Article, units: Sequence[Unit]) -> list[Kind]:
    """One kind per unit, in order."""
    kinds = [Kind.CONTENT] * len(units)
    if units and article.text[units[0].start : units[0].end] == article.title:
        kinds[0] = Kind.HEADING
    return kinds
