"""Word opens the brief without repair: a validator of Office files has nothing to say of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import make_brief

from briefing.write import WriteOptions
from briefing.write.docx import write_docx
from page.looks import all_looks

LOOKS = all_looks()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_against_the_standard(look: str, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    options = WriteOptions(docx_template=LOOKS[look], paper="letter", annotate=True, to="Desk")
    file = tmp_path / "brief.docx"
    file.write_bytes(write_docx(make_brief(), options))
    assert [str(error) for error in audit.OpenXmlValidator().validate(str(file)).errors] == []


@pytest.mark.filterwarnings("ignore")
def test_the_validator_sees_properties_out_of_order(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    from briefing.page.ooxml import Package

    package = Package.read(write_docx(make_brief(), WriteOptions()))
    styles = package.parts["word/styles.xml"]
    turned = styles.replace(b"<w:keepNext/><w:keepLines/>", b"<w:keepLines/><w:keepNext/>")
    assert turned != styles
    package.parts["word/styles.xml"] = turned
    file = tmp_path / "brief.docx"
    file.write_bytes(package.to_bytes())
    assert audit.OpenXmlValidator().validate(str(file)).errors
