"""A plan as a person changed it: pins, drops, replacements, places, comments, the bottom line.

Edits name sentences, and a fact may since have other reports: an edit holds where any report of a
point is the sentence that it names. A line reports what an edit names that is no longer there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.edits import Edits, Mark
from briefing.model import Candidate, Comment
from briefing.selection.conflicts import differences, disputes
from briefing.selection.plan import Plan
from briefing.selection.topics import Topic, mentioned


@dataclass(frozen=True, slots=True)
class Edited:
    """The plan after the edits, and a line for each edit that no longer stands."""

    plan: Plan
    fallen: tuple[str, ...] = ()


def edited(plan: Plan, edits: Edits, candidates: Sequence[Candidate]) -> Edited:
    """Apply ``edits`` to ``plan``; ``candidates`` has what may be pinned beyond it.

    A dropped fact goes with all its reports. A pin that a drop contradicts stays.
    """
    if not edits:
        return Edited(plan)
    work = _Work(list(plan.topics), candidates)
    work.keep(edits.kept)
    for drop in edits.drops:
        work.drop(drop)
    for pin in edits.pins:
        work.pin(pin)
    for swap in edits.replacements:
        work.replace(swap.old, swap.new)
    for placement in edits.placements:
        work.place(placement.mark, placement.sector, placement.rank)
    for remark in edits.remarks:
        if remark.mark is not None:
            work.comment(remark.mark, remark.comment)
    if edits.bottom_line is not None:
        work.lead(edits.bottom_line)
    changed = replace(plan, topics=tuple(work.topics), most=len(edits.kept))
    return Edited(changed, tuple(work.fallen))


class _Work:
    """The topics while the edits are applied, in order."""

    def __init__(self, topics: list[Topic], candidates: Sequence[Candidate]) -> None:
        self.topics, self.candidates = topics, candidates
        self.fallen: list[str] = []

    def find(self, mark: Mark) -> int:
        """The place of the topic that a mark names: by its quoted sentence, else by a report."""
        for at, topic in enumerate(self.topics):
            if mark.names(topic.quoted):
                return at
        for at, topic in enumerate(self.topics):
            if any(map(mark.names, topic.reports)):
                return at
        return -1

    def found_or_made(self, mark: Mark) -> int:
        """The place of the topic, made of a candidate where the plan has none; -1 if there is no
        such sentence."""
        at = self.find(mark)
        if at >= 0:
            return at
        candidate = next(filter(mark.names, self.candidates), None)
        if candidate is None:
            return -1
        disputing = tuple(mentioned(candidate))
        self.topics.append(
            Topic(
                candidate, (candidate,), candidate.value, disputing=disputing, worth_its_line=False
            )
        )
        return len(self.topics) - 1

    def keep(self, marks: Sequence[Mark]) -> None:
        kept: list[Topic] = []
        for mark in marks:
            at = self.found_or_made(mark)
            if at >= 0:  # a sentence of an article that is gone is said where the brief is opened
                kept.append(replace(_requoted(self.topics.pop(at), mark), kept=True))
        self.topics = [*kept, *self.topics]

    def drop(self, mark: Mark) -> None:
        if not mark.article and self.find(mark) < 0:
            self.fallen.append(f"drop: no point holds {_short(mark)}")
        self.topics = [
            topic
            for topic in self.topics
            if not (mark.names(topic.quoted) or any(map(mark.names, topic.reports)))
        ]

    def pin(self, mark: Mark) -> None:
        at = self.found_or_made(mark)
        if at < 0:
            self.fallen.append(f"pin: no sentence of the sources is {_short(mark)}")
            return
        self.topics[at] = replace(_requoted(self.topics[at], mark), pinned=True)

    def replace(self, old: Mark, new: Mark) -> None:
        at = self.found_or_made(new)
        if at < 0:
            self.fallen.append(f"replacement: no sentence of the sources is {_short(new)}")
            return
        topic = replace(_requoted(self.topics[at], new), pinned=True)
        before = self.find(old)
        if before in (-1, at):
            self.topics[at] = topic
            return
        self.topics[before] = topic
        del self.topics[at]

    def place(self, mark: Mark, sector: str, rank: int) -> None:
        at = self.find(mark)
        if at >= 0:  # a point that is gone leaves no gap, and needs no line
            topic = self.topics[at]
            self.topics[at] = replace(topic, section=sector, rank=rank)

    def comment(self, mark: Mark, comment: Comment) -> None:
        at = self.find(mark)
        if at < 0:
            self.fallen.append(f"comment: its point is gone: {_short(mark)}")
            return
        topic = self.topics[at]
        self.topics[at] = replace(topic, comments=(*topic.comments, comment))

    def lead(self, mark: Mark) -> None:
        at = self.found_or_made(mark)
        if at < 0:
            self.fallen.append(f"bottom line: no sentence of the sources is {_short(mark)}")
            return
        self.topics.insert(0, replace(_requoted(self.topics.pop(at), mark), pinned=True))


def _requoted(topic: Topic, mark: Mark) -> Topic:
    """The topic with the report that a mark names as the one shown, as far as it is among them."""
    if mark.names(topic.quoted):
        return topic
    report = next(filter(mark.names, topic.reports), None)
    if report is None:
        return topic
    others = [one for one in (topic.quoted, *topic.reports) if one is not report]
    others = [one for i, one in enumerate(others) if one not in others[:i]]
    agreeing = tuple(one for one in others if not differences(report, one))
    disputing = tuple((one, conflicts[0]) for one in others if (conflicts := disputes(report, one)))
    quoted = replace(report, sector=topic.quoted.sector, evidence=topic.quoted.evidence)
    return replace(topic, quoted=quoted, agreeing=agreeing, disputing=disputing)


def arranged(topics: Iterable[Topic]) -> list[Topic]:
    """The topics of a section: those with a rank at their places, the others between in order."""
    every = list(topics)
    rest = [topic for topic in every if topic.rank < 0]
    for topic in sorted((t for t in every if t.rank >= 0), key=lambda t: t.rank):
        rest.insert(topic.rank, topic)
    return rest


def _short(mark: Mark) -> str:
    words = mark.label
    return f"“{words}”" if len(words) <= 80 else f"“{words[:79].rstrip()}…”"
