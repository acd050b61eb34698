"""Filling a page from many points: few that do not fit are measured, and none is missed."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, nan

from hypothesis import given
from hypothesis import strategies as st

from briefing.config import Config
from briefing.model import Brief, Candidate, SourceMeta
from briefing.selection.compose import compose
from briefing.selection.fit import Height, fit
from briefing.selection.plan import Plan
from briefing.selection.topics import Topic

WIDTH = 40
"""Characters of a line of the page that is imagined here."""

Row = tuple[int, str, int]
"""Words of a point, its sector, and its article."""

rows = st.lists(
    st.tuples(st.integers(1, 40), st.sampled_from(["energy", "health", "none"]), st.integers(1, 9)),
    min_size=1,
    max_size=60,
)


def lines(text: str) -> int:
    return ceil(len(text) / WIDTH)


def filled(given_rows: Sequence[Row], room: int, height: Height) -> tuple[Brief, int]:
    """The brief on a page of so many lines, and how often it was measured."""
    topics = []
    for number, (words, sector, article) in enumerate(given_rows):
        text = " ".join(["word"] * words) + f" {number:02}."
        source = SourceMeta(f"{article:016x}", f"Story {article}", "", "2026-01-01", "")
        one = Candidate(
            source, number * 300, number * 300 + len(text), text, text, sector, 0.5, (), (), (), (),
            number, value=0.5,
        )  # fmt: skip
        topics.append(Topic(one, (one,), 0.5))
    todo = Plan(tuple(topics), len(topics), ("", ""))
    config, measured = Config(), [0]

    def fill(brief: Brief) -> float:
        measured[0] += 1
        texts = sum(lines(point.text) for point in brief.points)
        return (texts + len(brief.sections) + len(brief.sources)) / room

    brief = fit(todo, config, lambda chosen: compose(todo, chosen, config, {}), fill, height=height)
    return brief, measured[0]


@given(rows, st.integers(4, 60))
def test_the_page_holds_the_points_that_it_holds_when_each_is_measured(
    given_rows: list[Row], room: int
) -> None:
    every, _ = filled(given_rows, room, lambda *_: nan)
    fewer, _ = filled(given_rows, room, lambda text, source, _: 1 if source else lines(text))
    assert fewer == every


def test_of_many_points_alike_that_do_not_fit_one_is_measured() -> None:
    alike: list[Row] = [(20, "energy", 1)] * 60
    brief, measured = filled(alike, 20, lambda text, source, _: 1 if source else lines(text))
    assert measured <= len(brief.points) + 1
