"""``verify`` on what stands beside the points: section headings, and labels of key figures."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from command import run
from factory import make_articles, make_brief

from briefing.config import Config
from briefing.pipeline.verify import sector_titles
from briefing.verification import VerifyReport, verify
from briefing.writers import WriteOptions, writer

TITLES = sector_titles(Config())
WRONG = "the heading is none of this brief's sections"
FORMS = ("docx", "md", "html", "eml", "json")


def written(form: str, brief: object = None) -> bytes:
    return writer(form)(brief or make_brief(), WriteOptions())  # type: ignore[arg-type]


def changed(form: str, data: bytes, old: str, new: str) -> bytes:
    """The file with other words on its page: what a person types there."""
    if form == "json":
        return data.replace(f'"title": "{old}"'.encode(), f'"title": "{new}"'.encode())
    if form == "md":
        return data.replace(f"## {old}".encode(), f"## {new}".encode())
    if form in ("html", "eml"):
        return data.replace(f">{old}</h2>".encode(), f">{new}</h2>".encode())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as other:
        for name in package.namelist():
            part = package.read(name)
            if name == "word/document.xml":
                part = part.replace(f">{old}<".encode(), f">{new}<".encode())
            other.writestr(name, part)
    return out.getvalue()


def report(data: bytes, form: str) -> VerifyReport:
    return verify(data, f".{form}", make_articles(), TITLES)


def wrong(checked: VerifyReport) -> list[tuple[str, str]]:
    return [(check.text, check.reason) for check in checked.checks if not check.ok]


@pytest.mark.parametrize("form", FORMS)
def test_a_heading_that_the_brief_does_not_hold_is_named(form: str) -> None:
    title = make_brief().sections[0].title
    data = written(form)
    assert report(data, form).ok
    other = changed(form, data, title, "Scandals")
    assert other != data
    assert wrong(report(other, form)) == [("Scandals", WRONG)]
    longer = changed(form, data, title, f"{title} in ruins")
    assert wrong(report(longer, form)) == [(f"{title} in ruins", WRONG)]


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_point_may_be_filed_under_another_heading_of_the_brief(form: str) -> None:
    first, second = (section.title for section in make_brief().sections[:2])
    assert report(changed(form, written(form), first, second), form).ok


def test_a_word_file_that_lost_what_we_stored_has_its_keywords() -> None:
    data, title = written("docx"), make_brief().sections[0].title
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as other:
        for name in package.namelist():
            if not name.startswith("customXml/"):
                other.writestr(name, package.read(name))
    assert report(out.getvalue(), "docx").ok
    assert wrong(report(changed("docx", out.getvalue(), title, "Scandals"), "docx")) == [
        ("Scandals", WRONG)
    ]


def test_keywords_of_the_house_are_no_titles() -> None:
    page = written("html").decode()
    start = page.index('<meta name="keywords" content="') + len('<meta name="keywords" content="')
    house = page[:start] + "rivers; floods" + page[page.index('"', start) :]
    assert report(house.encode(), "html").ok


@pytest.mark.parametrize("form", ["odt", "pdf"])
def test_what_libreoffice_made_of_a_wrong_heading_is_named(
    form: str, soffice: str, tmp_path: Path
) -> None:
    title = make_brief().sections[0].title
    for name, data in (
        ("right", written("docx")),
        ("wrong", changed("docx", written("docx"), title, "Scandals")),
    ):
        (tmp_path / f"{name}.docx").write_bytes(data)
    kind = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", kind if form == "pdf" else form, "--outdir", str(tmp_path),
         str(tmp_path / "right.docx"), str(tmp_path / "wrong.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    assert report((tmp_path / f"right.{form}").read_bytes(), form).ok
    found = wrong(report((tmp_path / f"wrong.{form}").read_bytes(), form))
    assert found == [("Scandals", WRONG)]


def test_a_templates_own_words_around_each_title_are_no_alarm() -> None:
    text = written("md").decode()
    for number, section in enumerate(make_brief().sections):
        text = text.replace(f"## {section.title}", f"## {section.title} today ({number})")
    assert report(text.encode(), "md").ok


def test_headings_of_a_table_that_is_not_at_hand_are_not_judged() -> None:
    brief = make_brief()
    sections = tuple(replace(s, sector=f"own-{s.sector}", title="Ours") for s in brief.sections)
    for form in ("md", "json"):
        assert report(written(form, replace(brief, sections=sections)), form).ok


@pytest.mark.parametrize(
    ("form", "mark"), [("md", "** {}"), ("html", ">{}"), ("eml", ">{}"), ("docx", ">{}")]
)
def test_a_label_of_a_key_figure_with_a_word_of_its_own_is_named(form: str, mark: str) -> None:
    brief = make_brief()
    first, *others = brief.key_figures
    data = written(form, replace(brief, key_figures=(replace(first, label="deaths"), *others)))
    assert [reason for _, reason in wrong(report(data, form))] == [
        "'deaths' is not in the point of the key figure"
    ] * (form != "docx")  # a Word file holds its labels, and these are the ones it was made with


def test_the_last_line_counts_points_only(tmp_path: Path) -> None:
    story = "Port opens\n\nThe port of Aktau opened on Monday after repairs of $12 million.\n\n"
    more = "The bank of Arkha cut its key rate to 4 percent on Tuesday, its first cut in a year.\n"
    (tmp_path / "a.txt").write_text(story + "It can take 40 ships a day, the ministry said.\n")
    (tmp_path / "b.txt").write_text("Bank cuts\n\n" + more)
    assert run(["make", "a.txt", "b.txt", "-o", "day.md"], tmp_path).code == 0
    page = (tmp_path / "day.md").read_text("utf-8")
    heading = next(line for line in page.splitlines() if line.startswith("## "))
    (tmp_path / "day.md").write_text(page.replace(heading, "## Scandals"), "utf-8")
    checked = run(["verify", "day.md", "a.txt", "b.txt"], tmp_path)
    assert checked.code == 1
    assert "1 other line is not as it was made" in checked.out.decode().splitlines()[-1]


def test_an_outlet_with_quotation_marks_in_its_name_is_a_heading_of_the_brief() -> None:
    brief = make_brief()
    named = replace(brief.sections[0], sector='The "Orsk" Herald', title='The "Orsk" Herald')
    page = written("md", replace(brief, sections=(named, *brief.sections[1:])))
    assert report(page, "md").ok
    other = page.replace(b'## The "Orsk" Herald', b'## The "Selm" Herald')
    assert wrong(report(other, "md")) == [('The "Selm" Herald', WRONG)]
