"""The features of a sentence that are true or false, each a bit of one number."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing.salience import cue_words as lx
from briefing.salience.context import Story, View
from briefing.salience.token_flags import BITS, FEATURE_WORDS

_SHAPES = (
    "first", "second", "third", "fourth", "opens_paragraph", "under_9_words", "under_6_words",
    "bullet", "has_title", "figure", "early_figure", "new_figure", "opens_pronoun",
    "opens_connective", "opens_but", "opens_the", "opens_a", "opens_there", "opens_quote",
    "unbalanced_quote", "says_unquoted", "mostly_quote", "perfect", "year", "past_year",
    "latest_year", "year_to_come", "year_before", "week_before", "had", "opens_where",
    "opens_when", "before_mostly_quote", "before_opens_quote", "after_mostly_quote",
)  # fmt: skip

FLAGS: dict[str, int] = {
    **{name: BITS[name] for name in FEATURE_WORDS},
    **{name: 1 << (len(BITS) + k) for k, name in enumerate(_SHAPES)},
}
"""The bit of each flag. Those that one word decides have the bit of the word's sign."""

_F = FLAGS
_OF_WORDS = sum(BITS[name] for name in FEATURE_WORDS)
_QUOTE_MARKS = ('"', "“", "”")
_OPENS_QUOTED = frozenset("\"“'‘")
_BULLETS = frozenset("-•–*")
_FIRST_FOUR = tuple(_F[name] for name in ("first", "second", "third", "fourth"))
_EARLY = 4
_NUMBER, _DATE, _MARK = BITS["number"], BITS["a date"], BITS["quote mark"]
_PER_CENT = BITS["per"] | BITS["cent"]
_ENDED = BITS["deadline"] | BITS["will"]
_BACK = BITS["last"] | BITS["earlier"] | BITS["time_ago"]
_BACK_A_SPAN = BITS["last"] | BITS["earlier"]
_A_YEAR, _A_SPAN, _HAVE, _HAD, _SAYS = (
    BITS[name] for name in ("a year", "a span", "have", "had", "says")
)


def flags_of(story: Story, mostly_quote: Sequence[bool]) -> list[int]:
    """The flags of every content sentence, in order; ``mostly_quote`` is given."""
    seen: set[str] = set()
    latest = max([year for view in story.views for year in _years(view)], default=0)
    titled = _F["has_title"] if story.title else 0
    paragraph = -1
    own: list[int] = []
    for i, view in enumerate(story.views):
        flags = view.all_signs & _OF_WORDS | titled
        if i < _EARLY:
            flags |= _FIRST_FOUR[i]
        if view.sentence.paragraph != paragraph:
            paragraph = view.sentence.paragraph
            flags |= _F["opens_paragraph"]
        flags |= _by_words(view) | _opening(view) | _speech(view) | _time(view, latest)
        if view.numbers:
            flags |= _F["figure"] | (_F["early_figure"] if i < _EARLY else 0)
            flags |= 0 if seen.issuperset(view.numbers) else _F["new_figure"]
        own.append(flags | (_F["mostly_quote"] if mostly_quote[i] else 0))
        seen.update(view.stems)
    return _beside(own)


def _beside(own: list[int]) -> list[int]:
    """The flags with those for the neighbours' flags."""
    quote, opens = _F["mostly_quote"], _F["opens_quote"]
    flags = own.copy()
    for i, (before, after) in enumerate(pairwise(own)):
        if before & quote:
            flags[i + 1] |= _F["before_mostly_quote"]
        if before & opens:
            flags[i + 1] |= _F["before_opens_quote"]
        if after & quote:
            flags[i] |= _F["after_mostly_quote"]
    return flags


def _by_words(view: View) -> int:
    """The flags that depend on its length and on two words together."""
    signs = view.all_signs
    flags = 0
    if view.size < 9:
        flags |= _F["under_9_words"] | (_F["under_6_words"] if view.size < 6 else 0)
    if signs & _PER_CENT == _PER_CENT:
        flags |= _F["percent"]
    if signs & _HAVE and _done(view, lx.HAVE):
        flags |= _F["perfect"]
    if signs & _HAD and _done(view, _HAD_WORD):
        flags |= _F["had"]
    return flags


_HAD_WORD = frozenset({"had"})


def _done(view: View, having: frozenset[str]) -> bool:
    """Whether one of the words goes before a participle."""
    return any(
        a in having and (b.endswith("ed") or b in lx.PARTICIPLES) for a, b in pairwise(view.words())
    )


_OPENINGS: dict[str, int] = {}
for _name, _words in (
    ("opens_pronoun", lx.PRONOUNS), ("opens_connective", lx.CONNECTIVES),
    ("opens_but", ("but", "however")), ("opens_the", ("the",)), ("opens_a", ("a", "an")),
    ("opens_there", ("there",)), ("opens_where", lx.WHERE), ("opens_when", lx.WHEN),
):  # fmt: skip
    for _word in _words:
        _OPENINGS[_word] = _OPENINGS.get(_word, 0) | _F[_name]


def _opening(view: View) -> int:
    """How it begins."""
    flags = _OPENINGS.get(view.first, 0)
    if view.first == "it" and view.second in ("is", "was"):
        flags |= _F["opens_there"]
    if view.sentence.text[:1] in _BULLETS:
        flags |= _F["bullet"]
    return flags


def _speech(view: View) -> int:
    """Quotation, and who says it."""
    text, signs = view.text, view.all_signs
    marks = sum(map(text.count, _QUOTE_MARKS)) if signs & _MARK else 0
    flags = _F["opens_quote"] if text[:1] in _OPENS_QUOTED else 0
    if marks % 2:
        flags |= _F["unbalanced_quote"]
    if signs & _SAYS and not marks:
        flags |= _F["says_unquoted"]
    return flags


def _years(view: View) -> list[int]:
    if not view.all_signs & _DATE:
        return []
    tokens = view.sentence.tokens
    return [int(t) for t, sign in zip(tokens, view.signs, strict=True) if sign & _DATE]


def _time(view: View, latest: int) -> int:
    """When it happened: years before the latest of the story, spans since, what is to come."""
    signs = view.all_signs
    flags = 0
    if signs & _DATE:
        past = max(_years(view)) < latest
        flags |= _F["year"] | _F["past_year" if past else "latest_year"]
        if signs & _ENDED == _ENDED:
            flags |= _F["year_to_come"]
    if signs & _A_YEAR and signs & _BACK:
        flags |= _F["year_before"]
    if signs & _A_SPAN and signs & _BACK_A_SPAN:
        flags |= _F["week_before"]
    return flags
