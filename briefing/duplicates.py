"""Near-duplicates: which candidates state the same point, by a small trained model.

A pair is described by how much weight (rarity) of words they share, against the lighter and against
both, by shared numbers, by shared words that are special to the point and not merely to the event,
and by whether their articles are about the same. Logistic weights: ``python -m
briefing.train.duplicates``. Pairs are only looked at when they share a rare word: never all pairs.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from briefing.assets import data_path
from briefing.background import rarities
from briefing.figures import COUNT, differences, figures
from briefing.model import Candidate
from briefing.words import function_stems, stemmer, tokenise

FEATURES = (
    "containment", "jaccard", "log_shared", "log_numbers", "log_special", "same_topic",
    "same_article", "numbers_agree", "numbers_differ",
)  # fmt: skip

TOPIC, JACCARD = FEATURES.index("same_topic"), FEATURES.index("jaccard")
SAME_EVENT = 0.15
"""Two sentences can only report one fact if their articles share their topic, or one repeats the
other nearly word for word: in the annotated events articles share at least 0.29 of their topic,
unrelated ones at most 0.1. Nor can two sentences of one article that differ in a figure."""

VERBATIM = 0.6
"""Shared weight over all weight from which a sentence counts as repeated: a reworded report of the
same fact reaches 0.68 in the annotated events, different facts of unrelated articles 0.41."""

FARTHEST = 1.5
"""Two counts of one thing that are farther apart than this factor are taken for two facts; the one
disagreement in the annotated events is by a factor of 1.13."""

UNKNOWN_TOPIC = 0.3
"""The overlap assumed for an article too short to repeat any word: as low as that of one event."""

COMMON_POSTINGS = 60
"""A word in more candidates than this does not bring a pair together on its own; in the
development articles every pair of duplicates shares a word that is five times rarer."""


def features(a: Candidate, b: Candidate) -> tuple[float, ...]:
    """The description of a pair, parallel to ``FEATURES``; symmetric."""
    own, other = frozenset(a.stems), frozenset(b.stems)
    shared = own & other
    mine, theirs, common = _weight(own), _weight(other), _weight(shared)
    special = _weight(shared - frozenset(a.topic) - frozenset(b.topic))
    same = a.source.id == b.source.id
    numbers = len(frozenset(a.numbers) & frozenset(b.numbers))
    fewer = min(len(a.numbers), len(b.numbers))
    shorter = min(len(a.topic), len(b.topic))
    overlap = len(frozenset(a.topic) & frozenset(b.topic)) / shorter if shorter else UNKNOWN_TOPIC
    return (
        common / max(1e-9, min(mine, theirs)),
        common / max(1e-9, mine + theirs - common),
        math.log1p(common),
        math.log1p(numbers),
        math.log1p(special),
        1.0 if same else overlap,
        float(same),
        numbers / fewer if fewer else 0.0,
        float(fewer > 0 and not numbers),
    )


def _same_count(a: Candidate, b: Candidate) -> bool:
    """Whether both count, once, the same thing in two words ("2,300 refrigerated containers",
    "2,600 refrigerated containers") and with numbers that two reports of it can differ by."""
    mine, theirs = _counted(a.quote), _counted(b.quote)
    if len(mine) != 1 or len(theirs) != 1:
        return False
    (number, things), (other, same) = mine[0], theirs[0]
    return len(things & same) == 2 and max(number, other) < FARTHEST * min(number, other)


@lru_cache(maxsize=4096)
def _counted(text: str) -> tuple[tuple[float, frozenset[str]], ...]:
    """Each count from ten on, with the stems of the next two words."""
    stem, common = stemmer("en"), function_stems("en")
    return tuple(
        (f.number, frozenset(stem(word) for word in tokenise(text[f.end : f.end + 40])[:2]) - common)
        for f in figures(text)
        if f.kind == COUNT and f.number >= 10
    )


def _weight(stems: Iterable[str]) -> float:
    weights, unseen = rarities()
    return math.fsum(weights.get(s, unseen) for s in stems)


@lru_cache(maxsize=1)
def _model() -> tuple[tuple[float, ...], float, float]:
    data = json.loads(data_path("duplicates.json").read_text("utf-8"))
    return tuple(data["weights"][name] for name in FEATURES), data["bias"], data["threshold"]


def probability(a: Candidate, b: Candidate) -> float:
    """The probability, in [0, 1], that two candidates state the same point."""
    weights, bias, _ = _model()
    found = features(a, b)
    if found[TOPIC] < SAME_EVENT and (found[JACCARD] < VERBATIM or differences(a.text, b.text)):
        return 0.0
    if found[TOPIC] >= SAME_EVENT and a.source.id != b.source.id and _same_count(a, b):
        return 1.0
    z = bias + math.fsum(w * x for w, x in zip(weights, found, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, z))))


def clusters(items: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates that state the same point, together; best first in each and among them.

    Every candidate, best first, joins the cluster whose first member it most likely repeats (ties:
    the earlier cluster), if that is likelier than the model's threshold; else it opens its own.
    """
    threshold = _model()[2]
    postings: dict[str, list[int]] = {}
    found: list[list[Candidate]] = []
    for item in sorted(items, key=lambda c: c.key):
        near: dict[int, int] = {}
        for word in item.stems + item.numbers:
            for cluster in postings.get(word, ())[:COMMON_POSTINGS]:
                near[cluster] = near.get(cluster, 0) + 1
        likely = [
            (-p, c)
            for c, words in sorted(near.items())
            if words >= 2 and (p := probability(item, found[c][0])) > threshold
        ]
        if likely:
            found[min(likely)[1]].append(item)
            continue
        for word in item.stems + item.numbers:
            postings.setdefault(word, []).append(len(found))
        found.append([item])
    return found
