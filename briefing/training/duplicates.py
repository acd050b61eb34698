"""Make ``briefing/data/duplicates.json``: when two sentences state the same point.

    python -m briefing.training.duplicates ANNOTATED_DIR STORIES_DIR \\
        -o briefing/data/duplicates.json

Learned from the annotated articles, which say of each sentence which earlier one it repeats, from
``reports.txt`` next to this module (58 invented events, each told by two or three outlets, and
another event of the same kind), and from ``judged.txt``, which names pairs of sentences of real
stories. What is printed is measured on held-out events: clusters of all sentences of the fold, so
that events are also told apart, and of the judged pairs those called one point.

Gradient boosting (Friedman 2001) with monotone constraints: no pair becomes likelier by sharing
less, or by differing more. A logistic model on the same features found as many pairs only with
three times as many false ones.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.evaluation.data import load, records
from briefing.evaluation.days import Day, Support
from briefing.evaluation.same_point import content_candidates, folded
from briefing.model import Article, Candidate
from briefing.readers import ReadOptions, make_article, read
from briefing.readers.options import Hints
from briefing.segmentation import segment
from briefing.selection.boosted_trees import BoostedTrees
from briefing.selection.duplicates import FEATURES, Model, features, one_event, pairs
from briefing.selection.pair_features import profiles

ENGLISH = ReadOptions(language="en")
FOLDS = 8
DEPTH = 3
TREES, RATE, LEAST = 240, 0.05, 5
"""Found by cross-validation among 60 and 120 trees of depth 1 to 3 (``DEPTH``); twice the trees at
half the rate cost as much on held-out events (326, 328) and hang less on a single pair."""

THRESHOLDS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
WRONG = 2
"""What a wrong merge costs, in missed ones: a missed one says a thing twice, a wrong one hides what
the second sentence tells. (That a source is named for what it does not say is prevented by
``duplicates.CITED``.)"""

THRESHOLD = 0.7
"""The cost on held-out stories, events and days together is the same from 0.6 to 0.75, within two
in a hundred; of these a high one, at which no pair of the annotated articles is folded wrongly."""

FALLING = (
    "figures_apart",
    "names_foreign",
    "names_crossed",
    "figures_clash",
    "figures_none",
    "opposed",
    "astray_least",
    "astray_most",
    "kinds_clash",
)
FREE = ("evenness", "figures_near")
"""Features that speak against one point, and that may speak either way; the others speak for it."""

DIFFERENCE = re.compile(r" \{(.+) / (.+)\}$")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, the event of its article and the point that it states."""

    event: str
    point: str
    item: Candidate


def stated(story: Article, sentences: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Candidate]]:
    """The content of an article as it is shown, each with its point; ``sentences`` are those of its
    text in order, as (point, words of the sentence)."""
    points, at = dict[int, str](), 0
    for point, words in sentences:
        match = re.compile(r"\s+".join(map(re.escape, words.split()))).search(story.text, at)
        if match:
            points[match.start()], at = point, match.end()
    for sentence, item in content_candidates(segment(story)):
        place = sentence.start if sentence.start in points else sentence.body
        if place in points:
            yield points[place], item


def annotated(folder: Path) -> Iterator[Row]:
    """The content sentences of the annotated articles."""
    for data in records(folder):
        name = str(data["id"])
        rows = [(r["dup_of"] or f"{name}:{r['i']}", r["text"]) for r in data["sentences"]]
        for point, item in stated(_read(data["text"], name, data["title"]), rows):
            yield Row(str(data["event"] or name), point, item)


def reports() -> Iterator[Row]:
    """The sentences of ``reports.txt``; its header tells the format."""
    event, articles = "", dict[tuple[str, str], list[tuple[str, str]]]()
    for line in Path(__file__).with_name("reports.txt").read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "==":
            event = rest
        elif mark == "--":
            place = (event, rest)
            articles[place] = []
        elif mark != "#":
            own = f"{place[0]}/{place[1]}:{len(articles[place])}"
            point = own if mark == "." else f"{event}:{mark}"
            articles[place].append((point, DIFFERENCE.sub("", rest)))
    for (event, outlet), rows in articles.items():
        text = "\n\n".join(sentence for _, sentence in rows)
        for point, item in stated(Article(f"{event}/{outlet}", "", text), rows):
            yield Row(event, point, item)


