"""News value: what a sentence is worth on a page that many articles share.

The score of a sentence says how likely an editor of its own article would keep it; the news value
says how much the editor of a page of many articles wants its content: 0 for nothing, 1/6 for what
may fill space, 1/2 for what belongs on the page, 1 for what the page fails without. Beside it, an
article has the chance that it tells the main event of its day, which the bottom line is chosen by.
Both are expected values by boosted trees over what the salience room sees of sentence and article
(``python -m briefing.training.news_value``), and depend on the one article only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.resources import data_path
from briefing.selection.boosted_trees import BoostedTrees


@dataclass(frozen=True, slots=True)
class Valuation:
    """Trees over a row of columns, and the table of word values that one of the columns needs, as
    the salience room reads it."""

    trees: BoostedTrees
    words: Mapping[str, Any]

    def of(
        self, *rows: Sequence[float], shared: Sequence[float] = (), flags: Sequence[int] = ()
    ) -> list[float]:
        """The value, in [0, 1], of each row; ``shared`` and ``flags`` as the trees take them."""
        totals = self.trees.totals(rows, shared, flags)
        return [min(1.0, max(0.0, total)) for total in totals]


@dataclass(frozen=True, slots=True)
class NewsValue:
    """The valuation of sentences, and that of articles as the main event of their day."""

    sentence: Valuation
    main: Valuation


_NO_BITS: Mapping[str, int] = {}


def read(
    table: Mapping[str, Any],
    columns: Sequence[str],
    article: Sequence[str],
    bits: Mapping[str, int] = _NO_BITS,
) -> NewsValue:
    """The model of a table as its file has it, over the columns of sentences and of articles;
    ``bits`` are those of the sentences' flags."""
    return NewsValue(_read(table["sentence"], columns, bits), _read(table["main"], article))


def _read(
    table: Mapping[str, Any], columns: Sequence[str], bits: Mapping[str, int] = _NO_BITS
) -> Valuation:
    trees = BoostedTrees.read(table["base"], table["trees"], columns, bits)
    return Valuation(trees, table["words"])


def shipped(
    columns: Sequence[str], article: Sequence[str], bits: Mapping[str, int] = _NO_BITS
) -> NewsValue:
    """The model that ships with the package."""
    table = json.loads(data_path("news_value.json").read_text("utf-8"))
    return read(table, columns, article, bits)
