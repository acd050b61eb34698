"""Word documents: python-docx opens them; paragraphs, list items and table cells in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.limits.archives import DAMAGE
from briefing.model import Article, Skipped
from briefing.readers.article import make_article
from briefing.readers.formats.html import merge
from briefing.readers.formats.markdown import NO_ARTICLE
from briefing.readers.options import Hints, Source

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# python-docx's own template claims this author and this year in every document made from it.
_TEMPLATE_AUTHOR = "python-docx"
_TEMPLATE_YEAR = 2013
# Word writes some 20 parts, a book with pictures a few hundred.
MAX_MEMBERS = 2_000
_XML = (".xml", ".rels")
_BLOCK = 1 << 18


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article. Footnotes, headers, footers, comments and deleted text are left out."""
    check_zip(source)
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


def check_zip(source: Source) -> None:
    """Raises :class:`SourceError` for an archive that is damaged, locked or would swell up."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            members = archive.infolist()
            _check_sizes(members, source)
            for member in members:
                _check_member(archive, member, source.location)
    except DAMAGE as error:
        raise SourceError(source.location, "a damaged Word file") from error


def _check_sizes(members: list[zipfile.ZipInfo], source: Source) -> None:
    limits = source.options
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise SourceError(source.location, "encrypted; save it without a password")
    if "[Content_Types].xml" not in names or not any(n.startswith("word/") for n in names):
        raise SourceError(source.location, "a zip archive, but not a Word file")
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > limits.max_unzipped:
        raise SourceError(source.location, "unpacks to far more than a Word file does")
    if any(m.file_size > limits.max_xml for m in members if m.filename.endswith(_XML)):
        raise SourceError(source.location, "holds more XML than a Word file does")


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, location: str) -> None:
    """Reads a part in blocks: one that is larger than it says, or damaged, shows itself here.

    Word never writes a document type; in one, entities could be declared.
    """
    with archive.open(member) as stream:
        head = stream.read(_BLOCK)
        if member.filename.endswith(_XML) and b"<!DOCTYPE" in head:
            raise SourceError(location, "declares XML entities, which no Word file does")
        if member.filename.startswith("customXml/") and b"urn:briefing:provenance:" in head:
            raise SourceError(location, NO_ARTICLE)
        while stream.read(_BLOCK):
            pass


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
