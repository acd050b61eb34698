"""The composition: sources to articles to candidates to a brief; ``rendering`` takes it to bytes.

Everything up to :class:`Partial` sees one article at a time and depends on nothing else in the run;
partials merge in any order. Only this module and :mod:`briefing.pipeline.output` call the stages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from briefing.config import KEYS, Config
from briefing.errors import BriefingError, NoArticleError, TemplateError, UsageError, nearest
from briefing.limits import ANALYSIS, TooLong, processor_time
from briefing.model import (
    Article,
    Brief,
    Candidates,
    Document,
    RankedSentence,
    Resolution,
    SectorLabel,
    Sentence,
    Skipped,
)
from briefing.pipeline.aggregate import Partial, gather, lost
from briefing.pipeline.output import layout, render, save, write, write_options

if TYPE_CHECKING:
    from briefing.execution.job import Job
    from briefing.layout.measure import Layout
    from briefing.readers import Ref
    from briefing.sectors import DocumentEvidence, SectorTable
    from briefing.selection.candidates import Room

__all__ = [
    "Analysis", "absorb", "absorb_by", "absorb_refs", "absorbing", "analyse", "article_sector",
    "candidates_of", "check", "expected", "finish", "layout", "load", "make", "make_from", "rank",
    "ranked", "read_options", "references", "render", "rooms_of", "save", "sector_table", "write",
    "write_options",
]  # fmt: skip

Rooms: TypeAlias = "dict[str, Room] | None"

FEWEST_RESOLVED = 3
"""Sentences of an article that are made to stand alone however little salience they have."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is known of one article's sentences; ``scores`` and ``labels`` are parallel to them,
    ``evidence`` is what the sector table finds in them."""

    document: Document
    scores: tuple[float, ...]
    labels: tuple[SectorLabel, ...]
    evidence: DocumentEvidence


@lru_cache(maxsize=4)
def sector_table(path: str) -> SectorTable:
    """The sector table of ``path`` (empty: the shipped one), loaded once a process."""
    from briefing.sectors import load_table

    return load_table(path or None)


def analyse(article: Article, config: Config) -> Analysis:
    """Segment, score and classify one article."""
    from briefing.salience import method
    from briefing.segmentation import segment

    document = segment(article)
    scores = method(config.method)(document)
    table = sector_table(config.sectors)
    evidence = table.evidence(document)
    return Analysis(document, tuple(scores), tuple(table.classify(evidence)), evidence)


def candidates_of(found: Analysis, room: Room | None = None) -> Candidates:
    """The candidates of one article, with their reasons; with ``room``, those it has room for."""
    from briefing.coreference import Referents, resolve_one
    from briefing.salience import explain
    from briefing.selection.candidates import Judged, of_article
    from briefing.selection.plan import LEAST_SALIENCE

    document = found.document
    best = sorted(found.scores, reverse=True)[:FEWEST_RESOLVED][-1:] or [0.0]
    floor = min(LEAST_SALIENCE, best[0])
    referents = Referents(document)

    def resolve(sentence: Sentence) -> Resolution:
        return resolve_one(sentence, referents, found.scores[sentence.index] >= floor)

    def why(sentence: Sentence) -> tuple[str, ...]:
        return explain(document, sentence.index)

    judged = Judged(document, found.scores, found.labels, resolve, why)
    return of_article(judged, room)


def absorb(sources: Iterable[Article | Skipped], config: Config, rooms: Rooms = None) -> Partial:
    """The partial of some sources; one that fails costs nobody else's work."""
    return gather(list(absorb_by(sources, config, lambda _: "", rooms).values()))


def absorb_by(
    sources: Iterable[Article | Skipped],
    config: Config,
    group: Callable[[Analysis], str],
    rooms: Rooms = None,
) -> dict[str, Partial]:
    """The partials of some sources by the group of each article; ``""`` has what gives nothing.

    ``rooms`` are those of the run by group, where more of its sources were or will be absorbed.
    """
    parts: dict[str, list[Partial]] = {}
    for source in sources:
        name, part = _absorbed(source, config, group, {} if rooms is None else rooms)
        parts.setdefault(name, []).append(part)
    return {name: gather(found) for name, found in parts.items()}


