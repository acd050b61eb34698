"""Makes a folder of files in all formats: ``python tests/tools/make_mixed.py FOLDER [COUNT]``.
[COUNT]``.

The first files are the sample stories themselves, each in every format; the further ones are
varied copies of them. Folders within the folder, as on a real desk.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from stories import Story, load_stories
from story_files import FORMATS
from vary import Variation

FOLDERS = ("", "monday", "tuesday", "tuesday/late")


def make_mixed(folder: Path, count: int = 200) -> list[Path]:
    """Writes ``count`` files into ``folder`` and returns their paths in the order of making."""
    stories = load_stories()
    variation = Variation(part for story in stories for part in story.paragraphs)
    suffixes = list(FORMATS)
    paths = []
    for index in range(count):
        turn, suffix = divmod(index, len(suffixes))
        copy, which = divmod(turn, len(stories))
        # Copy 0 is the same story in each format; later copies differ from file to file.
        number = 0 if copy == 0 else index
        story = _varied(stories[which], variation, number)
        place = folder / FOLDERS[index % len(FOLDERS)]
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"{index:03d}-{story.name}.{suffixes[suffix]}"
        path.write_bytes(FORMATS[suffixes[suffix]](story))
        paths.append(path)
    return paths


def _varied(story: Story, variation: Variation, number: int) -> Story:
    text = variation.copy("\n\n".join([story.title, *story.paragraphs]), number)
    title, *paragraphs = text.split("\n\n")
    return replace(story, title=title, paragraphs=tuple(paragraphs))


if __name__ == "__main__":
    made = make_mixed(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
    print(f"{len(made)} files in {sys.argv[1]}")
