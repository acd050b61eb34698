"""Compose: the brief of any choice of points: sections, source numbers, title, key figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.config import Config
from briefing.edits import Edits
from briefing.model import NONE, Brief, Conflict, Point, Section, Skipped, SourceEntry, SourceMeta
from briefing.selection.edited import arranged
from briefing.selection.groups import group_of, title_of
from briefing.selection.key_figures import key_figures
from briefing.selection.left_out import left_out
from briefing.selection.plan import Plan
from briefing.selection.topics import MOST_SOURCES, Topic

NO_EDITS = Edits()


def compose(
    plan: Plan,
    chosen: Iterable[int],
    config: Config,
    titles: Mapping[str, str],
    *,
    name: Callable[[str, str, tuple[str, str]], str] = lambda *_: "Brief",
    skipped: tuple[Skipped, ...] = (),
    articles: int = 0,
    edits: Edits = NO_EDITS,
) -> Brief:
    """The brief of the chosen points (indices into ``plan.topics``; the least is the bottom line,
    and the next ones are leads as well where the options ask for several).

    Sections and their points are in the plan's order, but for what ``edits`` puts first or
    elsewhere; what belongs in none is last. ``titles`` maps sector slugs to titles. ``name`` makes
    the title of a brief of several articles from its language, its date and the first and last date
    of its articles; a single article has its own.
    """
    chosen = sorted(chosen)
    topics = [plan.topics[i] for i in chosen]
    language = config.language or _language(topics)
    top = topics[: config.lead]
    groups: dict[str, list[Topic]] = {}
    for topic in topics[config.lead :]:
        groups.setdefault(group_of(topic, config.group), []).append(topic)
    groups = {sector: arranged(points) for sector, points in groups.items()}
    first = edits.order or config.order
    order = sorted(groups, key=lambda s: (_place(s, first), s == NONE))
    remarks = [(remark.sector, remark.comment) for remark in edits.remarks if remark.mark is None]
    numbers = _number(top + [t for s in order for t in groups[s]])
    several_days = len({source.date for source, _ in numbers.values() if source.date}) > 1

    def point(topic: Topic) -> Point:
        return _point(topic, numbers, config.group, dated=several_days)

    sections = tuple(
        Section(
            s,
            title_of(s, config.group, titles, language),
            tuple(map(point, groups[s])),
            comments=tuple(comment for sector, comment in remarks if sector == s),
        )
        for s in order
    )
    date = config.date or plan.period[1]
    sources = tuple(entry_of(source, n, language) for source, n in numbers.values())
    own = sources[0].title if len(sources) == 1 else ""
    brief = Brief(
        title=edits.title or config.title or own or name(language, date, plan.period),
        date=date,
        language=language,
        bottom_line=point(topics[0]) if topics else None,
        sections=sections,
        sources=sources,
        skipped=skipped,
        left_out=plan.total - len(topics),
        articles=articles,
        period=plan.period,
        leads=tuple(map(point, top[1:])),
        lead_titles=tuple(titles.get(topic.quoted.sector, "") for topic in top[1:]),
    )
    languages = {n: source.language for source, n in numbers.values()}
    quoted = [point for point in brief.points if languages[point.source] == language]
    return replace(brief, key_figures=key_figures(quoted, languages))


def with_left_out(brief: Brief, plan: Plan, chosen: Iterable[int], config: Config) -> Brief:
    """The brief with the best events that it does not tell."""

    def entry(topic: Topic, at: int, number: int) -> SourceEntry:
        return entry_of(topic.sources[at], number, brief.language)

    events = left_out(plan, chosen, config, entry, len(brief.sources))
    return replace(brief, left_out_events=events)


def _place(sector: str, first: Sequence[str]) -> int:
    return first.index(sector) if sector in first else len(first)


def _language(topics: Sequence[Topic]) -> str:
    """The language of most points; ties go to the one met first."""
    counts: dict[str, int] = {}
    for topic in topics:
        counts[topic.quoted.source.language] = counts.get(topic.quoted.source.language, 0) + 1
    return max(counts, key=lambda c: counts[c], default="en")


def _number(topics: Sequence[Topic]) -> dict[str, tuple[SourceMeta, int]]:
    """Sources by article id, numbered in order of first mention, quoted before also-in.

    A point names ``MOST_SOURCES`` at most.
    """
    numbers: dict[str, tuple[SourceMeta, int]] = {}
    for topic in topics:
        for source in topic.sources[:MOST_SOURCES]:
            numbers.setdefault(source.id, (source, len(numbers) + 1))
    return numbers


def entry_of(source: SourceMeta, number: int, language: str) -> SourceEntry:
    """The entry of a source with its number, for a brief in a language."""
    other = "" if source.language == language else source.language
    return SourceEntry(
        number, source.id, source.title, source.outlet, source.date, source.location, source.url,
        other,
    )  # fmt: skip


def _point(
    topic: Topic, numbers: Mapping[str, tuple[SourceMeta, int]], by: str, *, dated: bool
) -> Point:
    """The point as shown; ``dated``: with its dates in brackets."""
    quoted = topic.quoted
    source = numbers[quoted.source.id][1]
    others = topic.sources[1:]
    also = sorted(numbers[s.id][1] for s in others[: MOST_SOURCES - 1])
    text = quoted.dated_text if dated and quoted.dated_text else quoted.text
    return Point(
        text=text, quote=quoted.quote, source=source, start=quoted.start, end=quoted.end,
        sector=_sector(topic, by), score=round(quoted.score, 4), why=_why(topic),
        sector_evidence=quoted.evidence, also_in=tuple(also),
        conflicts=_conflicts(topic, numbers), further=max(0, len(others) - len(also)),
        comments=topic.comments,
    )  # fmt: skip


def _sector(topic: Topic, by: str) -> str:
    """The sector of a point: where a person moved it, if sections are sectors."""
    return topic.section if topic.section and by == "sector" else topic.quoted.sector


def _why(topic: Topic) -> tuple[str, ...]:
    """Why the point is on the page: its merits, then what speaks for the sentence."""
    return (*topic.merits, *topic.quoted.why)


def _conflicts(topic: Topic, numbers: Mapping[str, tuple[SourceMeta, int]]) -> tuple[Conflict, ...]:
    """The values of one thing that the reports give, each once, that of the quoted one first.

    They are none, or at least two.
    """
    rivals = topic.rivals
    if not rivals:
        return ()
    mine = Conflict(rivals[0][1].mine, numbers[topic.quoted.source.id][1])
    others = [Conflict(d.theirs, numbers[report.source.id][1]) for report, d in rivals]
    return (mine, *others)
