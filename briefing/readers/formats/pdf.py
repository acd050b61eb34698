"""PDF: PDFium (pypdfium2) gives characters and boxes; columns, running heads, hyphens undone here.

PDFium was chosen over pypdf and pdfminer.six: on justified two-column pages it keeps single
blanks, marks hyphens at line ends, and is ten times as fast.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers import metadata as facts
from briefing.readers.article import TITLE_WITHIN, line, make_article
from briefing.readers.formats.html import merge
from briefing.readers.formats.pdf_layout import WIDE_GAP, Piece, lines_of, paragraphs_of
from briefing.readers.options import Hints, Source

_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
}  # fmt: skip
# PDFium puts one of these for a hyphen at a line end together with the line end.
_HYPHENS = frozenset({0x02, 0xFFFE})
_LINE_FEED, _NBSP = 10, 0xA0
_NUMBERED = re.compile(
    r"(?:page|seite|p\.?|[-–—|])?\s*\d{1,4}\s*(?:(?:of|von|/|[-–—|])\s*\d{0,4})?", re.IGNORECASE
)
# Running heads and feet are among the first or last lines of a page and stand on several.
_EDGE_LINES = 3
_REPEATED = 0.4
# Margins with heads and feet take at most this share of the height of a page.
MARGIN = 0.13
# A page with more characters than this is a data dump or an attack, no page of text (a full
# newspaper page has 30,000).
MAX_PAGE_CHARS = 100_000
# A title is set at least this much larger than the text below it.
TITLE_SIZE = 1.15
_JUNK_TITLE = re.compile(r"untitled|microsoft word|\.\w{2,4}$|^\(|^[\W\d_]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Page:
    height: float
    lines: tuple[Piece, ...]


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article. Raises :class:`SourceError` for locked or damaged files and pictures of text."""
    pages, hints, left_out = _pages(source)
    pages, heads = _without_heads(pages)
    paragraphs = paragraphs_of([page.lines for page in pages])
    if not paragraphs:
        raise SourceError(source.location, "no text in it (pictures of pages need OCR first)")
    title = _title(paragraphs, hints.title)
    hints = merge(_from_heads(heads), replace(hints, title=title))
    yield make_article(
        "\n\n".join(text for text, _ in paragraphs),
        location=source.location,
        options=source.options,
        hints=merge(source.hints, hints),
        name=source.name,
    )
    if left_out:
        yield Skipped(source.location, f"only its first {len(pages)} pages were read")


