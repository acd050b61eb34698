"""Proves the page on your own articles.

In the folder ``tests``: ``PYTHONPATH=support python -m page.prove FOLDER``.

Makes briefs of 1 to 80 articles of FOLDER, in turn on every template of :mod:`page.looks` and on
both papers, renders them in LibreOffice and compares what the PDF shows with what was measured.
``--kinds`` takes the small templates of :mod:`page.kinds` instead, ``--random N`` the first N of
:mod:`page.random_houses`, each on its own paper and with ``--fill``. Every brief is verified as it
is, and once more with a word altered in one of its points. 300 briefs take some ten minutes of one
core. Exits with 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from briefing.config import Config
from briefing.docx.package import Package
from briefing.errors import TemplateError
from briefing.layout.measure import Layout
from briefing.model import Article, Brief
from briefing.pipeline.aggregate import Aggregate, gather
from briefing.pipeline.brief import finish, set_up
from briefing.pipeline.output import render
from briefing.pipeline.worker import Worker
from briefing.readers import read as read_articles
from briefing.verification import verify
from page.kinds import kinds
from page.looks import all_looks
from page.random_houses import house_from
from page.render import Page, convert, read

ARTICLES = (1, 2, 3, 5, 8, 13, 20, 40, 80)
FULL = 8
"""Articles from which a page must be full."""


def pool(folder: Path, rng: random.Random, count: int) -> tuple[list[Aggregate], list[Article]]:
    """What ``count`` articles of ``folder``, or all there are, give to a brief; the articles."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    rng.shuffle(files)
    parts: list[Aggregate] = []
    articles: list[Article] = []
    worker = Worker(Config(), cutoffs=False)
    for file in files:
        read_now = list(read_articles(str(file)))
        found = worker.absorb(read_now)[""]
        if found.used:
            parts.append(found)
            articles += read_now
        if len(parts) >= count:
            break
    return parts, articles


@dataclass(frozen=True)
class Proof:
    """What was found: the pages, the templates refused, false alarms and edits not named."""

    pages: list[Page]
    refused: list[str]
    alarms: list[str]
    missed: list[str]


def pages(
    soffice: str,
    folder: Path,
    stock: tuple[list[Aggregate], list[Article]],
    count: int,
    seed: int,
    looks: list[tuple[str, bytes]],
    house: bool = False,
) -> Proof:
    """``count`` briefs of ``stock``, measured and rendered in ``folder``.

    ``house``: on the templates' own paper, and full.
    """
    rng = random.Random(seed)
    parts, articles_ = stock
    made = []
    refused, alarms, missed = [], [], []
    for i in range(count):
        name, look = looks[i % len(looks)]
        paper = "" if house else ("a4", "letter")[i // len(looks) % 2]
        template = folder / f"{name}.dotx.docx"
        template.write_bytes(look)
        config = Config(template=str(template), paper=paper, fill=house)
        articles = min(rng.choice(ARTICLES), len(parts))
        label = f"{i:03d}-{name}-{paper}-{articles}"
        try:
            brief = finish(gather(rng.sample(parts, articles)), set_up(config))
        except TemplateError as error:
            refused.append(f"{label}: {error}")
            continue
        file = folder / f"{label}.docx"
        data = render(brief, "docx")
        file.write_bytes(data)
        report = verify(data, ".docx", articles_)
        if not report.ok or sum(c.article is not None for c in report.checks) < len(brief.points):
            alarms.append(label)
        if verify(altered(data, brief, rng), ".docx", articles_).ok:
            missed.append(label)
        made.append((file, articles, Layout(look, paper).measure(brief)))
    pdfs = convert(soffice, [file for file, _, _ in made], folder)
    found = [
        Page(file.stem, articles, fill, read(pdf))
        for pdf, (file, articles, fill) in zip(pdfs, made, strict=True)
    ]
    return Proof(found, refused, alarms, missed)


def altered(data: bytes, brief: Brief, rng: random.Random) -> bytes:
    """The file with a word put into the words of one point, wherever they stand."""
    words = re.findall(r"(?<= )[a-z]{3,}(?= )", rng.choice(brief.points).text)
    words = words or re.findall(r"(?<= )[a-z]{3,}(?= )", brief.points[0].text) or ["the"]
    word = rng.choice(words)
    pattern = re.compile(rf"(?<=[ \xa0]){word}(?=[ \xa0])")

    def change(xml: str) -> str:
        return re.sub(
            r"(<w:t[^>]*>)([^<]*)", lambda m: m[1] + pattern.sub(f"scarcely {word}", m[2]), xml
        )

    package = Package.read(data)
    for part, content in package.parts.items():
        if part.startswith("word/") and part.endswith(".xml"):
            package.parts[part] = change(content.decode()).encode()
    return package.to_bytes()


def report(proof: Proof) -> tuple[list[str], bool]:
    """What was promised and what was found, a line each; whether all of it holds."""
    found = proof.pages
    several = [p.name for p in found if p.rendered.pages != 1]
    wrong = [p.name for p in found if abs(p.off) > 0.02]
    full = [p for p in found if p.articles >= FULL]
    high = [p.name for p in full if p.bottom < 0.92]
    emptiest = min((p.bottom for p in full), default=1.0)
    furthest = max(abs(p.off) for p in found)
    lines = [
        f"{len(found)} briefs: {len(several)} of more than one page {several}",
        f"measured within 2% of rendered: {1 - len(wrong) / len(found):.1%}, "
        f"furthest off {furthest:.2%} {wrong}",
        f"{len(full)} of {FULL} articles or more: last line in the last 8% of the text area in "
        f"{1 - len(high) / max(1, len(full)):.1%}, emptiest ends at {emptiest:.1%} {high}",
    ]
    lines += [
        f"verify: {len(proof.alarms)} unedited briefs with a false alarm {proof.alarms}, "
        f"{len(proof.missed)} of {len(found)} alterations not named {proof.missed}",
        f"refused by name: {len(proof.refused)}",
        *proof.refused,
    ]
    looks = Counter(name.split("-")[1] for name in high)
    lines += [f"  above the last 8%: {count} of {look}" for look, count in looks.items()]
    holds = not (several or proof.alarms or proof.missed) and len(wrong) <= 0.05 * len(found)
    return lines, holds and len(high) <= 0.1 * len(full) and emptiest >= 0.8


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--briefs", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pool", type=int, default=250, help="articles to draw from")
    options.add_argument("--look", default="", help="one template only, as digest")
    options.add_argument("--kinds", action="store_true", help="the small house templates")
    options.add_argument("--random", type=int, default=0, metavar="N", help="N random templates")
    given = options.parse_args()
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice (soffice) is not installed")
    stock = pool(given.folder, random.Random(given.seed), given.pool)
    looks = all_looks()
    if given.kinds or given.random:
        looks = {**(kinds() if given.kinds else {})}
        looks |= {f"random {seed}": house_from(seed) for seed in range(given.random)}
    chosen = [(name, look) for name, look in looks.items() if given.look in ("", name)]
    with tempfile.TemporaryDirectory() as folder:
        house = bool(given.kinds or given.random)
        made = pages(soffice, Path(folder), stock, given.briefs, given.seed, chosen, house)
        lines, holds = report(made)
    print("\n".join(lines))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
