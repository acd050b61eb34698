"""How much a stem tells: its rarity in ordinary English news.

The weight is the inverse document frequency of Spärck Jones (1972), log(N / n), from counts that
ship with the package (``python -m briefing.training.background``), so that no weight depends on
which other articles are in a run.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache

from briefing.languages import language
from briefing.resources import data_path


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, float], float]:
    data = json.loads(data_path("background.json").read_text("utf-8"))
    top = math.log(data["stories"])
    weights = {
        stem: max(0.0, top - int(level) * math.log(2))
        for level, stems in data["log2_stories_with"].items()
        for stem in stems.split()
    }
    return weights, top


def rarity(stem: str) -> float:
    """The weight of a stem, from 0 (in every story) to log N (about 7.9: in one, or none).

    >>> rarity("year") < rarity("ministri") < rarity("xylophon")
    True
    """
    weights, unseen = _table()
    return weights.get(stem, unseen)


def rarities(code: str = "en") -> tuple[Mapping[str, float], float]:
    """The whole table of a language and the weight of a stem that is not in it, for inner loops.

    In a language whose file has no table all words are as rare as one that no English story has.
    """
    if code == "en":
        return _table()
    own = language(code)
    return own.rarity, own.unseen or _table()[1]
