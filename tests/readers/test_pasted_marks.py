"""Plain text with the marks of HTML or Markdown in it is read for its words."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing

LEAD = "Sarn Lines will buy six ships for the route to Orsk, the company said on Wednesday."
MORE = "The first of the ships sails in May, and the last one is due two years later, it said."


@pytest.mark.parametrize(
    "pasted",
    [
        f"<p><b>{LEAD[:10]}</b>{LEAD[10:]}</p>\n<p>{MORE}</p>",
        f"{LEAD[:10]}<a href='https://example.org/x?a=1'>{LEAD[10:40]}</a>{LEAD[40:]}<br>\n{MORE}",
        f"[{LEAD[:10]}](https://example.org/x){LEAD[10:]}\n\n{MORE}",
        f"**{LEAD}**\n\n{MORE}",
    ],
)
def test_marks_are_left_out_and_the_lead_is_content(tmp_path: Path, pasted: str) -> None:
    source = tmp_path / "a.txt"
    source.write_text(f"Sarn orders ferries\n\n{pasted}\n", "utf-8")
    (article,) = briefing.read(source)
    assert article.text == f"Sarn orders ferries\n\n{LEAD}\n\n{MORE}"
    assert briefing.make([article]).points[0].quote == LEAD


def test_what_is_no_mark_stays(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(f"Growth was < 3% and > 1% [see map] (page 4), 2 ** 3.\n\n{LEAD}\n", "utf-8")
    (article,) = briefing.read(source)
    assert "< 3% and > 1% [see map] (page 4), 2 ** 3." in article.text
