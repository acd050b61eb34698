"""Topics: the reports of one point, folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log2

from briefing.model import Candidate, Comment, SourceMeta
from briefing.selection.conflicts import VALUE, Difference, rival_values, settle
from briefing.selection.duplicates import Folding, place

MOST_SOURCES, MOST_VALUES = 12, 4
"""Sources and differing values that a point names at most: a line of numbers and a line of words;
what goes beyond is counted."""

REPORT_ODDS = 1.35
"""What each doubling of the number of reports multiplies the odds of a point's salience by: at even
odds it adds 15%. Of 1.2 to 2, which the annotated events cannot tell apart, a low one: reports that
are background in their articles are among the first that a run of many articles drops."""


@dataclass(frozen=True)
class Topic:
    """One point of the plan.

    ``quoted`` is the candidate shown, ``reports`` all that were folded with it, best first, and
    itself. Of these ``agreeing`` say the same and ``disputing`` give another value, each with the
    difference from the quoted one; a report that is out of date is neither.

    ``value`` is its news value. ``gain`` is what the point was worth when those before it in the
    plan had been taken, ``merits`` are reasons for it beside those for its sentence, and
    ``worth_its_line`` tells whether it is enough for a page that nobody asked
    to fill.

    By hand: ``pinned`` to the page, ``kept`` from an earlier brief, ``rank`` among the points of
    its section (-1: where it falls), ``comments`` shown under it, ``section`` it was moved to.
    ``watch`` names the entries of the watch list that it concerns.
    """

    quoted: Candidate
    reports: tuple[Candidate, ...]
    value: float
    agreeing: tuple[Candidate, ...] = ()
    disputing: tuple[tuple[Candidate, Difference], ...] = ()
    gain: float = 0.0
    worth_its_line: bool = True
    merits: tuple[str, ...] = ()
    pinned: bool = False
    kept: bool = False
    rank: int = -1
    comments: tuple[Comment, ...] = ()
    watch: tuple[str, ...] = ()
    section: str = ""

    @cached_property
    def sources(self) -> tuple[SourceMeta, ...]:
        """The distinct articles that report it, the quoted one first, then those in dispute."""
        rivals = [report for report, _ in self.rivals]
        reports = (self.quoted, *rivals, *self.agreeing)
        seen = {c.source.id: c.source for c in reports}
        for mention in (mention for c in reports for mention in c.mentions):
            seen.setdefault(mention.source.id, mention.source)
        return tuple(seen.values())

    @cached_property
    def rivals(self) -> tuple[tuple[Candidate, Difference], ...]:
        """Of the reports in dispute the first with each other value, ``MOST_VALUES`` - 1 at most.

        All are about one thing: what the first of them differs in.
        """
        if not self.disputing:
            return ()
        values: dict[str, tuple[Candidate, Difference]] = {}
        for report, difference in self.disputing:
            if difference.mine == self.disputing[0][1].mine:
                values.setdefault(difference.theirs, (report, difference))
        return tuple(values.values())[: MOST_VALUES - 1]


def topic(cluster: Sequence[Candidate], folding: Folding, language: str = "") -> Topic:
    """The point of some reports that were folded, best first, quoted in ``language`` where one of
    them is in it."""
    settled = settle(cluster, folding.states, language)
    known = {c.source.id for c in (settled.quoted, *settled.agreeing)}
    rivals = [
        (rival, difference)
        for rival in folding.rivals.get(place(settled.quoted), ())
        for difference in rival_values(settled.quoted, rival)[:1]
        if rival.source.id not in known
    ]
    return Topic(
        settled.quoted, tuple(cluster), _value(cluster), settled.agreeing,
        (*settled.disputing, *rivals, *mentioned(settled.quoted)),
    )  # fmt: skip


def mentioned(quoted: Candidate) -> list[tuple[Candidate, Difference]]:
    """The disputes with articles that an earlier brief names, in place of whose sentences the
    quoted one stands."""
    return [
        (replace(quoted, source=m.source, mentions=()), Difference(m.mine, m.theirs, VALUE))
        for m in quoted.mentions
        if m.theirs
    ]


def _value(cluster: Sequence[Candidate]) -> float:
    """The news value of a point in [0, 1]: that of its best report, and more for every other
    article that reports it, each as likely as it is to be worth a place in a brief of its own
    article."""
    best, *others = cluster
    salience = {c.source.id: c.score for c in reversed(others) if c.source.id != best.source.id}
    return raised(best.value, 1.0 + sum(salience.values()))


def raised(value: float, reports: float, factor: float = REPORT_ODDS) -> float:
    """A value in [0, 1] whose odds ``factor`` multiplies with each doubling of the reports."""
    odds = value * factor ** log2(reports)
    return float(odds / (1.0 - value + odds))
