"""Sectors: which desk a sentence belongs to, by a table that a user edits.

``load_table`` reads a table. ``SectorTable.evidence`` finds its phrases in a document; from that
value ``classify`` labels the sentences and ``article_sector`` files the article. ``check`` warns of
what cannot work in a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.model import NONE, Document, SectorLabel
from briefing.resources import template_path
from briefing.sectors import features
from briefing.sectors.compiled import (
    DEFAULT,
    LANGUAGE,
    SHIPPED,
    Compiled,
    compiled,
    digest,
    sectors_of,
    slugs_of,
    table_stemmer,
)
from briefing.sectors.decode import Decoded, decode
from briefing.sectors.evidence import DocumentEvidence, SentenceEvidence, document_evidence
from briefing.sectors.explain import Explanation, explain, matched, never_matched
from briefing.sectors.features import Weights, learned_weights, with_learned
from briefing.sectors.learned_words import LearnedWords, learned_words
from briefing.sectors.lending import Lender, LendingMatcher, alike
from briefing.sectors.lint import warnings_of
from briefing.sectors.matching import AnyMatcher, matcher_of, root_of
from briefing.sectors.table import Phrase, Sector, parse, read_bytes
from briefing.sectors.translated import compiled_translation, translation, with_translation

__all__ = [
    "SHIPPED", "DocumentEvidence", "Explanation", "Phrase", "Sector", "SectorTable", "check",
    "load_table", "matched", "never_matched",
]  # fmt: skip


@dataclass
class SectorTable:
    """A sector table that is ready for use.

    ``origin`` is its file or the name of a shipped table, ``sectors`` are in order, ``raw`` is the
    file as read. ``words`` are the learned words where they are in force; ``spoken`` weighs the
    evidence of a document of which they say something, ``weights`` that of all others; for a
    ``small`` table, of few phrases (see ``FEW``), both are the weights of small tables, without
    words, and the shipped tables lend it phrases. ``ready``
    has the phrases stemmed beforehand for English where the table is the shipped one of the name
    ``shipped``. Phrases are stemmed for a language when the first document in it is met.
    """

    origin: str
    sectors: tuple[Sector, ...]
    raw: bytes
    weights: Weights
    spoken: Weights
    words: LearnedWords | None = field(default=None, repr=False, compare=False)
    ready: Compiled | None = field(default=None, repr=False, compare=False)
    shipped: str = ""
    small: bool = False
    _matchers: dict[str, AnyMatcher | LendingMatcher] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases in the order of the file."""
        return parse(self.raw, self.origin).phrases

    def titles(self, language: str = "en", region: str = "") -> dict[str, str]:
        """The title of each sector by slug, in the order of the table."""
        return {s.slug: s.title_in(language, region) for s in self.sectors}

    def subject(self, slug: str) -> tuple[str, ...]:
        """The codes of a sector; none for one that the table does not have."""
        return next((s.subject for s in self.sectors if s.slug == slug), ())

    def _names(self) -> dict[str, str]:
        """What a category may call a sector, in lower case, and its slug."""
        names: dict[str, str] = {}
        for sector in reversed(self.sectors):
            titles = [sector.title, *(title for _, title in sector.titles)]
            for name in (*titles, sector.slug, sector.slug.replace("-", " "), *sector.subject):
                names[name.casefold()] = sector.slug
        return names

    def phrases_in(self, language: str) -> tuple[Phrase, ...]:
        """The phrases that hold in documents of a language, as written."""
        if language == LANGUAGE:
            return self.phrases
        if self.shipped:
            rows = translation(self.shipped, language)
            return () if rows is None else rows.phrases
        return with_translation(self.phrases, {s.slug for s in self.sectors}, language)

    def matcher(self, language: str) -> AnyMatcher | LendingMatcher:
        """The phrases compiled for a language, and those that are lent to a small table."""
        made = self._matchers.get(language)
        if made is None:
            slugs = slugs_of(self.sectors)
            if self.ready is None:
                root = root_of(language, self.phrases_in(language), slugs, table_stemmer)
            elif language == LANGUAGE:
                root = self.ready["root"]
            else:
                root = compiled_translation(self.shipped, language)
            made = matcher_of(language, slugs, root)
            if self.small:
                lenders = tuple(_lenders(self.phrases_in(language), language))
                made = LendingMatcher(made, lenders) if lenders else made
            self._matchers[language] = made
        return made

    def evidence(self, document: Document) -> DocumentEvidence:
        """What the document says of each sector, for ``classify`` and ``article_sector``."""
        matcher = self.matcher(document.article.language)
        names = self._names() if document.article.categories else {}
        gathered = document_evidence(document, matcher, names)
        if self.words is None or matcher.language != LANGUAGE:
            return with_learned(gathered, {})
        return with_learned(gathered, self.words.speak(document))

    def _weights(self, evidence: DocumentEvidence) -> Weights:
        return self.spoken if evidence.learned else self.weights

    def classify(self, evidence: DocumentEvidence) -> list[SectorLabel]:
        """One label per sentence of the document, in order; headings, captions and boilerplate are
        ``none``."""
        decoded = decode(evidence, self._weights(evidence))
        labels = [SectorLabel()] * len(evidence.source.sentences)
        for place, here in enumerate(evidence.sentences):
            if decoded.sectors[place] != NONE:
                labels[here.sentence.index] = _label(evidence, decoded, place)
            else:
                support = decoded.support[place]
                labels[here.sentence.index] = SectorLabel(
                    support=support, settled=NONE in here.deciding
                )
        return labels

    def explain(
        self, evidence: DocumentEvidence, labels: Sequence[SectorLabel]
    ) -> list[Explanation]:
        """Why each content sentence has its label; ``labels`` as from ``classify``."""
        return explain(evidence, labels, self._weights(evidence))

    def article_sector(self, evidence: DocumentEvidence) -> str:
        """The sector of the whole article, by a model of its own on the same evidence; ``none``
        where nothing speaks for any sector."""
        if not evidence.sentences:
            return NONE
        return features.article_sector(evidence, self._weights(evidence))


