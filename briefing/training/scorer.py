"""Make ``briefing/data/scorer.json``: the weights of the default method and of the set choice.

    python -m briefing.training.scorer --labelled FILE.jsonl --annotated DIR \\
        --highlights FILE.jsonl --summaries FILE.jsonl -o briefing/data/scorer.json

Every figure that it prints and keeps is from stories that the weights in question had not seen:
five folds for salience, ten for summaries. The weights that it writes are from all stories. The
same files give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from briefing.evaluation.data import Labelled, Summarised, load
from briefing.salience import summary as choice
from briefing.salience.explanation import score
from briefing.salience.features import FEATURES
from briefing.training.chooser import Chooser, calibrated, set_targets
from briefing.training.fit import Case, Linear
from briefing.training.summaries import SummaryCase, summary_case

ANNOTATED_WEIGHT = 2.0
"""Stories of the customer's kind count double; 1, 2 and 4 were tried."""
WRITER_WEIGHT = 3.0
"""Stories summarised by freelance writers count three times those with an outlet's highlights."""


def case(story: Labelled, weight: float) -> Case:
    """A labelled story as the editor's model learns from it."""
    return Case(
        story.id, np.array(score(story.document).sheet.rows(), float), tuple(story.salience), weight
    )


def labelled(path: Path, weight: float) -> list[Case]:
    """The labelled stories of ``path`` that have content sentences."""
    return [case(s, weight) for s in load(path) if isinstance(s, Labelled) and s.salience]


def _rounded(value: float) -> float:
    """Four digits: more than the method needs, less than differs between machines."""
    return float(f"{value:.4g}")


def _table(model: Linear, names: Sequence[str]) -> dict[str, Any]:
    weights = {n: _rounded(w) for n, w in zip(names, model.weights.tolist(), strict=True)}
    return {"bias": _rounded(model.bias), "weights": weights}


def export(editor: Linear, chooser: Chooser) -> dict[str, Any]:
    """The tables as the package ships them."""
    means = {n: _rounded(m) for n, m in zip(FEATURES, editor.means.tolist(), strict=True)}
    return {
        "editor": {**_table(editor, FEATURES), "means": means},
        "summary": _table(chooser.summary, (*FEATURES, *choice.EXTRA)),
        "words": _table(chooser.terms[0], choice.TERM_FEATURES),
        "pairs": _table(chooser.terms[1], choice.TERM_FEATURES),
    }


def stories(highlights: Path, summaries: Path) -> Iterator[SummaryCase]:
    for path, weight in ((highlights, 1.0), (summaries, WRITER_WEIGHT)):
        for item in load(path):
            if isinstance(item, Summarised):
                summarised = summary_case(item, weight)
                if summarised.rows:
                    yield summarised


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("labelled", "annotated", "highlights", "summaries", "output"):
        flags = ("-o", "--output") if name == "output" else (f"--{name}",)
        parser.add_argument(*flags, required=True, type=Path)
    parser.add_argument("--skip-validation", action="store_true", help="write weights only")
    options = parser.parse_args(arguments)
    news = labelled(options.labelled, 1.0)
    annotated = labelled(options.annotated, ANNOTATED_WEIGHT)
    summarised = list(stories(options.highlights, options.summaries))
    editor = calibrated([*news, *annotated])
    known = set_targets(summarised, editor)
    made = export(editor, Chooser(summarised, known))
    table: dict[str, Any] = {
        "made_by": "python -m briefing.training.scorer",
        "made_from": [
            f"{path.name}: {count} stories, {what}"
            for path, count, what in (
                (options.labelled, len(news), "salience"),
                (options.annotated, len(annotated), "salience"),
                (options.highlights, sum(c.weight == 1.0 for c in summarised), "highlights"),
                (options.summaries, sum(c.weight > 1.0 for c in summarised), "summaries"),
            )
        ],
    }
    if not options.skip_validation:
        from briefing.training.validate import validate

        table["held_out"] = validate(news, annotated, summarised, known)
    text = json.dumps({**table, **made}, ensure_ascii=False, indent=1)
    options.output.write_text(text + "\n", "utf-8")
    if not math.isfinite(editor.bias):
        raise ValueError("the fit did not converge")


if __name__ == "__main__":
    main()
