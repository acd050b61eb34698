"""Where the time of a brief goes: processor time by stage, beside LexRank's for ranking alone.

``python stages.py FOLDER`` makes one brief of the stories in FOLDER, stage by stage in one process
as ``make --jobs 1`` does, and prints the seconds of each stage as JSON.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from common import ENVIRONMENT, ROOT, inbox_of, split_of, spread, table

HERE = Path(__file__).resolve().parent
ANALYSIS = ("segment", "score", "classify")
T = TypeVar("T")


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}

    def of(self, stage: str, call: Callable[[], T]) -> T:
        """What ``call`` gives; its time is added to that of ``stage``."""
        begun = time.process_time()
        result = call()
        self.taken[stage] = self.taken.get(stage, 0.0) + time.process_time() - begun
        return result


def brief_by_stages(folder: Path) -> dict[str, float]:
    """The seconds of each stage of a brief of the stories in ``folder``, in the order of work."""
    clock = Clock()
    clock.of("start", _start)
    from briefing.config import Config
    from briefing.pipeline.aggregate import Aggregate, gather
    from briefing.pipeline.article import Analysis, candidates_of, news_values
    from briefing.pipeline.brief import finish, set_up
    from briefing.pipeline.output import render
    from briefing.readers import read
    from briefing.salience import score
    from briefing.segmentation import segment
    from briefing.selection.cutoffs import Cutoffs

    config, cutoffs, parts = Config(), Cutoffs(), []
    setup = clock.of("start", lambda: set_up(config))
    sectors = setup.table
    for path in sorted(folder.iterdir()):
        for article in clock.of("read", lambda path=path: read(path)):
            document = clock.of("segment", lambda a=article: segment(a))
            scores = clock.of("score", lambda d=document: score(d, config.method))
            evidence = clock.of("classify", lambda d=document: sectors.evidence(d))
            labels = clock.of("classify", lambda e=evidence: tuple(sectors.classify(e)))
            found = Analysis(document, scores, labels, evidence)
            values = clock.of("news value", lambda f=found: news_values(f.scores))
            one = clock.of("candidates", lambda f=found, v=values: candidates_of(f, v, cutoffs))
            cutoffs.take(one.items)
            parts.append(Aggregate(one, 1, 1, languages=(article.language,)))
    whole = clock.of("merge", lambda: gather(parts))
    brief = clock.of("duplicates, choice and page", lambda: finish(whole, setup))
    clock.of("writing", lambda: render(brief, "docx"))
    return clock.taken


def _start() -> None:
    sys.path.insert(0, str(ROOT))
    import briefing.cli.commands
    from briefing.cli.process import collect_seldom

    del briefing.cli
    collect_seldom()


def measure(stories: list[str], rounds: int, count: int = 800) -> str:
    """The table of each stage's time a story, its share, and its ratio to LexRank's time."""
    chosen = spread(stories, count)
    own: list[dict[str, float]] = []
    base: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inbox = inbox_of(chosen, folder)
        split = split_of(inbox, folder)
        for _ in range(rounds):
            own.append(json.loads(_last_line("stages.py", inbox)))
            base.append(float(_last_line("others.py", "sumy LexRank", split)))
    peer = statistics.median(base)
    stages = {stage: statistics.median(taken[stage] for taken in own) for stage in own[0]}
    whole = sum(stages.values())
    analysis = sum(stages[stage] for stage in ANALYSIS)
    rows = [_row(stage, taken, whole, peer, len(chosen)) for stage, taken in stages.items()]
    rows.append(_row(" + ".join(ANALYSIS), analysis, whole, peer, len(chosen)))
    rows.append(_row("all", whole, whole, peer, len(chosen)))
    rows.append(["sumy LexRank (ranking only)", f"{1000 * peer / len(chosen):.2f}", "", "1.00"])
    return table(
        f"Stages of one brief of {len(chosen)} stories, processor time (medians of {rounds})",
        ["stage", "ms a story", "share", "ratio"],
        rows,
    )


def _row(stage: str, taken: float, whole: float, peer: float, count: int) -> list[str]:
    return [
        stage, f"{1000 * taken / count:.2f}", f"{taken / whole:.0%}", f"{taken / peer:.2f}"
    ]  # fmt: skip


def _last_line(script: str, *arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, HERE / script, *arguments],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1]


if __name__ == "__main__":
    print(json.dumps(brief_by_stages(Path(sys.argv[1]))))
