"""What a writer stored about a page: which of its paragraphs are points, and what the others say.

Word files carry it in a custom XML part (:mod:`briefing.writers.docx_metadata`). It identifies a
point wherever a template puts it: in a table, in a text box, after a typed bullet. It says only
where to look; the articles alone decide what is true.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefing.limits.xml import XmlError, parse_xml
from briefing.verification.normalise import fold, words
from briefing.verification.points import Block, Role, without_citations

NAMESPACE = "{urn:briefing:provenance:1}"
_ALIKE = 0.5
"""Share of words that a paragraph has in common with a stored point to be that point, altered:
below it the two are not versions of one sentence. It is what :mod:`briefing.verification.match`
asks of a passage."""
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class StoredPoint:
    """A point as it was shown, and what the template prints before and after it."""

    text: str
    article: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """The points of a page in order, its sources, key figures and all other paragraphs."""

    points: tuple[StoredPoint, ...] = ()
    sources: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    others: frozenset[str] = frozenset()
    keywords: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Possible titles of sections: paragraphs that are not points, and keywords of the
        document."""
        return (*sorted(self.others), *self.keywords)

    @property
    def hints(self) -> tuple[str, ...]:
        """The identifiers of the articles of the points."""
        return tuple(point.article for point in self.points)


def read(data: bytes) -> Stored:
    """What a custom XML part stores; nothing where it is broken."""
    try:
        root = parse_xml(data)
    except XmlError:
        return Stored()
    ids = {e.get("n", ""): e.get("id", "") for e in root.iter(NAMESPACE + "source")}
    points = tuple(
        StoredPoint(
            e.get("shown") or e.text or "",
            ids.get(e.get("source", ""), ""),
            e.get("before", ""),
            e.get("after", ""),
        )
        for e in root.iter(NAMESPACE + "point")
    )
    sources = tuple(e.text or "" for e in root.iter(NAMESPACE + "source"))
    figures = tuple((e.get("value", ""), e.text or "") for e in root.iter(NAMESPACE + "figure"))
    others = frozenset(fold(e.text or "") for e in root.iter(NAMESPACE + "other"))
    return Stored(points, sources, figures, others)


def with_stored_roles(blocks: Iterable[Block], stored: Stored) -> list[Block]:
    """``blocks`` in their stored roles, without the words that the template adds.

    Two points that an editor joined in one paragraph are two again.
    """
    if not stored.points:
        return list(blocks)
    known = [
        (point, Counter(words(fold(shown))))
        for point in stored.points
        for shown in dict.fromkeys((point.text, f"{point.before} {point.text} {point.after}"))
    ]
    made: list[Block] = []
    for block in blocks:
        plain = fold(without_citations(block.text))
        if block.role is Role.HEADING and any(fold(p.text) in plain for p in stored.points):
            made.extend(_as_point(replace(block, role=Role.ITEM), plain, known) or [block])
        elif block.role in (Role.HEADING, Role.SOURCE, Role.FIGURE, Role.LABEL):
            made.append(block)
        elif plain in stored.others:
            made.append(replace(block, role=Role.OTHER))
        else:
            made.extend(
                _as_point(block, plain, known) or _as_figure(block, plain, stored) or [block]
            )
    return made


def _as_figure(block: Block, plain: str, stored: Stored) -> list[Block]:
    """A changed key figure that stands in one paragraph: its value and its label, else nothing.

    One that was not changed is among the stored lines that are no points. An entry of the source
    list is none, however much its title has in common with a figure of its article.
    """
    if any(title and fold(title) in plain for title in stored.sources):
        return []
    mine = Counter(words(plain))
    for value, label in stored.figures:
        theirs = Counter(words(f"{fold(value)} {fold(label)}"))
        if (mine & theirs).total() < _ALIKE * max(mine.total(), theirs.total(), 1):
            continue
        told, rest = plain, ""
        if fold(value) in plain:
            told, rest = fold(value), plain.replace(fold(value), "", 1)
        elif fold(label) in plain:
            told, rest = plain.replace(fold(label), "", 1), fold(label)
        pair = (Role.FIGURE, told.strip()), (Role.LABEL, rest.strip())
        return [replace(block, role=role, text=text) for role, text in pair]
    return []


def _as_point(
    block: Block, plain: str, known: list[tuple[StoredPoint, Counter[str]]]
) -> list[Block]:
    """The points in a paragraph; nothing for one that is none."""
    points = {point.text: point for point, _ in known}.values()
    whole = [point for point in points if fold(point.text) and fold(point.text) in plain]
    if len(whole) > 1:
        parts = _parted(block, whole)
        if parts:
            return parts
    mine = Counter(words(plain))
    size = mine.total()
    best, share = None, 0.0
    for point, theirs in known:
        common = (mine & theirs).total()
        alike = common / max(size, theirs.total(), 1)
        if alike > share:
            best, share = point, alike
    if best is None or size < _LEAST_WORDS or share < _ALIKE:
        return []
    return [replace(block, role=Role.ITEM, text=_bare(block.text, best))]


def _bare(text: str, point: StoredPoint) -> str:
    """A paragraph without what the template prints before and after the point."""
    flat = re.sub(r"\s+", " ", text).strip()
    before, after = (re.sub(r"\s+", " ", t).strip() for t in (point.before, point.after))
    if before and fold(flat).startswith(fold(before)):
        flat = flat[len(before) :].lstrip()
    if after and flat.endswith(after):
        flat = flat[: -len(after)].rstrip()
    return flat


def _parted(block: Block, points: list[StoredPoint]) -> list[Block]:
    """A paragraph of several whole points, one block for each; none where it says more."""
    flat = re.sub(r"\s+", " ", block.text).strip()
    places = sorted((flat.find(point.text), point.text) for point in points)
    if places[0][0] != 0:
        return []
    ends = [*(start for start, _ in places[1:]), len(flat)]
    parts = [flat[start:end].strip() for (start, _), end in zip(places, ends, strict=True)]
    if any(without_citations(part) == part for part in parts):
        return []  # one of them lost its source
    return [replace(block, role=Role.ITEM, text=part) for part in parts]
