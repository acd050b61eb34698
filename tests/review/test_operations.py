"""What is clicked, as edits."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.edits import Comment, CommentKind, Edits, Mark, Placement, Remark, Replacement
from briefing.errors import UsageError
from briefing.review.operations import changed

ONE: dict[str, Any] = {"article": "a", "start": 0, "end": 9, "quote": "One said."}
TWO: dict[str, Any] = {"article": "b", "start": 0, "end": 9, "quote": "Two said."}
THREE: dict[str, Any] = {"article": "c", "start": 0, "end": 11, "quote": "Three said."}
M1, M2, M3 = Mark(**ONE), Mark(**TWO), Mark(**THREE)


def after(*operations: dict[str, Any]) -> Edits:
    edits = Edits()
    for operation in operations:
        edits = changed(edits, operation)
    return edits


def test_a_pin_is_made_once_and_taken_back() -> None:
    pin = {"do": "pin", "mark": ONE}
    assert after(pin, pin).pins == (M1,)
    assert after(pin, {"do": "unpin", "mark": ONE}) == Edits()


def test_a_drop_takes_the_pin_with_it_and_a_pin_the_drop() -> None:
    pin, drop = {"do": "pin", "mark": ONE}, {"do": "drop", "mark": ONE}
    assert after(pin, drop) == Edits(drops=(M1,))
    assert after(drop, pin) == Edits(pins=(M1,))
    assert after(drop, {"do": "restore", "mark": ONE}) == Edits()


def test_a_second_replacement_replaces_the_first_sentence_and_going_back_undoes_it() -> None:
    first = {"do": "replace", "old": ONE, "new": TWO}
    second = {"do": "replace", "old": TWO, "new": THREE}
    assert after(first, second).replacements == (Replacement(M1, M3),)
    assert after(first, {"do": "replace", "old": TWO, "new": ONE}).replacements == ()


def test_comments_and_place_go_over_to_the_sentence_that_replaces_another() -> None:
    edits = after(
        {"do": "comment", "mark": ONE, "comments": [{"kind": "why", "text": "So what."}]},
        {"do": "move", "mark": ONE, "sector": "energy", "points": [ONE]},
        {"do": "replace", "old": ONE, "new": TWO},
    )
    assert edits.remarks == (Remark(Comment(CommentKind.WHY, "So what."), M2),)
    assert edits.placements == (Placement(M2, "energy", 0),)


def test_a_move_keeps_the_order_that_was_seen() -> None:
    edits = after({"do": "move", "mark": TWO, "sector": "energy", "points": [TWO, ONE]})
    assert edits.placements == (Placement(M2, "energy", 0), Placement(M1, "energy", 1))
    assert edits.pins == (M2,)


def test_the_comments_of_a_point_are_set_together_and_empty_ones_go() -> None:
    both = [{"kind": "comment", "text": " One \n two "}, {"kind": "action", "text": "Call."}]
    edits = after({"do": "comment", "mark": ONE, "comments": both})
    assert [r.comment.text for r in edits.remarks] == ["One two", "Call."]
    emptied = {"do": "comment", "mark": ONE, "comments": [{"kind": "comment", "text": " "}]}
    assert changed(edits, emptied) == Edits()


def test_comments_of_sections_and_points_do_not_touch_each_other() -> None:
    note = [{"kind": "comment", "text": "N."}]
    edits = after(
        {"do": "comment", "sector": "energy", "comments": note},
        {"do": "comment", "sector": "mining", "comments": note},
        {"do": "comment", "mark": ONE, "comments": note},
        {"do": "comment", "sector": "energy", "comments": []},
    )
    assert [(r.mark, r.sector) for r in edits.remarks] == [(None, "mining"), (M1, "")]


@pytest.mark.parametrize(
    "operation",
    [
        {},
        {"do": "format disk"},
        {"do": "pin"},
        {"do": "pin", "mark": {"quote": "any article"}},
        {"do": "pin", "mark": "a:0-9"},
        {"do": "title", "text": 3},
        {"do": "title", "text": "x" * 301},
        {"do": "order", "sectors": "energy"},
        {"do": "move", "mark": ONE, "sector": "energy", "points": [TWO]},
        {"do": "move", "mark": ONE, "sector": "energy", "points": [ONE] * 201},
        {"do": "comment", "mark": ONE, "comments": [{"kind": "joke", "text": "x"}]},
        {"do": "comment", "mark": ONE, "comments": [{"kind": "why", "text": "x" * 2001}]},
    ],
)
def test_a_wrong_operation_is_refused(operation: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        changed(Edits(), operation)
