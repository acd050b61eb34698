"""The watch list, the order and the kind of the sections."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.errors import BriefingError, NoArticleError, UsageError
from briefing.model import Brief

SEEDS = str(Path(__file__).resolve().parents[2] / "seeds")
SARMAT = {"Sarmat Lines": ["Sarmat", "no such words"]}


def quotes(brief: Brief) -> list[str]:
    return [point.quote for point in brief.points]


def watched(brief: Brief) -> list[str]:
    return [c.text for p in brief.points for c in p.comments if c.kind.value == "watch"]


def test_what_is_watched_comes_in_and_is_marked() -> None:
    before = briefing.make(SEEDS)
    brief = briefing.make(SEEDS, watch=SARMAT)
    assert not any("Sarmat" in text for text in quotes(before))
    assert any("Sarmat" in text for text in quotes(brief))
    assert "Sarmat Lines" in watched(brief)
    assert "**Watch list:** Sarmat Lines" in brief.to_markdown()
    assert briefing.verify(brief, SEEDS).ok == briefing.verify(before, SEEDS).ok


def test_what_is_watched_and_not_on_the_page_is_said() -> None:
    watch = {"Sarmat Lines": "Sarmat", "Tian Shan Bank": "Tian Shan"}
    brief = briefing.make(SEEDS, watch=watch, points=1)
    said = [line for line in brief.warnings if line.startswith("on ")]
    missing = [name for name in watch if name not in watched(brief)]
    assert len(missing) >= 1
    assert [line.split(",")[0] for line in said] == [f"on {name}" for name in missing]
    whole = briefing.make(SEEDS, watch=watch, fill=True, pages=3)
    assert not [line for line in whole.warnings if line.startswith("on ")]


def test_terms_are_words_of_their_own() -> None:
    assert not watched(briefing.make(SEEDS, watch={"Fake": "sarma"}))


def test_watch_only_makes_a_brief_of_the_list_and_says_what_has_no_news() -> None:
    watch = {"Lithium": "lithium", "Unicorns": "unicorn"}
    brief = briefing.make(SEEDS, watch=watch, watch_only=True)
    assert len(watched(brief)) == len(brief.points) > 1
    assert "nothing on Unicorns today" in brief.warnings
    assert "nothing on Lithium today" not in brief.warnings


def test_nothing_on_the_whole_list_is_said_as_that() -> None:
    with pytest.raises(NoArticleError, match="nothing on Unicorns today"):
        briefing.make(SEEDS, watch={"Unicorns": "unicorn"}, watch_only=True)


@pytest.mark.parametrize("options", [{"watch_only": True}, {"group": "watch"}])
def test_a_watch_list_is_needed_where_it_is_asked_for(options: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="needs a watch list"):
        briefing.make(SEEDS, **options)  # type: ignore[arg-type]


def test_sections_by_country_have_its_name() -> None:
    brief = briefing.make(SEEDS, group="country")
    titles = [section.title for section in brief.sections]
    assert "Mongolia" in titles
    assert "Kazakhstan" in titles
    mongolia = next(s for s in brief.sections if s.title == "Mongolia")
    assert all("mongolia" in p.quote.lower() for p in mongolia.points)
    assert mongolia.sector == "MN"


def test_sections_by_outlet_and_by_watch() -> None:
    brief = briefing.make(SEEDS, group="outlet")
    sources = {source.n: source.outlet for source in brief.sources}
    for section in brief.sections:
        assert {sources[p.source] for p in section.points} <= {section.title, ""}
    brief = briefing.make(SEEDS, group="watch", watch={"Lithium": "lithium"}, fill=True)
    titles = [section.title for section in brief.sections]
    assert titles[-1] == "Other"
    assert set(titles) <= {"Lithium", "Other"}


def test_the_order_asked_for_comes_first() -> None:
    before = [s.sector for s in briefing.make(SEEDS).sections]
    wanted = [before[-1], before[1]]
    after = [s.sector for s in briefing.make(SEEDS, order=wanted).sections]
    assert after[:2] == wanted


def test_an_unknown_sector_in_the_order_is_refused() -> None:
    with pytest.raises(BriefingError, match="--order 'energi'"):
        briefing.make(SEEDS, order=["energi"])
