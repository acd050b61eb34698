"""Scoring: a table of methods behind one signature.

A :data:`Method` gives one float in [0, 1] for every sentence of a document, by index; what is not
content scores 0.0, and ties are broken by position by whoever sorts. Costly packages are imported
only when a method that needs them runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.errors import UsageError, nearest
from briefing.model import Document, Kind

Method = Callable[[Document], list[float]]


def lead(document: Document) -> list[float]:
    """The lead baseline: n content sentences score 1, (n-1)/n, … 1/n in document order."""
    total = sum(s.kind is Kind.CONTENT for s in document.sentences)
    scores, left = [], total
    for sentence in document.sentences:
        if sentence.kind is Kind.CONTENT:
            scores.append(left / total)
            left -= 1
        else:
            scores.append(0.0)
    return scores


def default(document: Document) -> list[float]:
    """Our own method: the probability that an editor gives the sentence a place in a brief."""
    from briefing.salience.explanation import scores

    return scores(document)


def _classic(name: str) -> Method:
    def method(document: Document) -> list[float]:
        from briefing.salience.sumy_methods import classic

        return classic(name)(document)

    method.__name__ = name
    method.__doc__ = f"sumy's {name}, fed with our sentences and words; see ``score.classic``."
    return method


METHODS: dict[str, Method] = {
    "default": default,
    "lead": lead,
    **{
        name: _classic(name)
        for name in (
            "lexrank", "textrank", "lsa", "luhn", "edmundson", "kl", "sumbasic", "reduction",
        )
    },
}  # fmt: skip


def method(name: str) -> Method:
    """The method called ``name``; raises :class:`UsageError` naming the nearest for another."""
    if name not in METHODS:
        raise UsageError(f"method {name!r} is unknown{nearest(name, METHODS)}")
    return METHODS[name]


def explain(document: Document, index: int) -> tuple[str, ...]:
    """Why sentence ``index`` may be in a brief, in a reader's words, the strongest reason first.

    Raises ``IndexError`` for an index outside the document; empty for what is not content.
    """
    from briefing.salience.explanation import reasons

    return reasons(document, index)


def select(document: Document, scores: Sequence[float], k: int) -> list[int]:
    """The ``k`` content sentences to show, by index, in document order (fewer if there are fewer).

    ``scores`` are a method's for ``document``. Those of the default method choose a set that says
    most as a whole (see :mod:`briefing.salience.summary`); those of any other, their k best, ties
    by position. Deterministic.
    """
    if list(scores) == default(document):
        from briefing.salience.summary import choose

        return choose(document, scores, k)
    content = [s.index for s in document.sentences if s.kind is Kind.CONTENT]
    return sorted(sorted(content, key=lambda i: (-scores[i], i))[: max(0, k)])
