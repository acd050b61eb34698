"""Blocks of an OpenDocument text, as Writer saves a brief that was opened from Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefing.errors import UsageError
from briefing.limits.archives import DamageError, PackageError, PackageLimits, read_package
from briefing.limits.xml import XmlError, parse_xml
from briefing.verification.points import CITE_CLOSE, CITE_OPEN, MAX_BLOCKS, Block, Role

LIMITS = PackageLimits(
    "a brief", most_bytes=128_000_000, most_parts=2000, most_xml=16_000_000, forbidden=b"<!DOCTYPE"
)
"""As for a Word file (:mod:`briefing.verification.read_docx`)."""

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_OF_STYLE = {
    "source": Role.SOURCE,
    "bibliography": Role.SOURCE,
    "figure value": Role.FIGURE,
    "figure label": Role.LABEL,
    "bottom line label": Role.OTHER,
    "analyst comment": Role.OTHER,
    "date": Role.OTHER,
    "header": Role.OTHER,
    "footer": Role.OTHER,
    "title": Role.HEADING,
    "subtitle": Role.HEADING,
    "sources heading": Role.HEADING,
}
_PARTS = ("content.xml", "styles.xml", "meta.xml")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_KEYWORD = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}keyword"
_SKIPPED = frozenset((f"{_TEXT}note", f"{_TEXT}tracked-changes"))
_SOURCE = re.compile(r"source_(\d{1,4})")

Element = Any


def blocks(data: bytes) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks of the document, and its keywords and title.

    Raises :class:`UsageError` for a file that is none.
    """
    try:
        parts = read_package(data, LIMITS, lambda name: name in _PARTS)
        content = parse_xml(parts["content.xml"])
        styles = parse_xml(parts["styles.xml"]) if "styles.xml" in parts else None
        facts = parse_xml(parts["meta.xml"]) if "meta.xml" in parts else None
    except (DamageError, PackageError, XmlError) as error:
        raise UsageError(f"not a brief: {error}") from error
    except KeyError as error:
        raise UsageError("not a brief: no text document inside the file") from error
    names: dict[str, str] = {}
    for root in (styles, content):
        for style in () if root is None else root.iter(f"{_STYLE}style"):
            shown_as = style.get(f"{_STYLE}display-name") or style.get(f"{_STYLE}name", "")
            parent = style.get(f"{_STYLE}parent-style-name", "")
            names[style.get(f"{_STYLE}name", "")] = names.get(parent, "") or shown_as
    read = []
    for paragraph in content.iter(f"{_TEXT}p", f"{_TEXT}h"):
        block = _block(paragraph, names)
        if block.text.strip():
            read.append(block)
        if len(read) >= MAX_BLOCKS:
            break
    if facts is None or facts.find(f".//{_KEYWORD}") is None:
        return read, ()
    keywords = ", ".join(e.text or "" for e in facts.iter(_KEYWORD))
    return read, (keywords, *(e.text or "" for e in facts.iter(_TITLE)))


def _block(paragraph: Element, names: dict[str, str]) -> Block:
    text = "".join(_text(paragraph))
    key = paragraph.get(f"{_TEXT}style-name", "")
    name = names.get(key, key).replace("_20_", " ").lower()
    if name in _OF_STYLE:
        return Block(_OF_STYLE[name], text)
    if paragraph.tag == f"{_TEXT}h" or "heading" in name:
        return Block(Role.HEADING, text)
    above = [up.tag for up in paragraph.iterancestors()]
    if f"{_TEXT}list-item" in above or name.startswith("list "):
        return Block(Role.ITEM, text)
    return Block(Role.CELL if f"{_TABLE}table-cell" in above else Role.PARAGRAPH, text)


def _text(element: Element) -> Iterator[str]:
    """What a paragraph shows, citations between their marks."""
    yield element.text or ""
    for inner in element:
        tag = inner.tag
        number = ""
        if tag == f"{_TEXT}a":
            linked = _SOURCE.search(inner.get(f"{_XLINK}href", ""))
            number = linked[1] if linked else ""
        elif tag == f"{_TEXT}bookmark-ref":
            linked = _SOURCE.search(inner.get(f"{_TEXT}ref-name", ""))
            number = linked[1] if linked else ""
        if tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif tag not in _SKIPPED and isinstance(tag, str) and tag.startswith(_TEXT):
            content = "".join(_text(inner))
            yield (
                f"{CITE_OPEN}{number}{CITE_CLOSE}"
                if number and content.strip(" []") == number
                else content
            )
        yield inner.tail or ""
