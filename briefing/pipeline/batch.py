"""``briefing batch``: many briefs from a large collection in one pass, and an index of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.config import Config
from briefing.display.labels import labels
from briefing.errors import NoArticleError, OutputError, UsageError, nearest
from briefing.execution import ENGINES, Progress, chunks, run_local
from briefing.model import Article, Brief, Skipped
from briefing.pipeline.aggregate import Aggregate, Groups, articles_done, gather, merge_groups
from briefing.pipeline.brief import Setup, finish, set_up
from briefing.pipeline.checkpoint import Checkpoint, chunk_name
from briefing.pipeline.output import render
from briefing.pipeline.sources import absolute, references, weigh
from briefing.pipeline.worker import OTHER, job
from briefing.pipeline.written import keep_changed, remember
from briefing.readers import Ref
from briefing.selection.choice import LONGEST_LIST
from briefing.writers.files import write_atomically, write_outputs

GROUPINGS = ("sector", "date", "outlet")
INDEX = "index.md"


@dataclass(frozen=True, slots=True)
class Made:
    """One brief of a batch: its group, its file, and the brief.

    ``kept`` is the path to which a version changed by hand was moved.
    """

    group: str
    path: Path
    brief: Brief
    kept: Path | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """All briefs in order of their groups, what was skipped, and lines for the user."""

    made: tuple[Made, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make: ``by`` a grouping, as ``form``, on an engine.

    ``force`` overwrites briefs that were changed by hand.
    """

    by: str = "sector"
    form: str = "docx"
    engine: str = "local"
    scheduler: str = ""
    force: bool = False

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

    An interrupted run continues from its last saved progress. Raises :class:`NoArticleError` when
    no group has a point, and what ``pipeline.brief.set_up`` does.
    """
    setup = set_up(config)
    config = setup.config
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{output}: cannot be made ({error.strerror})") from error
    skipped: list[Skipped] = []
    progress_file = Checkpoint(output, config, plan.by, setup.table.raw)
    if progress_file.begun:
        planned = chunks(_references([s for s in sources if s != "-"], config, []), weigh)
        progress_file.drop_unless({chunk_name(chunk) for chunk in planned})
    refs = _references(sources, config, skipped)
    groups, warnings = _gathered(refs, config, plan, progress_file, progress)
    names = file_names(name for name in groups if name)
    if not names:
        reasons = [f"skipped {s.location}: {s.reason}" for s in _skipped(groups, skipped)]
        raise NoArticleError("no usable article in the sources", reasons)
    made: list[Made] = []
    nothing_new: list[str] = []
    for name, file in names.items():
        path = output / f"{file}.{plan.form}"
        try:
            made.append(_made(name, groups[name], path, setup, plan, sources))
        except NoArticleError as error:  # all of this group is told already
            nothing_new.append(f"{path}: {error}")
    if not made:
        raise NoArticleError("nothing new in any group", nothing_new)
    if config.library:
        _keep(made, sources, setup, plan)
    write_atomically(output / INDEX, index(made).encode("utf-8"), through_links=False)
    progress_file.clear()
    return Batch(tuple(made), _skipped(groups, skipped), (*setup.notes, *warnings, *nothing_new))


def _references(sources: Sequence[str], config: Config, skipped: list[Skipped]) -> Iterator[Ref]:
    """The references, by absolute paths: workers and a later run may be in another folder."""
    return map(absolute, references(sources, config, skipped))


def _skipped(groups: Groups, skipped: Sequence[Skipped]) -> tuple[Skipped, ...]:
    return gather([*groups.values(), Aggregate(skipped=tuple(skipped))]).skipped_lines


def _gathered(
    refs: Iterator[Ref], config: Config, plan: Plan, saved: Checkpoint, progress: Progress | None
) -> tuple[Groups, tuple[str, ...]]:
    """The result of all sources per group, including what an earlier run saved."""
    # What a process leaves out because of earlier chunks must not be saved before these are: the
    # local engine gives the results of a process in order, a cluster does not.
    work = job(config, plan.by, cutoffs=plan.engine == "local")
    done, total = saved.load(merge_groups)
    already = articles_done(total)
    left = (chunk for chunk in chunks(refs, weigh) if chunk_name(chunk) not in done)

    def keep(finished: Sequence[list[Ref]], part: Groups) -> None:
        nonlocal total
        total = merge_groups([total, part])
        saved.save([chunk_name(chunk) for chunk in finished], surviving(part, total))

    def step(articles: int, weighed: int) -> None:
        if progress:
            progress(articles + already, weighed + already)

    if plan.engine == "dask":
        from briefing.execution.dask import run_dask

        _, warnings = run_dask(left, work, plan.scheduler, step, keep)
    else:
        _, warnings = run_local(left, work, config.jobs, step, keep)
    return total, warnings


def surviving(part: Groups, total: Groups) -> Groups:
    """``part`` without the candidates that better ones of ``total`` have displaced for good.

    What a run saves then grows with the logarithm of its articles.
    """
    kept = {id(c) for aggregate in total.values() for c in aggregate.candidates.items}
    return {
        name: replace(aggregate, candidates=replace(aggregate.candidates, items=tuple(
            c for c in aggregate.candidates.items if id(c) in kept
        )))
        for name, aggregate in part.items()
    }  # fmt: skip


def _keep(made: Sequence[Made], sources: Sequence[str], setup: Setup, plan: Plan) -> None:
    """Add the briefs to the library; the sources are read once more for their texts."""
    from briefing.pipeline.library import keep
    from briefing.pipeline.sources import articles, undeclared

    cited = {source.id for item in made for source in item.brief.sources}
    texts = [
        a
        for a in articles(sources, undeclared(setup.config))
        if isinstance(a, Article) and a.id in cited
    ]
    for item in made:
        keep(item.brief, texts, _titled(item.group, setup, plan), _run(sources, plan, item.group))


def _run(sources: Sequence[str], plan: Plan, group: str) -> list[str]:
    """The names that identify the brief of a group in a library."""
    return [*sources, f"{plan.by}={group}"]


def _titled(name: str, setup: Setup, plan: Plan) -> Config:
    """The options of the brief of a group."""
    config = setup.config
    spoken = config.language or "en"
    titles = setup.table.titles(spoken, config.region)
    title = titles.get(name, labels(spoken).other if (plan.by, name) == ("sector", OTHER) else name)
    titled = replace(config, title=f"{config.title}: {title}" if config.title else title)
    if plan.by == "sector" and not config.per_sector:
        titled = replace(titled, per_sector=LONGEST_LIST)  # the page has but this one
    return titled


def _made(
    name: str, aggregate: Aggregate, path: Path, setup: Setup, plan: Plan, sources: Sequence[str]
) -> Made:
    titled = _titled(name, setup, plan)
    brief = finish(aggregate, replace(setup, config=titled), _run(sources, plan, name))
    outputs = [(path, render(brief, plan.form))]
    kept = {} if plan.force or path.is_symlink() else keep_changed(outputs)
    write_outputs(outputs, through_links=False)
    remember(outputs)
    return Made(name, path, brief, kept.get(path))


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
    """The index page in Markdown: one row per brief."""
    from briefing.writers.markdown_escape import escape

    rows = [
        f"| [{escape(item.brief.title)}]({item.path.name}) | {len(item.brief.points)} "
        f"| {item.brief.articles} | {escape(item.brief.date)} |"
        for item in made
    ]
    head = ["# Briefs", "", "| Brief | Points | Articles | Date |", "| --- | ---: | ---: | --- |"]
    return "\n".join([*head, *rows]) + "\n"
