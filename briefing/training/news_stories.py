"""What the news value is learned from: articles of labelled days, and stories with our grades."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from briefing.evaluation.briefs import sources
from briefing.evaluation.days import WEIGHTS, Day, words
from briefing.model import Article, Candidate
from briefing.pipeline.article import Analysis, NewsValues, analyse, candidates_of
from briefing.readers.article import make_article
from briefing.readers.options import Hints, ReadOptions
from briefing.salience.explanation import DefaultScores
from briefing.salience.news_features import COLUMNS, NewsFeatures, Said, Words
from briefing.sectors import SectorTable, load_table
from briefing.training.fit import Vector

NO_WORDS = Words(0.0, {}, {}, {})
GRADES = Path(__file__).with_name("graded.txt")
KEY_WORDS, KEY_DIGITS = 40, 12
"""Words that a graded story is known by, and hexadecimal digits of their SHA-256."""
WORTH = (0.0, 0.0, 0.08, 0.2, 0.4, 0.6, 0.8, 1.0, 1.0, 1.0)
MAIN = (0.0, 0.0, 0.0, 0.0, 0.03, 0.1, 0.3, 0.6, 0.9, 1.0)
"""What a story of each grade, from 0 to 9, would be worth on the page of a day, and how likely it
would be its main event; the distribution of the grades beside that of the days' articles."""


@dataclass(frozen=True, slots=True)
class Story:
    """An article as it is learned from: what it says, its row, its worth and whether it is the main
    event; of an article of a day also its candidates in order of score, with row and worth of each
    and the facts that each tells, with what part of them.
    """

    key: str
    said: Said
    article: Vector
    best: float
    main: float
    items: tuple[Candidate, ...] = ()
    rows: Vector = field(default_factory=lambda: np.zeros((0, len(COLUMNS))))
    worth: Vector = field(default_factory=lambda: np.zeros(0))
    tells: tuple[tuple[tuple[float, int, float], ...], ...] = ()


def _features(analysis: Analysis) -> NewsFeatures:
    if not isinstance(analysis.scores, DefaultScores):
        raise TypeError("the default method has scores of its own")
    return NewsFeatures(analysis.scores)


def stories(day: Day) -> list[Story]:
    """The articles of a day as they are learned from."""
    result = []
    table = load_table(None)
    for article in sources(day):
        analysis = analyse(article, "default", table)
        document, scores, features = analysis.document, analysis.scores, _features(analysis)
        described = features.rows(NO_WORDS)
        items = candidates_of(analysis, NewsValues(scores.values)).items
        items = tuple(sorted(items, key=lambda c: (-c.score, c.start)))
        key = article.location.removesuffix(".txt")
        lines, worth, tells, main = [], [], [], 0.0
        for item in items:
            inside = [i for i in described if item.start < document.sentences[i].end <= item.end]
            lines.append(described[max(inside, key=lambda i: (scores.values[i], -i))])
            facts = day.stated_by(key, item.quote)
            tells.append(tuple(
                (WEIGHTS[day.facts[f].importance] / WEIGHTS[3], f, 0.5 if part else 1.0)
                for f, part in facts
            ))  # fmt: skip
            worth.append(max((weight * part for weight, _, part in tells[-1]), default=0.0))
            main = max(main, float(any(f in day.bottom_line for f, _ in facts)))
        numbers = np.array(lines, float).reshape(len(lines), len(COLUMNS))
        row = np.array(features.row(NO_WORDS))
        result.append(
            Story(
                key, features.said, row, max(worth, default=0.0), main, items, numbers,
                np.array(worth), tuple(tells),
            )
        )  # fmt: skip
    return result


def story_key(text: str) -> str:
    """What ``graded.txt`` knows a story by."""
    opening = " ".join(words(text)[:KEY_WORDS])
    return hashlib.sha256(opening.encode()).hexdigest()[:KEY_DIGITS]


def _texts(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Title and text of all stories of folders and JSON Lines, in order."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*.txt")):
                text = file.read_text("utf-8", errors="replace").strip()
                yield text.partition("\n")[0].strip(), text
        else:
            for row in map(json.loads, path.read_text("utf-8").splitlines()):
                title, text = row.get("title") or "", row["text"]
                yield title, text if text.startswith(title) else f"{title}\n\n{text}"


def graded(paths: Iterable[Path]) -> list[Story]:
    """The graded stories among those of the paths, each once."""
    lines = GRADES.read_text("utf-8").splitlines()
    grades = {key: int(grade) for key, grade in (n.split() for n in lines if n[:1] != "#")}
    table, result = load_table(None), []
    for _, text in _texts(paths):
        grade = grades.pop(story_key(text), None)
        if grade is not None:
            result.append(_graded(_read_as_text(text), grade, table))
    return result


def _read_as_text(text: str) -> Article:
    return make_article(
        text, location="story.txt", options=ReadOptions(), name="story.txt", hints=Hints()
    )


def _graded(article: Article, grade: int, table: SectorTable) -> Story:
    features = _features(analyse(article, "default", table))
    row = np.array(features.row(NO_WORDS))
    return Story("", features.said, row, WORTH[grade], MAIN[grade])
