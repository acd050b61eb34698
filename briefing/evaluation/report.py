"""The figures of an evaluation as a table, as JSON and as a bar chart."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from briefing.errors import OutputError, UsageError, how_to_install
from briefing.evaluation.results import Evaluation, Figure

_TITLES = {
    "precision_at_k": "P@k", "recall_of_3": "recall of 3", "ndcg": "nDCG",
    "ndcg_steep": "nDCG steep", "rouge1_f1": "R1 F1", "rouge2_f1": "R2 F1",
    "rougeLsum_f1": "RLsum F1", "rouge1_recall": "R1 recall", "rouge2_recall": "R2 recall",
    "rougeLsum_recall": "RLsum recall",
}  # fmt: skip
_BRIEF_COLUMNS = ("gain", "must", "good", "twice", "bottom", "sector", "points")
_CHART = ("gain", "must", "good")


def as_json(evaluation: Evaluation) -> str:
    """All figures, keys as in :class:`briefing.evaluation.results.Evaluation`."""
    return json.dumps(asdict(evaluation), ensure_ascii=False, indent=2) + "\n"


def as_text(evaluation: Evaluation) -> str:
    """Tables for a terminal; intervals are 95% bootstrap intervals over stories or days."""
    blocks = []
    if evaluation.rouge:
        blocks.append(_block(
            f"ROUGE of {evaluation.points} sentences on {evaluation.summarised} stories, per cent",
            evaluation.rouge,
        ))  # fmt: skip
        blocks.append(_block(
            "difference to lead, paired, with its interval", evaluation.to_lead, signed=True,
            only=("rouge1_f1", "rouge2_f1", "rougeLsum_f1"),
        ))  # fmt: skip
    if evaluation.salience:
        what = f"salience on {evaluation.labelled} labelled stories"
        blocks.append(_block(f"{what}, labelled sentences", evaluation.salience, digits=3))
        blocks.append(_block(f"{what}, our own sentences", evaluation.salience_own, digits=3))
    if evaluation.stages:
        lines = [f"stages on {evaluation.labelled} labelled stories"]
        lines += [f"  {name:<18} {value:.3f}" for name, value in evaluation.stages.items()]
        lines += [f"  sector {name:<18} {value:.3f}" for name, value in evaluation.sectors.items()]
        blocks.append("\n".join(lines))
    if evaluation.briefs:
        blocks.append(_block(
            f"briefs of {_days(evaluation)}, {evaluation.brief_points} points",
            evaluation.briefs, digits=3, only=_BRIEF_COLUMNS,
        ))  # fmt: skip
        blocks.append(_block(
            "difference of the program to each, paired, with its interval",
            evaluation.briefs_apart, digits=3, signed=True,
        ))  # fmt: skip
    return "\n\n".join(blocks) + "\n"


def _days(evaluation: Evaluation) -> str:
    return "1 day" if evaluation.days == 1 else f"{evaluation.days} days"


def _block(
    title: str, rows: Mapping[str, Mapping[str, Figure]], *, digits: int = 2,
    signed: bool = False, only: Sequence[str] = (),
) -> str:  # fmt: skip
    columns = list(only) or list(next(iter(rows.values()), {}))
    sign = "+" if signed else ""
    cells = [["", *(_TITLES.get(c, c) for c in columns)]]
    for name, row in rows.items():
        cells.append([name, *(_cell(row.get(c), c, sign, digits) for c in columns)])
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    lines = [
        "  ".join([row[0].ljust(widths[0])]
                  + [cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True)])
        for row in cells
    ]  # fmt: skip
    return "\n".join([title, *("  " + line.rstrip() for line in lines)])


def _cell(figure: Figure | None, column: str, sign: str, digits: int) -> str:
    """A mean, with its interval where there is room for it; empty where nothing was measured."""
    if figure is None:
        return ""
    if column == "points":
        return f"{figure.mean:.1f}"
    text = f"{figure.mean:{sign}.{digits}f}"
    if not sign and digits != 3:
        return text
    return f"{text} [{figure.low:{sign}.{digits}f}, {figure.high:{sign}.{digits}f}]"


def plot(evaluation: Evaluation, path: Path) -> None:
    """A bar chart of the main figures by method, as PNG (or what the suffix names).

    Raises :class:`UsageError` without matplotlib, :class:`OutputError` if it cannot be written.
    """
    try:
        from matplotlib.figure import Figure as Drawing
    except ImportError as error:
        raise UsageError(
            f"a chart needs the matplotlib package; {how_to_install('plot')}"
        ) from error
    panels: list[tuple[str, Mapping[str, Mapping[str, Figure]], tuple[str, ...]]] = []
    if evaluation.rouge:
        title = f"ROUGE F1 of {evaluation.points} sentences, {evaluation.summarised} stories"
        panels.append((title, evaluation.rouge, ("rouge1_f1", "rouge2_f1", "rougeLsum_f1")))
    if evaluation.salience:
        title = f"Salience, {evaluation.labelled} labelled stories"
        panels.append((title, evaluation.salience, ("precision_at_k", "recall_of_3", "ndcg")))
    if evaluation.briefs:
        title = f"Briefs of {_days(evaluation)}, {evaluation.brief_points} points"
        panels.append((title, evaluation.briefs, _CHART))
    drawing = Drawing(figsize=(9, 4.2 * len(panels)), layout="constrained")
    for place, (title, rows, columns) in enumerate(panels, 1):
        axes = drawing.add_subplot(len(panels), 1, place)
        width = 0.8 / len(columns)
        for i, column in enumerate(columns):
            left = [n + i * width for n in range(len(rows))]
            means = [row[column].mean for row in rows.values()]
            spread = [
                [row[column].mean - row[column].low for row in rows.values()],
                [row[column].high - row[column].mean for row in rows.values()],
            ]
            label = _TITLES.get(column, column)
            axes.bar(left, means, width, yerr=spread, capsize=2, label=label)
        axes.set_xticks([n + 0.4 - width / 2 for n in range(len(rows))], list(rows), rotation=30)
        axes.set_title(title)
        axes.legend(loc="lower right", ncols=len(columns))
    try:
        drawing.savefig(path, dpi=150, metadata={"Software": None})
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"{path}: cannot be written ({reason})") from error
