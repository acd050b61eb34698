"""Points in the cells of tables of OpenDocument texts and PDFs, and comments in a PDF without
tags."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from command import run
from docx import Document
from docx.shared import Cm

from briefing.verification.points import Block, Role, page
from briefing.verification.read_pdf_lines import Line, _paragraphs, _whole_labels

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


WIND = """Velmar raises wind power target

Velmar will build 900 megawatts of wind farms by 2030, the energy minister said on Tuesday. The
first farms will stand on the northern coast, where the grid has room for 300 megawatts.

A tender for the turbines opens in March. The farms are to be paid for by the bank of the north.
"""
ROWS = [
    ("Energy", "Velmar will build 900 megawatts of wind farms by 2030, the energy minister said on "
     "Tuesday."),
    ("Grid and ports of the north", "The first farms will stand on the northern coast, where the "
     "grid has room for 300 megawatts."),
    ("Tenders", "A tender for the turbines opens in March."),
    ("9 billion", "to be paid for the farms by the bank [1]"),
]  # fmt: skip


def printed(soffice: str, folder: Path, name: str, rows: list[tuple[str, str]], tags: bool) -> None:
    """``NAME.pdf`` with a table of headings and points, with tags or without."""
    document = Document()
    document.add_heading("Brief", 1)
    grid = document.add_table(len(rows), 2)
    for row, texts in zip(grid.rows, rows, strict=True):
        for cell, text, width in zip(row.cells, texts, (3, 9), strict=True):
            cell.text, cell.width = text, Cm(width)
    document.save(str(folder / f"{name}.docx"))
    options = f'{{"UseTaggedPDF":{{"type":"boolean","value":"{str(tags).lower()}"}}}}'
    subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", str(folder),
         str(folder / f"{name}.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip


@pytest.mark.parametrize("tags", [True, False])
def test_a_point_in_a_cell_of_a_pdf_is_checked_without_its_heading(
    tags: bool, soffice: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(WIND, "utf-8")
    printed(soffice, tmp_path, "table", ROWS, tags)
    checked = run(["verify", "table.pdf", "a.txt"], tmp_path)
    assert b"3 of 3 points are in the sources" in checked.out, checked.out
    assert checked.code == 0
    altered = [(heading, text.replace("300", "330")) for heading, text in ROWS]
    printed(soffice, tmp_path, "altered", altered, tags)
    checked = run(["verify", "altered.pdf", "a.txt"], tmp_path)
    assert b"2 of 3 points are in the sources" in checked.out, checked.out
    assert checked.code == 1


def test_a_gap_in_a_justified_line_parts_no_paragraph() -> None:
    font = (11.0, "Calibri")
    lines = [
        Line("Velmar will build 900 megawatts of", font, 60.0, 300.0, 700.0),
        Line("wind", font, 60.0, 90.0, 686.0, cell=True),
        Line("farms by 2030.", font, 220.0, 300.0, 686.0, cell=True),
        Line("Elsewhere", font, 320.0, 400.0, 686.0),
    ]
    assert [len(held) for held in _paragraphs(lines, set())] == [3, 1]


def test_values_in_dispute_stay_with_their_point_wherever_the_line_ends() -> None:
    plain, slanted = (10.0, "Serif"), (10.0, "Serif-Italic")
    lines = [
        Line("• The port handled 47,000 containers in May. [3]", plain, 50, 480, 300),
        Line("Sources", slanted, 484, 515, 300),
        Line("differ: 47,000 (Gazette), 49,000 (Courier)", slanted, 60, 300, 288),
        Line("• The quay cost $2 million. [4] Sources differ:", plain, 50, 300, 270),
        Line("$2 million (Gazette), $3 million (Courier)", slanted, 60, 300, 258),
    ]
    paragraphs = list(_paragraphs(_whole_labels(lines), set()))
    assert [" ".join(line.text for line in held) for held in paragraphs] == [
        "• The port handled 47,000 containers in May. [3]"
        " Sources differ: 47,000 (Gazette), 49,000 (Courier)",
        "• The quay cost $2 million. [4]"
        " Sources differ: $2 million (Gazette), $3 million (Courier)",
    ]


def test_what_a_watch_list_follows_is_no_entry_of_the_source_list() -> None:
    read = page(
        [
            Block(Role.HEADING, "Daily brief"),
            Block(Role.ITEM, "Karaberg Grid will build a line. [1]"),
            Block(Role.PARAGRAPH, "Watch list: Karaberg Grid"),
            Block(Role.HEADING, "Sources"),
            Block(Role.ITEM, "1 Courier: Karaberg Grid, 18 June 2024"),
        ],
        titles=["Karaberg Grid"],
    )
    assert read.entries == {"1": "1 Courier: Karaberg Grid, 18 June 2024"}
    assert [point.text for point in read.points] == ["Karaberg Grid will build a line."]


def test_a_line_of_a_head_is_no_point() -> None:
    read = page([Block(Role.HEADING, "Memo"), Block(Role.PARAGRAPH, "Date 18 June 2024")])
    assert read.points == ()
