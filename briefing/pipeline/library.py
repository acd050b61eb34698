"""Briefs kept in a library: what was told before, and a brief added to what is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace
from itertools import chain
from typing import Any

from briefing.config import KEYS, Config
from briefing.library.store import Library, NewPoint, run_name
from briefing.model import Article, Brief, Candidate, Candidates, Skipped, SourceMeta
from briefing.pipeline.article import NewsValues, analyse, candidates_of
from briefing.pipeline.sources import articles as articles_of
from briefing.sectors import SectorTable, load_table

_PASSING = frozenset(
    "library new jobs quiet strict append allow_private offline to cc subject sender "
    "date since until".split()
)
"""Options that say nothing of which brief it is; its date is stored separately."""

_CORRECTIONS = frozenset("pin drop edits title".split())
"""What a person changes in a brief: corrected, it is the same brief, and takes its place."""

_EDITIONS = frozenset(
    "template paper pages variables annotate region language lead points words per_sector fill "
    "order group".split()
)
"""How, and how much of it, is shown: two editions of one morning are both kept, and neither has
told the other's news."""


def earlier_points(
    candidates: Candidates, sources: Iterable[str], config: Config
) -> list[Candidate]:
    """The points of earlier briefs in the library that may be told again by ``candidates``."""
    stems = chain.from_iterable(rarest_first(c.stems) for c in candidates.items)
    date = config.date or candidates.last_date
    run, _ = _run_names(sources, config, date)
    with Library(config.library, create=True) as library:
        points = library.earlier_points(stems, run=run, before=date)
    known = (_candidate(point.record, point.date) for point in points)
    return [candidate for candidate in known if candidate is not None]


def keep(
    brief: Brief,
    sources: Sequence[str | Article],
    config: Config,
    run_of: Sequence[str] | None = None,
) -> int:
    """Add a brief to the library of ``config``, with the texts of the sources that it quotes.

    The sources are read once more for that. ``run_of`` are the names by which the run is known
    again, if not those of the sources. Returns the number of the brief in the library.
    """
    from briefing.writers import WriteOptions
    from briefing.writers.json import write_json

    cited = {source.id for source in brief.sources}
    texts: dict[str, Article] = {}
    for source in sources:
        items = [source] if isinstance(source, Article) else articles_of([source], config)
        for item in items:
            if not isinstance(item, Skipped) and item.id in cited:
                texts.setdefault(item.id, item)
    table = load_table(config.sectors or None)
    points = _points(brief, [texts[name] for name in sorted(texts)], config, table)
    names = run_of or [s.id if isinstance(s, Article) else s for s in sources]
    _, run = _run_names(names, config, brief.date)
    with Library(config.library, create=True) as library:
        document = write_json(brief, WriteOptions()).decode("utf-8")
        return library.add(document, points, texts.values(), _options(config), run)


def _run_names(sources: Iterable[str], config: Config, date: str) -> tuple[str, str]:
    """The name of a run, and that of this edition of it, which begins with the former."""
    options = _options(config)
    edition = {key: value for key, value in options.items() if key in _EDITIONS}
    rest = options.keys() - _CORRECTIONS - _EDITIONS
    run = run_name(sources, {key: options[key] for key in rest}, date)
    return run, f"{run}-{run_name((), edition, '')}" if edition else run


def rarest_first(stems: Iterable[str]) -> tuple[str, ...]:
    """Stems in order of rarity; ties in alphabetical order."""
    from briefing.language.idf import rarity

    return tuple(sorted(stems, key=lambda stem: (-rarity(stem), stem)))


def _points(
    brief: Brief, articles: Iterable[Article], config: Config, table: SectorTable
) -> list[NewPoint]:
    made: dict[tuple[str, int], Candidate] = {}
    for article in articles:
        analysis = analyse(article, config.method, table)
        for candidate in candidates_of(analysis, NewsValues(analysis.scores.values)).items:
            made[article.id, candidate.start] = candidate
    ids = {source.n: source.id for source in brief.sources}
    points = []
    for point in brief.points:
        match = made.get((ids[point.source], point.start))
        stems = rarest_first(match.stems) if match else ()
        record = asdict(match) if match else {}
        points.append(NewPoint(point.text, point.sector, stems, record))
    return points


def _options(config: Config) -> dict[str, Any]:
    """The options that differ from their defaults, as JSON can hold them."""
    default = Config()
    given = {key: getattr(config, key) for key in KEYS if key not in _PASSING}
    return {
        key: value if isinstance(value, str | int) else str(value)
        for key, value in given.items()
        if value != getattr(default, key)
    }


def _candidate(record: dict[str, Any], date: str) -> Candidate | None:
    """A stored candidate, dated like the brief that told it if its article has no date.

    None for a record that an earlier version of briefing made with other fields.
    """
    known = {f.name for f in fields(Candidate)}
    values: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in record.items() if k in known
    }
    try:
        source = SourceMeta(**values.pop("source"))
        values.pop("mentions", None)
        return Candidate(source=replace(source, date=source.date or date), **values)
    except (KeyError, TypeError):
        return None
