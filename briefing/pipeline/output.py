"""The right end of the flow: the page that a brief must fit, and the brief as bytes and files.

The template decides both, so what is measured is what is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.config import Config
from briefing.display.page_fields import PageFields
from briefing.errors import TemplateError, UsageError, nearest
from briefing.files import LARGEST_TEMPLATE, read_file
from briefing.model import Brief

if TYPE_CHECKING:
    from briefing.layout.measure import Layout


def docx_template(config: Config) -> bytes:
    """The DOCX template that decides the page: ``--template`` if it is a .docx, else ours."""
    from briefing.resources import template_path

    own = Path(config.template) if config.template.lower().endswith(".docx") else None
    try:
        return read_file(own or template_path("brief.docx"), LARGEST_TEMPLATE)
    except OSError as error:
        raise TemplateError(f"{own}: cannot be read ({error.strerror})") from error


def layout(config: Config) -> Layout:
    """The page that the brief must fit."""
    from briefing.layout.measure import Layout

    with _naming_template(config):
        return Layout(docx_template(config), config.paper, config.pages, page_fields(config))


def page_fields(config: Config) -> PageFields:
    """What the sender adds to the brief."""
    return PageFields(config.to, config.subject)


@contextmanager
def _naming_template(config: Config) -> Iterator[None]:
    """Say which file a template error is about."""
    try:
        yield
    except TemplateError as error:
        if not config.template or str(error).startswith(config.template):
            raise
        raise TemplateError(f"{config.template}: {error}") from error


def write_options(config: Config) -> Any:
    """The slice of the options that writers read."""
    from briefing.writers import WriteOptions

    own = Path(config.template) if config.template.lower().endswith(".md") else None
    try:
        markdown = read_file(own, LARGEST_TEMPLATE).decode("utf-8") if own else None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "") or "not UTF-8 text"
        raise TemplateError(f"{own}: cannot be read ({reason})") from error
    return WriteOptions(
        docx_template=docx_template(config), md_template=markdown, paper=config.paper,
        annotate=config.annotate, fields=page_fields(config),
    )  # fmt: skip


def render(brief: Brief, form: str, config: Config | None = None) -> bytes:
    """The brief in a format of :data:`briefing.writers.WRITERS`.

    Raises :class:`UsageError` for an unknown format.
    """
    from briefing.writers import WRITERS

    if form not in WRITERS:
        raise UsageError(f"format {form!r} is unknown{nearest(form, WRITERS)}")
    paper = brief.page.paper if brief.page else "a4"
    chosen = config or Config(paper=paper)
    with _naming_template(chosen):
        return WRITERS[form](brief, write_options(chosen))


def save(brief: Brief, path: str | Path, config: Config | None = None) -> None:
    """Write one output file, whole or not at all; the suffix names the format."""
    from briefing.writers.files import write_atomically

    target = Path(path)
    write_atomically(target, render(brief, target.suffix.lstrip(".").lower(), config))


def write(brief: Brief, targets: Sequence[tuple[str, str]], config: Config) -> None:
    """Write the brief to every ``(output, format)``; all are rendered before the first is written.

    The output ``-`` is standard output. Raises :class:`briefing.errors.OutputError`.
    """
    import sys

    from briefing.writers.files import append_atomically, write_outputs

    appended = [t for t, form in targets if config.append and form == "md" and t != "-"]
    rendered = [(t, render(brief, form, config)) for t, form in targets if t not in appended]
    write_outputs([(Path(target), data) for target, data in rendered if target != "-"])
    for target in appended:
        append_atomically(Path(target), brief, write_options(config))
    for target, data in rendered:
        if target == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
