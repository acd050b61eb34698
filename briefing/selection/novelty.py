"""What an earlier brief told: such points are left out, or shown with what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Date

from briefing.language.dates import day_and_month
from briefing.model import Candidate
from briefing.selection.conflicts import differences
from briefing.selection.duplicates import fold, place
from briefing.selection.topics import Topic


def novel(topics: Sequence[Topic], earlier: Sequence[Candidate]) -> list[Topic]:
    """The topics that are not among the ``earlier`` points, in their order.

    A topic is not novel when it states the same point as one of these, whichever outlet reports it.
    If a newer report gives another value, the topic stays, and its text says in brackets what the
    value was and when: "230 [was 180, 12 June] students".
    """
    if not earlier:
        return list(topics)
    known = {place(c) for c in earlier} | {c.quote for c in earlier}
    quoted = {place(topic.quoted): topic for topic in topics}
    fresh = [c for key, c in ((place(t.quoted), t.quoted) for t in topics) if key not in known]
    others = [c for c in earlier if place(c) not in quoted]
    before: dict[tuple[str, int, int], list[Candidate]] = {}
    for cluster in fold([*fresh, *others]).clusters:
        past = [c for c in cluster if place(c) not in quoted]
        for candidate in cluster:
            if place(candidate) in quoted:
                before[place(candidate)] = past
    kept = []
    for topic in topics:
        key = place(topic.quoted)
        if key in known or topic.quoted.quote in known:
            continue
        past = before.get(key, [])
        changed = _changed(topic.quoted, past)
        if changed is not None:
            kept.append(replace(topic, quoted=changed))
        elif not past:
            kept.append(topic)
    return kept


def _changed(quoted: Candidate, past: Sequence[Candidate]) -> Candidate | None:
    """The candidate with the last value told before in brackets; None if nothing has changed."""
    for earlier in sorted(past, key=lambda c: (c.source.date, c.key), reverse=True):
        if not quoted.source.date > earlier.source.date:
            continue
        for difference in differences(quoted, earlier):
            head, value, tail = quoted.text.partition(difference.mine)
            if value:
                day = _day(earlier.source.date, quoted.source.date)
                note = f"[was {difference.theirs}, {day}]" if day else f"[was {difference.theirs}]"
                return replace(quoted, text=f"{head}{value} {note}{tail}")
        return None
    return None


def _day(date: str, today: str) -> str:
    """An ISO date in words, with the year where it is not that of ``today``.

    >>> _day("2024-06-12", "2024-06-14"), _day("2023-12-30", "2024-01-02"), _day("", "2024-01-02")
    ('12 June', '30 December 2023', '')
    """
    if not date:
        return ""
    words = day_and_month(Date.fromisoformat(date))
    return words if date[:4] == today[:4] else f"{words} {date[:4]}"
