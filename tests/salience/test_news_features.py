"""News features: what is told of an article in one pass is what its rows tell."""

from __future__ import annotations

from briefing.model import Article
from briefing.salience.explanation import score
from briefing.salience.news_features import (
    APART,
    COLUMNS,
    NewsFeatures,
    Words,
    WordValues,
)
from briefing.salience.sentence_flags import FLAGS
from briefing.segmentation import segment

TEXT = """Port of Alder raises fees by 12 percent

The port of Alder will raise its fees by 12 percent in May, the ministry of transport said.

"We were asked to wait," said Ines Brandt, who heads the port. Shippers pay $3.2 million a year.

The ministry agreed to a port of its own in 2019."""
FEATURES = NewsFeatures(score(segment(Article("a", TEXT.partition("\n")[0], TEXT))))
WORDS = Words(0.25, {"port": 0.5, "fee": -0.25}, {"ministri": 0.125}, {"port": 0.5, "wait": 0.75})
OTHERS = Words(0.5, {"port": -0.5, "fee": 0.25}, {"brandt": 0.5}, {"port": 0.1, "wait": 0.3})


def test_the_values_of_several_words_in_one_pass_are_those_of_each() -> None:
    values = WordValues(WORDS, OTHERS).of(FEATURES.times)
    assert values == [words.value(FEATURES.said) for words in (WORDS, OTHERS)]
    assert len({0.25, 0.5, *values}) == 4  # the words are known


def test_a_line_and_what_the_article_shares_are_the_row() -> None:
    shared = FEATURES.shared(WORDS.value(FEATURES.said))
    rows = FEATURES.rows(WORDS)
    assert rows.keys() == FEATURES.lines().keys()
    for index, line in FEATURES.lines().items():
        row = dict(zip(COLUMNS, rows[index], strict=True))
        assert [row[name] for name in APART] == [*line.numbers, *shared]
        flags = {name for name, bit in FLAGS.items() if line.flags & bit and name in row}
        assert flags == {name for name in FLAGS if row.get(name)}
