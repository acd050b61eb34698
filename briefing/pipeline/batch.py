"""``briefing batch``: many briefs from a large collection in one pass, and an index of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefing.config import Config
from briefing.errors import NoArticleError, OutputError, UsageError, nearest
from briefing.execution import ENGINES, Job, Progress, chunks, run_local, unique
from briefing.model import Brief, Skipped
from briefing.pipeline import (
    Analysis,
    absorb_by,
    article_sector,
    check,
    expected,
    finish,
    load,
    references,
    render,
    rooms_of,
    sector_table,
)
from briefing.pipeline.aggregate import Partial, gather, lost
from briefing.pipeline.checkpoint import Checkpoint, Groups, chunk_name
from briefing.readers import Ref
from briefing.writers.files import write_atomically

__all__ = ["Batch", "Made", "Plan", "expected", "run"]

GROUPINGS = ("sector", "date", "outlet")
INDEX = "index.md"


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
    if progress_file.begun:
        planned = chunks(references([s for s in sources if s != "-"], config, []))
        progress_file.drop_unless({chunk_name(chunk) for chunk in planned})
    groups, warnings = _gathered(
        references(sources, config, unread), config, plan, progress_file, progress
    )
    names = file_names(name for name in groups if name)
    if not names:
        reasons = [f"skipped {s.location}: {s.reason}" for s in _skipped(groups, unread)]
        raise NoArticleError("no usable article in the sources", reasons)
    made = tuple(
        _made(name, groups[name], output / f"{file}.{plan.form}", config, plan)
        for name, file in names.items()
    )
    write_atomically(output / INDEX, index(made).encode("utf-8"))
    progress_file.clear()
    return Batch(made, _skipped(groups, unread), warnings)


def _skipped(groups: Groups, unread: Sequence[Skipped]) -> tuple[Skipped, ...]:
    return gather([*groups.values(), Partial(skipped=tuple(unread))]).told


def _gathered(
    refs: Iterator[Ref], config: Config, plan: Plan, saved: Checkpoint, progress: Progress | None
) -> tuple[Groups, tuple[str, ...]]:
    """What all sources give to each group, what an earlier run saved of it included."""
    # What a process leaves out because of earlier chunks must not be saved before these are: the
    # local engine gives the results of a process in order, a cluster does not.
    run = unique() if plan.engine == "local" else ""
    job = Job(
        work=partial(absorb_groups, config=config, by=plan.by, run=run),
        combine=merge_groups, lost=_lost, articles=_count_read,
    )  # fmt: skip
    done, total = saved.load(merge_groups)
    already = job.articles(total)
    left = (chunk for chunk in chunks(refs) if chunk_name(chunk) not in done)

    def keep(finished: Sequence[list[Ref]], part: Groups) -> None:
        nonlocal total
        total = merge_groups([total, part])
        saved.save([chunk_name(chunk) for chunk in finished], surviving(part, total))

    def step(articles: int, weighed: int) -> None:
        if progress:
            progress(articles + already, weighed + already)

    if plan.engine == "dask":
        from briefing.execution.dask import run_dask

        _, warnings = run_dask(left, job, plan.scheduler, step, keep)
    else:
        _, warnings = run_local(left, job, config.jobs, step, keep)
    return total, warnings


def surviving(part: Groups, total: Groups) -> Groups:
    """``part`` without the candidates that better ones of ``total`` have displaced for good.

    What a run saves then grows with the logarithm of its articles.
    """
    kept = {id(c) for found in total.values() for c in found.candidates.items}
    return {
        name: replace(found, candidates=replace(found.candidates, items=tuple(
            c for c in found.candidates.items if id(c) in kept
        )))
        for name, found in part.items()
    }  # fmt: skip


def absorb_groups(refs: Sequence[Ref], config: Config, by: str, run: str = "") -> Groups:
    """What a chunk gives to each group; what gives nothing is in the group ``""``. ``run`` is a
    name of the run that no other has; without it the chunk gives the same in any run."""
    group = partial(group_of, config=config, by=by)
    return absorb_by(load(refs, config), config, group, rooms_of(run) if run else None)


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
    return {"": lost(ref)}


def _count_read(groups: Groups) -> int:
    return sum(part.done for part in groups.values())


def _made(name: str, found: Partial, path: Path, config: Config, plan: Plan) -> Made:
    titles = {s.slug: s.title for s in sector_table(config.sectors).sectors}
    title = titles.get(name, "Other" if name == "none" else name)
    shown = replace(config, title=f"{config.title}: {title}" if config.title else title)
    brief = finish(found, shown)
    write_atomically(path, render(brief, plan.form, shown))
    return Made(name, path, brief)


def file_name(group: str) -> str:
    """A name for a group's file: letters, digits and hyphens, at most 200 bytes, without suffix.

    >>> file_name("The Astana Times / Kazakhstan"), file_name("2024-06-12"), file_name("…")
    ('the-astana-times-kazakhstan', '2024-06-12', 'group-e2-80-a6')
    """
    plain = unicodedata.normalize("NFKD", group).casefold()
    kept = re.sub(r"[^\w]+|_", "-", "".join(c for c in plain if not unicodedata.combining(c)))
    name = kept.strip("-")[:80].encode("utf-8", "ignore")[:200].decode("utf-8", "ignore")
    return name or f"group-{group.encode('utf-8', 'surrogatepass').hex('-')[:40]}"


_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", INDEX.partition(".")[0]]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)]
)
"""Names that are devices on Windows, whatever their suffix, and that of the index page."""


def file_names(groups: Iterable[str]) -> dict[str, str]:
    """A file name for each group, in order of the groups; no two are the same.

    Groups whose plain names are the same, or no names for a file, get a part of their hash after an
    underscore, which no plain name has, so that none overwrites another.
    """
    ordered = sorted(groups)
    plain = Counter(map(file_name, ordered))
    return {
        group: f"{name}_{_mark(group)}" if plain[name] > 1 or name in _RESERVED else name
        for group, name in ((group, file_name(group)) for group in ordered)
    }


def _mark(group: str) -> str:
    return hashlib.sha256(group.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def index(made: Sequence[Made]) -> str:
    """The index page in Markdown: a row a brief."""
    from briefing.writers.markdown_escape import escape

    rows = [
        f"| [{escape(item.brief.title)}]({item.path.name}) | {len(item.brief.points)} "
        f"| {item.brief.articles} | {escape(item.brief.date)} |"
        for item in made
    ]
    head = ["# Briefs", "", "| Brief | Points | Articles | Date |", "| --- | ---: | ---: | --- |"]
    return "\n".join([*head, *rows]) + "\n"
