"""Sectors: which desk a sentence belongs to, by a table that a user edits.

``load_table`` reads the table, ``SectorTable.classify`` labels the sentences of a document,
``SectorTable.article_sector`` the article; ``check`` warns of what cannot work in a table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.model import NONE, Document, SectorLabel
from briefing.resources import template_path
from briefing.sectors.compiled import LANGUAGE, digest, shipped, slugs_of, table_stemmer
from briefing.sectors.decode import decide
from briefing.sectors.evidence import Clue, Evidence, gather
from briefing.sectors.features import Weights, chief
from briefing.sectors.learned import learned_weights
from briefing.sectors.lint import warnings_of
from briefing.sectors.table import Phrase, Sector, parse, read_bytes
from briefing.sectors.trie import Matcher, rows_of
from briefing.sectors.wording import evidence_of

__all__ = ["Phrase", "Sector", "SectorTable", "check", "load_table"]


@dataclass
class SectorTable:
    """A sector table in force. ``origin`` names its file; ``sectors`` are in order; ``raw`` is the
    file as read."""

    origin: str
    sectors: tuple[Sector, ...]
    raw: bytes
    weights: Weights
    compiled: bool = False
    _matchers: dict[str, Matcher] = field(default_factory=dict, repr=False, compare=False)
    _last: tuple[Document, Evidence] | None = field(default=None, repr=False, compare=False)

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs: the last document's evidence is not part of the table."""
        return {**self.__dict__, "_last": None}

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases in the order of the file."""
        return parse(self.raw, self.origin).phrases

    def matcher(self, language: str) -> Matcher:
        """The phrases compiled for a language, once."""
        found = self._matchers.get(language)
        if found is None:
            slugs = slugs_of(self.sectors)
            if self.compiled and language == LANGUAGE:
                root = shipped()["root"]
            else:
                root = rows_of(self.phrases, slugs, table_stemmer(language))
            found = self._matchers[language] = Matcher(language, slugs, root)
        return found

    def gather(self, document: Document) -> Evidence:
        """The evidence of a document's sentences, before it is weighed; kept for the document last
        asked for, since filing an article follows labelling its sentences."""
        last = self._last
        if last is None or last[0] is not document:
            found = gather(document, self.matcher(document.article.language))
            last = self._last = (document, found)
        return last[1]

    def classify(self, document: Document) -> list[SectorLabel]:
        """One label a sentence, in order; headings, captions and boilerplate are ``none``."""
        found = self.gather(document)
        chosen = decide(found, self.weights)
        labels = [SectorLabel()] * len(document.sentences)
        for place, (here, slug) in enumerate(zip(found.clues, chosen, strict=True)):
            if slug != NONE:
                labels[here.sentence.index] = _label(found, chosen, place, slug)
        return labels

    def article_sector(self, document: Document) -> str:
        """The sector of the whole article, by a model of its own on the same evidence; ``none``
        where nothing speaks for any sector."""
        found = self.gather(document)
        return chief(found, self.weights) if found.clues else NONE


def _label(found: Evidence, chosen: list[str], place: int, slug: str) -> SectorLabel:
    here = found.clues[place]
    weight = here.own.get(slug, 0.0)
    if weight:
        return SectorLabel(slug, weight, evidence_of(here, slug))
    lender, distance = _lender(found, chosen, place, slug)
    if lender is None:
        return SectorLabel(slug)
    return SectorLabel(slug, lender.own[slug] * 0.5**distance, evidence_of(lender, slug))


def _lender(found: Evidence, chosen: list[str], place: int, slug: str) -> tuple[Clue | None, int]:
    """Who lends a sentence its sector: the nearest sentence of it, before sooner than after, else
    the heading above, the title or any sentence; and how far away it is."""
    for distance in range(1, len(chosen)):
        for i in (place - distance, place + distance):
            if 0 <= i < len(chosen) and chosen[i] == slug and slug in found.clues[i].own:
                return found.clues[i], distance
    for block in (found.headings[place], found.title, *found.clues):
        if block is not None and slug in block.own:
            return block, 1
    return None, 0


def load_table(path: str | Path | None) -> SectorTable:
    """The table of ``path``, or the shipped one for None.

    Raises :class:`briefing.errors.SectorTableError` for a file that cannot be read, is huge, not
    UTF-8, not TOML, or says something that the format does not know.
    """
    place = Path(path) if path is not None else template_path("sectors.toml")
    raw = read_bytes(place)
    ready = shipped()
    if digest(raw) == ready["sha256"]:
        sectors = tuple(Sector(*fields) for fields in ready["sectors"])
        return SectorTable(str(place), sectors, raw, learned_weights(), compiled=True)
    return SectorTable(str(place), parse(raw, str(place)).sectors, raw, learned_weights())


def check(table: SectorTable, language: str = "en") -> list[str]:
    """Warnings, one line each, of phrases that cannot do what their writer meant."""
    return warnings_of(table.phrases, language)
