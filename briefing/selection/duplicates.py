"""Near-duplicates: which candidates state the same point, by a small trained model.

A pair of sentences is described by the words, names and figures that it shares or that speak
against it, and by how much the topics and names of its articles have in common (``FEATURES``).
Boosted trees: ``python -m briefing.training.duplicates``. The likeliest pairs are joined first, and
a sentence stands for one of another article at most. Pairs are only looked at when they share rare
words or numbers: never all pairs.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.language.agreement import FARTHEST, agree, near
from briefing.language.idf import rarities
from briefing.language.quantities import COUNT, DATE
from briefing.model import Candidate
from briefing.resources import data_path
from briefing.selection import across_languages
from briefing.selection.boosted_trees import BoostedTrees
from briefing.selection.citation import TELLING, comparable, told_by
from briefing.selection.conflicts import rivals
from briefing.selection.pair_features import Counted, Profile, profiles, significance, weight
from briefing.selection.series import series

FEATURES = (
    "containment", "jaccard", "log_shared", "log_special", "event", "names_shared",
    "names_foreign", "names_crossed", "log_figures", "figures_agree", "figures_clash",
    "figures_none", "opposed", "label", "rarest", "evenness", "counts_alike",
    "rest_containment", "log_rest", "rest_jaccard", "special_containment", "figures_apart",
    "figures_near", "core_containment", "log_core", "core_jaccard", "astray_least", "astray_most",
    "kinds_agree", "kinds_clash",
)  # fmt: skip
ALIKE, FOREIGN = FEATURES.index("counts_alike"), FEATURES.index("names_foreign")

SAME_EVENT = 0.25
VERBATIM = 0.6
UNKNOWN = 0.3
FEW_NAMES = 12.0
CITED = 0.8
"""The least probability of a pair of which one is cited for the other: higher than that of folding,
since a source that does not say the point is worse than one that is not named."""

JOINED = 0.45
"""The mean probability of all pairs of two clusters from which they may be one: at 0.3 long chains
of facts of one affair came together on the labelled days."""

OBJECT, WHOLE = 1.2, 0.9
"""What a cited report shares at least, unless figures of the weight ``TELLING``: the weight (log)
of the words of what is said that are no names and not what both articles are about, or the part
of the words of what is said."""

LEAST_SHARED = 6.0
COMMON_POSTINGS = 60
MOST_NEAR = 24


def features(a: Profile, b: Profile) -> tuple[float, ...]:
    """The description of a pair, parallel to ``FEATURES``; symmetric but for the figures of ``a``
    that meet others in ``b``."""
    event, figures = _event(a, b), _figure_features(a, b)
    shared = a.words & b.words
    weights, unseen = rarities()
    common = weight(shared)
    about = a.topic | b.topic
    special = weight(shared - about)
    rest = weight(shared - a.known - b.known)
    foreign, other = weight(a.names - b.known), weight(b.names - a.known)
    return (
        common / max(1e-9, min(a.weight, b.weight)),
        common / max(1e-9, a.weight + b.weight - common),
        math.log1p(common),
        math.log1p(special),
        event,
        math.log1p(weight(a.names & b.names)),
        math.log1p(foreign + other),
        math.log1p(min(foreign, other)),
        *figures[:4],
        float(_opposed(a.words, b.words)),
        max(_label(a, b), _label(b, a)),
        max((weights.get(s, unseen) for s in shared - a.topic - b.topic), default=0.0),
        min(a.weight, b.weight) / max(1e-9, a.weight, b.weight),
        float(_same_count(a, b)),
        rest / max(1e-9, min(a.plain_weight, b.plain_weight)),
        math.log1p(rest),
        rest / max(1e-9, weight((a.words | b.words) - a.known - b.known)),
        special / max(1e-9, min(weight(a.words - about), weight(b.words - about))),
        *figures[4:],
        *_cores(a, b),
        *_kinds(a, b),
    )


def _turned(described: tuple[float, ...], a: Profile, b: Profile) -> tuple[float, ...]:
    """The features of ``b`` and ``a``, given those of ``a`` and ``b``."""
    figures = _figure_features(b, a)
    start, apart = _FIGURES
    between = described[start + 4 : apart]
    return (
        *described[:start], *figures[:4], *between, *figures[4:], *described[apart + 2 : -2],
        *_kinds(b, a),
    )  # fmt: skip


_FIGURES = FEATURES.index("log_figures"), FEATURES.index("figures_apart")


def _figure_features(a: Profile, b: Profile) -> tuple[float, ...]:
    """The four features from ``log_figures`` on, and the two from ``figures_apart`` on."""
    matched, fewer, clash, apart, close = _figures(a.counted, b.counted)
    return (
        math.log1p(matched), matched / fewer if fewer else 0.0, clash,
        float(fewer > 0 and not matched), apart, close,
    )  # fmt: skip


def _cores(a: Profile, b: Profile) -> tuple[float, ...]:
    (core, mine), (other, theirs) = a.core, b.core
    shared = core & other
    common = weight(shared)
    astray = sorted(
        weight((x.core[0] & x.topic) - y.words - y.topic - y.known) for x, y in ((a, b), (b, a))
    )
    return (
        common / max(1e-9, min(mine, theirs)),
        math.log1p(weight(shared - a.known - b.known - (a.topic & b.topic))),
        common / max(1e-9, mine + theirs - common),
        math.log1p(astray[0]),
        math.log1p(astray[1]),
    )


def _kinds(a: Profile, b: Profile) -> tuple[float, float]:
    same = clash = 0.0
    for m in a.measured:
        partners = [n for n in b.measured if n.kind == m.kind and m.kind]
        if any(agree(m.figure, n.figure) for n in partners):
            same += significance(m.figure)
        elif partners and not m.compared and not all(n.compared for n in partners):
            clash += significance(m.figure)
    return same, clash


def _label(a: Profile, b: Profile) -> float:
    label, whole = a.label
    return weight(label & b.words) / max(1e-9, whole) if label else 0.0


def _same_count(a: Profile, b: Profile) -> bool:
    """Whether both count, once, the same thing in two words ("2,300 refrigerated containers",
    "2,600 refrigerated containers") and with numbers that two reports of it can differ by."""
    mine = [c for c in a.counted if c.figure.kind == COUNT and c.figure.number >= 10]
    theirs = [c for c in b.counted if c.figure.kind == COUNT and c.figure.number >= 10]
    if len(mine) != 1 or len(theirs) != 1 or len(mine[0].things & theirs[0].things) < 2:
        return False
    less, more = sorted((mine[0].figure.number, theirs[0].figure.number))
    return more < FARTHEST * less


def _event(a: Profile, b: Profile) -> float:
    """How much the topics or the names of the two articles have in common."""
    return max(
        _overlap(a.topic & b.topic, a.topic_weight, b.topic_weight),
        _overlap(a.known & b.known, a.known_weight, b.known_weight),
    )


def _overlap(shared: frozenset[str], one: float, other: float) -> float:
    if not (one and other):
        return UNKNOWN
    return weight(shared) / max(one if one < other else other, FEW_NAMES) if shared else 0.0


def _opposed(a: frozenset[str], b: frozenset[str]) -> bool:
    return (
        ("rise" in a) != ("rise" in b)
        and ("fall" in a) != ("fall" in b)
        and ("rise" in a) != ("fall" in a)
    )


_FigureWeights = tuple[float, float, float, float, float]


def _figures(a: Sequence[Counted], b: Sequence[Counted]) -> _FigureWeights:
    """The weights of five groups of figures, each 0 or more (see ``DIGIT_WEIGHTS``).

    In order: the figures that agree; all figures of the sentence with fewer; those of ``a`` that
    meet only values of their unit far from them; what the first leaves of the second; those of
    ``a`` that meet a value near them."""
    if not a or not b:
        return 0.0, 0.0, 0.0, 0.0, 0.0
    matched = clash = close = 0.0
    for mine in a:
        partners = [c for c in b if comparable(mine, c)]
        agreeing = [c for c in partners if agree(mine.figure, c.figure)]
        if agreeing:
            matched += min(mine.tells, max(c.tells for c in agreeing))
        elif mine.figure.kind != DATE and any(  # for dates it made no difference
            near(mine.figure.number, c.figure.number) for c in partners
        ):
            close += mine.tells
        elif partners:
            clash += min(mine.tells, max(c.tells for c in partners))
    weights = sum(c.tells for c in a), sum(c.tells for c in b)
    return matched, min(weights), clash, max(0.0, min(weights) - matched), close


@dataclass(frozen=True, slots=True)
class Model:
    """Boosted trees over ``FEATURES``, and the probability above which a pair is one point."""

    trees: BoostedTrees
    threshold: float


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model that ships in ``data/duplicates.json``."""
    data = json.loads(data_path("duplicates.json").read_text("utf-8"))
    return Model(BoostedTrees.read(data["base"], data["trees"], FEATURES), data["threshold"])


