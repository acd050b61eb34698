"""Disagreements of two reports of one fact: about a value, a date or a person.

Only values of one thing stand against each other: the dead against the dead, a first quarter
against a year's end. A report that brings an earlier one up to date does not disagree with it, and
an outlet does not disagree with itself.

Precision before coverage: a name is only in dispute where each report has one person with an
office or role, of the same office ("Captain Rodel Abay", "the ship's captain, Rommel Abad"), and
tells what the person did, not what the person said about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from math import fsum

from briefing.language.agreement import agree, near
from briefing.language.figures_elsewhere import figures_of
from briefing.language.gazetteer import tables
from briefing.language.idf import rarity
from briefing.language.measured import Measured, context, measured
from briefing.language.patterns import LazyPattern
from briefing.language.periods import MAIN, Period, compatible, without_added_dates
from briefing.language.periods_elsewhere import periods_of
from briefing.language.quantities import Figure
from briefing.language.synonyms import canonical
from briefing.language.units import GOODS, TIMES
from briefing.languages import language
from briefing.model import Candidate
from briefing.selection.series import days_between, series

VALUE, RUNNING, DATE, PLAN, PERSON = "value", "running", "date", "plan", "person"

SPELT_ALIKE = 0.75
"""Ratio of matching letters (Ratcliff and Obershelp 1988) that given and family names both reach
when they are one name in two spellings: 26 of 28 pairs of names written in two ways that we put
together reach it ("Peskov", "Peskow"; "Gaddafi", "Qaddafi"), Rommel and Rodel do not."""

FARTHEST_RUNNING = 4.0
"""How far apart, as a factor, two counts of the dead, injured or missing of one event may be: first
reports of disasters in the labelled stories are up to 3.3 times apart."""

PLAN_LASTS = 3
"""Days after which another date for a plan is a new state of the plan; within them, two outlets
that give two dates disagree."""

SHARED_ELSEWHERE = 2
"""Words that the clauses of two dates share, in other languages than English, where they are those
of one event; English, whose grammar is read, needs one."""

RIVAL_RATIO = 1.15
RIVAL_CONTEXT, RIVAL_RATE_CONTEXT = 6.0, 3.0
"""The factor between two values, and the weight of the words that their clauses share (for counts
per day, week, month or year the second), from which two sentences that are not one point give two
values of one thing. Of such pairs on the 80 labelled days 3 of 4 are disagreements to their editor;
with a weight of 5 it is 3 of 6, with a factor of 1.2 it is 3 of 9."""

_WORD = r"(?:[a-z]{2}-)?[^\W\d_a-z][\w’'-]*[a-z]"
_DUE = re.compile(r"\b(?:by|in|from|until|before|end of)\s(?:\w+\s)?$|\b(?:end|mid)-$", re.I)
_OTHERS = re.compile(r"\s(?:other|further|more|additional)\b")
_WHOLE = re.compile(r"\bof (?:its|his|her|their|the|all) $")
_OFFICE = re.compile(r"[^\W\d_][\w-]+")
_NAME = LazyPattern(rf",? ({_WORD}(?: (?:[A-Z]\. |bin |de |van |von |da )?{_WORD})+)")
_SAYING = f"(?:{language('en').saying['differing']})"
_SAYS = re.compile(rf",? (?:\w+ly )?{_SAYING}\b")
_SAID_BY = re.compile(rf"(?:\baccording to\b|\b{_SAYING}\b)[^,;]{{0,40}}$")


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of two reports, as written in the one and in the other."""

    mine: str
    theirs: str
    kind: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The reports of one point after their differences are weighed.

    ``quoted`` speaks for the point: the newest where states of the event differ. ``agreeing`` say
    the same; ``disputing`` give another value, each with the difference from the quoted one.
    """

    quoted: Candidate
    agreeing: tuple[Candidate, ...]
    disputing: tuple[tuple[Candidate, Difference], ...]


def settle(
    reports: Sequence[Candidate],
    states: Callable[[Candidate, Candidate], bool] | None = None,
    language: str = "",
) -> Settled:
    """Which of the reports of one point is quoted, and which agree with it or dispute it.

    The best report is quoted, or, where others differ from it, the newest of them. Those whose
    values it supersedes are left out, and those that do not say what it ``states``. Of reports in
    several languages, one in ``language`` is quoted before others that say the same.
    """
    best = _in_language(reports, language)
    differing = [c for c in reports if c is not best and differences(best, c)]
    quoted = min([best, *differing], key=_newest_first) if differing else best
    agreeing, disputing = [], []
    for report in reports:
        if report is quoted:
            continue
        conflicts = differences(quoted, report)
        if not conflicts and (states is None or states(quoted, report)):
            agreeing.append(report)
        elif (
            conflicts
            and report.source.id != quoted.source.id
            and not _explained(quoted, report, conflicts[0])
        ):
            disputing.append((report, conflicts[0]))
    return Settled(quoted, tuple(agreeing), tuple(disputing))


def _in_language(reports: Sequence[Candidate], language: str) -> Candidate:
    """The best report, or the best in the language that does not differ from it."""
    best = reports[0]
    if language in ("", best.source.language):
        return best
    own = (c for c in reports if c.source.language == language)
    return next((c for c in own if not differences(best, c)), best)


def _newest_first(c: Candidate) -> tuple[int, int, tuple[float | str | int | bool, ...]]:
    return (-int(c.source.date.replace("-", "")[:8] or 0), -len(_figures(c)), c.key)


def disputes(a: Candidate, b: Candidate) -> tuple[Difference, ...]:
    """The differences of two reports that are disagreements; values first.

    Not those that one report brings up to date, nor those within one outlet.
    """
    return tuple(d for d in differences(a, b) if not _explained(a, b, d))


def _explained(a: Candidate, b: Candidate, difference: Difference) -> bool:
    """Whether a difference is no disagreement: one outlet, or a newer state of the event."""
    if a.source.outlet and a.source.outlet == b.source.outlet:
        return True
    if _corrects(a, difference.theirs) or _corrects(b, difference.mine):
        return True
    apart = days_between(a, b) or 0
    if difference.kind == RUNNING:
        return apart > 0
    return difference.kind == PLAN and apart > PLAN_LASTS


def _corrects(item: Candidate, value: str) -> bool:
    """Whether the text itself gives the value as an earlier one: "up from 12"."""
    given = figures_of(value, item.source.language)
    return any(m.compared and agree(m.figure, f) for m in _measured(item) for f in given)


def differences(a: Candidate, b: Candidate) -> tuple[Difference, ...]:
    """What two reports of one fact give differently, whatever the reason; values, dates, names."""
    if series(a, b):
        return ()
    return (*_values(a, b), *_dates(a, b), *_persons(_text(a), _text(b)))


def _text(item: Candidate) -> str:
    return without_added_dates(item.text)


def _figures(item: Candidate) -> tuple[Figure, ...]:
    return figures_of(_text(item), item.source.language)


def _measured(item: Candidate) -> tuple[Measured, ...]:
    return measured(_text(item), item.source.language)


def rivals(a: Candidate, b: Candidate) -> bool:
    """Whether two sentences that tell different points give two values of one thing all the same:
    "bought the unit for $9.3bn", "links of the firm that bought the unit for $9.4bn"."""
    for m in _measured(a):
        for n in _measured(b):
            if m.kind != n.kind or not m.kind or m.figure.unit in TIMES:
                continue
            less, more = sorted((m.figure.number, n.figure.number))
            shared = fsum(map(rarity, m.context & n.context))
            rate = not m.figure.unit and "/" in m.kind
            least = RIVAL_RATE_CONTEXT if rate else RIVAL_CONTEXT
            if less < more <= RIVAL_RATIO * less and shared > least:
                return bool(rival_values(a, b))
    return False


def rival_values(a: Candidate, b: Candidate) -> tuple[Difference, ...]:
    """The values that two sentences dispute, without dates and names."""
    return tuple(d for d in disputes(a, b) if d.kind == VALUE)


def _values(a: Candidate, b: Candidate) -> Iterator[Difference]:
    """Values of one kind, where exactly one pair can be two values of one thing.

    With more it is not known which stands against which.
    """
    mine, theirs = _measured(a), _measured(b)
    for kind in dict.fromkeys(m.kind for m in mine if m.kind):
        ours, others = ([m for m in side if m.kind == kind] for side in (mine, theirs))
        left = [m for m in ours if not m.compared and not _agrees(m, others)]
        right = [n for n in others if not n.compared and not _agrees(n, ours)]
        alone = len(ours) == len(others) == 1
        near_pairs = [(m, n) for m in left for n in right if _of_one_thing(m, n, alone, a, b)]
        if len(near_pairs) == 1:
            m, n = near_pairs[0]
            yield Difference(m.figure.value, n.figure.value, RUNNING if m.running else VALUE)


def _agrees(value: Measured, others: Sequence[Measured]) -> bool:
    return any(agree(value.figure, other.figure) for other in others)


def _of_one_thing(
    mine: Measured, theirs: Measured, alone: bool, a: Candidate, b: Candidate
) -> bool:
    """Whether two values can be those of one thing.

    Neither number stands in the other text as well, they are near each other or differ by the
    decimal point, and unless each is the only one of its kind (and no length of time), they are
    nearer still, by ``RIVAL_RATIO``, and their clauses share a word; those of quantities of goods
    always do, as wheat is not sugar. What comes on top ("two other
    parties") and the whole of which a share is counted ("265 of its 430 flights") are each another
    thing than a plain count.
    """
    if _share(mine, _text(a)) != _share(theirs, _text(b)):
        return False
    one, other = mine.figure.number, theirs.figure.number
    if one in {f.number for f in _figures(b)} or other in {f.number for f in _figures(a)}:
        return False
    if mine.running:
        less, more = sorted((one, other))
        return less > 0 and more <= FARTHEST_RUNNING * less
    if not (near(one, other) or _slipped(one, other)):
        return False
    shared = bool(mine.context & theirs.context)
    if alone and mine.figure.unit not in TIMES:
        return shared or mine.figure.unit not in GOODS
    less, more = sorted((one, other))
    return shared and (more <= RIVAL_RATIO * less or _slipped(one, other))


def _share(value: Measured, text: str) -> str:
    """Whether a count is of others besides, is the whole of a share, or neither."""
    if _OTHERS.match(text, value.figure.end):
        return "others"
    return "whole" if _WHOLE.search(text, 0, value.figure.start) else ""


def _slipped(one: float, other: float) -> bool:
    """Whether two numbers are the same but for the decimal point."""
    return f"{one:e}"[:8] == f"{other:e}"[:8]


def _dates(a: Candidate, b: Candidate) -> Iterator[Difference]:
    """Dates, weekdays or times of a plan, where exactly one of each report finds no partner.

    In other languages than English a day beside that of the report is as often that of the report
    as that of the event, and is in no dispute unless it is that of a plan.
    """
    if a.source.language != b.source.language:
        return
    english = a.source.language == "en"
    mine, theirs = _periods_of(a), _periods_of(b)
    left = [p for p in mine if not any(compatible(p, q) for q in theirs)]
    right = [q for q in theirs if not any(compatible(p, q) for p in mine)]
    if len(left) != 1 or len(right) != 1:
        return
    if not (_due(left[0], _text(a)) and _due(right[0], _text(b))):
        return
    ahead = [
        p.planned or p.open or (not english and _after_report(p, c))
        for p, c in ((left[0], a), (right[0], b))
    ]
    if ahead[0] != ahead[1] and "day" in {left[0].grain, right[0].grain}:
        return  # what was done one day, and what is due
    if any(ahead):
        shared = {canonical(stem) for stem in a.stems} & {canonical(stem) for stem in b.stems}
        if len(shared) > 1:
            yield Difference(left[0].text, right[0].text, PLAN)
        return
    if not english and (_day_of_report(left[0], a) or _day_of_report(right[0], b)):
        return
    around = [
        context(p.start, p.end, _text(c), c.source.language)
        for p, c in ((left[0], a), (right[0], b))
    ]
    if len(around[0] & around[1]) >= (1 if english else SHARED_ELSEWHERE):
        yield Difference(left[0].text, right[0].text, DATE)


def _periods_of(item: Candidate) -> list[Period]:
    every = periods_of(_text(item), item.source.date, item.source.language)
    return [p for p in every if p.role == MAIN]


def _day_of_report(period: Period, item: Candidate) -> bool:
    """Whether a day may be that of the report: that of its source, or one beside it."""
    written = _written(item)
    if written is None:
        return True
    days = [written + timedelta(days=step) for step in (-1, 0, 1)]
    return period.first == period.last and period.first in {d.month * 100 + d.day for d in days}


def _after_report(period: Period, item: Candidate) -> bool:
    """Whether a day is in the half year after that of the report."""
    written = _written(item)
    if written is None or period.first != period.last:
        return False
    half_a_year = written + timedelta(days=182)
    last = half_a_year.month * 100 + half_a_year.day + (half_a_year.year - written.year) * 10_000
    return written.month * 100 + written.day + 1 < period.first <= last


def _written(item: Candidate) -> date | None:
    try:
        return date.fromisoformat(item.source.date)
    except ValueError:
        return None


def _due(period: Period, text: str) -> bool:
    """Whether a period says when something is due or done; a bare year may say anything."""
    return period.grain != "year" or period.open or bool(_DUE.search(text, 0, period.start))


def _persons(a: str, b: str) -> Iterator[Difference]:
    mine, theirs = _person(a), _person(b)
    if mine is None or theirs is None or mine[0] != theirs[0]:
        return
    one, other = mine[1], theirs[1]
    if {*one.split()} & {*other.split()} or _one_name(one.split(), other.split()):
        return
    if one not in b and other not in a:
        yield Difference(one, other, PERSON)


def _person(text: str) -> tuple[str, str] | None:
    """Office and name of the one person that the sentence names with an office."""
    officials = list(_officials(text))
    if len(officials) != 1:
        return None
    office, name = officials[0]
    if _SAYS.match(text, name.end()) or _SAID_BY.search(text, 0, office.start()):
        return None
    return office[0].lower(), name[1]


def _officials(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    known = tables()
    for office in _OFFICE.finditer(text):
        name = _NAME.match(text, office.end()) if _is_office(office[0]) else None
        if name and not {*name[1].split()} & (known.organisations | known.titles):
            yield office, name


def _is_office(word: str) -> bool:
    return word in tables().titles or word.lower() in tables().roles


def _one_name(one: list[str], other: list[str]) -> bool:
    """Whether two names are one in two spellings."""
    return all(
        SequenceMatcher(None, x.lower(), y.lower(), autojunk=False).ratio() >= SPELT_ALIKE
        for x, y in ((one[0], other[0]), (one[-1], other[-1]))
    )
