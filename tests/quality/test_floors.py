"""Quality does not fall unseen: every figure of the gate stays on the right side of its floor.

Lowering a floor needs ``--accept-lower-floor``; ``README.md`` tells how and when.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import floors
import measured
import pytest
from measured import MEASURES

from briefing.evaluation import evaluate


@pytest.fixture(scope="module")
def values() -> dict[str, float]:
    return measured.values()


@pytest.fixture(scope="module", autouse=True)
def renewed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Rewrite the floors first, where an option asks for it."""
    lower = bool(request.config.getoption("--accept-lower-floor"))
    if lower or request.config.getoption("--raise-floors"):
        today = request.getfixturevalue("values")
        old = floors.read()[0] if floors.FILE.exists() else {}
        floors.write(floors.renewed(old, today, MEASURES, lower=lower), today, MEASURES)
    yield


@pytest.mark.parametrize("name", MEASURES)
def test_no_figure_falls_below_its_floor(name: str, values: dict[str, float]) -> None:
    floor = floors.read()[0][name]
    value = values[name]
    assert MEASURES[name].holds(value, floor), (
        f"{name} is {value:.3f}, its floor is {floor:.3f}: see tests/quality/README.md"
    )


def test_each_measure_has_a_floor_and_each_floor_a_measure() -> None:
    assert set(floors.read()[0]) == set(MEASURES)


def test_each_measure_is_measured(values: dict[str, float]) -> None:
    assert set(values) == set(MEASURES)


def test_neither_labels_nor_floors_were_changed_by_hand() -> None:
    stored, data, seal = floors.read()
    assert data == floors.data_checksum(), "labels changed: renew with --raise-floors"
    assert seal == floors.seal(stored, data), "a floor changed: use --accept-lower-floor"


def test_a_floor_is_lowered_only_where_that_is_asked_for() -> None:
    measures = {"p": floors.Measure(0.01, ""), "c": floors.Measure(0.0, "", most=True)}
    old = {"p": 0.5, "c": 2.0}
    fallen = {"p": 0.4, "c": 3.0}
    assert floors.renewed(old, fallen, measures, lower=False) == old
    assert floors.renewed(old, fallen, measures, lower=True) == {"p": 0.39, "c": 3.0}
    risen = {"p": 0.6, "c": 1.0}
    assert floors.renewed(old, risen, measures, lower=False) == {"p": 0.59, "c": 1.0}
    just = {"p": 0.505, "c": 2.0}
    assert floors.renewed(old, just, measures, lower=True) == old, "what still holds stays"


def test_the_days_have_the_kinds_of_news_that_they_are_there_for() -> None:
    days = measured.days()
    outlets: Counter[tuple[str, str]] = Counter(
        (day.day.id, a.event) for day in days for a in day.articles if a.event
    )
    assert len([event for event, reports in outlets.items() if reports >= 3]) >= 6
    assert len(days) >= 4
    assert all(8 <= len(day.articles) <= 12 for day in days)
    assert all(8 <= sum(u.kind == "content" for u in a.units) <= 25
               for day in days for a in day.articles)  # fmt: skip
    assert all(day.day.disagree and day.day.bottom_line for day in days)


def test_a_fact_accepts_the_sectors_of_the_sentences_that_tell_it_alone() -> None:
    for marked in measured.days():
        units = {
            (a.article.key, u.start): u
            for a in marked.articles
            for u in a.units
            if len(u.tells) == 1
        }
        for fact in marked.day.facts:
            for support in fact.support:
                unit = units.get((support.article, support.start))
                if unit and not support.partial:
                    assert set(unit.sectors) <= set(fact.sectors), fact.gist


def test_the_example_of_the_readme_is_a_day_that_can_be_measured(tmp_path: Path) -> None:
    blocks = re.findall(r"(?:^    .*\n|^\n)+", (floors.HERE / "README.md").read_text("utf-8"), re.M)
    examples = [textwrap.dedent(block).strip() + "\n" for block in blocks if block.strip()]
    (tmp_path / "01-wire.txt").write_text(next(e for e in examples if "title:" in e), "utf-8")
    (tmp_path / "02-union.txt").write_text(
        "title: Union counts fewer jobs\n\n"
        "1 mining @mine_jobs_union | The new mine in Norland will need 350 people, a union said.\n",
        "utf-8",
    )
    (tmp_path / "facts.txt").write_text(next(e for e in examples if "bottom " in e), "utf-8")
    evaluation = evaluate(tmp_path, ["default"])
    assert evaluation.days == 1
    assert evaluation.briefs["oracle"]["gain"].mean == 1.0