def judged(folder: Path) -> Iterator[tuple[tuple[float, ...], int, set[str]]]:
    """Features, label and stories of the pairs of ``judged.txt``, of stories in ``folder``."""
    lines = Path(__file__).with_name("judged.txt").read_text("utf-8").splitlines()
    wanted = [line.split() for line in lines if not line.startswith("#")]
    names = {place.partition(":")[0] for a, b, _ in wanted for place in (a, b)}
    items, places = list[Candidate](), dict[str, int]()
    for story in sorted(names):
        for sentence, item in content_candidates(segment(read(str(folder / story))[0])):
            places |= {f"{story}:{place}": len(items) for place in (sentence.start, sentence.body)}
            items.append(item)
    described = profiles(items)
    profile_at = {place: described[index] for place, index in places.items()}
    for a, b, label in wanted:
        if a in profile_at and b in profile_at:
            stories = {place.partition(":")[0] for place in (a, b)}
            yield features(profile_at[a], profile_at[b]), int(label), stories


def affairs(pairs_of: Iterable[set[str]]) -> dict[str, str]:
    """Of each story the first of those that are linked with it by pairs."""
    first: dict[str, str] = {}
    for stories in pairs_of:
        names = {first.setdefault(s, s) for s in stories}
        for story, name in first.items():
            if name in names:
                first[story] = min(names)
    return first


@dataclass(frozen=True, slots=True)
class DayPairs:
    """The candidates of a day, and of each the facts that it states in whole or in part."""

    name: str
    items: tuple[Candidate, ...]
    whole: tuple[frozenset[int], ...]
    any: tuple[frozenset[int], ...]

    def label(self, i: int, j: int) -> bool | None:
        """Whether two candidates state one fact; ``None`` where the facts do not tell."""
        if self.whole[i] & self.whole[j]:
            return True
        known = self.any[i] and self.any[j]
        return False if known and not self.any[i] & self.any[j] else None

    def label_across(self, i: int, j: int) -> bool | None:
        """The same for candidates of two articles; of one article it is not judged."""
        one_article = self.items[i].source.id == self.items[j].source.id
        return None if one_article else self.label(i, j)


def days(path: Path) -> Iterator[DayPairs]:
    """The days of a file of days."""
    for day in load(path):
        if isinstance(day, Day):
            items = tuple(
                item
                for a in day.articles
                for _, item in content_candidates(segment(_read(a.text, a.key, a.title)))
            )
            facts = [(n, s) for n, fact in enumerate(day.facts) for s in fact.support]
            whole = tuple(
                frozenset(n for n, s in facts if not s.partial and _states(c, s)) for c in items
            )
            some = tuple(frozenset(n for n, s in facts if _states(c, s)) for c in items)
            yield DayPairs(day.id, items, whole, some)


def _read(text: str, name: str, title: str) -> Article:
    return make_article(text, location=name, options=ENGLISH, hints=Hints(title))


def _states(item: Candidate, support: Support) -> bool:
    """Whether a candidate is (most of) a supporting sentence."""
    if item.source.location != support.article:
        return False
    shared = min(item.end, support.end) - max(item.start, support.start)
    return shared > 0.6 * min(item.end - item.start, support.end - support.start)


def of_day(day: DayPairs) -> Iterator[tuple[tuple[float, ...], int]]:
    """Features and label of the pairs of a day that are looked at and whose label is known."""
    described = profiles(day.items)
    for i, j in pairs(described):
        label = day.label(i, j)
        if label is not None and one_event(described[i], described[j]):
            yield features(described[i], described[j]), int(label)


def described(rows: Sequence[Row]) -> tuple[list[tuple[float, ...]], list[int], list[set[str]]]:
    """Features, labels and events of the pairs that are looked at."""
    items, x, y, events = profiles([row.item for row in rows]), [], [], []
    for i, j in pairs(items):
        x.append(features(items[i], items[j]))
        y.append(int(rows[i].point == rows[j].point))
        events.append({rows[i].event, rows[j].event})
    return x, y, events


