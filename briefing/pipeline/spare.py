"""Sources are never written over: an output that is an article is refused before any reading."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path

from briefing.errors import OutputError
from briefing.model import Article


def spare(sources: Sequence[str], outputs: Sequence[str]) -> None:
    """Raises :class:`OutputError` for an existing output that would be read as an article.

    A brief is no article (its reader says so): a brief in a folder of sources may be made again.
    """
    for output in outputs:
        path = Path(output)
        if output != "-" and path.is_file() and _among(path.resolve(), sources) and _article(path):
            raise OutputError(f"{output}: cannot be written (it is one of the sources)")


def _among(path: Path, sources: Sequence[str]) -> bool:
    return any(_within(path, source) for source in sources if "://" not in source[:20])


def _within(path: Path, source: str) -> bool:
    if source in ("", "-") or "\0" in source:
        return False
    place = Path(source)
    if place.exists():
        whole = place.resolve()
        return path == whole or (whole in path.parents and whole.is_dir())
    found = (Path(p).resolve() for p in glob.glob(source, recursive=True))  # noqa: PTH207
    return any(path == one or one in path.parents for one in found)


def _article(path: Path) -> bool:
    from briefing.readers import ReadOptions, Ref, load
    from briefing.readers.registry import READERS

    if path.suffix.lower() not in READERS:
        return False
    ref = Ref("file", str(path), path.name, end=path.stat().st_size)
    return any(isinstance(item, Article) for item in load(ref, ReadOptions(follow=False)))
