"""Make ``briefing/data/furniture.json``: the weights of the model of site furniture.

    python -m briefing.training.furniture --labelled FILE.jsonl --annotated DIR \\
        -o briefing/data/furniture.json

The lines of furniture are those of ``furniture.txt`` beside this file, written for the purpose; the
labelled content is what must not be taken for it. The figures kept are held out, in ten folds. The
same files give the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from briefing.evaluation.data import Labelled, load
from briefing.language.tokens import stemmer, tokenise
from briefing.model import Kind
from briefing.segmentation.furniture import BESIDE, QUOTES, SURE, features
from briefing.training.fit import Vector, fit_logistic, folds

PENALTY = 16.0
"""Half of it times the squared weights. Of 2, 6, 16 and 40 it catches most furniture at one lost
sentence of news in 500."""
LINE_WEIGHT, HARD_WEIGHT = 4.0, 10.0
"""Lines of furniture count four times, news about the same things ten times: there are few."""
SEEN_TWICE = 2


def lines() -> tuple[list[str], list[str]]:
    """The lines of furniture, and the lines of news about the same things."""
    rows = Path(__file__).with_name("furniture.txt").read_text("utf-8").splitlines()
    kept = [row for row in rows if row and not row.startswith("#")]
    hard = [row[1:] for row in kept if row.startswith("+")]
    return [row for row in kept if not row.startswith("+")], hard


def named(texts: Iterable[str]) -> list[set[str]]:
    stem = stemmer("en")
    rows = ((text, tokenise(text)) for text in texts)
    return [features(text, tokens, map(stem, tokens)) for text, tokens in rows]


def news(paths: Iterable[Path]) -> list[str]:
    """The labelled content of English stories, each sentence once."""
    stories = [s for path in paths for s in load(path) if isinstance(s, Labelled)]
    return list(dict.fromkeys(g.text for s in stories for g in s.golds if g.kind == Kind.CONTENT))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("labelled", "annotated", "output"):
        flags = ("-o", "--output") if name == "output" else (f"--{name}",)
        parser.add_argument(*flags, required=True, type=Path)
    options = parser.parse_args(arguments)
    furniture, hard = lines()
    content = news((options.labelled, options.annotated))
    texts = [*furniture, *hard, *content]
    rows = named(texts)
    count = Counter(name for row in rows[: len(furniture)] for name in row)
    names = sorted(name for name, times in count.items() if times >= SEEN_TWICE)
    place = {name: k for k, name in enumerate(names)}
    design = np.zeros((len(rows), len(names)))
    for k, row in enumerate(rows):
        design[k, [place[name] for name in row if name in place]] = 1.0
    sizes = (len(furniture), len(hard), len(content))
    target = np.repeat([1.0, 0.0, 0.0], sizes)
    weight = np.repeat([LINE_WEIGHT, HARD_WEIGHT, 1.0], sizes)
    out = held_out(design, target, weight)
    out[[any(mark in text for mark in QUOTES) for text in texts]] = -np.inf  # never asked about
    model = fit_logistic(design, target, weight, PENALTY)
    table: dict[str, Any] = {
        "made_by": "python -m briefing.training.furniture",
        "made_from": f"{sizes[0]} lines of furniture, {sizes[1]} of news about the same things, "
        f"{sizes[2]} sentences of labelled news",
        "held_out": {
            f"{name}_{what}": round(float((out[a:b] > bound).mean()), 4)
            for name, bound in (("sure", SURE), ("beside", BESIDE))
            for what, a, b in (
                ("furniture", 0, sizes[0]),
                ("news", sizes[0] + sizes[1], len(rows)),
            )
        },
        "bias": float(f"{model.bias:.3g}"),
        "weights": {
            n: float(f"{w:.3g}") for n, w in zip(names, model.weights.tolist(), strict=True)
        },
    }
    text = json.dumps(table, ensure_ascii=False, indent=1)
    options.output.write_text(text + "\n", "utf-8")


def held_out(design: Vector, target: Vector, weight: Vector) -> Vector:
    """The odds of every row by the model of the nine folds that it is not in."""
    fold = np.array(folds(len(target), 10))
    out = np.zeros(len(target))
    for part in range(10):
        rest = fold != part
        model = fit_logistic(design[rest], target[rest], weight[rest], PENALTY)
        out[~rest] = model.odds(design[~rest])
    return out


if __name__ == "__main__":
    main()
