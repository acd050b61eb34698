"""What a writer is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.display.page_fields import NO_FIELDS, PageFields
from briefing.model import Brief


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What a writer may need beyond the brief itself.

    ``docx_template``: bytes of a DOCX template, ``md_template`` and ``html_template``: text of a
    Markdown or HTML template (None: the shipped one). ``paper``: ``a4`` or ``letter``, empty for
    the template's. ``annotate``: a Word comment per point with its evidence. ``fields``: address
    fields and further variables of templates (empty subject: the brief's title).
    """

    docx_template: bytes | None = None
    md_template: str | None = None
    html_template: str | None = None
    paper: str = ""
    annotate: bool = False
    fields: PageFields = NO_FIELDS


Writer = Callable[[Brief, WriteOptions], bytes]
