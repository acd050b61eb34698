"""What a reader sees of the pages of a PDF, in the order in which the page is read."""

from __future__ import annotations

import io
import os
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_documents import items, one  # type: ignore[import-not-found]

from briefing.model import Skipped
from briefing.readers import sandbox
from briefing.readers.options import ReadOptions

canvas = pytest.importorskip("reportlab.pdfgen.canvas")

LEAD = "The harbour board of Quill Bay will lengthen its eastern pier by 140 metres this autumn."
NEXT = "A yard in Bremen builds the two pilot boats that the board ordered for $9 million in May."
LAST = "The first ferry of the new line is due at the pier on the second Monday of October."
DRAWN = Callable[["Sheet"], None]


class Sheet:
    """A page with a pen that goes down it."""

    def __init__(self, pdf: object) -> None:
        self.pdf = pdf
        self.y = 770.0

    def lines(self, text: str, x: float = 60, size: float = 10, width: int = 50) -> None:
        for row in textwrap.wrap(text, width, break_on_hyphens=False):
            self.row(row, x, size)
        self.y -= 8

    def row(self, text: str, x: float = 60, size: float = 10) -> None:
        self.pdf.setFont("Times-Roman", size)  # type: ignore[attr-defined]
        self.pdf.drawString(x, self.y, text)  # type: ignore[attr-defined]
        self.y -= 1.2 * size

    def runs(self, *runs: tuple[str, float, float], ink: int = 0) -> None:
        """Text of some size and height above the line each."""
        begun = self.pdf.beginText(60, self.y)  # type: ignore[attr-defined]
        begun.setTextRenderMode(ink)
        for text, size, rise in runs:
            begun.setFont("Times-Roman", size)
            begun.setRise(rise)
            begun.textOut(text)
        begun.setTextRenderMode(0)
        self.pdf.drawText(begun)  # type: ignore[attr-defined]
        self.y -= 20


def made(*pages: DRAWN) -> bytes:
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    for draw in pages:
        draw(Sheet(pdf))
        pdf.showPage()
    pdf.save()
    return out.getvalue()


def text(*pages: DRAWN) -> str:
    return str(one(made(*pages), "report.pdf").text)


def test_hyphen_after_a_figure_at_a_line_end_stays() -> None:
    def draw(sheet: Sheet) -> None:
        for row in ("The yard has been busy in the years 2019-", "2024, and the 450-",
                    "worker shed of the board stays open, the chairman of it said."):  # fmt: skip
            sheet.row(row)

    assert "in the years 2019-2024, and the 450-worker shed" in text(draw)


def test_drop_capital_joins_its_word() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.pdf.setFont("Times-Bold", 34)  # type: ignore[attr-defined]
        sheet.pdf.drawString(60, 746, "T")  # type: ignore[attr-defined]
        rows = textwrap.wrap(f"{LEAD[1:]} {NEXT}", 60)
        for number, row in enumerate(rows):
            sheet.row(row, 84 if number < 2 else 60)

    assert text(draw) == f"{LEAD} {NEXT}"


def test_notes_at_the_foot_and_their_marks_are_left_out() -> None:
    def draw(sheet: Sheet) -> None:
        runs = ("Trade grew by 7.5", "3", " percent in 2021", "1", ", on 30 m", "2", " of land.")
        sheet.runs(*((text, 6, 4) if text.isdigit() else (text, 10, 0) for text in runs))
        sheet.lines(LEAD)
        sheet.lines(NEXT)
        sheet.y = 90
        sheet.row("1 Figures of the county may change in the autumn of the year.", size=7.5)
        sheet.row("3 The share is of all trade, the board says in its report.", size=7.5)

    found = text(draw, lambda sheet: sheet.lines(LAST))
    assert found.split("\n\n") == [
        "Trade grew by 7.5 percent in 2021, on 30 m² of land.", LEAD, NEXT, LAST,
    ]  # fmt: skip


@pytest.mark.parametrize("leader", ["", " . . . . . . ", "............"])
def test_contents_pages_are_left_out(leader: str) -> None:
    titles = ("The year at the pier", "Trade by goods", "Loans of the county", "Fees of the year")

    def draw(sheet: Sheet) -> None:
        sheet.row("Contents", size=12)
        for number, title in enumerate(titles):
            sheet.pdf.drawRightString(500, sheet.y, str(3 + 4 * number))  # type: ignore[attr-defined]
            sheet.row(f"{number + 1} {title}{leader}")

    found = text(draw, lambda s: (s.lines(LEAD), s.lines(NEXT)))  # type: ignore[func-returns-value]
    assert found.split("\n\n") == [LEAD, NEXT]


