"""Which sentences of several articles are folded into one point, against an editor's labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from briefing.evaluation.data import labelled
from briefing.evaluation.marked_text import MarkedDay, Unit
from briefing.model import Candidate, Document, Kind, Sentence

if TYPE_CHECKING:
    from briefing.selection.duplicates import Model

Same = Callable[[int, int], bool | None]
"""Whether two items, by their places, state one point; None where that is open."""


def content_candidates(document: Document) -> Iterator[tuple[Sentence, Candidate]]:
    """Each content sentence with a candidate of it: as a brief would show it, or, where it cannot
    stand by itself, as it is. Score and sector are the same for all."""
    from briefing.coreference import resolve
    from briefing.language.tokens import function_stems
    from briefing.selection.candidates import bucket, meta, topic

    source, about, common = meta(document.article), topic(document), function_stems("en")
    for s, resolved in zip(document.sentences, resolve(document), strict=True):
        if s.kind is Kind.CONTENT:
            stems = tuple(sorted(set(s.stems) - common))
            yield s, Candidate(
                source, s.start, s.end, s.text, resolved.wording or s.text, "none", 0.5, (), (),
                stems, about, bucket(stems),
            )  # fmt: skip


def folded(items: Sequence[Candidate], same: Same, model: Model | None = None) -> Counter[str]:
    """Pairs that state one point (``all``), those of them that are folded (``right``), and pairs
    folded that state different points (``wrong``), by ``model`` or the one that ships. Open pairs
    are not counted."""
    from briefing.selection.duplicates import clusters

    place = {id(item): n for n, item in enumerate(items)}
    counts = Counter(all=sum(bool(same(a, b)) for a, b in combinations(range(len(items)), 2)))
    for group in clusters(items, model):
        for a, b in combinations(sorted(place[id(item)] for item in group), 2):
            one_point = same(a, b)
            if one_point is not None:
                counts["right" if one_point else "wrong"] += 1
    return counts


def duplicates(days: Sequence[MarkedDay]) -> dict[str, float]:
    """``precision``: of the pairs of sentences folded into one point, those that state the same
    facts. ``recall``: of the pairs that state the same facts, those folded.

    Two sentences state the same facts if both tell the same ones in full, and different ones if
    they share no fact; other pairs, of which one tells more than the other, are open.
    """
    counts: Counter[str] = Counter()
    for day in days:
        items: list[Candidate] = []
        units: list[Unit] = []
        for marked in day.articles:
            document = labelled(marked).document
            for sentence, item in content_candidates(document):
                items.append(item)
                units.append(marked.units[sentence.index])

        def same(a: int, b: int, units: Sequence[Unit] = units) -> bool | None:
            return _same_facts(units[a], units[b])

        counts += folded(items, same)
    return {
        "precision": counts["right"] / max(1, counts["right"] + counts["wrong"]),
        "recall": counts["right"] / max(1, counts["all"]),
    }


def _same_facts(one: Unit, other: Unit) -> bool | None:
    a, b = dict(one.tells), dict(other.tells)
    if not a.keys() & b.keys():
        return False
    in_full = not any(a.values()) and not any(b.values())
    return True if in_full and a.keys() == b.keys() else None
