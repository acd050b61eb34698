"""What the quality gate measures: every figure is computed here, by running the program."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from statistics import fmean

import seed_day
from floors import DAYS, Measure

import briefing
from briefing.evaluation import stages
from briefing.evaluation.briefs import (
    ANY_LEADS,
    BEST_LEADS,
    PROGRAM,
    RANDOM,
    WHOLE_PAGE,
    made,
    measure,
    points_of,
    sources,
)
from briefing.evaluation.data import Labelled, labelled
from briefing.evaluation.days import Chosen, Day, Marks, mark
from briefing.evaluation.marked_text import MarkedDay, folders, read_day
from briefing.evaluation.same_point import duplicates
from briefing.model import Document
from briefing.salience import METHODS

POINTS = 12
SENTENCE = "one sentence more or less of one article moves it by some .004"
SHARE = "three sentences of the 600 labelled move it by .005"
FACTS = "two good facts of one of six days"
TWO_POINTS = "two points of 72"
PAGE_POINTS = "two points of one of six pages of some eight points"
MUST_HAVE = "one must-have of one of six days"

MEASURES: dict[str, Measure] = {
    "scorer_precision_at_k": Measure(0.010, SENTENCE),
    "scorer_recall_of_3": Measure(0.015, SENTENCE),
    "scorer_ndcg": Measure(0.010, SENTENCE),
    "scorer_precision_over_lead": Measure(0.010, SENTENCE),
    "scorer_precision_over_random": Measure(0.010, SENTENCE),
    "own_sentences_precision_at_k": Measure(0.010, SENTENCE),
    "segmentation": Measure(0.005, SHARE),
    "kind": Measure(0.005, SHARE),
    "sector": Measure(0.010, SHARE),
    "standalone": Measure(0.010, SHARE),
    "antecedent": Measure(0.030, "one antecedent more or less moves it by some .025"),
    "antecedent_found": Measure(0.030, "one antecedent more or less moves it by some .025"),
    "duplicates_precision": Measure(0.020, "one pair more or less moves it by some .015"),
    "duplicates_recall": Measure(0.020, "one pair more or less moves it by some .015"),
    "brief_gain": Measure(0.020, FACTS),
    "brief_must": Measure(0.034, MUST_HAVE),
    "brief_good": Measure(0.028, TWO_POINTS),
    "brief_twice": Measure(0.028, "two repeated points of 72", most=True),
    "brief_bottom_line": Measure(0.0, "of six days: not one less"),
    "brief_sector": Measure(0.034, "two points of some sixty"),
    "page_must": Measure(0.034, MUST_HAVE),
    "page_good": Measure(0.042, PAGE_POINTS),
    "brief_gain_over_leads": Measure(0.020, FACTS),
    "brief_must_over_leads": Measure(0.034, MUST_HAVE),
    "brief_gain_over_any_leads": Measure(0.020, FACTS),
    "brief_gain_over_random": Measure(0.025, FACTS + "; draws by chance move as well"),
    "false_disagreements": Measure(0.0, "counted on six pages", most=True),
    "seeds_gain": Measure(0.040, "one good fact more or less moves it by some .06"),
    "seeds_must": Measure(0.056, "half a must-have of nine"),
    "seeds_good": Measure(0.040, "one point of some twelve moves it by .08"),
}
"""All figures of the gate by name, with the margins of their floors."""


def days() -> list[MarkedDay]:
    """The labelled days."""
    return [read_day(folder) for folder in folders(DAYS)]


def values() -> dict[str, float]:
    """Today's value of each of the measures."""
    marked = days()
    stories = [labelled(article) for day in marked for article in day.articles]
    return {
        **scorer(stories),
        **understanding(stories),
        **{f"duplicates_{key}": value for key, value in duplicates(marked).items()},
        **briefs([day.day for day in marked]),
        **seeds(),
    }


def by_chance(document: Document) -> list[float]:
    """A method that scores by chance; the seed is the article's."""
    pick = random.Random(document.article.id)
    return [pick.random() for _ in document.sentences]


