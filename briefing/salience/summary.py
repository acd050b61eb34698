"""The choice of k sentences as a set: those that together say most of what a summary would say.

Every word and pair of words of the story gets a probability to occur in a writer's summary, from
how often, how early and in how good sentences it occurs. A set is worth its expected overlap with a
summary of usual length, as an F-measure of words and of pairs (the length of the set is its
penalty), plus a share of the sentences' own odds. The best set is sought among the best sentences
by greedy addition and exchange (Lin and Bilmes 2011 bound the loss of greedy search for such
functions). Weights: ``python -m briefing.training.scorer``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.language.idf import rarities
from briefing.salience.context import Story
from briefing.salience.features import Columns, Sheet
from briefing.salience.model import logistic, weights

Term = tuple[str, ...]

EXTRA = ("odds", "odds_to_best", "inverse_rank", "first_three")
"""Columns that :func:`summary_rows` adds to the features."""

TERM_FEATURES = (
    "log_count", "log_sentences", "inverse_first", "log_first", "in_first", "best_odds",
    "attention", "root_attention", "all_function", "some_function", "rarity", "figure", "name",
    "story_length", "function_log_sentences", "function_attention", "content_attention",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms:
    """The words and pairs of each sentence with the probability of each, and its own odds."""

    words: list[frozenset[Term]]
    pairs: list[frozenset[Term]]
    chance: dict[Term, float]
    lengths: list[int]
    odds: list[float]


def summary_rows(rows: Columns, odds: Sequence[float]) -> Columns:
    """The features with what :data:`EXTRA` says of the editor's odds, one row per sentence."""
    best = max(odds, default=0.0)
    order = sorted(range(len(odds)), key=lambda i: (-odds[i], i))
    rank = {i: r for r, i in enumerate(order)}
    return [
        [*row, z, z - best, 1 / (1 + rank[i]), float(rank[i] < 3)]
        for i, (row, z) in enumerate(zip(rows, odds, strict=True))
    ]


def sequences(story: Story, size: int) -> list[list[Term]]:
    """The words (size 1) or pairs of words (size 2) of every sentence, in order, as stems."""
    stems = [[s for s in v.sentence.stems if s] for v in story.views]
    return [list(zip(*[row[i:] for i in range(size)], strict=False)) for row in stems]


def term_rows(story: Story, size: int, odds: Sequence[float]) -> dict[Term, list[float]]:
    """The :data:`TERM_FEATURES` of every word or pair of the story, in order of first use."""
    best = max(odds, default=0.0)
    power = [math.exp(z - best) for z in odds]
    whole = sum(power) or 1.0
    attention = [p / whole for p in power]
    count: dict[Term, int] = {}
    first: dict[Term, int] = {}
    holders: dict[Term, list[int]] = {}
    for i, row in enumerate(sequences(story, size)):
        for term in row:
            count[term] = count.get(term, 0) + 1
            first.setdefault(term, i)
            held = holders.setdefault(term, [])
            if not held or held[-1] != i:
                held.append(i)
    table, unseen = rarities()
    function, names, log_n = story.function, story.carriers, math.log(max(1, len(odds)))
    rows: dict[Term, list[float]] = {}
    for term, times in count.items():
        place, held = first[term], holders[term]
        share = sum([attention[i] for i in held])
        plain = sum([s in function for s in term])
        all_plain, log_held = float(plain == size), math.log(len(held))
        rarity = 0.0 if plain == size else sum([table.get(s, unseen) for s in term]) / size
        rows[term] = [
            math.log(times), log_held, 1 / (1 + place), math.log1p(place), float(place == 0),
            max([odds[i] for i in held]), share, math.sqrt(share), all_plain, float(plain > 0),
            rarity, float(any(s[0].isdigit() for s in term)),
            float(all(s in names for s in term)), log_n, all_plain * log_held,
            all_plain * share, (plain == 0) * share,
        ]  # fmt: skip
    return rows


