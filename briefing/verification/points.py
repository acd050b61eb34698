"""The visible text of a brief as blocks, whatever file it is in; citations told from text.

A reader of a format (:mod:`briefing.verification.read_docx`,
:mod:`briefing.verification.read_markdown`) gives blocks; :func:`points` says which of them are
points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

CITE_OPEN, CITE_CLOSE = "\ue000", "\ue001"
"""Marks that a reader of a format puts around a citation it recognises (``\\ue0001\\ue001``)."""

MAX_BLOCKS = 20_000
"""Blocks read at most: some hundred times the longest brief that anyone would send."""

SOURCE_HEADINGS = frozenset(("sources", "source list", "references", "footnotes"))
# Citations and differing values are looked for in the last characters of a point only: room for
# sixty sources, and no more work on a hostile page.
_TAIL = 2000
_CITED = re.compile(f"{CITE_OPEN}([^{CITE_CLOSE}]*){CITE_CLOSE}")
_VISIBLE = re.compile(r"\[(\d{1,4}(?:[,;–-] ?\d{1,4})*)\]")
# The values on which sources differ, after the point: (2,300 [1]; 2,600 [2])
_CLASH = re.compile(r"\s*\(((?:[^()\ue000]{1,80}?\s*(?:\ue000[^\ue001]*\ue001\s*)+;?\s*)+)\)\s*$")
_CLASH_VALUE = re.compile(r"([^;\ue000]+?)\s*(?:\ue000[^\ue001]*\ue001\s*)+")
_LABEL = re.compile(r"^\s*(?:the )?bottom line\s*[:.–—-]\s*", re.IGNORECASE)
_KEY_FIGURES = re.compile(r"^\s*key figures\s*[:.–—-]\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:\[(\d+)\]|(\d+)[.)])\s*")


class Role(StrEnum):
    """What a block is on the page."""

    ITEM = "list item"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    SOURCE = "source"
    FIGURE = "key figure"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading or entry; ``label`` is a source entry's number."""

    role: Role
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A point as shown: its words, the labels cited, the differing values given after it.

    ``certain``: it is a point for sure (a list item, or it cites); else only if a source has it.
    ``quote``: the verbatim sentence, where the format keeps it beside the text.
    """

    text: str
    cited: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    certain: bool = True
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The points of a brief, its source entries by label, its strip of key figures.

    ``hints`` are stored article identifiers in the order of the points: where to look first.
    """

    points: tuple[Shown, ...]
    entries: dict[str, str] = field(default_factory=dict)
    hints: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


def page(blocks: Iterable[Block], hints: tuple[str, ...] = ()) -> Page:
    """Tell points from the rest: list items and citing paragraphs are points, headings, entries of
    the source list and the key figures are not; any other paragraph may be one."""
    found: list[Shown] = []
    entries: dict[str, str] = {}
    figures: list[str] = []
    in_sources = False
    for block in blocks:
        plain = _CITED.sub("", block.text).strip()
        if block.role is Role.HEADING:
            in_sources = plain.casefold().strip(" :.") in SOURCE_HEADINGS
        elif block.role is Role.SOURCE or in_sources:
            label = _NUMBERED.match(plain)
            number = block.label or (label and (label[1] or label[2])) or str(len(entries) + 1)
            entries.setdefault(number, plain)
        elif block.role is Role.FIGURE or _KEY_FIGURES.match(plain):
            figures.append(_VISIBLE.sub("", _KEY_FIGURES.sub("", plain)))
        elif block.role is not Role.OTHER and plain:
            found.append(_shown(block))
    return Page(tuple(s for s in found if s.text), entries, hints, tuple(figures))


def _shown(block: Block) -> Shown:
    text = _LABEL.sub("", re.sub(r"\s+", " ", block.text).strip())
    head, tail = text[:-_TAIL], text[-_TAIL:]
    text = head + _VISIBLE_TAIL.sub(_marked, tail)
    values: tuple[str, ...] = ()
    clash = _CLASH.search(text[-_TAIL:])
    if clash:
        values = tuple(v.strip() for v in _CLASH_VALUE.findall(clash[1]))
        text = text[: len(text) - len(clash[0])]
    cited = tuple(dict.fromkeys(n for m in _CITED.findall(text) for n in _numbers(m)))
    words = re.sub(r"\s+", " ", _CITED.sub("", text)).strip()
    certain = block.role is Role.ITEM or bool(cited)
    return Shown(words, cited, values, certain)


def _marked(found: re.Match[str]) -> str:
    return _VISIBLE.sub(lambda m: f"{CITE_OPEN}{m[1]}{CITE_CLOSE}", found[0])


# Visible marks such as [1][2] or [3, 4] count as citations where they end the point or stand in
# the parenthesis of differing values that ends it; elsewhere they may be the source's own.
_VISIBLE_TAIL = re.compile(
    r"(?:\s*\[\d{1,4}(?:[,;–-] ?\d{1,4})*\])+\s*(?:\([^()]{1,400}\[\d{1,4}\][^()]{0,20}\)\s*)?$"
)


def _numbers(label: str) -> list[str]:
    return [n.strip() for n in re.split(r"[,;]", label) if n.strip()]
