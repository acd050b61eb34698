"""Segmentation takes time linear in any text; its training gives the same bytes twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pace import pace, processor_seconds

from briefing.model import Article
from briefing.segmentation import segment

SHAPES: dict[str, Callable[[int], str]] = {
    "a line without a full stop": lambda n: "word " * (n // 5),
    "one endless word": lambda n: "a" * n,
    "only full stops": lambda n: "." * n + "a",
    "only quotation marks": lambda n: '"' * n,
    "clauses": lambda n: "the minister said, " * (n // 19) + ".",
    "sentences": lambda n: "The minister said it. " * (n // 22),
    "sentences in an open quotation": lambda n: '"' + "The minister said it. " * (n // 22),
    "missing spaces": lambda n: "abc.Abc" * (n // 7),
    "abbreviations": lambda n: "Inc. " * (n // 5),
    "initials": lambda n: "A. " * (n // 3),
    "acronyms": lambda n: "U.S. Should " * (n // 12),
    "brackets": lambda n: "a." + ")" * n + "b",
    "blanks": lambda n: "a." + " " * n + "b.",
    "capitals": lambda n: "Abc " * (n // 4),
    "short lines": lambda n: "Abc Abc Abc\n\n" * (n // 13),
    "items": lambda n: "- item one\n\n" * (n // 12),
    "questions": lambda n: "?” Abc abc " * (n // 11),
}


def seconds(text: str) -> float:
    article = Article("0" * 16, "T", text)
    return processor_seconds(lambda: segment(article), times=2)


@pytest.mark.parametrize("shape", SHAPES)
def test_ten_times_the_text_takes_about_ten_times_as_long(shape: str) -> None:
    make = SHAPES[shape]
    segment(Article("0" * 16, "T", make(1000)))
    small, large = seconds(make(8_000)), seconds(make(80_000))
    assert large < 30 * small + pace() / 2  # quadratic work would make it 100 times


def test_five_megabytes_without_a_full_stop() -> None:
    text = "word " * 1_000_000
    assert len(segment(Article("0" * 16, "T", text)).sentences) == 1
    assert seconds(text) < 60 * seconds(text[: len(text) // 20])  # quadratic work: 400 times
