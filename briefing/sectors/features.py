"""The terms of the evidence model, which the learned parameters weigh in the same way for every
sector."""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import mul
from typing import NamedTuple

from briefing.languages import language
from briefing.model import NONE
from briefing.resources import data_path
from briefing.sectors.evidence import (
    CAP,
    CLEAR,
    EARLY,
    OPENING,
    SOLID,
    STRONG,
    DocumentEvidence,
    SentenceEvidence,
)

Weights = dict[str, float]

TOPIC = (
    "said", "said_share", "phrases", "sums", "sum_share", "title_share", "title_weight",
    "lead_share", "lead_weight", "opening_share", "first_in", "present", "words",
)  # fmt: skip
NO_TOPIC = (
    "no", "no_said", "no_share", "no_thin", "no_first", "no_present", "no_title", "no_lead",
)  # fmt: skip
STORY = ("story", "changes", "focus", "range", "kinds", "titled", "density", "spread")
OWN = (
    "own", "own_linear", "own_strong", "own_share", "own_earliest", "own_solid", "own_best",
    "own_ahead", "own_clear",
)  # fmt: skip
CONTEXT = ("topic", "topic_chance", "topic_chief", "heading", "title")
BARE = ("none", "none_bare", "none_own", "none_document")
STAY = ("stay", "paragraph", "opening", "turning", "bare", "weak", "new_heading")
CHAIN = (*OWN, *CONTEXT, *BARE, *STAY)


class Learned(NamedTuple):
    """The weight of each term: ``plain`` for documents without learned words, ``spoken`` for those
    with them, ``few`` for tables with few phrases."""

    plain: Weights
    spoken: Weights
    few: Weights


def learned_weights() -> Learned:
    """The weights as ``python -m briefing.training.sectors`` wrote them."""
    loaded = json.loads(data_path("sector_weights.json").read_text("utf-8"))
    return Learned(loaded["weights"], loaded["spoken"], loaded["few"])


LEANING = frozenset(language("en").cues["leaning"].split())
"""English openings that lean on the sentence before; other languages do without."""

TURNING = frozenset(language("en").cues["turning"].split())
"""English openings that often turn to another matter ("Meanwhile", "Under a separate pact")."""


def dot(weights: Iterable[float], terms: Iterable[float]) -> float:
    """The weighted sum of terms."""
    total: float = sum(map(mul, weights, terms))
    return total


def with_learned(evidence: DocumentEvidence, spoken: Mapping[str, float]) -> DocumentEvidence:
    """The evidence with what the learned words say of the eligible sectors, and with its topic.

    A sector that the learned words do not know, one of the user's own, is spoken for as well as the
    best of the others, so that nothing learned speaks against it.
    """
    learned = {slug: spoken[slug] for slug in evidence.eligible if slug in spoken}
    best = max(learned.values(), default=0.0)
    if spoken:
        learned = {slug: learned.get(slug, best) for slug in evidence.eligible}
    made = replace(evidence, learned=learned)
    return replace(made, topic=topic_terms(made))


def topic_terms(evidence: DocumentEvidence) -> list[tuple[float, ...]]:
    """Terms of ``TOPIC`` and, for none, ``NO_TOPIC`` for each sector of
    ``DocumentEvidence.eligible``: what speaks for it as the topic of the whole document. A phrase
    used again counts with the logarithm of its uses. No rows for a document without sentences."""
    if not evidence.sentences:
        return []
    said = {
        slug: sum([w * math.log2(1 + n) for w, n in uses])
        for slug, uses in evidence.phrases.items()
    }
    all_said = sum(said.values())
    first, present, opening = _by_sentence(evidence)
    count = len(evidence.sentences) + 1
    firsts, openings = sum(first.values()) + 1.0, sum(opening.values()) + 2.0
    title, lead = evidence.title or _NOTHING, evidence.sentences[0]
    rows: list[tuple[float, ...]] = []
    for slug in evidence.eligible:
        mine, whole = said.get(slug, 0.0), evidence.document.get(slug, 0.0)
        titled, led = min(title.own.get(slug, 0.0), CAP) / 3, min(lead.own.get(slug, 0.0), CAP) / 3
        listed = sum([w for w, _ in evidence.phrases.get(slug, ())])
        terms = (
            math.log1p(mine), mine / (all_said + 2), math.log1p(listed), math.log1p(whole),
            whole / (evidence.whole + 2), title.share(slug), titled, lead.share(slug), led,
            opening.get(slug, 0.0) / openings, first.get(slug, 0.0) / firsts,
            present.get(slug, 0.0) / count, evidence.learned.get(slug, 0.0),
        )  # fmt: skip
        thin = 1.0 / (1.0 + all_said / count)
        no = (1.0, terms[0], terms[1], thin, terms[10], terms[11], titled, led)
        rows.append((*terms, *no) if slug == NONE else terms)
    return rows


def _by_sentence(
    evidence: DocumentEvidence,
) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """By sector: the sentences in which it comes first, those in which it is present at all, and
    its weight in the opening."""
    first: dict[str, float] = {}
    present: dict[str, float] = {}
    opening: dict[str, float] = {}
    for place, here in enumerate(evidence.sentences):
        best = [slug for slug, weight in here.own.items() if weight == here.top]
        for slug in best:
            first[slug] = first.get(slug, 0.0) + 1 / len(best)
        for slug, weight in here.own.items():
            if weight >= SOLID * (1.0 - EARLY):
                present[slug] = present.get(slug, 0.0) + 1.0
            if place < OPENING:
                opening[slug] = opening.get(slug, 0.0) + min(weight, CAP)
    return first, present, opening


