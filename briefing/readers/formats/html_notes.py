"""The notes of a page: what its raised marks lead to, by a link or by their number.

A note is no text of the article, and the mark that leads to it is no figure.
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
        match = _RAISED.match(_text(mark))
        if match is None:
            continue
        marks.add(match[1])
        links = [*mark.iter("a"), *mark.xpath("ancestor::a[1]")]
        targets.update(a.get("href", "")[1:] for a in links if a.get("href", "").startswith("#"))
    if not marks:
        return
    notes = [note for name in targets if name for note in _holders(tree, name)]
    lists = {note.getparent() for note in notes if note.tag == "li"}
    for element in tree.iter("ol", "ul"):
        if element not in lists:
            first = [_NUMBERED.match(_text(item)) for item in element.iterchildren("li")]
            told = [match[1] for match in first if match is not None]
            if first and len(told) == len(first) and set(told) <= marks:
                lists.add(element)
    for element in [*notes, *lists]:
        if element.getparent() is not None and element.find(".//sup/..") is None:
            element.drop_tree()


def _holders(tree: Any, name: str) -> list[Any]:
    """The blocks of a note with this id, or with an anchor of it."""
    blocks = []
    for element in tree.xpath("//*[@id=$name or @name=$name]", name=name):
        at = element
        while at is not None and at.tag not in _HOLDERS:
            at = at.getparent()
        if at is not None and len(_text(at)) <= _LONGEST:
            blocks.append(at)
    return blocks


def _text(element: Any) -> str:
    return "".join(element.itertext()) if isinstance(element.tag, str) else ""
