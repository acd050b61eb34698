"""Proves the page on your own articles: ``python -m page.prove FOLDER`` in the folder ``tests``.

Makes briefs of 1 to 80 articles of FOLDER, in turn on every template of :mod:`page.looks` and on
both papers, renders them in LibreOffice and compares what the PDF shows with what was measured.
300 briefs take some ten minutes of one core. Exits with 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from briefing.config import Config
from briefing.layout.measure import Layout
from briefing.pipeline.aggregate import Aggregate, gather
from briefing.pipeline.brief import finish, set_up
from briefing.pipeline.output import render
from briefing.pipeline.worker import Worker
from briefing.readers import read as read_articles
from page.looks import all_looks
from page.render import Page, convert, read

ARTICLES = (1, 2, 3, 5, 8, 13, 20, 40, 80)
FULL = 8
"""Articles from which a page must be full."""


def pool(folder: Path, rng: random.Random, count: int) -> list[Aggregate]:
    """What ``count`` articles of ``folder``, or all there are, give to a brief."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    rng.shuffle(files)
    parts: list[Aggregate] = []
    worker = Worker(Config(), cutoffs=False)
    for file in files:
        found = worker.absorb(read_articles(str(file)))[""]
        if found.used:
            parts.append(found)
        if len(parts) >= count:
            break
    return parts


def pages(
    soffice: str, folder: Path, parts: list[Aggregate], count: int, seed: int, only: str = ""
) -> list[Page]:
    """``count`` briefs of ``parts``, measured and rendered in ``folder``."""
    rng = random.Random(seed)
    looks = [(name, look) for name, look in all_looks().items() if only in ("", name)]
    made = []
    for i in range(count):
        name, look = looks[i % len(looks)]
        paper = ("a4", "letter")[i // len(looks) % 2]
        template = folder / f"{name}.dotx.docx"
        template.write_bytes(look)
        config = Config(template=str(template), paper=paper)
        articles = min(rng.choice(ARTICLES), len(parts))
        brief = finish(gather(rng.sample(parts, articles)), set_up(config))
        file = folder / f"{i:03d}-{name}-{paper}-{articles}.docx"
        file.write_bytes(render(brief, "docx"))
        made.append((file, articles, Layout(look, paper).measure(brief)))
    pdfs = convert(soffice, [file for file, _, _ in made], folder)
    return [
        Page(file.stem, articles, fill, read(pdf))
        for pdf, (file, articles, fill) in zip(pdfs, made, strict=True)
    ]


def report(found: list[Page]) -> tuple[list[str], bool]:
    """What was promised and what was found, a line each; whether all of it holds."""
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
    looks = Counter(name.split("-")[1] for name in high)
    lines += [f"  above the last 8%: {count} of {look}" for look, count in looks.items()]
    holds = not several and len(wrong) <= 0.05 * len(found)
    return lines, holds and len(high) <= 0.1 * len(full) and emptiest >= 0.8


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--briefs", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pool", type=int, default=250, help="articles to draw from")
    options.add_argument("--look", default="", help="one template only, as digest")
    given = options.parse_args()
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice (soffice) is not installed")
    parts = pool(given.folder, random.Random(given.seed), given.pool)
    with tempfile.TemporaryDirectory() as folder:
        made = pages(soffice, Path(folder), parts, given.briefs, given.seed, given.look)
        lines, holds = report(made)
    print("\n".join(lines))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
