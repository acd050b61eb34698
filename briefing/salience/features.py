"""The features of the default method: a row of numbers per content sentence.

Rows follow the order of the content sentences, columns :data:`FEATURES`. All of it is computed from
the one document and the shipped rarities of stems, in time linear in the number of words. Features
that are true or false are bits of one number (:mod:`briefing.salience.sentence_flags`), the others
are floats. Similarity is the cosine of the sets of content stems, weighted by rarity.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

from briefing.salience import cue_words as lx
from briefing.salience.context import Story
from briefing.salience.sentence_flags import FLAGS, flags_of
from briefing.salience.token_flags import BITS, TIME_WORDS

_QUOTED = re.compile(r'["“]([^"“”]*)["”]')

Columns = list[list[float]]
Parts = list[tuple[float, ...]]

_NAMES: tuple[str, ...] = (
    "first", "second", "third", "fourth", "inverse_place", "relative_place", "place_squared",
    "log_place", "log_sentences", "opens_paragraph", "place_in_paragraph", "paragraphs_a_sentence",
    "log_length", "under_9_words", "under_6_words", "length_to_mean", "length_to_most",
    "length_to_25", "word_length", "function_share", "bullet",
    "mass", "mass_a_stem", "frequency", "rarity", "repeated_share", "new_share", "known_rarity",
    "lead_overlap", "degree", "degree_after", "like_previous", "like_next", "like_lead",
    "title_cover", "title_share", "title_stems", "has_title", "title_first",
    "figure", "money", "percent", "early_figure", "figure_density", "new_figure",
    "names", "main_name",
    "opens_pronoun", "opens_connective", "opens_but", "opens_the", "opens_a", "opens_there",
    "opens_quote", "quoted_share", "unbalanced_quote", "says", "says_unquoted", "first_person",
    "question", "mostly_quote",
    "hedge", "intent", "perfect", "was", "day", "next", "example", "according",
    *(f"deed_{name}" for name in lx.DEEDS), "deeds",
    "year", "past_year", "latest_year", "year_to_come", "year_before", "week_before", "had",
    "now", "recent", "earlier", "month", "years", "opens_where", "opens_when", "should",
    *(f"time_{word}" for word in TIME_WORDS),
)  # fmt: skip
_BEFORE = ("mostly_quote", "opens_quote", "log_length")
_AFTER = ("mostly_quote",)
_STANDARD = ("mass_a_stem", "degree", "names", "lead_overlap", "rarity", "like_lead")

FEATURES: tuple[str, ...] = (
    *_NAMES,
    *(f"before_{name}" for name in _BEFORE),
    *(f"after_{name}" for name in _AFTER),
    *(f"standard_{name}" for name in _STANDARD),
)
"""The columns: of the sentence itself, some of its neighbours' (0 where there is none), and some as
standard scores within the article."""

NUMBERS: tuple[str, ...] = tuple(name for name in FEATURES if name not in FLAGS)
"""The features that are no flags, in the order of :attr:`Sheet.numbers`."""

_PLACES = {name: at for at, name in enumerate(NUMBERS)}
_STANDARD_AT = tuple(_PLACES[name] for name in _STANDARD)
_LOG_LENGTH = _PLACES["log_length"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The features of a story: for every content sentence its ``numbers`` (the columns
    :data:`NUMBERS`) and its ``flags`` (the bits :data:`briefing.salience.sentence_flags.FLAGS`)."""

    numbers: Columns
    flags: list[int]

    def value(self, place: int, name: str) -> float:
        """One feature of one sentence."""
        if name in FLAGS:
            return float(self.flags[place] & FLAGS[name] != 0)
        return float(self.numbers[place][_PLACES[name]])

    def rows(self) -> Columns:
        """A row for every sentence, with the columns :data:`FEATURES`."""
        return [[self.value(i, name) for name in FEATURES] for i in range(len(self.flags))]


