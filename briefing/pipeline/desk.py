"""The desk: a brief together with all that it was chosen from, so that it can be changed.

``NAME.brief.json`` is the brief as JSON with one more key, ``desk``: the names of the sources, the
options, the edits, the candidates, and the texts of the articles. The same brief can be made from
it again without the sources, and another from it by other edits.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.config import Config
from briefing.edits import Edits, Mark
from briefing.edits.records import from_record, to_record
from briefing.errors import BriefingError, UsageError
from briefing.model import (
    Article,
    Brief,
    Candidate,
    Candidates,
    Mention,
    Skipped,
    SourceMeta,
)
from briefing.pipeline.aggregate import Aggregate
from briefing.pipeline.brief import Material, Setup, choose, planned, set_up
from briefing.pipeline.edits import desk_record
from briefing.pipeline.output import DESK_SUFFIX, write_options
from briefing.pipeline.sources import articles as articles_of
from briefing.pipeline.sources import load, of_brief, undeclared

if TYPE_CHECKING:
    from briefing.readers import Ref
    from briefing.selection.plan import Plan

VERSION = 1

_OF_THE_RUN = frozenset(
    "library new jobs quiet strict append allow_private offline edits pin drop".split()
)
"""Options that a desk does not keep: they say how to run, or are in its edits and its material."""


class Desk:
    """A brief that can be changed: its material, and the edits made so far.

    ``brief`` is always that of the edits. ``held`` is what cannot be read twice: standard input.
    """

    def __init__(
        self,
        sources: Sequence[str],
        setup: Setup,
        stock: Material,
        texts: Sequence[Article] | None = None,
        held: Sequence[Ref] = (),
    ) -> None:
        self.sources = tuple(sources)
        self.setup = setup
        self.material = stock
        self.brief: Brief = choose(stock, setup)
        self._texts = texts
        self._held = tuple(held)
        self._kept = ""
        self._events: dict[str, int] | None = None

    @property
    def edits(self) -> Edits:
        return self.setup.edits

    @property
    def plan(self) -> Plan:
        """The points in the order in which they are worth adding, as edited."""
        from briefing.selection.edited import edited

        items = self.material.gathered.candidates.items
        return edited(self.material.plan, self.edits, items).plan

    def events(self) -> dict[str, int]:
        """The event of each article, by number."""
        from briefing.selection.events import events

        if self._events is None:
            self._events = events(self.material.gathered.candidates.items)
        return self._events

    def admit(self, mark: Mark) -> Mark | None:
        """The sentence that a mark names, made a candidate if it is none yet.

        None where no article has it.
        """
        gathered = self.material.gathered
        known = next(filter(mark.names, gathered.candidates.items), None)
        if known is None:
            known = self._candidate_at(mark)
            if known is None:
                return None
            items = (*gathered.candidates.items, known)
            gathered = replace(gathered, candidates=replace(gathered.candidates, items=items))
            self.material = replace(self.material, gathered=gathered)
            self._kept, self._events = "", None
        return Mark(known.source.id, known.start, known.end, known.quote)

    def _candidate_at(self, mark: Mark) -> Candidate | None:
        from briefing.pipeline.article import analyse, candidates_of, news_values

        article = next((a for a in self.texts if mark.article in (a.id, a.location)), None)
        if article is None:
            return None
        analysis = analyse(article, self.setup.config.method, self.setup.table)
        values = news_values(analysis.scores)
        made = candidates_of(analysis, values, pins=(mark,)).items
        chosen = next((candidate for candidate in made if candidate.pinned), None)
        return replace(chosen, pinned=False) if chosen else None

    def edit(self, edits: Edits) -> Brief:
        """Make ``edits`` instead of those made so far. Where they leave no brief, nothing changes.

        Raises :class:`BriefingError`.
        """
        setup = replace(self.setup, edits=edits)
        brief = choose(self.material, setup)
        self.setup, self.brief = setup, brief
        return brief

    @property
    def texts(self) -> Sequence[Article]:
        """The articles that have a candidate, by identifier; read again when first asked for."""
        if self._texts is None:
            cited = {item.source.id for item in self.material.gathered.candidates.items}
            by_id: dict[str, Article] = {}
            config = undeclared(self.setup.config)
            again = [source for source in self.sources if source != "-"]
            for item in chain(articles_of(again, config), load(self._held, config)):
                if not isinstance(item, Skipped) and item.id in cited:
                    by_id.setdefault(item.id, of_brief(item, self.setup.config))
            self._texts = [by_id[key] for key in sorted(by_id)]
        return self._texts

    def to_bytes(self) -> bytes:
        """The file ``NAME.brief.json``."""
        from briefing.writers.json import write_json

        page = write_json(self.brief, write_options(self.brief.presentation)).decode("utf-8")
        if not self._kept:  # all but the edits stays the same
            self._kept = _compact({
                "gathered": _gathered(self.material.gathered),
                "told": [_candidate(item) for item in self.material.earlier],
                "articles": [asdict(article) for article in self.texts],
            })  # fmt: skip
        head = {
            "version": VERSION,
            "sources": list(self.sources),
            "options": _options(self.setup.config),
            "edits": to_record(self.edits),
        }
        desk = f"{_compact(head)[:-1]},{self._kept[1:]}"
        return f'{page.rstrip()[:-1].rstrip()},\n  "desk": {desk}\n}}\n'.encode()


def load_desk(path: Path, config: Config) -> Desk:
    """The desk that a file holds, with the options of ``config`` that are not the defaults.

    Raises :class:`UsageError` for a file that holds none, naming what is wrong.
    """
    record = desk_record(path)
    if record is None:
        raise UsageError(f"{path}: a brief without what it was chosen from; make it again with "
                         f"-o NAME{DESK_SUFFIX}")  # fmt: skip
    try:
        if record.get("version") != VERSION:
            raise UsageError("was made by another version of briefing; make it again")
        kept = _kept_options(record.get("options"))
        edits = from_record(record.get("edits", {}))
        gathered = _aggregate(record["gathered"])
        earlier = tuple(map(_to_candidate, record.get("told", [])))
        texts = [Article(**_known(Article, item)) for item in record.get("articles", [])]
        sources = [str(name) for name in record.get("sources", [])]
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path}: not a desk as briefing writes it ({error})") from error
    except BriefingError as error:
        raise UsageError(f"{path}: {error}") from error
    default = Config()
    given = {
        f.name: getattr(config, f.name)
        for f in fields(Config)
        if getattr(config, f.name) != getattr(default, f.name)
    }
    setup = set_up(replace(default, **{**kept, **given}))
    if not config.edits:
        extra = setup.edits  # the pins and drops of the command line
        setup = replace(setup, edits=edits.also(extra.pins, extra.drops))
    return Desk(sources, setup, planned(gathered, earlier, setup), texts)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def _options(config: Config) -> dict[str, Any]:
    """The options that differ from their defaults; paths such that they hold in any folder."""
    from briefing.config import SECTOR_TABLES

    default = Config()
    options: dict[str, Any] = {}
    for name in (f.name for f in fields(Config)):
        value = getattr(config, name)
        if name in _OF_THE_RUN or value == getattr(default, name) or callable(value):
            continue
        if name == "template" or (name == "sectors" and value not in SECTOR_TABLES):
            value = str(Path(value).absolute())
        options[name] = value
    return options


def _kept_options(record: Any) -> dict[str, Any]:
    names = {f.name for f in fields(Config)} - _OF_THE_RUN
    return {
        name: _frozen(value)
        for name, value in (record.items() if isinstance(record, dict) else ())
        if name in names
    }


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _gathered(aggregate: Aggregate) -> dict[str, Any]:
    items = aggregate.candidates.items
    sources = sorted({item.source for item in items}, key=lambda s: (s.id, s.location, str(s)))
    numbers = {source: number for number, source in enumerate(sources)}
    return {
        "read": aggregate.read,
        "used": aggregate.used,
        "undated": aggregate.undated,
        "skipped": [asdict(item) for item in aggregate.skipped],
        "unnamed": aggregate.unnamed,
        "languages": list(aggregate.languages),
        "first_date": aggregate.candidates.first_date,
        "last_date": aggregate.candidates.last_date,
        "sources": [asdict(source) for source in sources],
        "candidates": [_candidate(item, numbers) for item in items],
    }


def _candidate(item: Candidate, numbers: dict[SourceMeta, int] | None = None) -> dict[str, Any]:
    """A candidate; with ``numbers`` its source is named by its number."""
    record = {
        f.name: getattr(item, f.name)
        for f in fields(Candidate)
        if f.name != "source" and getattr(item, f.name) != f.default
    }
    if item.mentions:
        record["mentions"] = [asdict(mention) for mention in item.mentions]
    source = asdict(item.source) if numbers is None else numbers[item.source]
    return {**record, "source": source}


def _aggregate(record: dict[str, Any]) -> Aggregate:
    sources = [SourceMeta(**_known(SourceMeta, item)) for item in record["sources"]]
    items = tuple(_to_candidate(item, sources) for item in record["candidates"])
    return Aggregate(
        Candidates(items, record["first_date"], record["last_date"]),
        int(record["read"]),
        int(record["used"]),
        int(record["undated"]),
        tuple(Skipped(**_known(Skipped, item)) for item in record["skipped"]),
        int(record["unnamed"]),
        tuple(record["languages"]),
    )


def _to_candidate(record: dict[str, Any], sources: Sequence[SourceMeta] | None = None) -> Candidate:
    values = {key: _frozen(value) for key, value in _known(Candidate, record).items()}
    source = values.pop("source")
    named = sources[source] if sources is not None else SourceMeta(**_known(SourceMeta, source))
    mentions = tuple(map(_to_mention, values.pop("mentions", ())))
    return Candidate(source=named, mentions=mentions, **values)


def _to_mention(record: dict[str, Any]) -> Mention:
    source = SourceMeta(**_known(SourceMeta, record["source"]))
    return Mention(source, str(record.get("mine", "")), str(record.get("theirs", "")))


def _known(kind: Any, record: dict[str, Any]) -> dict[str, Any]:
    names = {f.name for f in fields(kind)}
    return {key: value for key, value in record.items() if key in names}
