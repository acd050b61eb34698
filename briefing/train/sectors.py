"""Make ``briefing/data/sector_weights.json``: how much each kind of evidence of a sector counts.

    python -m briefing.train.sectors ANNOTATED_DIR LABELLED.jsonl [-o OUT.json] [--report]

The vocabulary is not learned: it stays in ``templates/sectors.toml``. The parameters of the chain
model (see ``briefing.sectors.evidence``) are fitted by maximum likelihood of the editors' labels
(L-BFGS, ridge penalty, fixed start: the same data give the same bytes). ``--report`` prints the
accuracy of five-fold cross-validation by event, and of each half of the data with parameters from
the other half, with bootstrap intervals over articles. An alternative that an editor marked as
also right (``also_ok``) counts as right.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from briefing.model import NONE, Article, Document, Kind, Sentence
from briefing.sectors import SectorTable, load_table
from briefing.sectors.evidence import (
    CONTEXT,
    NONE_TERMS,
    OWN,
    STAY,
    TERMS,
    VARIETY,
    Evidence,
    context_terms,
    decide,
    live_slugs,
    none_terms,
    own_terms,
    stay_terms,
    variety_terms,
    weigh_variety,
)
from briefing.words import stemmer, tokenise

Floats = npt.NDArray[np.float64]

FOLDS = 5
RIDGE = 0.005
"""Penalty a squared unit of weight, beside the mean log-likelihood of a sentence times 100; 0.02
gave the same cross-validated accuracy within 0.005."""

ANNOTATED_WEIGHT = 10.0
"""There are nine times as many sentences of plain news as of the articles that briefs are made of;
with 10 the two kinds count alike. From 4 to 25 the accuracy of either changes by less than 0.01."""

EMITTED = len(OWN) + len(CONTEXT) + len(NONE_TERMS)
HOLDS = frozenset((*STAY, *(f"{name}_varied" for name in STAY)))
PARAMETERS = (*TERMS, *(f"{name}_varied" for name in TERMS))

ANNOTATED_WEIGHT = 4.0
"""There are nine times as many sentences of plain news as of the articles that briefs are made of;
with 4 neither kind gives up more than 0.005 of the accuracy it reaches when trained on alone."""


@dataclass(frozen=True)
class Labelled:
    """A document with the sectors an editor accepts for each content sentence (empty: unknown)."""

    document: Document
    gold: tuple[frozenset[str], ...]
    first: tuple[str, ...]
    source: str
    group: str


def load(annotated: Path, labelled: Path) -> list[Labelled]:
    """All labelled articles in a fixed order."""
    found = []
    for path in sorted(annotated.glob("*.json")):
        row = json.loads(path.read_text("utf-8"))
        found.append(_labelled(row, "annotated", row["event"]))
    for line in labelled.read_text("utf-8").splitlines():
        row = json.loads(line)
        found.append(_labelled(row, row["source"], row["id"]))
    return found


def _labelled(row: dict[str, Any], source: str, group: str) -> Labelled:
    stem = stemmer("en")
    text: str = row["text"]
    sentences: list[Sentence] = []
    gold: list[frozenset[str]] = []
    first: list[str] = []
    at = 0
    for unit in row["sentences"]:
        start = text.index(unit["text"], at)
        at = start + len(unit["text"])
        tokens = tuple(tokenise(unit["text"]))
        split = unit["kind"] == "badsplit"
        kind = Kind.CONTENT if split else Kind(unit["kind"])
        if kind is Kind.CONTENT:
            gold.append(
                frozenset() if split else frozenset({unit["sector"], *unit.get("also_ok", [])})
            )
            first.append(unit["sector"])
        sentences.append(
            Sentence(len(sentences), start, at, start, text.count("\n\n", 0, start), kind,
                     unit["text"], tokens, tuple(map(stem, tokens)))
        )  # fmt: skip
    article = Article(str(row["id"]), row["title"], text)
    return Labelled(Document(article, tuple(sentences)), tuple(gold), tuple(first), source, group)


# --- the chain model as arrays -------------------------------------------------------------------


@dataclass(frozen=True)
class Batch:
    """Padded arrays: articles × places × sectors × terms, and masks of what may be chosen."""

    emit: Floats
    stay: Floats
    active: Floats
    gold: Floats
    real: Floats
    weight: Floats


def fit_variety(items: Sequence[Labelled], found: Sequence[Evidence]) -> dict[str, float]:
    """Least squares of the share of sentences that turn to another sector than the one before."""
    rows, turns, weight = [], [], []
    for item, clues in zip(items, found, strict=True):
        pairs = list(itertools.pairwise(item.first))
        if pairs:
            rows.append(variety_terms(clues))
            turns.append(sum(a != b for a, b in pairs) / len(pairs))
            weight.append(ANNOTATED_WEIGHT if item.source == "annotated" else 1.0)
    scale = np.sqrt(np.array(weight))
    best = np.linalg.lstsq(np.array(rows) * scale[:, None], np.array(turns) * scale, rcond=None)[0]
    return {name: round(float(w), 3) for name, w in zip(VARIETY, best, strict=True)}


def batch(items: Sequence[Labelled], found: Sequence[Evidence], slugs: Sequence[str]) -> Batch:
    """The arrays of ``items``; a place whose gold sector has no evidence at all leaves it open."""
    longest = max(len(e.clues) for e in found)
    shape = (len(items), longest, len(slugs))
    emit = np.zeros((*shape, 2 * EMITTED))
    stay = np.zeros((len(items), longest, 2 * len(STAY)))
    active, gold = np.full(shape, -1e9), np.full(shape, -1e9)
    real = np.zeros(shape[:2])
    for a, (item, evidence) in enumerate(zip(items, found, strict=True)):
        _fill(emit[a], stay[a], active[a], gold[a], real[a], item, evidence, slugs)
    weight = np.array([ANNOTATED_WEIGHT if i.source == "annotated" else 1.0 for i in items])
    return Batch(emit, stay, active, gold, real, weight)


def _fill(
    emit: Floats, stay: Floats, active: Floats, gold: Floats, real: Floats,
    item: Labelled, evidence: Evidence, slugs: Sequence[str],
) -> None:  # fmt: skip
    may = set(live_slugs(evidence))
    live = [k for k, slug in enumerate(slugs) if slug in may]
    nothing = {part: (0.0,) * len(part) for part in (OWN, NONE_TERMS)}
    for place, here in enumerate(evidence.clues):
        real[place] = 1.0
        heading = evidence.headings[place]
        for k in live:
            slug = slugs[k]
            own = own_terms(slug, here) if slug in here.own else nothing[OWN]
            bias = none_terms(here, evidence) if slug == NONE else nothing[NONE_TERMS]
            terms = (*own, *context_terms(evidence, heading, slug), *bias)
            emit[place, k] = (*terms, *(evidence.varied * term for term in terms))
        active[place, live] = 0.0
        right = [k for k in live if slugs[k] in item.gold[place]]
        chief = [k for k in right if slugs[k] == item.first[place]]
        gold[place, chief or right or live] = 0.0
        if place:
            before, above = evidence.clues[place - 1], evidence.headings[place - 1]
            terms = stay_terms(before, here, heading is above)
            stay[place] = (*terms, *(evidence.varied * term for term in terms))


def likelihood(data: Batch, theta: Floats) -> tuple[float, Floats]:
    """The log-likelihood of the gold labels and its gradient in the order of PARAMETERS."""
    emits = np.array([name not in HOLDS for name in PARAMETERS])
    scores = data.emit @ theta[emits]
    holds = data.stay @ theta[~emits]
    total, p, s = _chain(scores + data.active, holds, data.real)
    wanted, q, r = _chain(scores + data.gold, holds, data.real)
    gradient = np.zeros(len(PARAMETERS))
    gradient[emits] = np.einsum("a,atk,atkf->f", data.weight, q - p, data.emit, optimize=True)
    gradient[~emits] = np.einsum("a,at,atf->f", data.weight, r - s, data.stay)
    return float(data.weight @ (wanted - total)), gradient


def _chain(scores: Floats, holds: Floats, real: Floats) -> tuple[Floats, Floats, Floats]:
    """Log-sum of all chains, the chance of each sector at each place, and of staying."""
    articles, places = scores.shape[:2]
    ahead = np.zeros_like(scores)
    behind = np.zeros_like(scores)
    extra = np.expm1(holds)
    ahead[:, 0] = scores[:, 0]
    for t in range(1, places):
        step = scores[:, t] + _mix(ahead[:, t - 1], extra[:, t])
        ahead[:, t] = np.where(real[:, t, None] > 0, step, ahead[:, t - 1])
    for t in range(places - 2, -1, -1):
        step = _mix(behind[:, t + 1] + scores[:, t + 1], extra[:, t + 1])
        behind[:, t] = np.where(real[:, t + 1, None] > 0, step, behind[:, t + 1])
    last = ahead[:, -1]
    top = last.max(axis=1)
    total = top + np.log(np.exp(last - top[:, None]).sum(axis=1))
    chance = np.exp(ahead + behind - total[:, None, None]) * real[:, :, None]
    stays = np.zeros((articles, places))
    for t in range(1, places):
        both = ahead[:, t - 1] + holds[:, t, None] + scores[:, t] + behind[:, t]
        stays[:, t] = np.exp(both - total[:, None]).sum(axis=1) * real[:, t]
    return total, chance, stays


def _mix(values: Floats, extra: Floats) -> Floats:
    """log(sum over all + extra × own) of ``values`` in logs, row by row."""
    top = values.max(axis=1, keepdims=True)
    shares = np.exp(values - top)
    mixed: Floats = top + np.log(
        shares.sum(axis=1, keepdims=True) + extra[:, None] * shares + 1e-300
    )
    return mixed


def fit(
    items: Sequence[Labelled], found: Sequence[Evidence], slugs: Sequence[str]
) -> dict[str, float]:
    """All parameters: first how varied a document is, then the chain given that."""
    variety = fit_variety(items, found)
    for clues in found:
        weigh_variety(clues, variety)
    return {**variety, **fit_chain(batch(items, found, slugs))}


def fit_chain(data: Batch) -> dict[str, float]:
    """The parameters that make the gold labels most likely."""
    from scipy.optimize import minimize

    count = float((data.real.sum(axis=1) * data.weight).sum())

    def loss(theta: Floats) -> tuple[float, Floats]:
        value, slope = likelihood(data, theta)
        value, slope = -100 * value / count, -100 * slope / count
        return value + RIDGE * float(theta @ theta), slope + 2 * RIDGE * theta

    start = np.zeros(len(PARAMETERS))
    start[0] = 1.0
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(float(w), 3) for name, w in zip(PARAMETERS, best.x, strict=True)}


# --- measuring -----------------------------------------------------------------------------------

Outcome = tuple[str, str, int, int, Counter[str], Counter[str]]
"""Source, id, right, counted, right by sector, counted by sector, of one article."""


def judge(item: Labelled, chosen: Sequence[str]) -> Outcome:
    """Compare the chosen sectors of an article with an editor's."""
    right: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for slug, accepted, first in zip(chosen, item.gold, item.first, strict=True):
        if accepted:
            counted[first] += 1
            right[first] += slug in accepted
    return (
        item.source, item.document.article.id, right.total(), counted.total(), right, counted,
    )  # fmt: skip


