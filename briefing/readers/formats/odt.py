"""OpenDocument texts (.odt): odfdo opens them; paragraphs, list items and cells in order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import make_article
from briefing.readers.options import Hints, Source, merge
from briefing.readers.packages import check_package
from briefing.readers.raised import raised

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
# What is no text of the page: changes that were taken back, notes, remarks, indexes, hidden text.
_LEFT_OUT = frozenset(
    f"{_TEXT}{name}"
    for name in "tracked-changes note hidden-text hidden-paragraph table-of-content ruby-text "
    "alphabetical-index illustration-index bibliography sequence-decls variable-decls".split()
) | {f"{_OFFICE}annotation", f"{_OFFICE}forms"}
_RAISED = re.compile(r"super|[1-9]\d*%")
_BLANKS = {f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article. Notes, remarks, headers, footers and hidden or struck text are left out."""
    check_package(source, "an OpenDocument text")
    from lxml import etree
    from odfdo import Document

    document = Document(io.BytesIO(source.data))
    if document.get_type() not in ("text", "text-template"):
        raise SourceError(source.location, "an OpenDocument file, but not a text")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    container = document.container
    if container is None:
        raise SourceError(source.location, "a damaged OpenDocument text")
    content = etree.fromstring(container.get_part("content.xml"), parser=parser)
    trees = [content]
    if "styles.xml" in container.parts:
        trees.append(etree.fromstring(container.get_part("styles.xml"), parser=parser))
    unseen, marks = (frozenset().union(*kind) for kind in zip(*map(_styles, trees), strict=True))
    reader = _Reader(unseen, marks, frozenset().union(*map(_titles, trees)))
    body = content.find(f"{_OFFICE}body")
    for paragraph in body.iter(*_PARAGRAPHS) if body is not None else ():
        reader.add(paragraph)
    hints = Hints(title=reader.title)
    if "meta.xml" in container.parts:
        meta = document.meta
        made = meta.creation_date or meta.date
        hints = Hints(
            title=reader.title or meta.title or "",
            author=meta.creator or meta.initial_creator or "",
            language=meta.language or "",
            made=made.date().isoformat() if made else "",
        )
    yield make_article(
        reader.parts,
        location=source.location,
        options=source.options,
        hints=merge(source.hints, hints),
        name=source.name,
    )


def _styles(tree: Any) -> tuple[frozenset[str], frozenset[str]]:
    """The styles whose text is hidden or struck out, and those whose text is raised."""
    unseen, marks = set(), set()
    for style in tree.iter(f"{_STYLE}style"):
        for shape in style.iter(f"{_STYLE}text-properties", f"{_STYLE}section-properties"):
            hidden = "none" in (shape.get(f"{_TEXT}display"), shape.get(f"{_STYLE}display"))
            struck = shape.get(f"{_STYLE}text-line-through-style", "none") != "none"
            struck = struck or shape.get(f"{_STYLE}text-line-through-type", "none") != "none"
            if hidden or struck:
                unseen.add(style.get(f"{_STYLE}name"))
            if _RAISED.match(shape.get(f"{_STYLE}text-position", "")):
                marks.add(style.get(f"{_STYLE}name"))
    return frozenset(unseen), frozenset(marks)


def _titles(tree: Any) -> frozenset[str]:
    """The styles of a title: that name and those made from it."""
    names = {"Title"}
    for style in tree.iter(f"{_STYLE}style"):
        if style.get(f"{_STYLE}parent-style-name") == "Title":
            names.add(style.get(f"{_STYLE}name"))
    return frozenset(names)


class _Reader:
    """Gathers the paragraphs and the title."""

    def __init__(
        self, unseen: frozenset[str], marks: frozenset[str], titles: frozenset[str]
    ) -> None:
        self.parts: list[str] = []
        self.title = ""
        self._unseen = unseen
        self._marks = marks
        self._titles = titles

    def add(self, paragraph: Any) -> None:
        item = False
        for above in paragraph.iterancestors():
            if above.tag in _LEFT_OUT or self._hides(above):
                return
            item = item or above.tag == f"{_TEXT}list-item"
        if self._hides(paragraph):
            return
        text = self._said(paragraph).strip()
        if text:
            if not self.title and paragraph.get(f"{_TEXT}style-name") in self._titles:
                self.title = text
            heading = paragraph.tag == f"{_TEXT}h"
            self.parts.append(f"- {text}" if item and not heading else text)

    def _said(self, element: Any) -> str:
        """The text of an element, without that of paragraphs within it (frames, notes)."""
        text = ""
        stack: list[tuple[Any, bool]] = [(element, False)]
        while stack:
            node, left = stack.pop()
            if left:
                text += node.tail or ""
                continue
            if node is not element:
                stack.append((node, True))
                if not isinstance(node.tag, str) or node.tag in _LEFT_OUT or self._hides(node):
                    continue
                if node.tag in _PARAGRAPHS:
                    continue
                if node.get(f"{_TEXT}style-name") in self._marks:
                    text += raised(text, "".join(node.itertext()), node.tail or "")
                    continue
            text += _BLANKS.get(node.tag, "") + (node.text or "")
            stack.extend((child, False) for child in reversed(node))
        return text

    def _hides(self, element: Any) -> bool:
        names = (element.get(f"{_TEXT}style-name"), element.get(f"{_TEXT}display"))
        return names[0] in self._unseen or names[1] == "none"
