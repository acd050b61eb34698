"""Orders in English: "Bake the loaf for an hour", "Indicate by check mark whether …"."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.language.verbs import verbs

_OBJECTS = frozenset(
    """the a an your this these those all any each every it them us me how what whether if one two
    three four five six""".split()
)
_PARTICLES = frozenset("out up about by at with on into through".split())
_NOUNS = frozenset(
    """last lower suspect free clear narrow equal amount attribute chair lack hail mandate bar like
    save let""".split()
)
"""Base forms that begin sentences of the news as adjectives or nouns."""


def gives_order(tokens: Sequence[str]) -> bool:
    """Whether a sentence of these words and marks tells its reader to do something.

    Of 21,000 sentences of English news 0.05% do outside quotation marks, and none of them is worth
    a place in a brief.

    >>> gives_order(("Bake", "the", "loaf")), gives_order(("Last", "week", "it", "rained"))
    (True, False)
    """
    if len(tokens) < 3:
        return False
    known, first, second = verbs(), tokens[0].lower(), tokens[1]
    if first in _NOUNS or first not in known.base:
        return False
    return (
        second in _OBJECTS
        or second[0].isdigit()
        or (second in _PARTICLES and first in known.orders)
    )
