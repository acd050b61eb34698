"""Days labelled in plain text: one folder per day, one text file per article, ``facts.txt``.

An article begins with ``title:`` and, if known, ``outlet:`` and ``date:`` (YYYY-MM-DD); an empty
line ends this header. Then comes one sentence per line, its labels first; an empty line begins a
paragraph::

    title: Norland opens copper mine
    outlet: Norland Wire
    date: 2025-03-04

    3 mining,trade-investment @mine_opens | Norland opened a copper mine on Monday.
    2 mining @mine_jobs <Norland> | It will employ 400 people, its operator said.
    boilerplate | Subscribe to our newsletter.

The labels are the salience (0 to 3); the sector, with other sectors that are right after commas;
``@`` and the name of each fact that the sentence tells, with ``~`` where it tells only half; and,
for a sentence that cannot stand alone, the name that its pronoun means in angle brackets (``<>``
where that is no name). ``heading``, ``caption`` and ``boilerplate`` need no further labels.

``facts.txt`` has one fact per line, its importance (3 to 1), sectors and name before the bar; the
names of the facts that may be the bottom line, best first; and pairs of facts that contradict each
other. Lines that begin with ``#`` are comments::

    3 mining,trade-investment mine_opens | Norland opens a copper mine
    2 mining,labour mine_jobs | The mine employs 400 people
    1 mining,labour mine_jobs_union | The mine employs 350 people
    bottom mine_opens
    disagree mine_jobs mine_jobs_union | jobs at the mine
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import SourceError
from briefing.evaluation.days import WEIGHTS, Day, DayArticle, Fact, Support
from briefing.limits.files import LARGEST_DATA, is_file, read_file
from briefing.model import Kind

FACTS = "facts.txt"
_HEADER = re.compile(r"(\w+): *(.*)")
_OTHER = {Kind.HEADING.value, Kind.CAPTION.value, Kind.BOILERPLATE.value}
_LABELS = re.compile(r"([0-3]) ([\w,-]+)((?: @\w+~?)*)(?: <([^<>]*)>)?")
_TELLS = re.compile(r"@(\w+)(~?)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A labelled sentence: ``text[start:end]`` of its article.

    ``antecedent`` is None where the sentence stands alone, and empty where what it leans on is not
    a name. ``tells`` are the names of the facts, each with whether it is told only in part.
    """

    start: int
    end: int
    kind: str
    salience: int = 0
    sectors: tuple[str, ...] = ("none",)
    antecedent: str | None = None
    tells: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article as labelled; ``event`` is what the header says of it, or empty."""

    article: DayArticle
    units: tuple[Unit, ...]
    event: str = ""


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """A day with the labels of all sentences of its articles."""

    day: Day
    articles: tuple[MarkedArticle, ...]


def folders(place: Path) -> list[Path]:
    """The folders of days in ``place``, itself or those directly in it, in order of name."""
    if is_file(place / FACTS):
        return [place]
    return sorted(p.parent for p in place.glob(f"*/{FACTS}"))


def read_day(folder: Path) -> MarkedDay:
    """The day in ``folder``; raises :class:`SourceError` with file and line for a wrong label."""
    articles = tuple(
        _read_article(path) for path in sorted(folder.glob("*.txt")) if path.name != FACTS
    )
    if not articles:
        raise SourceError(str(folder), f"has {FACTS} but no article")
    path = folder / FACTS
    lines = list(_lines(path))
    facts: dict[str, Fact] = {}
    bottom: list[str] = []
    disagree: list[tuple[str, str]] = []
    for number, line in lines:
        labels, _, gist = (part.strip() for part in line.partition("|"))
        match labels.split():
            case ["bottom", *names]:
                bottom += names
            case ["disagree", one, other]:
                disagree.append((one, other))
            case [importance, sectors, name] if importance in set(map(str, WEIGHTS)) and gist:
                facts[name] = Fact(int(importance), tuple(sectors.split(",")), gist,
                                   tuple(_support(name, articles)))  # fmt: skip
            case _:
                raise SourceError(str(path), f"line {number} is no fact: {line[:60]}")
    _check_names(path, articles, facts, [*bottom, *(n for pair in disagree for n in pair)])
    place = {name: n for n, name in enumerate(facts)}
    day = Day(
        folder.name, tuple(a.article for a in articles), tuple(facts.values()),
        tuple(place[name] for name in bottom),
        tuple((place[one], place[other]) for one, other in disagree),
    )  # fmt: skip
    return MarkedDay(day, articles)


def _support(name: str, articles: tuple[MarkedArticle, ...]) -> Iterator[Support]:
    """What supports a fact: sentences that tell it in full, then the others; each in order."""
    for in_part in (False, True):
        for marked in articles:
            for unit in marked.units:
                if (name, in_part) in unit.tells:
                    yield Support(marked.article.key, unit.start, unit.end, in_part)


def _check_names(
    path: Path, articles: tuple[MarkedArticle, ...], facts: dict[str, Fact], others: list[str]
) -> None:
    stated = {name for a in articles for unit in a.units for name, _ in unit.tells}
    for name in sorted({*stated, *others} - set(facts)):
        raise SourceError(str(path), f"has no fact {name}")
    for name in sorted(set(facts) - stated):
        raise SourceError(str(path), f"no sentence tells the fact {name}")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(_text(path).splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _text(path: Path) -> str:
    try:
        return read_file(path, LARGEST_DATA).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise SourceError(str(path), f"cannot be read ({reason})") from error


def _read_article(path: Path) -> MarkedArticle:
    head, _, body = _text(path).partition("\n\n")
    header: dict[str, str] = {}
    for number, line in enumerate(head.splitlines(), 1):
        entry = _HEADER.fullmatch(line.strip())
        if entry is None:
            raise SourceError(str(path), f"line {number} is not 'key: value': {line[:60]}")
        header[entry[1]] = entry[2]
    if not header.get("title"):
        raise SourceError(str(path), "has no title")
    text = header["title"]
    units = [Unit(0, len(text), Kind.HEADING.value)]
    joint = "\n\n"
    for number, line in enumerate(body.splitlines(), head.count("\n") + 3):
        labels, bar, sentence = (part.strip() for part in line.partition("|"))
        if not line.strip():
            joint = "\n\n"
            continue
        if not bar or not sentence:
            raise SourceError(str(path), f"line {number} is not 'labels | sentence': {line[:60]}")
        start = len(text) + len(joint)
        unit = _unit(labels, start, start + len(sentence))
        if unit is None:
            raise SourceError(str(path), f"line {number} has labels that say nothing: {labels}")
        text += joint + sentence
        joint = " "
        units.append(unit)
    article = DayArticle(path.stem, f"{path.parent.name}/{path.stem}", header["title"], text,
                         header.get("date", ""), header.get("outlet", ""))  # fmt: skip
    return MarkedArticle(article, tuple(units), header.get("event", ""))


def _unit(labels: str, start: int, end: int) -> Unit | None:
    if labels in _OTHER:
        return Unit(start, end, labels)
    match = _LABELS.fullmatch(labels)
    if match is None:
        return None
    tells = tuple((name, bool(half)) for name, half in _TELLS.findall(match[3]))
    return Unit(start, end, Kind.CONTENT.value, int(match[1]), tuple(match[2].split(",")),
                match[4], tells)  # fmt: skip
