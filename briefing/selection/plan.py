"""Assemble: which points, in which sections, in which order.

``plan`` folds near-duplicates and puts the points in order of what each adds (its salience, less
for every point its sector and its article already have: a monotone submodular gain, after Lin and
Bilmes 2011, taken greedily). ``compose`` makes the brief of any choice of them; ``fit`` chooses as
many as the page holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import log2

from briefing.config import Config
from briefing.model import (
    NONE,
    Brief,
    Candidate,
    Candidates,
    Conflict,
    Page,
    Point,
    Section,
    Skipped,
    SourceEntry,
    SourceMeta,
)
from briefing.selection.conflicts import Difference, rival_values, settle
from briefing.selection.duplicates import Folding, fold, place
from briefing.selection.key_figures import key_figures

OTHER_TITLE = "Other"

SECTOR_GAIN = (1.0, 1.0, 0.85, 0.7, 0.55, 0.4)
"""What the n-th point of a sector still adds, as a factor: falling, so that a brief of many
articles shows several sectors. The first two open the section together, at their mean."""

LONE_GAIN = 0.7
"""What the only point that a sector has adds, as a factor: its heading takes room as well."""

WINDOW = 30
"""Points of a sector that are compared for the next place; the others are worth less than all."""

EVENT_GAIN = 0.7
"""What each further point of one event still adds, as a factor, when there are several: without it,
one event that many outlets report at length takes the page."""

SAME_EVENT = 0.3
"""Shared part of the shorter list of topic words from which two articles tell of one event: those
of the annotated events share at least 0.29, unrelated articles at most 0.1."""

REPORT_ODDS = 1.35
"""What each doubling of the number of reports multiplies the odds of a point's salience by: at even
odds it adds 15%. Of 1.2 to 2, which the annotated events cannot tell apart, a low one: reports that
are background in their articles are among the first that a run of many articles drops."""

LEAST_SALIENCE = 0.12
"""A sentence less likely than this to belong in a brief is worse than white space: of the labelled
stories' sentences that score lower, 2 in 100 were judged worth a place in a brief of the story."""

LONGEST_POINT = 75
"""Words of the longest sentence that may be a point while others remain; a bullet of more than five
lines is not read."""

IN_SECTOR = 5
"""Points of a sector at most, as many as are read before the eye looks for a heading; then one more
at a time, but only while a page of many articles is not full."""

MANY_ARTICLES, FULL = 8, 0.96
"""Articles from which a page must be full, and the share from which it is: the last line in the
last 8% of the last column, of which there may be two: half of that is 4% of the page."""

MOST_SOURCES, MOST_VALUES = 12, 4
"""Sources and differing values that a point names at most: a line of numbers and a line of words;
what goes beyond is counted."""

LONGEST_LIST = 160
"""Points considered for one page: several times what the densest page holds."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One point of the plan.

    ``quoted`` is the candidate shown, ``reports`` all that were folded with it, best first, and
    itself. Of these ``agreeing`` say the same and ``disputing`` give another value, each with the
    difference from the quoted one; a report that is out of date is neither.
    """

    quoted: Candidate
    reports: tuple[Candidate, ...]
    value: float
    agreeing: tuple[Candidate, ...] = ()
    disputing: tuple[tuple[Candidate, Difference], ...] = ()

    @property
    def sources(self) -> tuple[SourceMeta, ...]:
        """The distinct articles that report it, the quoted one first, then those in dispute."""
        rivals = [report for report, _ in self.rivals]
        seen = {c.source.id: c.source for c in (self.quoted, *rivals, *self.agreeing)}
        return tuple(seen.values())

    @property
    def rivals(self) -> tuple[tuple[Candidate, Difference], ...]:
        """Of the reports in dispute the first with each other value, ``MOST_VALUES`` - 1 at most.

        All are about one thing: what the first of them differs in.
        """
        values: dict[str, tuple[Candidate, Difference]] = {}
        for report, difference in self.disputing:
            if difference.mine == self.disputing[0][1].mine:
                values.setdefault(difference.theirs, (report, difference))
        return tuple(values.values())[: MOST_VALUES - 1]


