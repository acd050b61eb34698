"""Small tables, such as users write, to fit the weights of tables with few phrases.

A table of five sectors with ten phrases each says nothing of most sentences, so that the weights of
the shipped table, which has hundreds per sector, leave most of an article unsorted. The tables here
are drawn from the shipped one: five of its sectors, and of each ten phrases, those that are common
in the articles more often than others, as a user thinks of common ones. They are named alike in all
tables, for no weight belongs to a sector. An article is kept where most of its sentences belong to
the five sectors, and some others are, of which the sentences belong nowhere.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefing.model import NONE
from briefing.sectors import SectorTable, load_table, matched
from briefing.sectors.evidence import DocumentEvidence
from briefing.sectors.table import Phrase
from briefing.training.sector_fit import Labelled

TABLES = 16
SECTORS = ("one", "two", "three", "four", "five")
PHRASES = {"clear": 2, "usual": 7, "weak": 1}
"""How many phrases of each list a sector has."""

IN_FIELD = 0.7
"""Share of its sentences in the five sectors from which an article is of the table's field."""

OTHERS = 1.0
"""Articles of other fields, as a share of those of the field. With 0.1, three fresh tables sort up
to 0.10 more of the sentences of their fields, and 0.20 to 0.66 of the sentences without a phrase in
articles of other fields stand under some sector; with 1.0, 0.04 to 0.09."""


def small(
    table: SectorTable, items: Sequence[Labelled], evidences: Sequence[DocumentEvidence]
) -> tuple[list[Labelled], list[DocumentEvidence]]:
    """Articles as small tables see them: their sectors renamed, with the evidence of each table.

    ``evidences`` are those of ``table``, parallel to ``items``. The same input gives the same.
    """
    uses: Counter[tuple[str, str]] = Counter()
    for evidence in evidences:
        uses.update(matched(evidence))
    labels = Counter(slug for item in items for slug in item.first)
    large = sorted(s.slug for s in table.sectors if labels[s.slug] >= sum(labels.values()) / 100)
    chance = random.Random(1)
    seen: list[Labelled] = []
    gathered: list[DocumentEvidence] = []
    for _ in range(TABLES):
        chosen = chance.sample(large, min(len(SECTORS), len(large)))
        names = dict(zip(chosen, SECTORS, strict=False))
        drawn = _table(_drawn(table.phrases, names, uses, chance))
        for item in _of_field(items, names, chance):
            seen.append(item)
            gathered.append(drawn.evidence(item.document))
    return seen, gathered


def _drawn(
    phrases: Sequence[Phrase],
    names: dict[str, str],
    uses: Counter[tuple[str, str]],
    chance: random.Random,
) -> str:
    """The text of a table with the phrases of some sectors."""
    blocks = []
    for slug, name in names.items():
        blocks.append(f"[{name}]")
        for key, count in PHRASES.items():
            least, most = {"clear": (3.0, 9.0), "usual": (1.5, 2.5), "weak": (0.5, 1.2)}[key]
            kept = {p.text for p in phrases if p.slug == slug and least <= p.weight <= most}
            pool = {text: uses[slug, " ".join(text.split())] for text in sorted(kept)}
            texts = []
            for _ in range(min(count, sum(n > 0 for n in pool.values()))):
                text = chance.choices(list(pool), list(pool.values()))[0]
                texts.append(text)
                del pool[text]
            blocks.append(f'{key} = "{", ".join(texts)}"')
    return "\n".join(blocks) + "\n"


def _table(text: str) -> SectorTable:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.toml"
        path.write_text(text, "utf-8")
        return load_table(path)


def _of_field(
    items: Sequence[Labelled], names: dict[str, str], chance: random.Random
) -> list[Labelled]:
    """The articles of the field and some others, their sectors renamed."""
    field: list[Labelled] = []
    others: list[Labelled] = []
    for item in items:
        inside = sum(slug in names for slug in item.first)
        known = sum(bool(slug) for slug in item.first)
        (field if known and inside >= IN_FIELD * known else others).append(item)
    others = chance.sample(others, min(len(others), int(OTHERS * len(field))))
    return [_renamed(item, names) for item in (*field, *others)]


def _renamed(item: Labelled, names: dict[str, str]) -> Labelled:
    gold = [frozenset(names.get(slug, NONE) for slug in slugs) for slugs in item.gold]
    gold = [slugs - {NONE} or slugs for slugs in gold]
    first = [names.get(slug, NONE if slug else "") for slug in item.first]
    first = [
        slug if slug in slugs or not slugs else min(slugs)
        for slug, slugs in zip(first, gold, strict=True)
    ]
    return replace(item, gold=tuple(gold), first=tuple(first))
