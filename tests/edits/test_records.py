"""Edits as JSON: what is written comes back, and what is wrong is named with its place."""

from __future__ import annotations

import json

import pytest

from briefing.edits import (
    Comment,
    CommentKind,
    Edits,
    Mark,
    Placement,
    Remark,
    Replacement,
    parse_mark,
)
from briefing.edits.records import from_record, to_record
from briefing.errors import UsageError

ONE, OTHER = Mark("a1", 3, 40, "One sentence."), Mark("b2", 0, 20, "Another.")
EVERY = Edits(
    title="Morning brief",
    bottom_line=ONE,
    pins=(ONE,),
    drops=(Mark(quote="tennis"),),
    replacements=(Replacement(ONE, OTHER),),
    placements=(Placement(OTHER, "energy", 0),),
    order=("energy", "mining"),
    remarks=(
        Remark(Comment(CommentKind.WHY, "It halves the bill."), ONE),
        Remark(Comment(CommentKind.ACTION, "Call them."), sector="energy"),
    ),
)


def test_every_edit_comes_back_from_its_json() -> None:
    assert from_record(json.loads(json.dumps(to_record(EVERY)))) == EVERY


def test_no_edits_are_an_empty_object() -> None:
    assert to_record(Edits()) == {}
    assert from_record({}) == Edits()


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ([], "edits must be an object"),
        ({"pinned": []}, "unknown key 'pinned'"),
        ({"pins": [{"article": 3}]}, "edits.pins[0].article"),
        ({"pins": [{}]}, "edits.pins[0] names no sentence"),
        ({"remarks": [{"comment": {"kind": "joke", "text": "x"}}]}, "comment.kind must be one of"),
        ({"placements": [{"mark": {"article": "a"}, "rank": -1}]}, "edits.placements[0].rank"),
        ({"order": [1]}, "edits.order[0] must be a text"),
        ({"bottom_line": 1}, "edits.bottom_line"),
    ],
)
def test_wrong_records_are_named_with_their_place(record: object, place: str) -> None:
    with pytest.raises(UsageError) as caught:
        from_record(record)
    assert place in str(caught.value)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UsageError, match="ends before it begins"):
        parse_mark("story.txt:90-20")


def test_a_mark_names_its_sentence_in_another_version_of_the_article() -> None:
    assert ONE.names_span(("c3", "new.txt"), (500, 540), "One sentence.")
    assert not ONE.names_span(("c3", "new.txt"), (3, 40), "One more sentence.")


def test_a_file_name_is_enough_to_name_an_article() -> None:
    mark = parse_mark("grid.txt:100-140")
    assert mark.names_span(("x", "inbox/monday/grid.txt"), (90, 120), "…")
    assert not mark.names_span(("x", "inbox/monday/other-grid.txt"), (90, 120), "…")
