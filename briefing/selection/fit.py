"""Fits points to the page: as many as are worth their lines and as it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing.config import Config
from briefing.model import Brief, Page
from briefing.selection.groups import group_of
from briefing.selection.plan import Plan
from briefing.selection.topics import Topic


def fit(
    plan: Plan,
    config: Config,
    make: Callable[[Sequence[int]], Brief],
    fill: Callable[[Brief], float],
    least: Callable[[Topic], float] = lambda _: 0.0,
) -> Brief:
    """As many points as are worth their lines, and as ``config`` and the page allow, in the plan's
    order.

    ``make`` composes the brief of some points; ``fill`` measures it, in pages (at most 1.0 fits),
    and ``least`` is what a point adds to that in any case.
    A point that does not fit is passed over for later, shorter ones. With ``fill`` or ``points`` in
    ``config``, points below the plan's floor are taken as well. Pinned points come first, then
    those kept from an earlier brief, and only the page bounds both.
    """
    most = config.points or plan.most
    chosen: list[int] = []
    brief = make(chosen)
    words, in_sector, filled = 0, Counter[str](), 0.0
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
        if filled + least(topic) > 1.0:
            continue
        tried = make([*chosen, index])
        used = fill(tried)
        if used > 1.0:
            continue
        filled = used
        in_sector[group_of(topic, config.group)] += bool(chosen)  # the bottom line is in no section
        chosen.append(index)
        words += length
        brief = replace(tried, page=Page(config.paper, round(used, 4), config.pages))
    return brief


def _in_turn(topics: Sequence[Topic]) -> list[int]:
    """The order of trying: the bottom line, what is pinned, what is kept, the rest."""

    def turn(at: int) -> tuple[bool, bool, bool, int]:
        return (at > 0, not topics[at].pinned, not topics[at].kept, at)

    return sorted(range(len(topics)), key=turn)
