"""Check the source list of a brief: an entry must say what its article says of itself.

Only entries that name an article by most words of its title are judged, so that a house style that
prints outlets alone, or numbers alone, raises no alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.verification.normalise import Folded, fold, words
from briefing.verification.points import Page

NAMED = 0.5
"""Share of the words of a title that an entry has in common with it to be taken for its entry: what
:mod:`briefing.verification.match` asks of a passage that may be an altered point."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def wrong_entries(brief: Page, folded: Sequence[Folded]) -> Iterator[tuple[str, str]]:
    """Each entry that differs from its article, and how: a figure of its title, or its year."""
    for entry in brief.entries.values():
        text = fold(entry)
        articles = _named(text, folded)
        if not articles:
            continue
        reasons = [_difference(text, article) for article in articles]
        if all(reasons):
            yield entry, reasons[0]


def _named(entry: str, folded: Sequence[Folded]) -> list[Folded]:
    """The articles whose titles the entry shares most words with."""
    said = set(words(entry.lower()))
    shares = []
    for article in folded:
        title = set(words(fold(article.article.title).lower()))
        shares.append(len(title & said) / len(title) if len(title) > 1 else 0.0)
    best = max(shares, default=0.0)
    if best < NAMED:
        return []
    return [a for a, share in zip(folded, shares, strict=True) if share == best]


def _difference(entry: str, article: Folded) -> str:
    own = article.article
    known = fold(" ".join((own.title, own.outlet, own.date, own.url, own.location, own.author)))
    years = _YEAR.findall(entry)
    if own.date and years and not any(year in known for year in years):
        return f"the source list dates it {years[-1]}, but its article is of {own.date}"
    numbers = set(_NUMBER.findall(known))
    date = {part.lstrip("0") for part in own.date.split("-")} if own.date else set()
    titled = _NUMBER.findall(_around_title(entry, fold(own.title)))
    strange = [n for n in titled if n not in numbers and n.lstrip("0") not in date]
    return (
        f"the source list has {strange[0]!r}, which its article's title has not" if strange else ""
    )


def _around_title(entry: str, title: str) -> str:
    """The part of the entry from the first to the last word that the title has."""
    said = set(words(title.lower()))
    spans = [m.span() for m in re.finditer(r"[\w’'-]+", entry) if m[0].lower() in said]
    return entry[spans[0][0] : spans[-1][1]] if spans else ""
