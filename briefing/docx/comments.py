"""Comments of an analyst in a Word page: paragraphs in a style of their own.

A template that loops over ``comments`` places them itself. In any other they stand under their
point, those of a section under its heading, in the style :data:`STYLE` of the template, or in one
that is added to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from briefing.display.template_language import Scope
from briefing.docx.blocks import Block, Paragraph, Run, Table
from briefing.docx.package import Element, Package, W, child, serialise, value
from briefing.docx.tags import TemplateProgram
from briefing.model import Point

STYLE, LABEL_STYLE = "Analyst Comment", "Comment Label"
_NEW = {
    STYLE: (
        "paragraph",
        '<w:pPr><w:keepLines/><w:pBdr><w:left w:val="single" w:sz="12" w:space="6" '
        'w:color="B08A3E"/></w:pBdr><w:spacing w:before="0" w:after="60"/>'
        '<w:ind w:left="360"/></w:pPr><w:rPr><w:color w:val="5C4A1E"/></w:rPr>',
    ),
    LABEL_STYLE: ("character", "<w:rPr><w:b/><w:bCs/></w:rPr>"),
}


def add_styles(package: Package) -> None:
    """Add the styles of comments that the template does not have."""
    part = package.related(package.main, "styles")
    root = package.xml(part)
    if part is None or root is None:
        return
    styles = root.findall(W + "style")
    names = {value(child(style, "name")).lower() for style in styles}
    keys = {style.get(W + "styleId") for style in styles}
    normal = next(
        (
            style.get(W + "styleId", "")
            for style in styles
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true")
        ),
        "",
    )
    for name, (kind, properties) in _NEW.items():
        if name.lower() in names:
            continue
        key = name.replace(" ", "")
        while key in keys:
            key += "1"
        based = f'<w:basedOn w:val="{normal}"/>' if normal and kind == "paragraph" else ""
        root.append(
            etree.fromstring(
                f'<w:style xmlns:w="{W[1:-1]}" w:type="{kind}" w:customStyle="1" '
                f'w:styleId="{key}"><w:name w:val="{name}"/>{based}<w:uiPriority w:val="1"/>'
                f"<w:qFormat/>{properties}</w:style>"
            )
        )
    package.parts[part] = serialise(root)


class CommentPlacer:
    """Puts comments among the blocks of one part of a template.

    ``styles`` are the keys of the template's styles by their lower-cased names.
    """

    def __init__(self, program: TemplateProgram, styles: dict[str, str]) -> None:
        paragraph: Element = etree.Element(W + "p")
        properties = etree.SubElement(paragraph, W + "pPr")
        key = styles.get(STYLE.lower())
        if key:
            etree.SubElement(properties, W + "pStyle", {W + "val": key})
        self.paragraph = len(program.paragraphs)
        program.paragraphs.append(paragraph)
        label: Element = None
        key = styles.get(LABEL_STYLE.lower())
        if key:
            label = etree.Element(W + "rPr")
            etree.SubElement(label, W + "rStyle", {W + "val": key})
        self.label = len(program.formats)
        program.formats.append(label)

    def placed(self, blocks: list[Block], scope: Scope) -> list[Block]:
        """The blocks with the comments of ``scope``; the same list where there are none."""
        after: dict[int, Any] = {
            id(view.point): view.comments for view in scope["points"] if view.comments
        }
        before: dict[int, Any] = {
            id(section.points[0].point): section.comments
            for section in scope["sections"]
            if section.comments and section.points
        }
        return self._among(blocks, before, after) if before or after else blocks

    def _among(
        self, blocks: list[Block], before: dict[int, Any], after: dict[int, Any]
    ) -> list[Block]:
        made: list[Block] = []
        for block in blocks:
            points: Sequence[Point] = ()
            if isinstance(block, Paragraph):
                points = [point for point, _, _ in block.points]
            elif isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        cell.blocks = self._among(cell.blocks, before, after)
            made += [c for p in points for c in self._comments(before.pop(id(p), ()))]
            made.append(block)
            made += [c for p in points for c in self._comments(after.pop(id(p), ()))]
        return made

    def _comments(self, comments: Sequence[Any]) -> list[Block]:
        return [
            Paragraph(
                self.paragraph,
                (Run(f"{comment.label}:", self.label), Run(f" {comment.text}", 0)),
            )
            for comment in comments
        ]
