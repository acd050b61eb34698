"""Points in the cells of a table of an OpenDocument text, and comments in a PDF without tags."""

from __future__ import annotations

import zipfile
from pathlib import Path

from command import run

from briefing.verification.read_pdf_lines import Line, _paragraphs

STORY = """Velmar raises wind power target

Velmar will build 900 megawatts of wind farms by 2030, the energy minister said on Tuesday.
"""
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table")
)


def table(folder: Path, *cells: str) -> None:
    """``table.odt`` with one row of cells."""
    row = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    body = f"<table:table><table:table-row>{row}</table:table-row></table:table>"
    with zipfile.ZipFile(folder / "table.odt", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )


def test_a_point_in_a_cell_is_checked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    point = STORY.splitlines()[-1]
    table(tmp_path, "Energy", point)
    assert run(["verify", "table.odt", "a.txt"], tmp_path).code == 0
    table(tmp_path, "Energy", point.replace("900", "990"))
    assert run(["verify", "table.odt", "a.txt"], tmp_path).code == 1


def test_a_comment_below_a_point_of_a_pdf_is_a_paragraph_of_its_own() -> None:
    font = (11.0, "Calibri")
    lines = [
        Line("Velmar will build 900 megawatts of wind farms by 2030, the energy", font),
        Line("minister said on Tuesday.", font),
        Line("Why it matters: the line to the north is full.", font),
    ]
    assert [len(held) for held in _paragraphs(lines, set())] == [2, 1]
