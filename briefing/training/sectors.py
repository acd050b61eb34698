"""Make ``briefing/data/sector_weights.json``: how much each kind of evidence of a sector counts.

    python -m briefing.training.sectors ANNOTATED_DIR LABELLED.jsonl [-o OUT.json] [--report]
                                     [--newswire NEWSWIRE.jsonl] [--days DAYS.jsonl]

``--newswire`` has stories with a desk's sector each, ``{id, title, text, sector}``; without it
``newswire_sectors.jsonl`` beside the labelled stories.

``--days`` has days of articles with the facts that belong in a brief and their sectors (see
``briefing.evaluation.days``): the sentences that state them are labelled, all others are not.

The vocabulary is not learned: it stays in ``templates/sectors.toml``. The parameters of the
evidence model (see ``briefing.sectors.decode``) are fitted to editors' labels by
``briefing.training.sector_fit``, the words that speak beside the table's phrases by
``briefing.training.sector_words``, into ``sector_words.json`` beside OUT.json. There are weights
for documents without learned words, from the articles that are labelled as a whole, for those
with them, and for tables of few phrases (see ``briefing.training.sector_small``). What the words
say of an article comes from a model that has not seen its fold. The same
data give the same bytes.
``--report`` prints the accuracy of five-fold cross-validation by event, and of each half of the
data with parameters from the other half, with bootstrap intervals over articles. An alternative
that an editor marked as also right (``also_ok``) counts as right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from briefing.evaluation.data import Labelled as Story
from briefing.evaluation.data import labelled_story, records
from briefing.evaluation.days import Support, parse
from briefing.evaluation.measures import ratio_interval
from briefing.language.tokens import stemmer, tokenise
from briefing.model import NONE, Article, Document, Kind, Sentence
from briefing.sectors import SectorTable, load_table
from briefing.sectors.decode import decode
from briefing.sectors.evidence import DocumentEvidence
from briefing.sectors.features import article_sector, with_learned
from briefing.sectors.learned_words import LearnedWords, as_json
from briefing.segmentation import segment
from briefing.training.sector_fit import Filed, Labelled, as_filed, fit, fit_article
from briefing.training.sector_small import SECTORS, small
from briefing.training.sector_words import fit_words

FOLDS = 5
NEWSWIRE = "newswire_sectors.jsonl"
OF_SMALL = {f"article_to_{slug}" for slug in (*SECTORS, NONE)}


def load(annotated: Path, labelled: Path) -> list[Labelled]:
    """All labelled articles in a fixed order."""
    rows = [(row, "annotated", row["event"]) for row in records(annotated)]
    rows += [(row, row["source"], row["id"]) for row in records(labelled)]
    return [_labelled(labelled_story(str(r["id"]), r), source, group) for r, source, group in rows]


def _labelled(story: Story, source: str, group: str) -> Labelled:
    """A labelled story with whole sentences, datelines included. A sentence that the splitter got
    wrong is content of an unknown sector."""
    stem = stemmer("en")
    sentences: list[Sentence] = []
    gold: list[frozenset[str]] = []
    first: list[str] = []
    for number, unit in enumerate(story.golds):
        tokens = tuple(tokenise(unit.text))
        split = unit.kind == "badsplit"
        kind = Kind.CONTENT if split else Kind(unit.kind)
        if kind is Kind.CONTENT:
            gold.append(frozenset() if split else frozenset(unit.sectors))
            first.append(unit.sectors[0])
        paragraph = story.article.text.count("\n\n", 0, unit.start)
        sentences.append(
            Sentence(number, unit.start, unit.end, unit.start, paragraph, kind, unit.text, tokens,
                     tuple(map(stem, tokens)))
        )  # fmt: skip
    document = Document(story.article, tuple(sentences))
    return Labelled(document, tuple(gold), tuple(first), source, group)


def newswire(path: Path, table: SectorTable) -> list[Filed]:
    """Newswire stories under the sector of their desk; ids are shared with the labelled ones."""
    filed = []
    for row in records(path):
        article = Article(row["id"], row["title"], row["title"] + "\n\n" + row["text"])
        filed.append(Filed(table.evidence(segment(article)), row["sector"], f"reuters-{row['id']}"))
    return filed


def days(path: Path, known: Collection[str]) -> list[Labelled]:
    """The articles of labelled days that are not ``known``, each once, with what is known of them:
    the sectors of the sentences that state a fact."""
    facts: dict[str, tuple[Document, list[tuple[Support, tuple[str, ...]]]]] = {}
    for number, row in enumerate(records(path)):
        day = parse(row, f"day {number}")
        keys = {article.key: article for article in day.articles}
        for fact in day.facts:
            for support in fact.support:
                article = keys[support.article]
                if article.id in known:
                    continue
                if article.id not in facts:
                    made = segment(Article(article.id, article.title, article.text))
                    facts[article.id] = (made, [])
                facts[article.id][1].append((support, fact.sectors))
    items = [
        _labelled_by_facts(document, findings) for _, (document, findings) in sorted(facts.items())
    ]
    return [item for item in items if any(item.gold)]


MOST_OF_SENTENCE = 0.6
"""Part of a sentence that a fact's support must cover for the sentence to state it."""


