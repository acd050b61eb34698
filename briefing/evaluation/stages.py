"""How the stages do on labelled stories: salience, segmentation, kinds, sectors, antecedents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from briefing.evaluation.data import Gold, Labelled
from briefing.evaluation.measures import GOOD, ndcg, precision, recall
from briefing.language.gazetteer import tables
from briefing.model import NONE, Document, Kind
from briefing.salience import Method

LEAST_OF_A_SECTOR = 10
"""A sector with fewer sentences is not considered for the worst sector."""

Row = dict[str, float | None]


def salience(
    stories: Sequence[Labelled], methods: Mapping[str, Method], *, own: bool = False
) -> dict[str, list[Row]]:
    """``precision_at_k``, ``recall_of_3``, ``ndcg`` and ``ndcg_steep`` of every story by method
    (None where one is undefined).

    Scores are of the labelled sentences, or with ``own`` of the sentences that our segmentation
    finds in the text: each takes the highest salience of the labelled sentences that lie mostly
    in it, and what it takes for content competes with the rest.
    """
    table: dict[str, list[Row]] = {name: [] for name in methods}
    for story in stories:
        document, marks = _own(story) if own else (story.document, _given(story))
        for name, method in methods.items():
            scores = method(document)
            kept = [scores[s.index] for s in document.sentences if s.kind is Kind.CONTENT]
            table[name].append({
                "precision_at_k": precision(marks, kept), "recall_of_3": recall(marks, kept),
                "ndcg": ndcg(marks, kept), "ndcg_steep": ndcg(marks, kept, steep=True),
            })  # fmt: skip
    return table


def _given(story: Labelled) -> list[int]:
    return story.salience


def _own(story: Labelled) -> tuple[Document, list[int]]:
    """Our own document of the story and the salience of its content sentences."""
    document = segmented(story)
    golds = [g for g in story.golds if g.kind == Kind.CONTENT and g.salience]
    places = _places(story, [(g.start, g.end) for g in golds])
    own = _solid(document)
    marks = []
    for sentence in document.sentences:
        if sentence.kind is not Kind.CONTENT:
            continue
        start, end = own[sentence.index]
        held = [
            g.salience
            for g, (a, b) in zip(golds, places, strict=True)
            if 2 * (min(end, b) - max(start, a)) > b - a
        ]
        marks.append(max(held, default=0))
    return document, marks


def segmented(story: Labelled) -> Document:
    """Our document of the story's text, its title known, its lines made into paragraphs."""
    from briefing.readers.article import make_article
    from briefing.readers.options import Hints, ReadOptions
    from briefing.segmentation import segment

    article = story.article
    hints = Hints(title=article.title, date=article.date)
    options = ReadOptions(language=article.language)
    return segment(make_article(article.text, location=story.id, options=options, hints=hints))


