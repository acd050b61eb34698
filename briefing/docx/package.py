"""The DOCX package as parts and XML, checked when read, and written as the same bytes every time.

A template is an untrusted file: entities are refused, and the unpacked size is bounded. What else
it may not hold is in :mod:`briefing.docx.admission`.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from lxml import etree

from briefing.docx.strict import transitional
from briefing.errors import TemplateError
from briefing.limits.archives import DamageError, PackageError, PackageLimits, read_package
from briefing.limits.xml import XmlError, parse_xml

Element = Any
"""An lxml element (lxml ships no types)."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
REL_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

LIMITS = PackageLimits("a Word file", most_bytes=64 * 2**20, most_parts=2000, most_xml=24 * 2**20)
"""Letterheads with photographs stay below a tenth of it."""
_NAMED_BY_ID = ("hyperlink", "image", "header", "footer", "chart", "oleObject")
"""Kinds of relationships that the text names by identifier; others hold for the part as a whole."""
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP entry can carry: every entry of ours carries it."""


def parse(data: bytes, name: str) -> Element:
    """The root element of ``data``; raises :class:`TemplateError` when it is not plain XML."""
    try:
        return parse_xml(data)
    except XmlError as error:
        raise TemplateError(f"template: {name} {error}") from error


def serialise(root: Element) -> bytes:
    """``root`` as a standalone UTF-8 XML file."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def child(parent: Element, *names: str) -> Element:
    """The first grandchild along WordprocessingML ``names``, or None."""
    for name in names:
        parent = None if parent is None else parent.find(W + name)
    return parent


def value(element: Element, name: str = "val", default: str = "") -> str:
    """The WordprocessingML attribute ``name`` of ``element``, or ``default``."""
    return default if element is None else str(element.get(W + name, default))


def number(element: Element, name: str = "val", default: float = 0.0) -> float:
    """The attribute ``name`` as a number, points as twips; ``default`` where it is none.

    >>> number(None, "w", 20)
    20
    """
    text = value(element, name)
    try:
        return float(text.removesuffix("pt")) * (20 if text.endswith("pt") else 1)
    except ValueError:
        return default


def is_on(element: Element) -> bool | None:
    """The state of an on/off property; None where it is not stated."""
    if element is None:
        return None
    return value(element, default="1") not in ("0", "false", "off", "none")


