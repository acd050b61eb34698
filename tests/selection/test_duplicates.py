"""Which sentences the assembler takes for one point, over the events written for training."""

from __future__ import annotations

from briefing.selection.duplicates import pairs, probability
from briefing.selection.pair_features import profiles
from briefing.training.duplicates import THRESHOLD, reports


def test_no_pair_that_is_passed_over_quickly_would_have_been_one_point() -> None:
    described = profiles([row.item for row in reports()])
    looked_at = [(described[a], described[b]) for a, b in pairs(described)]
    quick = [probability(a, b, quick=True) for a, b in looked_at]
    full = [probability(a, b) for a, b in looked_at]
    assert [p > THRESHOLD for p in quick] == [p > THRESHOLD for p in full]
    passed_over = [p for p, q in zip(full, quick, strict=True) if p and not q]
    assert len(passed_over) > len([p for p in full if p]) / 4, "nothing is saved any more"
