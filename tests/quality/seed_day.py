"""The facts of the articles in ``seeds/``, which the program reads from their files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import briefing
from briefing.evaluation.days import Chosen, Day, DayArticle, Fact, Support
from briefing.model import Article, Brief

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FACTS = Path(__file__).with_name("seeds.txt")


@dataclass
class _Labels:
    importance: int
    sectors: tuple[str, ...]
    gist: str
    support: list[tuple[str, str, bool]] = field(default_factory=list)


def articles() -> list[Article]:
    """All articles of the seeds, as the program reads them."""
    files = sorted(p for p in SEEDS.iterdir() if p.name != "README.md")
    return [article for path in files for article in briefing.read(str(path))]


def day(given: list[Article]) -> Day:
    """The day that the articles make; their keys are their places."""
    labels: dict[str, _Labels] = {}
    bottom: list[str] = []
    disagree: list[tuple[str, str]] = []
    for line in FACTS.read_text("utf-8").splitlines():
        marks, _, rest = (part.strip() for part in line.partition("|"))
        if not marks or line.startswith("#"):
            continue
        words = marks.split()
        if words[0] == "bottom":
            bottom = words[1:]
        elif words[0] == "disagree":
            disagree.append((words[1], words[2]))
        elif words[0].isdigit():
            last = _Labels(int(words[0]), tuple(words[1].split(",")), rest)
            labels[words[2]] = last
        else:
            last.support.append((words[-1], rest, words[0] == "~"))
    facts = tuple(
        Fact(f.importance, f.sectors, f.gist,
             tuple(_support(given, *s) for s in sorted(f.support, key=lambda s: s[2])))
        for f in labels.values()
    )  # fmt: skip
    place = {name: n for n, name in enumerate(labels)}
    return Day(
        "seeds",
        tuple(DayArticle(str(n), a.id, a.title, a.text) for n, a in enumerate(given)),
        facts,
        tuple(place[name] for name in bottom),
        tuple((place[one], place[other]) for one, other in disagree),
    )


def _support(given: list[Article], file: str, words: str, partial: bool) -> Support:
    """The sentence of a file's articles that has these words, which stand there only once."""
    at = [
        (n, a.text.index(words))
        for n, a in enumerate(given)
        if file in a.location and a.text.count(words) == 1
    ]
    assert len(at) == 1, f"{file}: {words!r} stands in {len(at)} articles"
    number, place = at[0]
    for sentence in briefing.rank(given[number]):
        if sentence.start <= place < sentence.end:
            return Support(str(number), sentence.start, sentence.end, partial)
    raise AssertionError(f"{file}: no sentence has {words!r}")


def points(given: list[Article], brief: Brief) -> tuple[list[Chosen], Chosen | None]:
    """The points of a brief of these articles, and its bottom line."""
    number = {article.id: str(n) for n, article in enumerate(given)}
    keys = {source.n: number[source.id] for source in brief.sources}
    first = brief.bottom_line
    bottom = Chosen(keys[first.source], first.quote, first.sector) if first else None
    rest = [
        Chosen(keys[p.source], p.quote, section.sector) for section in brief.sections
        for p in section.points
    ]  # fmt: skip
    return ([bottom] if bottom else []) + rest, bottom