def _places(story: Labelled, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of the labelled text counted in characters that are not white space."""
    before = [0]
    for character in story.article.text:
        before.append(before[-1] + (not character.isspace()))
    return [(before[a], before[b]) for a, b in spans]


def _solid(document: Document) -> list[tuple[int, int]]:
    """The spans of our sentences in the same count; white space apart the texts agree."""
    before = [0]
    for character in document.article.text:
        before.append(before[-1] + (not character.isspace()))
    return [(before[s.start], before[s.end]) for s in document.sentences]


def _plain(text: str) -> str:
    return " ".join(text.split())


def segmentation(stories: Sequence[Labelled]) -> dict[str, float]:
    """Shares of the labelled units that our segmentation finds, and of their kinds it knows.

    ``segmentation``: content sentences found character by character (white space apart).
    ``kind``: of all units so found, those of the right kind. ``leaks``: of the units that are not
    content, those of which some sentence of ours is called content.
    """
    total: Counter[str] = Counter()
    for story in stories:
        ours: dict[str, list[Kind]] = defaultdict(list)
        for sentence in segmented(story).sentences:
            ours[_plain(sentence.text)].append(sentence.kind)
        for gold in story.golds:
            if gold.kind not in set(Kind):
                continue
            kinds = ours.get(_plain(gold.text), [])
            kind = kinds.pop(0) if kinds else None
            content = gold.kind == Kind.CONTENT
            total["content"] += content
            total["content exact"] += content and kind is not None
            total["exact"] += kind is not None
            total["right kind"] += kind == gold.kind
            total["other"] += not content
            total["leaks"] += not content and kind is Kind.CONTENT
    return {
        "segmentation": total["content exact"] / max(1, total["content"]),
        "kind": total["right kind"] / max(1, total["exact"]),
        "leaks": total["leaks"] / max(1, total["other"]),
    }


def sectors(stories: Sequence[Labelled], table: str = "") -> tuple[dict[str, float], list[float]]:
    """The share of content sentences whose sector is right, in all and by sector, by story.

    Any of a sentence's right sectors counts; what belongs to none is right as ``none``. Gives the
    share of each labelled sector, with the whole under ``all``, and the share of each story.
    """
    from briefing.sectors import load_table

    sector_table = load_table(table or None)
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    shares = []
    for story in stories:
        labels = sector_table.classify(sector_table.evidence(story.document))
        marks = []
        for gold, label in zip(story.golds, labels, strict=True):
            if gold.kind == Kind.CONTENT:
                good = label.sector in gold.sectors
                marks.append(good)
                count.update(("all", gold.sectors[0]))
                right.update(("all", gold.sectors[0]) if good else ())
        if marks:
            shares.append(sum(marks) / len(marks))
    return {s: right[s] / count[s] for s in sorted(count) if count[s] >= LEAST_OF_A_SECTOR}, shares


def worst_sector(shares: Mapping[str, float]) -> tuple[str, float]:
    """The sector with the lowest share, ``none`` and the whole apart."""
    rest = {s: share for s, share in shares.items() if s not in ("all", NONE)}
    return min(rest.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))


def references(stories: Sequence[Labelled]) -> dict[str, float]:
    """How well sentences that cannot stand alone are recognised and resolved (content sentences).

    ``standalone``: the flag is right. ``standalone_good``: the same of salience 2 and 3, which a
    brief would show. ``false_standalone``: of sentences taken to stand alone, those that do not.
    ``antecedent``: of the antecedents inserted where one is labelled, those that are right.
    ``antecedent_found``: of the labelled antecedents, those inserted rightly.
    """
    from briefing.coreference import resolve

    total: Counter[str] = Counter()
    for story in stories:
        for gold, resolved in zip(story.golds, resolve(story.document), strict=True):
            if gold.kind != Kind.CONTENT:
                continue
            right = resolved.standalone == gold.standalone
            counts = _reference_counts(gold, right, resolved.standalone, resolved.antecedent)
            total.update(counts)
    return {
        "standalone": total["right"] / max(1, total["all"]),
        "standalone_good": total["right good"] / max(1, total["good"]),
        "false_standalone": total["false"] / max(1, total["taken"]),
        "antecedent": total["hit"] / max(1, total["inserted"]),
        "antecedent_found": total["hit"] / max(1, total["labelled"]),
    }


def _reference_counts(
    gold: Gold, right: bool, taken: bool, antecedent: str | None
) -> dict[str, int]:
    good = gold.salience >= GOOD
    labelled = gold.antecedent is not None
    inserted = labelled and antecedent is not None
    hit = inserted and _same_name(str(antecedent), str(gold.antecedent))
    return {
        "all": 1, "right": right, "good": good, "right good": good and right, "taken": taken,
        "false": taken and not gold.standalone, "labelled": labelled, "inserted": inserted,
        "hit": hit,
    }  # fmt: skip


def _same_name(one: str, other: str) -> bool:
    """Whether one name is the other, its last part or its initials, titles apart.

    >>> _same_name("Mr Blair", "Tony Blair"), _same_name("the IMF", "International Monetary Fund")
    (True, True)
    """
    a, b = sorted((_untitled(one), _untitled(other)), key=len)
    initials = [word[0] for word in b if word not in {"of", "for", "and"}]
    return b[len(b) - len(a) :] == a or (len(a) == 1 and list(a[0]) == initials)


def _untitled(name: str) -> list[str]:
    words = _plain(name).casefold().replace(".", "").split()
    known = {"the"} | {title.casefold() for title in tables().titles}
    while len(words) > 1 and words[0] in known:
        del words[0]
    return words