def _pages(source: Source) -> tuple[list[_Page], Hints, int]:
    """Pages with lines in reading order, the metadata, and how many pages were not read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        reason = str(error)
        locked = "password" in reason.lower() or "security" in reason.lower()
        raise SourceError(
            source.location,
            "encrypted; save it without a password" if locked else "a damaged PDF",
        ) from error
    try:
        count = min(len(document), source.options.max_pages)
        pages = []
        chars = 0
        for number in range(count):
            page, size = _page(document, number)
            pages.append(page)
            chars += size
            if chars > source.options.max_chars:
                raise SourceError(source.location, "more text than an article has; split it")
        return pages, _metadata(document), len(document) - count
    finally:
        document.close()


def _page(document: Any, number: int) -> tuple[_Page, int]:
    """One page and its number of characters; a page that cannot be opened is empty."""
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return _Page(0.0, ()), 0
    count = min(text.count_chars(), MAX_PAGE_CHARS)
    result = _Page(page.get_height(), tuple(lines_of(list(_pieces(text, count)))))
    text.close()
    page.close()
    return result, count


def _pieces(text: Any, count: int) -> Iterator[Piece]:
    """Runs of words on one line with no wide gap in them, in the order of the file."""
    from pypdfium2 import raw

    word: list[str] = []
    first = 0
    piece: Piece | None = None
    for i in range(count + 1):
        code = raw.FPDFText_GetUnicode(text, i) if i < count else _LINE_FEED
        hyphen = code in _HYPHENS
        if hyphen or (code > 32 and code != _NBSP):
            first = first if word else i
            word.append("\x02" if hyphen else _LIGATURES.get(code) or chr(code))
        if word and (hyphen or code <= 32 or code == _NBSP):
            made = _word(text, "".join(word), first, i - (not hyphen))
            word = []
            if piece and _continues(piece, made):
                piece = piece.extended(made)
            else:
                if piece:
                    yield piece
                piece = made
        if piece and (hyphen or code in (_LINE_FEED, 13)):
            yield piece
            piece = None


def _word(page: Any, text: str, first: int, last: int) -> Piece:
    """The word of characters ``first`` to ``last``, its height by type size and base line."""
    from pypdfium2 import raw

    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(page, first, x, y)
    size = raw.FPDFText_GetFontSize(page, first)
    if raw.FPDFText_GetMatrix(page, first, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    size = max(size, 0.1)
    start, end = page.get_charbox(first), page.get_charbox(last)
    return Piece(
        text=text,
        left=min(start[0], end[0]),
        right=max(start[2], end[2]),
        bottom=y.value - 0.2 * size,
        top=y.value + 0.8 * size,
    )


def _continues(piece: Piece, word: Piece) -> bool:
    gap = word.left - piece.right
    return -word.size < gap <= WIDE_GAP * max(piece.size, word.size) and piece.level(word)


def _without_heads(pages: list[_Page]) -> tuple[list[_Page], list[str]]:
    """The pages without running heads, feet and page numbers, and the texts of those."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_pattern(piece.text) for piece in _edges(page)})
    needed = max(2, round(_REPEATED * len(pages)))
    heads: list[str] = []
    result: list[_Page] = []
    for page in pages:
        dropped = {
            id(piece)
            for piece in _edges(page)
            if counts[_pattern(piece.text)] >= needed or _NUMBERED.fullmatch(piece.text.strip())
        }
        heads.extend(piece.text for piece in page.lines if id(piece) in dropped)
        result.append(replace(page, lines=tuple(p for p in page.lines if id(p) not in dropped)))
    return result, heads


def _edges(page: _Page) -> list[Piece]:
    """The topmost and lowest lines of a page that stand in its margins."""
    ordered = sorted(page.lines, key=lambda piece: (-piece.top, piece.left))
    margin = MARGIN * page.height
    top = [piece for piece in ordered[:_EDGE_LINES] if piece.bottom > page.height - margin]
    return top + [piece for piece in ordered[-_EDGE_LINES:] if piece.top < margin]


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip().casefold()


def _from_heads(heads: Sequence[str]) -> Hints:
    """Date and outlet from a running head such as ``Port Gazette, 2024-06-12``."""
    for head in heads:
        date = facts.parse_date(head)
        if date:
            parts = re.split(r"\s*[|,•·–—]\s*", head)
            names = (p for p in parts if not any(c.isdigit() for c in p) and p[:1].isupper())
            return Hints(date=date, outlet=next(names, ""))
    return Hints()


def _title(paragraphs: Sequence[tuple[str, float]], given: str) -> str:
    """The largest paragraph at the top, else the title of the metadata if it is no file name."""
    head = paragraphs[:TITLE_WITHIN]
    sizes = Counter[float]()
    for text, size in paragraphs:
        sizes[round(size, 1)] += len(text)
    body = sizes.most_common(1)[0][0]
    text, size = max(head, key=lambda paragraph: paragraph[1])
    if size >= TITLE_SIZE * body and len(text) <= 2 * facts.MAX_TITLE_CHARS:
        return text
    return "" if _JUNK_TITLE.search(given) else given


def _metadata(document: Any) -> Hints:
    values = {
        name: "" if value == "(unspecified)" else line(value)
        for name, value in document.get_metadata_dict(skip_empty=True).items()
    }
    made = facts.parse_date(values.get("CreationDate", "").removeprefix("D:")[:8])
    return Hints(title=values.get("Title", ""), author=_author(values.get("Author", "")), made=made)


def _author(name: str) -> str:
    return "" if name.lower() in ("anonymous", "user", "admin", "unknown", "owner") else name
