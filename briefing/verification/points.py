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

from briefing.display.labels import LANGUAGES, labels

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
# A citation whose numbers were recognised one by one: [9–11] or [1, 3] between the marks.
_BRACKETED = re.compile(r"\[((?:\ue000[^\ue000\ue001]{0,20}\ue001|[,;–-]|\s)+)\]")
# The values on which sources differ, after the point, in any language that has labels:
# Sources differ: 2,300 (Harbour Post), 2,600 (Port Daily)
_DIFFER = re.compile(f"\\s(?:{'|'.join(re.escape(labels(x).sources_differ) for x in LANGUAGES)}): ")
# How many more sources there are than the point names: [1–12] and 39 more
_MORE_WORDS = (re.escape(labels(x).and_more).replace(r"\{\}", r"\d{1,6}") for x in LANGUAGES)
_MORE = re.compile(rf"\s(?:{'|'.join(_MORE_WORDS)})\s*$")
_DIFFERING = re.compile(r"(?:^|\), )([^()]{1,80}?)\s+\(")
MOST_JOINED = 400
"""Numbers that one range such as 9–11 may stand for; a brief has at most some hundred sources."""
_LABEL = re.compile(r"^\s*(?:the )?bottom line\s*[:.–—-]\s*", re.IGNORECASE)
_KEY_FIGURES = re.compile(r"^\s*key figures\s*[:.–—-]\s*", re.IGNORECASE)
_COMMENT_LABELS = "|".join(
    re.escape(label)
    for words in map(labels, LANGUAGES)
    for label in (words.comment, words.why_it_matters, words.action)
)
_COMMENT = re.compile(rf"\s*(?:{_COMMENT_LABELS})\s*:", re.IGNORECASE)
# Comments after a point, in a paragraph with it: what follows the citation and a label.
_COMMENT_AFTER = re.compile(rf"(?<=[{CITE_CLOSE}\])])\s+(?:{_COMMENT_LABELS}): ")
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
    the source list, the key figures and comments are not; any other paragraph may be one."""
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
        elif block.role is not Role.OTHER and plain and not _COMMENT.match(plain):
            found.append(_shown(block))
    return Page(tuple(s for s in found if s.text), entries, hints, tuple(figures))


def _shown(block: Block) -> Shown:
    text = _LABEL.sub("", re.sub(r"\s+", " ", block.text).strip())
    text = _BRACKETED.sub(_joined, text)
    remark = _COMMENT_AFTER.search(text)
    text = text[: remark.start()] if remark else text
    head, tail = text[:-_TAIL], text[-_TAIL:]
    values: tuple[str, ...] = ()
    note = next(reversed(list(_DIFFER.finditer(tail))), None)
    if note:
        values = tuple(v.strip() for v in _DIFFERING.findall(_CITED.sub(" ()", tail[note.end() :])))
        tail = tail[: note.start()]
    more = _MORE.search(tail)
    if more and tail[: more.start()].endswith((CITE_CLOSE, "]")):
        tail = tail[: more.start()]
    text = head + _VISIBLE_TAIL.sub(_marked, tail)
    cited = tuple(dict.fromkeys(n for m in _CITED.findall(text) for n in _numbers(m)))
    words = re.sub(r"\s+", " ", _CITED.sub("", text)).strip()
    certain = block.role is Role.ITEM or bool(cited)
    return Shown(words, cited, values, certain)


def _marked(found: re.Match[str]) -> str:
    return _VISIBLE.sub(lambda m: f"{CITE_OPEN}{m[1]}{CITE_CLOSE}", found[0])


# Visible marks such as [1][2] or [3, 4] count as citations where they end the point; elsewhere they
# may be the source's own.
_VISIBLE_TAIL = re.compile(r"(?:\s*\[\d{1,4}(?:[,;–-]\s?\d{1,4})*\])+\s*$")


def _joined(found: re.Match[str]) -> str:
    inner = found[1].replace(CITE_OPEN, "").replace(CITE_CLOSE, "")
    return f"{CITE_OPEN}{inner}{CITE_CLOSE}"


def _numbers(label: str) -> list[str]:
    """The labels in a citation; a range of numbers stands for all of them.

    >>> _numbers("1, 9–11")
    ['1', '9', '10', '11']
    """
    found: list[str] = []
    for part in re.split(r"[,;]", label):
        ends = re.fullmatch(r"\s*(\d{1,4})\s*[–-]\s*(\d{1,4})\s*", part)
        if ends:
            first, last = int(ends[1]), int(ends[2])
            found += [str(n) for n in range(first, min(last, first + MOST_JOINED) + 1)]
        elif part.strip():
            found.append(part.strip())
    return found