def _label(evidence: DocumentEvidence, decoded: Decoded, place: int) -> SectorLabel:
    here, slug, support = evidence.sentences[place], decoded.sectors[place], decoded.support[place]
    weight = here.own.get(slug, 0.0)
    if weight:
        return SectorLabel(slug, weight, here.quoted(slug), support, slug in here.deciding)
    lender, distance = _lender(evidence, decoded.sectors, place, slug)
    if lender is None:
        return SectorLabel(slug, support=support)
    return SectorLabel(slug, lender.own[slug] * 0.5**distance, lender.quoted(slug), support)


def _lender(
    evidence: DocumentEvidence, chosen: list[str], place: int, slug: str
) -> tuple[SentenceEvidence | None, int]:
    """Which block gives a sentence its sector, and how far away it is: the nearest sentence of that
    sector, before sooner than after, else the heading above, the title or any sentence."""
    for distance in range(1, len(chosen)):
        for i in (place - distance, place + distance):
            if 0 <= i < len(chosen) and chosen[i] == slug and slug in evidence.sentences[i].own:
                return evidence.sentences[i], distance
    for block in (evidence.headings[place], evidence.title, *evidence.sentences):
        if block is not None and slug in block.own:
            return block, 1
    return None, 0


def _lenders(phrases: Sequence[Phrase], language: str) -> Iterator[Lender]:
    """The shipped tables that lend phrases to a table in a language, the default one first."""
    for name in SHIPPED:
        shipped = compiled(name)
        root = shipped["root"] if language == LANGUAGE else compiled_translation(name, language)
        matcher = matcher_of(language, slugs_of(sectors_of(shipped)), root)
        if shares := alike(matcher, phrases, language):
            yield Lender(matcher, shares)


def load_table(name: str | Path | None) -> SectorTable:
    """The shipped table of that name, the table of a file, or for None the default one.

    Raises :class:`briefing.errors.SectorTableError` for a file that cannot be read, is huge, not
    UTF-8, not TOML, or says something that the format does not know.
    """
    name = DEFAULT if name is None else name
    if isinstance(name, str) and name in SHIPPED:
        return _table(name, template_path(SHIPPED[name].table).read_bytes(), name)
    path = Path(name)
    raw = read_bytes(path)
    for shipped, files in SHIPPED.items():
        if digest(raw) == digest(template_path(files.table).read_bytes()):
            return _table(str(path), raw, shipped)
    return _table(str(path), raw, "")


FEW = 30
"""Phrases per sector below which a table speaks of so few sentences that the weights of small
tables are in force. On labelled stories, half of their field and half of others, tables of five
sectors drawn from the shipped one sort 0.75 of the sentences right with them at 10 phrases per
sector and 0.57 without; at 40 it is 0.73 either way, at 60 0.78 and 0.84."""


def _table(origin: str, raw: bytes, shipped: str) -> SectorTable:
    plain, spoken, few = learned_weights()
    words: LearnedWords | None = learned_words()
    small = False
    ready = compiled(shipped) if shipped else None
    if ready is None:
        rows = parse(raw, origin)
        sectors = rows.sectors
        small = sum(phrase.weight > 0 for phrase in rows.phrases) < FEW * len(sectors)
        if small:
            plain, spoken, words = few, few, None
    else:
        sectors = sectors_of(ready)
    if words is not None and not words.serves({sector.slug for sector in sectors}):
        words = None
    for sector in sectors:
        name = f"article_to_{sector.slug}"
        for weights in (plain,) if plain is spoken else (plain, spoken):
            weights[name] = weights.get(name, 0.0) + sector.standing
    return SectorTable(origin, sectors, raw, plain, spoken, words, ready, shipped, small)


def check(table: SectorTable, language: str = "en") -> list[str]:
    """Warnings, one line each, of phrases that cannot do what their writer meant."""
    return warnings_of(table.phrases, language)
