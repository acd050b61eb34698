"""Site furniture by learned cues: lines that ask the reader to subscribe, click, share or agree.

A logistic model over the stems of a sentence and a few marks of its shape, trained by
``python -m briefing.training.furniture`` on lines written for this project against the labelled
news. It knows kinds of lines, not wordings: its held-out figures are in ``data/furniture.json``.
English only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from math import fsum
from operator import or_

from briefing.language.orders import gives_order
from briefing.language.tokens import Known
from briefing.language.verbs import verbs
from briefing.resources import data_path

SURE = 1.0
"""Log-odds above which a sentence that speaks to the reader is furniture wherever it stands. Of
all sentences held out, of whomever they speak, 0.4% of the news and 78% of the furniture lie above
it; news that does seldom says you or we outside quotation marks."""

SURE_OF_OTHERS = 6.0
"""The same for a sentence that does not speak to the reader, and may be news about a site."""

BESIDE = -1.0
"""Log-odds above which a sentence beside other boilerplate is furniture too: 91% of it lies above,
and 1.2% of the news, which is seldom beside any."""

BETWEEN = -4.0
"""Log-odds above which a sentence between two lines of boilerplate is furniture: 3% of the news
lies above, and hardly any of it stands so."""

_CUE = 1.2
"""Weight from which a stem alone is a reason to add up all of them. No sentence without one came
above ``BESIDE`` in training."""

_READER = frozenset(("you", "your", "pleas"))
_SITE = frozenset(("we", "us", "our"))  # in news they report what happened
_SHORT, _LONG = 12, 25  # tokens: most furniture is short; few sentences of news are
QUOTES = ('"', "“", "‘", " '")
"""Marks of a quotation: what people say is not furniture."""
_ENDS = (".", "!", "?", "…", '"', "”", "’", ")")


def odds(text: str, tokens: Sequence[str], stems: Sequence[str]) -> float:
    """The log-odds that a sentence outside quotation marks is furniture."""
    bias, weights, cues = _model()
    if cues.isdisjoint(stems) or any(map(text.__contains__, QUOTES)):
        return -10.0
    known = weights.keys() & features(text, tokens, stems)
    return bias + fsum(map(weights.__getitem__, known))


def speaks_to_reader(tokens: Sequence[str], stems: Sequence[str]) -> bool:
    """Whether a sentence says you or please, begins with an order, or says we of no past.

    >>> speaks_to_reader(("Click", "below"), ("click", "below"))
    True
    """
    first = tokens[0].lower() if tokens else ""
    if not _READER.isdisjoint(stems) or first in verbs().orders or first == "be":
        return True
    if gives_order(tokens):
        return True
    if _SITE.isdisjoint(stems):
        return False
    return not _PAST & _flags(tokens)


def features(text: str, tokens: Sequence[str], stems: Iterable[str]) -> set[str]:
    """The names of what a sentence shows: its stems, and marks of its shape with ``=`` before."""
    return {stem for stem in stems if stem}.union(_shape(text, tokens))


def _shape(text: str, tokens: Sequence[str]) -> Iterator[str]:
    after_first = _flags(tokens[1:])
    flags = after_first | _flags(tokens[:1])
    if not text.endswith(_ENDS):
        yield "=open"
    if text.endswith("?"):
        yield "=asks"
    if flags & _PAST:
        yield "=past"
    if len(tokens) <= _SHORT:
        yield "=short"
    if len(tokens) > _LONG:
        yield "=long"
    if after_first & _CAPITAL:
        yield "=capital"
    if flags & _FIGURE:
        yield "=figure"
    if tokens and tokens[0].lower() in verbs().orders:
        yield "=imperative"


_PAST, _CAPITAL, _FIGURE = 1, 2, 4


def _flags(tokens: Iterable[str]) -> int:
    """The properties of the tokens together, as bits: a past tense, a capital letter first, a
    figure."""
    return reduce(or_, map(_SHOWN.__getitem__, tokens), 0)


def _of_token(token: str) -> int:
    known, word = verbs(), token.lower()
    return (
        (_PAST if word in known.past or known.is_past(word) else 0)
        | (_CAPITAL if token[0].isupper() else 0)
        | (_FIGURE if token[0].isdigit() else 0)
    )


_SHOWN = Known(_of_token)


@lru_cache(maxsize=1)
def _model() -> tuple[float, dict[str, float], frozenset[str]]:
    table = json.loads(data_path("furniture.json").read_text("utf-8"))
    weights: dict[str, float] = table["weights"]
    cues = frozenset(name for name, weight in weights.items() if weight >= _CUE and name[0] != "=")
    return float(table["bias"]), weights, cues