def held_out(
    items: Sequence[Labelled],
    found: Sequence[Evidence],
    slugs: Sequence[str],
    fold: Callable[[str], int],
) -> dict[int, list[Outcome]]:
    """Outcomes of each fold with parameters fitted to the other folds."""
    folds = [fold(item.group) for item in items]
    outcomes: dict[int, list[Outcome]] = {}
    for held in sorted(set(folds)):
        kept = [i for i, f in enumerate(folds) if f != held]
        weights = fit([items[i] for i in kept], [found[i] for i in kept], slugs)
        outcomes[held] = [
            judge(item, decide(evidence, weights))
            for item, evidence, f in zip(items, found, folds, strict=True)
            if f == held
        ]
    return outcomes


def interval(outcomes: Sequence[Outcome], rounds: int = 1000) -> tuple[float, float, float]:
    """Accuracy and its 95% bootstrap interval over articles (fixed seed)."""
    dice = random.Random(20240101)
    rows = [(o[2], o[3]) for o in outcomes]
    draws = []
    for _ in range(rounds):
        sample = dice.choices(rows, k=len(rows))
        draws.append(sum(r for r, _ in sample) / max(1, sum(n for _, n in sample)))
    draws.sort()
    mean = sum(r for r, _ in rows) / max(1, sum(n for _, n in rows))
    return mean, draws[int(0.025 * rounds)], draws[int(0.975 * rounds)]


