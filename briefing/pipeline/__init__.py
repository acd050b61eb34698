"""The composition: sources → articles → aggregate → brief → files. Only this room calls the stages.

Everything up to an :class:`~briefing.pipeline.aggregate.Aggregate` sees one article at a time and
depends on nothing else in the run; aggregates merge in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from briefing.config import Config
from briefing.model import Article, Brief, Skipped
from briefing.pipeline.aggregate import gather


def make_brief(
    sources: Sequence[str],
    config: Config,
    progress: Callable[[int, int], None] | None = None,
) -> Brief:
    """The brief of some files, folders, globs and URLs, or of the JSON of a brief.

    Options, sector table and template are checked before the first source is read.
    """
    from briefing.pipeline.opening import open_desk

    return open_desk(sources, config, progress).brief


def make_from_articles(
    articles: Iterable[Article], config: Config, skipped: Sequence[Skipped] = ()
) -> Brief:
    """The brief of articles that have been read already; ``skipped`` are those that could not."""
    from briefing.pipeline.brief import finish, set_up
    from briefing.pipeline.worker import Worker

    setup = set_up(config)
    given = list(articles)
    groups = Worker(setup.config).absorb([*given, *skipped])
    return finish(gather(list(groups.values())), setup, [article.id for article in given])
