"""The ruler: how good are the methods and the stages, on your own stories?

``evaluate(path, methods)`` measures stories with summaries by ROUGE, and stories whose sentences an
editor marked by precision, recall and nDCG, with segmentation, kinds, sectors and antecedents.
Figures come as :class:`Figure`: the mean over stories with the bounds of its 95% bootstrap interval
(seeded: the same data give the same figures).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.evaluation import stages as _stages
from briefing.evaluation.data import Labelled, Summarised, load
from briefing.evaluation.measures import interval
from briefing.evaluation.report import as_json as _json
from briefing.evaluation.report import as_text
from briefing.evaluation.report import plot as draw
from briefing.salience import METHODS, Method, method

__all__ = ["Evaluation", "Figure", "evaluate", "load", "report"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over stories and its 95% interval."""

    mean: float
    low: float
    high: float


Table = dict[str, dict[str, Figure]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured; tables are by method, then by measure, empty where there were no data.

    ``rouge`` and ``to_lead`` (paired differences) in per cent; ``salience`` on labelled sentences,
    ``salience_own`` on our own; ``stages`` are shares over all labelled sentences and ``sectors``
    the share of right sectors for each with ten or more sentences.
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


def evaluate(
    path: str | Path | Sequence[str | Path], methods: Sequence[str] = (), points: int = 3
) -> Evaluation:
    """Measure ``methods`` (all, if none is named) on the stories of one or more files or folders.

    ``points`` is the number of sentences that a summary has. Raises :class:`SourceError` for data
    that cannot be read, :class:`UsageError` for an unknown method, fewer than one point, or ROUGE
    without its package.
    """
    from briefing.errors import UsageError

    if points < 1:
        raise UsageError(f"points must be 1 or more, not {points}")
    chosen = {name: method(name) for name in (methods or METHODS)}
    paths = [path] if isinstance(path, str | Path) else list(path)
    stories = [story for p in paths for story in load(p)]
    labelled = [s for s in stories if isinstance(s, Labelled)]
    summarised = [s for s in stories if isinstance(s, Summarised)]
    rouge, to_lead = _summaries(summarised, chosen, points)
    return Evaluation(
        points, len(summarised), len(labelled), rouge, to_lead, **_labelled(labelled, chosen)
    )


def _figure(values: Sequence[float]) -> Figure:
    return Figure(sum(values) / len(values), *interval(values)) if values else Figure(0, 0, 0)


def _figures(rows: Mapping[str, Sequence[Mapping[str, float | None]]]) -> Table:
    return {
        name: {
            key: _figure([v for row in given if (v := row[key]) is not None]) for key in given[0]
        }
        for name, given in rows.items()
        if given
    }


def _summaries(
    stories: Sequence[Summarised], methods: Mapping[str, Method], points: int
) -> tuple[Table, Table]:
    if not stories:
        return {}, {}
    from briefing.evaluation.rouge import LEAD, measure

    rows = measure(stories, methods, points)
    apart = {
        name: [
            {key: own[key] - base[key] for key in own}
            for own, base in zip(given, rows[LEAD], strict=True)
        ]
        for name, given in rows.items()
        if name != LEAD
    }
    return _figures(rows), _figures(apart)


def _labelled(stories: Sequence[Labelled], methods: Mapping[str, Method]) -> dict[str, Any]:
    if not stories:
        return {}
    with_lead = {**methods, "lead": METHODS["lead"]}
    by_sector, _ = _stages.sectors(stories)
    worst = _stages.worst_sector(by_sector)
    return {
        "salience": _figures(_stages.salience(stories, with_lead)),
        "salience_own": _figures(_stages.salience(stories, with_lead, own=True)),
        "stages": {
            **_stages.found_exactly(stories),
            "sector": by_sector.get("all", 0.0),
            "worst_sector": worst[1],
            **_stages.references(stories),
        },
        "sectors": {name: share for name, share in by_sector.items() if name != "all"},
    }


def report(
    paths: Sequence[str | Path],
    methods: Sequence[str] = (),
    points: int = 3,
    *,
    as_json: bool = False,
    plot: Path | None = None,
) -> str:
    """What ``briefing evaluate`` prints: tables or JSON; with ``plot`` it also draws a chart."""
    found = evaluate(paths, methods, points)
    if plot is not None:
        draw(found, plot)
    return _json(found) if as_json else as_text(found)
