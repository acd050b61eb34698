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
from briefing.selection.plan import Plan
from briefing.selection.topics import MOST_SOURCES, Topic

Height = Callable[[str, SourceMeta | None, tuple[KeyFigure, ...]], float]
"""The height on the page of the text of a point, of the entry of a source, or of key figures, not a
number where it is unknown."""


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
    most = config.points or plan.most
    chosen: list[int] = []
    brief = make(chosen)
    words, in_sector, filled = 0, Counter[str](), 0.0
    refused = _Refused(height)
    for index in _in_turn(plan.topics):
        topic = plan.topics[index]
        quoted = topic.quoted
        length = len(quoted.text.split())
        if chosen and not (topic.pinned or topic.kept):
            if most and len(chosen) >= most:
                break
            if not topic.worth_its_line and not (config.fill or config.points):
                continue
            if config.words and words + length > config.words:
                continue
            if config.per_sector and in_sector[group_of(topic, config.group)] >= config.per_sector:
                continue
        group = group_of(topic, config.group)
        place = group, in_sector[group] > 0, len(chosen) < config.lead
        if filled + least(topic) > 1.0:
            continue
        tried = make([*chosen, index])
        if refused.covers(topic, place, tried):
            continue
        used = fill(tried)
        if used > 1.0:
            refused.add(topic, place, tried)
            continue
        filled = used
        in_sector[group] += bool(chosen)  # the bottom line is in no section
        chosen.append(index)
        refused.named.update(source.id for source in topic.sources[:MOST_SOURCES])
        words += length
        brief = replace(tried, page=Page(config.paper, round(used, 4), config.pages))
    return brief


class _Refused:
    """The points that did not fit beside those chosen.

    Another one for the same place does not fit either, and need not be measured, where its text,
    the key figures with it and the entries of the sources that are new to the page are as high. A
    place is a section, whether it is on the page already, and whether it leads. ``named`` are the
    sources of those chosen.
    """

    def __init__(self, height: Height) -> None:
        self.named: set[str] = set()
        self._height = height
        self._needs: dict[tuple[str, bool, bool], list[list[float]]] = {}

    def add(self, topic: Topic, place: tuple[str, bool, bool], tried: Brief) -> None:
        """Add a point that ``tried`` had one too many with; one that shows more than its text and
        a source may be refused for that, and is passed over here."""
        if not (topic.disputing or topic.comments or topic.agreeing):
            text = topic.quoted.dated_text or topic.quoted.text
            self._needs.setdefault(place, []).append(self._need(topic, text, tried))

    def covers(self, topic: Topic, place: tuple[str, bool, bool], tried: Brief) -> bool:
        """Whether a point is known not to fit."""
        known = self._needs.get(place)
        if not known:
            return False
        need = self._need(topic, topic.quoted.text, tried)
        return any(len(need) >= len(other) and all(map(ge, need, other)) for other in known)

    def _need(self, topic: Topic, text: str, tried: Brief) -> list[float]:
        """The heights of a text, of the key figures and of the entries that come with it."""
        new = [s for s in topic.sources[:MOST_SOURCES] if s.id not in self.named]
        return [
            self._height(text, None, ()),
            self._height("", None, tried.key_figures),
            *(self._height("", source, ()) for source in new),
        ]


def _in_turn(topics: Sequence[Topic]) -> list[int]:
    """The order of trying: the bottom line, what is pinned, what is kept, the rest."""

    def turn(at: int) -> tuple[bool, bool, bool, int]:
        return (at > 0, not topics[at].pinned, not topics[at].kept, at)

    return sorted(range(len(topics)), key=turn)
