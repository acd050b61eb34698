"""The library: articles in, a brief out, as functions.

Every function takes the options of the command line, as a :class:`briefing.Config`, as keyword
arguments, or both. Whatever goes wrong is a :class:`briefing.BriefingError` with one line of text.

>>> story = "Port opens\\n\\nThe port of Aktau opened on Monday after repairs of $12 million."
>>> brief = make(story, title="Ports")
>>> brief.bottom_line.text
'The port of Aktau opened on Monday after repairs of $12 million.'
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Unpack

from briefing.config import Config, Options, with_options
from briefing.errors import NoArticleError, SourceError, UsageError, lacking
from briefing.limits.files import is_there
from briefing.model import Article, Brief, RankedSentence, Skipped

if TYPE_CHECKING:
    from briefing.pipeline.batch import Batch
    from briefing.verification import VerifyReport

Source: TypeAlias = str | os.PathLike[str] | Article
"""An article; the name of a source (file, folder, glob, URL, ``-``); or the text of an article.

A string is a text when it has a line break, or more than ``WORDS_OF_A_NAME`` words and no file has
that name.
"""

WORDS_OF_A_NAME = 8
"""Longer names are rare, and shorter texts are not worth ranking."""


def article(
    text: str,
    *,
    title: str = "",
    outlet: str = "",
    author: str = "",
    date: str | dt.date = "",
    language: str = "",
    url: str = "",
) -> Article:
    """Make an article of a text; what is not given is looked for in the text.

    ``date`` is a date or ISO 8601, ``language`` a two-letter code. Raises
    :class:`briefing.BriefingError` when there is no text in it.

    >>> article("Port opens\\n\\nAKTAU, June 12, 2024 – The port of Aktau opened.").date
    '2024-06-12'
    """
    from briefing.readers import ReadOptions, make_article
    from briefing.readers.options import Hints

    if not isinstance(text, str):
        raise UsageError(f"text must be text, not {text!r}")
    checked = with_options(date=date, language=language)
    hints = Hints(title, outlet, author, checked.date, checked.language, url)
    return make_article(text, location="text", options=ReadOptions(), hints=hints)


def read(
    source: Source | Iterable[Source], config: Config | None = None, **options: Unpack[Options]
) -> list[Article]:
    """All articles of one source or of several, in order.

    Sources that cannot be read are skipped if others can be. Raises :class:`briefing.BriefingError`
    when there is not one article.
    """
    with _missing_packages():
        articles, _ = _articles(source, with_options(config, **options))
    return articles


def rank(
    source: Source | Iterable[Source],
    k: int = 0,
    config: Config | None = None,
    **options: Unpack[Options],
) -> list[RankedSentence]:
    """The sentences of one article in document order, or of several, one article after the other.

    Each row has score, sector and kind, and the reasons for them. With ``k``, only the ``k``
    sentences of each article that make the best selection.

    >>> story = "Port opens\\n\\nThe port of Aktau opened on Monday after repairs of $12 million."
    >>> [(row.kind.value, row.sector) for row in rank(story)]
    [('heading', 'none'), ('content', 'transport')]
    """
    from briefing.pipeline.rank import rank_article, sector_table

    chosen = with_options(config, **options)
    if type(k) is not int:
        raise UsageError(f"k must be a whole number, not {k!r}")
    with _missing_packages():
        table = sector_table(chosen)
        articles, _ = _articles(source, chosen)
        return [row for one in articles for row in rank_article(one, chosen, table, k)]


def make(
    source: Source | Iterable[Source], config: Config | None = None, **options: Unpack[Options]
) -> Brief:
    """The brief of some articles, of some sources, or of both together.

    Sources that cannot be read are listed in ``Brief.skipped``. Raises
    :class:`briefing.BriefingError` for a wrong option, when no article is usable, and when the
    template holds not even one point.
    """
    from briefing.pipeline import make_brief, make_from_articles

    chosen = with_options(config, **options)
    sources = list(_several(source))
    with _missing_packages():
        names = [os.fspath(one) for one in sources if not isinstance(one, Article)]
        named = not any(isinstance(one, str) and _is_text(one) for one in sources)
        if names and named and len(names) == len(sources):
            return make_brief(names, chosen)
        skipped: list[Skipped] = []
        articles = list(_items(sources, chosen, skipped))
        return make_from_articles(articles, chosen, skipped)


def verify(
    brief: Brief | str | os.PathLike[str],
    source: Source | Iterable[Source],
    config: Config | None = None,
    **options: Unpack[Options],
) -> VerifyReport:
    """Check every point of a brief, or of a file that holds one, against its sources.

    ``report.ok`` is True if every point is in the sources, word for word. Raises
    :class:`briefing.BriefingError` for a file that is no brief and when no source can be read.

    >>> story = "Port opens\\n\\nThe port of Aktau opened on Monday after repairs of $12 million."
    >>> verify(make(story), story).ok
    True
    """
    from briefing.pipeline.verify import brief_bytes, sector_titles, template_words
    from briefing.verification import verify as verify_bytes

    chosen = with_options(config, **options)
    with _missing_packages():
        if isinstance(brief, Brief):
            data, suffix = render(brief, "json"), ".json"
        else:
            path = Path(brief)
            data, suffix = brief_bytes(path), path.suffix
        articles, _ = _articles(source, chosen)
        own = template_words(chosen)
        return verify_bytes(data, suffix, articles, sector_titles(chosen), own)


def batch(
    source: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    by: str = "sector",
    form: str = "docx",
    engine: str = "local",
    scheduler: str = "",
    config: Config | None = None,
    **options: Unpack[Options],
) -> Batch:
    """Many briefs of a large collection: one per sector, date or outlet, each a file in ``folder``.

    ``engine`` is ``local`` or ``dask``, ``scheduler`` the address of a Dask scheduler. An
    interrupted run continues where it stopped. Raises :class:`briefing.BriefingError`.
    """
    from briefing.pipeline.batch import Plan, run

    chosen = with_options(config, **options)
    names = []
    for one in _several(source):
        if isinstance(one, Article):
            raise UsageError("batch takes the names of sources, not articles")
        names.append(os.fspath(one))
    with _missing_packages():
        return run(names, Path(folder), chosen, Plan(by, form, engine, scheduler))


def render(brief: Brief, form: str) -> bytes:
    """The brief in a format such as ``docx``, as it was made to look."""
    from briefing.pipeline.output import render as render_brief

    with _missing_packages():
        return render_brief(brief, form)


def save(brief: Brief, path: str | os.PathLike[str]) -> None:
    """Write the brief to ``path``, whole or not at all; the suffix names the format."""
    from briefing.pipeline.output import save as save_brief

    with _missing_packages():
        save_brief(brief, Path(path))


def _several(source: Source | Iterable[Source]) -> Iterator[Source]:
    """One source or several, as several. Raises :class:`UsageError` for anything else."""
    if isinstance(source, str | os.PathLike | Article):
        yield source
        return
    if isinstance(source, bytes) or not isinstance(source, Iterable):
        raise UsageError(f"a source is an article, a text, or a name, not {source!r:.80}")
    for one in source:
        if not isinstance(one, str | os.PathLike | Article):
            raise UsageError(f"a source is an article, a text, or a name, not {one!r:.80}")
        yield one


def _is_text(source: str) -> bool:
    if "\n" in source:
        return True
    if "://" in source or len(source.split()) <= WORDS_OF_A_NAME:
        return False
    try:
        return not is_there(source)
    except OSError:  # too long for a name
        return True


def _items(sources: Iterable[Source], config: Config, skipped: list[Skipped]) -> Iterator[Article]:
    """The articles of the sources in order; what cannot be read is added to ``skipped``."""
    from briefing.pipeline.sources import articles

    for source in sources:
        if isinstance(source, Article):
            yield source
        elif isinstance(source, str) and _is_text(source):
            yield article(source, language=config.language)
        else:
            for item in articles([os.fspath(source)], config):
                if isinstance(item, Skipped):
                    skipped.append(item)
                else:
                    yield item


def _articles(
    source: Source | Iterable[Source], config: Config
) -> tuple[list[Article], list[Skipped]]:
    """The articles of the sources and what was skipped. Raises where there is not one article."""
    skipped: list[Skipped] = []
    articles = list(_items(_several(source), config, skipped))
    if not articles and len(skipped) == 1:
        raise SourceError(skipped[0].location, skipped[0].reason)
    if not articles:
        reasons = [f"skipped {item.location}: {item.reason}" for item in skipped]
        raise NoArticleError("no usable article in the sources", reasons)
    return articles, skipped


@contextmanager
def _missing_packages() -> Iterator[None]:
    """Say in one line what to install where a package is missing."""
    try:
        yield
    except ImportError as error:
        missing = lacking(error)
        if missing is None:
            raise
        raise missing from error
