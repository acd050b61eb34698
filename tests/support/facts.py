"""Candidates of sentences, as the readers and stages would have made them."""

from __future__ import annotations

from dataclasses import replace

from briefing.language.tokens import function_stems
from briefing.model import Article, Candidate, Kind
from briefing.segmentation import segment
from briefing.selection.candidates import bucket, meta, topic


def candidate(
    text: str,
    name: str,
    *,
    date: str = "",
    outlet: str = "",
    title: str = "",
    score: float = 0.8,
    language: str = "en",
) -> Candidate:
    """The first content sentence of ``text``, the lead of an article called ``name``."""
    article = Article(
        name, title, f"{title}\n\n{text}" if title else text, outlet, date=date, language=language
    )
    document = segment(article)
    sentence = next(s for s in document.sentences if s.kind is Kind.CONTENT)
    stems = tuple(sorted(set(sentence.stems) - function_stems(language)))
    shown = sentence.text[sentence.body - sentence.start :]
    return Candidate(
        source=replace(meta(article), location=f"{name}.txt"), start=sentence.start,
        end=sentence.end, quote=sentence.text, text=shown, sector="none", score=score,
        why=("lead",), evidence=(), stems=stems, topic=topic(document), bucket=bucket(stems),
        value=score,
    )  # fmt: skip
