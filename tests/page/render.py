"""Pages as LibreOffice renders them, read back from the PDF."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from briefing.layout.measure import Fill

BATCH = 40
"""Documents a call: starting LibreOffice costs more than converting a page."""


@dataclass(frozen=True)
class Rendered:
    """Pages; the last one's size and its baselines (from the top, left edge), in points."""

    pages: int
    width: float
    height: float
    lines: tuple[tuple[float, float], ...]


DESCENT = 2.0
"""Points from the baseline of the last line, 7 to 9 pt high, to its foot."""


@dataclass(frozen=True)
class Page:
    """A brief as measured and as rendered; heights as shares of the text area."""

    name: str
    articles: int
    fill: Fill
    rendered: Rendered

    @property
    def bottom(self) -> float:
        """Where the lowest line ends, as rendered; columns are of like height."""
        floor = self.fill.top_pt + self.fill.room_pt + 1.0
        lowest = max((y for y, _ in self.rendered.lines if y < floor), default=0.0)
        return (lowest + DESCENT - self.fill.top_pt) / self.fill.room_pt

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
    found: list[tuple[float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            x, y = tm[4], tm[5]
            found.append((height - (cm[1] * x + cm[3] * y + cm[5]), cm[0] * x + cm[2] * y + cm[4]))

    page.extract_text(visitor_text=visit)
    return Rendered(len(reader.pages), float(page.mediabox.width), height, tuple(found))
