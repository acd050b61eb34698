"""Templates to prove the page with: the shipped ones and five more, made here."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from pathlib import Path

from briefing.docx.package import Package
from briefing.resources import template_path
from briefing.training.templates import BRIEF, brief_body, build

SHIPPED = (
    "brief.docx", "memo.docx", "digest.docx", "morning_note.docx", "ministry.docx",
    "coverage.docx",
)  # fmt: skip


def png(width: int = 120, height: int = 40) -> bytes:
    """A plain blue picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"\x20\x40\x80" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def letterhead() -> bytes:
    """A house template without tags: a logo in the header, an address in the footer."""
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(png()), height=Cm(1.6))
    section.header.add_paragraph("Directorate of Statistics")
    section.footer.paragraphs[0].text = "1 Example Street · 00000 Example · example.org"
    section.footer.add_paragraph("Registered office as above")
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(10)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plain_house() -> bytes:
    """The default document of a common library, as a house template without tags."""
    import docx

    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def serif() -> bytes:
    """12 pt Times with wide margins."""
    look = replace(
        BRIEF,
        latin="Times New Roman",
        size=24,
        title=44,
        lead=27,
        heading=27,
        small=18,
        line=276,
        margins=(1440, 1900, 1440, 1900),
    )
    return build(look, brief_body(look), "Serif")


def dense() -> bytes:
    """9 pt Arial, narrow margins."""
    look = replace(
        BRIEF,
        latin="Arial",
        size=18,
        title=32,
        lead=20,
        heading=20,
        small=14,
        figure=26,
        line=240,
        bullet_after=20,
        heading_before=100,
        margins=(720, 850, 720, 850),
    )
    return build(look, brief_body(look), "Dense")


def summed() -> bytes:
    """The brief with space after and before added up, as older Word files ask for."""
    package = Package.read(template_path("brief.docx").read_bytes())
    settings = package.parts["word/settings.xml"]
    package.parts["word/settings.xml"] = settings.replace(
        b"<w:compat>", b"<w:compat><w:doNotUseHTMLParagraphAutoSpacing/>"
    )
    return package.to_bytes()


def all_looks() -> dict[str, bytes]:
    """Every template by name."""
    looks = {Path(name).stem: template_path(name).read_bytes() for name in SHIPPED}
    made = (letterhead, plain_house, serif, dense, summed)
    return {**looks, **{make.__name__: make() for make in made}}
