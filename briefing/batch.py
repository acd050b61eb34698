"""``briefing batch``: many briefs from a large collection in one pass, and an index of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefing.checkpoint import Checkpoint, Groups, chunk_name
from briefing.config import Config
from briefing.engine import ENGINES, Job, Progress, chunks, run_local
from briefing.errors import NoArticleError, OutputError, UsageError, nearest
from briefing.model import Brief, Skipped
from briefing.pipeline import (
    Analysis,
    Partial,
    absorb_by,
    article_sector,
    check,
    finish,
    gather,
    load,
    references,
    render,
    sector_table,
)
from briefing.read import Ref
from briefing.write.output import write_atomically

GROUPINGS = ("sector", "date", "outlet")
INDEX = "index.md"
SAVE_EVERY = 40
"""Chunks between two saves of the progress: some four seconds of work on one core."""


@dataclass(frozen=True, slots=True)
class Made:
    """One brief of a batch: its group, its file, and the brief."""

    group: str
    path: Path
    brief: Brief


@dataclass(frozen=True, slots=True)
class Batch:
    """All briefs in order of their groups, what was skipped, and lines for the user."""

    made: tuple[Made, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make: ``by`` a grouping, as ``form``, on an engine."""

    by: str = "sector"
    form: str = "docx"
    engine: str = "local"
    scheduler: str = ""

    def __post_init__(self) -> None:
        """Raises :class:`UsageError` for an unknown grouping or engine."""
        for name, value, known in (
            ("--by", self.by, GROUPINGS),
            ("--engine", self.engine, ENGINES),
        ):
            if value not in known:
                raise UsageError(f"{name} {value!r} is unknown{nearest(value, known)}")


def run(
    sources: Sequence[str], output: Path, config: Config, plan: Plan,
    progress: Progress | None = None,
) -> Batch:  # fmt: skip
    """Write a brief for each group into the folder ``output``, then the index page.

    A run that was interrupted is taken up where its progress was last saved. Raises
    :class:`NoArticleError` when no group has a point, and what ``briefing.pipeline.check`` does.
    """
    check(config)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{output}: cannot be made ({error.strerror})") from error
    unread: list[Skipped] = []
    progress_file = Checkpoint(output, config, plan.by)
    groups, warnings = _gathered(
        references(sources, config, unread), config, plan, progress_file, progress
    )
    made = tuple(_made(name, groups[name], output, config, plan) for name in sorted(groups) if name)
    if not made:
        raise NoArticleError("no usable article in the sources")
    skipped = gather([*groups.values(), Partial(skipped=tuple(unread))]).skipped
    write_atomically(output / INDEX, index(made).encode("utf-8"))
    progress_file.clear()
    return Batch(made, skipped, warnings)


def _gathered(
    refs: Iterator[Ref], config: Config, plan: Plan, saved: Checkpoint, progress: Progress | None
) -> tuple[Groups, tuple[str, ...]]:
    done, parts = saved.load()
    job = Job(
        work=partial(absorb_groups, config=config, by=plan.by),
        combine=merge_groups, lost=_lost, articles=_count_read,
    )  # fmt: skip
    warnings: tuple[str, ...] = ()
    total = merge_groups(parts)
    already = job.articles(total)
    step = None if progress is None else _shifted(progress, lambda: already)
    left = (chunk for chunk in chunks(refs) if chunk_name(chunk) not in done)
    while batch := _take(left, SAVE_EVERY):
        if plan.engine == "dask":
            from briefing.engine.cluster import run_dask

            found, warnings = run_dask(batch, job, plan.scheduler, step)
        else:
            found = run_local(batch, job, config.jobs, step)
        saved.save([chunk_name(chunk) for chunk in batch], found)
        total = merge_groups([total, found])
        already = job.articles(total)
    return total, warnings


def _shifted(progress: Progress, already: Callable[[], int]) -> Progress:
    return lambda done, total: progress(done + already(), total)


def _take(stream: Iterator[list[Ref]], number: int) -> list[list[Ref]]:
    return [chunk for _, chunk in zip(range(number), stream, strict=False)]


def absorb_groups(refs: Sequence[Ref], config: Config, by: str) -> Groups:
    """What a chunk gives to each group; what gives nothing is in the group ``""``."""
    return absorb_by(load(refs, config), config, partial(group_of, config=config, by=by))


def group_of(found: Analysis, config: Config, by: str) -> str:
    """The article's group: its sector, its date or its outlet."""
    if by == "sector":
        return article_sector(found, config)
    article = found.document.article
    return (article.date if by == "date" else article.outlet) or "unknown"


def merge_groups(parts: Iterable[Groups]) -> Groups:
    """Groups merged by name; any order and grouping of the parts gives the same."""
    together: dict[str, list[Partial]] = {}
    for part in parts:
        for name, found in part.items():
            together.setdefault(name, []).append(found)
    return {name: gather(found) for name, found in sorted(together.items())}


def _lost(ref: Ref) -> Groups:
    reason = "its process died twice; left out"
    return {"": Partial(skipped=(Skipped(ref.location, reason),))}


def _count_read(groups: Groups) -> int:
    return sum(part.read + len(part.skipped) for part in groups.values())


def _made(name: str, found: Partial, output: Path, config: Config, plan: Plan) -> Made:
    titles = {s.slug: s.title for s in sector_table(config.sectors).sectors}
    title = titles.get(name, "Other" if name == "none" else name)
    shown = replace(config, title=f"{config.title}: {title}" if config.title else title)
    brief = finish(found, shown)
    path = output / f"{file_name(name)}.{plan.form}"
    write_atomically(path, render(brief, plan.form, shown))
    return Made(name, path, brief)


def file_name(group: str) -> str:
    """A file name for a group: letters, digits and hyphens, whatever an outlet is called.

    >>> file_name("The Astana Times / Kazakhstan"), file_name("2024-06-12"), file_name("…")
    ('the-astana-times-kazakhstan', '2024-06-12', 'group-e2-80-a6')
    """
    plain = unicodedata.normalize("NFKD", group).casefold()
    kept = re.sub(r"[^\w]+|_", "-", "".join(c for c in plain if not unicodedata.combining(c)))
    name = kept.strip("-")[:80]
    return name or f"group-{group.encode('utf-8').hex('-')[:40]}"


def index(made: Sequence[Made]) -> str:
    """The index page in Markdown: a row a brief."""
    from briefing.write.escape import escape

    rows = [
        f"| [{escape(item.brief.title)}]({item.path.name}) | {len(item.brief.points)} "
        f"| {item.brief.articles} | {escape(item.brief.date)} |"
        for item in made
    ]
    head = ["# Briefs", "", "| Brief | Points | Articles | Date |", "| --- | ---: | ---: | --- |"]
    return "\n".join([*head, *rows]) + "\n"
