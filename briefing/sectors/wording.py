"""Say the evidence of a label in the words of the sentence."""

from __future__ import annotations

from briefing.model import Sentence
from briefing.sectors.evidence import Clue
from briefing.sectors.match import Hit


def evidence_of(clue: Clue, slug: str) -> tuple[str, ...]:
    """The phrases of ``slug`` as they stand in the sentence: strongest first, then by place."""
    hits = [hit for hit in clue.hits if slug in hit.entry.weights]
    if len(hits) > 1:
        hits.sort(key=lambda hit: -hit.entry.weights[slug])
    return tuple(dict.fromkeys([_as_written(clue.sentence, hit) for hit in hits]))


def _as_written(sentence: Sentence, hit: Hit) -> str:
    tokens = sentence.tokens
    if hit.last - hit.first == 1:
        return tokens[hit.first]
    plain = " ".join(tokens[hit.first : hit.last])
    if plain in sentence.text:
        return plain
    text = sentence.text
    at = sentence.body - sentence.start
    begin = at
    for place in range(hit.last):
        at = text.index(tokens[place], at)
        if place == hit.first:
            begin = at
        at += len(tokens[place])
    return text[begin:at]
