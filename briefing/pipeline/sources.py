"""From what a user names to articles: references, their articles, the filters on them."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import Config
from briefing.errors import OutputError, UsageError
from briefing.limits.files import is_file, is_folder, is_there, real_path
from briefing.model import Article, Skipped

if TYPE_CHECKING:
    from briefing.readers import ReadOptions, Ref

BYTES_PER_ARTICLE = 2500
"""About what a news story takes in a JSONL file: the mean of the development stories is 2.4 kB."""


def read_options(config: Config) -> ReadOptions:
    """What the readers read of the options."""
    from briefing.readers import ReadOptions
    from briefing.readers.records import parse_fields

    return ReadOptions(
        language=config.language,
        allow_private=config.allow_private,
        follow=config.follow or None,
        offline=config.offline,
        ocr=config.ocr,
        fields=parse_fields(config.fields),
    )


def named_sources(
    sources: Sequence[str] | None, lists: Sequence[str] | None, usual: Sequence[str] = ()
) -> list[str]:
    """The sources that a user names, and then those of the lists of sources that ``-i`` names.

    Where there is neither, the ``usual`` ones, of the options file.

    Raises :class:`UsageError` where there is none.
    """
    named = list(sources or ())
    for path in lists or ():
        from briefing.readers.lists import listed

        named.extend(listed(path))
    named = named or list(usual)
    if not named:
        raise UsageError("Missing argument 'SOURCE...': name one, or list some in a file with -i")
    return named


def references(sources: Sequence[str], config: Config, skipped: list[Skipped]) -> Iterator[Ref]:
    """The references that ``sources`` stand for; what cannot be one is added to ``skipped``."""
    from briefing.readers import expand

    for item in expand(sources, read_options(config)):
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            yield item


def load(refs: Iterable[Ref], config: Config) -> Iterator[Article | Skipped]:
    """The articles of some references."""
    from briefing.readers import load as load_ref

    options = read_options(config)
    for ref in refs:
        yield from load_ref(ref, options)


def articles(sources: Sequence[str], config: Config) -> Iterator[Article | Skipped]:
    """The articles of ``sources``, one after the other, in the language of ``config``."""
    from briefing.readers import expand

    for ref in expand(sources, read_options(config)):
        for item in (ref,) if isinstance(ref, Skipped) else load([ref], config):
            yield item if isinstance(item, Skipped) else in_language(item, config)


def in_language(article: Article, config: Config) -> Article:
    """The article in the language that the options name, if they name one."""
    return replace(article, language=config.language) if config.language else article


SHORTEST_SURE = 60
"""Characters from which an article's detected language is more reliable than ``--language``: of
openings of 60 characters in 45 languages and scripts, held out, 97% are identified correctly."""


def undeclared(config: Config) -> Config:
    """The options for reading the sources of a brief, each in its own language: ``--language`` is
    that of the brief."""
    return replace(config, language="") if config.language else config


def of_brief(article: Article, config: Config) -> Article:
    """The article of a brief in its own language, or where it is too short to show one, in that
    which the options name."""
    short = len(article.text) < SHORTEST_SURE
    return in_language(article, config) if short else article


def passes(article: Article, config: Config) -> bool:
    """Whether the article passes ``--since``, ``--until``, ``--match`` and ``--exclude``."""
    if not article.date:
        if (config.since or config.until) and config.undated == "drop":
            return False
    elif (config.since and article.date < config.since) or (
        config.until and article.date > config.until
    ):
        return False
    if not config.match and not config.exclude:
        return True
    text = article.text.casefold()
    wanted = not config.match or any(part.casefold() in text for part in config.match)
    return wanted and not any(part.casefold() in text for part in config.exclude)


def weigh(ref: Ref) -> int:
    """About how many articles a reference holds, at least 1; of many only their bytes are known."""
    if ref.kind == "rows":
        return ref.end - ref.start
    return max(1, (ref.end - ref.start) // BYTES_PER_ARTICLE)


def expected(sources: Sequence[str], config: Config) -> int | None:
    """About how many articles the sources hold, by the number of files and the size of the others.

    ``None`` where it is not known before reading: standard input, pages and feeds on the web.
    """
    if any(source == "-" or source.startswith(("http://", "https://")) for source in sources):
        return None
    return sum(map(weigh, references(sources, config, [])))


def absolute(ref: Ref) -> Ref:
    """The reference with a path that a process in another folder understands."""
    if ref.kind not in ("file", "slice", "rows") or "://" in ref.target:
        return ref
    return replace(ref, target=os.path.abspath(ref.target))  # noqa: PTH100 - links stay as they are


def refuse_to_overwrite(sources: Sequence[str], outputs: Sequence[str]) -> None:
    """Raises :class:`OutputError` for an existing output that would be read as an article.

    A brief is no article (its reader says so): a brief in a folder of sources may be made again.
    """
    for output in outputs:
        path = Path(output)
        if output == "-" or not is_file(path):
            continue
        if _is_among(real_path(path), sources) and _holds_article(path):
            raise OutputError(f"{output}: cannot be written (it is one of the sources)")


def _is_among(path: Path, sources: Sequence[str]) -> bool:
    return any(_is_within(path, source) for source in sources if "://" not in source[:20])


def _is_within(path: Path, source: str) -> bool:
    if source in ("", "-") or "\0" in source:
        return False
    place = Path(source)
    if is_there(place):
        whole = real_path(place)
        return path == whole or (whole in path.parents and is_folder(whole))
    matches = (real_path(p) for p in glob.glob(source, recursive=True))  # noqa: PTH207
    return any(path == match or match in path.parents for match in matches)


def _holds_article(path: Path) -> bool:
    from briefing.readers import ReadOptions, Ref, load
    from briefing.readers.registry import is_readable

    if not is_readable(path.suffix.lower()):
        return False
    ref = Ref("file", str(path), path.name, end=path.stat().st_size)
    return any(isinstance(item, Article) for item in load(ref, ReadOptions(follow=False)))
