"""Blocks of a DOCX as its reader sees them, from Word, LibreOffice or a converter.

Reads the XML parts directly (ECMA-376): text with tracked insertions and without deletions, no
field codes, no comments, no hidden text. Hostile files are safe to read: parts are read up to a
limit, entities and outside references are never resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from briefing.errors import UsageError
from briefing.limits.archives import DamageError, PackageError, PackageLimits, read_package
from briefing.limits.xml import XmlError, parse_xml
from briefing.verification.points import CITE_CLOSE, CITE_OPEN, MAX_BLOCKS, Block, Role
from briefing.verification.stored import Stored, read, with_stored_roles

LIMITS = PackageLimits(
    "a brief", most_bytes=128_000_000, most_parts=2000, most_xml=16_000_000, forbidden=b"<!DOCTYPE"
)
"""A page of text with all its properties is some 100 kB of XML; 16 MB hold a book, and the tree of
as much fits in a few hundred MB."""

_NS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
_REFERENCE = re.compile(r"\bREF\s+source_(\d+)\b")
_ANCHOR = re.compile(r"source_(\d+)$")
_ROLES = {
    "figure value": Role.FIGURE, "figure label": Role.LABEL, "date": Role.OTHER,
    "header": Role.OTHER, "footer": Role.OTHER, "analyst comment": Role.OTHER,
}  # fmt: skip
"""The roles of paragraphs by the names of their styles in the shipped templates."""
_SKIP = frozenset(("del", "moveFrom", "delText", "instrText", "Fallback", "annotationRef", "pPr"))

Element = Any


def blocks(data: bytes) -> tuple[list[Block], Stored]:
    """The blocks of the document, and what its writer stored of them.

    Raises :class:`UsageError` for a file that is no readable DOCX.
    """
    try:
        parts = read_package(data, LIMITS, lambda name: name.endswith((".xml", ".rels")))
    except DamageError as error:
        raise UsageError(f"not a brief: the DOCX is damaged ({error})") from error
    except PackageError as error:
        raise UsageError(f"not a brief: {error}") from error
    document = _part(parts, _main(parts))
    if document is None:
        raise UsageError("not a brief: no Word document inside the file")
    styles = _styles(_part(parts, "word/styles.xml"))
    paragraphs: list[Block] = []
    for root in (*_margins(parts), document):
        for paragraph in _paragraphs(root):
            block = _block(paragraph, styles)
            if block.text.strip():
                paragraphs.append(block if root is document else replace(block, role=Role.CELL))
            if len(paragraphs) >= MAX_BLOCKS:
                break
    stored = _stored(parts)
    return with_stored_roles(paragraphs, stored) + _notes(parts), stored


def _margins(parts: dict[str, bytes]) -> list[Element]:
    """The roots of headers and footers."""
    names = [n for n in sorted(parts) if re.fullmatch(r"word/(?:header|footer)\d*\.xml", n)]
    return [root for name in names if (root := _part(parts, name)) is not None]


def _part(parts: dict[str, bytes], name: str) -> Element | None:
    """The root of an XML part; None if the file has no such part."""
    if name not in parts:
        return None
    try:
        return parse_xml(parts[name])
    except XmlError as error:
        raise UsageError(f"not a brief: {name} {error}") from error


def _main(parts: dict[str, bytes]) -> str:
    """The name of the document part: the package says which (ECMA-376 Part 2, 9.3)."""
    root = _part(parts, "_rels/.rels")
    for relation in () if root is None else root:
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _stored(parts: dict[str, bytes]) -> Stored:
    for name, content in parts.items():
        if name.startswith("customXml/") and b"urn:briefing:provenance:" in content:
            return read(content)
    return Stored(keywords=_keywords(parts))


def _keywords(parts: dict[str, bytes]) -> tuple[str, ...]:
    """The keywords of the core properties and the title; none where there are no keywords."""
    try:
        root = parse_xml(parts.get("docProps/core.xml", b"<none/>"))
    except XmlError:
        return ()
    keywords = tuple(e.text or "" for e in root.iter(_KEYWORDS))
    return (*keywords, *(e.text or "" for e in root.iter(_TITLE))) if keywords else ()


def _name(element: Element) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    for space in (_NS, _STRICT):
        if tag.startswith(space):
            return tag[len(space) :]
    return tag.removeprefix(_ALTERNATE)


def _attribute(element: Element | None, name: str) -> str:
    if element is None:
        return ""
    return element.get(_NS + name) or element.get(_STRICT + name) or ""


def _child(element: Element | None, *path: str) -> Element | None:
    for name in path:
        element = (
            next((c for c in element if _name(c) == name), None) if element is not None else None
        )
    return element


def _styles(root: Element | None) -> dict[str, tuple[str, bool]]:
    """Style identifiers with their lower-cased names and whether they number or bullet."""
    styles: dict[str, tuple[str, bool]] = {}
    for style in () if root is None else root:
        if _name(style) == "style":
            name = _attribute(_child(style, "name"), "val").lower()
            listed = _child(style, "pPr", "numPr") is not None or name.startswith("list ")
            styles[_attribute(style, "styleId")] = (name, listed)
    return styles


def _notes(parts: dict[str, bytes]) -> list[Block]:
    """Footnotes and endnotes, as entries of the source list under the numbers that show."""
    notes: list[Block] = []
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        root = _part(parts, name)
        for note in () if root is None else root:
            if _attribute(note, "type") in ("", "normal"):
                text = " ".join(_text(p) for p in note.iter() if _name(p) == "p").strip()
                notes.append(Block(Role.SOURCE, text, f"note{_attribute(note, 'id')}"))
    return notes[:MAX_BLOCKS]


def _paragraphs(root: Element) -> Iterator[Element]:
    """Paragraphs in order of the text; of alternatives (text boxes) the first only."""
    for element in root.iter():
        if _name(element) == "p" and not any(
            _name(up) in ("Fallback", "del", "moveFrom") for up in element.iterancestors()
        ):
            yield element


def _block(paragraph: Element, styles: dict[str, tuple[str, bool]]) -> Block:
    properties = _child(paragraph, "pPr")
    name, listed = styles.get(_attribute(_child(properties, "pStyle"), "val"), ("", False))
    numbering = _child(properties, "numPr")
    if numbering is not None:
        listed = _attribute(_child(numbering, "numId"), "val") != "0"
    in_table = any(_name(up) == "tc" for up in paragraph.iterancestors())
    text = _text(paragraph)
    if (
        "heading" in name
        or name in ("title", "subtitle")
        or _child(properties, "outlineLvl") is not None
    ):
        return Block(Role.HEADING, text)
    if name in ("source", "bibliography") or re.match(r"(?:foot|end)note text", name):
        return Block(Role.SOURCE, text)
    if name in _ROLES:
        return Block(_ROLES[name], text)
    if listed:
        return Block(Role.ITEM, text)
    return Block(Role.CELL if in_table else Role.PARAGRAPH, text)


def _text(paragraph: Element) -> str:
    """What a paragraph shows, citations between their marks."""
    out: list[str] = []
    field = _Field()
    for node in _visible(paragraph):
        name = _name(node)
        if name == "t":
            out.append(field.mark(node, node.text or ""))
        elif name in ("tab", "br", "cr"):
            out.append(" ")
        elif name == "noBreakHyphen":
            out.append("-")
        elif name in ("footnoteReference", "endnoteReference"):
            out.append(f"{CITE_OPEN}note{_attribute(node, 'id')}{CITE_CLOSE}")
        elif name in ("fldChar", "instrText"):
            field.take(node, name)
    return "".join(out)


class _Field:
    """Whether the text being read is the result of a cross-reference to a source."""

    def __init__(self) -> None:
        self.code = ""
        self.number = ""

    def take(self, node: Element, name: str) -> None:
        if name == "instrText":
            self.code += node.text or ""
            return
        kind = _attribute(node, "fldCharType")
        if kind == "separate":
            match = _REFERENCE.search(self.code)
            self.number = match[1] if match else ""
        else:
            self.code = self.number = ""

    def mark(self, node: Element, text: str) -> str:
        number = self.number
        for up in node.iterancestors():
            if _name(up) == "hyperlink":
                match = _ANCHOR.match(_attribute(up, "anchor"))
                number = match[1] if match else number
            elif _name(up) == "fldSimple":
                match = _REFERENCE.search(_attribute(up, "instr"))
                number = match[1] if match else number
            elif _name(up) == "p":
                break
        if number and re.fullmatch(r"\s*[\[(]?\d+[\])]?\.?\s*", text):
            return f"{CITE_OPEN}{number}{CITE_CLOSE}"
        return text


def _visible(element: Element) -> Iterator[Element]:
    """Nodes below ``element`` in order, without what does not show and without inner paragraphs."""
    stack = [iter(element)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            continue
        name = _name(node)
        if name == "instrText":
            yield node
        if name in _SKIP or name == "p" or (name == "r" and _hidden(node)):
            continue
        yield node
        stack.append(iter(node))


def _hidden(run: Element) -> bool:
    mark = _child(run, "rPr", "vanish")
    return mark is not None and _attribute(mark, "val") not in ("0", "false", "off")
