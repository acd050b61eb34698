"""Builds the binary sample articles: ``python tests/tools/make_seeds.py [FOLDER]``.

Their texts stand in ``tests/support/seed_texts``; the other samples in ``seeds`` are written by
hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from stories import SEEDS, text_stories
from story_files import FORMATS

BINARY = {
    "aktau-terminal": "pdf",
    "ganja-hospital": "pdf",
    "khujand-campus": "docx",
    "tian-shan-farms": "docx",
}


def make_seeds(folder: Path) -> list[Path]:
    """Writes the binary samples into ``folder`` and returns their paths."""
    paths = []
    for story in text_stories():
        suffix = BINARY[story.name]
        path = folder / f"{story.name}.{suffix}"
        path.write_bytes(FORMATS[suffix](story))
        paths.append(path)
    return paths


if __name__ == "__main__":
    for made in make_seeds(Path(sys.argv[1]) if len(sys.argv) > 1 else SEEDS):
        print(made)
