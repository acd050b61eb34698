"""Learned words: how the words of an article speak for the sectors of the shipped table.

A linear model over the words of a document, beside the phrases of the table: for an article whose
own phrases are few or divided. It is learned by ``python -m briefing.training.sectors`` and in
force only for tables that have most of the sectors that it knows, so for the shipped table and for
edited copies of it, never for a table of other sectors.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from briefing.language.tokens import Known
from briefing.model import NONE, Document, Kind
from briefing.resources import data_path

IN_TITLE = 3
"""How often a word of the title counts; a word said again within a sentence counts once."""

LEAST_LOG = -6.0
"""The log of the least chance that is told apart: one in 400."""

MIDDLE = 3.0
"""Added to the log of a chance, so that a sector of one in 20, of which there are 20, has 0."""

MOST_OF = 0.5
"""Share of the learned sectors that a table must have for the model to be in force."""


MOST_LOGS = 64
LOGS = tuple(math.log1p(count) for count in range(MOST_LOGS))
"""The logs of one more than the counts that words usually have."""


@dataclass(frozen=True, slots=True)
class LearnedWords:
    """``bias`` is parallel to ``sectors``; ``words`` maps a stem to pairs of the number of a sector
    and its weight, one after the other."""

    sectors: tuple[str, ...]
    bias: tuple[float, ...]
    words: Mapping[str, list[Any]]
    _pairs: Known[tuple[tuple[int, float], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_pairs", Known(self._paired))

    def _paired(self, stem: str) -> tuple[tuple[int, float], ...]:
        """The weights of a stem, each with the number of its sector; none for an unknown one."""
        row = self.words.get(stem, ())
        return tuple(zip(row[::2], row[1::2], strict=True))

    def serves(self, slugs: Collection[str]) -> bool:
        """Whether the model is in force for a table of these sectors."""
        known = [slug for slug in self.sectors if slug in slugs or slug == NONE]
        return len(known) >= MOST_OF * len(self.sectors) and len(known) > 1

    def speak(self, document: Document) -> dict[str, float]:
        """For each sector the log of its chance, from -3 to 3; nothing for a document without any
        word that is known."""
        sums = [0.0] * len(self.sectors)
        pairs, known = self._pairs, 0
        for stem, count in word_counts(document).items():
            row = pairs[stem]
            if row:
                known += 1
                times = LOGS[count] if count < MOST_LOGS else math.log1p(count)
                for number, weight in row:
                    sums[number] += times * weight
        if not known:
            return {}
        scale = 1.0 / math.sqrt(known)
        scores = [bias + scale * each for bias, each in zip(self.bias, sums, strict=True)]
        top = max(scores)
        whole = top + math.log(sum([math.exp(score - top) for score in scores]))
        return {
            slug: max(score - whole, LEAST_LOG) + MIDDLE
            for slug, score in zip(self.sectors, scores, strict=True)
        }


def word_counts(document: Document) -> dict[str, int]:
    """In how many sentences and headings each stem stands, in the order of the text."""
    blocks = [s for s in document.sentences if s.kind is Kind.CONTENT or s.kind is Kind.HEADING]
    each = [dict.fromkeys(block.stems) for block in blocks]
    if blocks and blocks[0].kind is Kind.HEADING and blocks[0].index == 0:
        each += each[:1] * (IN_TITLE - 1)
    return Counter(chain.from_iterable(each))


def learned_words() -> LearnedWords:
    """The model that ships."""
    made = json.loads(data_path("sector_words.json").read_text("utf-8"))
    return LearnedWords(tuple(made["sectors"]), tuple(made["bias"]), made["words"])


def as_json(words: LearnedWords) -> str:
    """The text of ``sector_words.json``, one word per line."""
    about = "Made by briefing.training.sectors: weights of words for sectors, as [number, weight]."
    made = {
        "about": about, "sectors": words.sectors, "bias": words.bias, "words": words.words
    }  # fmt: skip
    lines = ",\n".join(
        f"{json.dumps(stem, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for stem, row in sorted(words.words.items())
    )
    head = json.dumps({**made, "words": {}}, ensure_ascii=False)
    return head.removesuffix("{}}") + "{\n" + lines + "\n}}\n"
