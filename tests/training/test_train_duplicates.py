"""Training of what is one point: the same trees from the same reports, and right on new events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from threadpoolctl import threadpool_limits

from briefing.selection.duplicates import FEATURES
from briefing.training import duplicates
from briefing.training.duplicates import THRESHOLD, Row, counted, described, fit, model_of

DAYS = Path(__file__).resolve().parent.parent / "quality" / "days"
EVENTS = 20
"""Invented events to learn from; as many others are judged."""


@pytest.fixture(scope="module", autouse=True)
def little_work() -> Iterator[None]:
    """A quarter of the trees, and one thread: several wait for each other on a busy machine."""
    with threadpool_limits(1), pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "TREES", duplicates.TREES // 4)
        yield


@pytest.fixture(scope="module")
def halves() -> tuple[list[Row], list[Row]]:
    rows = list(duplicates.reports())
    events = sorted({row.event for row in rows})[: 2 * EVENTS]
    return (
        [row for row in rows if row.event in events[::2]],
        [row for row in rows if row.event in events[1::2]],
    )


@pytest.fixture(scope="module")
def trees(halves: tuple[list[Row], list[Row]]) -> Any:
    x, y, _ = described(halves[0])
    return fit(x, y)


def test_training_twice_gives_the_same_trees(
    halves: tuple[list[Row], list[Row]], trees: Any
) -> None:
    x, y, events = described(halves[0])
    assert fit(x, y) == trees
    assert len(x) == len(y) == len(events)
    assert 0 < sum(y) < len(y)


def test_what_is_learned_from_some_events_holds_on_others(
    halves: tuple[list[Row], list[Row]], trees: Any
) -> None:
    counts = counted(halves[1], model_of(trees, THRESHOLD))
    assert counts["all"] > 100
    assert counts["right"] > 0.5 * counts["all"]
    assert counts["wrong"] < 0.1 * counts["right"]


def test_pairs_of_a_day_are_labelled_by_the_facts_that_they_state() -> None:
    day = next(duplicates.days(DAYS))
    by_text = {item.quote: n for n, item in enumerate(day.items)}
    wire = next(n for text, n in by_text.items() if "Kazakh fuel group" in text)
    release = next(n for text, n in by_text.items() if "today announced the signing" in text)
    toll = next(n for text, n in by_text.items() if "rose to 17 on Tuesday" in text)
    first_toll = next(n for text, n in by_text.items() if "At least nine people" in text)
    praise = next(n for text, n in by_text.items() if "The partners share a vision" in text)
    assert day.label(wire, release) is day.label(release, wire) is True
    assert day.label(wire, toll) is False
    assert day.label(toll, first_toll) is None, "an older state of it is told only in part"
    assert day.label(wire, praise) is None, "praise states no fact"
    assert day.label_across(wire, wire) is None
    labelled = list(duplicates.of_day(day))
    assert {len(features) for features, _ in labelled} == {len(FEATURES)}
    assert {label for _, label in labelled} == {0, 1}
