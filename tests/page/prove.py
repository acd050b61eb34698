"""Proves the page on your own articles.

In the folder ``tests``: ``PYTHONPATH=support python -m page.prove FOLDER``.

Makes briefs of 1 to 80 articles of FOLDER, in turn on every template of :mod:`page.looks` and on
both papers, renders them in LibreOffice and compares what the PDF shows with what was measured.
``--kinds`` takes the small templates of :mod:`page.kinds` instead, ``--templates FOLDER`` those of
a folder, ``--random N`` the first N of :mod:`page.random_houses`, each on its own paper and with
``--fill`` (``--plain``: without); ``--from`` begins at another seed. Every brief is verified as it
is, and ``--edits`` times more with one of its points altered: a word put in, left out, doubled or
exchanged with the next, a digit changed. 300 briefs take some ten minutes of one core. ``--drawn``
needs no FOLDER: the briefs are of drawn words, full, and are not verified; 100 take half a minute.
Exits with 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
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
from briefing.writers import WriteOptions
from briefing.writers.docx import write_docx
from page.kinds import kinds
from page.looks import all_looks
from page.random_houses import house_from
from page.render import Page, convert, read
from page.samples import fitted

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
    """What was found: the pages, the templates refused, false alarms and edits not named.

    ``edits`` is how many edits were tried.
    """

    pages: list[Page]
    refused: list[str]
    alarms: list[str]
    missed: list[str]
    edits: int


def pages(
    soffice: str,
    folder: Path,
    stock: tuple[list[Aggregate], list[Article]] | None,
    count: int,
    seed: int,
    looks: list[tuple[str, bytes]],
    house: bool = False,
    edits: int = 1,
    fill: bool = True,
    sizes: Sequence[int] = ARTICLES,
) -> Proof:
    """``count`` briefs of ``stock``, measured and rendered in ``folder``.

    Without ``stock`` they are of drawn words. ``house``: on the templates' own paper, and full
    where ``fill``. ``sizes``: the numbers of articles, each for all ``looks`` in turn; those of
    ``ARTICLES`` are drawn.
    """
    rng = random.Random(seed)
    parts, articles_ = stock or ([], [])
    made = []
    refused, alarms, missed = [], [], []
    tried = 0
    for i in range(count):
        name, look = looks[i % len(looks)]
        paper = "" if house else ("a4", "letter")[i // len(looks) % 2]
        template = folder / f"{name}.dotx.docx"
        template.write_bytes(look)
        config = Config(template=str(template), paper=paper, fill=house and fill)
        in_turn = sizes is not ARTICLES
        articles = sizes[i // len(looks) % len(sizes)] if in_turn else rng.choice(sizes)
        articles = articles if stock is None else min(articles, len(parts))
        label = f"{i:03d}-{name}-{paper}-{articles}"
        try:
            layout = Layout(look, paper)
            if stock is None:
                brief = fitted(rng, layout, articles)
                data = write_docx(brief, WriteOptions(docx_template=look, paper=paper))
            else:
                brief = finish(gather(rng.sample(parts, articles)), set_up(config))
                data = render(brief, "docx")
        except TemplateError as error:
            refused.append(f"{label}: {error}")
            continue
        file = folder / f"{label}.docx"
        file.write_bytes(data)
        made.append((file, articles, layout.measure(brief), layout.pitch))
        if stock is None:
            continue
        report = verify(data, ".docx", articles_)
        if not report.ok or sum(c.article is not None for c in report.checks) < len(brief.points):
            alarms.append(label)
        for _ in range(edits):
            edit, changed = altered(data, brief, rng)
            tried += 1
            if verify(changed, ".docx", articles_).ok:
                missed.append(f"{label}: {edit}")
    pdfs = convert(soffice, [file for file, *_ in made], folder)
    found = [
        Page(file.stem, articles, measured, read(pdf), pitch)
        for pdf, (file, articles, measured, pitch) in zip(pdfs, made, strict=True)
    ]
    return Proof(found, refused, alarms, missed, tried)


_PAIR = re.compile(r"(?<=[ \xa0])([a-z]{3,}) ([a-z]{3,})(?=[ \xa0])")
_FIGURE = re.compile(r"(?<![\d.,])[2-8](?=\d*[ \xa0])")
EDITS = ("{0} scarcely {1}", "{0}", "{0} {0} {1}", "{1} {0}")
"""What becomes of two words: one put in, one left out, one doubled, both exchanged."""


def altered(data: bytes, brief: Brief, rng: random.Random) -> tuple[str, bytes]:
    """What was changed in one point, and the file with that change wherever its words stand."""
    while True:
        text = rng.choice(brief.points).text
        figures = list(_FIGURE.finditer(text))
        if figures and rng.random() < 0.2:
            at = rng.choice(figures).start()
            around = text[max(0, at - 12) : at], text[at], text[at + 1 : at + 6]
            old, new = "".join(around), around[0] + str(int(around[1]) + 1) + around[2]
        else:
            pairs = [m for m in _PAIR.finditer(text) if m[1] != m[2]]
            if not pairs:
                continue
            one, two = rng.choice(pairs).groups()
            old, new = f"{one} {two}", rng.choice(EDITS).format(one, two)
        changed = replaced(data, old, new)
        if changed != data:
            return f"{old!r} became {new!r}", changed


def replaced(data: bytes, old: str, new: str) -> bytes:
    """The file with ``new`` for the words ``old``, whatever blanks are between them."""
    pattern = re.compile(
        r"(?<!\w)" + re.sub(r"(?:\\ |\xa0)", "[ \xa0]", re.escape(old)) + r"(?!\w)"
    )

    def change(xml: str) -> str:
        return re.sub(r"(<w:t[^>]*>)([^<]*)", lambda m: m[1] + pattern.sub(new, m[2]), xml)

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
        f"in the last 12% in {1 - sum(p.bottom < 0.88 for p in full) / max(1, len(full)):.1%}",
    ]
    lines += [
        f"verify: {len(proof.alarms)} unedited briefs with a false alarm {proof.alarms}, "
        f"{len(proof.missed)} of {proof.edits} alterations not named {proof.missed}",
        f"refused by name: {len(proof.refused)}",
        *proof.refused,
    ]
    looks = Counter(name.split("-")[1] for name in high)
    lines += [f"  above the last 8%: {count} of {look}" for look, count in looks.items()]
    holds = not (several or proof.alarms or proof.missed) and len(wrong) <= 0.05 * len(found)
    return lines, holds and len(high) <= 0.1 * len(full) and emptiest >= 0.8


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, nargs="?")
    options.add_argument("--drawn", action="store_true", help="briefs of drawn words, no FOLDER")
    options.add_argument("--briefs", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pool", type=int, default=250, help="articles to draw from")
    options.add_argument("--look", default="", help="one template only, as digest")
    options.add_argument("--kinds", action="store_true", help="the small house templates")
    options.add_argument("--templates", type=Path, help="a folder of house templates")
    options.add_argument("--plain", action="store_true", help="house templates without --fill")
    options.add_argument("--articles", default="", help="as 1,8,20: these numbers, in turn")
    options.add_argument("--random", type=int, default=0, metavar="N", help="N random templates")
    options.add_argument("--from", type=int, default=0, metavar="SEED", dest="first")
    options.add_argument("--edits", type=int, default=1, help="edits to try on each brief")
    given = options.parse_args()
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice (soffice) is not installed")
    if given.folder is None and not given.drawn:
        options.error("name a FOLDER of articles, or give --drawn")
    stock = None if given.drawn else pool(given.folder, random.Random(given.seed), given.pool)
    looks = all_looks()
    house = bool(given.kinds or given.random or given.templates)
    if house:
        looks = {**(kinds() if given.kinds else {})}
        files = sorted(given.templates.glob("*.do[ct]x")) if given.templates else []
        looks |= {file.stem.replace("-", "_"): file.read_bytes() for file in files}
        seeds = range(given.first, given.first + given.random)
        looks |= {f"random {seed}": house_from(seed) for seed in seeds}
    chosen = [(name, look) for name, look in looks.items() if given.look in ("", name)]
    sizes = tuple(map(int, given.articles.split(","))) if given.articles else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        made = pages(
            soffice, Path(folder), stock, given.briefs, given.seed, chosen, house, given.edits,
            not given.plain, sizes,
        )  # fmt: skip
        lines, holds = report(made)
    print("\n".join(lines))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
