"""Paragraphs as items: their lines broken and their heights known, ready to be placed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefing.docx.blocks import (
    RAW,
    Paragraph,
    Run,
    TextBox,
)
from briefing.docx.formats import Font
from briefing.docx.package import Element, W, value
from briefing.docx.template import Template
from briefing.docx.text_formats import TextFormats
from briefing.layout.floats import DRAWN, Float, drawn, frame
from briefing.layout.line_breaking import OBJECT, Obstacle, line_heights
from briefing.layout.pagination import Item
from briefing.layout.pictures import inline_boxes, text_frames
from briefing.layout.ruler import Ruler, Stretch

BoxHeight = Callable[[TextBox, float, str], float]
_Key = tuple[str, int, tuple[Run, ...], float, tuple[Obstacle, ...]]


class ItemMeasure:
    """Paragraphs of ``template`` as items; remembers those it has measured.

    ``pitch`` is the distance of the lines of the page's grid in points, 0 without one; ``spread``
    what it adds to each character, ``cell`` the width of one of its cells if it has any.
    ``box_height`` gives the height of the text of a text box, its width and part given; it is set
    by what measures tables, which may stand in the box.
    """

    box_height: BoxHeight | None = None

    def __init__(
        self, template: Template, pitch: float, spread: float = 0.0, cell: float = 0.0
    ) -> None:
        self.cell = cell
        self._template, self._styles, self._pitch = template, template.styles, pitch
        self._ruler = Ruler(template.styles.embedded, spread)
        self.formats = TextFormats(template)
        self._known: dict[_Key, Item] = {}
        self._frames: dict[tuple[str, int], Element] = {}
        self._floating: dict[tuple[str, int], bool] = {}

    def item(
        self, block: Paragraph, width: float, part: str, beside: tuple[Obstacle, ...] = ()
    ) -> Item:
        """A paragraph of ``part`` in a column ``width`` points wide, next to what is ``beside``."""
        key = (part, block.template, block.runs, width, beside)
        item = self._known.get(key)
        if item is None:
            item = self._known[key] = self._measure(block, width, part, beside)
        return item

    def empty(self) -> Item:
        """An empty paragraph in the default style."""
        form = self._styles.paragraph(None)
        pitch = self._pitch if form.grid else 0.0
        lines, slack_pt = line_heights((), form, 0.0, "", self._ruler, pitch)
        return Item(form.before, lines, form.after, form.style, slack_pt=slack_pt, blank=True)

    def floats(self, block: Paragraph, part: str) -> list[Float]:
        """What is anchored in a paragraph and stands beside the text."""
        key = part, block.template
        if key not in self._floating:
            element = self._template.program(part).paragraphs[block.template]
            self._floating[key] = next(element.iter(*DRAWN), None) is not None
        if not self._floating[key]:
            return []
        return [
            floating
            for run in block.runs
            if run.kind == RAW
            for floating in drawn(self._raw(run, part), self._heights(run, part))
        ]

    def frame(self, block: Paragraph, part: str) -> Element:
        """The frame properties of a paragraph; None for one that stands in the flow."""
        key = part, block.template
        if key not in self._frames:
            self._frames[key] = frame(self._template.program(part).paragraphs[block.template])
        return self._frames[key]

    def kept(self, block: Paragraph, part: str) -> list[Element]:
        """The elements in a paragraph that are kept as they are."""
        return [self._raw(run, part) for run in block.runs if run.kind == RAW]

    def _raw(self, run: Run, part: str) -> Element:
        return self._template.program(part).raw[int(run.target)]

    def _heights(self, run: Run, part: str) -> dict[int, float]:
        """The heights of the filled text boxes of a run that grow with their text, by place."""
        if not run.boxes or self.box_height is None:
            return {}
        frames = text_frames(self._raw(run, part))
        return {
            box.place: self.box_height(box, frame.width, part) + frame.insets
            for box in run.boxes
            if (frame := frames[box.place]).grows
        }

    def natural_width(self, block: Paragraph, part: str) -> float:
        """The width in points of the text of a paragraph on one line."""
        return sum(self._ruler.width(text, font) for text, font in self._stretches(block, part))

    def _measure(
        self, block: Paragraph, width: float, part: str, beside: tuple[Obstacle, ...]
    ) -> Item:
        form = self.formats.held_form(block, part)
        stretches = self._stretches(block, part)
        mark = self.formats.mark_font(part, block.template)
        if mark.hidden and all(isinstance(f, Font) and f.hidden for _, f in stretches):
            return Item(0.0, (0.0,), 0.0, form.style, blank=True)
        label = ""
        if form.label is not None:
            label = form.label.text
            for level in "123456789":
                label = label.replace(f"%{level}", str(max(block.anchor, 1)))
            form = replace(form, left=form.left + self.cell) if self.cell else form
        if not stretches:
            form = replace(form, font=mark)
        pitch = self._pitch if form.grid else 0.0
        heights, slack_pt = line_heights(stretches, form, width, label, self._ruler, pitch, beside)
        lines = list(heights)
        lines[0] += form.border_top
        lines[-1] += form.border_bottom
        breaks = [value(b, "type") for e in self.kept(block, part) for b in e.iter(W + "br")]
        last = bool(block.runs) and block.runs[-1].kind == RAW
        return Item(
            before=form.before,
            lines=tuple(lines),
            after=form.after,
            style=form.style,
            contextual=form.contextual,
            keep_next=form.keep_next,
            solid=form.keep_lines,
            widow=form.widow,
            break_before=form.break_before or ("page" in breaks and not last),
            break_after="page" in breaks and last,
            slack_pt=slack_pt,
            blank=not stretches and form.label is None,
        )

    def _stretches(self, block: Paragraph, part: str) -> list[Stretch]:
        made: list[Stretch] = []
        for run in block.runs:
            if run.text:
                made.append((run.text, self.formats.font(part, block.template, run)))
            if run.kind == RAW:
                boxes = inline_boxes(self._raw(run, part), self._heights(run, part))
                made.extend((OBJECT, box) for box in boxes)
        return made
