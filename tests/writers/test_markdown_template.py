"""A user's Markdown template: checked before it is filled, and boxed in."""

from __future__ import annotations

import pytest
from factory import make_brief

from briefing.display import template_language
from briefing.display.template_language import MAX_TEMPLATE_CHARS
from briefing.errors import TemplateError
from briefing.writers import WRITERS, WriteOptions


def filled(template: str) -> str:
    return WRITERS["md"](make_brief(), WriteOptions(md_template=template)).decode("utf-8")


def test_a_template_says_what_the_page_holds() -> None:
    page = filled(
        "{{ title }} / {{ points|length }}\n{% for s in sections if s.points %}"
        "{{ loop.index }}. {{ s.title|upper }}: {{ s.points[0].text }}"
        " ({{ s.points[0].origin.outlet|default('?') }}; {{ s.points[0].why|join(', ') }})\n"
        "{% endfor %}{% if not skipped %}nothing{% elif left_out > 3 %}left out{% endif %}\n"
    )
    assert page.splitlines()[0] == "Ilmen valley, weekly brief / 9"
    assert page.splitlines()[2].startswith("2. TRANSPORT: The Ilmen freight line")
    assert page.splitlines()[2].endswith("(Ilmen Post; lead, names a figure)")
    assert page.splitlines()[-1] == "left out"


def test_what_a_template_prints_is_escaped_once() -> None:
    assert "She \\[Aliya Serova] also" in filled("{{ sections[0].points[1].text }}")
    assert "SHE \\[ALIYA SEROVA] ALSO" in filled("{{ sections[0].points[1].text|upper }}")


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ titel }}", "line 1: unknown name 'titel'; did you mean 'title'?"),
        ("a\n{% if nothing %}{{ x.y }}{% endif %}", "line 2: unknown name 'nothing'"),
        (
            "{% for s in sections %}\n{{ s.ttle }}{% endfor %}",
            "line 2: unknown name 's.ttle'; did you",
        ),
        ("{{ bottom_line.txt }}", "unknown name 'bottom_line.txt'; did you mean 'text'?"),
        ("{{ bottom_line['txt'] }}", "unknown name 'bottom_line.txt'; did you mean 'text'?"),
        ("{% for p in point %}{% endfor %}", "unknown name 'point'; did you mean 'points'?"),
        ("{{ title|uper }}", "unknown filter 'uper'; did you mean 'upper'?"),
        ("{{ points }}", "prints a record or a list"),
        ("{{ points|join }}", "join needs a list of texts"),
        ("{% for p in title %}{% endfor %}", "a loop needs a list"),
        ("{% for %}", "template line 1:"),
        ("{{ title", "template line 1:"),
        ("x" * (MAX_TEMPLATE_CHARS + 1), "longer than"),
        ("{{ " + "(" * 5000 + ")" * 5000 + " }}", "template"),
    ],
)
def test_a_slip_is_named_before_anything_is_filled(template: str, message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        filled(template)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(
    "template",
    [
        "{{ title.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ title['__class__'] }}",
        "{{ points|map(attribute='__class__')|join }}",
        "{{ title|attr('__class__') }}",
        "{{ loop.__init__ }}",
        "{{ self }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ range(10) }}",
        "{{ title.upper() }}",
        "{% for s in sections %}{{ loop.cycle('a') }}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% extends '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{% from 'x' import y %}",
        "{% macro a() %}{{ a() }}{% endmacro %}",
        "{% set x = title %}",
        "{% with x = title %}{% endwith %}",
        "{% filter upper %}a{% endfilter %}",
        "{% block a %}{% endblock %}",
        "{% autoescape true %}{% endautoescape %}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ title ~ title }}",
        "{{ '%s' % title }}",
        "{{ '%99999999d' % 1 }}",
        "{% for s in sections recursive %}{% endfor %}",
        "{% for a, b in sections %}{% endfor %}",
        "{% for a in points %}{% for b in points %}{% endfor %}{% endfor %}",
        "{% for a in ['x'] %}{% endfor %}",
    ],
)
def test_nothing_else_is_reachable(template: str) -> None:
    with pytest.raises(TemplateError):
        filled(template)


def test_a_template_cannot_grow_without_bound() -> None:
    loop = "{% for p in points %}" + "x" * 200_000 + "{% endfor %}"
    assert len(filled(loop)) == 9 * 200_000 + 1
    module = template_language
    limit, module.MAX_OUTPUT_CHARS = module.MAX_OUTPUT_CHARS, 1_000_000
    try:
        with pytest.raises(TemplateError, match="prints more than"):
            filled(loop)
    finally:
        module.MAX_OUTPUT_CHARS = limit
