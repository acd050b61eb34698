"""Say the evidence of a label in the words of the sentence."""

from __future__ import annotations

from briefing.model import Sentence
from briefing.sectors.evidence import Clue


def evidence_of(clue: Clue, slug: str) -> tuple[str, ...]:
    """The phrases of ``slug`` as they stand in the sentence: strongest first, then by place."""
    hits = [hit for hit in clue.hits if slug in hit[2].weights]
    if len(hits) > 1:
        hits.sort(key=lambda hit: -hit[2].weights[slug])
    return tuple(
        dict.fromkeys([_as_written(clue.sentence, first, last) for first, last, _ in hits])
    )


def _as_written(sentence: Sentence, first: int, last: int) -> str:
    tokens = sentence.tokens
    if last - first == 1:
        return tokens[first]
    plain = " ".join(tokens[first:last])
    if plain in sentence.text:
        return plain
    text = sentence.text
    at = sentence.body - sentence.start
    begin = at
    for place in range(last):
        at = text.index(tokens[place], at)
        if place == first:
            begin = at
        at += len(tokens[place])
    return text[begin:at]
