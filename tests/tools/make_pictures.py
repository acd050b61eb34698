"""Make the pictures of the shipped templates: ``python tests/tools/make_pictures.py``.

Writes ``.github/pictures/brief.png``, ``memo.png`` and so on: the brief of the sample articles on
each template, as LibreOffice and poppler (both must be installed) show it.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import briefing

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / ".github" / "pictures"
TITLE = "Central Asia, week 24"
FURNITURE = (
    ("issuer", "Regional Policy Unit"),
    ("contact", "unit@example.org"),
    ("edition", "No. 24"),
)
LOOKS = {
    "brief": ("a4", {"variables": FURNITURE}),
    "memo": ("letter", {"to": "Head of Regional Policy", "sender": "Press Office"}),
    "digest": ("a4", {}),
    "morning_note": ("letter", {"variables": FURNITURE, "fill": True}),
    "ministry": ("a4", {"variables": (*FURNITURE, ("marking", "Internal"))}),
    "coverage": ("a4", {"variables": FURNITURE, "points": 6}),
}
PIXELS_PER_INCH = 96
STEP = 17
"""Colours are rounded to 16 levels a channel: what a page of text needs, at a third of the size."""


def main() -> None:
    """Make the briefs, render them and keep their pages as pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    sources = [str(ROOT / "seeds")]
    articles = [article for source in sources for article in briefing.read(source)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for look, (paper, more) in LOOKS.items():
            template = str(ROOT / "templates" / f"{look}.docx")
            config = briefing.Config(title=TITLE, template=template, paper=paper, **more)
            brief = briefing.make(articles, config)
            brief.save(folder / f"{look}.docx")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        files = [str(folder / f"{look}.docx") for look in LOOKS]
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name, *files)
        for look in LOOKS:
            page = folder / look
            run("pdftoppm", "-r", str(PIXELS_PER_INCH), "-singlefile",
                str(folder / f"{look}.pdf"), str(page))  # fmt: skip
            (PICTURES / f"{look}.png").write_bytes(png(page.with_suffix(".ppm").read_bytes()))


def png(ppm: bytes) -> bytes:
    """A PNG file with a palette, of a raw picture of at most 256 rounded colours."""
    _, size, _, pixels = ppm.split(b"\n", 3)
    width, height = map(int, size.split())
    levels = pixels.translate(bytes((value + STEP // 2) // STEP * STEP for value in range(256)))
    colours = [levels[i : i + 3] for i in range(0, len(levels), 3)]
    numbers = {colour: n for n, colour in enumerate(sorted(set(colours)))}
    marks = bytes(numbers[colour] for colour in colours)
    rows = b"".join(b"\0" + marks[y * width : (y + 1) * width] for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + chunk(b"PLTE", b"".join(numbers))
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def run(program: str, *arguments: str) -> None:
    """Run ``program``, quietly."""
    if shutil.which(program) is None:
        sys.exit(f"{program} is not installed")
    subprocess.run([program, *arguments], check=True, capture_output=True, timeout=300)


if __name__ == "__main__":
    main()