def probability(
    a: Profile, b: Profile, model: Model | None = None, *, least: bool = False
) -> float:
    """The probability, in [0, 1], that two candidates state the same point.

    Where the figures of the one tell more against the other than the other way about, it is the
    greater of both views, or with ``least`` the lesser, so that the order of the two never counts.
    It is 0 for two reports of one series, for two sentences of one article that are not the same
    to the word, and for articles that have little in common.
    """
    return 0.0 if series(a.candidate, b.candidate) else _likelihood(a, b, model, least=least)


def _likelihood(
    a: Profile, b: Profile, model: Model | None = None, *, least: bool = False
) -> float:
    """The :func:`probability` of two candidates that are known to be no reports of one series."""
    same = a.candidate.source.id == b.candidate.source.id
    if not one_event(a, b):
        return 0.0
    if _copies(a, b):
        return 1.0
    trees = (model or shipped()).trees
    described = features(a, b)
    if described[ALIKE] and not described[FOREIGN] and not same:
        return 1.0
    views = [described]
    if a.counted and b.counted:
        views.append(_turned(described, a, b))
    return (min if least else max)(map(trees.probability, views))


def _copies(a: Profile, b: Profile) -> bool:
    """Whether one outlet says the same to the word in two articles, be it with other figures: the
    later copy corrects or repeats the earlier."""
    outlet = a.candidate.source.outlet
    return bool(outlet) and outlet == b.candidate.source.outlet and a.words == b.words


