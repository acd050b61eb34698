"""A DOCX template, read once: its programs, styles and pages; what a brief makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing.display.page_fields import NO_FIELDS, PageFields
from briefing.display.template_language import Scope
from briefing.display.variables import FORMER, names, scope
from briefing.docx.blocks import Block
from briefing.docx.comments import CommentPlacer, add_styles
from briefing.docx.package import Element, Package, R, W, child, value
from briefing.docx.styles import Styles
from briefing.docx.tags import TemplateProgram
from briefing.errors import TemplateError
from briefing.model import Brief
from briefing.resources import template_path

DEFAULT = "brief.docx"
PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Width and height of the papers in twips (ISO 216; ANSI Y14.1)."""
NOT_USED = "template: it has no tags, so its text is not used, only its page and styles"


@dataclass(slots=True)
class Template:
    """A checked template for briefs with ``fields``.

    ``programs`` are by part name: the document, its headers and footers. ``comments`` places
    comments where the template does not.
    """

    package: Package
    styles: Styles
    fields: PageFields
    programs: dict[str, TemplateProgram]
    roots: dict[str, Element]
    warnings: tuple[str, ...]
    comments: CommentPlacer | None = None

    @property
    def main(self) -> str:
        return self.package.main

    @property
    def body(self) -> Element:
        return child(self.roots[self.main], "body")

    def scope(self, brief: Brief) -> Scope:
        """The values of the names that the template's tags use."""
        placed = any("conflict_note" in p.findings.uses for p in self.programs.values())
        return scope(brief, self.fields, inline_conflicts=not placed)

    def blocks(self, part: str, scope: Scope) -> list[Block]:
        """The blocks of ``part`` for ``scope``."""
        blocks = self.programs[part].run(scope)
        placer = self.comments if part == self.main else None
        return placer.placed(blocks, scope) if placer else blocks

    def section_properties(self) -> list[Element]:
        """The section properties in order; the last is the document's own."""
        inner = [
            sect
            for paragraph in self.programs[self.main].paragraphs
            if (sect := child(paragraph, "pPr", "sectPr")) is not None
        ]
        final = child(self.body, "sectPr")
        return inner if final is None else [*inner, final]


def set_paper(sect: Element, paper: str) -> None:
    """Give a section the size of ``paper``; margins and orientation stay as they are."""
    width, height = PAPERS[paper]
    size = child(sect, "pgSz")
    if size is None:
        size = sect.makeelement(W + "pgSz")
        refs = [e for e in sect if e.tag in (W + "headerReference", W + "footerReference")]
        kinds = [e for e in sect if e.tag == W + "type"]
        sect.insert(len(refs) + len(kinds), size)
    if value(size, "orient") == "landscape":
        width, height = height, width
    size.set(W + "w", str(width))
    size.set(W + "h", str(height))
    size.attrib.pop(W + "code", None)


def load(data: bytes, fields: PageFields = NO_FIELDS) -> Template:
    """The template in ``data``; raises :class:`TemplateError` for an unusable one."""
    package = Package.read(data)
    root = package.xml(package.main)
    body = child(root, "body")
    if body is None:
        if "purl.oclc.org" in str(root.tag):
            raise TemplateError(
                "template: saved as Strict Open XML; save it in Word as a Word document (.docx)"
            )
        raise TemplateError("template: its document has no body")
    program = TemplateProgram(body, names(fields), FORMER)
    warnings: list[str] = []
    if not program.tags:
        from briefing.docx.adopt import adopt_template

        if any((t.text or "").strip() for t in body.iter(W + "t")):
            warnings.append(NOT_USED)
        adopt_template(package, root, Package.read(default_bytes()))
        program = TemplateProgram(child(root, "body"), names(fields), FORMER)
    add_styles(package)
    styles = Styles(package)
    template = Template(package, styles, fields, {package.main: program}, {package.main: root}, ())
    _load_margins(template)
    if "comments" not in program.findings.uses:
        template.comments = CommentPlacer(program, styles.by_name)
    notes = [note for p in template.programs.values() for note in p.findings.notes]
    template.warnings = (*warnings, *dict.fromkeys(notes))
    return template


def _load_margins(template: Template) -> None:
    """Add the programs of the headers and footers in use."""
    targets = template.package.by_id(template.main)
    for sect in template.section_properties():
        for kind in ("headerReference", "footerReference"):
            for reference in sect.findall(W + kind):
                name = targets.get(reference.get(R + "id", ""), "")
                root = template.package.xml(name)
                if root is not None and name not in template.programs:
                    template.roots[name] = root
                    template.programs[name] = TemplateProgram(root, names(template.fields), FORMER)


@lru_cache(maxsize=1)
def default_bytes() -> bytes:
    """The shipped default template."""
    return template_path(DEFAULT).read_bytes()
