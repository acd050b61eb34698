"""Blocks of a brief in HTML, as its reader sees them: a saved page, or the body of a mail.

Mail programs rewrite pages: classes may be gone, and styles be in their place. Points are then
recognised as in any format: list items, citations, and the heading of the sources.
"""

from __future__ import annotations

import re
from typing import Any

import lxml.html

from briefing.errors import UsageError
from briefing.verification.points import CITE_CLOSE, CITE_OPEN, MAX_BLOCKS, Block, Role

MOST_CHARS = 4_000_000
"""Most characters of a page that are read: about two hundred times a brief."""

_BLOCKS = frozenset(
    "address article blockquote body caption dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_SKIPPED = frozenset("head script style template title noscript object iframe svg".split())
_ANCHOR = re.compile(r"#(?:\S*-)?source-(\d{1,4})$")
_NOT_A_POINT = frozenset(("date-line", "furniture", "marking", "comment", "label"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

Element = Any


def blocks(text: str) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks of a page, and its keywords and title.

    Raises :class:`UsageError` for a page that is too long or empty.
    """
    if len(text) > MOST_CHARS:
        raise UsageError(f"not a brief: the page is longer than {MOST_CHARS} characters")
    try:
        root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (lxml.etree.ParserError, ValueError) as error:
        raise UsageError(f"not a brief: no readable HTML ({error})") from error
    reader = _Reader()
    reader.walk(root, Role.PARAGRAPH, "")
    reader.end()
    keywords = tuple(
        tag.get("content", "") for tag in root.iter("meta") if tag.get("name") == "keywords"
    )
    titles = tuple(tag.text or "" for tag in root.iter("title"))
    return reader.blocks[:MAX_BLOCKS], (*keywords, *titles) if keywords else ()


class _Reader:
    """Collects text until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.held: list[str] = []
        self.role, self.label = Role.PARAGRAPH, ""

    def walk(self, element: Element, role: Role, label: str) -> None:
        """Read an element inside a block of ``role``; deep nesting ends at the parser's limit."""
        if not isinstance(element.tag, str) or element.tag in _SKIPPED or _is_hidden(element):
            return
        if element.tag in _BLOCKS:
            role, label = _role(element, role, label)
            self.end()
            self.role, self.label = role, label
        elif not _NOT_A_POINT.isdisjoint(element.get("class", "").split()):
            self.end()
            self.role = Role.OTHER
        cited = _ANCHOR.search(element.get("href", "")) if element.tag == "a" else None
        number = (element.text_content() or "").strip(" []")
        if cited and number == cited[1]:
            self.held.append(f"{CITE_OPEN}{number}{CITE_CLOSE}")
            return
        self.held.append(element.text or "")
        if element.tag == "br":
            self.held.append(" ")
        for inner in element:
            self.walk(inner, role, label)
            if isinstance(inner.tag, str) and (inner.tag in _BLOCKS or self.role is not role):
                self.end()
                self.role, self.label = role, label
            self.held.append(inner.tail or "")

    def end(self) -> None:
        """End the block that is being read."""
        text = re.sub(r"\s+", " ", "".join(self.held).replace("\u2060", "")).strip()
        if text:
            self.blocks.append(Block(self.role, text, self.label))
        self.held = []


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _role(element: Element, role: Role, label: str) -> tuple[Role, str]:
    """The role and label of the block that ``element`` begins inside one of ``role``."""
    classes = set(element.get("class", "").split())
    if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return Role.HEADING, ""
    if classes & _NOT_A_POINT or element.tag in ("caption", "header", "footer", "nav"):
        return Role.OTHER, ""
    if "sources" in classes or role is Role.SOURCE:
        number = element.get("value") or (element.get("id") or "").rpartition("-")[2]
        return Role.SOURCE, number if number.isdigit() else label
    return _inner(element, role, label, in_figures="figures" in classes or role is Role.FIGURE)


def _inner(element: Element, role: Role, label: str, *, in_figures: bool) -> tuple[Role, str]:
    if in_figures:
        return (Role.LABEL if element.tag == "td" else Role.FIGURE), ""
    if element.tag == "li":
        return Role.ITEM, ""
    if role is Role.ITEM and element.tag in ("p", "div"):
        return role, label
    return (role if role is Role.OTHER and element.tag in ("td", "th") else Role.PARAGRAPH), ""
