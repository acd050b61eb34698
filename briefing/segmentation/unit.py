"""The raw unit that the parts of segmentation hand to each other."""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    """A span of the text, where its body begins, and the number of its paragraph."""

    start: int
    end: int
    body: int
    paragraph: int