def features(story: Story) -> Sheet:
    """The features of every content sentence, in order."""
    quoted = _quoted(story)
    flags = flags_of(story, [share > 0.5 for share, _ in quoted])
    parts = (
        _place(story), _length(story), _centre(story), _title(story), _names(story), quoted,
        [((flag & _DEEDS).bit_count(),) for flag in flags],
    )  # fmt: skip
    rows: Columns = [
        [*a, *b, *c, *d, *e, *f, min(3, *g)] for a, b, c, d, e, f, g in zip(*parts, strict=True)
    ]
    for i, row in enumerate(rows):
        row.append(rows[i - 1][_LOG_LENGTH] if i else 0.0)
    for scores in [_standard([row[at] for row in rows]) for at in _STANDARD_AT]:
        for row, score in zip(rows, scores, strict=True):
            row.append(score)
    return Sheet(rows, flags)


_DEEDS = sum(FLAGS[f"deed_{name}"] for name in lx.DEEDS)


def _place(story: Story) -> Parts:
    """Where the sentence stands in the story and in its paragraph."""
    n = len(story.views)
    paragraphs = len({v.sentence.paragraph for v in story.views})
    rows: Parts = []
    within: dict[int, int] = {}
    log_n, last = math.log(n + 1), max(1, n - 1)
    for i, view in enumerate(story.views):
        paragraph = view.sentence.paragraph
        k = within[paragraph] = within.get(paragraph, -1) + 1
        rel = i / last
        rows.append((
            1 / (i + 1), rel, rel * rel, math.log(i + 1), log_n, (k if k < 4 else 4) / 4,
            paragraphs / n,
        ))  # fmt: skip
    return rows


def _length(story: Story) -> Parts:
    """Its length in words, by itself and beside the others."""
    lengths = [v.size or 1 for v in story.views]
    mean, most = sum(lengths) / max(1, len(lengths)), max(lengths, default=1)
    return [
        (
            math.log(x), x / mean, x / most, (x if x < 25 else 25) / 25, v.letters / x / 5,
            (v.size - len(v.run)) / x,
        )
        for x, v in zip(lengths, story.views, strict=True)
    ]  # fmt: skip


def _centre(story: Story) -> Parts:
    """How much of what the story is about it holds, how much of that is new in it, and how similar
    it is to the sentences around it, to the lead and to all others.

    Only stems that several sentences share count for likeness and for what is known.
    """
    rare, times = story.rare, story.times
    weigh, count = rare.__getitem__, times.__getitem__
    total, n = max(1, sum(times.values())), len(story.views)
    mass = dict(zip(times, map(mul, times.values(), map(weigh, times)), strict=True))
    whole = sum(mass.values()) or 1.0
    repeated = {stem for stem, c in story.holders.items() if c > 1}
    lead = story.views[0].stems if story.views else {}
    lead_weight = sum(map(weigh, lead)) or 1.0
    alike = _likeness(story, [list(filter(repeated.__contains__, v.stems)) for v in story.views])
    seen: set[str] = set()
    rows: Parts = []
    for i, (view, (shared, likeness)) in enumerate(zip(story.views, alike, strict=True)):
        stems = view.stems
        size = len(stems) or 1
        share = sum(map(mass.__getitem__, stems)) / whole
        known = list(filter(seen.__contains__, shared))
        rows.append((
            share, share / size * n, sum(map(count, stems)) / total / size * 100,
            sum(map(weigh, stems)) / 100, len(shared) / size, (len(stems) - len(known)) / size,
            sum(map(weigh, known)) / 100,
            sum(map(weigh, filter(lead.__contains__, known))) / lead_weight if i else 0.0,
            *likeness,
        ))  # fmt: skip
        seen.update(shared)
    return rows


