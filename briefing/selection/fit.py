"""Fit: as many points of a plan as are worth their lines and as the page holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing.config import Config
from briefing.model import Brief, Page
from briefing.selection.plan import Plan


def fit(
    plan: Plan,
    config: Config,
    make: Callable[[Sequence[int]], Brief],
    fill: Callable[[Brief], float],
) -> Brief:
    """As many points as are worth their lines, and as ``config`` and the page allow, in the plan's
    order.

    ``make`` composes the brief of some points; ``fill`` measures it, in pages (at most 1.0 fits).
    A point that does not fit is passed over for later, shorter ones. With ``fill`` or ``points`` in
    ``config``, points below the plan's floor are taken as well.
    """
    chosen: list[int] = []
    brief = make(chosen)
    words, in_sector = 0, Counter[str]()
    for index, topic in enumerate(plan.topics):
        quoted = topic.quoted
        length = len(quoted.text.split())
        if config.points and len(chosen) >= config.points:
            break
        if chosen and not topic.worth_its_line and not (config.fill or config.points):
            continue
        if chosen and config.words and words + length > config.words:
            continue
        if chosen and config.per_sector and in_sector[quoted.sector] >= config.per_sector:
            continue
        tried = make([*chosen, index])
        used = fill(tried)
        if used > 1.0:
            continue
        in_sector[quoted.sector] += bool(chosen)  # the bottom line is in no section
        chosen.append(index)
        words += length
        brief = replace(tried, page=Page(config.paper, round(used, 4), config.pages))
    return brief
