"""Ranks stories with another package and prints the processor seconds that the ranking alone took.

``python others.py NAME STORIES.json``: STORIES.json holds a list of stories, each a list of
sentences. Imports, splitting into sentences and reading the file are not timed. ``lede`` and
``summa`` have no way to take sentences and split the text themselves.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

POINTS = 3


class Words:
    """The part of a tokenizer that sumy's sentences use, on one regular expression."""

    _pattern = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(self._pattern.findall(sentence))


class TreebankWords:
    """The same as sumy's own English tokenizer does it: NLTK's words, filtered by a pattern.

    Its sentence splitter, which needs a download, is left out: sentences come split.
    """

    _pattern = re.compile(r"^[^\W\d_](?:[^\W\d_]|['-])*$")

    def __init__(self) -> None:
        from nltk.tokenize.destructive import NLTKWordTokenizer

        self._tokenize = NLTKWordTokenizer().tokenize

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(word for word in self._tokenize(sentence) if self._pattern.match(word))


def lexrank(words: Words | TreebankWords) -> Callable[[list[str]], object]:
    """sumy's LexRank with its English stemmer and stop words."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    summarizer = LexRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")

    def rank(sentences: list[str]) -> object:
        paragraph = Paragraph([Sentence(text, words) for text in sentences])
        return summarizer(ObjectDocumentModel([paragraph]), POINTS)

    return rank


def lede() -> Callable[[list[str]], object]:
    """lede's default mode with room for about three sentences."""
    from lede import summarize

    return lambda sentences: summarize(" ".join(sentences), max_length=450)


def summa() -> Callable[[list[str]], object]:
    """summa's TextRank with room for about three sentences."""
    from summa.summarizer import summarize

    return lambda sentences: summarize(" ".join(sentences), words=75)


OTHERS: dict[str, Callable[[], Callable[[list[str]], object]]] = {
    "sumy LexRank": lambda: lexrank(TreebankWords()),
    "sumy LexRank, plain words": lambda: lexrank(Words()),
    "lede": lede,
    "summa": summa,
}


def main(name: str, path: Path) -> None:
    """Prints seconds, as the last line of standard output."""
    stories = json.loads(path.read_text("utf-8"))
    rank = OTHERS[name]()
    started = time.process_time()
    for sentences in stories:
        rank(sentences)
    print(time.process_time() - started)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
