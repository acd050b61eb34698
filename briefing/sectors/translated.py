"""The shipped tables in other languages, under ``briefing/data/sectors``.

``economy.ru.toml`` has the sectors of the table ``economy`` with their phrases in Russian; titles
and order are those of the table itself. ``economy.ru.json`` is the same made ready to be matched,
by ``python -m briefing.training.sector_table``, and is read when the first document in the language
is met.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from briefing.language.tokens import stemmer
from briefing.model import NONE
from briefing.resources import data_path, template_path
from briefing.sectors.compiled import SHIPPED, digest
from briefing.sectors.matching import root_of
from briefing.sectors.table import Phrase, Rows, parse

MOST_OF = 0.5
"""Share of the sectors of a shipped table that a user's own must have to be an edited copy of it,
in which the phrases of other languages stand too."""


def translation(name: str, language: str) -> Rows | None:
    """The shipped table ``name`` in a language; None where there is none."""
    path = data_path("sectors") / f"{name}.{language}.toml"
    return parse(path.read_bytes(), path.name) if path.is_file() else None


def compile_translation(name: str, language: str, slugs: tuple[str, ...]) -> str:
    """The text of the compiled form of ``<name>.<language>.toml``. Raises as ``parse``."""
    path = data_path("sectors") / f"{name}.{language}.toml"
    raw = path.read_bytes()
    made = {
        "about": f"Made from {path.name} by python -m briefing.training.sector_table.",
        "sha256": digest(raw),
        "root": root_of(language, parse(raw, path.name).phrases, slugs, stemmer),
    }
    return json.dumps(made, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def compiled_translation(name: str, language: str) -> dict[str, str]:
    """The phrases of the shipped table ``name`` in a language, by their first words; none for a
    language that has no table."""
    path = data_path("sectors") / f"{name}.{language}.json"
    if not path.is_file():
        return {}
    root: dict[str, str] = json.loads(path.read_bytes())["root"]
    return root


def with_translation(
    own: tuple[Phrase, ...], slugs: Collection[str], language: str
) -> tuple[Phrase, ...]:
    """The phrases ``own`` of a user's table, with those of the sectors ``slugs`` that a shipped
    table has in a language.

    This is for edited copies of a shipped table: its own English phrases are then left out, what
    the user added stays. Another table keeps what stands in it and no more.
    """
    for name, files in SHIPPED.items():
        rows = translation(name, language)
        if rows is None:
            continue
        known = {sector.slug for sector in rows.sectors}
        if len(known.intersection(slugs)) >= MOST_OF * len(known):
            raw = template_path(files.table).read_bytes()
            ours = {(p.slug, p.text) for p in parse(raw, files.table).phrases}
            added = tuple(p for p in own if (p.slug, p.text) not in ours)
            return (*added, *(p for p in rows.phrases if p.slug == NONE or p.slug in slugs))
    return own
