"""Words that stand for one thing: each stem of a group of synonyms is replaced by the first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from briefing.language.tokens import stemmer
from briefing.resources import data_path


def canonical(stem: str) -> str:
    """The stem that stands for its group of synonyms in ``data/synonyms.txt``, else itself."""
    return _synonyms().get(stem, stem)


@lru_cache(maxsize=1)
def _synonyms() -> Mapping[str, str]:
    stem = stemmer("en")
    table: dict[str, str] = {}
    for line in data_path("synonyms.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            first, *others = map(stem, line.split())
            table |= dict.fromkeys(others, first)
    return table