_Written = tuple[float, tuple[Any, ...]]
"""The base and the trees of a model, with the names of features, as the file has them."""


def fit(x: Sequence[tuple[float, ...]], y: Sequence[int]) -> _Written:
    """The trees of some pairs, rounded as they are written."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    signs = [-1 if name in FALLING else int(name not in FREE) for name in FEATURES]
    forest = HistGradientBoostingClassifier(
        max_iter=TREES, max_depth=DEPTH, learning_rate=RATE, min_samples_leaf=LEAST,
        monotonic_cst=signs, early_stopping=False, random_state=0,
    ).fit(x, y)  # fmt: skip
    trees = tuple(_tree(stage[0].nodes, 0) for stage in forest._predictors)
    return round(float(forest._baseline_prediction[0, 0]), 4), trees


def model_of(written: _Written, threshold: float) -> Model:
    """What is written, as it is applied."""
    return Model(BoostedTrees.read(*written, FEATURES), threshold)


def _tree(nodes: Any, at: int) -> Any:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    cut = round(float(node["num_threshold"]), 4)
    children = (_tree(nodes, int(node[side])) for side in ("left", "right"))
    return (FEATURES[node["feature_idx"]], cut, *children)


def counted(rows: Sequence[Row], model: Model) -> Counter[str]:
    """The counts of :func:`briefing.evaluation.same_point.folded` for some rows."""
    return folded([r.item for r in rows], lambda a, b: rows[a].point == rows[b].point, model)


def judgement(likely: float, label: int, threshold: float) -> Counter[str]:
    """One pair as :func:`counted` counts."""
    called = likely > threshold
    return Counter({"all": label, "right": label * called, "wrong": (1 - label) * called})


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure on held-out events, then fit to all and write."""
    parser = argparse.ArgumentParser(prog="python -m briefing.training.duplicates")
    parser.add_argument("annotated", type=Path)
    parser.add_argument("stories", type=Path)
    parser.add_argument("days", type=Path)
    parser.add_argument("-o", "--output", required=True, type=Path)
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    options = parser.parse_args(arguments)
    sources = {"annotated": list(annotated(options.annotated)), "reports": list(reports())}
    rows = [row for part in sources.values() for row in part]
    x, y, events = described(rows)
    real = list(judged(options.stories))
    linked = affairs(stories for _, _, stories in real)
    x += [features for features, _, _ in real]
    y += [label for _, label, _ in real]
    events += [{linked[s] for s in stories} for _, _, stories in real]
    dated = list(days(options.days))
    for day in dated:
        for row, label in of_day(day):
            x.append(row)
            y.append(label)
            events.append({day.name})
    fold = {event: i % FOLDS for i, event in enumerate(sorted(set().union(*events)))}
    total: dict[float, dict[str, Counter[str]]] = {t: defaultdict(Counter) for t in THRESHOLDS}
    for k in range(FOLDS):
        kept = [i for i, pair in enumerate(events) if k not in {fold[e] for e in pair}]
        fitted = fit([x[i] for i in kept], [y[i] for i in kept])
        for threshold, counts in total.items():
            model = model_of(fitted, threshold)
            for described_as, label, stories in real:
                if fold[linked[min(stories)]] == k:
                    counts["stories"] += judgement(
                        model.trees.probability(described_as), label, threshold
                    )
            for day in dated:
                if fold.get(day.name) == k:
                    counts["days"] += folded(day.items, day.label_across, model)
            for name, part in sources.items():
                counts[name] += counted([row for row in part if fold[row.event] == k], model)
    for threshold, counts in total.items():
        costs = {n: c["all"] - c["right"] + WRONG * c["wrong"] for n, c in counts.items()}
        print(threshold, *(f"{name}: {dict(c)} costs {costs[name]}" for name, c in counts.items()))
    base, trees = fit(x, y)
    table = {
        "made_from": "the annotated articles, training/reports.txt, training/judged.txt and days",
        "made_by": "python -m briefing.training.duplicates",
        "base": base, "trees": trees, "threshold": options.threshold,
    }  # fmt: skip
    text = (
        json.dumps(table, ensure_ascii=False)
        .replace("], [[", "],\n [[")
        .replace(', [["', ',\n [["')
    )
    options.output.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