@dataclass(frozen=True, slots=True)
class Plan:
    """Points in the order in which they are worth adding; the first is the bottom line.

    ``topics`` is all there is to say, ``total`` counts also what was too poor to consider.
    """

    topics: tuple[Topic, ...]
    total: int
    period: tuple[str, str]


def plan(candidates: Candidates) -> Plan:
    """The plan of a brief; ties go to the better candidate by its total order."""
    once: dict[tuple[str, int], Candidate] = {}
    for item in candidates.items:
        once.setdefault((item.source.id, item.start), item)
    folding = fold(list(once.values()))
    topics = [_topic(cluster, folding) for cluster in folding.clusters]
    worth = [t for t in topics if t.value >= LEAST_SALIENCE] or topics[:1]
    readable = [t for t in worth if len(t.quoted.text.split()) <= LONGEST_POINT] or worth
    ordered = _by_gain(readable, events(candidates.items))
    return Plan(tuple(ordered), len(topics), (candidates.first_date, candidates.last_date))


def _topic(cluster: Sequence[Candidate], folding: Folding) -> Topic:
    settled = settle(cluster, folding.states)
    known = {c.source.id for c in (settled.quoted, *settled.agreeing)}
    rivals = [
        (rival, difference)
        for rival in folding.rivals.get(place(settled.quoted), ())
        for difference in rival_values(settled.quoted, rival)[:1]
        if rival.source.id not in known
    ]
    return Topic(
        settled.quoted, tuple(cluster), _value(cluster), settled.agreeing,
        (*settled.disputing, *rivals),
    )  # fmt: skip


def _value(cluster: Sequence[Candidate]) -> float:
    """The salience of a point in [0, 1]: that of its best report, and more for every other article
    that reports it, each as likely as it is to be worth a place in a brief of its own article."""
    best, *others = cluster
    salience = {c.source.id: c.score for c in reversed(others) if c.source.id != best.source.id}
    raised = best.score * REPORT_ODDS ** log2(1.0 + sum(salience.values()))
    return float(raised / (1.0 - best.score + raised))


class _Chooser:
    """The greedy choice: which of the sectors' next points add most to those already chosen."""

    def __init__(self, topics: Sequence[Topic], events: Mapping[str, int]) -> None:
        self.events = events
        self.several = len(set(events.values())) > 1
        self.left: dict[str, list[Topic]] = {}
        for topic in topics:
            self.left.setdefault(topic.quoted.sector, []).append(topic)
        self.in_sector: Counter[str] = Counter()
        self.of_event: Counter[int] = Counter()

    def worth(self, topic: Topic) -> float:
        used = self.of_event[self.events[topic.quoted.source.id]] if self.several else 0
        return float(topic.value * EVENT_GAIN**used)

    def offer(self, sector: str) -> tuple[float, list[Topic]]:
        """The sector's next points and their mean gain: two to open a section, then one by one."""
        window = self.left[sector][:WINDOW]
        best = max(window, key=self.worth)
        number = self.in_sector[sector]
        if number:
            gain = SECTOR_GAIN[min(number, len(SECTOR_GAIN) - 1)]
            return self.worth(best) * gain, [best]
        if len(window) == 1:
            return self.worth(best) * LONE_GAIN, window
        event = self.events[best.quoted.source.id]
        self.of_event[event] += 1
        second = max((t for t in window if t is not best), key=self.worth)
        both = self.worth(second)
        self.of_event[event] -= 1
        return (self.worth(best) + both) / 2, [best, second]

    def take(self, topics: Iterable[Topic]) -> None:
        for topic in topics:
            self.in_sector[topic.quoted.sector] += 1
            self.of_event[self.events[topic.quoted.source.id]] += 1
            self.left[topic.quoted.sector].remove(topic)
        self.left = {sector: topics for sector, topics in self.left.items() if topics}


