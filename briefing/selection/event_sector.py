"""The sector of a group of reports of one event, decided from all of them.

``plan`` asks ``sections`` for the section of each of its points. A point is decided from all its
reports; so is an event that several articles tell, from all its points, and a point leaves the
section of its event only where its own sentence plainly belongs elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.model import NONE, Candidate

FULL = 2.4
"""Evidence from which a phrase speaks for its sector plainly: the least that a ``clear`` phrase of
a sector table weighs, wherever it stands in its sentence."""

PLAIN = 0.8
"""Chance from which a sentence plainly has its sector."""

FOREIGN = 0.1
"""Chance below which a sentence plainly does not have a sector."""

NONE_SHARE = 0.5
"""Weight of reports without a sector: where only some reports of an event have a heading, the
heading counts more."""


def event_sector(reports: Iterable[Candidate]) -> str:
    """The sector that most of the reports support, each as much as it matters.

    A report whose sector a strong phrase of the user's table settled outweighs all that are not.
    Ties: the sector of the first report that supports one of them.
    """
    reports = list(reports)
    if len(reports) == 1:
        return reports[0].sector
    settled = [report for report in reports if report.settled]
    votes: dict[str, float] = {}
    for report in settled or reports:
        for slug, chance in report.support or ((report.sector, 1.0),):
            share = NONE_SHARE if slug == NONE else 1.0
            votes[slug] = votes.get(slug, 0.0) + chance * share * max(report.score, 0.01)
    return max(votes, key=votes.__getitem__, default=NONE)


def section_of(point: Candidate, sector: str) -> str:
    """The section of a point of an event of ``sector``: that one, unless a strong phrase of the
    user's table settled the point's own sector, or its own evidence is plain and foreign to it."""
    if point.settled or point.sector == sector:
        return point.sector
    support = dict(point.support)
    own = point.sector != NONE and point.weight >= FULL
    if own and support.get(point.sector, 0.0) >= PLAIN and support.get(sector, 0.0) < FOREIGN:
        return point.sector
    return sector


def sections(points: Sequence[Sequence[Candidate]], events: Mapping[str, int]) -> list[str]:
    """The section of each point, given as its reports with the quoted one first.

    ``events`` has the event of each article by the identifier of the article.
    """
    sectors = [event_sector(reports) for reports in points]
    by_event: dict[int, list[Candidate]] = {}
    for reports in points:
        by_event.setdefault(events[reports[0].source.id], []).extend(reports)
    of_event = {
        event: event_sector(reports)
        for event, reports in by_event.items()
        if len({report.source.id for report in reports}) > 1
    }
    chosen = []
    for reports, sector in zip(points, sectors, strict=True):
        common = of_event.get(events[reports[0].source.id], sector)
        chosen.append(section_of(_supported(reports, sector), common))
    return chosen


def _supported(reports: Sequence[Candidate], sector: str) -> Candidate:
    """The report that speaks best for the sector of a point, filed under it."""
    best = max(reports, key=lambda r: (r.settled, dict(r.support).get(sector, 0.0), r.weight))
    return replace(best, sector=sector)