_NOTHING = SentenceEvidence(None, [], {}, {})  # type: ignore[arg-type]


def story_terms(evidence: DocumentEvidence) -> tuple[float, ...]:
    """Terms of ``STORY``: what distinguishes a round-up over many sectors from a story on one
    matter."""
    clear = [(here.clear(), here.top) for here in evidence.sentences]
    clear = [(slug, top) for slug, top in clear if slug]
    turns = sum(a[0] != b[0] for a, b in itertools.pairwise(clear))
    room = len(evidence.sentences) + 4
    strong = {slug for slug, top in clear if top >= STRONG + CLEAR and slug != NONE}
    kinds = Counter(slug for slug, _ in clear if slug != NONE)
    solid = [sum(w >= SOLID for w, _ in uses) for uses in evidence.phrases.values()]
    titled = sum(w >= SOLID for w in evidence.title.own.values()) if evidence.title else 0
    shares = [n / sum(kinds.values()) for n in kinds.values()]
    return (
        1.0, turns / (len(clear) + 1), evidence.most / (evidence.whole + 1), len(strong) / room,
        sum(n >= 2 for n in solid) / room, float(titled), sum(solid) / (room - 3),
        -sum([s * math.log(s) for s in shares]),
    )  # fmt: skip


def roundup_probability(evidence: DocumentEvidence, weights: Weights) -> float:
    """The chance that the document is a round-up over many sectors, in [0, 1]."""
    score = dot([weights[name] for name in STORY], story_terms(evidence))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def topic_probabilities(evidence: DocumentEvidence, weights: Weights) -> list[float]:
    """How likely each sector of ``DocumentEvidence.eligible`` is the topic of the document."""
    named = [weights[name] for name in (*TOPIC, *NO_TOPIC)]
    scores = [dot(named, terms) for terms in evidence.topic]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    whole = sum(shares)
    return [share / whole for share in shares]


def article_sector(evidence: DocumentEvidence, weights: Weights) -> str:
    """The sector that the document as a whole is filed under, perhaps ``none``.

    The terms are those of its topic, weighed for the convention of a news desk: a story belongs to
    what is traded, lent or moved rather than to trade. Each sector of the shipped table has a
    standing (``article_to_finance``); one of a user's own has 0. Ties go to the first of
    ``DocumentEvidence.eligible``.
    """
    slugs = evidence.eligible
    named = [weights["article_" + name] for name in (*TOPIC, *NO_TOPIC)]
    scores = [
        dot(named, terms) + weights.get("article_to_" + slug, 0.0)
        for slug, terms in zip(slugs, evidence.topic, strict=True)
    ]
    return slugs[scores.index(max(scores))]


def own_terms(slug: str, here: SentenceEvidence) -> tuple[float, ...]:
    """Terms of ``OWN`` for a sector that has own evidence in the sentence."""
    weight = here.own[slug]
    ahead = weight - (here.rival if weight == here.top else here.top)
    return (
        math.log1p(weight),
        weight if weight < CAP else CAP,
        1.0 if weight >= STRONG else 0.0,
        weight / (here.total + 1.0),
        1.0 if slug in here.first else 0.0,
        math.log1p(here.solid.get(slug, 0.0)),
        1.0 if ahead > 0.0 else 0.0,
        max(-1.0, min(1.0, ahead / 4.0)),
        1.0 if weight >= STRONG and ahead >= CLEAR else 0.0,
    )


def context_terms(
    slug: str,
    chance: float,
    chief: bool,
    heading: SentenceEvidence | None,
    title: SentenceEvidence | None,
) -> tuple[float, ...]:
    """Terms of ``CONTEXT`` for a sector, the same for all sentences under one heading."""
    return (
        math.log(chance + 1e-3),
        chance,
        1.0 if chief else 0.0,
        heading.share(slug) if heading is not None else 0.0,
        title.share(slug) if title is not None else 0.0,
    )


def bare_terms(here: SentenceEvidence, evidence: DocumentEvidence) -> tuple[float, ...]:
    """Terms of ``BARE``: what speaks for no sector, beside what speaks for any."""
    return (
        1.0,
        0.0 if here.own else 1.0,
        math.log1p(here.own.get(NONE, 0.0)),
        evidence.document.get(NONE, 0.0) / (evidence.whole + 2.0),
    )


def stay_terms(
    before: SentenceEvidence, here: SentenceEvidence, same_heading: bool
) -> tuple[float, ...]:
    """Terms of ``STAY``: how much a sentence holds on to the one before."""
    opening = opening_word(here.sentence.tokens)
    return (
        1.0,
        1.0 if before.sentence.paragraph == here.sentence.paragraph else 0.0,
        1.0 if opening in LEANING else 0.0,
        1.0 if opening in TURNING else 0.0,
        0.0 if here.own else 1.0,
        1.0 if here.top < STRONG else 0.0,
        0.0 if same_heading else 1.0,
    )


def opening_word(tokens: Iterable[str]) -> str:
    """The first word of a sentence, in small letters."""
    for token in tokens:
        if token[0].isalnum():
            return token.lower()
    return ""
