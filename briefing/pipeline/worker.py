"""The left half of the flow as work for an engine: references in, aggregates out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.config import Config
from briefing.errors import BriefingError
from briefing.limits.time import ANALYSIS, TooLong, processor_time
from briefing.model import NONE, Article, Candidate, Candidates, Skipped
from briefing.pipeline.aggregate import Aggregate, Groups, articles_done, gather, merge_groups
from briefing.pipeline.article import analyse, candidates_of, news_values
from briefing.pipeline.edits import edits_of
from briefing.pipeline.sources import load, of_brief, passes, undeclared, weigh

if TYPE_CHECKING:
    from briefing.edits import Mark
    from briefing.execution import Job
    from briefing.readers import Ref
    from briefing.sectors import SectorTable
    from briefing.selection.cutoffs import Cutoffs


OTHER = "other"
"""The group of the points without a sector, as their heading on the page."""


class Worker:
    """Turns references into aggregates, by group; every process has one of its own for a run.

    It holds what all articles of the run share: options, sector table and, by group, the cutoffs
    below which no candidate can be kept any more. With ``cutoffs`` False it forgets what it has
    met, so that a chunk gives the same in any run. With points by sector nothing is cut: a sector
    counts the articles, and spans the days, of all its candidates.

    ``by`` names the grouping: articles by ``date`` or ``outlet``, their points by ``sector``, or
    empty for one group ``""``. The sentences that ``pins`` or the options name are candidates in
    any case. ``table`` is the sector table where the process has loaded it already.
    """

    def __init__(
        self,
        config: Config,
        by: str = "",
        *,
        cutoffs: bool = True,
        pins: Sequence[Mark] = (),
        table: SectorTable | None = None,
    ) -> None:
        from briefing.sectors import load_table

        self.config = config
        self.by = by
        self.table = load_table(config.sectors or None) if table is None else table
        self.pins = (*edits_of(config).wanted, *pins)
        self.cutoffs: dict[str, Cutoffs] | None = {} if cutoffs else None

    def __call__(self, refs: Sequence[Ref]) -> Groups:
        """What a chunk of references gives to each group; ``""`` has what belongs to none."""
        return self.absorb(load(refs, undeclared(self.config)))

    def absorb(self, sources: Iterable[Article | Skipped]) -> Groups:
        """What some articles give to each group; one that fails costs nobody else's work."""
        cutoffs = {} if self.cutoffs is None else self.cutoffs
        parts: dict[str, list[Aggregate]] = {}
        for source in sources:
            for group, part in self._absorb_one(source, cutoffs).items():
                parts.setdefault(group, []).append(part)
        return {group: gather(aggregates) for group, aggregates in parts.items()}

    def _group_of(self, article: Article) -> str:
        """The group of an article; with points by sector, articles have none."""
        if self.by not in ("date", "outlet"):
            return ""
        return (article.date if self.by == "date" else article.outlet) or "unknown"

    def _grouped(self, group: str, candidates: Candidates, language: str) -> Groups:
        """What the candidates of one article give to each group."""
        if self.by != "sector":
            return {group: Aggregate(candidates, 1, 1, languages=(language,))}
        by_sector: dict[str, list[Candidate]] = {}
        for item in candidates.items:
            name = OTHER if item.sector == NONE else item.sector
            by_sector.setdefault(name, []).append(item)
        return {
            name: Aggregate(replace(candidates, items=tuple(items)), 1, 1, languages=(language,))
            for name, items in by_sector.items()
        }

    def _wants(self, sector: str) -> bool:
        """Whether ``--only`` and ``--skip`` leave the points of a sector."""
        config = self.config
        return (not config.only or sector in config.only) and sector not in config.skip

    def _absorb_one(self, source: Article | Skipped, cutoffs: dict[str, Cutoffs]) -> Groups:
        from briefing.selection.cutoffs import Cutoffs

        if isinstance(source, Skipped):
            return {"": Aggregate(skipped=(source,))}
        config = self.config
        article = of_brief(source, config)
        if not passes(article, config):
            undated = not article.date and bool(config.since or config.until)
            return {"": Aggregate(read=1, undated=int(undated))}
        try:
            with processor_time(ANALYSIS):
                analysis = analyse(article, config.method, self.table)
                group = self._group_of(article)
                of_group = None if self.by == "sector" else cutoffs.setdefault(group, Cutoffs())
                news = news_values(analysis.scores)
                candidates = candidates_of(analysis, news, of_group, self._wants, self.pins)
        except TooLong as error:
            return {"": _skip(article, f"{error} to analyse; split it")}
        except (BriefingError, ImportError):
            raise  # a wrong method, sector table or a missing package concerns the whole run
        except Exception as error:  # noqa: BLE001 - said in the skipped line, and costs one article
            reason = f"could not be analysed ({type(error).__name__}: {error}); please report it"
            return {"": _skip(article, " ".join(reason.split()))}
        if not candidates.items:
            filtered = config.only or config.skip
            return {"": Aggregate(read=1) if filtered else _skip(article, "no usable sentence")}
        if of_group:
            of_group.take(candidates.items)
        return self._grouped(group, candidates, article.language)


def _skip(article: Article, reason: str) -> Aggregate:
    return Aggregate(skipped=(Skipped(article.location, reason),))


def job(
    config: Config, by: str = "", *, cutoffs: bool = True, pins: Sequence[Mark] = ()
) -> Job[Ref, Groups]:
    """The left half of the flow as a job for an engine."""
    from briefing.execution import Job
    from briefing.readers.slices import singly

    return Job(
        start=partial(Worker, config, by, cutoffs=cutoffs, pins=tuple(pins)),
        combine=merge_groups, lost=_lost, count=articles_done, weigh=weigh, split=singly,
    )  # fmt: skip


def _lost(ref: Ref) -> Groups:
    """The result for a reference that processes died of: one line."""
    part = ref.kind in ("slice", "rows")
    location = f"{ref.location}#{ref.line}" if part else ref.location
    return {"": Aggregate(skipped=(Skipped(location, "its process died twice; left out"),))}
