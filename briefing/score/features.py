"""What the default method sees of a sentence: a row of numbers a content sentence.

Rows follow the order of the content sentences, columns :data:`FEATURES`. All of it is computed from
the one document and the shipped rarities of stems, in time linear in the number of words.
Similarity is the cosine of the sets of content stems, weighted by rarity.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, compress, filterfalse, pairwise
from operator import mul

from briefing.background import rarities
from briefing.model import Document, Kind, Sentence
from briefing.score import lexicon as lx
from briefing.words import MOST_KNOWN, function_stems

_QUOTED = re.compile(r'["“]([^"“”]*)["”]')
_QUOTE_MARKS = ('"', "“", "”")
_OPENS_QUOTED = frozenset("\"“'‘")
_BULLETS = frozenset("-•–*")
_ENDS = frozenset('.?!"“‘:')
_TITLE_WITHIN = 3  # a heading further down is a subheading
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_MONEY = re.compile(r"\d.*[mb]n?")


@dataclass(frozen=True, slots=True)
class View:
    """One content sentence as the features see it.

    ``words`` are the lower-cased words without marks, ``run`` the stems that are not function words
    in order, ``stems`` the distinct ones (``content``: the same as a set), ``names`` the stems of
    capitalised words within the sentence.
    """

    sentence: Sentence
    text: str
    words: tuple[str, ...]
    wordset: frozenset[str]
    run: list[str]
    stems: tuple[str, ...]
    content: frozenset[str]
    names: list[str]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A document as the features see it: its views, its title, how often and how rare stems are."""

    views: tuple[View, ...]
    title: frozenset[str]
    rare: dict[str, float]
    times: Counter[str]
    holders: Counter[str]
    carriers: Counter[str]
    function: frozenset[str]


def story(document: Document) -> Story:
    """The content sentences of ``document`` with what the features count in all of them."""
    function = function_stems(document.article.language)
    content = [s for s in document.sentences if s.kind is Kind.CONTENT]
    title: frozenset[str] = frozenset()
    for sentence in document.sentences[:_TITLE_WITHIN]:
        if sentence.kind is Kind.HEADING:
            title = frozenset(sentence.stems) - function
            break
    views = tuple(_view(s, function) for s in content)
    carriers = Counter(name for v in views for name in dict.fromkeys(v.names))
    for view in views:  # the first word is capitalised anyway: a name if it is one elsewhere
        first = next(filter(None, view.sentence.stems), "")
        if first in carriers and first not in view.names:
            view.names.append(first)
    times = Counter(chain.from_iterable([v.run for v in views]))
    holders = Counter(chain.from_iterable([v.stems for v in views]))
    table, unseen = rarities()
    rare = {stem: table.get(stem, unseen) for stem in [*times, *sorted(title)]}
    return Story(views, title, rare, times, holders, carriers, function)


def _view(sentence: Sentence, function: frozenset[str]) -> View:
    tokens, stems = sentence.tokens, sentence.stems
    lower = list(map(str.lower, tokens))
    forms = list(map(_FORMS.__getitem__, tokens))
    names = [
        stems[i]
        for i, form in enumerate(forms)
        if form == _CAPITAL and i and tokens[i - 1] not in _ENDS and stems[i] not in function
    ]
    numbers = tuple([t for t, form in zip(tokens, forms, strict=True) if form == _NUMBER])
    text = sentence.text[sentence.body - sentence.start :]
    run = list(filterfalse(function.__contains__, stems))
    own = dict.fromkeys(run)
    return View(
        sentence, text, tuple(compress(lower, stems)), frozenset(lower), run, tuple(own),
        frozenset(own), names, numbers,
    )  # fmt: skip


def _is_year(token: str) -> bool:
    return len(token) == 4 and _YEAR.fullmatch(token) is not None


_CAPITAL, _NUMBER, _OTHER = 1, 2, 0


class _Forms(dict[str, int]):
    """How tokens are written: with a capital, as a number that is no year, or otherwise."""

    def __missing__(self, token: str) -> int:
        form = _OTHER
        if token[0].isdigit():
            form = _OTHER if _is_year(token) else _NUMBER
        elif token[0].isupper():
            form = _CAPITAL
        if len(self) < MOST_KNOWN:
            self[token] = form
        return form


_FORMS = _Forms()


Columns = list[list[float]]