def one_event(a: Profile, b: Profile) -> bool:
    """Whether two sentences can be of one event at all: their articles have topics or names in
    common, or they are the same to the word; two of one article only in the latter case."""
    same = a.candidate.source.id == b.candidate.source.id
    return (not same and _event(a, b) >= SAME_EVENT) or _verbatim(a, b)


def _verbatim(a: Profile, b: Profile) -> bool:
    """Whether two sentences that are not known to tell of one event are the same all the same."""
    less, more = (a.weight, b.weight) if a.weight < b.weight else (b.weight, a.weight)
    if less < VERBATIM * more:  # even if all words of the shorter are shared
        return False
    common = weight(a.words & b.words)
    if common / max(1e-9, a.weight + b.weight - common) < VERBATIM:
        return False
    return not _figures(a.counted, b.counted)[2]


def pairs(items: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """The pairs of indices that are compared."""
    weights, unseen = rarities()
    postings: dict[str, list[int]] = {}
    for index, profile in enumerate(items):
        near: dict[int, float] = {}
        for word in sorted(profile.keys):
            places = postings.get(word)
            if places is None:
                postings[word] = [index]
                continue
            rarity = weights.get(word, unseen)
            for other in places:
                near[other] = near[other] + rarity if other in near else rarity
            if len(places) < COMMON_POSTINGS:
                places.append(index)
        likely = [(-shared, other) for other, shared in near.items() if shared >= LEAST_SHARED]
        for _, other in sorted(likely)[:MOST_NEAR]:
            yield other, index


@dataclass(frozen=True, slots=True)
class Folding:
    """Candidates that state the same point together, with what decides which of them say it in
    full.

    ``rivals`` are sentences on other points that give another value of what one gives.
    """

    clusters: tuple[tuple[Candidate, ...], ...]
    profiles: Mapping[tuple[str, int, int], Profile]
    model: Model
    rivals: Mapping[tuple[str, int, int], tuple[Candidate, ...]]

    def states(self, quoted: Candidate, report: Candidate) -> bool:
        """Whether a report of the point says what the quoted one says, so that it may be cited.

        A folded report may tell only a part of the point; to be cited it must be likelier than
        ``CITED``, and share a figure or an object with the quoted one, not only speaker or venue.
        """
        a, b = (self.profiles[place(c)] for c in (quoted, report))
        if across_languages.one_fact(a, b):
            return True
        if probability(a, b, self.model, least=True) < CITED:
            return False
        described = dict(zip(FEATURES, features(a, b), strict=True))
        shared = (
            described["kinds_agree"] >= TELLING
            or described["log_core"] >= OBJECT
            or described["core_containment"] >= WHOLE
        )
        return shared and told_by(a, b)


def place(item: Candidate) -> tuple[str, int, int]:
    """The identity of a candidate: its article and its span."""
    return item.source.id, item.start, item.end


def clusters(items: Sequence[Candidate], model: Model | None = None) -> list[list[Candidate]]:
    """Candidates that state the same point, together; best first in each and among them."""
    return [list(group) for group in fold(items, model).clusters]


def fold(items: Sequence[Candidate], model: Model | None = None) -> Folding:
    """The folding of candidates; clusters and their members are in the candidates' order."""
    judge = model or shipped()
    ordered = sorted(items, key=lambda c: c.key)
    described = profiles(ordered)
    likely = []
    opposed: dict[tuple[str, int, int], tuple[Candidate, ...]] = {}
    for a, b in pairs(described):
        p = _likelihood(described[a], described[b], judge)
        if p > judge.threshold:
            if not series(ordered[a], ordered[b]):
                likely.append((-p, a, b))
        elif p > 0.0 and rivals(ordered[a], ordered[b]):
            for mine, theirs in ((ordered[a], ordered[b]), (ordered[b], ordered[a])):
                opposed[place(mine)] = (*opposed.get(place(mine), ()), theirs)
    likely += [(-1.0, a, b) for a, b in across_languages.pairs(described)]
    home = list(range(len(ordered)))
    members = {i: [i] for i in home}
    for _, a, b in sorted(likely):
        one, other = sorted((home[a], home[b]))
        if one != other and _joinable(described, members[one], members[other], judge):
            for i in members[other]:
                home[i] = one
            members[one] += members.pop(other)
    groups = tuple(tuple(ordered[i] for i in sorted(members[k])) for k in sorted(members))
    return Folding(groups, {place(p.candidate): p for p in described}, judge, opposed)


def _chance(a: Profile, b: Profile, model: Model) -> float:
    return 1.0 if across_languages.one_fact(a, b) else probability(a, b, model)


def _joinable(
    described: Sequence[Profile], one: Sequence[int], other: Sequence[int], model: Model
) -> bool:
    """Whether two clusters may be one: likely on the mean of all pairs, none of one article."""
    if len(one) == len(other) == 1:
        return True
    chances = [_chance(described[a], described[b], model) for a in one[:6] for b in other[:6]]
    return min(chances) > 0.0 and sum(chances) / len(chances) > JOINED
