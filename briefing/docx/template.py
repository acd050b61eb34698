"""A DOCX template, read once: its programs, styles and pages; what a brief makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from briefing.display.page_fields import NO_FIELDS, PageFields
from briefing.display.template_language import Scope
from briefing.display.variables import FORMER, as_shown, names, scope
from briefing.docx.admission import admit
from briefing.docx.blocks import Block
from briefing.docx.comments import CommentPlacer, add_styles
from briefing.docx.formats import TWIP
from briefing.docx.package import Element, Package, R, W, child, number, value
from briefing.docx.styles import Styles
from briefing.docx.tag_scanner import OPEN
from briefing.docx.tags import TemplateProgram
from briefing.errors import TemplateError
from briefing.model import Brief
from briefing.resources import template_path

DEFAULT = "brief.docx"
PAPERS = {
    "a4": (11906, 16838),
    "letter": (12240, 15840),
    "legal": (12240, 20160),
    "a3": (16838, 23811),
    "a5": (8391, 11906),
    "b5": (10319, 14571),
}
"""Width and height of papers in twips, upright (ISO 216; ANSI Y14.1; JIS P 0138 for B5)."""
PAPER_TOLERANCE = 60
"""Twips by which programs round papers differently: Word itself writes A4 as 11906 or 11907, others
whole millimetres (57 twips)."""
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
    notes: dict[str, TemplateProgram] = field(default_factory=dict)
    uses: set[str] = field(default_factory=set)

    def program(self, part: str) -> TemplateProgram:
        """The program of a part, or of a note: ``footnote 1``."""
        return self.programs.get(part) or self.notes[part]

    @property
    def main(self) -> str:
        return self.package.main

    @property
    def body(self) -> Element:
        return child(self.roots[self.main], "body")

    def scope(self, brief: Brief) -> Scope:
        """The values of the names that the template's tags use."""
        inline = "conflict_note" not in self._uses()
        return scope(self.as_shown(brief), self.fields, inline_conflicts=inline)

    def as_shown(self, brief: Brief) -> Brief:
        """``brief`` with its points in the order in which the template shows them."""
        return as_shown(brief, self._uses())

    def _uses(self) -> set[str]:
        if not self.uses:
            self.uses = {name for p in self.programs.values() for name in p.findings.uses}
        return self.uses

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


def page_size(sect: Element, paper: str = "") -> tuple[float, float]:
    """Width and height in twips of a section's page: on ``paper``, else as the section states.

    A section that states no size has A4. Its orientation stays on another paper.
    """
    size = child(sect, "pgSz")
    width, height = number(size, "w", PAPERS["a4"][0]), number(size, "h", PAPERS["a4"][1])
    if not paper:
        return width, height
    wide = width > height or value(size, "orient") == "landscape"
    short, long = PAPERS[paper]
    return (long, short) if wide else (short, long)


def grid_pitch(sect: Element) -> float:
    """The distance in points of the grid lines that text snaps to; 0 without a grid."""
    grid = child(sect, "docGrid")
    lines = value(grid, "type") in ("lines", "linesAndChars", "snapToChars")
    return number(grid, "linePitch") * TWIP if lines else 0.0


def text_width(sections: list[Element], paper: str = "") -> float:
    """The width in twips between the margins of the last section; 0 without one."""
    if not sections:
        return 0.0
    margins = child(sections[-1], "pgMar")
    sides = sum(number(margins, side) for side in ("left", "right", "gutter"))
    return page_size(sections[-1], paper)[0] - sides


def paper_name(sect: Element, paper: str = "") -> str:
    """What the paper of a section is called: ``a4``, ``letter``, else its size in millimetres."""
    short, long = sorted(page_size(sect, paper))
    for name, size in PAPERS.items():
        if max(abs(short - size[0]), abs(long - size[1])) <= PAPER_TOLERANCE:
            return name
    width, height = page_size(sect, paper)
    return f"{width * MM:.0f}x{height * MM:.0f}mm"


MM = 25.4 / 1440
"""Millimetres in a twip."""


def set_paper(sect: Element, paper: str) -> None:
    """Give a section the size of ``paper``; margins and orientation stay as they are.

    Without ``paper`` only a section that states no size is given one.
    """
    size = child(sect, "pgSz")
    if size is not None and not paper:
        return
    width, height = page_size(sect, paper)
    if size is None:
        size = sect.makeelement(W + "pgSz")
        refs = [e for e in sect if e.tag in (W + "headerReference", W + "footerReference")]
        kinds = [e for e in sect if e.tag == W + "type"]
        sect.insert(len(refs) + len(kinds), size)
    size.set(W + "w", f"{width:.0f}")
    size.set(W + "h", f"{height:.0f}")
    size.attrib.pop(W + "code", None)


def load(data: bytes, fields: PageFields = NO_FIELDS) -> Template:
    """The template in ``data``; raises :class:`TemplateError` for an unusable one."""
    package = Package.read(data)
    tagged = _has_tags(package)
    admit(package)
    root = package.xml(package.main)
    body = child(root, "body")
    if body is None:
        raise TemplateError("template: its document has no body")
    warnings: list[str] = []
    if not tagged:
        from briefing.docx.adopt import adopt_template

        if any((t.text or "").strip() for t in body.iter(W + "t")):
            warnings.append(NOT_USED)
        adopt_template(package, root, Package.read(default_bytes()))
    add_styles(package)
    program = TemplateProgram(child(root, "body"), names(fields), FORMER)
    styles = Styles(package)
    template = Template(package, styles, fields, {package.main: program}, {package.main: root}, ())
    _load_margins(template)
    _load_notes(template)
    if "comments" not in program.findings.uses:
        template.comments = CommentPlacer(program, styles.by_name)
    notes = [note for p in template.programs.values() for note in p.findings.notes]
    template.warnings = (*warnings, *dict.fromkeys(notes))
    return template


def _has_tags(package: Package) -> bool:
    """Whether the document holds a tag; fields that become tags do not count."""
    return any(
        OPEN.search("".join(t.text or "" for t in paragraph.iter(W + "t")))
        for paragraph in package.xml(package.main).iter(W + "p")
    )


def _load_notes(template: Template) -> None:
    """Add the footnotes and endnotes that the document has, and what stands above them."""
    for kind in ("footnote", "endnote"):
        root = template.package.xml(template.package.related(template.main, f"{kind}s"))
        for note in [] if root is None else root.findall(W + kind):
            program = TemplateProgram(note, names(template.fields), FORMER)
            if OPEN.search("".join(t.text or "" for t in note.iter(W + "t"))):
                raise TemplateError(f"template: tags inside a {kind} are not filled")
            role = value(note, "type")
            name = f"{kind} {value(note, 'id')}" if role in ("", "normal") else f"{kind} {role}"
            template.notes[name] = program


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
