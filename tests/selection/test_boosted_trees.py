"""Boosted trees: what is looked up feature by feature is what a walk down each tree gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.selection.boosted_trees import BoostedTrees

FEATURES = ("place", "length", "names")
CUTS = st.sampled_from([-1.0, 0.0, 0.5, 2.0])
LEAF = st.floats(-1.0, 1.0)
NODE = st.tuples(st.sampled_from(FEATURES), CUTS)


def grown(depth: int) -> st.SearchStrategy[Any]:
    """Trees of at most ``depth`` questions from the root to a leaf."""
    if not depth:
        return LEAF
    branch = grown(depth - 1)
    return LEAF | st.tuples(NODE, branch, branch).map(lambda t: [*t[0], t[1], t[2]])


def walked(tree: Any, values: dict[str, float]) -> float:
    """The leaf that a walk from the root ends at."""
    while not isinstance(tree, float):
        name, cut, low, high = tree
        tree = low if values[name] <= cut else high
    return tree


ROW = st.tuples(*[CUTS | st.floats(-3.0, 3.0)] * 3)


@given(st.lists(grown(3), max_size=7), st.lists(ROW, max_size=3))
def test_the_total_is_the_base_and_the_leaf_of_each_tree(
    trees: list[Any], rows: list[tuple[float, ...]]
) -> None:
    model = BoostedTrees.read(0.25, trees, FEATURES)
    for row, total in zip(rows, model.totals(rows), strict=True):
        values = dict(zip(FEATURES, row, strict=True))
        leaves = [walked(tree, values) for tree in trees]
        assert total == pytest.approx(0.25 + sum(leaves), abs=1e-12)
        assert total == model.total(row)


@given(st.lists(grown(3), max_size=7), st.lists(st.tuples(ROW, st.booleans()), max_size=3))
def test_what_rows_share_and_flags_give_the_same_total_apart(
    trees: list[Any], rows: list[tuple[tuple[float, ...], bool]]
) -> None:
    shared = 0.75
    whole = BoostedTrees.read(0.25, trees, FEATURES)
    apart = BoostedTrees.read(0.25, trees, ("place", "names"), {"length": 4})
    totals = apart.totals(
        [row[:1] for row, _ in rows], [shared], [4 * long | 3 for _, long in rows]
    )
    for (row, long), total in zip(rows, totals, strict=True):
        assert total == whole.total((row[0], float(long), shared))


def test_a_tree_that_asks_more_than_three_questions_in_a_row_is_refused() -> None:
    tree: Any = 1.0
    for _ in range(8):
        tree = ["place", 0.0, tree, 0.0]
    with pytest.raises(ValueError, match="more than 8 leaves"):
        BoostedTrees.read(0.0, [tree], FEATURES)
