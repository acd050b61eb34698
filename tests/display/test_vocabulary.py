"""One vocabulary for all templates; names of earlier versions are read with a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from command import run
from factory import make_brief

from briefing.display.page_fields import NO_FIELDS
from briefing.display.shapes import Findings
from briefing.display.template_language import compile_expression, compile_printed
from briefing.display.variables import FORMER, NAMES, ListOf, Record, scope
from briefing.docx.package import Package
from briefing.docx.template import load
from briefing.errors import TemplateError
from briefing.model import LeftOut, SourceEntry
from briefing.resources import template_path
from briefing.writers import WRITERS, WriteOptions

EVENT = LeftOut(
    "Ilmen Dairy Opens", "A dairy opened in Ilmen on Tuesday.", "agriculture", 0.31,
    "not worth its line", (SourceEntry(4, "f00d", "Ilmen Dairy Opens", "Ilmen Post", "", "4.txt"),),
)  # fmt: skip


def word(tag: str) -> bytes:
    """Our template with ``tag`` in place of the title."""
    package = Package.read(template_path("brief.docx").read_bytes())
    text = package.parts["word/document.xml"].decode().replace("{{ title }}", tag, 1)
    package.parts["word/document.xml"] = text.encode()
    return package.to_bytes()


def first_line(tag: str) -> str:
    import io

    import docx

    made = WRITERS["docx"](make_brief(), WriteOptions(docx_template=word(tag)))
    return docx.Document(io.BytesIO(made)).paragraphs[0].text.replace("\xa0", " ")


def markdown(tag: str) -> str:
    made = WRITERS["md"](make_brief(), WriteOptions(md_template=tag)).decode().strip()
    return made.replace("\\", "")


def page(tag: str) -> str:
    from html import unescape

    made = WRITERS["html"](make_brief(), WriteOptions(html_template=tag)).decode().strip()
    return unescape(made).replace("\xa0", " ")


FORMS: dict[str, Callable[[str], str]] = {"docx": first_line, "md": markdown, "html": page}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("{{ title }}", "Ilmen valley, weekly brief"),
        ("{{ date }}, {{ date_iso }}", "12 June 2024, 2024-06-12"),
        ("{{ date_line }}", "12 June 2024 · covering 10–12 June 2024 · 3 sources"),
        ("{{ labels.sources|upper }}", "SOURCES"),
        ("{{ sections[0].title }}, {{ sections|length }}", "Energy, 3"),
        ("{{ sections[0].points[0].why }}", "lead, names a figure"),
        ("{{ sections[0].points[0].why|join(' + ') }}", "lead + names a figure"),
        (
            "{{ sources[1].outlet }}: {{ sources[1].name }}",
            "Ilmen Post: Ilmen Line Reopens After Floods",
        ),
        ("{{ key_figures[0].value }}", "$1.4 billion"),
        ("{{ 'many' if source_count > 2 else 'few' }}", "many"),
        ("{{ bottom_line.origin.outlet }}", "Karaberg Courier"),
        ("{{ bottom_line.score }}", "0.75"),
        ("{{ issuer|default('none') }}{{ to }}x", "x"),
    ],
)
def test_a_variable_says_the_same_in_word_markdown_and_html(
    form: str, tag: str, shown: str
) -> None:
    assert FORMS[form](tag) == shown


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("dateline", "date_line"),
        ("article_count", "articles"),
        ("bottom_line.evidence", "bottom_line.sector_evidence"),
        ("sources[0].day", "sources[0].date"),
        ("sources[0].link", "sources[0].title"),
    ],
)
def test_a_name_of_an_earlier_version_is_read_with_a_note(old: str, new: str) -> None:
    for form in FORMS.values():
        assert form(f"{{{{ {old} }}}}") == form(f"{{{{ {new} }}}}")
    if "[" not in old:
        notes = load(word(f"{{{{ {old} }}}}"), NO_FIELDS).warnings
        assert notes == (f"template: {old!r} is an old name; write {new!r}",)


def test_differing_values_that_a_template_prints_are_their_note() -> None:
    findings = Findings()
    names = {**NAMES, "point": NAMES["bottom_line"]}
    shown = compile_printed("point.conflicts", names, FORMER, findings)
    values = scope(make_brief(), NO_FIELDS)
    point = next(p for p in values["points"] if p.conflict_note)
    assert shown.evaluate({"point": point}) == point.conflict_note
    assert "write 'point.conflict_note'" in findings.notes[0]


def test_every_name_has_a_value_of_its_shape() -> None:
    values = scope(replace(make_brief(), also=(EVENT,)), NO_FIELDS)
    assert set(values) == set(NAMES)
    for name, shape in NAMES.items():
        record = shape.item if isinstance(shape, ListOf) else shape
        if not isinstance(record, Record):
            continue
        held = values[name]
        some = held[0] if isinstance(held, list | tuple) else held
        for part in record.parts:
            assert hasattr(some, part), f"{name}.{part}"


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_the_command_names_old_names_and_wrong_ones_before_it_reads(
    suffix: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("The mill opened on Monday, the city said.")
    template = tmp_path / f"house.{suffix}"
    template.write_text("{{ dateline }}\n{% for p in points %}{{ p }}{% endfor %}\n")
    arguments = ["make", "a.txt", "-o", f"a.{suffix}", "--template", template.name]
    assert (
        "note: template: 'dateline' is an old name; write 'date_line'"
        in run(arguments, tmp_path).err
    )
    template.write_text("{{ titel }}")
    done = run(arguments, tmp_path)
    assert done.code == 4
    assert f"house.{suffix}: template line 1: unknown name 'titel'" in done.err


@pytest.mark.parametrize(
    "expression",
    [
        "title.upper()",
        "title.__class__",
        "range(9)",
        "1 + 1",
        "'a' ~ title",
        "sections[0].points[0].x",
    ],
)
def test_nothing_but_names_comparisons_and_filters_is_reachable(expression: str) -> None:
    with pytest.raises(TemplateError):
        compile_expression(expression, NAMES, FORMER, Findings())
