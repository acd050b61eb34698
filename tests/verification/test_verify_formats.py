"""``verify`` on what ``make`` writes and programs make of it: HTML, mail, OpenDocument, PDF."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from command import run
from factory import make_articles, make_brief
from reviewing import chromium

from briefing.errors import UsageError
from briefing.resources import template_path
from briefing.verification import verify
from briefing.writers import WriteOptions, writer

POINTS = len(make_brief().points)


def written(form: str) -> bytes:
    return writer(form)(make_brief(), WriteOptions())


@pytest.fixture(scope="module")
def rendered(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the brief as .odt and .pdf, made by LibreOffice of the Word file."""
    folder = tmp_path_factory.mktemp("rendered")
    (folder / "brief.docx").write_bytes(written("docx"))
    (folder / "brief.pdf").write_bytes(written("pdf"))
    subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "odt", "--outdir", str(folder), str(folder / "brief.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder


@pytest.mark.parametrize("form", ["html", "eml"])
def test_what_make_writes_is_found_in_the_sources(form: str) -> None:
    report = verify(written(form), f".{form}", make_articles())
    assert [check.text for check in report.checks if not check.ok] == []
    assert len(report.checks) == POINTS


@pytest.mark.parametrize("form", ["odt", "pdf"])
def test_what_libreoffice_makes_of_it_is_found_in_the_sources(form: str, rendered: Path) -> None:
    data = (rendered / f"brief.{form}").read_bytes()
    report = verify(data, f".{form}", make_articles())
    assert [check.text for check in report.checks if not check.ok] == []
    assert len(report.checks) == POINTS


def test_an_altered_point_of_a_page_is_found() -> None:
    page = written("html").decode("utf-8")
    altered = page.replace("nine weeks", "ten weeks").replace("12 doctors", "21 doctors")
    assert altered != page
    report = verify(altered.encode("utf-8"), ".html", make_articles())
    assert not report.ok


def test_an_altered_point_of_a_mail_is_found_in_what_the_reader_sees() -> None:
    mail = message_from_bytes(written("eml"), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("html",))
    assert isinstance(body, EmailMessage)
    text = body.get_content()
    words = make_brief().sections[0].points[0].text.split()
    word = max(words, key=len)
    body.set_content(text.replace(word, "unheard-of"), subtype="html")
    assert not verify(mail.as_bytes(), ".eml", make_articles()).ok


def test_a_mail_of_plain_text_is_read_too() -> None:
    mail = EmailMessage()
    point = make_brief().sections[0].points[0].text
    mail.set_content(f"Energy\n\n- {point} [1]\n")
    report = verify(mail.as_bytes(), ".eml", make_articles())
    assert report.ok
    assert len(report.checks) == 1


def test_hidden_text_scripts_and_comments_of_a_page_are_no_points() -> None:
    point = make_brief().sections[0].points[0].text
    page = (
        f"<html><body><ul><li>{point} [1]</li></ul><script>var x = 'A made-up point [1]';</script>"
        "<p style='display:none'>Another made-up point. [1]</p>"
        "<p class='comment'><strong>Comment:</strong> A remark on [1].</p></body></html>"
    )
    report = verify(page.encode(), ".html", make_articles())
    assert report.ok
    assert len(report.checks) == 1


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"", ".html"), (b"\xff\xfe", ".html"), (b"", ".eml"), (b"PK", ".odt"),
        (b"%PDF-1.7 nothing", ".pdf"), (b"", ".pdf"), (b"<div>" * 20_000, ".html"),
    ],
)  # fmt: skip
def test_what_is_no_brief_is_refused_or_has_no_points(data: bytes, suffix: str) -> None:
    try:
        assert not verify(data, suffix, make_articles()).checks
    except UsageError as error:
        assert "\n" not in str(error)


