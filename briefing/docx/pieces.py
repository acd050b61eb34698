"""The paragraph of a Word template as pieces: text in one format, tags, and what is kept as it is.

Word splits text, and so tags, into runs at any place. A tag that stands in several runs is one
piece, in the format of the first.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from briefing.docx.blocks import Control
from briefing.docx.package import Element, W, child
from briefing.docx.tag_scanner import OPEN, scan
from briefing.errors import TemplateError

# What a template paragraph may hold that a brief must not repeat: marks of spelling, of its own
# bookmarks, permissions and comments, and the properties of the wrappers around its runs.
_SKIPPED = {
    "pPr", "proofErr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "commentRangeStart",
    "commentRangeEnd", "del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd",
    "moveToRangeStart", "moveToRangeEnd", "smartTagPr", "customXmlPr",
}  # fmt: skip
_UNWRAPPED = {"smartTag", "customXml", "ins", "moveTo"}
_SKIPPED_IN_RUN = {
    W + name for name in ("rPr", "lastRenderedPageBreak", "commentReference", "annotationRef")
}
_SHOWN = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
_OBJECT = "\ufffc"
"""Stands for an element that is kept in a text that is searched for tags (Unicode's object
replacement character)."""


class Piece(NamedTuple):
    """A stretch of a template paragraph: text in one format, a tag, or an element kept as it is.

    ``format`` and ``raw`` index the run properties and the kept elements of the template; ``raw``
    is -1 for text. ``controls`` are the content controls that it stands in.
    """

    text: str
    format: int
    raw: int = -1
    controls: tuple[Control, ...] = ()


class Stores(NamedTuple):
    """Where elements of the template are kept; each returns the index of the element."""

    format: Callable[[Element], int]
    raw: Callable[[Element], int]
    control: Callable[[Element], int]


def pieces(paragraph: Element, stores: Stores) -> list[Piece]:
    """The pieces of ``paragraph``, cut at tags. Raises :class:`TemplateError` for a broken tag."""
    return _cut(list(_inline(paragraph, stores, ())))


def _inline(parent: Element, stores: Stores, controls: tuple[Control, ...]) -> Iterator[Piece]:
    for node in parent:
        name = node.tag.removeprefix(W) if isinstance(node.tag, str) else "comment"
        if name == "r":
            yield from _run(node, stores, controls)
        elif name in _UNWRAPPED:
            yield from _inline(node, stores, controls)
        elif name == "sdt":
            content = child(node, "sdtContent")
            if content is not None:
                held = Control(stores.control(node), 0)
                yield from _inline(content, stores, (*controls, held))
        elif name not in _SKIPPED and name != "comment":
            visible = "".join(t.text or "" for t in node.iter(W + "t"))
            if OPEN.search(visible):
                raise TemplateError(
                    f"template: tags inside a link or field are not filled: {visible[:40]!r}"
                )
            yield Piece(visible, 0, stores.raw(node), controls)


def _run(run: Element, stores: Stores, controls: tuple[Control, ...]) -> Iterator[Piece]:
    properties = child(run, "rPr")
    at = 0 if properties is None else stores.format(properties)
    for node in run:
        if node.tag == W + "t":
            yield Piece(node.text or "", at, -1, controls)
        elif node.tag not in _SKIPPED_IN_RUN and isinstance(node.tag, str):
            wrapped = run.makeelement(W + "r")
            if properties is not None:
                wrapped.append(copy.deepcopy(properties))
            wrapped.append(copy.deepcopy(node))
            yield Piece(_SHOWN.get(node.tag, ""), at, stores.raw(wrapped), controls)


def _cut(pieces: Sequence[Piece]) -> list[Piece]:
    text = "".join(p.text if p.raw < 0 else _OBJECT * max(1, len(p.text)) for p in pieces)
    tags = iter(scan(text))
    tag = next(tags, None)
    out: list[Piece] = []
    end = 0
    for piece in pieces:
        start, end = end, end + (len(piece.text) if piece.raw < 0 else max(1, len(piece.text)))
        if piece.raw >= 0:
            out.append(piece)
            continue
        at = start
        while tag is not None and tag.start < end:
            if tag.start > at:
                out.append(piece._replace(text=text[at : tag.start]))
            if tag.start >= start:
                out.append(piece._replace(text=text[tag.start : tag.stop]))
            at = min(tag.stop, end)
            if tag.stop > end:
                break
            tag = next(tags, None)
        if at < end:
            out.append(piece._replace(text=text[at:end]))
    return out
