"""Presentations (.pptx): python-pptx opens them; the text of the slides in order, then notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from briefing.model import Article, Skipped
from briefing.readers.article import make_article
from briefing.readers.options import Hints, Source, merge
from briefing.readers.packages import check_package

# Placeholders that say the same on every slide: date, footer, slide number.
_FURNITURE = frozenset({13, 15, 16})
# python-pptx's own template claims this author.
_TEMPLATE_AUTHOR = "Steve Canny"


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
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
        yield from (paragraph.text for paragraph in notes.paragraphs)


def _shapes(shapes: Any) -> Iterator[Any]:
    """All shapes in reading order, those of groups included, without what every slide repeats."""
    stack = list(reversed(list(shapes)))
    while stack:
        shape = stack.pop()
        if hasattr(shape, "shapes"):
            stack.extend(reversed(list(shape.shapes)))
        elif not (shape.is_placeholder and shape.placeholder_format.type in _FURNITURE):
            yield shape


def _frame(frame: Any, shape: Any) -> Iterator[str]:
    """The paragraphs of a text frame; those of a list that are no sentences begin with a dash."""
    body = shape.is_placeholder
    for paragraph in frame.paragraphs:
        text = " ".join(paragraph.text.replace("\v", " ").split())
        if text:
            yield text if not body or text[-1] in ".!?" else f"- {text}"
