"""The ruler's findings as a table, as JSON and as a bar chart."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import OutputError, UsageError

if TYPE_CHECKING:
    from briefing.evaluation import Evaluation, Figure

_TITLES = {
    "precision_at_k": "P@k", "recall_of_3": "recall of 3", "ndcg": "nDCG",
    "ndcg_steep": "nDCG steep", "rouge1_f1": "R1 F1", "rouge2_f1": "R2 F1",
    "rougeLsum_f1": "RLsum F1", "rouge1_recall": "R1 recall", "rouge2_recall": "R2 recall",
    "rougeLsum_recall": "RLsum recall",
}  # fmt: skip


def as_json(found: Evaluation) -> str:
    """All figures, keys as in :class:`briefing.evaluation.Evaluation`."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n"


def as_text(found: Evaluation) -> str:
    """Tables for a terminal; intervals are 95% bootstrap intervals of means over stories."""
    blocks = []
    if found.rouge:
        blocks.append(_block(
            f"ROUGE of {found.points} sentences on {found.summarised} stories, per cent",
            found.rouge,
        ))  # fmt: skip
        blocks.append(_block(
            "difference to lead, paired, with its interval", found.to_lead, signed=True,
            only=("rouge1_f1", "rouge2_f1", "rougeLsum_f1"),
        ))  # fmt: skip
    if found.salience:
        what = f"salience on {found.labelled} labelled stories"
        blocks.append(_block(f"{what}, labelled sentences", found.salience, digits=3))
        blocks.append(_block(f"{what}, our own sentences", found.salience_own, digits=3))
    if found.stages:
        lines = [f"stages on {found.labelled} labelled stories"]
        lines += [f"  {name:<18} {value:.3f}" for name, value in found.stages.items()]
        lines += [f"  sector {name:<18} {value:.3f}" for name, value in found.sectors.items()]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _block(
    title: str, rows: Mapping[str, Mapping[str, Figure]], *, digits: int = 2,
    signed: bool = False, only: Sequence[str] = (),
) -> str:  # fmt: skip
    columns = list(only) or list(next(iter(rows.values()), {}))
    sign = "+" if signed else ""
    cells = [["", *(_TITLES.get(c, c) for c in columns)]]
    for name, row in rows.items():
        cells.append([
            name,
            *(
                f"{row[c].mean:{sign}.{digits}f} [{row[c].low:{sign}.{digits}f}, "
                f"{row[c].high:{sign}.{digits}f}]" if signed or digits == 3
                else f"{row[c].mean:.{digits}f}"
                for c in columns
            ),
        ])  # fmt: skip
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    lines = [
        "  ".join([row[0].ljust(widths[0])]
                  + [cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True)])
        for row in cells
    ]  # fmt: skip
    return "\n".join([title, *("  " + line.rstrip() for line in lines)])


def plot(found: Evaluation, path: Path) -> None:
    """A bar chart of the main figures by method, as PNG (or what the suffix names).

    Raises :class:`UsageError` without matplotlib, :class:`OutputError` if it cannot be written.
    """
    try:
        from matplotlib.figure import Figure as Drawing
    except ImportError as error:
        raise UsageError(
            "a chart needs the matplotlib package: pip install 'briefing[plot]'"
        ) from error
    panels: list[tuple[str, Mapping[str, Mapping[str, Figure]], tuple[str, ...]]] = []
    if found.rouge:
        title = f"ROUGE F1 of {found.points} sentences, {found.summarised} stories"
        panels.append((title, found.rouge, ("rouge1_f1", "rouge2_f1", "rougeLsum_f1")))
    if found.salience:
        title = f"Salience, {found.labelled} labelled stories"
        panels.append((title, found.salience, ("precision_at_k", "recall_of_3", "ndcg")))
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
            axes.bar(left, means, width, yerr=spread, capsize=2, label=_TITLES[column])
        axes.set_xticks([n + 0.4 - width / 2 for n in range(len(rows))], list(rows), rotation=30)
        axes.set_title(title)
        axes.legend(loc="lower right", ncols=len(columns))
    try:
        drawing.savefig(path, dpi=150, metadata={"Software": None})
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"{path}: cannot be written ({reason})") from error
