"""Quotations that run over several sentences: their parts, and what must be taken whole."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Kind
from briefing.segment.unit import Unit


def group(text: str, units: Sequence[Unit], kinds: Sequence[Kind]) -> list[tuple[str, int]]:
    """(part, group number) per unit."""
    return [("", index) for index in range(len(units))]
