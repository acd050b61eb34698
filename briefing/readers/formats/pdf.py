"""PDF: PDFium (pypdfium2) gives characters and boxes; columns, running heads, hyphens undone here.

PDFium was chosen over pypdf and pdfminer.six: on justified two-column pages it keeps single
blanks, marks hyphens at line ends, and is ten times as fast.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers import metadata as facts
from briefing.readers.article import TITLE_WITHIN, clean, line, make_article
from briefing.readers.formats.pdf_layout import Piece, lines_of, paragraphs_of
from briefing.readers.formats.pdf_notes import body_size, without_contents, without_notes
from briefing.readers.formats.pdf_text import has_picture, join_marks, pieces
from briefing.readers.ocr import recognise
from briefing.readers.options import MAX_PICTURES, Hints, Source, merge
from briefing.readers.paragraphs import paragraphs as plain_paragraphs

_NUMBERED = re.compile(
    r"(?:page|seite|p\.?|[-–—|])?\s*\d{1,4}\s*(?:(?:of|von|/|[-–—|])\s*\d{0,4})?", re.IGNORECASE
)
SCANNED = "its pages are scanned pictures without text; --ocr reads them"
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
    """A page: its lines, and of a scanned one the text recognised, or why there is none."""

    height: float
    lines: tuple[Piece, ...]
    scanned: bool = False
    recognised: str = ""
    unread: str = ""


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article. Raises :class:`SourceError` for locked or damaged files and pictures of text."""
    pages, hints, left_out = _pages(source)
    pages = [replace(page, lines=tuple(without_contents(page.lines))) for page in pages]
    pages, heads = _without_heads(pages)
    size = body_size([page.lines for page in pages])
    paragraphs = list(_paragraphs(pages, size))
    scanned = sum(page.scanned and not page.recognised for page in pages)
    unread = next((page.unread for page in pages if page.unread), "")
    if not paragraphs:
        reason = unread or (SCANNED if scanned else "no text in it")
        raise SourceError(source.location, reason)
    title = _title(paragraphs, hints.title)
    hints = merge(_from_heads(heads), replace(hints, title=title))
    yield make_article(
        "\n\n".join(text for text, _ in paragraphs),
        location=source.location,
        options=source.options,
        hints=merge(source.hints, hints),
        name=source.name,
    )
    if scanned:
        yield Skipped(source.location, _unread(scanned, len(pages), unread))
    if left_out:
        yield Skipped(source.location, f"only its first {len(pages)} pages were read")


def _unread(scanned: int, count: int, reason: str) -> str:
    """What is said of scanned pages that were not read."""
    them = "is a scanned picture" if scanned == 1 else "are scanned pictures"
    what = reason or f"--ocr reads {'it' if scanned == 1 else 'them'}"
    return f"{scanned} of its {count} pages {them}; {what}"


def _paragraphs(pages: Sequence[_Page], size: float) -> Iterator[tuple[str, float]]:
    """The paragraphs of all pages with the size of their type; ``size`` is that of the text."""
    run: list[list[Piece]] = []
    for page in pages:
        if not page.recognised:
            run.append(without_notes(page.lines, size, page.height))
            continue
        yield from paragraphs_of(run)
        run.clear()
        yield from ((part, size) for part in plain_paragraphs(clean(page.recognised)))
    yield from paragraphs_of(run)


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
        pages: list[_Page] = []
        chars = 0
        for number in range(count):
            seen = sum(page.scanned for page in pages)
            page, size = _page(document, number, source, seen)
            pages.append(page)
            chars += size
            if chars > source.options.max_chars:
                raise SourceError(source.location, "more text than an article has; split it")
        return pages, _metadata(document), len(document) - count
    finally:
        document.close()


def _page(document: Any, number: int, source: Source, seen: int) -> tuple[_Page, int]:
    """One page and its number of characters; a page that cannot be opened is empty.

    ``seen``: scanned pages before it, of which only the first are recognised.
    """
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return _Page(0.0, ()), 0
    count = min(text.count_chars(), MAX_PAGE_CHARS)
    lines = lines_of(join_marks(pieces(page, text, count)))
    scanned = not lines and has_picture(page)
    recognised = unread = ""
    if scanned and source.options.ocr and seen < MAX_PICTURES:
        try:
            recognised = recognise(page, source.options.language, source.location).strip("\f\n ")
        except SourceError as error:
            unread = error.reason
    result = _Page(page.get_height(), tuple(lines), scanned, recognised, unread)
    text.close()
    page.close()
    return result, count


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
            if counts[_pattern(piece.text)] >= needed or _is_number(piece, page.lines)
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


def _is_number(piece: Piece, lines: Sequence[Piece]) -> bool:
    """Whether a line is the number of its page: no cell of a table has one beside it."""
    if not _NUMBERED.fullmatch(piece.text.strip()):
        return False
    return not any(line.cell and line is not piece and line.level(piece) for line in lines)


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
