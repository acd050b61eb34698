"""The shipped tables, stemmed beforehand, so that a run does not wait for a stemmer.

``python -m briefing.training.sector_table`` makes a file under ``briefing/data`` from each shipped
table in ``templates``. It holds for that very table only and carries its SHA-256. Any other table
is read and stemmed when it is loaded, with the same result.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import astuple
from typing import Any, NamedTuple, TypedDict

from briefing.language.tokens import stemmer
from briefing.model import NONE
from briefing.resources import data_path
from briefing.sectors.table import Rows, Sector, parse
from briefing.sectors.trie import rows_of

LANGUAGE = "en"


class Shipped(NamedTuple):
    """The file names of a shipped table: the table itself and its stemmed form."""

    table: str
    compiled: str


SHIPPED = {
    "economy": Shipped("sectors.toml", "sectors.json"),
    "news": Shipped("sectors_news.toml", "sectors_news.json"),
}
"""The shipped tables by the name that ``--sectors`` takes; the first is the default."""

DEFAULT = "economy"


class Compiled(TypedDict):
    """``root`` as in :class:`briefing.sectors.trie.Matcher`; ``sectors`` as in ``Sector``."""

    about: str
    sha256: str
    sectors: list[list[Any]]
    root: dict[str, str]


def digest(raw: bytes) -> str:
    """What identifies a table file; line ends do not matter."""
    return hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()


def slugs_of(sectors: tuple[Sector, ...]) -> tuple[str, ...]:
    """The slugs that phrases may have, ``none`` last."""
    return (*(sector.slug for sector in sectors), NONE)


def compile_table(raw: bytes, origin: str) -> str:
    """The text of the compiled form of a table, named ``origin``. Raises as ``parse``."""
    rows: Rows = parse(raw, origin)
    made = Compiled(
        about=f"Made from templates/{origin} by python -m briefing.training.sector_table.",
        sha256=digest(raw),
        sectors=[list(astuple(s)) for s in rows.sectors],
        root=rows_of(rows.phrases, slugs_of(rows.sectors), stemmer(LANGUAGE)),
    )
    return json.dumps(made, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def sectors_of(made: Compiled) -> tuple[Sector, ...]:
    """The sectors of a compiled table, in order."""
    return tuple(
        Sector(slug, title, order, tuple((code, text) for code, text in titles), tuple(subject), up)
        for slug, title, order, titles, subject, up in made["sectors"]
    )


def compiled(name: str) -> Compiled:
    """The shipped table ``name`` as compiled."""
    made: Compiled = json.loads(data_path(SHIPPED[name].compiled).read_bytes())
    return made


def table_stemmer(language: str) -> Callable[[str], str]:
    """The stemmer of a language, spared the words that the default table has (an edited table has
    most of them too)."""
    plain = stemmer(language)
    if language != LANGUAGE:
        return plain
    known: dict[str, str] = {}
    for first, rows in compiled(DEFAULT)["root"].items():
        for line in rows.split("\n"):
            _, _, text, rest = line.split("\t")
            words = text.split()
            stems = [first, *rest.split()]
            if len(words) == len(stems):
                known.update(zip(words, stems, strict=True))
    return lambda word: known.get(word) or plain(word)