def _likeness(story: Story, shared: list[list[str]]) -> list[tuple[list[str], tuple[float, ...]]]:
    """For every sentence, what it shares, and its likeness to all, to those after it, to the one
    before, the one after, the lead."""
    views, n = story.views, len(story.views)
    rare = story.rare
    squares: dict[str, float] = dict(zip(rare, map(mul, rare.values(), rare.values()), strict=True))
    square = squares.__getitem__
    norms = [math.sqrt(sum(map(square, v.stems))) or 1.0 for v in views]
    everywhere: dict[str, float] = {}
    for stems, norm in zip(shared, norms, strict=True):
        own = 1 / norm
        for stem in stems:
            everywhere[stem] = everywhere.get(stem, 0.0) + own
    later = everywhere.copy()

    def like(i: int, j: int) -> float:
        both = filter(views[j].stems.__contains__, shared[i])
        return sum(map(square, both)) / (norms[i] * norms[j])

    rows: list[tuple[list[str], tuple[float, ...]]] = []
    scale, previous = 5 / max(1, n - 1), 0.0
    for i, (stems, norm) in enumerate(zip(shared, norms, strict=True)):
        own, weights = 1 / norm, list(map(square, stems))
        for stem in stems:
            later[stem] -= own
        degree = sum(map(mul, weights, [everywhere[s] - own for s in stems])) / norm
        after = sum(map(mul, weights, map(later.__getitem__, stems))) / norm
        following = like(i, i + 1) if i + 1 < n else 0.0
        lead = like(i, 0) if i else 0.0
        rows.append((stems, (degree * scale, after * scale, previous, following, lead)))
        previous = following
    return rows


def _title(story: Story) -> Parts:
    """What it shares with the title, and whether it is the first to take it up."""
    title, rare = story.title, story.rare
    if not title:
        return [(0.0, 0.0, 0, 0.0)] * len(story.views)
    whole = sum([rare[s] for s in sorted(title)]) or 1.0
    taken: set[str] = set()
    rows: Parts = []
    for view in story.views:
        shared = list(filter(title.__contains__, view.stems))
        rows.append((
            sum([rare[s] for s in shared]) / whole, len(shared) / (len(view.stems) or 1),
            min(len(shared), 4), sum([rare[s] for s in shared if s not in taken]) / whole,
        ))  # fmt: skip
        taken.update(shared)
    return rows


def _names(story: Story) -> Parts:
    """How many figures, and the names, weighed by how many sentences carry them."""
    carriers = story.carriers
    most = max(carriers.values(), default=1)
    rows: Parts = []
    for view in story.views:
        weight, chief = 0.0, 0
        if view.names:
            counts = [carriers.get(name, 0) for name in dict.fromkeys(view.names)]
            weight = sum([math.log(1 + max(1, c)) for c in counts]) / 5
            chief = max(counts)
        rows.append((len(view.numbers) / (view.size or 1) * 10, weight, chief / most))
    return rows


_MARK, _WE = BITS["quote mark"], BITS["we"]


def _quoted(story: Story) -> list[tuple[float, int]]:
    """The share of it that is quoted, and how often (at most 3) "I" or "we" speak in it."""
    rows = []
    for view in story.views:
        share, first = 0.0, 0
        if view.all_signs & _MARK:
            share = sum(map(len, _QUOTED.findall(view.text))) / max(1, len(view.text))
        if view.all_signs & _WE:
            first = min(3, sum([sign & _WE != 0 for sign in view.signs]))
        rows.append((share, first))
    return rows


def _standard(values: Sequence[float]) -> list[float]:
    """Standard scores; all 0 where there is no spread.

    >>> _standard([1.0, 3.0])
    [-1.0, 1.0]
    """
    if not values:
        return []
    mean = sum(values) / len(values)
    deviation = math.sqrt(sum([(v - mean) ** 2 for v in values]) / len(values))
    # Below this spread the differences are those of floating point.
    if deviation <= 1e-9:
        return [0.0] * len(values)
    return [(v - mean) / deviation for v in values]
