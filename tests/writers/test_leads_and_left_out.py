# ruff: noqa: E501 (paragraphs of articles are one line each)
"""Top points above the sections, the sectors under the title, and what the brief leaves out."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from command import run
from factory import make_brief
from jsonschema import Draft202012Validator

from briefing.model import Brief, LeftOut, SourceEntry
from briefing.resources import data_path, template_path
from briefing.writers import WRITERS, WriteOptions

EVENT = LeftOut(
    "Ilmen Dairy <b>Opens</b>", "A dairy opened in Ilmen on Tuesday.", "agriculture", 0.31,
    "not worth its line",
    (SourceEntry(4, "f00d", "Ilmen Dairy Opens", "Ilmen Post", "", "news/4.txt"),),
)  # fmt: skip


def two_leads() -> Brief:
    """The brief of the factory with the first point of its first section above the sections."""
    brief = make_brief()
    first, *others = brief.sections
    lead, *rest = first.points
    sections = (replace(first, points=tuple(rest)), *others)
    return replace(brief, leads=(lead,), lead_titles=(first.title,), sections=sections)


def lines(form: str, brief: Brief, options: WriteOptions) -> list[str]:
    made = WRITERS[form](brief, options)
    if form == "docx":
        return [p.text.replace("\xa0", " ") for p in docx.Document(io.BytesIO(made)).paragraphs]
    return [line.replace("\\", "") for line in made.decode().splitlines()]


@pytest.mark.parametrize("form", ["docx", "md", "html"])
def test_the_line_of_sectors_names_those_of_the_leads(form: str) -> None:
    brief = two_leads()
    only = replace(brief, sections=brief.sections[1:], lead_titles=("Fisheries",))
    named = [line for line in lines(form, only, WriteOptions()) if "Fisheries" in line]
    assert [line for line in named if brief.sections[1].title in line]


@pytest.mark.parametrize("form", ["docx", "md", "html"])
def test_leads_stand_between_the_bottom_line_and_the_first_section(form: str) -> None:
    brief = two_leads()
    page = lines(form, brief, WriteOptions())

    def place(text: str) -> int:
        return next(i for i, line in enumerate(page) if text in line.replace("&nbsp;", " "))

    assert brief.bottom_line is not None
    lead = brief.leads[0].text[:30]
    heading = next(i for i, s in enumerate(page) if "Top points" in s and "<meta" not in s)
    assert place(brief.bottom_line.text[:30]) < heading < place(lead)
    first = brief.sections[0].points[0].text[:30]
    assert place(lead) < place(first)
    assert sum(lead in line for line in page) == 1


def test_a_template_may_place_the_leads_itself() -> None:
    tag = "{% for p in leads %}\n* {{ p.text }}\n{% endfor %}\n{% for s in sections %}\n# {{ s.title }}\n{% endfor %}"
    page = lines("md", two_leads(), WriteOptions(md_template=tag))
    assert sum(line.startswith("* ") for line in page) == 2
    assert not any("Top points" in line for line in page)


def test_the_sectors_stand_in_a_line_under_the_title() -> None:
    brief = make_brief()
    titles = [section.title for section in brief.sections if section.sector != "none"]
    for form in ("docx", "md", "html"):
        page = [line for line in lines(form, brief, WriteOptions()) if line]
        at = next(i for i, line in enumerate(page) if line.count(" · ") >= len(titles) - 1)
        assert all(title in page[at] for title in titles), form


def test_events_left_out_are_named_only_where_the_template_has_a_place() -> None:
    brief = replace(make_brief(), left_out_events=(EVENT,), also=(EVENT,))
    plain = "\n".join(lines("docx", brief, WriteOptions()))
    assert "Dairy" not in plain
    digest = WriteOptions(docx_template=template_path("digest.docx").read_bytes())
    page = lines("docx", brief, digest)
    at = page.index("Also in the news")
    assert page[at + 1].startswith("Ilmen Dairy <b>Opens</b>") and "4" in page[at + 1]
    assert any(line.endswith("Ilmen Dairy Opens") for line in page[at + 2 :])
    tag = "{% for e in also %}\n{{ e.title }}: {{ e.refs }}\n{% endfor %}"
    assert lines("md", brief, WriteOptions(md_template=tag)) == [
        "Ilmen Dairy &lt;b>Opens&lt;/b>: [^4]"
    ]


def test_json_lists_what_is_left_out_with_value_and_reason() -> None:
    brief = replace(two_leads(), left_out=7, left_out_events=(EVENT,))
    value = json.loads(WRITERS["json"](brief, WriteOptions()))
    Draft202012Validator(json.loads(data_path("brief.schema.json").read_text("utf-8"))).validate(
        value
    )
    assert value["left_out"] == 7  # the number, as ever
    (event,) = value["left_out_events"]
    assert (event["title"], event["value"]) == ("Ilmen Dairy <b>Opens</b>", 0.31)
    assert (event["reason"], event["sources"][0]["outlet"]) == ("not worth its line", "Ilmen Post")
    assert [p["text"] for p in value["leads"]] == [brief.leads[0].text]


STORIES = (
    "Miners Strike at Kara Tau\n\nSome 4,000 miners of the Kara Tau copper works stopped work on "
    "Monday and asked for 20 percent more pay, their union said.\n\nThe works give a tenth of the "
    "country's copper.",
    "Bank Cuts Rate\n\nThe central bank of Norland cut its key rate to 6 percent on Monday, the first "
    "cut in three years.\n\nThe governor said that inflation had fallen.",
    "Bridge Over the Elva\n\nNorland and Suland signed a contract for a $900 million bridge over the "
    "Elva on Monday, their ministers said.\n\nWork begins in May.",
    "Choir Wins Prize\n\nThe school choir of Lower Hill won a prize at a small festival on Sunday, its "
    "teacher said.\n\nIt sang three songs.",
)


def test_lead_points_and_reasons_from_the_command_line(tmp_path: Path) -> None:
    for number, story in enumerate(STORIES):
        (tmp_path / f"{number}.txt").write_text(story, "utf-8")
    arguments = ["make", *sorted(p.name for p in tmp_path.iterdir())]
    made = run([*arguments, "--lead", "2", "--points", "3", "-o", "b.json", "-o", "b.md"], tmp_path)
    assert made.code == 0, made.err
    brief = json.loads((tmp_path / "b.json").read_text("utf-8"))
    points = [brief["bottom_line"], *brief["leads"]]
    points += [point for section in brief["sections"] for point in section["points"]]
    assert (len(brief["leads"]), len(points)) == (1, 3)
    reasons = {reason: point["text"] for point in points for reason in point["why"]}
    assert reasons["main event of the day"] == brief["bottom_line"]["text"]
    assert "$900 million" in reasons["largest amount of the day"]
    assert "first cut in three years" in reasons["a record or a first"]
    events = brief["left_out_events"]
    assert [event["title"] for event in events] == ["Choir Wins Prize"]
    assert events[0]["reason"] == "beyond the 3 points asked for"
    checked = run(["verify", "b.md", *arguments[1:]], tmp_path)
    assert checked.code == 0 and b"3 of 3" in checked.out
    wrong = run([*arguments, "--lead", "0"], tmp_path)
    assert wrong.code == 2 and "lead must be 1 or more" in wrong.err
