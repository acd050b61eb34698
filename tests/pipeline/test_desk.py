"""The desk: a brief changed by hand, stored with all that it was chosen from, and made again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from command import run

import briefing
from briefing.config import Config
from briefing.edits import Comment, CommentKind, Edits, Mark, Placement, Remark, Replacement
from briefing.edits.records import to_record
from briefing.errors import NoArticleError, UsageError
from briefing.model import Brief, Point
from briefing.pipeline.desk import Desk, load_desk
from briefing.pipeline.opening import open_desk

SEEDS = str(Path(__file__).resolve().parents[2] / "seeds")


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk([SEEDS], Config(jobs=1))


@pytest.fixture(autouse=True)
def _fresh(desk: Desk) -> None:
    desk.edit(Edits())


def mark(brief: Brief, point: Point) -> Mark:
    ids = {source.n: source.id for source in brief.sources}
    return Mark(ids[point.source], point.start, point.end, point.quote)


def quotes(brief: Brief) -> list[str]:
    return [point.quote for point in brief.points]


def runner_up(desk: Desk) -> Mark:
    """The best point that the page does not show."""
    shown = set(quotes(desk.brief))
    topic = next(t for t in desk.material.plan.topics if t.quoted.quote not in shown)
    quoted = topic.quoted
    return Mark(quoted.source.id, quoted.start, quoted.end, quoted.quote)


def test_a_dropped_point_goes_with_all_its_reports_and_another_comes_in(desk: Desk) -> None:
    before = desk.brief
    gone = mark(before, before.sections[0].points[0])
    after = desk.edit(Edits(drops=(gone,)))
    assert gone.quote not in quotes(after)
    topic = next(t for t in desk.material.plan.topics if gone.names(t.quoted))
    assert not {report.quote for report in topic.reports} & set(quotes(after))
    assert set(quotes(after)) - set(quotes(before))


def test_a_pinned_runner_up_is_on_the_page_which_still_fits(desk: Desk) -> None:
    pin = runner_up(desk)
    after = desk.edit(Edits(pins=(pin,)))
    assert pin.quote in quotes(after)
    assert after.page is not None
    assert after.page.fill <= 1.0


def test_more_pins_than_the_page_holds_are_said_one_by_one(desk: Desk) -> None:
    items = desk.material.gathered.candidates.items
    pins = tuple(Mark(c.source.id, c.start, c.end, c.quote) for c in items)
    after = desk.edit(Edits(pins=pins))
    assert after.page is not None
    assert after.page.fill <= 1.0
    assert any(w.startswith("pinned, but the page has no room") for w in after.warnings)


def test_another_bottom_line_takes_the_place_and_the_old_one_goes_to_its_section(
    desk: Desk,
) -> None:
    before = desk.brief
    chosen = mark(before, before.sections[1].points[0])
    after = desk.edit(Edits(bottom_line=chosen))
    assert after.bottom_line is not None
    assert after.bottom_line.quote == chosen.quote
    assert before.bottom_line is not None
    old = [
        p.quote for s in after.sections for p in s.points if s.sector == before.bottom_line.sector
    ]
    assert before.bottom_line.quote in old


def test_a_point_moves_to_another_section_and_to_its_place_there(desk: Desk) -> None:
    before = desk.brief
    moved, target = mark(before, before.sections[0].points[0]), before.sections[1].sector
    after = desk.edit(Edits(placements=(Placement(moved, target, 0),)))
    section = next(s for s in after.sections if s.sector == target)
    assert section.points[0].quote == moved.quote
    assert len(section.points) > 1


def test_sections_stand_in_the_order_asked_for(desk: Desk) -> None:
    wanted = tuple(s.sector for s in reversed(desk.brief.sections))
    after = desk.edit(Edits(order=wanted))
    shown = [s.sector for s in after.sections]
    assert shown == [s for s in wanted if s in shown]


def test_a_point_gives_way_to_another_report_of_the_same_event(desk: Desk) -> None:
    topic = next(
        t for t in desk.material.plan.topics
        if len({r.source.id for r in t.reports}) > 1 and t.quoted.quote in quotes(desk.brief)
    )  # fmt: skip
    other = next(r for r in topic.reports if r.source.id != topic.quoted.source.id)
    old = Mark(topic.quoted.source.id, topic.quoted.start, topic.quoted.end, topic.quoted.quote)
    new = Mark(other.source.id, other.start, other.end, other.quote)
    after = desk.edit(Edits(replacements=(Replacement(old, new),)))
    assert other.quote in quotes(after)
    assert topic.quoted.quote not in quotes(after)
    point = next(p for p in after.points if p.quote == other.quote)
    number = next(s.n for s in after.sources if s.id == topic.quoted.source.id)
    assert number in {*point.also_in, *(c.source for c in point.conflicts)}


def test_a_point_gives_way_to_a_runner_up_at_its_place(desk: Desk) -> None:
    old = mark(desk.brief, desk.brief.sections[0].points[0])
    new = runner_up(desk)
    after = desk.edit(Edits(replacements=(Replacement(old, new),)))
    assert new.quote in quotes(after)
    assert old.quote not in quotes(after)


def test_a_long_comment_is_measured_with_the_page(desk: Desk) -> None:
    before = desk.brief
    words = "The ministry has to answer before the end of the week and needs a figure. " * 12
    remark = Remark(Comment(CommentKind.COMMENT, words), mark(before, before.sections[0].points[0]))
    after = desk.edit(Edits(remarks=(remark,)))
    assert len(after.points) < len(before.points)
    assert after.page is not None
    assert after.page.fill <= 1.0


def test_an_edit_that_leaves_no_point_changes_nothing(desk: Desk) -> None:
    before = desk.brief
    drops = tuple(
        Mark(t.quoted.source.id, t.quoted.start, t.quoted.end, t.quoted.quote)
        for t in desk.material.plan.topics
    )
    with pytest.raises(NoArticleError, match="every one is dropped"):
        desk.edit(Edits(drops=drops))
    assert desk.brief is before
    assert desk.edits == Edits()


def test_a_stored_desk_gives_the_same_bytes_again_without_its_sources(
    desk: Desk, tmp_path: Path
) -> None:
    first = desk.brief
    desk.edit(
        Edits(
            title="Morning brief",
            pins=(runner_up(desk),),
            drops=(mark(first, first.sections[0].points[0]),),
            remarks=(
                Remark(Comment(CommentKind.WHY, "It matters."), sector=first.sections[1].sector),
            ),
        )
    )
    file = tmp_path / "week.brief.json"
    file.write_bytes(desk.to_bytes())
    again = load_desk(file, Config())
    assert again.brief == desk.brief
    assert again.brief.to_docx() == desk.brief.to_docx()
    assert again.to_bytes() == desk.to_bytes()


def test_a_stored_desk_is_a_brief_for_whoever_reads_its_json(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "week.brief.json"
    file.write_bytes(desk.to_bytes())
    record = json.loads(file.read_text("utf-8"))
    assert record["bottom_line"]["quote"] == quotes(desk.brief)[0]
    assert briefing.verify(file, SEEDS).ok


def test_the_command_makes_the_stored_brief_again_and_options_count(tmp_path: Path) -> None:
    assert (
        run(
            ["make", SEEDS, "-o", tmp_path / "a.brief.json", "-o", tmp_path / "a.docx"], tmp_path
        ).code
        == 0
    )
    assert run(["make", tmp_path / "a.brief.json", "-o", tmp_path / "b.docx"], tmp_path).code == 0
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    made = run(
        ["make", tmp_path / "a.brief.json", "--paper", "letter", "-o", tmp_path / "c.docx"],
        tmp_path,
    )
    assert "one Letter page" in made.err


def test_a_stored_brief_is_kept_in_the_library_of_its_folder(tmp_path: Path) -> None:
    assert run(["make", SEEDS, "-o", "a.brief.json"], tmp_path).code == 0
    (tmp_path / "briefing.toml").write_text('library = "desk.library"\npaper = "letter"\n')
    made = run(["make", "a.brief.json", "-o", "b.docx"], tmp_path)
    assert "one A4 page" in made.err  # of the other options the file's own hold
    assert run(["verify", "b.docx", "--library", "desk.library"], tmp_path).code == 0


def test_yesterdays_edits_hold_where_their_points_still_stand(tmp_path: Path) -> None:
    desk = open_desk([SEEDS], Config(jobs=1))
    first = desk.brief
    kept, lost = first.sections[0].points[0], first.sections[1].points[0]
    source = next(s for s in first.sources if s.n == lost.source)
    remarks = tuple(
        Remark(Comment(CommentKind.ACTION, text), mark(first, point))
        for text, point in (("Keep me.", kept), ("Lose me.", lost))
    )
    desk.edit(Edits(remarks=remarks))
    (tmp_path / "old.brief.json").write_bytes(desk.to_bytes())
    today = tmp_path / "today"
    today.mkdir()
    ids = {s.n: s for s in first.sources}
    gone = {source.location, *(ids[n].location for n in lost.also_in)}
    for file in Path(SEEDS).iterdir():
        if not any(place.endswith(file.name) for place in gone):
            (today / file.name).write_bytes(file.read_bytes())
    brief = briefing.make(today, edits=tmp_path / "old.brief.json")
    assert [c.text for p in brief.points for c in p.comments] == ["Keep me."]
    assert any("its point is gone" in w and lost.quote[:40] in w for w in brief.warnings), (
        brief.warnings
    )


def test_pins_take_any_sentence_of_a_source_and_say_what_they_do_not_find(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Port opens\n\nThe port of Aktau opened on Monday after repairs of $12 million.\n\n"
        "It had been closed. They were glad.\n"
    )
    brief = briefing.make(tmp_path, pin=["they were GLAD", "unicorns"])
    assert "They were glad." in [p.text for p in brief.points]
    assert any("unicorns" in warning for warning in brief.warnings)
    at = (tmp_path / "a.txt").read_text().index("It had")
    brief = briefing.make(tmp_path, pin=f"a.txt:{at}-{at + 5}")
    assert "It had been closed." in [p.text for p in brief.points]


def test_drops_are_named_by_words_and_a_drop_of_nothing_is_said() -> None:
    brief = briefing.make(SEEDS, drop=["wind farm of 420 megawatts", "unicorns"])
    assert not any("420 megawatts" in point.text for point in brief.points)
    assert any("drop: no point holds “unicorns”" in warning for warning in brief.warnings)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not valid JSON"),
        ("[]", "has no edits"),
        ('{"title": "x"}', "has no edits"),
        ('{"desk": {"edits": {"pins": 3}}}', "edits.pins must be a list"),
    ],
)
def test_a_file_without_edits_is_refused_in_one_line(
    text: str, reason: str, tmp_path: Path
) -> None:
    file = tmp_path / "x.brief.json"
    file.write_text(text)
    with pytest.raises(UsageError) as caught:
        briefing.make(SEEDS, edits=file)
    assert reason in str(caught.value)
    assert str(file) in str(caught.value)


@pytest.mark.parametrize("stored", ["{}", '{"version": 1, "gathered": []}', '{"version": 99}'])
def test_a_damaged_desk_is_refused_in_one_line(stored: str, tmp_path: Path) -> None:
    file = tmp_path / "x.brief.json"
    file.write_text('{"desk": ' + stored + "}")
    made = run(["make", file], tmp_path)
    assert made.code == 2
    assert len(made.lines) == 1
    assert "x.brief.json" in made.err


def test_edits_are_stored_only_where_something_was_changed(desk: Desk) -> None:
    assert to_record(desk.edits) == {}
    assert replace(desk.edits, title="T") != desk.edits
