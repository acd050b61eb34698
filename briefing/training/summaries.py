"""What the choice of a set learns from: stories with summaries, and how good their sets are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from rouge_score.tokenizers import DefaultTokenizer

from briefing.evaluation.data import Summarised
from briefing.evaluation.rouge import f1, grams
from briefing.language.tokens import stemmer, tokenise
from briefing.salience.context import Story
from briefing.salience.explanation import score
from briefing.salience.features import Columns
from briefing.salience.summary import sequences
from briefing.segmentation import segment
from briefing.training.fit import Vector

POOL = 13
"""Sets are formed of this many of the best sentences and the first three: 286 to 560 sets."""
SHARPNESS = 60.0
"""How fast the weight of a set falls with its F-measures (ROUGE-1 plus ROUGE-2, each 0 to 1): one
point less is worth 0.55 as much, so that some dozen sets near the best count."""


@dataclass(frozen=True, slots=True)
class SummaryCase:
    """A story with its references, as counts of words and pairs for ROUGE and as sets of stems."""

    id: str
    weight: float
    story: Story
    rows: Columns
    tokens: list[list[str]]
    references: list[list[Counter[Any]]]
    stems: list[list[frozenset[Any]]]


def summary_case(item: Summarised, weight: float) -> SummaryCase:
    """The story as segmented, with its references counted."""
    tokenizer = DefaultTokenizer(True)
    stem = stemmer("en")
    scores = score(segment(item.article))
    story, sheet = scores.story, scores.sheet
    references = [tokenizer.tokenize(r) for r in item.references]
    stems = [[s for s in map(stem, tokenise(r)) if s] for r in item.references]
    return SummaryCase(
        item.id, weight, story, sheet.rows(),
        [tokenizer.tokenize(v.sentence.text) for v in story.views],
        [[grams(r, size) for r in references] for size in (1, 2)],
        [[frozenset(grams(s, size)) for s in stems] for size in (1, 2)],
    )  # fmt: skip


def measure(case: SummaryCase, chosen: Sequence[int]) -> float:
    """ROUGE-1 plus ROUGE-2 (F1, stemmed, mean over references) of the sentences ``chosen``."""
    tokens = [t for i in sorted(chosen) for t in case.tokens[i]]
    return sum(f1(grams(tokens, size), r) for size, r in zip((1, 2), case.references, strict=True))


def inclusion(case: SummaryCase, odds: Vector, size: int = 3) -> Vector:
    """How much each sentence belongs to the best sets: its share of their weight, in [0, 1]."""
    order = np.argsort(-odds, kind="stable")[:POOL].tolist()
    pool = sorted({*order, *range(min(3, len(odds)))})
    sets = list(combinations(pool, min(size, len(pool))))
    values = np.array([measure(case, chosen) for chosen in sets]) * SHARPNESS
    power = np.exp(values - values.max())
    power /= power.sum()
    result = np.zeros(len(odds))
    for chosen, share in zip(sets, power, strict=True):
        result[list(chosen)] += share
    return result


def present(case: SummaryCase, size: int) -> Vector:
    """For each distinct word or pair of the story: the share of references that hold it."""
    references = case.stems[size - 1]
    known = dict.fromkeys(term for row in sequences(case.story, size) for term in row)
    return np.array([sum(t in r for r in references) / len(references) for t in known])
