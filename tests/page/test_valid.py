"""Word opens the brief without repair: a validator of Office files has nothing to say of it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from factory import make_brief

from briefing.display.page_fields import PageFields
from briefing.resources import template_path
from briefing.writers import WriteOptions
from briefing.writers.docx import write_docx
from page.looks import SHIPPED, all_looks

LOOKS = all_looks()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_against_the_standard(look: str, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    options = WriteOptions(
        docx_template=LOOKS[look], paper="letter", annotate=True, fields=PageFields(to="Desk")
    )
    file = tmp_path / "brief.docx"
    file.write_bytes(write_docx(make_brief(), options))
    assert [str(error) for error in audit.OpenXmlValidator().validate(str(file)).errors] == []


@pytest.mark.filterwarnings("ignore")
def test_the_validator_sees_properties_out_of_order(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    from briefing.docx.package import Package

    package = Package.read(write_docx(make_brief(), WriteOptions()))
    styles = package.parts["word/styles.xml"]
    turned = styles.replace(b"<w:keepNext/><w:keepLines/>", b"<w:keepLines/><w:keepNext/>")
    assert turned != styles
    package.parts["word/styles.xml"] = turned
    file = tmp_path / "brief.docx"
    file.write_bytes(package.to_bytes())
    assert audit.OpenXmlValidator().validate(str(file)).errors


@pytest.mark.parametrize("name", SHIPPED)
def test_a_screen_reader_finds_headings_lists_and_the_figures_of_a_table(
    name: str, soffice: str, tmp_path: Path
) -> None:
    """The tags of the PDF that LibreOffice makes of it to the rules of PDF/UA."""
    from pypdf import PdfReader

    file = tmp_path / "brief.docx"
    template = template_path(name).read_bytes()
    file.write_bytes(write_docx(make_brief(), WriteOptions(docx_template=template)))
    rules = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", rules, "--outdir", tmp_path, file],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    root: Any = PdfReader(tmp_path / "brief.pdf").trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is not False
    assert root["/Lang"].startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    found = list(tags(root["/StructTreeRoot"]))
    levels = [tag for tag in found if tag in ("H1", "H2", "H3")]
    assert levels == ["H1", *["H2"] * len(make_brief().sections), "H2"]  # the sources
    figures = 0 if name == "coverage.docx" else len(make_brief().key_figures)  # it shows none
    assert found.count("TH") == figures
    assert found.count("LBody") >= sum(len(s.points) for s in make_brief().sections)
    assert "Figure" not in found  # nothing that would need a text in its place


def tags(node: Any) -> Iterator[str]:
    """The names of a PDF's tags in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"]).lstrip("/")
        if "/K" in node:
            yield from tags(node["/K"])
