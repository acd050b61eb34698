"""The events of a plan that a brief does not tell, each with why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from briefing.config import Config
from briefing.model import LeftOut, SourceEntry
from briefing.selection.plan import Plan
from briefing.selection.topics import Topic

MOST = 50
"""Most events left out that are named: as many as an editor may want to read through."""
MOST_SOURCES = 3
"""Sources of one of them: a title and their numbers are one line."""

NOT_WORTH_A_LINE = "not worth its line"
NO_ROOM = "no room on the page"


def left_out(
    plan: Plan,
    chosen: Iterable[int],
    config: Config,
    entry: Callable[[Topic, int, int], SourceEntry],
    sources: int,
) -> tuple[LeftOut, ...]:
    """The best events that none of the ``chosen`` topics tells of, in the order of the plan.

    ``entry`` makes the entry of the n-th source of a topic with a number; their numbers follow
    those of the brief's own ``sources``.
    """
    events, taken = plan.events, set(chosen)
    shown_events = {
        events[source.id] for i in taken for source in plan.topics[i].sources if source.id in events
    }
    listed: list[LeftOut] = []
    number = sources
    for i, topic in enumerate(plan.topics):
        event = events.get(topic.quoted.source.id)
        if i in taken or event is None or event in shown_events or len(listed) == MOST:
            continue
        shown_events.add(event)
        count = min(MOST_SOURCES, len(topic.sources))
        entries = tuple(entry(topic, at, number + at + 1) for at in range(count))
        number += count
        quoted = topic.quoted
        listed.append(
            LeftOut(
                quoted.source.title or quoted.text, quoted.text, quoted.sector,
                round(topic.value, 4), _reason(topic, taken, config), entries,
                quoted.quote, quoted.start, quoted.end,
            )
        )  # fmt: skip
    return tuple(listed)


def _reason(topic: Topic, taken: Sequence[int] | set[int], config: Config) -> str:
    if config.points and len(taken) >= config.points:
        return f"beyond the {config.points} points asked for"
    if not (topic.worth_its_line or config.fill):
        return NOT_WORTH_A_LINE
    if config.words or config.per_sector:
        return "beyond the words or the points per sector asked for"
    return NO_ROOM
