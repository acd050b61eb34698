"""One event stands in one section."""

from __future__ import annotations

from dataclasses import replace

from briefing.model import NONE, Candidate, SourceMeta
from briefing.selection.event_sector import event_sector, section_of

SOURCE = SourceMeta("a", "", "", "", "a.txt")


def report(
    sector: str,
    *support: tuple[str, float],
    score: float = 0.5,
    weight: float = 0.0,
    settled: bool = False,
) -> Candidate:
    return Candidate(
        SOURCE, 0, 1, "x", "x", sector, score, (), (), (), (), 0,
        weight=weight, support=support or ((sector, 1.0),), settled=settled,
    )  # fmt: skip


def test_the_sector_that_most_reports_support() -> None:
    ship = report("transport", ("transport", 0.6), ("defence", 0.4))
    navy = report("defence", ("defence", 0.9))
    talks = report("diplomacy", ("diplomacy", 0.5), ("defence", 0.45))
    assert event_sector([ship, navy, talks]) == "defence"
    assert event_sector([talks, navy, ship]) == "defence"


def test_a_report_that_matters_more_counts_more() -> None:
    assert event_sector([report("energy", score=0.2), report("finance", score=0.9)]) == "finance"


def test_no_sector_counts_for_half() -> None:
    assert event_sector([report(NONE), report("health", score=0.4)]) == "health"
    assert event_sector([report(NONE)]) == NONE
    assert event_sector([]) == NONE


def test_a_settled_report_outweighs_all_that_are_not() -> None:
    settled = report("ports", score=0.1, settled=True)
    assert event_sector([report("energy"), report("energy"), settled]) == "ports"


def test_a_point_leaves_its_event_with_plain_evidence_only() -> None:
    plain = report("health", ("health", 0.95), weight=3.0)
    assert section_of(plain, "transport") == "health"
    assert section_of(replace(plain, weight=1.0), "transport") == "transport"
    doubtful = report("health", ("health", 0.6), ("transport", 0.3), weight=3.0)
    assert section_of(doubtful, "transport") == "transport"
    assert section_of(replace(doubtful, settled=True), "transport") == "health"
    assert section_of(report(NONE), "transport") == "transport"
