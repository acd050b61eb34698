"""Word documents: python-docx opens them; paragraphs, list items and table cells in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import make_article
from briefing.readers.formats.docx_text import Styles, W, paragraphs
from briefing.readers.formats.markdown import NO_ARTICLE
from briefing.readers.options import Hints, Source, merge
from briefing.readers.packages import check_package

# python-docx's own template claims this author and this year in every document made from it.
_TEMPLATE_AUTHOR = "python-docx"
_TEMPLATE_YEAR = 2013
_TEMPLATE_TITLE = "Word Document"
# What the names of Strict Open XML begin with, and those of the ordinary form (ISO/IEC 29500).
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"drawingml/2006/"),
)
MAX_PARTS = 2_000
"""Word writes some 20 parts, a book with pictures a few hundred."""


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article. Footnotes, headers, footers, comments and deleted text are left out."""
    _check(source)
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE as RELATED

    document = docx.Document(io.BytesIO(_transitional(source.data)))
    title, parts = _paragraphs(document)
    # Asked for the properties of a file without them, python-docx makes some up by the clock.
    linked = document.part.package.rels.values()
    own = any(each.reltype == RELATED.CORE_PROPERTIES for each in linked)
    hints = _core(document.core_properties) if own else Hints()
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


def _transitional(data: bytes) -> bytes:
    """A package of Strict Open XML in the ordinary form, which is all that python-docx opens."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if b"purl.oclc.org/ooxml" not in package.read("_rels/.rels"):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as copy:
            for member in package.infolist():
                content = package.read(member)
                if member.filename.endswith((".xml", ".rels")):
                    for strict, ordinary in _STRICT:
                        name = b"http://schemas.openxmlformats.org/" + ordinary
                        content = content.replace(strict, name)
                copy.writestr(member.filename, content)
    return out.getvalue()


def _paragraphs(document: Any) -> tuple[str, list[str]]:
    """The text of the paragraph in style Title, if any, and all paragraphs."""
    title, parts, count = "", [], 0
    names = {style.style_id: style.name or "" for style in document.styles}
    for seen in paragraphs(document.element.body, Styles(document.styles.element)):
        text = seen.text.strip()
        style = names.get(seen.element.style or "", "")
        if not text or _is_contents(style):
            continue
        numbered = style.startswith("List Number")
        count = count + 1 if numbered else 0
        if numbered:
            text = f"{count}. {text}"
        elif style.startswith("List") or _has_bullet(seen.element):
            text = f"- {text}"
        if style == "Title" and not title:
            title = text
        parts.append(text)
    return title, parts


def _is_contents(style: str) -> bool:
    """Whether the style is of a table of contents or of figures, or of its heading."""
    return style.lower().startswith(("toc ", "table of figures")) or style == "TOC Heading"


def _has_bullet(paragraph: Any) -> bool:
    numbering = paragraph.find(f"{W}pPr/{W}numPr")
    if numbering is None:
        return False
    style = (paragraph.style or "").lower()
    return not style.startswith(("heading", "title"))


def _core(core: Any) -> Hints:
    """Core properties, without what python-docx's template claims for itself."""
    author = (core.author or "").strip()
    made = core.created or core.modified
    date = made.date().isoformat() if made and made.year != _TEMPLATE_YEAR else ""
    ours = author == _TEMPLATE_AUTHOR
    title = (core.title or "").strip()
    return Hints(
        title="" if title == _TEMPLATE_TITLE else title,
        author="" if ours else author,
        made=date,
        language=(core.language or "").strip(),
    )
