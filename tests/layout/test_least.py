"""The least that a point takes: never more than what it adds to any page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factory import make_brief

from briefing.layout.measure import Layout
from briefing.resources import template_path


@pytest.mark.parametrize("template", ["brief.docx", "memo.docx", "digest.docx"])
def test_a_point_adds_at_least_its_own_lines(template: str) -> None:
    page = Layout(template_path(template).read_bytes())
    whole = make_brief()
    for section in whole.sections:
        for point in section.points:
            without = replace(
                whole,
                sections=tuple(
                    replace(s, points=tuple(p for p in s.points if p is not point))
                    for s in whole.sections
                ),
            )
            added = page.measure(whole).share - page.measure(without).share
            assert page.least(point) <= added + 1e-9
            assert page.least(point) > 0 or template == "digest.docx"


def test_the_page_holds_what_it_held_when_every_point_was_measured() -> None:
    page = Layout(template_path("brief.docx").read_bytes())
    words = " ".join(["Several words of one sentence"] * 12)
    short, long = make_brief().points[0], replace(make_brief().points[0], text=words)
    assert page.least(long) > 3 * page.least(replace(short, text="A few words."))