def _place(story: Story) -> Columns:
    """Where the sentence stands in the story and in its paragraph."""
    views, n = story.views, len(story.views)
    paragraphs = Counter(v.sentence.paragraph for v in views)
    rows: Columns = []
    within: dict[int, int] = {}
    for i, view in enumerate(views):
        paragraph = view.sentence.paragraph
        k = within[paragraph] = within.get(paragraph, -1) + 1
        rel = i / max(1, n - 1)
        rows.append([
            i == 0, i == 1, i == 2, i == 3, 1 / (i + 1), rel, rel * rel, math.log(i + 1),
            math.log(n + 1), k == 0, min(k, 4) / 4, len(paragraphs) / n,
        ])  # fmt: skip
    return rows


def _length(story: Story) -> Columns:
    """Its length in words, by itself and beside the others."""
    lengths = [max(1, len(v.words)) for v in story.views]
    mean, most = sum(lengths) / max(1, len(lengths)), max(lengths, default=1)
    return [
        [
            math.log(x), x < 9, x < 6, x / mean, x / most, min(x, 25) / 25,
            sum(map(len, v.words)) / x / 5,
            (len(v.words) - len(v.run)) / x,
            v.sentence.text[:1] in _BULLETS,
        ]
        for x, v in zip(lengths, story.views, strict=True)
    ]  # fmt: skip


def _centre(story: Story) -> Columns:
    """How much of what the story is about it holds, and how much of that is new in it."""
    rare, times, holders = story.rare, story.times, story.holders
    total = max(1, sum(times.values()))
    mass = {stem: count * rare[stem] for stem, count in times.items()}
    whole, n = sum(mass.values()) or 1.0, len(story.views)
    first = story.views[0].stems if story.views else ()
    lead = frozenset(first)
    weigh = rare.__getitem__
    lead_weight = sum(map(weigh, first)) or 1.0
    repeated = {stem for stem, count in holders.items() if count > 1}
    seen: set[str] = set()
    rows: Columns = []
    for i, view in enumerate(story.views):
        content = view.stems
        size = max(1, len(content))
        share = sum(map(mass.__getitem__, content)) / whole
        rows.append([
            share, share / size * n, sum(map(times.__getitem__, content)) / total / size * 100,
            sum(map(weigh, content)) / 100,
            len(repeated & view.content) / size, len(view.content - seen) / size,
            sum(map(weigh, filter(seen.__contains__, content))) / 100,
            sum(map(weigh, filter(lead.__contains__, content))) / lead_weight if i else 0.0,
        ])  # fmt: skip
        seen.update(content)
    return rows


def _likeness(story: Story) -> Columns:
    """How alike it is to the sentences around it, to the lead and to all others."""
    views, n = story.views, len(story.views)
    squares = {stem: weight * weight for stem, weight in story.rare.items()}
    contents = [v.stems for v in views]
    weights = [list(map(squares.__getitem__, c)) for c in contents]
    norms = [math.sqrt(sum(w)) or 1.0 for w in weights]
    everywhere: dict[str, float] = {}
    for content, norm in zip(contents, norms, strict=True):
        own = 1 / norm
        for stem in content:
            everywhere[stem] = everywhere.get(stem, 0.0) + own
    later = dict(everywhere)

    def like(i: int, j: int) -> float:
        if not (0 <= i < n and 0 <= j < n and i != j):
            return 0.0
        other = views[j].content
        shared = filter(other.__contains__, contents[i])
        return sum(map(squares.__getitem__, shared)) / (norms[i] * norms[j])

    rows: Columns = []
    scale = 5 / max(1, n - 1)
    for i, (content, weight, norm) in enumerate(zip(contents, weights, norms, strict=True)):
        own = 1 / norm
        for stem in content:
            later[stem] -= own
        degree = sum(map(mul, weight, [everywhere[s] - own for s in content])) / norm
        after = sum(map(mul, weight, map(later.__getitem__, content))) / norm
        rows.append([
            degree * scale, after * scale, like(i, i - 1), like(i, i + 1), like(i, 0) if i else 0.0,
        ])  # fmt: skip
    return rows


