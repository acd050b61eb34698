"""A brief's own JSON as a desk: what it shows, and as much of what it was chosen from as is there.

The JSON of a brief has its points and where they were read, but neither the texts of its sources
nor the sentences that it left out. The sources are read again, from where they lie or from a
library; a point whose article cannot be had is taken from the JSON as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from briefing.config import PAPERS, Config
from briefing.edits import Edits, Mark, Placement, Remark
from briefing.errors import UsageError
from briefing.limits.files import is_file, is_there, read_file
from briefing.model import (
    NONE,
    Article,
    Brief,
    Candidate,
    Candidates,
    CommentKind,
    Mention,
    Point,
    Skipped,
    SourceEntry,
    SourceMeta,
)
from briefing.pipeline.aggregate import Aggregate, gather
from briefing.pipeline.article import analyse, candidates_of, news_values
from briefing.pipeline.brief import Setup, planned, set_up
from briefing.pipeline.desk import Desk
from briefing.pipeline.sources import articles, of_brief, undeclared
from briefing.pipeline.verify import LARGEST_BRIEF, library_articles
from briefing.pipeline.worker import Worker

_KEYS = frozenset(("title", "bottom_line", "sections", "sources", "left_out"))
"""Keys that the JSON of a brief has and no article's."""


def is_brief(name: str) -> bool:
    """Whether a source is the JSON of a brief."""
    path = Path(name)
    if not name.lower().endswith(".json") or not is_file(path):
        return False
    try:
        value = json.loads(read_file(path, LARGEST_BRIEF))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(value, dict) and value.keys() >= _KEYS


def reopen(
    path: Path,
    sources: Sequence[str],
    config: Config,
) -> Desk:
    """The desk of the brief at ``path``; ``sources`` are read for it, or where there are none, what
    its own entries name.

    The options are those of ``config`` but for what says which articles are read: those are the
    brief's. Raises :class:`UsageError` for a file that is no brief.
    """
    from briefing.verification.read_json import brief_from_json

    try:
        data = read_file(path, LARGEST_BRIEF)
        brief = brief_from_json(data)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error
    setup = set_up(_options(brief, config))
    setup = replace(setup, edits=_edits(brief, setup.edits))
    named = list(sources) or list(_places(brief, path.parent))
    skipped: list[Skipped] = []
    texts: dict[str, Article] = {}
    for item in _articles(named, setup.config, data):
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            texts.setdefault(item.id, item)
    work = Worker(setup.config, cutoffs=False, pins=setup.edits.kept)
    read = _with_mentions(brief, work.absorb(texts.values()).get("", Aggregate()))
    rest = _unread(brief, texts, read.candidates.items, setup)
    every = tuple(dict.fromkeys((*brief.skipped, *skipped)))
    stock = planned(gather([read, rest, Aggregate(skipped=every)]), (), setup)
    cited = {item.source.id for item in stock.gathered.candidates.items}
    kept = [of_brief(texts[key], setup.config) for key in sorted(texts) if key in cited]
    desk = Desk(named or [str(path)], setup, stock, kept)
    desk.setup = replace(setup, notes=(*setup.notes, *_notes(path, brief, texts, desk.brief)))
    desk.edit(setup.edits)
    return desk


def _options(brief: Brief, config: Config) -> Config:
    """The options of a reopened brief: the brief's own where ``config`` does not give them. Which
    articles are read is not a matter of dates or of a library any more."""
    paper = brief.page.paper if brief.page and brief.page.paper in PAPERS else ""
    return replace(
        config,
        title=config.title or brief.title,
        date=config.date or brief.date,
        language=config.language or brief.language,
        paper=config.paper or ("" if config.template else paper),
        pages=max(config.pages, brief.page.pages if brief.page else 1),
        lead=max(config.lead, 1 + len(brief.leads)),
        group=_group(brief, config),
        since="", until="", new=False,
    )  # fmt: skip


def _group(brief: Brief, config: Config) -> str:
    """The grouping of the brief's sections. It is not stored but inferred from their names."""
    outlets = {source.outlet for source in brief.sources}
    names = {
        section.sector
        for section in brief.sections
        for point in section.points
        if section.sector not in (NONE, point.sector)
    }
    if config.group != "sector" or not names:
        return config.group
    if names <= outlets:
        return "outlet"
    if names <= {name for name, _ in config.watch}:
        return "watch"
    return "country" if all(len(name) == 2 and name.isupper() for name in names) else "sector"


def _edits(brief: Brief, given: Edits) -> Edits:
    """The edits that hold the points of the brief where they stand, with those ``given`` beside."""
    entries = {source.n: source for source in brief.sources}

    def mark(point: Point) -> Mark:
        return _mark(point, entries)

    first = brief.points[: 1 + len(brief.leads)] if brief.bottom_line else brief.leads
    later = sorted((p for s in brief.sections for p in s.points), key=lambda p: -p.score)
    kept = tuple(mark(point) for point in (*first, *later) if point.quote.strip())
    places = tuple(
        Placement(mark(point), section.sector, rank)
        for section in brief.sections
        for rank, point in enumerate(section.points)
        if point.quote.strip()
    )
    remarks = [
        Remark(comment, mark(point))
        for point in brief.points
        if point.quote.strip()
        for comment in point.comments
        if comment.kind is not CommentKind.WATCH
    ]
    remarks += [Remark(c, None, s.sector) for s in brief.sections for c in s.comments]
    return replace(
        given,
        kept=kept,
        placements=(*places, *given.placements),
        remarks=(*remarks, *given.remarks),
        order=given.order or tuple(section.sector for section in brief.sections),
    )


