"""Plan: what there is to say, folded to points, in the order in which they are worth adding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.config import Watch
from briefing.language.deixis import speaks_as_author
from briefing.model import Candidate, Candidates
from briefing.selection.choice import in_order
from briefing.selection.duplicates import fold
from briefing.selection.event_sector import sections
from briefing.selection.events import events
from briefing.selection.further import Further, with_further
from briefing.selection.merits import with_merits
from briefing.selection.novelty import novel
from briefing.selection.topics import Topic, topic
from briefing.selection.watch import watched

LEAST_SALIENCE = 0.12
"""A sentence less likely than this to belong in a brief is worse than white space: of the labelled
stories' sentences that score lower, 2 in 100 were judged worth a place in a brief of the story."""

FEWEST_REPORTING = 3
"""Sentences that report something from which on a single letter or comment is briefed by them; with
fewer, what its author thinks is what there is to say."""

LONGEST_POINT = 75
"""Words of the longest sentence that may be a point while others remain; a bullet of more than five
lines is not read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Points in the order in which they are worth adding; the first is the bottom line.

    ``topics`` are all topics worth considering, ``total`` counts the others too. ``repeated``
    counts the points left out because an earlier brief told them. ``unseen`` names the entries of
    the watch list that nothing concerns. ``events`` has the event of each article by its
    identifier. ``most`` points stand on the page (0: no bound) but for those that a person adds.
    """

    topics: tuple[Topic, ...]
    total: int
    period: tuple[str, str]
    repeated: int = 0
    unseen: tuple[str, ...] = ()
    most: int = 0
    events: Mapping[str, int] = field(default_factory=dict)


def plan(
    candidates: Candidates,
    earlier: Sequence[Candidate] = (),
    watch: Sequence[Watch] = (),
    *,
    watch_only: bool = False,
    further: Further | None = None,
    language: str = "",
) -> Plan:
    """The plan of a brief without what ``earlier`` points say. Ties go to the better candidate.

    Sentences of a single article are valued by their score, which was learned for that; of several
    articles, none stays that names its subject only in its article. With ``watch_only``, no topic
    stays that concerns no entry of ``watch``. ``further`` knows what the further points of an
    article add, where the values are those it was learned on. Of reports that say the same, one in
    ``language`` is quoted.
    """
    once: dict[tuple[str, int], Candidate] = {}
    alone = len({item.source.id for item in candidates.items}) == 1
    for item in candidates.items:
        valued = replace(item, value=item.score) if alone else item
        once.setdefault((item.source.id, item.start), valued)
    clear = [item for item in once.values() if alone or not item.vague] or list(once.values())
    if alone:
        clear = _reporting(clear)
    if further and not alone:
        unclear = [item for item in once.values() if item.vague] if len(clear) < len(once) else []
        clear = with_further(clear, further, unclear)
    folding = fold(clear)
    topics = [topic(cluster, folding, language) for cluster in folding.clusters]
    worth = [t for t in topics if t.quoted.score >= LEAST_SALIENCE] or topics[:1]
    readable = [t for t in worth if len(t.quoted.text.split()) <= LONGEST_POINT] or worth
    new = novel(readable, earlier)
    known = len(readable) - len(new)
    new = watched(new, watch)
    unseen = tuple(name for name, _ in watch if not any(name in t.watch for t in new))
    new = [t for t in new if t.watch or not watch_only]
    happenings = events(candidates.items)
    ordered = with_merits(in_order(_filed(new, happenings), happenings))
    period = (candidates.first_date, candidates.last_date)
    return Plan(tuple(ordered), len(topics), period, known, unseen, events=happenings)


def _reporting(items: list[Candidate]) -> list[Candidate]:
    """``items`` without those in which a letter or comment speaks for its author, where at least
    :data:`FEWEST_REPORTING` others are worth a place."""
    reports = [item for item in items if not _of_author(item)]
    worth = sum(item.score >= LEAST_SALIENCE for item in reports)
    return reports if worth >= FEWEST_REPORTING else items


def _of_author(item: Candidate) -> bool:
    return item.source.language == "en" and speaks_as_author(item.text)


def _filed(topics: Sequence[Topic], happenings: Mapping[str, int]) -> list[Topic]:
    """The topics under the sections of their events, each with the evidence for its section."""
    reports = [(each.quoted, *(r for r in each.reports if r is not each.quoted)) for each in topics]
    filed = []
    for each, group, sector in zip(topics, reports, sections(reports, happenings), strict=True):
        if sector == each.quoted.sector:
            filed.append(each)
            continue
        evidence = next((r.evidence for r in group if r.sector == sector), ())
        quoted = replace(each.quoted, sector=sector, evidence=evidence)
        filed.append(replace(each, quoted=quoted))
    return filed
