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
from dataclasses import dataclass
from functools import lru_cache

from briefing.assets import data_path
from briefing.background import rarities
from briefing.figures import COUNT, differences, figures, values
from briefing.model import Candidate
from briefing.words import function_stems, stemmer, tokenise

FEATURES = (
    "containment", "jaccard", "log_shared", "log_numbers", "log_special", "same_topic",
    "same_article", "numbers_agree", "numbers_differ",
)  # fmt: skip

TOPIC, JACCARD, SAME_ARTICLE = map(FEATURES.index, ("same_topic", "jaccard", "same_article"))
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

LEAST_SHARED = 8.0
"""Weight of shared words and numbers below which a pair is not looked at: half of what the model
needs at the least, and less than any pair of the annotated events shares."""

COMMON_POSTINGS = 60
"""A word in more candidates than this does not bring a pair together on its own; in the
development articles every pair of duplicates shares a word that is five times rarer."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A candidate as pairs are judged by it: its words, numbers and counts, and their weight.

    ``counted`` has each count from ten on with the stems of the next two words.
    """

    candidate: Candidate
    stems: frozenset[str]
    weight: float
    topic: frozenset[str]
    numbers: frozenset[str]
    counted: tuple[tuple[float, frozenset[str]], ...]

    @classmethod
    def of(cls, item: Candidate) -> Profile:
        stem, common = stemmer("en"), function_stems("en")
        counted = tuple(
            (f.number, frozenset(map(stem, tokenise(item.text[f.end : f.end + 40])[:2])) - common)
            for f in figures(item.text)
            if f.kind == COUNT and f.number >= 10
        )
        stems = frozenset(item.stems)
        return cls(item, stems, _weight(stems), frozenset(item.topic), values(item.text), counted)

    @property
    def keys(self) -> frozenset[str]:
        """What brings it together with others."""
        return self.stems | self.numbers


def features(a: Profile, b: Profile) -> tuple[float, ...]:
    """The description of a pair, parallel to ``FEATURES``; symmetric."""
    shared = a.stems & b.stems
    common = _weight(shared)
    special = _weight(shared - a.topic - b.topic)
    same = a.candidate.source.id == b.candidate.source.id
    numbers = len(a.numbers & b.numbers)
    fewer = min(len(a.numbers), len(b.numbers))
    shorter = min(len(a.topic), len(b.topic))
    overlap = len(a.topic & b.topic) / shorter if shorter else UNKNOWN_TOPIC
    return (
        common / max(1e-9, min(a.weight, b.weight)),
        common / max(1e-9, a.weight + b.weight - common),
        math.log1p(common),
        math.log1p(numbers),
        math.log1p(special),
        1.0 if same else overlap,
        float(same),
        numbers / fewer if fewer else 0.0,
        float(fewer > 0 and not numbers),
    )


def _same_count(a: Profile, b: Profile) -> bool:
    """Whether both count, once, the same thing in two words ("2,300 refrigerated containers",
    "2,600 refrigerated containers") and with numbers that two reports of it can differ by."""
    if len(a.counted) != 1 or len(b.counted) != 1:
        return False
    (number, things), (other, same) = a.counted[0], b.counted[0]
    return len(things & same) == 2 and max(number, other) < FARTHEST * min(number, other)


def _weight(stems: Iterable[str]) -> float:
    weights, unseen = rarities()
    return math.fsum(weights.get(s, unseen) for s in stems)


@lru_cache(maxsize=1)
def _model() -> tuple[tuple[float, ...], float, float]:
    data = json.loads(data_path("duplicates.json").read_text("utf-8"))
    return tuple(data["weights"][name] for name in FEATURES), data["bias"], data["threshold"]


def probability(a: Profile, b: Profile) -> float:
    """The probability, in [0, 1], that two candidates state the same point."""
    weights, bias, _ = _model()
    found = features(a, b)
    apart = found[TOPIC] < SAME_EVENT
    if apart and found[JACCARD] < VERBATIM:
        return 0.0
    if apart and differences(a.candidate.text, b.candidate.text):
        return 0.0
    if not apart and not found[SAME_ARTICLE] and _same_count(a, b):
        return 1.0
    z = bias + math.fsum(w * x for w, x in zip(weights, found, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, z))))


def clusters(items: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates that state the same point, together; best first in each and among them.

    Every candidate, best first, joins the cluster whose first member it most likely repeats (ties:
    the earlier cluster), if that is likelier than the model's threshold; else it opens its own.
    """
    threshold = _model()[2]
    weights, unseen = rarities()
    postings: dict[str, list[int]] = {}
    heads: list[Profile] = []
    found: list[list[Candidate]] = []
    for item in sorted(items, key=lambda c: c.key):
        profile = Profile.of(item)
        near: dict[int, float] = {}
        for word in sorted(profile.keys):
            weight = weights.get(word, unseen)
            for cluster in postings.get(word, ())[:COMMON_POSTINGS]:
                near[cluster] = near.get(cluster, 0.0) + weight
        likely = [
            (-p, c)
            for c, shared in near.items()
            if shared >= LEAST_SHARED and (p := probability(profile, heads[c])) > threshold
        ]
        if likely:
            found[min(likely)[1]].append(item)
            continue
        for word in sorted(profile.keys):
            postings.setdefault(word, []).append(len(found))
        heads.append(profile)
        found.append([item])
    return found