def terms(story: Story, rows: Columns, odds: Sequence[float]) -> Terms:
    """All that :func:`worth` needs to know of a story."""
    table = weights()
    summary = table["summary"]
    extra = [summary["weights"].get(name, 0.0) for name in EXTRA]
    line = [*summary["row"], *extra]
    own = [
        summary["bias"] + sum([w * x for w, x in zip(line, row, strict=True)])
        for row in summary_rows(rows, odds)
    ]
    chance: dict[Term, float] = {}
    for size, name in ((1, "words"), (2, "pairs")):
        model = table[name]
        line = [model["weights"].get(feature, 0.0) for feature in TERM_FEATURES]
        for term, values in term_rows(story, size, own).items():
            value = model["bias"] + sum([w * x for w, x in zip(line, values, strict=True)])
            chance[term] = logistic(value)
    words = sequences(story, 1)
    return Terms(
        [frozenset(row) for row in words],
        [frozenset(row) for row in sequences(story, 2)],
        chance, [len(row) for row in words], own,
    )  # fmt: skip


WORDS_A_SENTENCE = 40 / 3
"""Length of a summary for each sentence asked for; 35 to 60 words for three differ little."""
OWN_SHARE = 0.005
"""Worth of one unit of a sentence's log-odds beside the expected F-measures, for three sentences;
the best of 0, 0.005, 0.01 and 0.02 on held-out stories."""


def worth(vocabulary: Terms, chosen: Sequence[int]) -> float:
    """The expected F-measures of the sentences ``chosen`` together, plus their own odds' share."""
    seen: set[Term] = set()
    expected = 0.0
    for i in chosen:
        for kind in (vocabulary.words, vocabulary.pairs):
            fresh = kind[i] - seen
            seen |= fresh
            # fsum: the same sum in whatever order a set gives its members.
            expected += math.fsum([vocabulary.chance[t] for t in fresh])
    length = sum([vocabulary.lengths[i] for i in chosen])
    scale = length + WORDS_A_SENTENCE * len(chosen)
    own = sum([vocabulary.odds[i] for i in chosen])
    return 2 * expected / max(1.0, scale) + OWN_SHARE * own * 3 / len(chosen)


POOL = 10
"""Number of sentences beyond k that are considered, as in training; seeking all sets among them
instead of exchanging changes held-out ROUGE by under 0.1."""


def choose(story: Story, sheet: Sheet, scores: Sequence[float], k: int) -> list[int]:
    """The indices of the ``k`` content sentences to show, in document order.

    ``story`` and ``sheet`` are the context and the features of a document, ``scores`` those of the
    default method for it, by index. Fewer where there are fewer; none for ``k`` of 0 or less. Ties
    go to the earlier sentence.
    """
    if k <= 0 or not story.views:
        return []
    odds = [_odds(scores[v.sentence.index]) for v in story.views]
    vocabulary = terms(story, sheet.rows(), odds)
    return [story.views[i].sentence.index for i in best_set(vocabulary, odds, k)]


def best_set(vocabulary: Terms, odds: Sequence[float], k: int) -> list[int]:
    """The ``k`` rows that together are worth most, in order, among the best by ``odds``."""
    order = sorted(range(len(odds)), key=lambda i: (-odds[i], i))
    pool = sorted({*order[: k + POOL], *range(min(3, len(odds)))})
    return _exchange(vocabulary, _greedy(vocabulary, pool, min(k, len(pool))), pool)


def _odds(score: float) -> float:
    kept = min(max(score, 1e-9), 1 - 1e-9)
    return math.log(kept / (1 - kept))


def _greedy(vocabulary: Terms, pool: list[int], k: int) -> list[int]:
    chosen: list[int] = []
    while len(chosen) < k:
        left = [i for i in pool if i not in chosen]
        chosen.append(max(left, key=lambda i: (worth(vocabulary, sorted([*chosen, i])), -i)))
    return sorted(chosen)


def _exchange(vocabulary: Terms, chosen: list[int], pool: list[int]) -> list[int]:
    """Swap one sentence at a time for a better one until none is better."""
    value = worth(vocabulary, chosen)
    for _ in range(len(pool)):
        swaps = [
            sorted([i, *(c for c in chosen if c != out)])
            for out in chosen for i in pool if i not in chosen
        ]  # fmt: skip
        best = max(swaps, key=lambda s: (worth(vocabulary, s), [-i for i in s]), default=chosen)
        better = worth(vocabulary, best)
        if better <= value + 1e-12:
            break
        chosen, value = best, better
    return chosen
