"""Make ``briefing/data/background.json``: how common each English stem is in ordinary news.

    python -m briefing.training.background STORIES.tar.gz LABELLED.jsonl -o OUTPUT.json

Document frequencies are kept as rounded base-2 logarithms, which is all that a weight needs.
"""

from __future__ import annotations

import argparse
import json
import math
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.language.tokens import function_stems, stemmer, tokenise

LEAST = 3
"""Stems of fewer stories are left out: they weigh as much as unseen ones."""


def texts(path: Path) -> Iterator[str]:
    """The stories of a tar file of text files or of a JSONL file with a ``text`` key."""
    if path.suffix == ".jsonl":
        for line in path.read_text("utf-8").splitlines():
            yield str(json.loads(line)["text"])
        return
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            handle = archive.extractfile(member) if member.isfile() else None
            if handle is not None:
                yield handle.read().decode("utf-8", "replace")


def count(paths: list[Path]) -> tuple[int, Counter[str]]:
    """The number of stories and in how many each stem occurs."""
    stem, common = stemmer("en"), function_stems("en")
    frequency: Counter[str] = Counter()
    number = 0
    for path in paths:
        for text in texts(path):
            number += 1
            frequency.update({stem(token) for token in tokenise(text)} - common)
    return number, frequency


def main(arguments: Sequence[str] | None = None) -> None:
    """Count the files named and write the table."""
    parser = argparse.ArgumentParser(prog="python -m briefing.training.background")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--output", required=True, type=Path)
    options = parser.parse_args(arguments)
    number, frequency = count(options.files)
    levels: dict[str, list[str]] = {}
    for stem, stories in sorted(frequency.items()):
        if stories >= LEAST and not stem[0].isdigit():
            levels.setdefault(str(round(math.log2(stories))), []).append(stem)
    table = {
        "made_from": [f"{path.name}: document frequencies of stems" for path in options.files],
        "made_by": "python -m briefing.training.background",
        "stories": number,
        "log2_stories_with": {k: " ".join(levels[k]) for k in sorted(levels, key=int)},
    }
    options.output.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
