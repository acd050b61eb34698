"""Held-out figures of the scorer: what its weights do on stories they were not made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from briefing.evaluation.measures import interval, ndcg, precision, recall
from briefing.evaluation.rouge import f1, grams
from briefing.salience import summary as choice
from briefing.training.chooser import Chooser, SetTargets, calibrated
from briefing.training.fit import SOFT, Case, Vector, folds
from briefing.training.summaries import SummaryCase

Figures = dict[str, list[float]]

MEASURES: dict[str, Callable[[Sequence[int], Sequence[float]], float | None]] = {
    "precision_at_k": precision,
    "recall_of_3": recall,
    "ndcg": ndcg,
    "ndcg_steep": partial(ndcg, steep=True),
}


def _held_out(cases: Sequence[Case], others: Sequence[Case]) -> list[tuple[Case, Vector]]:
    """Each case with odds from a model of the other folds and ``others``."""
    fold = folds(len(cases), 5)
    held_out = []
    for part in range(5):
        rest = [c for c, f in zip(cases, fold, strict=True) if f != part]
        model = calibrated([*rest, *others])
        held_out += [
            (c, model.odds(c.rows))
            for c, f in zip(cases, fold, strict=True) if f == part
        ]  # fmt: skip
    return held_out


def salience_figures(held_out: Sequence[tuple[Case, Vector]]) -> Figures:
    """Precision at k, recall of must-haves and nDCG: mean and bounds of a 95% interval each."""
    result = {}
    for name, measure in MEASURES.items():
        values = [measure(c.salience, odds.tolist()) for c, odds in held_out]
        kept = [v for v in values if v is not None]
        result[name] = [round(x, 4) for x in (sum(kept) / len(kept), *interval(kept))]
    return result


def reliability(held_out: Sequence[tuple[Case, Vector]], parts: int = 10) -> float:
    """The mean gap between the score and the worth (:data:`SOFT`) of held-out sentences.

    Sentences are parted by score into ``parts`` of equal number; within each, the mean score is
    compared to the mean worth (expected calibration error).
    """
    odds = np.concatenate([o for _, o in held_out])
    worth = np.concatenate([SOFT[list(c.salience)] for c, _ in held_out])
    order = np.argsort(odds, kind="stable")
    score = 1 / (1 + np.exp(-odds))
    gaps = [
        abs(float(score[part].mean() - worth[part].mean())) * len(part)
        for part in np.array_split(order, parts)
    ]
    return round(sum(gaps) / len(order), 4)


def _rouge(case: SummaryCase, chosen: Sequence[int]) -> tuple[float, float]:
    tokens = [t for i in sorted(chosen) for t in case.tokens[i]]
    one, two = (
        100 * f1(grams(tokens, size), references)
        for size, references in zip((1, 2), case.references, strict=True)
    )
    return one, two


def summary_figures(cases: Sequence[SummaryCase], known: SetTargets) -> dict[str, Figures]:
    """ROUGE F1 of three chosen sentences less that of the first three, from ten folds."""
    fold = folds(len(cases), 10)
    gains: dict[str, list[tuple[float, float]]] = {"highlights": [], "summaries": []}
    for part in range(10):
        chooser = Chooser([c for c, f in zip(cases, fold, strict=True) if f != part], known)
        for c, f in zip(cases, fold, strict=True):
            if f == part:
                kind = "summaries" if c.weight > 1 else "highlights"
                own, lead = _rouge(c, chosen(c, chooser)), _rouge(c, range(min(3, len(c.rows))))
                gains[kind].append((own[0] - lead[0], own[1] - lead[1]))
    result = {}
    for kind, pairs in gains.items():
        columns = {"rouge1_over_lead": [a for a, _ in pairs],
                   "rouge2_over_lead": [b for _, b in pairs]}  # fmt: skip
        result[kind] = {
            name: [round(x, 2) for x in (float(np.mean(values)), *interval(values))]
            for name, values in columns.items()
        }
    return result


def chosen(case: SummaryCase, chooser: Chooser) -> list[int]:
    """The three sentences that the choice takes with these models."""
    odds = chooser.odds(case).tolist()
    own = chooser.summary.odds(chooser.rows(case)).tolist()
    chance: dict[choice.Term, float] = {}
    for size, model in zip((1, 2), chooser.terms, strict=True):
        rows = choice.term_rows(case.story, size, own)
        values = 1 / (1 + np.exp(-model.odds(np.array(list(rows.values())))))
        chance.update(zip(rows, values.tolist(), strict=True))
    words, pairs = choice.sequences(case.story, 1), choice.sequences(case.story, 2)
    terms = choice.Terms(
        [frozenset(w) for w in words], [frozenset(p) for p in pairs], chance,
        [len(w) for w in words], own,
    )  # fmt: skip
    return choice.best_set(terms, odds, 3)


def validate(
    news: Sequence[Case],
    annotated: Sequence[Case],
    summarised: Sequence[SummaryCase],
    known: SetTargets,
) -> dict[str, Any]:
    """All held-out figures; see the names in the table for what each is."""
    unseen = calibrated(news)
    held = _held_out(news, annotated)
    return {
        "labelled_five_folds": salience_figures(held),
        "labelled_calibration_error": reliability(held),
        "annotated_five_folds": salience_figures(_held_out(annotated, news)),
        "annotated_unseen": salience_figures([(c, unseen.odds(c.rows)) for c in annotated]),
        **summary_figures(summarised, known),
    }
