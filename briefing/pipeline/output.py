"""The end of the flow: the page that a brief must fit, and the brief as bytes and files.

The template decides both, so what is measured is what is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.config import Config
from briefing.display.page_fields import PageFields
from briefing.errors import TemplateError, UsageError, nearest
from briefing.limits.files import LARGEST_TEMPLATE, read_file
from briefing.model import Brief, Presentation

if TYPE_CHECKING:
    from briefing.layout.measure import Layout

DESK_SUFFIX = ".brief.json"
"""Suffix of a brief that is stored together with what it was chosen from."""


def presentation(config: Config) -> Presentation:
    """The options that decide how a brief looks."""
    return Presentation(
        template=config.template,
        paper=config.paper,
        pages=config.pages,
        annotate=config.annotate,
        to=", ".join(config.to),
        cc=", ".join(config.cc),
        subject=config.subject,
        sender=config.sender,
        variables=config.variables,
    )


def docx_template(path: str) -> bytes:
    """The DOCX template that decides the page: the file at ``path`` if it is one, else ours."""
    from briefing.resources import template_path

    own = Path(path) if path.lower().endswith((".docx", ".dotx")) else None
    try:
        return read_file(own or template_path("brief.docx"), LARGEST_TEMPLATE)
    except OSError as error:
        raise TemplateError(f"{own}: cannot be read ({error.strerror})") from error


def layout(look: Presentation) -> Layout:
    """The page that a brief of this look must fit."""
    from briefing.layout.measure import Layout

    with naming_template(look.template):
        return Layout(docx_template(look.template), look.paper, look.pages, page_fields(look))


def misspelt(names: Iterable[str]) -> list[str]:
    """A line for each variable name that looks like a misspelling of one of ours."""
    from briefing.display.page_fields import FURNITURE

    lines = []
    for name in names:
        hint = "" if name in FURNITURE else nearest(name, FURNITURE)
        if "did you mean" in hint:
            lines.append(f"--set {name}{hint}")
    return lines


def page_fields(look: Presentation) -> PageFields:
    """The variables that the user adds to the brief.

    Raises :class:`UsageError` for a variable that every brief has of itself.
    """
    from briefing.display.page_fields import FURNITURE
    from briefing.display.variables import NAMES

    for name, _ in look.variables:
        if name in NAMES and name not in FURNITURE:
            raise UsageError(f"set: {name!r} is a variable that every brief has; use another name")
    return PageFields(look.to, look.subject, look.sender, look.variables, look.cc)


@contextmanager
def naming_template(template: str) -> Iterator[None]:
    """Add the name of the template's file to a template error."""
    try:
        yield
    except TemplateError as error:
        if not template or str(error).startswith(template):
            raise
        raise TemplateError(f"{template}: {error}") from error


def write_options(look: Presentation) -> Any:
    """What the writers read of a look: its options and the templates it names."""
    from briefing.writers import WriteOptions

    return WriteOptions(
        docx_template=docx_template(look.template), md_template=_text_template(look, ".md"),
        html_template=_text_template(look, ".html"), paper=look.paper,
        annotate=look.annotate, fields=page_fields(look),
    )  # fmt: skip


def _text_template(look: Presentation, suffix: str) -> str | None:
    """The text of the look's template if it is of that kind."""
    if not look.template.lower().endswith(suffix):
        return None
    try:
        return read_file(Path(look.template), LARGEST_TEMPLATE).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "") or "not UTF-8 text"
        raise TemplateError(f"{look.template}: cannot be read ({reason})") from error


def render(brief: Brief, form: str) -> bytes:
    """The brief in a format of :data:`briefing.writers.WRITERS`, as it was made to look.

    Raises :class:`UsageError` for an unknown format.
    """
    from briefing.writers import writer

    write = writer(form)
    look = brief.presentation
    with naming_template(look.template):
        return write(brief, write_options(look))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all. Raises :class:`briefing.errors.OutputError`."""
    from briefing.writers.files import write_atomically

    write_atomically(path, data)


def save(brief: Brief, path: str | Path) -> None:
    """Write one output file, whole or not at all; the suffix names the format."""
    from briefing.writers.files import write_atomically

    target = Path(path)
    write_atomically(target, render(brief, target.suffix.lstrip(".").lower()))


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the outputs.

    ``unchanged`` have this very brief already. ``kept`` has, per output, the path to which a
    version changed by hand was moved.
    """

    unchanged: tuple[str, ...] = ()
    kept: Mapping[str, Path] = field(default_factory=dict)


def write(
    brief: Brief,
    targets: Sequence[tuple[str, str]],
    *,
    append: bool = False,
    force: bool = False,
    whole: Callable[[], bytes] | None = None,
) -> Written:
    """Write the brief to every ``(output, format)``; all are rendered before the first is written.

    An output that ends in ``DESK_SUFFIX`` gets the bytes of ``whole``: the brief with all that it
    was chosen from. The output ``-`` is standard output, and nothing is written to the null device.
    With ``append``, a Markdown file gets the brief as a new section. A file that somebody changed
    since it was written is kept under another name, unless ``force`` is given. Raises
    :class:`briefing.errors.OutputError`.
    """
    import sys

    from briefing.pipeline.written import keep_changed, remember
    from briefing.writers.files import append_atomically, write_outputs

    appended = _pages(targets) if append else []
    rendered = [
        (t, whole() if whole and t.lower().endswith(DESK_SUFFIX) else render(brief, form))
        for t, form in targets
        if t not in appended
    ]
    outputs = [(Path(t), data) for t, data in rendered if t not in ("-", os.devnull)]
    kept = {} if force else keep_changed(outputs)
    write_outputs(outputs)
    remember(outputs)
    look = write_options(brief.presentation)
    unchanged = tuple(t for t in appended if not append_atomically(Path(t), brief, look))
    for target, data in rendered:
        if target == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    return Written(unchanged, {t: kept[Path(t)] for t, _ in rendered if Path(t) in kept})


def write_nothing_new(targets: Sequence[tuple[str, str]], date: str, language: str) -> list[str]:
    """Say in each Markdown page that nothing was new on ``date`` (ISO); returns the changed ones.

    A page that has a section of that date stays as it is. Raises
    :class:`briefing.errors.OutputError`.
    """
    from briefing.writers.files import append_nothing_new

    return [page for page in _pages(targets) if append_nothing_new(Path(page), date, language)]


def _pages(targets: Sequence[tuple[str, str]]) -> list[str]:
    """The outputs that a brief can be added to."""
    return [t for t, form in targets if form == "md" and t not in ("-", os.devnull)]
