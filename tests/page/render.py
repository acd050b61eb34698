"""Pages as LibreOffice renders them, read back from the PDF."""

from __future__ import annotations

import math
import subprocess
from dataclasses import dataclass
from pathlib import Path

from briefing.layout.measure import Fill

BATCH = 40
"""Documents a call: starting LibreOffice costs more than converting a page."""


@dataclass(frozen=True)
class Rendered:
    """Pages; the last one's size and its lines of text, in points.

    A line is its baseline (from the top), its left edge and the size of its letters.
    """

    pages: int
    width: float
    height: float
    lines: tuple[tuple[float, float, float], ...]


DESCENT_EM, LINE_EM = 0.23, 1.17
"""From the baseline of a line to its foot, and its height: between those of Carlito, Caladea and
the Liberation faces, which differ by 0.04 em."""


def foot(line: tuple[float, float, float], pitch: float) -> float:
    """Where a line of text ends; on a grid of ``pitch`` it stands in the middle of its lines."""
    baseline, _, size = line
    room = math.ceil(LINE_EM * size / pitch) * pitch - LINE_EM * size if pitch else 0.0
    return baseline + DESCENT_EM * size + room / 2


@dataclass(frozen=True)
class Page:
    """A brief as measured and as rendered; heights as shares of the text area.

    ``pitch`` is the distance in points of the lines of the page's grid, 0 without one.
    """

    name: str
    articles: int
    fill: Fill
    rendered: Rendered
    pitch: float = 0.0

    @property
    def bottom(self) -> float:
        """Where the lowest line ends, as rendered; columns are of like height."""
        floor = self.fill.top_pt + self.fill.room_pt + 1.0
        feet = [foot(line, self.pitch) for line in self.rendered.lines if line[0] < floor]
        return (max(feet, default=0.0) - self.fill.top_pt) / self.fill.room_pt

    @property
    def measured(self) -> float:
        """Where the last line ends, as measured."""
        return self.fill.bottom_pt / self.fill.room_pt

    @property
    def off(self) -> float:
        """Measured over rendered height, less one."""
        return self.measured / self.bottom - 1


def convert(soffice: str, files: list[Path], folder: Path) -> list[Path]:
    """PDF files of ``files`` in ``folder``."""
    profile = folder / "profile"
    for start in range(0, len(files), BATCH):
        subprocess.run(
            [
                soffice,
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                *map(str, files[start : start + BATCH]),
            ],
            check=True,
            capture_output=True,
            timeout=600,
        )
    return [folder / f"{file.stem}.pdf" for file in files]


def read(pdf: Path) -> Rendered:
    """Page count and text baselines of ``pdf``."""
    from pypdf import PdfReader

    reader = PdfReader(pdf)
    page = reader.pages[-1]
    height = float(page.mediabox.height)
    found: list[tuple[float, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        if text.strip():
            x, y = tm[4], tm[5]
            down = height - (cm[1] * x + cm[3] * y + cm[5])
            letters = abs(size * tm[3] * cm[3])
            found.append((down, cm[0] * x + cm[2] * y + cm[4], letters))

    page.extract_text(visitor_text=visit)
    return Rendered(len(reader.pages), float(page.mediabox.width), height, tuple(found))