def test_text_that_a_page_does_not_show_is_not_read() -> None:
    gone = "The chairman will be dismissed on Friday over losses of four million."

    def draw(sheet: Sheet) -> None:
        pdf = sheet.pdf
        sheet.lines(LEAD)
        pdf.setFillGray(1)  # type: ignore[attr-defined]
        sheet.lines(gone)
        pdf.setFillGray(0)  # type: ignore[attr-defined]
        sheet.runs((gone, 10, 0), ink=3)
        pdf.drawString(60, -200, gone)  # type: ignore[attr-defined]
        sheet.row(gone, size=0.6)
        pdf.setFillColorRGB(0, 0, 0.4)  # type: ignore[attr-defined]
        pdf.rect(50, 590, 500, 40, fill=1)  # type: ignore[attr-defined]
        pdf.setFillGray(1)  # type: ignore[attr-defined]
        sheet.y = 610
        sheet.lines(NEXT)

    assert text(draw).split("\n\n") == [LEAD, NEXT]


def _scan(sheet: Sheet) -> None:
    from reportlab.lib.utils import ImageReader

    picture = io.BytesIO(b"P5 8 8 255\n" + bytes(range(100, 164)))
    sheet.pdf.drawImage(ImageReader(picture), 0, 0, 595, 842)  # type: ignore[attr-defined]


def test_layer_of_recognised_text_over_a_scan_is_read() -> None:
    def draw(sheet: Sheet) -> None:
        _scan(sheet)
        sheet.runs((LEAD, 10, 0), ink=3)

    assert LEAD in text(draw)


def test_scanned_pages_say_so() -> None:
    (all_scanned,) = items(made(_scan, _scan), "report.pdf")
    assert isinstance(all_scanned, Skipped)
    assert "scanned" in all_scanned.reason
    assert "--ocr" in all_scanned.reason
    article, note = items(made(_scan, lambda sheet: sheet.lines(LEAD)), "report.pdf")
    assert LEAD in article.text
    assert note.reason == "1 of its 2 pages is a scanned picture; --ocr reads it"


def test_three_columns_are_read_one_after_the_other() -> None:
    columns = [textwrap.wrap(part, 28) for part in (f"{LEAD} {NEXT}", f"{NEXT} {LAST}", LAST * 2)]

    def draw(sheet: Sheet) -> None:
        for row in range(max(map(len, columns))):
            for number, column in enumerate(columns):
                if row < len(column):
                    sheet.pdf.setFont("Times-Roman", 10)  # type: ignore[attr-defined]
                    at = 40 + 180 * number, 700 - 12 * row
                    sheet.pdf.drawString(*at, column[row])  # type: ignore[attr-defined]

    found = text(draw)
    assert found.index(LEAD) < found.index(NEXT) < found.index(LAST)


def test_figure_at_the_head_of_a_short_line_goes_on_with_the_sentence() -> None:
    said = "The plant will supply the port from 2028 and employ 210 people, its owner said."
    wrapped = [
        "The plant will supply the port",
        "from 2028 and employ",
        "210 people, its owner said.",
    ]

    def draw(sheet: Sheet) -> None:
        for row, line in enumerate([*textwrap.wrap(f"{LEAD} {NEXT}", 42), *wrapped]):
            sheet.pdf.setFont("Times-Roman", 10)  # type: ignore[attr-defined]
            sheet.pdf.drawString(40, 700 - 12 * row, line)  # type: ignore[attr-defined]

    assert said in text(draw)


def test_cells_of_a_table_are_read_row_by_row_and_join_nothing() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lines(LEAD)
        for cells in (("Goods", "2022", "2023"), ("Grain", "120", "140"), ("Fish", "14", "12")):
            for number, cell in enumerate(cells):
                sheet.pdf.drawString(60 + 150 * number, sheet.y, cell)  # type: ignore[attr-defined]
            sheet.y -= 14
        sheet.y -= 10
        sheet.lines(NEXT)

    assert text(draw).split("\n\n") == [
        LEAD, "Goods", "2022", "2023", "Grain", "120", "140", "Fish", "14", "12", NEXT,
    ]  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_child() -> Iterator[None]:
    """The process that reads keeps the environment in which it was started."""
    sandbox._discard()
    yield
    sandbox._discard()


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of that name that says what picture it got, and reads the same from each."""
    program = tmp_path / "tesseract"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nkind = sys.stdin.buffer.read(2)\n"
        f"assert kind == b'P5' and sys.argv[1:3] == ['stdin', 'stdout']\n"
        f"print({textwrap.fill(NEXT, 50)!r} + '\\f')\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return program


def test_scanned_pages_are_read_in_their_place_on_request(tesseract: Path) -> None:
    assert tesseract.exists()
    pages = made(lambda s: s.lines(LEAD), _scan, lambda s: s.lines(LAST))
    (article,) = items(pages, "report.pdf", ReadOptions(cache="-", ocr=True))
    assert article.text.split("\n\n") == [LEAD, NEXT, LAST]


def test_without_tesseract_the_pages_that_have_text_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    pages = made(lambda s: s.lines(LEAD), _scan)
    article, note = items(pages, "report.pdf", ReadOptions(cache="-", ocr=True))
    assert LEAD in article.text
    assert "needs the program tesseract" in note.reason