def _title(story: Story) -> Columns:
    """What it shares with the title, and whether it is the first to take it up."""
    title, rare = story.title, story.rare
    whole = sum([rare[s] for s in sorted(title)]) or 1.0
    taken: set[str] = set()
    rows: Columns = []
    for view in story.views:
        shared = [s for s in view.stems if s in title]
        rows.append([
            sum([rare[s] for s in shared]) / whole, len(shared) / max(1, len(view.content)),
            min(len(shared), 4), bool(title),
            sum([rare[s] for s in shared if s not in taken]) / whole,
        ])  # fmt: skip
        taken.update(shared)
    return rows


def _figures(story: Story) -> Columns:
    """The figures it names; years by themselves do not count."""
    seen: set[str] = set()
    rows: Columns = []
    for i, view in enumerate(story.views):
        numbers, wordset = view.numbers, view.wordset
        money = not wordset.isdisjoint(lx.CURRENCY) or any(map(_SHORT_MONEY.fullmatch, numbers))
        percent = not wordset.isdisjoint(lx.PERCENT) or ("per" in wordset and "cent" in wordset)
        rows.append([
            bool(numbers), money, percent, bool(numbers) and i < 4,
            len(numbers) / max(1, len(view.words)) * 10, not seen.issuperset(numbers),
        ])  # fmt: skip
        seen.update(view.content)
    return rows


def _actors(story: Story) -> Columns:
    """The names in it, weighed by how many sentences carry them."""
    carriers = story.carriers
    most = max(carriers.values(), default=1)
    rows: Columns = []
    for view in story.views:
        counts = [carriers.get(name, 0) for name in dict.fromkeys(view.names)]
        weight = sum([math.log(1 + max(1, c)) for c in counts]) / 5
        rows.append([weight, max(counts, default=0) / most])
    return rows


def _opening(story: Story) -> Columns:
    """How it begins."""
    rows: Columns = []
    for view in story.views:
        first, second = (*view.words[:2], "", "")[:2]
        there = first == "there" or (first == "it" and second in ("is", "was"))
        rows.append([
            first in lx.PRONOUNS, first in lx.CONNECTIVES, first in ("but", "however"),
            first == "the", first in ("a", "an"), there,
        ])  # fmt: skip
    return rows


def _speech(story: Story) -> Columns:
    """Quotation, questions, who says it."""
    rows: Columns = []
    for view in story.views:
        text, wordset = view.text, view.wordset
        marks = sum([text.count(mark) for mark in _QUOTE_MARKS])
        share = sum(map(len, _QUOTED.findall(text))) / max(1, len(text)) if marks else 0.0
        says = not wordset.isdisjoint(lx.SAYING)
        first = 0
        if not wordset.isdisjoint(lx.FIRST_PERSON):
            first = min(3, sum(map(lx.FIRST_PERSON.__contains__, view.words)))
        rows.append([
            text[:1] in _OPENS_QUOTED, share, marks % 2 == 1, says, says and not marks,
            first, "?" in wordset, share > 0.5,
        ])  # fmt: skip
    return rows


def _wording(story: Story) -> Columns:
    """Who does what: the deeds that make news; intent, hedging, tense and time."""
    rows: Columns = []
    for view in story.views:
        words, wordset = view.words, view.wordset
        perfect = not wordset.isdisjoint(lx.HAVE) and any(
            a in lx.HAVE and (b.endswith("ed") or b in lx.PARTICIPLES) for a, b in pairwise(words)
        )
        deeds = set(map(lx.DEED_OF.__getitem__, wordset & lx.DEED_OF.keys()))
        lacks = wordset.isdisjoint
        rows.append([
            not lacks(lx.HEDGES), not lacks(lx.INTENT), perfect, not lacks(lx.WAS),
            not lacks(lx.DAYS), "next" in wordset, not lacks(lx.EXAMPLES),
            "according" in wordset, *[deed in deeds for deed in lx.DEEDS], min(3, len(deeds)),
        ])  # fmt: skip
    return rows


_TIME_WORDS = (
    "since", "ago", "been", "already", "still", "first", "new", "would", "could", "may",
)  # fmt: skip


