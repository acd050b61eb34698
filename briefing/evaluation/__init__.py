"""Measures the methods, the stages and whole briefs on your own labelled articles.

:func:`evaluate` measures three kinds of data. Stories with summaries: ROUGE. Stories with labelled
sentences: precision, recall and nDCG of the scores, and how often segmentation, kinds, sectors and
antecedents are right. Days of articles with an editor's facts: how many of them a whole brief
tells. A :class:`Figure` is a mean over stories or days with the bounds of its 95% bootstrap
interval. The bootstrap is seeded: the same data give the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.evaluation import stages as _stages
from briefing.evaluation.data import Labelled, Summarised, load
from briefing.evaluation.days import Day, merge
from briefing.evaluation.measures import interval, ratio_interval
from briefing.evaluation.report import as_json as _json
from briefing.evaluation.report import as_text
from briefing.evaluation.report import plot as draw
from briefing.evaluation.results import BRIEF_POINTS, SUMMARY_POINTS, Evaluation, Figure, Table
from briefing.salience import METHODS, Method, method_called

if TYPE_CHECKING:
    from briefing.evaluation.days import Marks

__all__ = ["Evaluation", "Figure", "evaluate", "load", "report"]

APART = ("gain", "must", "good")
"""Measures of briefs whose differences are given as well."""


def evaluate(
    path: str | Path | Sequence[str | Path],
    methods: Sequence[str] = (),
    points: int | None = None,
    *,
    merged: int = 1,
) -> Evaluation:
    """Measure ``methods`` (all, if none is named) on the data of one or more files or folders.

    ``points`` is the number of sentences of a summary (3 by default) and of points of a brief (12
    by default). Every ``merged`` consecutive days are measured as one. Raises :class:`SourceError`
    for data that cannot be read; :class:`UsageError` for an unknown method, fewer than one point,
    fewer days than are to be merged, or ROUGE without its package.
    """
    from briefing.errors import UsageError

    if points is not None and points < 1:
        raise UsageError(f"points must be 1 or more, not {points}")
    if merged < 1:
        raise UsageError(f"merge must be 1 or more, not {merged}")
    chosen = {name: method_called(name) for name in (methods or METHODS)}
    paths = [path] if isinstance(path, str | Path) else list(path)
    data = [datum for p in paths for datum in load(p)]
    labelled = [d for d in data if isinstance(d, Labelled)]
    summarised = [d for d in data if isinstance(d, Summarised)]
    days = [d for d in data if isinstance(d, Day)]
    if days and merged > len(days):
        raise UsageError(f"{merged} days cannot be merged: the data have {len(days)}")
    rouge, to_lead = _summaries(summarised, chosen, points or SUMMARY_POINTS)
    briefs, apart = _briefs(merge(days, merged), chosen, points or BRIEF_POINTS)
    return Evaluation(
        points=points or SUMMARY_POINTS,
        summarised=len(summarised),
        labelled=len(labelled),
        rouge=rouge,
        to_lead=to_lead,
        **_labelled(labelled, chosen),
        days=len(days) // merged,
        brief_points=points or BRIEF_POINTS,
        briefs=briefs,
        briefs_apart=apart,
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


def _apart(
    rows: Sequence[Mapping[str, float]], base: Sequence[Mapping[str, float]]
) -> list[dict[str, float]]:
    """The paired differences of two methods, story by story."""
    return [{key: a[key] - b[key] for key in a} for a, b in zip(rows, base, strict=True)]


def _summaries(
    stories: Sequence[Summarised], methods: Mapping[str, Method], points: int
) -> tuple[Table, Table]:
    if not stories:
        return {}, {}
    from briefing.evaluation.rouge import LEAD, measure

    rows = measure(stories, methods, points)
    apart = {name: _apart(given, rows[LEAD]) for name, given in rows.items() if name != LEAD}
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
            **_stages.segmentation(stories),
            "sector": by_sector.get("all", 0.0),
            "worst_sector": worst[1],
            **_stages.references(stories),
        },
        "sectors": {name: share for name, share in by_sector.items() if name != "all"},
    }


def _briefs(
    days: Sequence[Day],
    methods: Mapping[str, Method],
    points: int,
) -> tuple[Table, Table]:
    if not days:
        return {}, {}
    from briefing.evaluation.briefs import ORACLE, PROGRAM, measure

    marks = measure(days, methods, points)
    table = {name: _marked(rows) for name, rows in marks.items()}
    rows = {
        name: [{key: getattr(m, key) for key in APART} for m in given]
        for name, given in marks.items()
    }
    apart = {
        name: _apart(rows[PROGRAM], given)
        for name, given in rows.items()
        if name not in (PROGRAM, ORACLE)
    }
    return table, _figures(apart)


def _marked(marks: Sequence[Marks]) -> dict[str, Figure]:
    """The figures of one way of choosing; without a bottom line or sectors these are left out."""
    figures = {
        key: _figure([getattr(m, key) for m in marks]) for key in ("gain", "must", "good", "twice")
    }
    bottom = [m.bottom for m in marks if m.bottom is not None]
    if bottom:
        figures["bottom"] = _figure(bottom)
    parts = [(m.in_sector, m.with_sector) for m in marks]
    count = sum(n for _, n in parts)
    if count:
        share = sum(right for right, _ in parts) / count
        figures["sector"] = Figure(share, *ratio_interval(parts))
    figures["points"] = _figure([m.points for m in marks])
    return figures


def report(
    paths: Sequence[str | Path],
    methods: Sequence[str] = (),
    points: int | None = None,
    *,
    merged: int = 1,
    as_json: bool = False,
    plot: Path | None = None,
) -> str:
    """What ``briefing evaluate`` prints: tables or JSON; with ``plot`` it also draws a chart."""
    evaluation = evaluate(paths, methods, points, merged=merged)
    if plot is not None:
        draw(evaluation, plot)
    return _json(evaluation) if as_json else as_text(evaluation)
