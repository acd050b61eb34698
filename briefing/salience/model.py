"""The learned weights of the default method and what they make of features.

``briefing/data/scorer.json`` is the output of ``python -m briefing.training.scorer``; it says what
it was made from and how well it did on stories it was not made from.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from typing import Any

from briefing.resources import data_path
from briefing.salience.features import FEATURES, NUMBERS, Sheet
from briefing.salience.sentence_flags import FLAGS


@dataclass(frozen=True, slots=True)
class Editor:
    """The linear model of an editor's choice: the weights of the numbers and, by their bits, of the
    flags; ``parts`` has weight and mean by the name of the feature."""

    bias: float
    numbers: tuple[float, ...]
    flags: dict[int, float]
    parts: dict[str, tuple[float, float]]


@lru_cache(maxsize=1)
def weights() -> dict[str, Any]:
    """The table of weights as read from the package."""
    table: dict[str, Any] = json.loads(data_path("scorer.json").read_text("utf-8"))
    table["summary"]["row"] = [table["summary"]["weights"].get(name, 0.0) for name in FEATURES]
    return table


@lru_cache(maxsize=1)
def editor() -> Editor:
    """The editor's model of the table."""
    table = weights()["editor"]
    learned, means = table["weights"], table["means"]
    return Editor(
        table["bias"],
        tuple(learned.get(name, 0.0) for name in NUMBERS),
        {bit: learned.get(name, 0.0) for name, bit in FLAGS.items()},
        {name: (learned.get(name, 0.0), means.get(name, 0.0)) for name in FEATURES},
    )


def logistic(value: float) -> float:
    """The probability of a log-odds ``value``; exact at both ends.

    >>> logistic(0.0)
    0.5
    """
    if value < 0:
        power = math.exp(max(value, -700.0))
        return power / (1.0 + power)
    return 1.0 / (1.0 + math.exp(-min(value, 700.0)))


def editor_odds(sheet: Sheet) -> list[float]:
    """The log-odds that an editor gives each content sentence a place in a brief."""
    model = editor()
    line, worth = model.numbers, model.flags
    every = []
    for numbers, flags in zip(sheet.numbers, sheet.flags, strict=True):
        odds = model.bias + sum(map(mul, line, numbers))
        while flags:
            bit = flags & -flags
            odds += worth[bit]
            flags ^= bit
        every.append(odds)
    return every
