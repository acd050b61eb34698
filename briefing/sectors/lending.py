"""Phrases that the shipped tables lend to a small table of a user's own.

Ten phrases per sector stand in few sentences of an article. Where a good part of them lies in one
sector of a shipped table, as those of a user's ``money`` may in ``finance``, that sector lends its
other phrases. They count for less than the user's own, never decide, and take no word that a phrase
of the user claims or excludes. The phrases of shipped sectors that lend to none speak, for little,
against all sectors of the user.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.language.tokens import stemmer, tokenise
from briefing.model import NONE
from briefing.sectors.matching import AnyMatcher
from briefing.sectors.table import Phrase
from briefing.sectors.trie import Entry, Hit

LENT = 0.75
"""Weight of a lent phrase as a share of its weight in the shipped table. Of three tables with five
sectors of ten phrases, written after this was set, 0.92, 0.80 and 0.91 of the sentences of their
fields go right; 0.49, 0.43 and 0.60 without. At 1 they gain up to 0.04, and a table of sectors that
share one lender loses 0.10."""

AGAINST = 0.16
"""The same for phrases of sectors that lend to none. In articles of other fields 0.04 to 0.09 of
the sentences are given a sector; at half of it 0.11 to 0.16, for 0.03 more right in the field."""

LEAST_ALIKE = 0.3
"""Share of a sector's own weight that must lie in a shipped sector for it to lend. From 0.15 to 0.3
accuracy changes by 0.01."""

Shares = dict[str, dict[str, float]]
"""By slug of a shipped table, the user's sectors to which it lends, with the share of each."""


def alike(matcher: AnyMatcher, phrases: Iterable[Phrase], language: str) -> Shares:
    """To which sectors of the user's ``phrases`` each sector of a shipped table lends; ``matcher``
    finds the phrases of the shipped table. Sectors that share a lender have a part of it each."""
    stem = stemmer(language)
    whole: dict[str, float] = {}
    common: dict[tuple[str, str], float] = {}
    for phrase in phrases:
        tokens = tuple(tokenise(phrase.text))
        if not phrase.weight or phrase.slug == NONE or not tokens:
            continue
        whole[phrase.slug] = whole.get(phrase.slug, 0.0) + phrase.weight
        stems = tuple(stem(token) if token[0].isalnum() else "" for token in tokens)
        for first, last, entry in matcher.find(tokens, stems):
            part = phrase.weight * (last - first) / len(tokens) / max(1, len(entry.weights))
            top = max(entry.weights.values(), default=1.0)
            for slug, weight in entry.weights.items():
                pair = (slug, phrase.slug)
                common[pair] = common.get(pair, 0.0) + part * weight / top
    kept: Shares = {}
    for (slug, own), weight in common.items():
        if slug != NONE and weight >= LEAST_ALIKE * whole[own]:
            kept.setdefault(slug, {})[own] = weight / whole[own]
    return {
        slug: {own: share / sum(shares.values()) for own, share in shares.items()}
        for slug, shares in kept.items()
    }


@dataclass(slots=True)
class Lender:
    """The phrases of a shipped table, with the sectors that it lends them to."""

    matcher: AnyMatcher
    shares: Shares
    _lent: dict[Entry, Entry | None] = field(default_factory=dict, repr=False, compare=False)

    def entry(self, entry: Entry) -> Entry | None:
        """A phrase as it is lent, None for one that is not."""
        if entry not in self._lent:
            weights: dict[str, float] = {}
            for slug, weight in entry.weights.items():
                shares = self.shares.get(slug)
                pairs = {NONE: AGAINST} if shares is None else shares
                rate = 1.0 if shares is None else LENT
                for own, share in pairs.items():
                    weights[own] = max(weights.get(own, 0.0), rate * share * weight)
            made = Entry(entry.text, weights, (), verbatim=entry.verbatim, lent=True)
            self._lent[entry] = made if weights else None
        return self._lent[entry]


@dataclass(slots=True)
class LendingMatcher:
    """The phrases of a small table and those that are lent to it where they claim no word."""

    own: AnyMatcher
    lenders: tuple[Lender, ...]

    @property
    def language(self) -> str:
        """The language of the phrases."""
        return self.own.language

    @property
    def law(self) -> AnyMatcher | None:
        """The phrases that settle a sentence: the user's own."""
        return self.own.law

    def find(self, tokens: tuple[str, ...], stems: tuple[str, ...]) -> list[Hit]:
        """The phrases of a sentence by place; arguments as of :meth:`Matcher.find`."""
        hits = self.own.find(tokens, stems)
        claimed = {place for first, last, _ in hits for place in range(first, last)}
        size = len(hits)
        for lender in self.lenders:
            for first, last, entry in lender.matcher.find(tokens, stems):
                lent = lender.entry(entry)
                if lent is not None and claimed.isdisjoint(range(first, last)):
                    claimed.update(range(first, last))
                    hits.append((first, last, lent))
        return hits if len(hits) == size else sorted(hits, key=lambda hit: hit[:2])
