"""The watch list: topics that concern an entry weigh more and are marked on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.config import Watch
from briefing.model import Comment, CommentKind
from briefing.selection.topics import Topic

WATCH_ODDS = 4.0
"""What being watched multiplies the odds of a point's value by: the least factor, rounded, that
lifts what is hardly worth considering (``plan.LEAST_SALIENCE``) over what is worth its line
(``choice.FLOOR``), so that an event on the list is on the page whenever there is room."""


def watched(topics: Sequence[Topic], watch: Sequence[Watch]) -> list[Topic]:
    """The topics, those that concern an entry of the list marked and with a higher value.

    A topic concerns an entry where one of its terms stands, as a word or words of its own and in
    any case, in a report of it or in the title of a report's article.
    """
    if not watch:
        return list(topics)
    patterns = [(name, _pattern(terms)) for name, terms in watch]
    return [_marked(topic, patterns) for topic in topics]


def _pattern(terms: Sequence[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(" ".join(term.split())) for term in terms)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _marked(topic: Topic, patterns: Sequence[tuple[str, re.Pattern[str]]]) -> Topic:
    reports = (topic.quoted, *topic.reports)
    texts = [f"{report.quote}\n{report.source.title}" for report in reports]
    names = tuple(name for name, pattern in patterns if any(map(pattern.search, texts)))
    if not names:
        return topic
    raised = topic.value * WATCH_ODDS
    mark = Comment(CommentKind.WATCH, ", ".join(names))
    return replace(
        topic,
        value=raised / (1.0 - topic.value + raised),
        watch=names,
        comments=(mark, *topic.comments),
    )
