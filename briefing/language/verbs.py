"""Finite verbs of English, as far as a word by itself shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing.resources import data_path

_CONTRACTED = (
    "n't",
    "n’t",
    "'s",
    "’s",
    "'re",
    "’re",
    "'ll",
    "’ll",
    "'ve",
    "’ve",
    "'d",
    "’d",
    "'m",
    "’m",
)


@dataclass(frozen=True, slots=True)
class Verbs:
    """Lower-cased forms: ``finite`` are verbs wherever they stand, of them ``past`` irregular past
    tenses; ``third`` are third-person forms that are rarely nouns, ``base`` base forms, ``perhaps``
    these and forms that are often nouns, ``orders`` base forms that are seldom nouns, so that they
    give an order at the beginning of a sentence, ``participles`` words in -ed that are no past
    tense."""

    past: frozenset[str]
    base: frozenset[str]
    finite: frozenset[str]
    third: frozenset[str]
    perhaps: frozenset[str]
    orders: frozenset[str]
    participles: frozenset[str]

    def is_past(self, word: str) -> bool:
        """Whether a lower-cased word has the ending of a regular past tense.

        >>> verbs().is_past("signed"), verbs().is_past("hundred")
        (True, False)
        """
        return word.endswith("ed") and len(word) > 3 and word not in self.participles

    def strong(self, word: str) -> bool:
        """Whether a lower-cased word is a finite verb by itself, or ends in one ("he's")."""
        return (
            word in self.finite
            or word in self.third
            or self.is_past(word)
            or (("'" in word or "’" in word) and word.endswith(_CONTRACTED))
        )


@lru_cache(maxsize=1)
def verbs() -> Verbs:
    """The shipped lists, read once per process."""
    lists: dict[str, set[str]] = {}
    section = ""
    for line in data_path("verbs.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif line and not line.startswith("#"):
            lists.setdefault(section, set()).update(line.split())
    third = {_third(verb) for verb in lists["base"]}
    finite = lists["auxiliary"] | lists["past"]
    perhaps = lists["base"] | lists["noun"]
    return Verbs(
        frozenset(lists["past"] | {"was", "were", "had", "did"}), frozenset(lists["base"]),
        frozenset(finite), frozenset(third - lists["noun"]), frozenset(perhaps - finite),
        frozenset(verb for verb in lists["base"] if _third(verb) not in lists["noun"]),
        frozenset(lists["participle"]),
    )  # fmt: skip


def _third(verb: str) -> str:
    """The third person of a verb.

    >>> [_third(verb) for verb in ("rise", "carry", "push", "play")]
    ['rises', 'carries', 'pushes', 'plays']
    """
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"