def scorer(stories: Sequence[Labelled]) -> dict[str, float]:
    """Salience on the labelled sentences and on our own, against the lead and against chance."""
    methods = {name: METHODS[name] for name in ("default", "lead")}
    rows = stages.salience(stories, {**methods, "random": by_chance})
    own = stages.salience(stories, {"default": METHODS["default"]}, own=True)
    precision = {name: _mean(given, "precision_at_k") for name, given in rows.items()}
    return {
        "scorer_precision_at_k": precision["default"],
        "scorer_recall_of_3": _mean(rows["default"], "recall_of_3"),
        "scorer_ndcg": _mean(rows["default"], "ndcg"),
        "scorer_precision_over_lead": precision["default"] - precision["lead"],
        "scorer_precision_over_random": precision["default"] - precision["random"],
        "own_sentences_precision_at_k": _mean(own["default"], "precision_at_k"),
    }


def _mean(rows: Sequence[stages.Row], key: str) -> float:
    return fmean(value for row in rows if (value := row[key]) is not None)


def understanding(stories: Sequence[Labelled]) -> dict[str, float]:
    """Segmentation, kinds, sectors, stand-alone flags and antecedents."""
    found = stages.segmentation(stories)
    references = stages.references(stories)
    return {
        "segmentation": found["segmentation"],
        "kind": found["kind"],
        "sector": stages.sectors(stories)[0]["all"],
        "standalone": references["standalone"],
        "antecedent": references["antecedent"],
        "antecedent_found": references["antecedent_found"],
    }


def briefs(given: Sequence[Day]) -> dict[str, float]:
    """Whole briefs of twelve points and whole pages, against leads and chance."""
    marks = measure(given, (), POINTS)
    own, page = marks[PROGRAM], marks[WHOLE_PAGE]
    gain = {name: fmean(m.gain for m in rows) for name, rows in marks.items()}
    must = {name: fmean(m.must for m in rows) for name, rows in marks.items()}
    return {
        "brief_gain": gain[PROGRAM],
        "brief_must": must[PROGRAM],
        "brief_good": fmean(m.good for m in own),
        "brief_twice": fmean(m.twice for m in own),
        "brief_bottom_line": fmean(m.bottom or 0.0 for m in own),
        "brief_sector": _sector(own),
        "page_must": must[WHOLE_PAGE],
        "page_good": fmean(m.good for m in page),
        "brief_gain_over_leads": gain[PROGRAM] - gain[BEST_LEADS],
        "brief_must_over_leads": must[PROGRAM] - must[BEST_LEADS],
        "brief_gain_over_any_leads": gain[PROGRAM] - gain[ANY_LEADS],
        "brief_gain_over_random": gain[PROGRAM] - gain[RANDOM],
        "false_disagreements": float(sum(map(false_disagreements, given))),
    }


def seeds() -> dict[str, float]:
    """The page of the sample articles, read from files of eight formats."""
    articles = seed_day.articles()
    day = seed_day.day(articles)
    marks = mark(day, *seed_day.points(articles, briefing.make(articles)))
    return {"seeds_gain": marks.gain, "seeds_must": marks.must, "seeds_good": marks.good}


def _sector(marks: Sequence[Marks]) -> float:
    return sum(m.in_sector for m in marks) / max(1, sum(m.with_sector for m in marks))


def false_disagreements(day: Day) -> int:
    """Points of a whole page that say that sources disagree where none of their facts is one of
    those that the labels say contradict each other."""
    disputed = {fact for pair in day.disagree for fact in pair}
    brief = made(sources(day), 0)
    shown: Mapping[str, Chosen] = {c.sentence: c for c in points_of(brief)[0]}
    return sum(
        bool(point.conflicts)
        and not disputed
        & {fact for fact, _ in day.stated_by(shown[point.quote].article, point.quote)}
        for point in brief.points
    )
