"""The formats of the paragraphs and runs of a template, for what measures and what writes them."""

from __future__ import annotations

import math
from dataclasses import replace

from briefing.docx.blocks import LINK, LINK_STYLE, MARK, RAW, REF, REFERENCE_STYLE, Paragraph, Run
from briefing.docx.formats import TWIP, Font, ParagraphFormat
from briefing.docx.package import child
from briefing.docx.template import Template, grid_pitch

_CHARACTER_STYLES = {REF: REFERENCE_STYLE, MARK: REFERENCE_STYLE, LINK: LINK_STYLE}


class TextFormats:
    """The formats of ``template``, each resolved once."""

    def __init__(self, template: Template) -> None:
        self._template, self._styles = template, template.styles
        self._forms: dict[tuple[str, int], ParagraphFormat] = {}
        self._fonts: dict[tuple[str, int, int, str], Font] = {}
        sections = template.section_properties()
        self._on_grid = bool(sections) and grid_pitch(sections[-1]) > 0

    def form(self, part: str, template: int) -> ParagraphFormat:
        """The format of a template paragraph."""
        form = self._forms.get((part, template))
        if form is None:
            program = self._template.program(part)
            element = program.paragraphs[template]
            form = self._styles.paragraph(child(element, "pPr"), program.table_style(template))
            self._forms[part, template] = form
        return form

    def font(self, part: str, template: int, run: Run) -> Font:
        """The font of a run in a template paragraph."""
        key = (part, template, run.format, run.kind)
        font = self._fonts.get(key)
        if font is None:
            program = self._template.program(part)
            style = self._styles.by_name.get(_CHARACTER_STYLES.get(run.kind, "").lower(), "")
            font = self._fonts[key] = self._styles.run(
                child(program.paragraphs[template], "pPr"),
                program.formats[run.format],
                style,
                program.table_style(template),
            )
        return font

    def mark_font(self, part: str, template: int) -> Font:
        """The font of the paragraph mark, which sets the height of an empty paragraph."""
        ppr = child(self._template.program(part).paragraphs[template], "pPr")
        mark = child(ppr, "rPr")
        table = self._template.program(part).table_style(template)
        if mark is None:
            return self.form(part, template).font
        return self._styles.run(ppr, mark, "", table)

    def held_form(self, block: Paragraph, part: str) -> ParagraphFormat:
        """The format of ``block`` with lines at least as high as its font sets them.

        Where a font is missing, another stands in for it, and most set lower lines: the page would
        end higher up than where the font is installed. The least height changes nothing where it
        is. Left as they are: lines on a grid or of an exact height, of several sizes, with
        pictures, and in a font whose height is not known or is less than that of its stand-in.
        """
        form = self.form(part, block.template)
        if self._on_grid or form.rule == "exact" or any(run.kind == RAW for run in block.runs):
            return form
        fonts = {self.font(part, block.template, run) for run in block.runs if run.text}
        fonts = {font for font in fonts if not font.raised} or fonts
        fonts = fonts or {self.mark_font(part, block.template)}
        if len({(font.line_em, font.size) for font in fonts}) > 1:
            return form
        font = next(iter(fonts))
        if not font.lower:
            return form
        height = math.floor(font.line_em * font.size / TWIP) * TWIP
        if form.rule == "auto":
            height = math.floor(height * form.line / TWIP + 1e-6) * TWIP
        return replace(form, rule="atLeast", line=max(height, form.line * (form.rule != "auto")))
