"""Writes small documents of office formats for tests."""

from __future__ import annotations

import io
import zipfile


def zipped(**members: bytes | str) -> bytes:
    """A zip archive of members by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def odt(body: str, styles: str = "", meta: str = "") -> bytes:
    """An OpenDocument text of the given XML."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
        for name, urn in {
            "office": "office", "text": "text", "style": "style", "table": "table",
            "draw": "drawing", "meta": "meta",
        }.items()
    )  # fmt: skip
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    kind = "application/vnd.oasis.opendocument.text"
    return zipped(
        **{
            "mimetype": kind,
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}"
            "</office:automatic-styles><office:body><office:text>"
            f"{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {spaces}/>",
            "meta.xml": f"<office:document-meta {spaces} {dc}><office:meta>{meta}</office:meta>"
            "</office:document-meta>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{manifest}">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            "</manifest:manifest>",
        }
    )


def epub(chapters: list[str], extra: dict[str, str] | None = None) -> bytes:
    """A book whose chapters are listed last first."""
    items_ = "".join(
        f'<item id="c{n}" href="text/c{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in reversed(range(len(chapters))))
    return zipped(
        **{
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
            'container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Ostmark Weekly</dc:title>'
            "<dc:creator>Ada Lind</dc:creator><dc:date>2024-06-12</dc:date>"
            f"<dc:language>en</dc:language></metadata><manifest>{items_}</manifest>"
            f"<spine>{spine}</spine></package>",
            **{f"OEBPS/text/c{n}.xhtml": text for n, text in enumerate(chapters)},
            **(extra or {}),
        }
    )


def workbook(sheets: dict[str, list[list[object]]], hidden: str = "") -> bytes:
    """A spreadsheet of rows by sheet."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name == hidden:
            sheet.hide()
    book.close()
    return out.getvalue()


def slides(*texts: str) -> bytes:
    """A presentation with one slide per text."""
    from pptx import Presentation

    deck = Presentation()
    for text in texts:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = text.split(" ", 1)[0]
        slide.placeholders[1].text = text
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def docx_of(body: str, styles: str = "", strict: bool = False) -> bytes:
    """A Word file of the given XML, without properties; ``strict``: saved as Strict Open XML."""
    types = "http://schemas.openxmlformats.org/package/2006/"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    if strict:
        word = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        related = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return zipped(
        **{
            "[Content_Types].xml": f'<Types xmlns="{types}content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{types}relationships"><Relationship Id="r1" '
            f'Type="{related}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body>'
            "</w:document>",
            "word/styles.xml": f'<w:styles xmlns:w="{word}">{styles}</w:styles>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{types}relationships">'
            f'<Relationship Id="r1" Type="{related}/styles" Target="styles.xml"/></Relationships>',
        }
    )