def events(candidates: Iterable[Candidate]) -> dict[str, int]:
    """The event of each article, by number: articles whose topics overlap tell of one.

    An article joins the event of the first article, best candidate first, that it overlaps with.
    """
    found: dict[str, int] = {}
    founders: dict[str, list[int]] = {}
    sizes: dict[int, int] = {}
    for item in candidates:
        if item.source.id in found:
            continue
        about = item.topic
        shared = Counter(chain.from_iterable([founders.get(word, ()) for word in about]))
        joined = [e for e, n in shared.items() if n / min(len(about), sizes[e]) >= SAME_EVENT]
        found[item.source.id] = event = min(joined, default=len(found))
        if not joined:
            sizes[event] = len(about)
            for word in about:
                founders.setdefault(word, []).append(event)
    return found


def _by_gain(topics: Sequence[Topic], found: Mapping[str, int]) -> list[Topic]:
    ranked = sorted(topics, key=lambda t: (-t.value, t.quoted.key))
    first = _bottom_line(ranked)
    if first is None:
        return []
    chooser = _Chooser([t for t in ranked if t is not first], found)
    chooser.of_event[found[first.quoted.source.id]] += 1
    chosen = [first]
    while chooser.left and len(chosen) < LONGEST_LIST:
        offers = [chooser.offer(sector) for sector in chooser.left]
        best = max(offers, key=lambda offer: offer[0])[1]  # ties: the sector met first in rank
        chooser.take(best)
        chosen += best
    return chosen


def _bottom_line(topics: Sequence[Topic]) -> Topic | None:
    """The news in one sentence: the most valued point that leads its article, else the first."""
    leads = [t for t in topics if t.quoted.lead]
    return next(iter(leads or topics), None)


def compose(
    plan: Plan,
    chosen: Iterable[int],
    config: Config,
    titles: Mapping[str, str],
    *,
    skipped: tuple[Skipped, ...] = (),
    articles: int = 0,
) -> Brief:
    """The brief of the chosen points (indices into ``plan.topics``; the least is the bottom line).

    ``titles`` maps sector slugs to titles, in the order of the sector table, which breaks ties
    between sections of equal weight.
    """
    topics = [plan.topics[i] for i in sorted(chosen)]
    groups: dict[str, list[Topic]] = {}
    for topic in topics[1:]:
        groups.setdefault(topic.quoted.sector, []).append(topic)
    rank = {slug: i for i, slug in enumerate(titles)}
    order = sorted(
        groups,
        key=lambda s: (s == NONE, -sum(t.value for t in groups[s]), rank.get(s, len(rank)), s),
    )
    ranked = {s: sorted(groups[s], key=lambda t: (-t.value, t.quoted.key)) for s in order}
    numbers = _number(topics[:1] + [t for s in order for t in ranked[s]])
    sections = tuple(
        Section(s, titles.get(s, OTHER_TITLE), tuple(_point(t, numbers) for t in ranked[s]))
        for s in order
    )
    sources = tuple(_entry(source, n) for source, n in numbers.values())
    brief = Brief(
        title=config.title or _title(sources, sections),
        date=config.date or plan.period[1],
        language=config.language or _language(topics),
        bottom_line=_point(topics[0], numbers) if topics else None,
        sections=sections,
        sources=sources,
        skipped=skipped,
        left_out=plan.total - len(topics),
        articles=articles,
        period=plan.period,
    )
    return replace(brief, key_figures=key_figures(brief.points))


def _language(topics: Sequence[Topic]) -> str:
    """The language of most points; ties go to the one met first."""
    counts: dict[str, int] = {}
    for topic in topics:
        counts[topic.quoted.source.language] = counts.get(topic.quoted.source.language, 0) + 1
    return max(counts, key=lambda c: counts[c], default="en")


def _number(topics: Sequence[Topic]) -> dict[str, tuple[SourceMeta, int]]:
    """Sources by article id, numbered in order of first mention, quoted before also-in.

    A point names ``MOST_SOURCES`` at most.
    """
    numbers: dict[str, tuple[SourceMeta, int]] = {}
    for topic in topics:
        for source in topic.sources[:MOST_SOURCES]:
            numbers.setdefault(source.id, (source, len(numbers) + 1))
    return numbers


