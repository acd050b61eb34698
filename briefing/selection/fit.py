"""Fits points to the page: as many as are worth their lines and as it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import nan
from operator import ge

from briefing.config import Config
from briefing.model import Brief, KeyFigure, Page, SourceMeta
from briefing.selection.groups import group_of
from briefing.selection.key_figures import labelled
from briefing.selection.plan import Plan
from briefing.selection.topics import MOST_SOURCES, Topic

Height = Callable[[str, SourceMeta | None, tuple[KeyFigure, ...]], float]
"""The height on the page of the text of a point, of the entry of a source, or of key figures, not a
number where it is unknown."""


FIRST_STEP = 4
"""Points that are measured together at first; a page of every shipped look holds twice as many."""

SURELY = 0.9
"""Pages up to which several points are measured together. On 48 pages of eight days, in six looks,
no page became emptier by a point more; the tenth is left for looks in which one moves a column
break or changes the key figures."""


def fit(
    plan: Plan,
    config: Config,
    make: Callable[[Sequence[int]], Brief],
    fill: Callable[[Brief], float],
    least: Callable[[Topic], float] = lambda _: 0.0,
    height: Height = lambda *_: nan,
) -> Brief:
    """As many points as are worth their lines, and as ``config`` and the page allow, in the plan's
    order.

    ``make`` composes the brief of some points; ``fill`` measures it, in pages (at most 1.0 fits),
    ``least`` is what a point adds to that in any case.
    A point that does not fit is passed over for later, shorter ones (:class:`_Refused`). With
    ``fill`` or ``points`` in ``config``, points below the plan's floor are taken as well. Pinned
    points come first, then those kept from an earlier brief, and only the page bounds both.
    """
    turn = _in_turn(plan.topics)
    taken, filled = _begun(plan, config, turn, make, fill)
    brief = make(taken.chosen)
    if taken.chosen:
        brief = replace(brief, page=Page(config.paper, round(filled, 4), config.pages))
    refused = _Refused(height)
    for index in taken.chosen:
        refused.name(plan.topics[index])
    for index in taken.rest(turn):
        topic = plan.topics[index]
        if taken.full_for(topic):
            break
        if not taken.allows(topic) or filled + least(topic) > 1.0:
            continue
        place = taken.place(topic)
        if not _has_figures(topic) and refused.covers(topic, place, brief.key_figures):
            continue
        tried = make([*taken.chosen, index])
        if refused.covers(topic, place, tried.key_figures):
            continue
        used = fill(tried)
        if used > 1.0:
            refused.add(topic, place, tried.key_figures)
            continue
        filled = used
        taken.add(index)
        refused.name(topic)
        brief = replace(tried, page=Page(config.paper, round(used, 4), config.pages))
    return brief


class _Taken:
    """The points taken so far, by their places in the plan, and what the options leave room for."""

    def __init__(self, plan: Plan, config: Config, chosen: Sequence[int] = ()) -> None:
        self.chosen: list[int] = []
        self._plan, self._config = plan, config
        self._most = config.points or plan.most
        self._words, self._in_section = 0, Counter[str]()
        for index in chosen:
            self.add(index)

    def add(self, index: int) -> None:
        """Take a point."""
        topic = self._plan.topics[index]
        # the bottom line is in no section
        self._in_section[group_of(topic, self._config.group)] += bool(self.chosen)
        self._words += len(topic.quoted.text.split())
        self.chosen.append(index)

    def rest(self, turn: Sequence[int]) -> Sequence[int]:
        """What comes in turn after the last point taken."""
        return turn[turn.index(self.chosen[-1]) + 1 :] if self.chosen else turn

    def place(self, topic: Topic) -> tuple[str, bool, bool]:
        """Where a point would stand: its section, whether that is on the page, and whether it
        leads."""
        group = group_of(topic, self._config.group)
        return group, self._in_section[group] > 0, len(self.chosen) < self._config.lead

    def full_for(self, topic: Topic) -> bool:
        """Whether there are as many points as may be, for all but what a person wants."""
        if not self.chosen or topic.pinned or topic.kept:
            return False
        return bool(self._most) and len(self.chosen) >= self._most

    def allows(self, topic: Topic) -> bool:
        """Whether a point is worth its line, or everything is asked for, and whether the options
        leave room for it."""
        config = self._config
        if not self.chosen or topic.pinned or topic.kept:
            return True
        if not topic.worth_its_line and not (config.fill or config.points):
            return False
        if config.words and self._words + len(topic.quoted.text.split()) > config.words:
            return False
        in_section = self._in_section[group_of(topic, config.group)]
        return not config.per_sector or in_section < config.per_sector


def _begun(
    plan: Plan,
    config: Config,
    turn: Sequence[int],
    make: Callable[[Sequence[int]], Brief],
    fill: Callable[[Brief], float],
) -> tuple[_Taken, float]:
    """The first points, those that surely fit, and how full they make the page.

    Several are measured at once: where a page has room for all of them, it has room for each in
    its turn.
    """
    taken, filled, step = _Taken(plan, config), 0.0, FIRST_STEP
    while step > 1:
        tried = _Taken(plan, config, taken.chosen)
        for index in taken.rest(turn):
            topic = plan.topics[index]
            if tried.full_for(topic) or len(tried.chosen) == len(taken.chosen) + step:
                break
            if tried.allows(topic):
                tried.add(index)
        if len(tried.chosen) == len(taken.chosen):
            break
        used = fill(make(tried.chosen))
        if used > SURELY:
            break
        taken, filled = tried, used
        step = int((SURELY - used) * len(taken.chosen) / used) if used else FIRST_STEP
    return taken, filled


class _Refused:
    """The points that did not fit beside those chosen.

    Another one for the same place does not fit either, and need not be measured, where its text,
    the key figures with it and the entries of the sources that are new to the page are as high. A
    place is a section, whether it is on the page already, and whether it leads.
    """

    def __init__(self, height: Height) -> None:
        self._named: set[str] = set()
        self._height = height
        self._needs: dict[tuple[str, bool, bool], list[list[float]]] = {}

    def name(self, topic: Topic) -> None:
        """The sources of a point are on the page."""
        self._named.update(source.id for source in topic.sources[:MOST_SOURCES])

    def add(
        self, topic: Topic, place: tuple[str, bool, bool], figures: tuple[KeyFigure, ...]
    ) -> None:
        """Add a point that was one too many, with the key figures that there were then; one that
        shows more than its text and a source may be refused for that, and is passed over here."""
        if not (topic.disputing or topic.comments or topic.agreeing):
            text = topic.quoted.dated_text or topic.quoted.text
            self._needs.setdefault(place, []).append(self._need(topic, text, figures))

    def covers(
        self, topic: Topic, place: tuple[str, bool, bool], figures: tuple[KeyFigure, ...]
    ) -> bool:
        """Whether a point is known not to fit where the key figures with it are ``figures``."""
        known = self._needs.get(place)
        if not known:
            return False
        need = self._need(topic, topic.quoted.text, figures)
        return any(len(need) >= len(other) and all(map(ge, need, other)) for other in known)

    def _need(self, topic: Topic, text: str, figures: tuple[KeyFigure, ...]) -> list[float]:
        """The heights of a text, of the key figures and of the entries that come with it."""
        new = [s for s in topic.sources[:MOST_SOURCES] if s.id not in self._named]
        return [
            self._height(text, None, ()),
            self._height("", None, figures),
            *(self._height("", source, ()) for source in new),
        ]


def _has_figures(topic: Topic) -> bool:
    """Whether a point may change the key figures of a page."""
    quoted = topic.quoted
    return any(labelled(text, quoted.source.language) for text in (quoted.text, quoted.dated_text))


def _in_turn(topics: Sequence[Topic]) -> list[int]:
    """The order of trying: the bottom line, what is pinned, what is kept, the rest."""

    def turn(at: int) -> tuple[bool, bool, bool, int]:
        return (at > 0, not topics[at].pinned, not topics[at].kept, at)

    return sorted(range(len(topics)), key=turn)
