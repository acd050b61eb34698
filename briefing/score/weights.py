"""The learned weights of the default method and what they make of a document.

``briefing/data/scorer.json`` is the output of ``python -m briefing.train.scorer``; it says what it
was made from and how well it did on stories it was not made from.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from operator import mul
from typing import Any

from briefing.assets import data_path
from briefing.model import Document
from briefing.score.features import FEATURES, Columns, Story, features, story


@lru_cache(maxsize=1)
def weights() -> dict[str, Any]:
    """The table of weights as read from the package."""
    table: dict[str, Any] = json.loads(data_path("scorer.json").read_text("utf-8"))
    table["editor"]["row"] = [table["editor"]["weights"].get(name, 0.0) for name in FEATURES]
    table["editor"]["middle"] = [table["editor"]["means"].get(name, 0.0) for name in FEATURES]
    table["summary"]["row"] = [table["summary"]["weights"].get(name, 0.0) for name in FEATURES]
    return table


def logistic(value: float) -> float:
    """The probability of a log-odds ``value``; exact at both ends.

    >>> logistic(0.0)
    0.5
    """
    if value < 0:
        power = math.exp(max(value, -700.0))
        return power / (1.0 + power)
    return 1.0 / (1.0 + math.exp(-min(value, 700.0)))


def vocabulary(stems: Sequence[str]) -> list[str]:
    """The distinct stems of a sentence in order, and ``^stem`` for its first: its words to weigh.

    >>> vocabulary(["talk", "", "end", "talk"])
    ['talk', 'end', '^talk']
    """
    found = list(dict.fromkeys(stems))
    if "" in found:
        found.remove("")
    return [*found, "^" + found[0]] if found else []


def wording(stems: Sequence[str], words: dict[str, float]) -> float:
    """The learned worth of the :func:`vocabulary` of a sentence, over the root of its size."""
    found = vocabulary(stems)
    known = filter(words.__contains__, found)
    return sum(map(words.__getitem__, known)) / math.sqrt(max(1, len(found)))


def editor_odds(told: Story, rows: Columns) -> list[float]:
    """The log-odds that an editor gives each content sentence a place in a brief."""
    table = weights()["editor"]
    row, bias, words = table["row"], table["bias"], table["words"]
    odds = []
    for view, values in zip(told.views, rows, strict=True):
        value = bias + sum(map(mul, row, values))
        odds.append(value + wording(view.sentence.stems, words))
    return odds


_latest: list[tuple[Document, Story, Columns]] = []


def analysed(document: Document) -> tuple[Story, Columns]:
    """The story and its rows of features, neither to be changed.

    Scoring, explaining and choosing ask for the same document in turn, so the latest is kept: the
    very object, so that the answer is the same as if it were worked out anew.
    """
    latest = _latest[0] if _latest else None
    if latest is None or latest[0] is not document:
        told = story(document)
        latest = (document, told, features(told))
        _latest[:] = [latest]
    return latest[1], latest[2]
