"""A document as the default method counts it: its content sentences, its title, its stems."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from itertools import chain, compress, filterfalse, repeat
from operator import or_
from typing import NamedTuple

from briefing.language.idf import rarities
from briefing.language.tokens import function_stems
from briefing.languages import Language, language
from briefing.model import Document, Kind, Sentence
from briefing.salience.token_flags import BITS, SIGNS

_ENDS = frozenset('.?!"“‘:')
_TITLE_WITHIN = 3  # a heading further down is a subheading
_CAPITAL, _NUMBER, _MARK = BITS["capital"], BITS["number"], BITS["quote mark"]


class View(NamedTuple):
    """One content sentence as the features see it.

    ``text`` is that of the sentence proper; ``signs`` are those of its tokens, ``all_signs`` all
    together; ``size`` is the number of its words without marks, ``letters`` their length together,
    ``first`` and ``second`` the first two, lower-cased. ``run`` are the stems that are not function
    words, ``stems`` the distinct ones of them, both in order; ``names`` the stems of capitalised
    words within the sentence.
    """

    sentence: Sentence
    text: str
    signs: list[int]
    all_signs: int
    size: int
    letters: int
    first: str
    second: str
    run: list[str]
    stems: dict[str, None]
    names: list[str]
    numbers: list[str]

    def words(self) -> list[str]:
        """The lower-cased words without marks."""
        return list(map(str.lower, compress(self.sentence.tokens, self.sentence.stems)))


class Story(NamedTuple):
    """A document as the features see it: its views, its title, how often and how rare stems are.

    By stem: ``times`` it is said, ``holders`` (sentences that say it), ``carriers`` (sentences that
    have it as a name). ``function`` are the stems without meaning of their own.
    """

    views: list[View]
    title: frozenset[str]
    rare: dict[str, float]
    times: Counter[str]
    holders: Counter[str]
    carriers: Counter[str]
    function: frozenset[str]


def story(document: Document) -> Story:
    """The content sentences of ``document`` with what the features count in all of them."""
    function = function_stems(document.article.language)
    own = spoken(document.article.language)
    title: frozenset[str] = frozenset()
    for sentence in document.sentences[:_TITLE_WITHIN]:
        if sentence.kind is Kind.HEADING:
            title = frozenset(sentence.stems) - function
            break
    views = [_view(s, function) for s in document.sentences if s.kind is Kind.CONTENT]
    if own is not None:
        views = [as_english(view, own) for view in views]
    carriers = Counter(chain.from_iterable([dict.fromkeys(v.names) for v in views]))
    for view in views:  # the first word is capitalised anyway: a name if it is one elsewhere
        first = next(filter(None, view.sentence.stems), "")
        if first in carriers and first not in view.names:
            view.names.append(first)
    times = Counter(chain.from_iterable([v.run for v in views]))
    holders = Counter(chain.from_iterable([v.stems for v in views]))
    table, unseen = rarities(document.article.language)
    said = [*times, *sorted(title)]
    rare = dict(zip(said, map(table.get, said, repeat(unseen)), strict=True))
    return Story(views, title, rare, times, holders, carriers, function)


def spoken(code: str) -> Language | None:
    """What is known of an article's language; ``None`` for English, on which the weights were
    learned."""
    return None if code == "en" else language(code)


def as_english(view: View, own: Language) -> View:
    """The view as the weights, which were learned in English, expect it: its length in English
    words, its quotations in English marks, no word of it taken for an English one."""
    text = view.text
    for opening, closing in own.quotes:
        first = text.find(opening)
        if first >= 0 and opening != closing and text.find(closing) not in range(first):
            text = text.translate({ord(opening): "“", ord(closing): "”"})
            break
    signs = [
        sign & _CAPITAL if token[0].isalpha() else sign
        for token, sign in zip(view.sentence.tokens, view.signs, strict=True)
    ]
    together = reduce(or_, signs, _MARK if "“" in text else 0)
    size = max(1, round(view.size * own.words.length)) if view.size else 0
    letters = round(view.letters / max(1, view.size) * size) if size else 0
    return view._replace(
        text=text, signs=signs, all_signs=together, size=size, letters=letters, first="", second=""
    )  # fmt: skip


def _view(sentence: Sentence, function: frozenset[str]) -> View:
    tokens, stems = sentence.tokens, sentence.stems
    signs = list(map(SIGNS.__getitem__, tokens))
    together = reduce(or_, signs, 0)
    names: list[str] = []
    if together & _CAPITAL:
        names = [
            stem
            for sign, before, stem in zip(signs[1:], tokens, stems[1:], strict=False)
            if sign & _CAPITAL and before not in _ENDS and stem not in function
        ]
    numbers = []
    if together & _NUMBER:
        numbers = [t for t, sign in zip(tokens, signs, strict=True) if sign & _NUMBER]
    words = list(compress(tokens, stems))
    first, second = (*words[:2], "", "")[:2]
    run = list(filterfalse(function.__contains__, stems))
    return View(
        sentence, sentence.text[sentence.body - sentence.start :], signs, together, len(words),
        len("".join(words).lower()), first.lower(), second.lower(), run, dict.fromkeys(run), names,
        numbers,
    )  # fmt: skip