def _places(brief: Brief, folder: Path) -> Iterator[str]:
    """The files and pages that the brief's entries name, each once: as they stand, or seen from
    the folder of the brief. Files that are gone are left out."""
    entries = [*brief.sources, *(source for e in brief.left_out_events for source in e.sources)]
    known: set[str] = set()
    for entry in entries:
        location = entry.location
        if location.startswith(("http://", "https://")):
            names = [location]
        else:
            whole, _, _ = location.partition("#")  # a row, a message, a file of an archive
            places = [Path(name) for name in (location, whole) if name]
            names = [str(p) for place in places for p in (place, folder / place) if is_there(p)]
        for name in names[:1]:
            if name not in known:
                known.add(name)
                yield name


def _articles(named: Sequence[str], config: Config, data: bytes) -> Iterator[Article | Skipped]:
    """The articles of the library that told a point of the brief, then those of the sources."""
    if config.library and is_file(Path(config.library)):
        yield from library_articles(data, ".json", config.library)
    yield from articles(named, undeclared(config))


def _with_mentions(brief: Brief, aggregate: Aggregate) -> Aggregate:
    """The candidates that are points of the brief, each with the other sources that it names."""
    entries = {source.n: source for source in brief.sources}
    points = [(_mark(point, entries), _mentions(point, entries, brief)) for point in brief.points]
    items = tuple(
        replace(item, mentions=next((m for mark, m in points if mark.names(item)), ()))
        for item in aggregate.candidates.items
    )
    return replace(aggregate, candidates=replace(aggregate.candidates, items=items))


def _mark(point: Point, entries: Mapping[int, SourceEntry]) -> Mark:
    entry = entries.get(point.source)
    return Mark(entry.id if entry else "", point.start, point.end, point.quote)


def _mentions(
    point: Point, entries: Mapping[int, SourceEntry], brief: Brief
) -> tuple[Mention, ...]:
    mine = next((c.value for c in point.conflicts if c.source == point.source), "")
    theirs = {c.source: c.value for c in point.conflicts if mine and c.source != point.source}
    return tuple(
        Mention(_meta(entries[n], brief), mine if n in theirs else "", theirs.get(n, ""))
        for n in dict.fromkeys((*point.also_in, *theirs))
        if n in entries
    )


def _unread(
    brief: Brief, texts: Mapping[str, Article], read: Iterable[Candidate], setup: Setup
) -> Aggregate:
    """What the brief tells of articles that cannot be read: its points and the events left out."""
    entries = {source.n: source for source in brief.sources}
    quoted = {item.quote for item in read}
    made: list[Candidate] = []
    for point in brief.points:
        entry = entries.get(point.source)
        if entry is not None and entry.id not in texts and point.quote not in quoted:
            candidate = _candidate(point, entry, brief, setup)
            made.append(replace(candidate, mentions=_mentions(point, entries, brief)))
    for event in brief.left_out_events:
        first = next(iter(event.sources), None)
        if first is None or not event.quote or first.id in texts or event.quote in quoted:
            continue
        as_point = Point(
            event.text, event.quote, 1, event.start, event.end, event.sector, event.value
        )  # fmt: skip
        mentions = tuple(Mention(_meta(other, brief)) for other in event.sources[1:])
        candidate = _candidate(as_point, first, brief, setup)
        made.append(replace(candidate, pinned=False, mentions=mentions))
    dates = sorted(entry.date for entry in brief.sources if entry.date and entry.id not in texts)
    span = (dates[0], dates[-1]) if dates else ("", "")
    count = sum(entry.id not in texts for entry in brief.sources)
    languages = tuple(sorted({item.source.language for item in made}))
    return Aggregate(Candidates(tuple(made), *span), count, count, languages=languages)


def _meta(entry: SourceEntry, brief: Brief) -> SourceMeta:
    url = entry.location if entry.location.startswith(("http://", "https://")) else ""
    return SourceMeta(
        entry.id, entry.title, entry.outlet, entry.date, entry.location, entry.url or url,
        entry.language or brief.language,
    )  # fmt: skip


def _candidate(point: Point, entry: SourceEntry, brief: Brief, setup: Setup) -> Candidate:
    """A point of the brief as a candidate: its sentence analysed as if it were an article."""
    source = _meta(entry, brief)
    own = Article(
        source.id, "", point.quote, source.outlet, date=source.date, language=source.language,
        location=source.location, url=source.url,
    )  # fmt: skip
    analysis = analyse(own, setup.config.method, setup.table)
    mark = Mark(source.id, 0, len(point.quote))
    items = candidates_of(analysis, news_values(analysis.scores), pins=(mark,)).items
    stems = tuple(sorted({stem for item in items for stem in item.stems}))
    bucket = items[0].bucket if items else 0
    score = min(1.0, max(0.0, point.score))
    return Candidate(
        source, point.start, point.end, point.quote, point.text, point.sector, score, point.why,
        point.sector_evidence, stems, stems, bucket, lead="lead" in point.why, value=score,
        pinned=True,
    )  # fmt: skip


def _notes(path: Path, brief: Brief, texts: Mapping[str, Article], again: Brief) -> Iterator[str]:
    """One line per kind of content that could not be restored."""
    places = {place for article in texts.values() for place in (article.location, article.url)}
    lost = [source for source in brief.sources if source.id not in texts]
    changed = [source for source in lost if source.location in places]
    if lost:
        every = len(brief.sources)
        how = f", {len(changed)} changed since" if changed else ""
        yield (
            f"{path}: {len(lost)} of {every} sources cannot be read again{how}: their points stand "
            "as they were, without their articles and other sentences; name the sources after the "
            "brief, or a --library"
        )
    quotes = {point.quote for point in again.points}
    for point in brief.points:
        if point.quote not in quotes:
            why = "its source has other words, or the page no room"
            yield f"{path}: not shown again ({why}): {point.text}"
