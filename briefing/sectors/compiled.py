"""The shipped table, stemmed beforehand, so that a run does not wait for a stemmer.

``briefing/data/sectors.json`` is made from ``templates/sectors.toml`` by ``python -m
briefing.training.sector_table`` and holds for that very file only: it carries its SHA-256. Any
other table is read and stemmed when it is loaded, with the same result.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import TypedDict

from briefing.language.tokens import stemmer
from briefing.model import NONE
from briefing.resources import data_path
from briefing.sectors.table import Rows, Sector, parse
from briefing.sectors.trie import rows_of

LANGUAGE = "en"


class Compiled(TypedDict):
    """``root`` as in :class:`briefing.sectors.trie.Matcher`; sectors as (slug, title, order)."""

    about: str
    sha256: str
    sectors: list[tuple[str, str, int]]
    root: dict[str, str]


def digest(raw: bytes) -> str:
    """What identifies a table file; line ends do not matter."""
    return hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()


def slugs_of(sectors: tuple[Sector, ...]) -> tuple[str, ...]:
    """The slugs that phrases may have, ``none`` last."""
    return (*(sector.slug for sector in sectors), NONE)


def compile_table(raw: bytes, origin: str) -> str:
    """The text of ``sectors.json`` for a table. Raises as ``parse``."""
    rows: Rows = parse(raw, origin)
    made = Compiled(
        about="Made from templates/sectors.toml by python -m briefing.training.sector_table.",
        sha256=digest(raw),
        sectors=[(s.slug, s.title, s.order) for s in rows.sectors],
        root=rows_of(rows.phrases, slugs_of(rows.sectors), stemmer(LANGUAGE)),
    )
    return json.dumps(made, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def shipped() -> Compiled:
    """The shipped table as compiled."""
    made: Compiled = json.loads(data_path("sectors.json").read_bytes())
    return made


def table_stemmer(language: str) -> Callable[[str], str]:
    """The stemmer of a language, spared the words that the shipped table has (an edited table has
    most of them too)."""
    plain = stemmer(language)
    if language != LANGUAGE:
        return plain
    known: dict[str, str] = {}
    for first, rows in shipped()["root"].items():
        for line in rows.split("\n"):
            _, _, text, rest = line.split("\t")
            words = text.split()
            stems = [first, *rest.split()]
            if len(words) == len(stems):
                known.update(zip(words, stems, strict=True))
    return lambda word: known.get(word) or plain(word)