@lru_cache(maxsize=2)
def rooms_of(run: str) -> dict[str, Room]:  # noqa: ARG001 - what it is remembered by
    """The rooms, by group, of all that this process does for a run (of any unique name)."""
    return {}


def _absorbed(
    source: Article | Skipped,
    config: Config,
    group: Callable[[Analysis], str],
    rooms: dict[str, Room],
) -> tuple[str, Partial]:
    from briefing.selection.candidates import Room

    if isinstance(source, Skipped):
        return "", Partial(skipped=(source,))
    article = replace(source, language=config.language) if config.language else source
    if not _wanted(article, config):
        undated = not article.date and bool(config.since or config.until)
        return "", Partial(read=1, undated=int(undated))
    try:
        with processor_time(ANALYSIS):
            found = analyse(article, config)
            name = group(found)
            room = rooms.setdefault(name, Room())
            candidates = candidates_of(found, room)
    except TooLong as error:
        return "", Partial(skipped=(Skipped(article.location, f"{error} to analyse; split it"),))
    except (BriefingError, ImportError):
        raise  # a wrong method, sector table or a missing package concerns the whole run
    except Exception as error:  # noqa: BLE001 - said in the skipped line, and costs one article
        reason = f"could not be analysed ({type(error).__name__}: {error}); please report it"
        return "", Partial(skipped=(Skipped(article.location, " ".join(reason.split())),))
    if not candidates.items:
        return "", Partial(skipped=(Skipped(article.location, "no usable sentence"),))
    room.take(candidates.items)
    return name, Partial(candidates, 1, 1, languages=(article.language,))


def _wanted(article: Article, config: Config) -> bool:
    if (config.since or config.until) and not article.date:
        return False
    if config.since and article.date < config.since:
        return False
    if config.until and article.date > config.until:
        return False
    return config.match.casefold() in article.text.casefold() if config.match else True


def finish(gathered: Partial, config: Config) -> Brief:
    """Assemble and fit the brief of what was gathered.

    Raises :class:`NoArticleError` when nothing usable was read, :class:`TemplateError` when the
    template holds not even one point.
    """
    from briefing.selection.plan import compose, fit, plan

    if not gathered.candidates.items:
        reasons = [f"skipped {s.location}: {s.reason}" for s in gathered.told]
        raise NoArticleError(_nothing(gathered, config), reasons)
    todo = plan(gathered.candidates)
    titles = {s.slug: s.title for s in sector_table(config.sectors).sectors}
    page = layout(config)
    skipped = gathered.told

    def make(chosen: Sequence[int]) -> Brief:
        return compose(todo, chosen, config, titles, skipped=skipped, articles=gathered.read)

    def fill(brief: Brief) -> float:
        measured = page.measure(brief)
        return float(measured.used_pt / measured.room_pt)

    brief = fit(todo, config, make, fill)
    if not brief.points:
        raise TemplateError(
            f"{config.template or 'the template'}: no point fits on {_pages(config)}; "
            "use smaller styles or margins, or --pages"
        )
    return replace(brief, warnings=_warnings(gathered, brief, page))


def _pages(config: Config) -> str:
    return "one page" if config.pages == 1 else f"{config.pages} pages"


def _nothing(gathered: Partial, config: Config) -> str:
    if gathered.read and not gathered.used:
        asked = [
            f"--{k} {getattr(config, k)}" for k in ("since", "until", "match") if getattr(config, k)
        ]
        return f"none of the {gathered.read} articles read passes {' '.join(asked)}"
    return "no usable article in the sources"


def _warnings(gathered: Partial, brief: Brief, page: Layout) -> tuple[str, ...]:
    found = list(page.warnings)
    others = [code for code in gathered.languages if code != "en"]
    if others:
        found.append(
            f"{', '.join(others)}: sentences and sectors are found by plainer means than in English"
        )
    if gathered.undated:
        found.append(f"{gathered.undated} articles without a date were left out by the date filter")
    for point in brief.points:
        if point.conflicts:
            values = "; ".join(f"{c.value} [{c.source}]" for c in point.conflicts)
            found.append(f"sources disagree ({values}): {point.quote}")
    return tuple(found)


