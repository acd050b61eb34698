"""Train the news value: ``python -m briefing.training.news_value DAYS.jsonl -o news_value.json``.

DAYS are days of articles with the facts that an editor would put on the page (see
:mod:`briefing.evaluation.days`). A sentence is worth the importance of the best fact that it tells.
First the words of titles and openings are weighed by ridge regression on the best sentence of each
article; what they say of an article that they were not weighed on is then one column of the rows
over which the trees are boosted. All figures are of days left out.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from briefing.evaluation.briefs import sources
from briefing.evaluation.days import WEIGHTS, Chosen, Day, Marks, mark, merge, parse
from briefing.evaluation.measures import interval
from briefing.model import Candidate, Candidates
from briefing.pipeline.article import analyse, candidates_of
from briefing.salience.explanation import DefaultScores
from briefing.salience.news_features import COLUMNS, Words, article_words, rows
from briefing.sectors import load_table
from briefing.selection.candidates import merge as together
from briefing.selection.news_value import NewsValue, read
from briefing.selection.plan import plan
from briefing.training.fit import Vector

FOLDS = 5
POINTS = 12
DEEPEST = 7
"""Sentences of an article to learn from, best scored first: of 12 or all, the trees learn what
keeps background out and less of what makes news."""
LEAST_ARTICLES = 4
"""Articles that a stem must open for its value to be learned."""
SHRINKAGE = 2.0
"""Penalty of the word values, for vectors of about unit length."""
TREES, DEPTH, LEAVES, RATE, LEAST, PENALTY, TRIED = 120, 3, 8, 0.06, 30, 10.0, 0.3
"""Boosted trees; 80 to 250 trees of 4 to 12 leaves are alike on the days left out."""
WORD_VALUE = COLUMNS.index("word_value")
NO_WORDS = Words(0.0, {}, {})


@dataclass(frozen=True, slots=True)
class Story:
    """An article of a day: its candidates in order of score, with row and worth of each, and the
    stems of its title and its opening."""

    key: str
    items: tuple[Candidate, ...]
    rows: Vector
    worth: Vector
    title: tuple[str, ...]
    opening: tuple[str, ...]

    @property
    def best(self) -> float:
        return float(max(self.worth, default=0.0))


def stories(day: Day) -> list[Story]:
    """The articles of a day as they are learned from."""
    result = []
    table = load_table(None)
    for article in sources(day):
        found = analyse(article, "default", table)
        document, scores = found.document, found.scores
        if not isinstance(scores, DefaultScores):
            raise TypeError("the default method has scores of its own")
        described = rows(scores, NO_WORDS)
        items = sorted(candidates_of(found, scores.values).items, key=lambda c: (-c.score, c.start))
        key = article.location.removesuffix(".txt")
        lines, worth = [], []
        for item in items:
            inside = [i for i in described if item.start < document.sentences[i].end <= item.end]
            lines.append(described[max(inside, key=lambda i: (scores.values[i], -i))])
            facts = day.stated_by(key, item.quote)
            worth.append(
                max((WEIGHTS[day.facts[f].importance] * (0.5 if part else 1.0)
                     for f, part in facts), default=0.0) / WEIGHTS[3]
            )  # fmt: skip
        title, opening = article_words(scores)
        numbers = np.array(lines, float).reshape(len(lines), len(COLUMNS))
        result.append(
            Story(key, tuple(items), numbers, np.array(worth), tuple(title), tuple(opening))
        )
    return result


def word_values(articles: Sequence[Story]) -> Words:
    """What stems of titles and openings add to the best sentence of an article, by ridge."""
    places: list[dict[str, int]] = []
    for part in ("title", "opening"):
        counts: dict[str, int] = {}
        for story in articles:
            for stem in getattr(story, part):
                counts[stem] = counts.get(stem, 0) + 1
        kept = sorted(s for s, n in counts.items() if n >= LEAST_ARTICLES)
        start = len(places[0]) if places else 0
        places.append({stem: start + i for i, stem in enumerate(kept)})
    design = np.zeros((len(articles), sum(map(len, places))))
    for line, story in zip(design, articles, strict=True):
        for place, stems in zip(places, (story.title, story.opening), strict=True):
            at = [place[s] for s in stems if s in place]
            if at:
                line[at] = 1.0 / math.sqrt(len(at))
    target = np.array([story.best for story in articles])
    base = float(target.mean())
    dual = np.linalg.solve(design @ design.T + SHRINKAGE * np.eye(len(articles)), target - base)
    worth = design.T @ dual
    title, opening = ({s: round(float(worth[i]), 4) for s, i in p.items()} for p in places)
    return Words(round(base, 4), title, opening)


def _rows(story: Story, words: Words) -> Vector:
    table = story.rows.copy()
    table[:, WORD_VALUE] = words.value(story.title, story.opening)
    return table


def fit(days: Sequence[Sequence[Story]]) -> dict[str, Any]:
    """The table of a model of these days."""
    from sklearn.ensemble import HistGradientBoostingRegressor

    tables, targets = [], []
    for part in range(FOLDS):
        words = word_values([s for i, d in enumerate(days) if i % FOLDS != part for s in d])
        for story in (s for i, d in enumerate(days) if i % FOLDS == part for s in d):
            tables.append(_rows(story, words)[:DEEPEST])
            targets.append(story.worth[:DEEPEST])
    forest = HistGradientBoostingRegressor(
        max_iter=TREES, max_depth=DEPTH, max_leaf_nodes=LEAVES, learning_rate=RATE,
        min_samples_leaf=LEAST, l2_regularization=PENALTY, max_features=TRIED, max_bins=63,
        early_stopping=False, random_state=0,
    ).fit(np.vstack(tables), np.concatenate(targets))  # fmt: skip
    words = word_values([s for d in days for s in d])
    return {
        "base": round(float(forest._baseline_prediction[0, 0]), 4),
        "trees": [_tree(stage[0].nodes, 0) for stage in forest._predictors],
        "words": {
            "base": words.base, "title": dict(words.title), "opening": dict(words.opening),
        },
    }  # fmt: skip


def _tree(nodes: Any, at: int) -> Any:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 5)
    cut = float(f"{float(node['num_threshold']):.6g}")
    children = (_tree(nodes, int(node[side])) for side in ("left", "right"))
    return [COLUMNS[node["feature_idx"]], cut, *children]


def valued(day: Sequence[Story], model: NewsValue) -> list[tuple[Story, list[float]]]:
    """The articles of a day with the values that a model gives their candidates."""
    words = Words(**model.words)
    return [(s, [model.of(row) for row in _rows(s, words).tolist()]) for s in day]


def chosen(days: Iterable[tuple[Story, list[float]]]) -> tuple[list[tuple[str, Any]], int]:
    """The plan of some valued articles as (key of the article, topic), and its points worth a
    line."""
    keys: dict[str, str] = {}
    parts = []
    for story, values in days:
        items = [replace(c, value=v) for c, v in zip(story.items, values, strict=True)]
        keys |= {c.source.id: story.key for c in items[:1]}
        parts.append(Candidates(tuple(items)))
    topics = plan(together(*parts)).topics
    return [(keys[t.quoted.source.id], t) for t in topics], sum(t.worth_its_line for t in topics)


def marks(day: Day, valued_day: Iterable[tuple[Story, list[float]]], points: int) -> Marks:
    """How well the first points of the plan tell the facts of a day; with 0, all worth a line."""
    order, _ = chosen(valued_day)
    kept = order[:points] if points else [(k, t) for k, t in order if t.worth_its_line]
    told = [Chosen(key, t.quoted.quote, t.quoted.sector) for key, t in kept]
    return mark(day, told, told[0] if told else None)


def left_out(days: Sequence[list[Story]]) -> list[list[tuple[Story, list[float]]]]:
    """Every day with the values of a model that did not learn from it."""
    result: list[Any] = [None] * len(days)
    order = np.random.RandomState(0).permutation(len(days))
    for part in range(FOLDS):
        held = [int(i) for i in order[part::FOLDS]]
        kept = [days[int(i)] for i in order if int(i) not in set(held)]
        model = read(fit(kept), COLUMNS)
        for i in held:
            result[i] = valued(days[i], model)
    return result


def figures(found: Sequence[Marks]) -> dict[str, Any]:
    """Means with 95% intervals."""
    table: dict[str, Any] = {}
    for name in ("gain", "must", "good", "twice", "bottom", "points"):
        values = [float(getattr(m, name)) for m in found if getattr(m, name) is not None]
        mean = sum(values) / max(1, len(values))
        table[name] = [round(x, 4) for x in (mean, *interval(values))]
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("days", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args(arguments)
    lines = options.days.read_text("utf-8").splitlines()
    days = [parse(row, row["id"]) for row in map(json.loads, lines)]
    told = [stories(day) for day in days]
    held = left_out(told)
    report = {
        "twelve_points": figures([marks(d, v, POINTS) for d, v in zip(days, held, strict=True)]),
        "whole_page": figures([marks(d, v, 0) for d, v in zip(days, held, strict=True)]),
        "four_days_as_one": figures(_four(days, held)),
    }
    for name, row in report.items():
        print(name, row)
    if options.output:
        table = {
            "made_by": "python -m briefing.training.news_value",
            "made_from": [f"{options.days.name}: {len(days)} days, facts by importance"],
            "held_out": {f"{FOLDS}_folds_by_day": report},
            **fit(told),
        }
        options.output.write_text(json.dumps(table, indent=1) + "\n", "utf-8")


def _four(days: Sequence[Day], held: Sequence[list[tuple[Story, list[float]]]]) -> list[Marks]:
    """Every four days as one."""
    found = []
    for number, day in enumerate(merge(days, 4)):
        keys = {a.key for a in day.articles}
        parts = [
            (replace(story, key=f"{i}{story.key}"), values)
            for i, part in enumerate(held[4 * number : 4 * number + 4])
            for story, values in part
        ]
        found.append(marks(day, [(s, v) for s, v in parts if s.key in keys], POINTS))
    return found


if __name__ == "__main__":
    main()
