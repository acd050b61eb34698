"""The notes of a page: what its raised marks lead to, by a link or by their number.

A note is not part of the article's text, and the mark that leads to it is not a figure.
"""

from __future__ import annotations

import re
from typing import Any

_RAISED = re.compile(r"\s*[\[(]?(\d{1,3}|[*†‡§]{1,3})[\])]?\s*$")
_NUMBERED = re.compile(r"\s*[\[(]?(\d{1,3}|[*†‡§]{1,3})[\]).:]?\s+(?=\S)")
_LONGEST = 600
"""Characters of a note; what is longer and has a number before it is a section."""
_HOLDERS = frozenset("li p div aside dd td small".split())


def drop_notes(tree: Any) -> None:
    """Take the notes of a page out of an lxml ``tree``, in place, before its marks go."""
    marks: set[str] = set()
    targets: set[str] = set()
    for mark in tree.iter("sup"):
        match = _RAISED.match(text_of(mark))
        if match is None:
            continue
        marks.add(match[1])
        targets.update(_targets(mark))
    if not marks:
        return
    notes = [note for name in targets if name for note in _notes(tree, name)]
    lists = {note.getparent() for note in notes if note.tag == "li"}
    for element in tree.iter("ol", "ul"):
        numbers = [_NUMBERED.match(text_of(item)) for item in element.iterchildren("li")]
        if numbers and all(match and match[1] in marks for match in numbers):
            lists.add(element)
    for element in [*notes, *lists]:
        if element.getparent() is not None:
            element.drop_tree()


def _notes(tree: Any, name: str) -> list[Any]:
    """The blocks that begin with this anchor: the anchor that a note leads back to stands within
    the text, after the sentence that the note is of."""
    blocks = []
    for element in tree.xpath("//*[@id=$name or @name=$name]", name=name):
        block = element
        while block is not None and block.tag not in _HOLDERS:
            block = block.getparent()
        if block is None or len(text_of(block)) > _LONGEST or not _begins_with(block, element):
            continue
        if all(_begins_with(block, mark) for mark in block.iter("sup") if _targets(mark)):
            blocks.append(block)
    return blocks


def _targets(mark: Any) -> list[str]:
    """The names of the anchors of this page that a raised mark leads to."""
    links = [*mark.iter("a"), *mark.xpath("ancestor::a[1]")]
    return [href[1:] for a in links if (href := a.get("href") or "").startswith("#")]


def _begins_with(block: Any, element: Any) -> bool:
    """Whether no text of ``block`` stands before ``element`` within it."""
    from lxml import etree

    for event, node in etree.iterwalk(block, events=("start", "end")):
        if node is element:
            return True
        text = node.text if event == "start" else node.tail
        if text and text.strip():
            return False
    return False


def text_of(element: Any) -> str:
    """All text within an element; none of a comment."""
    return "".join(element.itertext()) if isinstance(element.tag, str) else ""
