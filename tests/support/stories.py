"""The sample articles as plain values, for the scripts that make files from them.

Read from the simplest forms only (text, Markdown, JSON lines), without the package's own readers,
so that what they make can test those readers.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parents[1] / "seeds"
TEXTS = HERE / "seed_texts"


@dataclass(frozen=True, slots=True)
class Story:
    """One article. Paragraphs that start with ``- `` are list items, with ``## `` headings."""

    name: str
    title: str
    outlet: str
    author: str
    date: str
    paragraphs: tuple[str, ...]
    url: str = ""


def load_stories() -> list[Story]:
    """The stories of ``tests/support/seed_texts`` and of the JSON lines in ``seeds``, by name."""
    return sorted([*text_stories(), *jsonl_stories()], key=lambda story: story.name)


def text_stories() -> list[Story]:
    """The stories whose sample files are binary: header lines, a blank line, paragraphs."""
    return [_from_text(path) for path in sorted(TEXTS.glob("*.txt"))]


def jsonl_stories() -> list[Story]:
    """One story a line; the name comes from its URL."""
    stories = []
    for line in (SEEDS / "central-asia-week.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        stories.append(
            Story(
                name=row["url"].rsplit("/", 1)[1],
                title=row["title"],
                outlet=row["outlet"],
                author=row["author"],
                date=row["date"],
                paragraphs=_paragraphs(row["text"]),
                url=row["url"],
            )
        )
    return stories


def _from_text(path: Path) -> Story:
    header, body = path.read_text("utf-8").split("\n\n", 1)
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    return Story(name=path.stem, paragraphs=_paragraphs(body), **fields)


def _paragraphs(body: str) -> tuple[str, ...]:
    """Blank lines part paragraphs; list items may follow each other line by line."""
    parted = re.sub(r"\n(?=- )", "\n\n", body.strip())
    return tuple(part.strip() for part in re.split(r"\n{2,}", parted))
