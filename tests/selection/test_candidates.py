"""Candidates form a commutative, idempotent monoid that keeps the best and stays bounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefing
from briefing.model import Candidate, Candidates, Resolution, SectorLabel, SourceMeta
from briefing.segmentation import segment
from briefing.selection import candidates as module
from briefing.selection.candidates import bucket, merge
from briefing.selection.cutoffs import Cutoffs

WORDS = ("port", "rail", "wheat", "solar", "bond", "visa", "copper", "clinic")


def candidate(
    article: int, start: int, score: float, sector: str, words: tuple[str, ...]
) -> Candidate:
    source = SourceMeta(
        f"{article:016x}", f"Story {article}", "Outlet", "2026-01-01", f"{article}.txt"
    )
    text = " ".join(words) + "."
    return Candidate(
        source, start, start + len(text), text, text, sector, score, (), (),
        tuple(sorted(set(words))), (), bucket(words), value=score,
    )  # fmt: skip


CANDIDATES = st.builds(
    candidate,
    st.integers(0, 5),
    st.integers(0, 8),
    st.sampled_from((0.1, 0.3, 0.5, 0.5, 0.9)),
    st.sampled_from(("energy", "mining", "none")),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(tuple),
)
DATES = st.sampled_from(("", "2026-01-02", "2026-03-04", "2025-12-31"))


@st.composite
def parts(draw: st.DrawFn) -> Candidates:
    items = draw(st.lists(CANDIDATES, max_size=12))
    date = draw(DATES)
    return merge(Candidates(tuple(items), date, date))


@pytest.fixture(autouse=True, scope="module")
def _tight_bounds() -> Iterator[None]:
    """Small bounds, so that the examples reach them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PER_SECTOR", 3)
        patch.setattr(module, "PER_BUCKET", 2)
        patch.setattr(module, "MOST_REPORTS", 3)
        yield


@settings(max_examples=200)
@given(parts(), parts(), parts())
def test_merge_is_commutative_associative_and_idempotent(
    a: Candidates, b: Candidates, c: Candidates
) -> None:
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c)) == merge(a, b, c)
    assert merge(a, a) == a
    assert merge(a, Candidates()) == a


@given(st.lists(CANDIDATES, max_size=40))
def test_merge_keeps_the_best_of_each_sector_within_its_bounds(items: list[Candidate]) -> None:
    kept = merge(Candidates(tuple(items))).items
    for sector in ("energy", "mining", "none"):
        scores = [c.score for c in kept if c.sector == sector]
        assert len(scores) <= 4  # three places, and a third report of one point takes none
        assert scores == sorted(scores, reverse=True)
        if any(c.sector == sector for c in items):
            assert scores
    assert all(any(c.key == k.key for c in items) for k in kept)


@settings(max_examples=200)
@given(st.lists(st.lists(CANDIDATES, max_size=6), max_size=8))
def test_what_a_run_has_no_cutoffs_for_would_not_be_kept(articles: list[list[Candidate]]) -> None:
    cutoffs = Cutoffs()
    left = []
    for items in articles:
        found = [c for c in items if c.score >= cutoffs.floor(c.sector)]
        cutoffs.take(found)
        left += found
    every = [c for items in articles for c in items]
    assert merge(Candidates(tuple(left))) == merge(Candidates(tuple(every)))


def test_one_wire_story_in_many_outlets_does_not_crowd_out_the_rest() -> None:
    copies = [candidate(n, 0, 0.9, "energy", ("solar", "bond")) for n in range(50)]
    other = candidate(99, 0, 0.2, "energy", ("wheat", "visa", "clinic"))
    kept = merge(Candidates((*copies, other))).items
    assert other in kept
    assert len(kept) == 4


def test_the_same_story_in_two_files_is_one_source_the_better_documented() -> None:
    bare = candidate(1, 0, 0.5, "energy", ("solar",))
    documented = replace(bare, source=replace(bare.source, url="https://example.org/1"))
    assert merge(Candidates((bare,)), Candidates((documented,))).items == (documented,)


@pytest.mark.parametrize(
    ("text", "date", "value"),
    [
        ("Sarn Lines will buy six ships, it said on Wednesday.", "", module.OF_NO_DAY),
        ("Sarn Lines will buy six ships, it said on Wednesday.", "2024-06-13", 1.0),
        ("Sarn Lines will buy six ships, it said on Wednesday, 12 June.", "", 1.0),
        ("Sarn Lines will buy six ships for the route to Orsk.", "", 1.0),
    ],
)
def test_a_day_that_nothing_dates_is_worth_less(text: str, date: str, value: float) -> None:
    document = segment(replace(briefing.article(f"Sarn orders ships\n\n{text}"), date=date))
    sentence = document.sentences[1]
    nominee = module.Nominee((sentence,), 1.0, 0.5, SectorLabel("transport", 1.0, ()))
    made = module.Maker(document, 0.0).candidate(
        nominee, text, Resolution(True, text), (), lead=True
    )
    assert made.value == value