def _time(story: Story) -> Columns:
    """When it happened: years before the latest of the story, spans since, now, what is to come."""
    years = [[int(w) for w in v.words if _is_year(w)] for v in story.views]
    latest = max(chain.from_iterable(years), default=0)
    rows: Columns = []
    for view, own in zip(story.views, years, strict=True):
        words, has = view.words, view.wordset
        last, a_year = "last" in has, "year" in has
        to_come = bool(own) and not has.isdisjoint(("by", "until")) and "will" in has
        had = "had" in has and any(
            a == "had" and (b.endswith("ed") or b in lx.PARTICIPLES) for a, b in pairwise(words)
        )
        rows.append([
            bool(own), bool(own) and max(own) < latest, bool(own) and max(own) == latest, to_come,
            a_year and (last or "ago" in has or "earlier" in has),
            (last or "earlier" in has) and ("week" in has or "month" in has), had,
            "now" in has or "currently" in has, "recently" in has or "recent" in has,
            "earlier" in has, not has.isdisjoint(lx.MONTHS), a_year or "years" in has,
            words[:1] != () and words[0] in lx.WHERE, words[:1] != () and words[0] in lx.WHEN,
            "should" in has or "must" in has, *[word in has for word in _TIME_WORDS],
        ])  # fmt: skip
    return rows


Group = tuple[tuple[str, ...], Callable[[Story], Columns]]

GROUPS: tuple[Group, ...] = (
    (("first", "second", "third", "fourth", "inverse_place", "relative_place", "place_squared",
      "log_place", "log_sentences", "opens_paragraph", "place_in_paragraph",
      "paragraphs_a_sentence"), _place),
    (("log_length", "under_9_words", "under_6_words", "length_to_mean", "length_to_most",
      "length_to_25", "word_length", "function_share", "bullet"), _length),
    (("mass", "mass_a_stem", "frequency", "rarity", "repeated_share", "new_share", "known_rarity",
      "lead_overlap"), _centre),
    (("degree", "degree_after", "like_previous", "like_next", "like_lead"), _likeness),
    (("title_cover", "title_share", "title_stems", "has_title", "title_first"), _title),
    (("figure", "money", "percent", "early_figure", "figure_density", "new_figure"), _figures),
    (("names", "main_name"), _actors),
    (("opens_pronoun", "opens_connective", "opens_but", "opens_the", "opens_a", "opens_there"),
     _opening),
    (("opens_quote", "quoted_share", "unbalanced_quote", "says", "says_unquoted", "first_person",
      "question", "mostly_quote"), _speech),
    (("hedge", "intent", "perfect", "was", "day", "next", "example", "according",
      *(f"deed_{name}" for name in lx.DEEDS), "deeds"), _wording),
    (("year", "past_year", "latest_year", "year_to_come", "year_before", "week_before", "had",
      "now", "recent", "earlier", "month", "years", "opens_where", "opens_when", "should",
      *(f"time_{word}" for word in _TIME_WORDS)), _time),
)  # fmt: skip

_PLAIN = tuple(name for names, _ in GROUPS for name in names)
_BEFORE = ("mostly_quote", "opens_quote", "log_length")
_AFTER = ("mostly_quote",)
_STANDARD = ("mass_a_stem", "degree", "names", "lead_overlap", "rarity", "like_lead")
_BEFORE_AT, _AFTER_AT, _STANDARD_AT = (
    tuple(_PLAIN.index(name) for name in names) for names in (_BEFORE, _AFTER, _STANDARD)
)

FEATURES: tuple[str, ...] = (
    *_PLAIN,
    *(f"before_{name}" for name in _BEFORE),
    *(f"after_{name}" for name in _AFTER),
    *(f"standard_{name}" for name in _STANDARD),
)
"""The columns of :func:`features`: those of the groups, some of the neighbours' (0 where there is
none), and some as standard scores within the article."""


def features(story: Story) -> Columns:
    """A row for every content sentence, in order, with the columns :data:`FEATURES`."""
    parts = [compute(story) for _, compute in GROUPS]
    rows: Columns = [list(chain.from_iterable(row)) for row in zip(*parts, strict=True)]
    count = len(rows)
    neighbours = [
        [rows[i - 1][c] if i else 0.0 for c in _BEFORE_AT]
        + [rows[i + 1][c] if i + 1 < count else 0.0 for c in _AFTER_AT]
        for i in range(count)
    ]
    standard = [_standard([row[c] for row in rows]) for c in _STANDARD_AT]
    for i, row in enumerate(rows):
        row += neighbours[i]
        row += [column[i] for column in standard]
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
    return [(v - mean) / deviation if deviation > 1e-9 else 0.0 for v in values]