def _labelled_by_facts(
    document: Document, findings: Sequence[tuple[Support, tuple[str, ...]]]
) -> Labelled:
    gold: list[frozenset[str]] = []
    first: list[str] = []
    for sentence in document.sentences:
        if sentence.kind is Kind.CONTENT:
            least = MOST_OF_SENTENCE * (sentence.end - sentence.start)
            sectors = next(
                (
                    slugs
                    for support, slugs in findings
                    if min(support.end, sentence.end) - max(support.start, sentence.start) > least
                ),
                (),
            )
            gold.append(frozenset(sectors))
            first.append(sectors[0] if sectors else "")
    identifier = document.article.id
    return Labelled(document, tuple(gold), tuple(first), "days", identifier)


# --- learned words -------------------------------------------------------------------------------


def words_of(filed: Sequence[Filed], slugs: Sequence[str]) -> LearnedWords:
    """The words learned from articles that are filed under a sector."""
    return fit_words(
        [each.evidence.source for each in filed], [each.slug for each in filed], slugs,
        [each.weight for each in filed],
    )  # fmt: skip


def speak(
    evidences: Sequence[DocumentEvidence],
    groups: Sequence[str],
    filed: Sequence[Filed],
    slugs: Sequence[str],
) -> list[DocumentEvidence]:
    """The evidences with what words learned from the other folds say of each."""
    folds = [digest(each.group, FOLDS) for each in filed]
    models = [
        words_of([each for each, f in zip(filed, folds, strict=True) if f != held], slugs)
        for held in range(FOLDS)
    ]
    return [
        with_learned(evidence, models[digest(group, FOLDS)].speak(evidence.source))
        for evidence, group in zip(evidences, groups, strict=True)
    ]


# --- measuring -----------------------------------------------------------------------------------

Outcome = tuple[str, str, int, int, Counter[str], Counter[str]]
"""Source, id, right, counted, right by sector, counted by sector, of one article."""


def judge(item: Labelled, chosen: Sequence[str]) -> Outcome:
    """Compare the chosen sectors of an article with an editor's."""
    right: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for slug, accepted, first in zip(chosen, item.gold, item.first, strict=True):
        if accepted:
            counted[first] += 1
            right[first] += slug in accepted
    return (
        item.source, item.document.article.id, right.total(), counted.total(), right, counted,
    )  # fmt: skip


def held_out(
    items: Sequence[Labelled],
    evidences: Sequence[DocumentEvidence],
    slugs: Sequence[str],
    fold: Callable[[str], int],
    *,
    rising: bool = False,
) -> dict[int, list[Outcome]]:
    """Outcomes of each fold with parameters fitted to the other folds."""
    folds = [fold(item.group) for item in items]
    outcomes: dict[int, list[Outcome]] = {}
    for held in sorted(set(folds)):
        kept = [i for i, f in enumerate(folds) if f != held]
        weights = fit([items[i] for i in kept], [evidences[i] for i in kept], slugs, rising=rising)
        outcomes[held] = [
            judge(item, decode(evidence, weights).sectors)
            for item, evidence, f in zip(items, evidences, folds, strict=True)
            if f == held
        ]
    return outcomes


def filing(filed: Sequence[Filed], slugs: Sequence[str]) -> tuple[list[Outcome], list[Outcome]]:
    """Whether each article is filed under its sector, and whether under an accepted one, with
    parameters from the other folds."""
    folds = [digest(each.group, FOLDS) for each in filed]
    single: list[Outcome] = []
    either: list[Outcome] = []
    for held in range(FOLDS):
        kept = [each for each, f in zip(filed, folds, strict=True) if f != held]
        weights = fit_article(kept, slugs)
        for each, f in zip(filed, folds, strict=True):
            if f == held and each.evidence.sentences:
                chosen = article_sector(each.evidence, weights)
                single.append(_filed(each, chosen == each.slug))
                either.append(_filed(each, chosen in {each.slug, *each.accepted}))
    return single, either


