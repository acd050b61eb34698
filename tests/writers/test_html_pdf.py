"""The brief for the browser and as a PDF: self-contained, one page, the same bytes each time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from command import run
from factory import make_brief
from lxml import html

from briefing.errors import OutputError, TemplateError
from briefing.writers import WRITERS, WriteOptions
from briefing.writers import pdf as pdf_writer


def page(template: str | None = None) -> str:
    return WRITERS["html"](make_brief(), WriteOptions(html_template=template)).decode("utf-8")


def test_nothing_is_fetched_and_nothing_runs() -> None:
    tree = html.fromstring(page())
    fetched = tree.xpath("//@src | //link/@href | //script | //iframe | //object | //img")
    assert fetched == []
    assert "url(" not in page()
    assert "@import" not in page()
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_every_source_number_leads_to_its_source() -> None:
    tree = html.fromstring(page())
    numbers = tree.xpath("//sup//a")
    assert len(numbers) == 9 + 2 + 3  # points, further sources, key figures
    for link in numbers:
        (entry,) = tree.xpath(f"//li[@id='{link.get('href')[1:]}']")
        assert entry.get("value") == link.text_content()


def test_headings_language_and_styles_for_dark_screens_and_print_are_there() -> None:
    tree = html.fromstring(page())
    assert tree.get("lang") == "en"
    assert [h.text_content() for h in tree.xpath("//h1 | //h2")] == [
        "Ilmen valley, weekly brief", "Energy", "Transport", "Health", "Sources",
    ]  # fmt: skip
    style = tree.xpath("string(//style)")
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style


def test_a_template_of_the_users_own_is_checked_and_filled() -> None:
    made = page("<h1>{{ title|upper }}</h1>{% for p in points %}<p>{{ p }}</p>{% endfor %}")
    assert made.startswith("<h1>ILMEN VALLEY, WEEKLY BRIEF</h1>")
    assert (
        "Sources differ: 2,300 (" in made
    )  # the note comes with the point where nothing places it
    with pytest.raises(TemplateError, match="line 1: unknown name 'titel'; did you mean 'title'"):
        page("{{ titel }}")


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium")
def test_a_browser_prints_it_on_one_page(tmp_path: Path) -> None:
    from pypdf import PdfReader

    (tmp_path / "brief.html").write_text(page(), "utf-8")
    command = [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={tmp_path / 'page.pdf'}",
        (tmp_path / "brief.html").as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    printed = PdfReader(tmp_path / "page.pdf")
    assert len(printed.pages) == 1
    assert "Ilmen valley, weekly brief" in printed.pages[0].extract_text()


def test_a_pdf_is_one_tagged_page_with_its_fonts_and_the_same_bytes(soffice: str) -> None:
    from pypdf import PdfReader

    assert soffice
    first, second = (WRITERS["pdf"](make_brief(), WriteOptions()) for _ in range(2))
    assert first == second
    reader = PdfReader(io.BytesIO(first))
    assert len(reader.pages) == 1
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is not False
    assert root["/Lang"].startswith("en")
    assert reader.metadata is not None
    assert reader.metadata.title == make_brief().title
    assert reader.metadata["/CreationDate"][2:10] == make_brief().date.replace("-", "")
    fonts: Any = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_without_libreoffice_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf_writer, "PLACES", ())
    with pytest.raises(OutputError) as caught:
        WRITERS["pdf"](make_brief(), WriteOptions())
    assert "\n" not in str(caught.value)
    assert re.search("LibreOffice, which is not installed: .*apt install", str(caught.value))
    assert caught.value.exit_code == 5


def test_a_page_that_has_the_brief_already_is_said_to_have_nothing_new(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mill opened on Monday, the city said.")
    arguments = ["make", "a.txt", "-o", "log.md", "--append"]
    assert "1 point" in run(arguments, tmp_path).err
    before = (tmp_path / "log.md").read_bytes()
    assert run(arguments, tmp_path).err.endswith(
        "log.md: nothing new; the page has this brief already\n"
    )
    assert (tmp_path / "log.md").read_bytes() == before
