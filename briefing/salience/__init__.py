"""Salience: how much each sentence of a document belongs in a brief, by one of several methods.

:func:`score` gives the :class:`~briefing.salience.scores.Scores` of a document: values, reasons and
the best choice of k sentences. ``METHODS`` is the table of methods; others are added by the entry
point group ``briefing.methods``. Costly packages are imported only when a method that needs them
runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing import plugins
from briefing.errors import UsageError, nearest
from briefing.model import Document, Kind
from briefing.salience.scores import Scores, checked

Method = Callable[[Document], Sequence[float]]
"""One score in [0, 1] for every sentence of a document, by index."""


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
    return list(_default_scores(document).values)


def _default_scores(document: Document) -> Scores:
    from briefing.salience.explanation import score

    return score(document)


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


def method_called(name: str | Method) -> Method:
    """The method called ``name``, or the method itself.

    Raises :class:`UsageError` for an unknown name, naming the nearest.
    """
    if callable(name):
        return name
    if name in METHODS:
        return METHODS[name]
    added = plugins.plugin(plugins.METHODS, name)
    if added is None:
        known = {*METHODS, *plugins.names(plugins.METHODS)}
        raise UsageError(f"method {name!r} is unknown{nearest(name, known)}")
    return added


def score(document: Document, chosen: str | Method = "default") -> Scores:
    """The scores of a document's sentences by a method: its name, or the method itself.

    Raises :class:`UsageError` for an unknown name, and for a method that does not give one score in
    [0, 1] per sentence.
    """
    if chosen == "default" or chosen is default:
        return _default_scores(document)
    name = chosen if isinstance(chosen, str) else getattr(chosen, "__name__", type(chosen).__name__)
    return checked(document, name, method_called(chosen)(document))
