"""A brief as JSON: the shipped schema, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from factory import make_brief
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from briefing.errors import UsageError
from briefing.model import Brief
from briefing.resources import data_path
from briefing.verification.read_json import brief_from_json
from briefing.writers import WRITERS, WriteOptions

SCHEMA = json.loads(data_path("brief.schema.json").read_text("utf-8"))
POINT = "text quote source start end sector score why sector_evidence also_in conflicts".split()


def written(brief: Brief) -> bytes:
    return WRITERS["json"](brief, WriteOptions())


def value(brief: Brief) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(brief))
    return found


def test_keys_and_their_order() -> None:
    brief = value(make_brief())
    assert (
        list(brief)
        == (
            "title date language subject bottom_line sections sources page skipped left_out "
            "key_figures left_out_events"
        ).split()
    )
    assert list(brief["bottom_line"]) == POINT
    assert list(brief["sections"][0]) == ["sector", "title", "subject", "points"]
    assert list(brief["sources"][0]) == ["n", "id", "title", "outlet", "date", "location"]
    assert brief["page"] == {"paper": "a4", "fill": 0.94, "pages": 1}
    assert brief["skipped"] == [{"location": "news/broken.pdf", "reason": "no text"}]
    assert brief["key_figures"][0] == {"value": "$1.4 billion", "label": "loan", "source": 1}
    point = brief["sections"][0]["points"][0]
    assert point["conflicts"] == [{"value": "2,300", "source": 1}, {"value": "2,600", "source": 2}]
    assert brief["bottom_line"]["quote"] not in [p["quote"] for p in brief["sections"][0]["points"]]


@pytest.mark.parametrize(
    "brief",
    [
        make_brief(),
        replace(make_brief(), bottom_line=None, page=None, date="", key_figures=()),
        Brief("", "", "en", None, (), ()),
    ],
)
def test_the_schema_holds(brief: Brief) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(value(brief))


@pytest.mark.parametrize("key", ["title", "sources", "bottom_line", "left_out"])
def test_the_schema_asks_for_every_key_and_no_other(key: str) -> None:
    brief = value(make_brief())
    assert not Draft202012Validator(SCHEMA).is_valid({**brief, "extra": 1})
    del brief[key]
    assert not Draft202012Validator(SCHEMA).is_valid(brief)


def test_there_and_back() -> None:
    brief = make_brief()
    back = brief_from_json(written(brief))
    assert written(back) == written(brief)
    assert back.points == brief.points
    assert back.period == brief.period


@settings(deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text_is_safe_and_comes_back(text: str) -> None:
    brief = make_brief(title=text)
    data = written(brief)
    assert brief_from_json(data).title == text
    shown = data.decode("utf-8")
    assert shown.endswith("}\n")
    unsafe = [c for c in shown if not c.isprintable() and c not in "\n"]
    assert not [hex(ord(c)) for c in unsafe if c in "\u202e\u200b\ufeff\x7f\x9b\u2028"]


def test_letters_stay_readable() -> None:
    assert "Қазақстан – “Ә”".encode() in written(make_brief(title="Қазақстан – “Ә”"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no valid JSON"),
        (b"\xff\xfe", "no valid JSON"),
        (b"[" * 100_000, "no valid JSON"),
        (b'{"title": ' + b"9" * 9000 + b"}", "no valid JSON"),
        (b"[]", "expected object, got array at brief"),
        (b"{}", "missing required field title"),
        (b'{"sources": [{"n": true}]}', r"expected int, got bool at brief.sources\[0\].n"),
        (b'{"sources": [], "bottom_line": 1}', "expected object . null, got int at brief.bottom"),
    ],
)
def test_anything_else_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        brief_from_json(data)
    assert "\n" not in str(caught.value)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_damaged_brief_is_a_brief_or_an_error(data: st.DataObject) -> None:
    brief = value(make_brief())
    place: Any = brief
    while isinstance(place, dict | list) and place:
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(list(keys)))
        if data.draw(st.booleans()) or not isinstance(place[key], dict | list):
            junk = st.sampled_from(
                [None, -1, 1.5, float("nan"), "", "x", [], {}, True, [1], 10**30]
            )
            place[key] = data.draw(junk)
            break
        place = place[key]
    try:
        written(brief_from_json(json.dumps(brief).encode()))
    except UsageError as error:
        assert "\n" not in str(error)
