"""How the program does in each language, on stories whose labels were carried over from English.

``python -m briefing.training.language_report STORIES [ENGLISH] [--half 0] [--codes ru]``

``STORIES`` has one story per line with ``id``, ``language``, ``title``, ``text`` and labelled
``sentences``; ``ENGLISH`` the same stories in English. ``--half`` takes every second story, so that
one half can serve to write a language's file and the other to judge it. The columns:

- ``P@k must nDCG``: the ranking of the labelled sentences; ``own``: nDCG of our own sentences;
- ``lead``: P@k and nDCG of the first k sentences, in the labelled and in our own sentences;
- ``ends``: ends of labelled lines that we find, of those that end in a mark (in one running text,
  nothing shows where a heading ends); ``inner``: further ends we see, per 100 lines;
- ``lost``: content that we throw out, in percent, when each line is a paragraph under a picture
  credit;
- ``sector``: sentences of a sector that get it; ``named``: of those that we give one, how many are
  right; ``leans``: sentences of a brief that lean, as the English labels say, in percent.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any

from briefing.coreference import resolve
from briefing.evaluation.data import Gold, Labelled, gold_document
from briefing.evaluation.measures import interval
from briefing.evaluation.stages import salience, segmented
from briefing.model import NONE, Article, Kind
from briefing.salience import METHODS
from briefing.sectors import SectorTable, load_table
from briefing.segmentation import segment

CREDITS = {
    "ru": "Фото: пресс-служба", "kk": "Сурет: баспасөз қызметі", "uk": "Фото: пресслужба",
    "ko": "(사진=연합뉴스)", "ja": "写真:共同通信", "zh": "图片:新华社", "tr": "Fotoğraf: ajans",
    "de": "Foto: Agentur", "fr": "Photo : agence", "es": "Foto: agencia", "uz": "Foto: agentlik",
    "ar": "الصورة: وكالة",
}  # fmt: skip
"""What a picture is credited with on a page in each language."""

_MARKED = re.compile(r"""[.!?…。！？｡؟۔]["'”“’»«)\]」』）]*$""")


def story(row: dict[str, Any]) -> Labelled:
    """A labelled story of the file."""
    text = row["text"]
    golds = tuple(
        Gold(
            s["start"], s["end"], text[s["start"] : s["end"]], s["kind"], s["salience"],
            (s["sector"],), s["standalone"], None,
        )
        for s in row["sentences"]
    )  # fmt: skip
    article = Article(
        id=row["id"], title=row["title"], text=text, language=row.get("language", "en")
    )
    return Labelled(row["id"], article, golds, gold_document(article, golds))


