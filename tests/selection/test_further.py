"""What the points of an article add to a page when better ones are told."""

from __future__ import annotations

import random
from dataclasses import replace

from facts import candidate

from briefing.model import Candidate, Candidates
from briefing.selection.candidates import merge
from briefing.selection.further import FEATURES, MOST, described, shipped, with_further
from briefing.selection.plan import plan

MINE = "Norland opened a copper mine at Karsund on Monday that will employ 400 people."
AGAIN = "The copper mine at Karsund that Norland opened on Monday will employ 400 people."
TAX = "Parliament doubled the tax on diesel for lorries from the first of January."
TOLD = FEATURES.index("told")


def point(text: str, value: float, start: int = 0, article: str = "a") -> Candidate:
    return replace(candidate(text, article), value=value, start=start, end=start + len(text))


def test_a_new_fact_is_taken_before_a_better_sentence_that_says_the_same_again() -> None:
    items = [point(AGAIN, 0.5, 200), point(TAX, 0.4, 400), point(MINE, 0.6)]
    values = [item.value for item in items]
    order = list(described(items, values, 0.1))
    assert [items[at].text for at, _ in order] == [MINE, TAX, AGAIN]
    assert order[1][1][TOLD] < 0.2
    assert order[2][1][TOLD] > 0.6


def test_what_says_the_same_again_adds_less_than_what_is_new() -> None:
    items = [point(MINE, 0.6), point(AGAIN, 0.5, 200), point(TAX, 0.5, 400)]
    first, again, new = with_further(items, shipped())
    assert first.adds and again.adds is not None and new.adds
    assert again.adds < new.adds < first.adds


def test_however_long_an_article_is_its_later_points_add_little() -> None:
    numbers = "two three four five six seven eight nine ten eleven".split()
    items = [
        point(f"Mill {n} at Karsund burnt down in {n} hours.", 0.3, 100_000_000 * i)
        for i, n in enumerate(numbers)
    ]
    adds = [item.adds for item in with_further(items, shipped())]
    assert all(value is not None and 0.0 <= value <= 0.6 for value in adds)
    assert adds[MOST:] == [0.0] * (len(adds) - MOST)


def test_the_order_of_the_candidates_does_not_matter() -> None:
    items = [
        point(text, value, start, article)
        for article in ("a", "b", "c")
        for text, value, start in ((MINE, 0.6, 0), (AGAIN, 0.6, 200), (TAX, 0.4, 400))
    ]
    plans = set()
    for seed in range(4):
        random.Random(seed).shuffle(items)
        topics = plan(merge(Candidates(tuple(items))), further=shipped()).topics
        plans.add(tuple((t.quoted.source.id, t.quoted.start, t.gain) for t in topics))
    assert len(plans) == 1
