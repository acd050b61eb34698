"""Whole briefs of a day: what the program and plainer ways of choosing put on the page."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from briefing.config import Config
from briefing.evaluation.days import Chosen, Day, Marks, mark, supported, words
from briefing.model import Article, Brief, Document, Kind, Sentence
from briefing.salience import METHODS, Method, score

PROGRAM, WHOLE_PAGE = "briefing", "briefing, whole page"
BEST_LEADS, ANY_LEADS = "leads, best scored", "leads, any"
RANDOM, ORACLE = "random sentences", "oracle"
DRAWS = 20
"""Number of random choices drawn, with the seeds 0 to 19; their marks are averaged."""
LEAST_OF_A_LEAD = 8
"""Least number of words of an opening sentence: shorter ones of the labelled days are exclamations
and dates."""
OURS = ("default", "lead")
"""Methods with rows of their own, which are not measured as classic rankers as well."""


@dataclass(frozen=True, slots=True)
class RankedRow:
    """A content sentence of a day with the program's score and sector."""

    chosen: Chosen
    score: float


def sources(day: Day) -> list[Article]:
    """The articles of a day as the program reads them from text files, in the order in which it
    reads a folder of them."""
    from briefing.readers.article import make_article
    from briefing.readers.options import Hints, ReadOptions

    return [
        make_article(
            a.text, location=f"{a.key}.txt", options=ReadOptions(), name=f"{a.key}.txt",
            hints=Hints(outlet=a.outlet, date=a.date),
        )
        for a in sorted(day.articles, key=lambda a: f"{a.key}.txt")
    ]  # fmt: skip


def made(articles: Sequence[Article], points: int) -> Brief:
    """The program's brief of ``points`` points; with 0, as many as fit one page."""
    from briefing.pipeline import make_from_articles

    return make_from_articles(articles, Config(points=points))


def points_of(brief: Brief) -> tuple[list[Chosen], Chosen | None]:
    """The points of a brief, its bottom line first, and the bottom line."""
    keys = {source.n: source.location.removesuffix(".txt") for source in brief.sources}
    first = brief.bottom_line
    bottom = Chosen(keys[first.source], first.quote, first.sector) if first else None
    points = [
        Chosen(keys[point.source], point.quote, section.sector)
        for section in brief.sections
        for point in section.points
    ]
    return ([bottom] if bottom else []) + points, bottom


@dataclass(frozen=True, slots=True)
class Analysed:
    """A day's sentences: one document for each article, and the content sentences of all."""

    documents: tuple[Document, ...]
    rows: tuple[tuple[RankedRow, ...], ...]
    """By article, parallel to the sentences of its document."""

    def content(self) -> Iterable[RankedRow]:
        """The content sentences of all articles, in order."""
        for document, rows in zip(self.documents, self.rows, strict=True):
            for sentence, row in zip(document.sentences, rows, strict=True):
                if sentence.kind is Kind.CONTENT:
                    yield row

    def leads(self) -> list[RankedRow]:
        """The first content sentence of each article that has :data:`LEAST_OF_A_LEAD` words."""
        first: dict[str, RankedRow] = {}
        for row in self.content():
            if len(words(row.chosen.sentence)) >= LEAST_OF_A_LEAD:
                first.setdefault(row.chosen.article, row)
        return list(first.values())


def analysed(articles: Sequence[Article]) -> Analysed:
    """Score and classify all sentences of a day as ``briefing rank`` does."""
    from briefing.pipeline.article import analyse
    from briefing.sectors import load_table

    table = load_table(None)
    documents, rows = [], []
    for article in articles:
        analysis = analyse(article, "default", table)
        key = article.location.removesuffix(".txt")
        documents.append(analysis.document)
        rows.append(tuple(
            RankedRow(Chosen(key, s.text, label.sector), round(score, 4))
            for s, score, label in zip(
                analysis.document.sentences, analysis.scores.values, analysis.labels, strict=True
            )
        ))  # fmt: skip
    return Analysed(tuple(documents), tuple(rows))


def as_one(documents: Sequence[Document]) -> Document:
    """The sentences of several articles as one document, for rankers that know only one."""
    sentences: list[Sentence] = []
    text = ""
    paragraphs = 0
    for document in documents:
        offset, first = len(text), len(sentences)
        sentences += [
            replace(
                s, index=first + s.index, start=offset + s.start, end=offset + s.end,
                body=offset + s.body, paragraph=paragraphs + s.paragraph,
                group=first + s.group if s.group >= 0 else s.group,
            )
            for s in document.sentences
        ]  # fmt: skip
        paragraphs += 1 + max((s.paragraph for s in document.sentences), default=0)
        text += document.article.text + "\n\n"
    article = replace(documents[0].article, text=text, title="")
    return Document(article, tuple(sentences))


def ranked(day: Analysed, method: Method, points: int) -> list[Chosen]:
    """The sentences that a ranker of single documents selects from all articles of the day."""
    document = as_one(day.documents)
    rows = [row for part in day.rows for row in part]
    return [rows[i].chosen for i in score(document, method).best(points)]


def drawn(day: Day, rows: Sequence[RankedRow], points: int, draws: int = DRAWS) -> Marks:
    """The mean marks of ``points`` of the rows, drawn by chance."""
    marks = []
    for seed in range(draws):
        mixed = list(rows)
        random.Random(seed).shuffle(mixed)
        marks.append(mark(day, [row.chosen for row in mixed[:points]]))
    return Marks(
        gain=fmean(m.gain for m in marks), must=fmean(m.must for m in marks),
        good=fmean(m.good for m in marks), twice=fmean(m.twice for m in marks), bottom=None,
        in_sector=0, with_sector=0, points=round(fmean(m.points for m in marks)),
    )  # fmt: skip


def rankers(names: Iterable[str]) -> dict[str, Method]:
    """The classic rankers among some methods."""
    return {name: METHODS[name] for name in names if name not in OURS}


def marks(day: Day, classics: Mapping[str, Method], points: int) -> dict[str, Marks]:
    """The marks of the program, of the leads, of each classic ranker and of the best choice."""
    articles = sources(day)
    sentences = analysed(articles)
    rows: dict[str, Marks] = {}
    for name, size in ((PROGRAM, points), (WHOLE_PAGE, 0)):
        rows[name] = mark(day, *points_of(made(articles, size)))
    leads = sentences.leads()
    best = [row.chosen for row in sorted(leads, key=lambda row: -row.score)[:points]]
    rows[BEST_LEADS] = mark(day, best, best[0] if best else None)
    rows[ANY_LEADS] = drawn(day, leads, points)
    rows[RANDOM] = drawn(day, list(sentences.content()), points)
    for name, method in classics.items():
        rows[name] = mark(day, ranked(sentences, method, points))
    rows[ORACLE] = mark(day, list(supported(day))[:points])
    return rows


def measure(days: Sequence[Day], names: Iterable[str], points: int) -> dict[str, list[Marks]]:
    """The marks of every day, by way of choosing; ``names`` are methods of the scorer."""
    classics = rankers(names)
    table: dict[str, list[Marks]] = {}
    for day in days:
        for name, row in marks(day, classics, points).items():
            table.setdefault(name, []).append(row)
    return table
