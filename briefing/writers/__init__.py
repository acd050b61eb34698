"""Writers: a brief in, the bytes of one format out; one module per format.

``WRITERS`` is the table that ``--format`` and the suffix of ``-o`` choose from. A format's module
is imported when its writer is first called, so that naming the formats costs nothing.
"""

from __future__ import annotations

from briefing import plugins
from briefing.errors import UsageError, nearest
from briefing.model import Brief
from briefing.writers.options import WriteOptions as WriteOptions
from briefing.writers.options import Writer as Writer


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


def writer(form: str) -> Writer:
    """The writer of a format: ours, or one that another package adds.

    Raises :class:`UsageError` for an unknown format, naming the nearest.
    """
    if form in WRITERS:
        return WRITERS[form]
    added = plugins.plugin(plugins.WRITERS, form)
    if added is None:
        known = {*WRITERS, *plugins.names(plugins.WRITERS)}
        raise UsageError(f"format {form!r} is unknown{nearest(form, known)}")
    return added


def is_writable(form: str) -> bool:
    """Whether there is a writer of that format."""
    return form in WRITERS or bool(form and form in plugins.names(plugins.WRITERS))


def template_notes(options: WriteOptions) -> tuple[str, ...]:
    """What a user should know about a Markdown or HTML template of theirs, one line each.

    Raises :class:`briefing.errors.TemplateError` for one that cannot be used.
    """
    notes: list[str] = []
    if options.md_template is not None:
        from briefing.writers.markdown import markdown_template

        notes += markdown_template(options).findings.notes
    if options.html_template is not None:
        from briefing.writers.html import html_template

        notes += html_template(options).findings.notes
    return tuple(notes)
