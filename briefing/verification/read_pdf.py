"""Blocks of a brief as a PDF: its paragraphs are those of the structure tree (PDF/UA).

A PDF without tags does not say where a paragraph ends; its lines show it.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from briefing.errors import UsageError
from briefing.verification.points import MAX_BLOCKS, Block, Role, cell_role

MOST_PAGES = 40
"""Pages read at most; a brief has one or two."""
WHOLE = 0.85
"""Share of the words of a page that its tags must give: bullets and numbers of the source list, and
words that are broken at the end of a line, are up to 6% of our pages."""
_HEADINGS = frozenset(("H", "H1", "H2", "H3", "H4", "H5", "H6", "Title"))
_IN_CELLS = frozenset(("P", "L", "Table", *_HEADINGS))
_DEEPEST = 60
_CITATION = re.compile(r"\[[\d ,;–-]{1,80}\]")
_BROKEN = re.compile("[\x02\ufffe]")
"""A hyphen at the end of a line."""
_BULLET = re.compile(r"^\s*[•◦▪‣·–-]\s+")

Handle = Any
Piece = tuple[str, tuple[float, float, float, float]]
"""Text and where it stands: left, bottom, right, top."""
_GAP = 0.2
"""Part of the height of the higher of two pieces from which a gap between them is a blank: within
words and numbers it stays under 0.17 in our pages, and a blank that was left out is 0.25."""


def blocks(data: bytes) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks of the document, and its keywords and title.

    Raises :class:`UsageError` for a document that cannot be read.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UsageError(f"not a brief: the PDF cannot be read ({error})") from error
    read: list[Block] = []
    try:
        keywords, title = map(document.get_metadata_value, ("Keywords", "Title"))
        for number in range(min(len(document), MOST_PAGES)):
            sheet = document[number]
            text = sheet.get_textpage()
            by_mark = _by_mark(pdfium, sheet, text)
            tree = pdfium.FPDF_StructTree_GetForPage(sheet.raw)
            try:
                count = pdfium.FPDF_StructTree_CountChildren(tree) if tree else 0
                for at in range(max(0, count)):
                    child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, at)
                    read += _blocks(pdfium, child, by_mark, Role.PARAGRAPH, 0)
            finally:
                if tree:
                    pdfium.FPDF_StructTree_Close(tree)
        pages = [document[at].get_textpage() for at in range(min(len(document), MOST_PAGES))]
        if not _whole(read, [page.get_text_range() for page in pages]):
            from briefing.verification.read_pdf_lines import blocks_of_lines

            read = blocks_of_lines(pdfium, pages, keywords)
    finally:
        document.close()
    if not read:
        raise UsageError("not a brief: the PDF has no text; verify the .docx that it was made from")
    return read[:MAX_BLOCKS], (keywords, title) if keywords else ()


def _whole(read: Sequence[Block], texts: Iterable[str]) -> bool:
    """Whether the blocks have the words that the pages show: tags may cover headings alone, and
    pieces of words may stand as words of their own."""
    every = Counter(word for text in texts for word in text.split())
    tagged = Counter(word for block in read for word in block.text.split())
    return (every & tagged).total() >= WHOLE * every.total()


def _by_mark(pdfium: Any, sheet: Any, text: Any) -> dict[int, list[Piece]]:
    """What is shown, by the number of the marked content that it belongs to."""
    by_mark: dict[int, list[Piece]] = {}
    for item in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
        if mark < 0:
            continue
        size = pdfium.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFTextObj_GetText(
            item.raw, text.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
        )
        words = buffer.raw[: max(0, size - 2)].decode("utf-16-le", "ignore")
        words = _BROKEN.sub("-", words)
        edges = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(item.raw, *map(ctypes.byref, edges))
        left, bottom, right, top = (edge.value for edge in edges)
        by_mark.setdefault(mark, []).append((words, (left, bottom, right, top)))
    return by_mark


def _blocks(
    pdfium: Any, element: Handle, by_mark: dict[int, list[Piece]], role: Role, depth: int
) -> Iterator[Block]:
    """The blocks under a structure element inside a block of ``role``."""
    kind = _type(pdfium, element)
    if kind in _HEADINGS:
        role = Role.HEADING
    elif kind == "LI":
        role = Role.ITEM
    elif kind in ("TD", "TH"):
        role = Role.CELL
    if kind == "Lbl" or depth > _DEEPEST:
        return
    whole = kind in ("P", "LBody", *_HEADINGS)
    if whole or (kind in ("TD", "TH") and not _kinds(pdfium, element) & _IN_CELLS):
        text = _joined(_words(pdfium, element, by_mark, 0))
        if role is Role.CELL:
            role = cell_role(text)
        if text:
            yield Block(role, _BULLET.sub("", text) if role is Role.ITEM else text)
        return
    for at in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            yield from _blocks(pdfium, child, by_mark, role, depth + 1)


def _joined(pieces: Iterable[Piece]) -> str:
    """The pieces as text; a blank where a line ends, or where there is room for one."""
    text, before = "", None
    for words, place in pieces:
        if before is not None and not text.endswith((" ", "-", "\u2011")):
            left, bottom, _, top = place
            same_line = bottom < before[3] and before[1] < top
            if not same_line or left - before[2] > _GAP * max(top - bottom, before[3] - before[1]):
                text += " "
        text += words
        before = place
    text = re.sub(r"\s+", " ", text).strip()
    return _CITATION.sub(lambda mark: mark[0].replace(" ", ""), text)


def _words(
    pdfium: Any, element: Handle, by_mark: dict[int, list[Piece]], depth: int
) -> Iterator[Piece]:
    if depth > _DEEPEST or _type(pdfium, element) == "Lbl":
        return
    for at in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            yield from _words(pdfium, child, by_mark, depth + 1)
            continue
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
        yield from by_mark.get(mark, ())


def _kinds(pdfium: Any, element: Handle) -> set[str]:
    """The types of the children of a structure element."""
    places = range(max(0, pdfium.FPDF_StructElement_CountChildren(element)))
    children = (pdfium.FPDF_StructElement_GetChildAtIndex(element, at) for at in places)
    return {_type(pdfium, child) for child in children if child}


def _type(pdfium: Any, element: Handle) -> str:
    size = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "ignore")