def _filed(each: Filed, right: bool) -> Outcome:
    one = Counter({each.slug: 1})
    return each.source, each.group, int(right), 1, one if right else Counter(), one


def accuracy(outcomes: Sequence[Outcome]) -> tuple[float, float, float]:
    """The share of right sectors and its 95% bootstrap interval over articles."""
    parts = [(o[2], o[3]) for o in outcomes]
    mean = sum(right for right, _ in parts) / max(1, sum(counted for _, counted in parts))
    return mean, *ratio_interval(parts)


def describe(outcomes: Iterable[Outcome], title: str) -> str:
    """Accuracy by source, and by sector on the annotated articles; ``news`` are all
    the others but the labelled days."""
    rows = list(outcomes)
    lines = [title]
    sources = sorted({o[0] for o in rows})
    plain = [o for o in rows if o[0] not in ("annotated", "days")]
    for name, part in (*((s, [o for o in rows if o[0] == s]) for s in sources), ("news", plain)):
        mean, low, high = accuracy(part)
        lines.append(f"  {name:<10} {mean:.3f}  [{low:.3f}, {high:.3f}]  {len(part)} articles")
    right: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for o in rows:
        if o[0] == "annotated":
            right.update(o[4])
            counted.update(o[5])
    each = [f"{s} {right[s] / n:.2f}/{n}" for s, n in sorted(counted.items())]
    return "\n".join([*lines, "  annotated by sector: " + ", ".join(each)])


def digest(text: str, parts: int) -> int:
    """A fixed part number for a name."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % parts


def gather(table: SectorTable, items: Iterable[Labelled]) -> list[DocumentEvidence]:
    """The evidence of each document by ``table``."""
    return [table.evidence(item.document) for item in items]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(prog="python -m briefing.training.sectors")
    parser.add_argument("annotated", type=Path)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--newswire", type=Path)
    parser.add_argument("--days", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--report", action="store_true")
    options = parser.parse_args(arguments)
    table = replace(load_table(None), words=None)
    items = load(options.annotated, options.labelled)
    whole = len(items)
    if options.days:
        known = {item.document.article.id for item in items}
        items += days(options.days, known)
    evidences = gather(table, items)
    slugs = [*sorted({s.slug for s in table.sectors}), NONE]
    filed = newswire(options.newswire or options.labelled.parent / NEWSWIRE, table)
    plain = fit(items[:whole], evidences[:whole], slugs, filed)
    seen, gathered = small(table, items[:whole], evidences[:whole])
    few = fit(seen, gathered, [*SECTORS, NONE], rising=True)
    everything = [*as_filed(items, evidences), *filed]
    evidences = speak(evidences, [item.group for item in items], everything, slugs)
    spoken = speak([f.evidence for f in filed], [f.group for f in filed], everything, slugs)
    filed = [replace(f, evidence=e) for f, e in zip(filed, spoken, strict=True)]
    if options.report:
        folds = held_out(items, evidences, slugs, lambda group: digest(group, FOLDS))
        print(describe((o for part in folds.values() for o in part), "five-fold cross-validation"))
        single, either = filing([*as_filed(items, evidences), *filed], slugs)
        print(describe(single, "articles filed under their commonest label, cross-validation"))
        print(describe(either, "articles filed under an accepted sector, cross-validation"))
        halves = held_out(items, evidences, slugs, lambda group: digest(group, 2))
        for half, name in ((0, "half that the vocabulary was looked at with"), (1, "other half")):
            print(describe(halves[half], name))
        tables = held_out(
            seen, gathered, [*SECTORS, NONE], lambda group: digest(group, FOLDS), rising=True
        )
        drawn = [outcome for part in tables.values() for outcome in part]
        print(describe(drawn, "small tables, five-fold cross-validation"))
    with_words = fit(items, evidences, slugs, filed)
    if options.output:
        about = (
            "Made by briefing.training.sectors from editors' labels of annotated and news articles."
        )
        few = {name: weight for name, weight in few.items() if name not in OF_SMALL}
        made = {"about": about, "weights": plain, "spoken": with_words, "few": few}
        text = json.dumps(made, indent=1) + "\n"
        options.output.write_text(text, "utf-8")
        words = as_json(words_of(everything, slugs))
        options.output.with_name("sector_words.json").write_text(words, "utf-8")


if __name__ == "__main__":
    main()
