"""What a user names, opened as a desk: sources, a desk that was saved, or a brief's own JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import Config
from briefing.errors import UsageError
from briefing.limits.files import is_file
from briefing.model import Skipped
from briefing.pipeline.aggregate import Aggregate, gather
from briefing.pipeline.brief import material, set_up
from briefing.pipeline.desk import Desk, load_desk
from briefing.pipeline.edits import desk_record
from briefing.pipeline.output import DESK_SUFFIX

if TYPE_CHECKING:
    from briefing.readers import Ref


def open_desk(
    sources: Sequence[str],
    config: Config,
    progress: Callable[[int, int], None] | None = None,
    *,
    brief_first: bool = False,
) -> Desk:
    """The desk of some files, folders, globs and URLs, of a ``NAME.brief.json``, or of the JSON of
    a brief.

    With ``brief_first``, sources may follow the JSON of a brief: those that it is made of. Raises
    what :func:`briefing.pipeline.make_brief` raises.
    """
    if stored(sources) and desk_record(Path(sources[0])) is not None:
        return load_desk(Path(sources[0]), config)
    if sources and (brief_first or len(sources) == 1):
        from briefing.pipeline.reopened import is_brief, reopen

        if is_brief(sources[0]):
            return reopen(Path(sources[0]), sources[1:], config)
    if stored(sources):
        raise UsageError(f"{sources[0]}: not a brief as briefing writes it")
    from briefing.execution import chunks, run_local
    from briefing.pipeline.sources import references, weigh
    from briefing.pipeline.worker import Worker, job

    setup = set_up(config)
    skipped: list[Skipped] = []
    refs: Iterable[Ref] = references(sources, config, skipped)
    held: list[Ref] = []
    if "-" in sources:
        refs = list(refs)
        held = [ref for ref in refs if ref.kind == "bytes"]
    work = job(setup.config)
    here = partial(Worker, setup.config, table=setup.table)
    groups, warnings = run_local(chunks(refs, weigh), work, config.jobs, progress, here=here)
    gathered = gather([*groups.values(), Aggregate(skipped=tuple(skipped))])
    stock = material(gathered, setup, sources)
    return Desk(sources, replace(setup, notes=(*warnings, *setup.notes)), stock, held=held)


def stored(sources: Sequence[str]) -> bool:
    """Whether the one source is a ``NAME.brief.json``."""
    return len(sources) == 1 and sources[0].lower().endswith(DESK_SUFFIX) and is_file(sources[0])