def untagged(soffice: str, folder: Path, name: str = "brief") -> bytes:
    """A PDF without tags of ``NAME.docx``, as a word processor prints one."""
    options = '{"UseTaggedPDF":{"type":"boolean","value":"false"}}'
    subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", str(folder),
         str(folder / f"{name}.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (folder / f"{name}.pdf").read_bytes()


LOOKS = ("", "digest.docx", "morning_note.docx", "memo.docx", "ministry.docx", "coverage.docx")


@pytest.mark.parametrize("look", LOOKS)
def test_a_pdf_without_tags_is_read_by_its_lines(look: str, soffice: str, tmp_path: Path) -> None:
    template = template_path(look).read_bytes() if look else None
    made = writer("docx")(make_brief(), WriteOptions(docx_template=template))
    (tmp_path / "brief.docx").write_bytes(made)
    report = verify(untagged(soffice, tmp_path), ".pdf", make_articles())
    assert [(check.text, check.reason) for check in report.checks if not check.ok] == []
    assert len(report.checks) == POINTS
    brief = make_brief()
    first = brief.sections[0].points[0]
    point = replace(first, text=first.text.replace(" the ", " the whole ", 1))
    sections = (replace(brief.sections[0], points=(point, *brief.sections[0].points[1:])),)
    wrong = replace(brief, sections=(*sections, *brief.sections[1:]))
    (tmp_path / "brief.docx").write_bytes(
        writer("docx")(wrong, WriteOptions(docx_template=template))
    )
    report = verify(untagged(soffice, tmp_path), ".pdf", make_articles())
    (altered,) = [check for check in report.checks if not check.ok]
    assert "{+whole+}" in altered.difference


def test_a_pdf_that_a_browser_printed_is_read(tmp_path: Path) -> None:
    (tmp_path / "brief.html").write_bytes(written("html"))
    subprocess.run(
        [chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={tmp_path / 'brief.pdf'}",
         (tmp_path / "brief.html").as_uri()],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    report = verify((tmp_path / "brief.pdf").read_bytes(), ".pdf", make_articles())
    assert [(check.text, check.reason) for check in report.checks if not check.ok] == []
    assert len(report.checks) == POINTS


def test_two_points_that_an_editor_joined_are_found_one_by_one() -> None:
    articles = make_articles()
    one, other = make_brief().sections[0].points[0], make_brief().sections[-1].points[-1]
    joined = f"- {one.text}[^1] {other.text}[^{other.source}]\n"
    report = verify(f"## Energy\n\n{joined}".encode(), ".md", articles)
    assert report.ok, [c for c in report.checks if not c.ok]
    assert [c.text for c in report.checks] == [one.text, other.text]
    word = max(other.text.split(), key=len)
    altered = joined.replace(word, "unheard-of")
    assert not verify(f"## Energy\n\n{altered}".encode(), ".md", articles).ok


def test_a_source_entry_that_is_none_of_the_sources_is_found() -> None:
    page = written("md").decode("utf-8")
    title = make_articles()[0].title
    assert title in page
    forged = page.replace(f"[{title}]", "[Totally different]").replace(title, "Totally different")
    report = verify(forged.encode("utf-8"), ".md", make_articles())
    assert any("is none of the sources" in check.reason for check in report.checks)


def test_a_library_has_the_texts_when_the_sources_are_gone(tmp_path: Path) -> None:
    source = tmp_path / "story.txt"
    source.write_text("Port opens\n\nThe port of Aktau opened after repairs of $12 million.\n")
    made = run(["make", "story.txt", "-o", "x.md", "--library", "past.db"], tmp_path)
    assert made.code == 0, made.err
    source.unlink()
    assert run(["verify", "x.md", "--library", "past.db"], tmp_path).code == 0
    text = (tmp_path / "x.md").read_text().replace("$12", "$21").replace(r"\$12", r"\$21")
    (tmp_path / "x.md").write_text(text)
    wrong = run(["verify", "x.md", "--library", "past.db"], tmp_path)
    assert wrong.code == 1, wrong.err
    missing = run(["verify", "x.md"], tmp_path)
    assert missing.code == 2
    assert "--library" in missing.err
