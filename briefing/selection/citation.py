"""Citation: whether a further report says what a point says, so that its number may stand there."""

from __future__ import annotations

import re

from briefing.language.agreement import agree
from briefing.language.quantities import DATE
from briefing.selection.pair_features import Counted, Profile, weight

TELLING = 0.6
"""The weight of a figure that tells something by itself: one of two digits."""

TOLD = 0.6
"""The part of the words of a point (by rarity) that a cited report has at least. Of 18 citations in
briefs of some 1,500 articles four did not say their point; with the rules of figures and plans one
of 12 with 0.5, and none of 9 with 0.6."""

_AHEAD = re.compile(
    r"\b(?:is|are|was|were) (?:set|due|expected|likely|poised|about|to|planning|scheduled)\b"
    r"|\b(?:will|may|might|could|would|should|plans? to|intends?|aims?|wants?|proposed?|hopes?)\b"
)
"""What is still to come; a report of it does not say that it has been done. English."""


def told_by(point: Profile, report: Profile) -> bool:
    """Whether a report has most of the words of a point and all its telling figures, and does not
    expect what the point says has been done."""
    words = weight(point.words & report.words)
    if words < TOLD * point.weight:
        return False
    for mine in point.counted:
        if mine.figure.kind == DATE or mine.tells < TELLING:
            continue
        if "(" in point.candidate.text[max(0, mine.figure.start - 2) : mine.figure.start]:
            continue  # a conversion
        others = (c for c in report.counted if comparable(mine, c))
        if not any(agree(mine.figure, c.figure) for c in others):
            return False
    ahead = _AHEAD.search(report.candidate.text) and not _AHEAD.search(point.candidate.text)
    return not (ahead and point.candidate.source.language == "en")


def comparable(a: Counted, b: Counted) -> bool:
    """Whether two figures measure or count the same kind of thing."""
    if a.figure.unit or b.figure.unit:
        return a.figure.unit == b.figure.unit
    return bool(a.things & b.things) or a.figure.number == b.figure.number
