"""Writers: a brief in, the bytes of one format out; one module per format.

``WRITERS`` is the table that ``--format`` and the suffix of ``-o`` choose from. A format's module
is imported when its writer is first called, so that naming the formats costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.display.page_fields import NO_FIELDS, PageFields
from briefing.model import Brief


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What a writer may need beyond the brief itself.

    ``docx_template``: bytes of a DOCX template, ``md_template`` and ``html_template``: text of a
    Markdown or HTML template (None: the shipped one). ``paper``: ``a4`` or ``letter``.
    ``annotate``: a Word comment per point with its evidence. ``fields``: address fields and further
    variables of templates (empty subject: the brief's title).
    """

    docx_template: bytes | None = None
    md_template: str | None = None
    html_template: str | None = None
    paper: str = "a4"
    annotate: bool = False
    fields: PageFields = NO_FIELDS


Writer = Callable[[Brief, WriteOptions], bytes]


def _docx(brief: Brief, options: WriteOptions) -> bytes:
    from briefing.writers.docx import write_docx

    return write_docx(brief, options)


def _md(brief: Brief, options: WriteOptions) -> bytes:
    from briefing.writers.markdown import write_markdown

    return write_markdown(brief, options)


def _json(brief: Brief, options: WriteOptions) -> bytes:
    from briefing.writers.json import write_json

    return write_json(brief, options)


def _eml(brief: Brief, options: WriteOptions) -> bytes:
    from briefing.writers.eml import write_eml

    return write_eml(brief, options)


def _html(brief: Brief, options: WriteOptions) -> bytes:
    from briefing.writers.html import write_html

    return write_html(brief, options)


def _pdf(brief: Brief, options: WriteOptions) -> bytes:
    from briefing.writers.pdf import write_pdf

    return write_pdf(brief, options)


WRITERS: dict[str, Writer] = {
    "docx": _docx,
    "md": _md,
    "html": _html,
    "pdf": _pdf,
    "json": _json,
    "eml": _eml,
}
"""The writer of each format, by the suffix of its files (without the dot)."""