def describe(outcomes: Iterable[Outcome], title: str) -> str:
    """Accuracy by source, and by sector on the annotated articles."""
    rows = list(outcomes)
    lines = [title]
    sources = sorted({o[0] for o in rows})
    plain = [o for o in rows if o[0] != "annotated"]
    for name, part in (*((s, [o for o in rows if o[0] == s]) for s in sources), ("news", plain)):
        mean, low, high = interval(part)
        lines.append(f"  {name:<10} {mean:.3f}  [{low:.3f}, {high:.3f}]  {len(part)} articles")
    right: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for o in rows:
        if o[0] == "annotated":
            right.update(o[4])
            counted.update(o[5])
    each = [f"{s} {right[s] / n:.2f}/{n}" for s, n in sorted(counted.items())]
    return "\n".join([*lines, "  annotated by sector: " + ", ".join(each)])


def digest(text: str, parts: int) -> int:
    """A fixed part number for a name."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % parts


def evidence(table: SectorTable, items: Iterable[Labelled]) -> list[Evidence]:
    """The evidence of each document by ``table``."""
    return [table.gather(item.document) for item in items]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(prog="python -m briefing.train.sectors")
    parser.add_argument("annotated", type=Path)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--report", action="store_true")
    options = parser.parse_args(arguments)
    table = load_table(None)
    items = load(options.annotated, options.labelled)
    found = evidence(table, items)
    slugs = [*sorted({s.slug for s in table.sectors}), NONE]
    if options.report:
        folds = held_out(items, found, slugs, lambda group: digest(group, FOLDS))
        print(describe((o for part in folds.values() for o in part), "five-fold cross-validation"))
        halves = held_out(items, found, slugs, lambda group: digest(group, 2))
        for half, name in ((0, "half that the vocabulary was looked at with"), (1, "other half")):
            print(describe(halves[half], name))
    weights = fit(items, found, slugs)
    if options.output:
        about = (
            "Made by briefing.train.sectors from editors' labels of annotated and news articles."
        )
        text = json.dumps({"about": about, "weights": weights}, indent=1) + "\n"
        options.output.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
