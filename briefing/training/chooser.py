"""The fitting of the editor's model and of the models that choose a set of sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from briefing.salience import summary as choice
from briefing.training.fit import SOFT, Case, Linear, Vector, fit_editor, fit_logistic, folds
from briefing.training.summaries import SummaryCase, inclusion, present

SUMMARY_PENALTY = 400.0
TERM_PENALTY = 50.0
"""Ridge penalties; ten times more or less changes held-out ROUGE by under half a point."""


def calibrated(cases: Sequence[Case]) -> Linear:
    """The editor's model with odds that fit held-out salience (Platt 1999), from five folds."""
    fold = folds(len(cases), 5)
    odds = [np.zeros(0)] * len(cases)
    for part in range(5):
        model = fit_editor([c for c, f in zip(cases, fold, strict=True) if f != part])
        for i, c in enumerate(cases):
            if fold[i] == part:
                odds[i] = model.odds(c.rows)
    flat = np.concatenate(odds)[:, None]
    soft = np.concatenate([SOFT[list(c.salience)] for c in cases])
    line = fit_logistic(flat, soft, np.ones(len(soft)), 0.0)
    return fit_editor(cases).scaled(float(line.weights[0]), line.bias)


SetTargets = dict[str, tuple[Vector, Vector]]
"""By story: the editor's odds of its sentences, and how much each belongs to the best sets."""


def set_targets(cases: Sequence[SummaryCase], editor: Linear) -> SetTargets:
    """What the set choice learns from, given the editor's model."""
    odds = {c.id: editor.odds(np.array(c.rows, float)) for c in cases}
    return {c.id: (odds[c.id], inclusion(c, odds[c.id])) for c in cases}


class Chooser:
    """The models of the set choice, fitted to summarised stories and the editor's odds."""

    def __init__(self, cases: Sequence[SummaryCase], known: SetTargets) -> None:
        self.known = known
        self.summary, self.terms = self.fit(cases)

    def odds(self, c: SummaryCase) -> Vector:
        return self.known[c.id][0]

    def rows(self, c: SummaryCase) -> Vector:
        return np.array(choice.summary_rows(c.rows, self.odds(c).tolist()), float)

    def sentences(self, cases: Sequence[SummaryCase]) -> Linear:
        rows = np.vstack([self.rows(c) for c in cases])
        target = np.concatenate([self.known[c.id][1] for c in cases])
        weight = np.concatenate([np.full(len(c.rows), c.weight) for c in cases])
        return fit_logistic(rows, target, weight, SUMMARY_PENALTY)

    def fit(self, cases: Sequence[SummaryCase]) -> tuple[Linear, list[Linear]]:
        """The model of sentences, and those of words and pairs given its held-out odds."""
        fold = folds(len(cases), 5)
        own: dict[str, list[float]] = {}
        for part in range(5):
            model = self.sentences([c for c, f in zip(cases, fold, strict=True) if f != part])
            for c, f in zip(cases, fold, strict=True):
                if f == part:
                    own[c.id] = model.odds(self.rows(c)).tolist()
        terms = []
        for size in (1, 2):
            rows = [
                np.array(list(choice.term_rows(c.story, size, own[c.id]).values())) for c in cases
            ]
            weight = [np.full(len(r), c.weight) for r, c in zip(rows, cases, strict=True)]
            target = np.concatenate([present(c, size) for c in cases])
            terms.append(
                fit_logistic(np.vstack(rows), target, np.concatenate(weight), TERM_PENALTY)
            )
        return self.sentences(cases), terms
