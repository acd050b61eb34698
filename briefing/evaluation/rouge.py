"""ROUGE of what methods choose, against reference summaries.

ROUGE (Lin 2004) as the rouge-score package computes it, with stemming: F1 and recall of ROUGE-1,
ROUGE-2 and ROUGE-Lsum, in per cent, the mean over the references of a story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from briefing.errors import UsageError, how_to_install
from briefing.evaluation.data import Summarised
from briefing.model import Document, Kind
from briefing.salience import Method, score

KINDS = ("rouge1", "rouge2", "rougeLsum")
MEASURES = tuple(f"{kind}_{part}" for kind in KINDS for part in ("f1", "recall"))
ORACLE, LEAD = "oracle", "lead"

Row = dict[str, float]


def grams(tokens: Sequence[str], size: int) -> Counter[Any]:
    """How often each run of ``size`` tokens occurs.

    >>> sorted(grams(["a", "b", "a"], 2))
    [('a', 'b'), ('b', 'a')]
    """
    return Counter(zip(*[tokens[i:] for i in range(size)], strict=False))


def f1(own: Counter[Any], references: Sequence[Counter[Any]]) -> float:
    """The F-measure of two bags of n-grams, from 0 to 1, the mean over the references.

    >>> f1(Counter("ab"), [Counter("ac"), Counter("ab")])
    0.75
    """
    size, count = own.total(), len(references)
    return sum(2 * (own & r).total() / max(1, size + r.total()) / count for r in references)


def scorer() -> Any:
    """rouge-score's scorer; raises :class:`UsageError` with the install command without it."""
    try:
        from rouge_score.rouge_scorer import RougeScorer
    except ImportError as error:
        raise UsageError(
            f"ROUGE needs the rouge-score package; {how_to_install('evaluate')}"
        ) from error
    return RougeScorer(list(KINDS), use_stemmer=True)


def rouge(rouge_scorer: Any, references: Sequence[str], sentences: Sequence[str]) -> Row:
    """The :data:`MEASURES` of a summary made of ``sentences``, in per cent."""
    text = "\n".join(sentences)
    scores = [rouge_scorer.score("\n".join(_lines(r)), text) for r in references]
    row = {}
    for kind in KINDS:
        row[f"{kind}_f1"] = 100 * sum(s[kind].fmeasure for s in scores) / len(scores)
        row[f"{kind}_recall"] = 100 * sum(s[kind].recall for s in scores) / len(scores)
    return row


def _lines(reference: str) -> list[str]:
    """The sentences of a reference: its lines, or its sentences where it is one line."""
    lines = [line.strip() for line in reference.splitlines() if line.strip()]
    if len(lines) > 1:
        return lines
    from briefing.model import Article
    from briefing.segmentation import segment

    document = segment(Article(id="", title="", text=" ".join(lines)))
    return [s.text for s in document.sentences] or [reference]


def oracle(document: Document, references: Sequence[str], points: int) -> list[int]:
    """The best sentences by greedy search: each adds most to ROUGE-1 plus ROUGE-2 F1.

    It stops at ``points`` sentences, or when none adds anything; ties go to the earlier.
    """
    from rouge_score.tokenizers import DefaultTokenizer

    tokenize = DefaultTokenizer(True).tokenize
    content = [s for s in document.sentences if s.kind is Kind.CONTENT]
    tokens = {s.index: tokenize(s.text) for s in content}
    wanted = [[grams(tokenize(r), size) for r in references] for size in (1, 2)]
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < points:
        left = [i for i in tokens if i not in chosen]
        worth = {i: _overlap(tokens, sorted([*chosen, i]), wanted) for i in left}
        top = max(left, key=lambda i: (worth[i], -i), default=None)
        if top is None or worth[top] <= best:
            break
        best = worth[top]
        chosen.append(top)
    return sorted(chosen)


def _overlap(
    tokens: Mapping[int, list[str]], chosen: Sequence[int], wanted: Sequence[Sequence[Counter[Any]]]
) -> float:
    joined = [t for i in chosen for t in tokens[i]]
    return sum(f1(grams(joined, size), r) for size, r in zip((1, 2), wanted, strict=True))


def measure(
    stories: Sequence[Summarised], methods: Mapping[str, Method], points: int
) -> dict[str, list[Row]]:
    """The measures of every story by method; the lead and the greedy oracle are always there."""
    from briefing.segmentation import segment

    rouge_scorer = scorer()
    table: dict[str, list[Row]] = {name: [] for name in (*methods, LEAD, ORACLE)}
    for story in stories:
        document = segment(story.article)
        chosen = {name: score(document, m).best(points) for name, m in methods.items()}
        chosen[LEAD] = score(document, "lead").best(points)
        chosen[ORACLE] = oracle(document, story.references, points)
        for name, indices in chosen.items():
            texts = [document.sentences[i].text for i in indices]
            table[name].append(rouge(rouge_scorer, story.references, texts))
    return table
