"""Word documents: python-docx opens them; paragraphs, list items and table cells in order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import make_article
from briefing.readers.formats.html import merge
from briefing.readers.formats.markdown import NO_ARTICLE
from briefing.readers.options import Hints, Source
from briefing.readers.packages import check_package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# python-docx's own template claims this author and this year in every document made from it.
_TEMPLATE_AUTHOR = "python-docx"
_TEMPLATE_YEAR = 2013
MAX_PARTS = 2_000
"""Word writes some 20 parts, a book with pictures a few hundred."""


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article. Footnotes, headers, footers, comments and deleted text are left out."""
    _check(source)
    import docx

    document = docx.Document(io.BytesIO(source.data))
    title, parts = _paragraphs(document)
    hints = _core(document.core_properties)
    if title:
        hints = merge(Hints(title=title), hints)
    yield make_article(
        "\n\n".join(parts),
        location=source.location,
        options=source.options,
        hints=merge(source.hints, hints),
        name=source.name,
    )


def _check(source: Source) -> None:
    """Raises :class:`SourceError` for an unsafe file, for none of Word's, and for a brief."""
    parts = check_package(
        source,
        "a Word file",
        damaged="a damaged Word file",
        most_parts=MAX_PARTS,
        forbidden=b"<!DOCTYPE",
        wanted=lambda name: name.startswith(("[Content_Types]", "word/", "customXml/")),
    )
    if "[Content_Types].xml" not in parts or not any(name.startswith("word/") for name in parts):
        raise SourceError(source.location, "a zip archive, but not a Word file")
    custom = (part for name, part in parts.items() if name.startswith("customXml/"))
    if any(b"urn:briefing:provenance:" in part for part in custom):
        raise SourceError(source.location, NO_ARTICLE)


def _paragraphs(document: Any) -> tuple[str, list[str]]:
    """The text of the paragraph in style Title, if any, and all paragraphs."""
    title, parts, count = "", [], 0
    styles = {style.style_id: style.name or "" for style in document.styles}
    for paragraph in document.element.body.iter(f"{_W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is not None:
            continue
        text = _text(paragraph).strip()
        style = styles.get(paragraph.style or "", "")
        if not text:
            continue
        numbered = style.startswith("List Number")
        count = count + 1 if numbered else 0
        if numbered:
            text = f"{count}. {text}"
        elif style.startswith("List") or _has_bullet(paragraph):
            text = f"- {text}"
        if style == "Title" and not title:
            title = text
        parts.append(text)
    return title, parts


def _has_bullet(paragraph: Any) -> bool:
    numbering = paragraph.find(f"{_W}pPr/{_W}numPr")
    if numbering is None:
        return False
    style = (paragraph.style or "").lower()
    return not style.startswith(("heading", "title"))


def _text(paragraph: Any) -> str:
    """The visible text of a paragraph, that of inserted runs and links included."""
    pieces: list[str] = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        owner = next(element.iterancestors(f"{_W}p"), None)
        if owner is not paragraph:  # text of a box anchored here is a paragraph of its own
            continue
        tag = element.tag[len(_W) :]
        if tag == "t":
            pieces.append(element.text or "")
        elif tag == "noBreakHyphen":
            pieces.append("-")
        elif tag != "tab" or element.getparent().tag == f"{_W}r":
            pieces.append(" " if tag == "tab" else "\n")
    return "".join(pieces)


def _core(core: Any) -> Hints:
    """Core properties, without what python-docx's template claims for itself."""
    author = (core.author or "").strip()
    made = core.created or core.modified
    date = made.date().isoformat() if made and made.year != _TEMPLATE_YEAR else ""
    ours = author == _TEMPLATE_AUTHOR
    return Hints(
        title=(core.title or "").strip(),
        author="" if ours else author,
        made=date,
        language=(core.language or "").strip(),
    )
