"""The visible text of a brief as blocks, in any file format, with citations separated from text.

A reader of a format (:mod:`briefing.verification.read_docx`,
:mod:`briefing.verification.read_markdown`) gives blocks; :func:`points` says which of them are
points.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from briefing.display.labels import LANGUAGES, labels
from briefing.verification.normalise import fold

CITE_OPEN, CITE_CLOSE = "\ue000", "\ue001"
"""Marks that a reader of a format puts around a citation it recognises (``\\ue0001\\ue001``)."""

MAX_BLOCKS = 20_000
"""Most blocks read: about a hundred times the longest brief that anyone would send."""

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
"""Most numbers that a range such as 9–11 may stand for; a brief has at most a few hundred
sources."""
_LABEL = re.compile(r"^\s*(?:the )?bottom line\s*[:.–—-]\s*", re.IGNORECASE)
_KEY_FIGURES = re.compile(
    rf"^\s*(?:{'|'.join(re.escape(labels(x).key_figures) for x in LANGUAGES)})\s*[:.–—-]\s*",
    re.IGNORECASE,
)
_COMMENT_LABELS = "|".join(
    re.escape(label)
    for words in map(labels, LANGUAGES)
    for label in (words.comment, words.why_it_matters, words.action, words.watch_list)
)
COMMENT = re.compile(rf"\s*(?:{_COMMENT_LABELS})\s*:", re.IGNORECASE)
# Comments after a point, in a paragraph with it: what follows the citation and a label.
_COMMENT_AFTER = re.compile(rf"(?<=[{CITE_CLOSE}\])])\s+(?:{_COMMENT_LABELS}): ")
_TITLE_SHARE = 0.4
"""Least share of an entry of the source list that is the article's title; beside it stand outlet
and date. No sentence of news is two fifths its own article's title."""
_SAID = re.compile(r"(?:[^\s.!?]+ ){6}[^\s.!?]*[^\s.!?][.!?](?=\s|$)")
"""A sentence beside the title: seven words or more up to a full stop, which no outlet and date
have."""
_TYPED = re.compile(
    r"^\s*(?:[\u2022\u2023\u25e6\u2043\u2219\u25aa\u25cf\u25cb\u25a0\u25a1\u25ba\u27a2\u2713\u2714\u00b7*\u2013\u2014-]"
    r"|\(?\d{1,2}[.)]|\(?(?:[a-z]|[ivx]{2,4})\))\s+"
)
"""A typed bullet, number or small letter."""
_LEAST_WORDS = 5
"""Words of a table cell that may be a point: fewer are a heading, a name or a figure."""
_LEAST_CELL = 8
"""Words of a citing table cell that is a point for sure: what a key figure measures has seven at
most."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]」』]*\s*$")
_NUMBERED = re.compile(r"^\s*(?:\[(\d+)\]|\(?(\d+)[.)])\s*")


class Role(StrEnum):
    """What a block is on the page."""

    ITEM = "list item"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    SOURCE = "source"
    CELL = "table cell"
    FIGURE = "key figure"
    LABEL = "label of a key figure"
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
    ``quote``: the verbatim sentence, where the format keeps it beside the text. ``parts``: where
    sentences with citations of their own stand in one paragraph, each of them.
    """

    text: str
    cited: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    certain: bool = True
    quote: str = ""
    parts: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The points of a brief, its source entries by label, its strip of key figures.

    ``hints`` are stored article identifiers in the order of the points: where to look first.
    ``labels`` are what the key figures measure, in their order, where they stand apart.
    ``headings`` are those that points stand under, but for the first of the page, which is its
    title; ``sections`` has the titles that the brief stores beside the page, one or a line of them.
    """

    points: tuple[Shown, ...]
    entries: dict[str, str] = field(default_factory=dict)
    hints: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


def page(blocks: Iterable[Block], hints: tuple[str, ...] = (), titles: Iterable[str] = ()) -> Page:
    """Separate points from the rest: list items and citing paragraphs are points, headings, entries
    of the source list, the key figures and comments are not; any other paragraph may be one.

    ``titles`` of the articles tell an entry of the source list that stands under no heading.
    """
    shown_points: list[Shown] = []
    entries: dict[str, str] = {}
    figures: list[str] = []
    labels_: list[str] = []
    in_sources = False
    headings: list[str] = []
    over_points: list[str] = []
    listed = -1
    folded = {fold(title).lower() for title in titles}
    for block in blocks:
        plain = without_citations(block.text)
        number_ = _number(plain, block)
        if COMMENT.match(plain):
            continue
        if block.role not in (Role.HEADING, Role.FIGURE, Role.LABEL, Role.OTHER) and (
            _lists(plain, folded) or (listed > 0 and number_ == listed + 1)
        ):
            listed = number_ if number_ > 0 else 0
            entries.setdefault(str(number_) if number_ > 0 else str(len(entries) + 1), plain)
            continue
        listed = -1
        if block.role is Role.LABEL:
            bare = without_citations(_BRACKETED.sub(_joined, block.text))
            labels_.append(_VISIBLE.sub("", bare).strip())
        elif block.role is Role.HEADING:
            in_sources = plain.casefold().strip(" :.") in SOURCE_HEADINGS
            headings.append(plain)
        elif block.role is Role.SOURCE or in_sources:
            label = _NUMBERED.match(plain)
            number = block.label or (label and (label[1] or label[2])) or str(len(entries) + 1)
            entries.setdefault(number, plain)
        elif block.role is Role.FIGURE or _KEY_FIGURES.match(plain):
            figures.append(_VISIBLE.sub("", _KEY_FIGURES.sub("", plain)))
        elif block.role is Role.CELL and len(plain.split()) < _LEAST_WORDS:
            continue
        elif block.role is not Role.OTHER and plain:
            shown = as_point(block)
            if not shown.certain and _is_fragment(shown.text):
                continue
            shown_points.append(shown)
            if shown_points[-1].certain and len(headings) > 1:
                over_points.append(headings[-1])
    points = tuple(s for s in shown_points if s.text)
    return Page(points, entries, hints, tuple(figures), tuple(labels_), tuple(over_points))


def _is_fragment(text: str) -> bool:
    """Whether a text is too short for a point and does not end as one: ``Date 12 June 2024``."""
    return len(text.split()) < _LEAST_WORDS and not _SENTENCE_END.search(text)


def without_citations(text: str) -> str:
    """``text`` without the citations that a reader of a format marked."""
    return _CITED.sub("", text).strip()


def cell_role(text: str) -> Role:
    """The role of a table cell that nothing but its text tells of: a point ends as a sentence does;
    a heading, a date and what a key figure measures do not."""
    return Role.CELL if _SENTENCE_END.search(_VISIBLE_TAIL.sub("", text)) else Role.OTHER


def _number(plain: str, block: Block) -> int:
    """The number that an entry begins with; -1 where there is none."""
    label = _NUMBERED.match(plain)
    text = block.label or (label and (label[1] or label[2])) or ""
    return int(text) if text.isdecimal() else -1


def _lists(plain: str, titles: Collection[str]) -> bool:
    """Whether a paragraph is an entry of the source list: the title of an article is most of it."""
    text = fold(_NUMBERED.sub("", plain)).lower()
    if text in titles:
        return True
    return any(
        len(t) >= _TITLE_SHARE * len(text) and t in text and not _SAID.search(text.replace(t, ""))
        for t in titles
        if t
    )


def as_point(block: Block) -> Shown:
    """A block as a point: its words without a typed bullet, what it cites, what follows it."""
    text = _LABEL.sub("", re.sub(r"\s+", " ", block.text).strip())
    text = _TYPED.sub("", text)
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
    if block.role is Role.CELL:
        certain = bool(cited) and len(words.split()) >= _LEAST_CELL
    return Shown(words, cited, values, certain, parts=_parts(text))


def _parts(text: str) -> tuple[Shown, ...]:
    """The sentences of a paragraph that each end with a citation, if there are several."""
    ends = [match.end() for match in _JOINT.finditer(text)]
    if not ends:
        return ()
    pieces = [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]
    return tuple(
        Shown(
            re.sub(r"\s+", " ", _CITED.sub("", piece)).strip(),
            tuple(dict.fromkeys(n for m in _CITED.findall(piece) for n in _numbers(m))),
        )
        for piece in pieces
    )


def _marked(match: re.Match[str]) -> str:
    return re.sub(r"[\[(]([^\])]*)[\])]", f"{CITE_OPEN}\\1{CITE_CLOSE}", match[0])


# Visible marks such as [1][2] or [3, 4] count as citations where they end the point; elsewhere they
# may be the source's own.
_VISIBLE_TAIL = re.compile(
    r"(?:\s*\[\d{1,4}(?:[,;–-]\s?\d{1,4})*\])+\s*$"
    r"|(?<=[.!?…”\"'’])(?:\s*\(\d{1,3}(?:[,;–-]\s?\d{1,3})*\))+\s*$"
)


# A citation after the end of a sentence, before another sentence.
_JOINT = re.compile(
    rf"(?<=[.!?…”\"'’])\s*(?:{CITE_OPEN}[^{CITE_CLOSE}]*{CITE_CLOSE}\s*)+(?=[^\s{CITE_OPEN}])"
)


def _joined(match: re.Match[str]) -> str:
    inner = match[1].replace(CITE_OPEN, "").replace(CITE_CLOSE, "")
    return f"{CITE_OPEN}{inner}{CITE_CLOSE}"


def _numbers(label: str) -> list[str]:
    """The labels in a citation; a range of numbers stands for all of them.

    >>> _numbers("1, 9–11")
    ['1', '9', '10', '11']
    """
    numbers: list[str] = []
    for part in re.split(r"[,;]", label):
        ends = re.fullmatch(r"\s*(\d{1,4})\s*[–-]\s*(\d{1,4})\s*", part)
        if ends:
            first, last = int(ends[1]), int(ends[2])
            numbers += [str(n) for n in range(first, min(last, first + MOST_JOINED) + 1)]
        elif part.strip():
            numbers.append(part.strip())
    return numbers
