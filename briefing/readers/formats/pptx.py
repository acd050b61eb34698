"""Presentations (.pptx): python-pptx opens them; the text of the slides in order, then notes."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import Any

from briefing.model import Article, Skipped
from briefing.readers.article import make_article
from briefing.readers.options import Hints, Source, merge
from briefing.readers.packages import check_package
from briefing.readers.raised import raised

# Placeholders that say the same on every slide: date, footer, slide number.
_FURNITURE = frozenset({13, 15, 16})
_ROW = 360_000  # 1 cm in the units of Office
_LOOK = "{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"
# What speakers write to themselves into their notes.
_DIRECTION = re.compile(
    r"[\W_]*(?:click\b|(?:next|previous|change|advance(?: the)?) slide|pause\b|transition\b"
    r"|animation\b"
    r"|(?:remember|don['’]t forget) to\b|ask (?:the )?audience|hand over to\b|play (?:the )?video"
    r"|(?:show|point at|skip) (?:the |this )?(?:slide|chart|video|picture)|speaker notes?:?$"
    r"|(?:timing|time|duration): ?\d|\d+ ?(?:min(?:ute)?s?|sec(?:ond)?s?)\W*$)",
    re.IGNORECASE,
)
# python-pptx's own template claims this author and this day.
_TEMPLATE_AUTHOR = "Steve Canny"
_TEMPLATE_MADE = dt.date(2013, 1, 27)


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article: of each slide that is shown the title, the text, the cells, the notes."""
    check_package(source, "a presentation")
    from pptx import Presentation
    from pptx.opc.constants import RELATIONSHIP_TYPE as RELATED

    deck = Presentation(io.BytesIO(source.data))
    parts: list[str] = []
    for slide in deck.slides:
        if slide._element.get("show") != "0":
            parts.extend(_slide(slide))
    first = deck.slides[0].shapes.title if len(deck.slides) else None
    # Asked for the properties of a file without them, python-pptx makes some up by the clock.
    linked = deck.part.package._rels.values()
    own = any(each.reltype == RELATED.CORE_PROPERTIES for each in linked)
    core = deck.core_properties
    ours = not own or core.author == _TEMPLATE_AUTHOR
    made = None if ours else core.created or core.modified
    made = None if made and made.date() == _TEMPLATE_MADE else made
    hints = Hints(
        title=(core.title or "" if own else "").replace("PowerPoint Presentation", "")
        or (first.text_frame.text if first is not None else ""),
        author="" if ours else core.author or "",
        made=made.date().isoformat() if made else "",
        language=core.language or "",
    )
    yield make_article(
        parts,
        location=source.location,
        options=source.options,
        hints=merge(source.hints, hints),
        name=source.name,
    )


def _slide(slide: Any) -> Iterator[str]:
    title = slide.shapes.title
    if title is not None and title.text_frame.text.strip():
        yield " ".join(title.text_frame.text.split())
    for shape in _shapes(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if shape.has_text_frame:
            yield from _frame(shape.text_frame, shape)
        elif getattr(shape, "has_table", False):
            cells = (cell for row in shape.table.rows for cell in row.cells)
            yield from (_text(p) for cell in cells for p in cell.text_frame.paragraphs)
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
        yield from (text for p in notes.paragraphs if not _DIRECTION.match(text := _text(p)))


def _shapes(shapes: Any) -> Iterator[Any]:
    """All shapes from top to bottom, those of groups included, without what every slide repeats.

    A file has them in the order in which they were drawn. Hidden ones are left out.
    """
    stack = sorted(shapes, key=_place, reverse=True)
    while stack:
        shape = stack.pop()
        if shape._element.xpath("*/p:cNvPr[@hidden='1' or @hidden='true']"):
            continue
        if hasattr(shape, "shapes"):
            stack.extend(sorted(shape.shapes, key=_place, reverse=True))
        elif not (shape.is_placeholder and shape.placeholder_format.type in _FURNITURE):
            yield shape


def _place(shape: Any) -> tuple[int, int]:
    """The rows of a slide are as high as a line of text, so what is nearly level goes on across."""
    return (shape.top or 0) // _ROW, shape.left or 0


def _text(paragraph: Any) -> str:
    """The text of a paragraph without struck words and raised marks."""
    text = ""
    for run in paragraph._p.xpath("a:r | a:br | a:fld"):
        said = "".join(run.xpath(".//a:t/text()")) or " "
        look = run.find(_LOOK)
        if look is None:
            text += said
        elif look.get("strike", "noStrike") == "noStrike":
            text += raised(text, said) if look.get("baseline", "0")[:1] not in "0-" else said
    return " ".join(text.replace("\v", " ").split())


def _frame(frame: Any, shape: Any) -> Iterator[str]:
    """The paragraphs of a text frame; those of a list that are no sentences begin with a dash."""
    body = shape.is_placeholder
    for paragraph in frame.paragraphs:
        text = _text(paragraph)
        if text:
            yield text if not body or text[-1] in ".!?" else f"- {text}"
