"""Whether two reports measure one thing at two times.

Two days' closing prices, two months' inflation, two quarters' profits and two weeks' cases read
alike and yet are two facts. They are never one point and never in dispute. An event that two
reports date differently is another matter: that is a disagreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefing.language.agreement import agree
from briefing.language.measured import Measured, measured
from briefing.language.periods import GRAINS, MAIN, Period, compatible, without_added_dates
from briefing.language.periods_elsewhere import periods_of
from briefing.language.synonyms import canonical
from briefing.language.units import TIMES
from briefing.languages import compiled, language
from briefing.model import Candidate

APART = 20
"""Days between two articles from which other values of one thing are those of two periods, even
where the sentences name none: months and quarters are reported at least so far apart."""

_MOVES = frozenset(map(canonical, ("rise", "fall")))


def series(a: Candidate, b: Candidate) -> bool:
    """Whether two reports that read alike measure one thing at two times; symmetric."""
    mine, theirs = main_periods(a), main_periods(b)
    agreeing, differing = _kinds_shared(a, b)
    if mine and theirs and not _any_compatible(mine, theirs):
        if differing or (not agreeing and _both_move(a, b)):
            return True
        return _own_days(mine, theirs, a, b)
    if not differing or agreeing:
        return False
    return _reported_apart(a, b) or _undated(mine, theirs, a, b)


def _undated(mine: Sequence[Period], theirs: Sequence[Period], a: Candidate, b: Candidate) -> bool:
    """Whether both name a year from their own day ("this year") and one has no date: then nobody
    knows whether it is one year. English articles mostly have a date."""
    if (a.source.date and b.source.date) or "en" in (a.source.language, b.source.language):
        return False
    return all(any(p.year is not None and abs(p.year) < 2 for p in ps) for ps in (mine, theirs))


def main_periods(item: Candidate) -> tuple[Period, ...]:
    """The periods of what is told, of the finest grain: not of plans, nor of who said it when."""
    source = item.source
    every = periods_of(without_added_dates(item.text), source.date, source.language)
    if not every:
        return ()
    main = [p for p in every if p.role == MAIN and not p.planned and not p.open]
    finest = min((GRAINS.index(p.grain) for p in main), default=0)
    return tuple(p for p in main if GRAINS.index(p.grain) == finest)


def _any_compatible(mine: Sequence[Period], theirs: Sequence[Period]) -> bool:
    return any(compatible(p, q) for p in mine for q in theirs)


def _kinds_shared(a: Candidate, b: Candidate) -> tuple[set[str], set[str]]:
    """The kinds of values that both texts have: those that agree, and those that do not.

    Lengths of time and what is only compared with are left out.
    """
    mine, theirs = _values(a), _values(b)
    agreeing, differing = set[str](), set[str]()
    if not mine or not theirs:
        return agreeing, differing
    for kind in {m.kind for m in mine} & {m.kind for m in theirs}:
        pairs = [(m, n) for m in mine for n in theirs if m.kind == n.kind == kind]
        same = any(agree(m.figure, n.figure) for m, n in pairs)
        (agreeing if same else differing).add(kind)
    return agreeing, differing


def _measured(item: Candidate) -> tuple[Measured, ...]:
    return measured(without_added_dates(item.text), item.source.language)


def _values(item: Candidate) -> list[Measured]:
    return [m for m in _measured(item) if m.kind and not m.compared and m.figure.unit not in TIMES]


def _both_move(a: Candidate, b: Candidate) -> bool:
    return _moves(a) and _moves(b)


def _moves(item: Candidate) -> bool:
    """Whether something goes up or down."""
    code = item.source.language
    if code == "en":
        return bool(_MOVES & set(map(canonical, item.stems)))
    return compiled((language(code).series.moves,)).search(item.text) is not None


def _own_days(mine: Sequence[Period], theirs: Sequence[Period], a: Candidate, b: Candidate) -> bool:
    """Whether each report tells of a day as far from its article's own date as the other's is."""
    if not (a.source.date and b.source.date) or a.source.date == b.source.date:
        return False
    first, second = _days(mine[0], a), _days(theirs[0], b)
    return first is not None and first == second


def _days(period: Period, item: Candidate) -> int | None:
    if period.grain != "day" or not period.year:
        return None
    try:
        on = date(period.year, period.first // 100, period.first % 100)
        return (date.fromisoformat(item.source.date[:10]) - on).days
    except ValueError:
        return None


def days_between(a: Candidate, b: Candidate) -> int | None:
    """The days between the dates of two articles, or ``None`` where one has no date."""
    try:
        dates = [date.fromisoformat(c.source.date[:10]) for c in (a, b)]
    except ValueError:
        return None
    return abs((dates[0] - dates[1]).days)


def _reported_apart(a: Candidate, b: Candidate) -> bool:
    """Whether the articles are of two times at which such values are measured again."""
    apart = days_between(a, b)
    running = {m.kind for m in _measured(a) if m.running}
    if not apart or running & {m.kind for m in _measured(b)}:
        return False
    return apart >= APART or _priced(a, b) or _both_move(a, b)


def _priced(a: Candidate, b: Candidate) -> bool:
    """Whether both give a price per unit, as markets do."""
    return _has_price(a) and _has_price(b)


def _has_price(item: Candidate) -> bool:
    code = item.source.language
    if code == "en":
        return any(m.figure.per in ("barrel", "ounce", "tonne", "ton") for m in _measured(item))
    return compiled((language(code).series.prices,)).search(item.text) is not None