class Package:
    """The parts of a DOCX file by name (``word/document.xml``), in the order of the file."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts

    @classmethod
    def read(cls, data: bytes) -> Package:
        """The package in ``data``; raises :class:`TemplateError` for a broken one."""
        try:
            package = cls(transitional(read_package(data, LIMITS)))
        except DamageError as error:
            raise TemplateError(f"template: not a readable DOCX file ({error})") from error
        except PackageError as error:
            raise TemplateError(f"template: {error}") from error
        package.main  # noqa: B018  (raises when there is no document)
        return package

    @cached_property
    def main(self) -> str:
        """The name of the document part."""
        for rel in self.relationships(""):
            if rel.get("Type", "").endswith("/officeDocument"):
                name = str(posixpath.normpath(rel.get("Target", "").lstrip("/")))
                if name in self.parts:
                    return name
        raise TemplateError("template: not a Word document (no main document part)")

    def rels_name(self, part: str) -> str:
        """The name of the part that holds the relationships of ``part`` ("" is the package)."""
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", name + ".rels")

    def relationships(self, part: str) -> Iterator[Element]:
        """The relationship elements of ``part``."""
        data = self.parts.get(self.rels_name(part))
        if data is not None:
            yield from parse(data, self.rels_name(part)).iter(RELS + "Relationship")

    def related(self, part: str, kind: str) -> str | None:
        """The name of the part that ``part`` relates to as ``kind`` (``styles``), or None."""
        for rel in self.relationships(part):
            if rel.get("Type", "").endswith("/" + kind) and rel.get("TargetMode") != "External":
                return self.resolve(part, rel.get("Target", ""))
        return None

    def by_id(self, part: str) -> dict[str, str]:
        """Internal targets of ``part`` by relationship id."""
        return {
            rel.get("Id", ""): self.resolve(part, rel.get("Target", ""))
            for rel in self.relationships(part)
            if rel.get("TargetMode") != "External"
        }

    def resolve(self, part: str, target: str) -> str:
        """The part name that a relationship ``target`` of ``part`` means."""
        if target.startswith("/"):
            return target.lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))

    def xml(self, name: str | None) -> Element:
        """The root of the part ``name``; None when there is no such part."""
        return parse(self.parts[name], name) if name and name in self.parts else None

    def add_part(self, name: str, kind: str, content_type: str, data: bytes = b"") -> str:
        """Add a part that the document relates to as ``kind``; its name, numbered if taken."""
        stem, suffix = posixpath.splitext(name)
        number = 1
        while name in self.parts:
            name, number = f"{stem}{number}{suffix}", number + 1
        self.parts[name] = data
        self.relate(
            self.main, REL_TYPE + kind, posixpath.relpath(name, posixpath.dirname(self.main))
        )
        self.set_type(name, content_type)
        return name

    def set_type(self, name: str, content_type: str) -> None:
        """State the content type of the part ``name``."""
        types = parse(self.parts["[Content_Types].xml"], "[Content_Types].xml")
        for override in list(types.iter(TYPES + "Override")):
            if override.get("PartName") == f"/{name}":
                types.remove(override)
        etree.SubElement(
            types, TYPES + "Override", {"PartName": f"/{name}", "ContentType": content_type}
        )
        self.parts["[Content_Types].xml"] = serialise(types)

    def relate(self, part: str, kind: str, target: str, external: bool = False) -> str:
        """Relate ``part`` to ``target`` (a path relative to it, or an address); the new id."""
        name = self.rels_name(part)
        root = self.xml(name)
        if root is None:
            root = etree.Element(RELS + "Relationships", nsmap={None: RELS[1:-1]})
        taken = {rel.get("Id") for rel in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        rel = etree.SubElement(root, RELS + "Relationship", {"Id": f"rId{number}"})
        rel.set("Type", kind)
        rel.set("Target", target)
        if external:
            rel.set("TargetMode", "External")
        self.parts[name] = serialise(root)
        return f"rId{number}"

    def drop(self, kind: str) -> None:
        """Take out the part that the document relates to as ``kind``."""
        gone = self.related(self.main, kind)
        if gone is None:
            return
        del self.parts[gone]
        rels, types = self.rels_name(self.main), "[Content_Types].xml"
        for name, key, known in ((rels, "Type", f"/{kind}"), (types, "PartName", f"/{gone}")):
            root = parse(self.parts[name], name)
            for element in [e for e in root if e.get(key, "").endswith(known)]:
                root.remove(element)
            self.parts[name] = serialise(root)

    def remove(self, name: str) -> None:
        """Take out the part ``name`` with every relationship to it."""
        for rels in [n for n in self.parts if n.endswith(".rels")]:
            folder, file = posixpath.split(rels)
            owner = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
            root = parse(self.parts[rels], rels)
            gone = [
                rel
                for rel in root
                if rel.get("TargetMode") != "External"
                and self.resolve(owner, rel.get("Target", "")) == name
            ]
            for rel in gone:
                root.remove(rel)
            if gone:
                self.parts[rels] = serialise(root)
        self.parts.pop(name, None)
        self.prune()

    def prune(self, by_id: Sequence[str] = ()) -> None:
        """Remove what nothing refers to any more.

        Those are parts without a relationship to them and, of the parts ``by_id``, relationships
        whose identifier the part does not name.
        """
        for part in by_id:
            self._prune_relationships(part)
        reached, todo = {"[Content_Types].xml"}, [""]
        while todo:
            part = todo.pop()
            rels = self.rels_name(part)
            if rels in self.parts and rels not in reached:
                reached.add(rels)
                targets = [t for t in self.by_id(part).values() if t not in reached]
                todo.extend(targets)
                reached.update(targets)
        for name in [n for n in self.parts if n not in reached]:
            del self.parts[name]
        types = parse(self.parts["[Content_Types].xml"], "[Content_Types].xml")
        loose = [
            e
            for e in types.iter(TYPES + "Override")
            if e.get("PartName", "").lstrip("/") not in self.parts
        ]
        for element in loose:
            types.remove(element)
        if loose:
            self.parts["[Content_Types].xml"] = serialise(types)

    def _prune_relationships(self, part: str) -> None:
        rels = self.rels_name(part)
        if rels not in self.parts:
            return
        root = parse(self.parts[rels], rels)
        named = {str(v) for e in self.xml(part).iter() for v in e.attrib.values()}
        loose = [
            rel
            for rel in root
            if rel.get("Type", "").rsplit("/", 1)[-1] in _NAMED_BY_ID and rel.get("Id") not in named
        ]
        for rel in loose:
            root.remove(rel)
        if loose:
            self.parts[rels] = serialise(root)

    def to_bytes(self) -> bytes:
        """The package as a DOCX file: content types first, then by name, at one fixed time."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(self.parts, key=lambda n: (n != "[Content_Types].xml", n)):
                info = zipfile.ZipInfo(name, FIXED_TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0
                archive.writestr(info, self.parts[name])
        return out.getvalue()