def _entry(source: SourceMeta, number: int) -> SourceEntry:
    return SourceEntry(
        number, source.id, source.title, source.outlet, source.date, source.location, source.url
    )


def _point(topic: Topic, numbers: Mapping[str, tuple[SourceMeta, int]]) -> Point:
    """The point as shown: with its dates in brackets where the sources are of several days."""
    quoted = topic.quoted
    source = numbers[quoted.source.id][1]
    others = topic.sources[1:]
    also = sorted(numbers[s.id][1] for s in others[: MOST_SOURCES - 1])
    days = {source.date for source, _ in numbers.values() if source.date}
    text = quoted.dated_text if len(days) > 1 and quoted.dated_text else quoted.text
    return Point(
        text=text, quote=quoted.quote, source=source, start=quoted.start, end=quoted.end,
        sector=quoted.sector, score=round(quoted.score, 4), why=quoted.why,
        sector_evidence=quoted.evidence, also_in=tuple(also),
        conflicts=_conflicts(topic, numbers), further=max(0, len(others) - len(also)),
    )  # fmt: skip


def _conflicts(topic: Topic, numbers: Mapping[str, tuple[SourceMeta, int]]) -> tuple[Conflict, ...]:
    """The values of one thing that the reports give, each once, that of the quoted one first.

    They are none, or at least two.
    """
    if not topic.rivals:
        return ()
    mine = Conflict(topic.rivals[0][1].mine, numbers[topic.quoted.source.id][1])
    others = [Conflict(d.theirs, numbers[report.source.id][1]) for report, d in topic.rivals]
    return (mine, *others)


def _title(sources: Sequence[SourceEntry], sections: Sequence[Section]) -> str:
    """The article's own title for one article, else the brief's leading sectors.

    No word joins them: a sector may have an "and" of its own, and the table any language.
    """
    if len(sources) == 1 and sources[0].title:
        return sources[0].title
    names = [s.title for s in sections if s.sector != NONE][:3]
    return f"Brief: {' · '.join(names)}" if names else "Brief"


def _bounds(plan: Plan, config: Config) -> Iterable[int]:
    """How many points a sector may have, at first and while the page is not full."""
    articles = {c.source.id for topic in plan.topics for c in topic.reports}
    if not config.per_sector and len(articles) >= MANY_ARTICLES:
        return range(IN_SECTOR, len(plan.topics) + IN_SECTOR)
    return [config.per_sector or IN_SECTOR]


def fit(
    plan: Plan,
    config: Config,
    make: Callable[[Sequence[int]], Brief],
    fill: Callable[[Brief], float],
) -> Brief:
    """As many points as ``config`` and the page allow, in the plan's order.

    ``make`` composes the brief of some points; ``fill`` measures it, in pages (at most 1.0 fits).
    A point that does not fit is passed over for later, shorter ones. Without ``per_sector`` in
    ``config``, sectors that are full take more where many articles would leave the page empty.
    """
    chosen: list[int] = []
    brief = make(chosen)
    words, in_sector, left = 0, Counter[str](), list(range(len(plan.topics)))
    for bound in _bounds(plan, config):
        waiting: list[int] = []
        for index in left:
            topic = plan.topics[index].quoted
            length = len(topic.text.split())
            if config.points and len(chosen) >= config.points:
                return brief
            if chosen and config.words and words + length > config.words:
                continue
            if chosen and in_sector[topic.sector] >= bound:
                waiting.append(index)
                continue
            tried = make([*chosen, index])
            used = fill(tried)
            if used > 1.0:
                continue
            in_sector[topic.sector] += bool(chosen)  # the bottom line is in no section
            chosen.append(index)
            words += length
            brief = replace(tried, page=Page(config.paper, round(used, 4), config.pages))
        left = waiting
        if not left or (brief.page is not None and brief.page.fill >= FULL):
            break
    return brief
