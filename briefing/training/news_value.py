"""Train the news value: ``python -m briefing.training.news_value DAYS.jsonl --stories PATH …``.

DAYS are days of articles with the facts that an editor would put on the page (see
:mod:`briefing.evaluation.days`). A sentence is worth the importance of the best fact that it tells;
an article is the main event of its day if a sentence of it tells a fact that may be the bottom
line. PATHs are folders or JSON Lines of the stories that ``graded.txt`` has our grades of: so many
more articles whose words tell what makes news.

What the further points of an article add is learned last, from the values of days left out; it goes
into a file of its own.

The words of title, opening and text are weighed by ridge regression; what they say of an article
that they were not weighed on is then one column of the rows over which the trees are boosted. All
figures are of days left out. No graded story is an article of a labelled day.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import numpy as np

from briefing.evaluation.days import Chosen, Day, Marks, mark, merge, parse
from briefing.evaluation.measures import interval
from briefing.model import Candidates
from briefing.salience.news_features import ARTICLE, COLUMNS, Words
from briefing.selection.candidates import merge as together
from briefing.selection.further import FEATURES as FURTHER
from briefing.selection.further import Further, described
from briefing.selection.news_value import NewsValue, read
from briefing.selection.plan import plan
from briefing.training.fit import Vector
from briefing.training.news_stories import Story, graded, stories

FOLDS = 5
POINTS = 12
DEEPEST = 7
"""Sentences of an article to learn from, best scored first: of 12 or all, the trees learn what
keeps background out and less of what makes news."""
LEAST_ARTICLES = {"title": 4, "opening": 4, "text": 6}
"""Articles that a stem must stand in, by place, for its value to be learned."""
SHRINKAGE = 8.0
"""Penalty of the word values, for vectors of unit length; 4 to 12 are alike on days left out."""
TREES, DEPTH, LEAVES, RATE, LEAST, PENALTY, TRIED = 120, 3, 8, 0.06, 30, 10.0, 0.3
"""Boosted trees; 80 to 250 trees of 4 to 12 leaves are alike on the days left out."""
RIDGE = 200.0
"""Penalty of what further points add; 100 and 300 are alike on days left out, 1,000 gains half."""


def word_values(articles: Sequence[Story], targets: Sequence[float]) -> Words:
    """What stems of title, opening and text add to the target of an article, by ridge."""
    from scipy.sparse import csr_array

    vectors: list[dict[int, float]] = [{} for _ in articles]
    vocabularies: dict[str, dict[str, int]] = {}
    size = 0
    for place, least in LEAST_ARTICLES.items():
        said: list[Mapping[str, float]] = [getattr(story.said, place) for story in articles]
        counts = Counter(stem for stems in said for stem in stems)
        kept = sorted(stem for stem, n in counts.items() if n >= least)
        vocabularies[place] = at = {stem: size + i for i, stem in enumerate(kept)}
        size += len(kept)
        for vector, stems in zip(vectors, said, strict=True):
            known = {at[stem]: weight for stem, weight in stems.items() if stem in at}
            length = math.sqrt(math.fsum(w * w for w in known.values()))
            vector.update({i: w / length for i, w in known.items() if length})
    lines = [i for i, vector in enumerate(vectors) for _ in vector]
    places = [at for vector in vectors for at in vector]
    weights = [weight for vector in vectors for weight in vector.values()]
    design = csr_array((weights, (lines, places)), shape=(len(articles), size))
    target = np.array(targets)
    base = float(target.mean())
    ridge = (design @ design.T).toarray() + SHRINKAGE * np.eye(len(articles))
    worth = design.T @ np.linalg.solve(ridge, target - base)
    tables = {
        place: {stem: round(float(worth[i]), 4) for stem, i in vocabulary.items()}
        for place, vocabulary in vocabularies.items()
    }
    return Words(round(base, 4), **tables)


def fit(days: Sequence[Sequence[Story]], others: Sequence[Story] = ()) -> dict[str, Any]:
    """The table of a model of these days and graded stories."""
    parts = [(i % FOLDS, story) for i, day in enumerate(days) for story in day]
    parts += [(i % FOLDS, story) for i, story in enumerate(others)]
    every = [story for _, story in parts]
    left: dict[str, list[float]] = {"best": [], "main": []}
    values: dict[str, dict[int, Words]] = {"best": {}, "main": {}}
    for name in ("best", "main"):
        for part in range(FOLDS):
            kept = [story for p, story in parts if p != part]
            values[name][part] = word_values(kept, [getattr(s, name) for s in kept])
        left[name] = [values[name][p].value(story.said) for p, story in parts]
    count = sum(map(len, days))
    sentences = np.vstack([
        _with(story.rows[:DEEPEST], value)
        for story, value in zip(every[:count], left["best"], strict=False)
    ])  # fmt: skip
    worth = np.concatenate([story.worth[:DEEPEST] for story in every[:count]])
    articles = np.vstack([
        _with(story.article[None], value) for story, value in zip(every, left["main"], strict=True)
    ])  # fmt: skip
    main = np.array([story.main for story in every])
    return {
        "sentence": _table(sentences, worth, COLUMNS, every, "best"),
        "main": _table(articles, main, ARTICLE, every, "main"),
    }


def _with(rows: Vector, word_value: float) -> Vector:
    """Rows, of which the last column is the word value, with that of their article."""
    table = rows.copy()
    table[:, -1] = word_value
    return table


def _table(
    rows: Vector, targets: Vector, columns: Sequence[str], articles: Sequence[Story], name: str
) -> dict[str, Any]:
    from sklearn.ensemble import HistGradientBoostingRegressor

    forest = HistGradientBoostingRegressor(
        max_iter=TREES, max_depth=DEPTH, max_leaf_nodes=LEAVES, learning_rate=RATE,
        min_samples_leaf=LEAST, l2_regularization=PENALTY, max_features=TRIED, max_bins=63,
        early_stopping=False, random_state=0,
    ).fit(rows, targets)  # fmt: skip
    said = word_values(articles, [getattr(story, name) for story in articles])
    return {
        "base": round(float(forest._baseline_prediction[0, 0]), 4),
        "trees": [_tree(stage[0].nodes, 0, columns) for stage in forest._predictors],
        "words": {
            "base": said.base, "title": dict(said.title), "opening": dict(said.opening),
            "text": dict(said.text),
        },
    }  # fmt: skip


def _tree(nodes: Any, at: int, columns: Sequence[str]) -> Any:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 5)
    cut = float(f"{float(node['num_threshold']):.6g}")
    children = (_tree(nodes, int(node[side]), columns) for side in ("left", "right"))
    return [columns[node["feature_idx"]], cut, *children]


Valued = tuple[Story, list[float], float]
"""An article with the values that a model gives its candidates, and its chance to be the main
event."""


def valued(day: Sequence[Story], model: NewsValue) -> list[Valued]:
    """The articles of a day as a model values them."""
    best, main = Words(**model.sentence.words), Words(**model.main.words)
    return [
        (
            story,
            model.sentence.of(*_with(story.rows, best.value(story.said)).tolist()),
            model.main.of(_with(story.article[None], main.value(story.said))[0].tolist())[0],
        )
        for story in day
    ]


def further_table(days: Iterable[Sequence[Valued]]) -> dict[str, Any]:
    """The table of a model of what further points add, from articles valued by models that did not
    learn from them."""
    rows, targets = [], []
    for story, values, main in (part for day in days for part in day):
        clear = [at for at, item in enumerate(story.items) if not item.vague]
        conveyed: dict[int, float] = {}
        items, worth = [story.items[at] for at in clear], [values[at] for at in clear]
        others = [value for at, value in enumerate(values) if story.items[at].vague]
        for at, row in described(items, worth, main, others):
            adds = 0.0
            for weight, fact, part in story.tells[clear[at]]:
                adds = max(adds, weight * (part - conveyed.get(fact, 0.0)))
                conveyed[fact] = max(part, conveyed.get(fact, 0.0))
            rows.append(row)
            targets.append(adds)
    table, target = np.array(rows), np.array(targets)
    low, high = table.min(axis=0), np.quantile(table, 0.995, axis=0)
    table = np.clip(table, low, high)
    mean, deviation = table.mean(axis=0), table.std(axis=0)
    scaled = (table - mean) / deviation
    pairs = list(combinations_with_replacement(range(len(FURTHER)), 2))
    terms = np.hstack([scaled, np.stack([scaled[:, i] * scaled[:, j] for i, j in pairs], axis=1)])
    center, spread = terms.mean(axis=0), terms.std(axis=0)
    design = (terms - center) / spread
    base = float(target.mean())
    ridge = design.T @ design + RIDGE * np.eye(design.shape[1])
    weights = np.linalg.solve(ridge, design.T @ (target - base)) / spread
    linear, products = weights[: len(FURTHER)], weights[len(FURTHER) :]
    bounds = zip(low, high, mean, deviation, linear, strict=True)
    return {
        "base": round(base - float(weights @ center), 5),
        "features": {
            name: [float(f"{x:.5g}") for x in row]
            for name, row in zip(FURTHER, bounds, strict=True)
        },
        "products": {
            f"{FURTHER[i]} {FURTHER[j]}": float(f"{weight:.4g}")
            for (i, j), weight in zip(pairs, products, strict=True)
        },
    }


def chosen(
    days: Iterable[Valued], further: Further | None = None
) -> tuple[list[tuple[str, Any]], int]:
    """The plan of some valued articles as (key of the article, topic), and its points worth a
    line."""
    keys: dict[str, str] = {}
    parts = []
    for story, values, main in days:
        items = [replace(c, value=v, main=main) for c, v in zip(story.items, values, strict=True)]
        keys |= {c.source.id: story.key for c in items[:1]}
        parts.append(Candidates(tuple(items)))
    topics = plan(together(*parts), further=further).topics
    return [(keys[t.quoted.source.id], t) for t in topics], sum(t.worth_its_line for t in topics)


def marks(
    day: Day, valued_day: Iterable[Valued], points: int, further: Further | None = None
) -> Marks:
    """How well the first points of the plan tell the facts of a day; with 0, all worth a line."""
    order, _ = chosen(valued_day, further)
    kept = order[:points] if points else [(k, t) for k, t in order if t.worth_its_line]
    points_shown = [Chosen(key, t.quoted.quote, t.quoted.sector) for key, t in kept]
    return mark(day, points_shown, points_shown[0] if points_shown else None)


def parted(days: int) -> list[list[int]]:
    """The numbers of the days of each fold."""
    order = np.random.RandomState(0).permutation(days)
    return [[int(i) for i in order[part::FOLDS]] for part in range(FOLDS)]


def left_out(days: Sequence[list[Story]], others: Sequence[Story] = ()) -> list[list[Valued]]:
    """Every day with the values of a model that did not learn from it."""
    result: list[Any] = [None] * len(days)
    folds = parted(len(days))
    for held in folds:
        kept = [days[i] for fold in folds if fold is not held for i in fold]
        model = read(fit(kept, others), COLUMNS, ARTICLE)
        for i in held:
            result[i] = valued(days[i], model)
    return result


def further_left_out(held: Sequence[Sequence[Valued]]) -> list[Further]:
    """For every day the model of what further points add that did not learn from it."""
    result: list[Any] = [None] * len(held)
    for fold in parted(len(held)):
        out = set(fold)
        model = Further.read(further_table(day for i, day in enumerate(held) if i not in out))
        for i in fold:
            result[i] = model
    return result


def figures(marked: Sequence[Marks]) -> dict[str, Any]:
    """Means with 95% intervals."""
    table: dict[str, Any] = {}
    for name in ("gain", "must", "good", "twice", "bottom", "points"):
        values = [float(getattr(m, name)) for m in marked if getattr(m, name) is not None]
        mean = sum(values) / max(1, len(values))
        table[name] = [round(x, 4) for x in (mean, *interval(values))]
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("days", type=Path)
    parser.add_argument("--stories", type=Path, nargs="*", default=[])
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--further", type=Path, help="the table of what further points add")
    options = parser.parse_args(arguments)
    lines = options.days.read_text("utf-8").splitlines()
    days = [parse(row, row["id"]) for row in map(json.loads, lines)]
    labelled = [stories(day) for day in days]
    others = graded(options.stories)
    held = left_out(labelled, others)
    further = further_left_out(held)
    parts = list(zip(days, held, further, strict=True))
    report = {
        "twelve_points": figures([marks(d, v, POINTS, f) for d, v, f in parts]),
        "whole_page": figures([marks(d, v, 0, f) for d, v, f in parts]),
        "four_days_as_one": figures(_four(days, held, further)),
        "twelve_points_without_further": figures([marks(d, v, POINTS) for d, v, _ in parts]),
    }
    for name, row in report.items():
        print(name, row)
    provenance = {
        "made_by": "python -m briefing.training.news_value",
        "made_from": [
            f"{options.days.name}: {len(days)} days, facts by importance",
            f"training/graded.txt: our grades of {len(others)} other stories",
        ],
        "held_out": {f"{FOLDS}_folds_by_day": report},
    }
    if options.output:
        table = {**provenance, **fit(labelled, others)}
        options.output.write_text(json.dumps(table) + "\n", "utf-8")
    if options.further:
        table = {**provenance, **further_table(held)}
        options.further.write_text(json.dumps(table, indent=1) + "\n", "utf-8")


def _four(
    days: Sequence[Day], held: Sequence[list[Valued]], further: Sequence[Further]
) -> list[Marks]:
    """Every four days as one; what further points add is by the model of the first of them."""
    marked = []
    for number, day in enumerate(merge(days, 4)):
        keys = {a.key for a in day.articles}
        parts = [
            (replace(story, key=f"{i}{story.key}"), values, main)
            for i, part in enumerate(held[4 * number : 4 * number + 4])
            for story, values, main in part
        ]
        kept = [part for part in parts if part[0].key in keys]
        marked.append(marks(day, kept, POINTS, further[4 * number]))
    return marked


if __name__ == "__main__":
    main()