def stories(path: Path, half: int | None = None) -> dict[str, list[Labelled]]:
    """The stories of a file by language, or of one half of it."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    order = sorted({row["id"] for row in rows})
    wanted = {name for at, name in enumerate(order) if half is None or at % 2 == half}
    table: dict[str, list[Labelled]] = defaultdict(list)
    for row in rows:
        if row["id"] in wanted:
            table[row.get("language", "en")].append(story(row))
    return dict(table)


def ranking(own: Sequence[Labelled], *, segments: bool) -> dict[str, dict[str, list[float]]]:
    """The measures of the default method and of the lead, by story."""
    methods = {name: METHODS[name] for name in ("default", "lead")}
    salience_of = salience(own, methods, own=segments)
    return {
        name: {
            measure: [value for row in rows if (value := row[measure]) is not None]
            for measure in ("precision_at_k", "recall_of_3", "ndcg")
        }
        for name, rows in salience_of.items()
    }


def ends(own: Sequence[Labelled]) -> tuple[float, float, list[str]]:
    """The share of labelled ends found, the further ends per 100 lines, and these as text."""
    hit = lines = 0
    inner: list[str] = []
    for each in own:
        document = segmented(each)
        text = document.article.text
        solid, at = "".join(text.split()), 0
        places = {
            len("".join(text[: s.end].split())) for s in document.sentences
        }  # ends counted without white space
        for gold in each.golds:
            piece = "".join(gold.text.split())
            begin = solid.find(piece, at)
            if begin < 0:
                continue
            at = begin + len(piece)
            if not _MARKED.search(piece):
                continue
            lines += 1
            hit += at in places
            for place in sorted(p for p in places if begin < p < at):
                cut = place - begin
                inner.append(f"{piece[max(0, cut - 30) : cut]} | {piece[cut : cut + 30]}")
    return hit / max(1, lines), 100 * len(inner) / max(1, lines), inner


def thrown_out(own: Sequence[Labelled]) -> tuple[int, int, list[str]]:
    """Labelled content that is no content to us when a page has a picture credit: how many
    sentences, of how many, and which."""
    lost: list[str] = []
    total = 0
    for each in own:
        language = each.article.language
        lines = [g.text for g in each.golds if g.kind == Kind.CONTENT]
        title = each.article.title
        text = "\n\n".join([title, CREDITS.get(language, "Photo: agency"), *lines])
        article = replace(each.article, text=text)
        kept = "".join(
            "".join(s.text.split()) for s in segment(article).sentences if s.kind is Kind.CONTENT
        )
        total += len(lines)
        lost += [line for line in lines if "".join(line.split()) not in kept]
    return len(lost), total, lost


def sectors(own: Sequence[Labelled], table: SectorTable) -> tuple[float, float]:
    """Of the sentences of a sector, those that get it; of those that get one, the right ones."""
    with_one = right = named = 0
    for each in own:
        for gold, label in zip(
            each.golds, table.classify(table.evidence(each.document)), strict=True
        ):
            if gold.kind != Kind.CONTENT:
                continue
            if gold.sectors[0] != NONE:
                with_one += 1
                right += label.sector == gold.sectors[0]
            named += label.sector != NONE
    return right / max(1, with_one), right / max(1, named)


def leaning(own: Sequence[Labelled], most: int = 6) -> tuple[float, float]:
    """Of the best sentences that we would show alone, those that lean; of all that lean, those
    that we show; in percent."""
    lean = total = 0
    for each in own:
        scores = METHODS["default"](each.document)
        stands = resolve(each.document)
        rows = [
            (-scores[s.index], s.index)
            for s in each.document.sentences
            if s.kind is Kind.CONTENT and stands[s.index].wording
        ]
        for _, index in sorted(rows)[:most]:
            total += 1
            gold = each.golds[index]
            whole = not stands[index].antecedent and not stands[index].dropped
            lean += not gold.standalone and whole
    return 100 * lean / max(1, total), total


def report(own: Sequence[Labelled], table: SectorTable) -> str:
    """One line of figures for the stories of one language."""
    gold, free = ranking(own, segments=False), ranking(own, segments=True)
    good, lead, mine, plain = gold["default"], gold["lead"], free["default"], free["lead"]
    ends_right, inner, _ = ends(own)
    lost, total, _ = thrown_out(own)
    of_sector, named = sectors(own, table)
    lean, _ = leaning(own)
    low, high = interval(good["precision_at_k"])
    measures = ("precision_at_k", "recall_of_3", "ndcg")
    ranks, own_ranks, leads = (
        " ".join(f"{fmean(rows[measure]):.3f}" for measure in measures)
        for rows in (good, mine, lead)
    )
    return (
        f"{ranks} [{low:.3f},{high:.3f}] | own {own_ranks} | lead {leads} own "
        f"{fmean(plain['ndcg']):.3f} | ends {ends_right:.3f} inner {inner:.0f} "
        f"| lost {100 * lost / max(1, total):.1f}% | sector {of_sector:.3f} named {named:.3f} "
        f"| leans {lean:.1f}%"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stories", type=Path)
    parser.add_argument("english", type=Path, nargs="?")
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--codes", nargs="*", default=[])
    parser.add_argument("--show", choices=("ends", "lost"))
    given = parser.parse_args()
    table = load_table(None)
    every = stories(given.stories, given.half)
    if given.english:
        every = {"en": stories(given.english, given.half)["en"], **every}
    for code, own in every.items():
        if given.codes and code not in given.codes:
            continue
        if given.show:
            for line in ends(own)[2] if given.show == "ends" else thrown_out(own)[2]:
                print(code, line)
        else:
            print(code, len(own), report(own, table), flush=True)


if __name__ == "__main__":
    main()
