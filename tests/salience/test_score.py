"""What a user notices of scores: they are comparable numbers, never tied to the text as a key."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from briefing.errors import UsageError
from briefing.model import Article, Document, Kind
from briefing.salience import METHODS, Method, method_called, score
from briefing.segmentation import segment

TITLE = "Norland and Sudland sign rail deal"
STORY = f"""{TITLE}

NORTH CITY – Norland and Sudland signed a $2.4 billion agreement on Monday to build a railway \
between their capitals by 2029, Transport Minister Anna Berg said.

Photo credit: Press service

The line will carry 12 million passengers a year and cut the journey to three hours, the ministry \
said. Trade between the two countries rose 14 percent to $6.1 billion last year.

“It was a long road,” Berg said. “We are glad.”

Sudland will pay two thirds of the cost of the railway. Critics say that is too much.

Subscribe to our newsletter!"""


def document(text: str = STORY, title: str = TITLE, language: str = "en") -> Document:
    return segment(Article(id="x", title=title, text=text, language=language))


def all_content(text: str) -> Document:
    """A document whose every sentence counts: segmentation takes a repeated one for furniture."""
    found = document(text, "")
    content = tuple(replace(sentence, kind=Kind.CONTENT) for sentence in found.sentences)
    return replace(found, sentences=content)


@pytest.mark.parametrize("name", METHODS)
def test_each_method_scores_every_sentence_between_zero_and_one(name: str) -> None:
    found = document()
    scores = METHODS[name](found)
    assert len(scores) == len(found.sentences)
    assert all(0.0 <= s <= 1.0 for s in scores)
    content = [s.index for s in found.sentences if s.kind is Kind.CONTENT]
    assert all(scores[s.index] == 0.0 for s in found.sentences if s.kind is not Kind.CONTENT)
    if name != "lexrank":  # which ties sentences that share too little
        assert max(scores[i] for i in content) > min(scores[i] for i in content)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize(
    "text", ["", "Word", "!!! ???", "One sentence stands here.", "Same line.\n\nSame line."]
)
def test_each_method_survives_texts_with_little_in_them(name: str, text: str) -> None:
    found = document(text, "")
    scores = METHODS[name](found)
    assert len(scores) == len(found.sentences)
    assert all(0.0 <= s <= 1.0 for s in scores)


@pytest.mark.parametrize("name", METHODS)
def test_a_repeated_sentence_keeps_a_score_for_each_place(name: str) -> None:
    line = "The port of Norland shipped 300 tonnes of grain on Monday."
    found = all_content("\n\n".join([line, "Grain prices fell.", line, "The port is full."]))
    scores = METHODS[name](found)
    assert len(scores) == 4
    assert min(scores[0], scores[2]) > 0.0


@pytest.mark.parametrize("name", ["lexrank", "textrank", "luhn", "reduction"])
def test_equal_sentences_are_equally_central(name: str) -> None:
    line = "The port of Norland shipped 300 tonnes of grain on Monday."
    found = all_content("\n\n".join([line, "Grain prices fell again.", line]))
    first, _, last = METHODS[name](found)
    assert first == last


@pytest.mark.parametrize("name", ["kl", "sumbasic"])
def test_greedy_selectors_score_by_the_order_of_selection(name: str) -> None:
    found = document()
    scores = METHODS[name](found)
    content = [scores[s.index] for s in found.sentences if s.kind is Kind.CONTENT]
    n = len(content)
    assert sorted(content) == pytest.approx([(i + 1) / n for i in range(n)])


def test_lead_falls_by_equal_steps_over_content_sentences() -> None:
    found = document()
    content = [s.index for s in found.sentences if s.kind is Kind.CONTENT]
    scores = METHODS["lead"](found)
    n = len(content)
    assert [scores[i] for i in content] == pytest.approx([(n - i) / n for i in range(n)])


def test_the_news_scores_above_comment_and_quotes() -> None:
    found = document()
    scores = METHODS["default"](found)
    by_text = {s.text: scores[s.index] for s in found.sentences}
    news = next(v for t, v in by_text.items() if "signed a $2.4 billion" in t)
    assert news == max(scores)
    assert news > 0.5 > by_text["“We are glad.”"]


def test_a_score_does_not_depend_on_what_was_scored_before() -> None:
    found = document()
    before = METHODS["default"](found)
    METHODS["default"](document("Quite another story about fishing.\n\nBoats came home.", ""))
    assert METHODS["default"](found) == before


def test_an_unknown_method_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'lexrank'"):
        method_called("lexrnk")


def test_reasons_name_what_is_in_the_sentence() -> None:
    found = document()
    lead = next(s.index for s in found.sentences if "$2.4 billion" in s.text)
    scores = score(found)
    reasons = scores.reasons(lead)
    assert reasons[0] == "lead"
    assert "names a sum of money" in reasons
    heading = next(s.index for s in found.sentences if s.kind is Kind.HEADING)
    assert scores.reasons(heading) == ()
    glad = next(s.index for s in found.sentences if s.text == "“We are glad.”")
    assert not {"names a figure", "names a sum of money"} & set(scores.reasons(glad))
    with pytest.raises(IndexError):
        scores.reasons(999)


@pytest.mark.parametrize("k", [-1, 0, 1, 3, 99])
def test_select_gives_k_content_sentences_in_order(k: int) -> None:
    found = document()
    content = [s.index for s in found.sentences if s.kind is Kind.CONTENT]
    chosen = score(found).best(k)
    assert len(chosen) == max(0, min(k, len(content)))
    assert chosen == sorted(set(chosen))
    assert set(chosen) <= set(content)


def test_select_does_not_say_the_same_twice() -> None:
    line = "Norland and Sudland signed a $2.4 billion agreement to build a railway by 2029."
    other = "Separately, the ministry said that 300 new buses will serve the capital next year."
    found = all_content("\n\n".join([line, line, other]))
    assert score(found).best(2) == [0, 2]


def test_select_with_another_method_takes_its_best() -> None:
    found = document()
    content = [s.index for s in found.sentences if s.kind is Kind.CONTENT]
    assert score(found, "lead").best(2) == content[:2]


def test_other_languages_are_scored_too() -> None:
    text = (
        "Norland und Südland bauen eine Bahn\n\nNorland und Südland haben am Montag ein Abkommen "
        "über 2,4 Milliarden Euro unterzeichnet. Die Bahn soll 2029 fertig sein. Das ist gut."
    )
    found = document(text, "Norland und Südland bauen eine Bahn", "de")
    for name in METHODS:
        assert len(METHODS[name](found)) == len(found.sentences)
    scores = METHODS["default"](found)
    assert max(scores) == scores[1] > scores[3]


def _fresh(code: str, seed: str) -> str:
    command = [sys.executable, "-c", code]
    env = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
    return done.stdout


def test_scores_are_the_same_in_every_process() -> None:
    code = (
        "from test_score import document\n"
        "from briefing.salience import METHODS, score\n"
        "found = document()\n"
        "print({n: METHODS[n](found) for n in METHODS})\n"
        "print(score(found).best(3))\n"
    )
    assert _fresh(code, "1") == _fresh(code, "2")


def test_the_default_method_loads_no_heavy_package() -> None:
    code = (
        "import sys\n"
        "from test_score import document\n"
        "from briefing.salience import score\n"
        "found = document()\n"
        "score(found).best(3), score(found).reasons(1)\n"
        "heavy = ('numpy', 'sumy', 'scipy', 'nltk')\n"
        "print([m for m in heavy if m in sys.modules])\n"
    )
    assert _fresh(code, "1").strip() == "[]"


def by_length(document: Document) -> list[float]:
    return [min(1.0, len(s.text) / 1000) for s in document.sentences]


def test_a_method_may_be_a_function() -> None:
    found = document()
    scores = score(found, by_length)
    longest = max((s for s in found.sentences if s.kind is Kind.CONTENT), key=lambda s: len(s.text))
    assert scores.best(1) == [longest.index]
    n = len(scores.content)
    assert scores.reasons(longest.index)[-1] == f"by_length: number 1 of {n}"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda _: [0.5], "gave 1 scores for"),
        (lambda d: [2.0] * len(d.sentences), "from 0 to 1"),
        (lambda d: [float("nan")] * len(d.sentences), "from 0 to 1"),
        (lambda _: None, "must give numbers"),
    ],
)
def test_a_method_that_gives_no_scores_is_one_line(wrong: Method, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        score(document(), wrong)