def load(refs: Iterable[Ref], config: Config) -> Iterator[Article | Skipped]:
    """The articles of some refs."""
    from briefing.readers import load as load_ref

    options = read_options(config)
    for ref in refs:
        yield from load_ref(ref, options)


def read_options(config: Config) -> Any:
    from briefing.readers import ReadOptions
    from briefing.readers.records import parse_fields

    return ReadOptions(
        language=config.language,
        allow_private=config.allow_private,
        follow=config.follow or None,
        offline=config.offline,
        fields=parse_fields(config.fields),
    )


def make(articles: Iterable[Article], config: Config | None = None, **options: Any) -> Brief:
    """The brief of some articles; options as a :class:`Config`, as keyword arguments, or both.

    Raises :class:`UsageError` for an unknown option, and the errors of :func:`finish`.
    """
    for key in options:
        if key not in KEYS:
            raise UsageError(f"unknown option {key!r}{nearest(key, KEYS)}")
    chosen = replace(config or Config(), **options)
    return finish(absorb(articles, chosen), chosen)


def make_from(
    sources: Sequence[str],
    config: Config,
    progress: Callable[[int, int], None] | None = None,
) -> Brief:
    """The brief of some files, folders, globs and URLs.

    Options, sector table and template are checked before the first source is read.
    """
    from briefing.execution import chunks, run_local

    check(config)
    unread: list[Skipped] = []
    refs = references(sources, config, unread)
    found, warnings = run_local(chunks(refs), absorbing(config), config.jobs, progress)
    brief = finish(found + Partial(skipped=tuple(unread)), config)
    return replace(brief, warnings=(*warnings, *brief.warnings))


def expected(sources: Sequence[str], config: Config) -> int | None:
    """About how many articles the sources hold, by the number of files and the size of the others.

    ``None`` where only reading would tell: standard input, pages and feeds on the web.
    """
    from briefing.execution.job import weight

    if any(source == "-" or source.startswith(("http://", "https://")) for source in sources):
        return None
    return sum(map(weight, references(sources, config, [])))


def check(config: Config) -> None:
    """Raise now what would stop the run later: a wrong method, sector table or template."""
    from briefing.salience import method

    method(config.method)
    sector_table(config.sectors)
    layout(config)
    write_options(config)


def references(sources: Sequence[str], config: Config, unread: list[Skipped]) -> Iterator[Ref]:
    """The references that ``sources`` stand for; what cannot be a source goes to ``unread``."""
    from briefing.readers import expand

    for item in expand(sources, read_options(config)):
        if isinstance(item, Skipped):
            unread.append(item)
        else:
            yield item


def absorbing(config: Config) -> Job[Partial]:
    """The left half of the flow as work for an engine."""
    from briefing.execution import job

    return job.Job(
        work=partial(absorb_refs, config=config, run=job.unique()),
        combine=gather, lost=lost, articles=attrgetter("done"),
    )  # fmt: skip


def absorb_refs(refs: Sequence[Ref], config: Config, run: str) -> Partial:
    """The partial of a chunk of references; ``run`` is a name of the run that no other has."""
    return absorb(load(refs, config), config, rooms_of(run))


def rank(
    article: Article, k: int = 0, *, method: str = "default", sectors: str = ""
) -> list[RankedSentence]:
    """The article's sentences with score, sector and kind, in document order.

    With ``k``, only the k that make the best selection.
    """
    return ranked(analyse(article, Config(method=method, sectors=sectors)), k)


def ranked(found: Analysis, k: int = 0) -> list[RankedSentence]:
    """The rows of :func:`rank` for an article that has been analysed."""
    from briefing.coreference import resolve
    from briefing.salience import select

    stands = resolve(found.document, wanted=())
    rows = [
        RankedSentence(
            s.text, s.start, s.end, s.paragraph, s.kind, round(score, 4), label.sector,
            stand.standalone,
        )
        for s, score, label, stand in zip(
            found.document.sentences, found.scores, found.labels, stands, strict=True
        )
    ]  # fmt: skip
    if k <= 0:
        return rows
    return [rows[i] for i in sorted(select(found.document, list(found.scores), k))]


def article_sector(found: Analysis, config: Config) -> str:
    """The sector of a whole article."""
    return sector_table(config.sectors).article_sector(found.evidence)
