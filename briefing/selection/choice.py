"""The order in which points are worth adding, each for what the others do not tell.

A monotone submodular gain (after Lin and Bilmes 2011), taken greedily: the news value of a point,
less for what points before it tell, and less for every point that its article has before it. Gains
only fall as points are added, so a topic whose updated gain is still the highest is the best (the
lazy greedy algorithm of Minoux 1978).
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.selection.further import told_share
from briefing.selection.pair_features import weight
from briefing.selection.topics import Topic, raised

SAME_ARTICLE, MANY_ARTICLES = 0.5, 8
"""What a further point of an article adds, as a factor, when there are many articles and nobody has
learned what each adds (:mod:`briefing.selection.further`): most of what an article has to say, its
first point says. 0.4 to 0.6 are alike on the labelled days, which have at least so many articles;
1.0 costs 0.03 of the gain. For a single article there is no such factor, and between them it falls
with every article."""

OUT_OF_DATE, UPDATED = 0.4, 0.15
"""What a point adds, as a factor, where a point of a newer article on its event shares this
part of the words (by rarity) of the shorter of the two: the newest state is the news. An older toll
or plan takes the place of other news on our own days; points that share less are other facts."""

AS_GOOD, MOST_COMPARED = 0.9, 20
"""What a newer state is worth at least, as a share of the older: a later detail does not put the
news out of date. Only the best topics of an event are looked at as updates."""

ARTICLE_ODDS = 2.5
"""What each doubling of the number of articles that tell of an event multiplies the odds by that it
is the main one. No labelled day of others has a main event of several articles, so that 1 to 2.5
are alike there; on our own days, which have, 1.35 takes a tax for the main event of a day on which
a ferry sank with hundreds, in four articles of eleven."""

MAIN_EVENT = 1.0
"""What the chance that an event is the day's main one counts in the choice of the bottom line,
where the news value of the sentence counts 1: 1 to 3 are alike on days left out, 0 is worse."""

LONGEST_LIST = 160
"""Points considered for one page: several times what the densest page holds."""

FLOOR = 0.34
"""What a point must be worth to be worth its line: of the points of labelled days left out that are
worth more, three in four tell a new fact that belongs on a full page."""

FLOOR_SHARE = 0.5
"""... or this share of what the best point is worth, where that is less: a brief of minor news has
points as well."""

FLOOR_ALONE = 0.12
"""The floor for a single article, whose page has room for more of it: of the labelled sentences
rated 0.15 to 0.25, one in five was judged worth a place in a brief of the story and nine in ten
something that a reader may want; of those under 0.1, one in a hundred and four in ten."""

FREE_POINTS = 3
"""Number of points of one outlet that are taken without regard to its share of the page."""

CROWDED = 0.5
"""What a point counts in the order where its outlet alone tells it and has more than half of the
points above. A feed of 120 items of like value beside eight other outlets gets half of the page
with it, and all of it without; what a point is worth is not changed."""

DISPUTED_SHARE = 0.25
"""The share of the floor that is enough where sources differ, because whoever signs the page must
know."""

_QUOTED = re.compile("[\"“”]|^['‘]")


def in_order(topics: Sequence[Topic], events: Mapping[str, int]) -> list[Topic]:
    """The points in the order in which they are worth adding, each with its gain; the first is the
    bottom line. Ties go to the better candidate by its total order."""
    ranked = sorted(topics, key=lambda t: (-t.value, t.quoted.key))
    if not ranked:
        return []
    chooser = _Chooser(ranked, events)
    ordered = [chooser.take(bottom_line(ranked, events, chooser.values, chooser.fresh))]
    while chooser.waiting and len(ordered) < LONGEST_LIST:
        ordered.append(chooser.next())
    alone = len({source.id for topic in topics for source in topic.sources}) == 1
    floor = min(FLOOR_ALONE if alone else FLOOR, FLOOR_SHARE * max(chooser.values))
    return [replace(t, worth_its_line=_reached(t, floor)) for t in ordered]


def _reached(topic: Topic, floor: float) -> bool:
    return topic.gain >= (floor * DISPUTED_SHARE if topic.disputing else floor)


def _among(topic: Topic, many: float) -> float:
    """The value of a topic among others: the more articles share the page (``many``, from 0 to 1),
    the more it counts what the point adds to the better ones of its article. What is watched counts
    as much as ever."""
    quoted = topic.quoted
    if quoted.adds is None or not quoted.value or topic.watch:
        return topic.value
    return topic.value * (1.0 + many * (quoted.adds / quoted.value - 1.0))


def bottom_line(
    ranked: Sequence[Topic],
    events: Mapping[str, int],
    values: Sequence[float],
    fresh: Sequence[float],
) -> int:
    """The place of the news in one sentence: of the points that quote nobody the one whose value,
    and whose event's chance to be the main one, are highest together. Ties go to the first.

    ``values`` are what each is worth among the others, ``fresh`` what of each is not out of date.
    """
    texts = [topic.quoted.text for topic in ranked]
    plain = [i for i, text in enumerate(texts) if not _QUOTED.search(text) and "?" not in text]
    chances = main_events(ranked, events)

    def weight(at: int) -> float:
        chance = chances[events[ranked[at].quoted.source.id]]
        return (values[at] + MAIN_EVENT * chance) * fresh[at]

    return max(plain or range(len(ranked)), key=weight)


def main_events(topics: Sequence[Topic], events: Mapping[str, int]) -> dict[int, float]:
    """How likely each event is the main one of the day: that of its likeliest article, and more for
    every other article that tells of it."""
    articles = {r.source.id: r.main for t in topics for r in t.reports}
    chances: dict[int, list[float]] = {}
    for article, chance in articles.items():
        chances.setdefault(events[article], []).append(chance)
    return {event: raised(max(own), len(own), ARTICLE_ODDS) for event, own in chances.items()}


def _only_outlet(topic: Topic) -> str:
    """The outlet that alone tells of a topic, ``""`` where several do or none is known."""
    outlets = {source.outlet for source in topic.sources}
    return outlets.pop() if len(outlets) == 1 else ""


class _Chooser:
    """The greedy choice; topics are known by their place in ``topics``."""

    def __init__(self, topics: Sequence[Topic], events: Mapping[str, int]) -> None:
        self.topics = topics
        self.stems = [frozenset(t.quoted.stems) for t in topics]
        self.weights = [weight(stems) for stems in self.stems]
        self.articles = [[source.id for source in t.sources] for t in topics]
        self.events = [events[articles[0]] for articles in self.articles]
        others = len({article for articles in self.articles for article in articles}) - 1
        many = min(1.0, others / (MANY_ARTICLES - 1))
        self.again = 1.0 - (1.0 - SAME_ARTICLE) * many
        self.values = [_among(topic, many) for topic in topics]
        self.taken: list[int] = []
        self.of_article: Counter[str] = Counter()
        self.outlets = [_only_outlet(topic) for topic in topics]
        self.several = len({s.outlet for topic in topics for s in topic.sources if s.outlet}) > 1
        self.of_outlet: Counter[str] = Counter()
        self.new = [1.0] * len(topics)
        """The part of a topic that is not told, as far as it has been asked."""
        self.fresh = self._fresh()
        self.asked = [0] * len(topics)
        self.waiting = [(-value, at) for at, value in enumerate(self.values)]
        heapq.heapify(self.waiting)

    def next(self) -> Topic:
        """The topic that adds most to those taken; ties go to the better one by itself."""
        looked_at: list[tuple[float, int]] = []
        best = (math.inf, -1)
        while self.waiting and self.waiting[0] < best:
            _, at = heapq.heappop(self.waiting)
            gain = self.gain(at)
            looked_at.append((-gain, at))  # what it is worth at most from now on
            best = min(best, (-gain * self.room(at), at))
        for each in looked_at:
            if each[1] != best[1]:
                heapq.heappush(self.waiting, each)
        return self.take(best[1], queued=False)

    def take(self, at: int, *, queued: bool = True) -> Topic:
        """Add a topic; the one returned knows what it was worth."""
        gain = self.gain(at)
        if queued:
            self.waiting = [(worth, other) for worth, other in self.waiting if other != at]
            heapq.heapify(self.waiting)
        self.taken.append(at)
        self.of_article.update(self.articles[at])
        self.of_outlet[self.outlets[at]] += 1
        return replace(self.topics[at], gain=gain)

    def gain(self, at: int) -> float:
        """What a topic adds: less where its article had points, or where there is a newer state of
        it."""
        gain = self.values[at] * self.fresh[at] * self.new_share(at)
        if self.topics[at].quoted.adds is not None:
            return gain
        own = max(map(self.of_article.__getitem__, self.articles[at]))
        return float(gain * self.again**own)

    def room(self, at: int) -> float:
        """The factor by which a topic steps back where its outlet alone has most of the page."""
        own = self.of_outlet[self.outlets[at]] if self.outlets[at] else 0
        crowded = self.several and own >= FREE_POINTS and 2 * own > len(self.taken)
        return CROWDED if crowded else 1.0

    def new_share(self, at: int) -> float:
        """The part of a topic, from 0 to 1, that those taken do not tell."""
        for other in self.taken[self.asked[at] :]:
            self.new[at] = min(self.new[at], 1.0 - told_share(self.cover(at, other)))
        self.asked[at] = len(self.taken)
        return self.new[at]

    def cover(self, one: int, other: int) -> float:
        """The shared part of the words of the shorter of two topics."""
        shared = weight(self.stems[one] & self.stems[other])
        return shared / max(1e-9, min(self.weights[one], self.weights[other]))

    def _fresh(self) -> list[float]:
        """What of each topic counts: less where a newer article has a state of it that is worth
        about as much."""
        dates = [topic.quoted.source.date for topic in self.topics]
        best: dict[int, list[int]] = {}
        for at, event in enumerate(self.events):
            best.setdefault(event, []).append(at)

        def updates(new: int, old: int) -> bool:
            if not dates[old] or dates[new] <= dates[old]:
                return False
            enough = self.topics[new].value >= AS_GOOD * self.topics[old].value
            return enough and self.cover(new, old) >= UPDATED

        return [
            OUT_OF_DATE if any(updates(new, at) for new in best[event][:MOST_COMPARED]) else 1.0
            for at, event in enumerate(self.events)
        ]
