"""The brief as a Word document: the blocks that :mod:`briefing.layout` measures, in its template.

Nothing is formatted here: every paragraph and run carries the properties that the template's own
paragraph has. Source numbers are cross-references to the numbered sources (REF fields with a
hyperlink where the sources are a numbered list), titles of sources are hyperlinks. The file also
holds the provenance of each point (see :mod:`briefing.writers.docx_metadata`) and, with
``annotate``, a comment on each point. The same brief and template give the same bytes.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable

from briefing.docx.admission import drop_loose_notes
from briefing.docx.blocks import Block, Paragraph, paragraphs
from briefing.docx.package import Element, Package, W, child, number, serialise, value
from briefing.docx.styles import Styles
from briefing.docx.template import default_bytes, load, set_paper, text_width
from briefing.model import Brief, Point
from briefing.writers.docx_metadata import (
    add_comments,
    add_properties,
    add_provenance,
    set_language,
)
from briefing.writers.docx_part import PartWriter, fill
from briefing.writers.docx_scripts import set_fonts
from briefing.writers.options import WriteOptions

AT_EDGE = 150
"""Twips from the edge of the text area within which a tab stop stands for it (2.6 mm)."""


def write_docx(brief: Brief, options: WriteOptions) -> bytes:
    """``brief`` in the DOCX template of ``options`` (None: the shipped one).

    Raises :class:`briefing.errors.TemplateError` for a template that cannot be used.
    """
    template = load(options.docx_template or default_bytes(), options.fields)
    package = Package(dict(template.package.parts))
    scope = template.scope(brief)
    notes: list[tuple[int, Point]] = []
    printed: list[Paragraph] = []
    for part in template.programs:
        root = copy.deepcopy(template.roots[part])
        writer = PartWriter(template, package, part, notes if options.annotate else None)
        blocks = template.blocks(part, scope)
        printed.extend(paragraphs(blocks))
        if part == template.main:
            listed = {paragraph.anchor for paragraph in paragraphs(blocks)}
            writer.listed = listed & {source.n for source in brief.sources}
            writer.targets = frozenset(writer.listed)
            _fill_body(child(root, "body"), writer, blocks, options.paper, _break_at(brief))
        else:
            fill(root, writer.blocks(blocks))
        package.parts[part] = serialise(root)
    old, new = (text_width(template.section_properties(), p) for p in ("", options.paper))
    if abs(new - old) > 1:
        styles = package.related(package.main, "styles") or ""
        _move_tabs(package, (styles, *template.programs), old, new)
    drop_loose_notes(package, package.xml(package.main))
    package.prune(by_id=list(template.programs))
    if options.annotate:
        add_comments(package, brief, notes)
    add_provenance(package, template.as_shown(brief), printed)
    add_properties(package, brief)
    set_language(package, brief.language)
    set_fonts(package, _text_of(brief), brief.language)
    package.set_type(package.main, DOCUMENT_TYPE)
    return package.to_bytes()


DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _text_of(brief: Brief) -> str:
    """All that the page may show of the brief, to tell its scripts by."""
    quoted = [point.text for point in brief.points]
    sources = [f"{source.title} {source.outlet}" for source in brief.sources]
    return "\n".join([brief.title, *(s.title for s in brief.sections), *quoted, *sources])


def _break_at(brief: Brief) -> int:
    return brief.page.column_break if brief.page else -1


def _fill_body(
    body: Element, writer: PartWriter, blocks: list[Block], paper: str, break_at: int
) -> None:
    final = child(body, "sectPr")
    content = writer.blocks(blocks, break_at)
    _free_rows(content, final, writer.template.styles)
    fill(body, content)
    body.append(body.makeelement(W + "sectPr") if final is None else final)
    for sect in body.iter(W + "sectPr"):
        set_paper(sect, paper)


def _free_rows(content: list[Element], final: Element, styles: Styles) -> None:
    """Let tables in columns part from what follows them.

    LibreOffice keeps a table whose cells are kept with the next line together with the paragraph
    below it. In columns both then go to another page though there is room.
    """
    pending: list[Element] = []
    for element in [*content, final]:
        own = element if element is final else child(element, "pPr", "sectPr")
        if own is None and element is not final:
            pending.extend([element] if element.tag == W + "tbl" else [])
            continue
        cols = child(own, "cols")
        if number(cols, "num", 1) > 1 or (cols is not None and len(cols) > 1):
            for paragraph in (p for table in pending for p in table.iter(W + "p")):
                _unkeep(paragraph, styles)
        pending = []


def _unkeep(paragraph: Element, styles: Styles) -> None:
    properties = child(paragraph, "pPr")
    if properties is None or not styles.paragraph(properties).keep_next:
        return
    for stated in properties.findall(W + "keepNext"):
        properties.remove(stated)
    free = properties.makeelement(W + "keepNext", {W + "val": "0"})
    properties.insert(1 if child(properties, "pStyle") is not None else 0, free)


def _move_tabs(package: Package, parts: Iterable[str], old: float, new: float) -> None:
    """Move tab stops at the right edge of a text area ``old`` twips wide to that of a ``new`` one.

    On another paper what stands at the right edge of header, footer or band stays there.
    """
    for name in parts:
        root = package.xml(name)
        stops = [] if root is None else [t for t in root.iter(W + "tab") if value(t) == "right"]
        at_edge = [stop for stop in stops if abs(number(stop, "pos") - old) <= AT_EDGE]
        for stop in at_edge:
            stop.set(W + "pos", f"{number(stop, 'pos') + new - old:.0f}")
        if at_edge:
            package.parts[name] = serialise(root)
