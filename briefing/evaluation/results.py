"""The results of an evaluation: means over stories or days with their intervals."""

from __future__ import annotations

from dataclasses import dataclass, field

SUMMARY_POINTS, BRIEF_POINTS = 3, 12
"""Sentences of a summary of one story, and points of a brief of a day, where none are asked for."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over stories or days and its 95% interval."""

    mean: float
    low: float
    high: float


Table = dict[str, dict[str, Figure]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured. Tables are by method, then by measure, and empty where there were no data.

    ``rouge`` and ``to_lead`` (paired differences) are per cent. ``salience`` is of the labelled
    sentences, ``salience_own`` of our own. ``stages`` are shares over all labelled sentences, and
    ``sectors`` the share of right sectors for each with ten or more sentences. ``briefs`` are the
    measures of :class:`briefing.evaluation.days.Marks` by way of choosing, ``briefs_apart`` the
    paired differences of the program to each other way.
    """

    points: int
    summarised: int
    labelled: int
    rouge: Table = field(default_factory=dict)
    to_lead: Table = field(default_factory=dict)
    salience: Table = field(default_factory=dict)
    salience_own: Table = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)
    sectors: dict[str, float] = field(default_factory=dict)
    days: int = 0
    brief_points: int = BRIEF_POINTS
    briefs: Table = field(default_factory=dict)
    briefs_apart: Table = field(default_factory=dict)
