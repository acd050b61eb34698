"""Statements of Jinja and docxtpl that a template may not use: the line says what to write."""

from __future__ import annotations

import re

import pytest
from houses import house

from briefing.display.page_fields import NO_FIELDS
from briefing.display.template_language import compile_template
from briefing.display.variables import FORMER, names
from briefing.errors import TemplateError
from briefing.layout.measure import Layout
from briefing.training.wordxml import para

ADVISED = [
    ("{% macro line(p) %}{{ p }}{% endmacro %}", "write what it prints where {{ name() }} stands"),
    ("{% raw %}{{ title }}{% endraw %}", "remove {% raw %} and {% endraw %}"),
    ("{% set head = title %}{{ head }}", "write the expression where its name is shown"),
    ("{% include 'head.docx' %}", "copy its text into the template"),
    ("{% block head %}{{ title }}{% endblock %}", "remove {% block %}, {% endblock %}"),
    ("{% extends 'base.docx' %}", "remove {% block %}, {% endblock %}"),
    ("{% with head = title %}{{ head }}{% endwith %}", "remove {% endwith %} too"),
    ("{% filter upper %}{{ title }}{% endfilter %}", "{{ title|upper }}"),
    ("{% call line() %}{{ title }}{% endcall %}", "no macros here"),
    ("{% from 'own.docx' import line %}", "no macros here"),
    ("{% for p in points %}{% break %}{% endfor %}", "points[:5]"),
    ("{% for p in points %}{% continue %}{% endfor %}", "{% if %}"),
]


@pytest.mark.parametrize(("tags", "advice"), ADVISED)
def test_a_word_template_is_told_what_to_write_instead(tags: str, advice: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(advice)) as refused:
        Layout(house(before=para("Normal", tags)))
    statement = re.findall(r"\{% (\w+)", tags)
    assert any(f"{{% {word}" in str(refused.value) for word in statement)


@pytest.mark.parametrize(("tags", "advice"), [pair for pair in ADVISED if "raw" not in pair[0]])
def test_a_text_template_is_told_the_same(tags: str, advice: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(advice)):
        compile_template(tags, names(NO_FIELDS), FORMER, str)


@pytest.mark.parametrize("tags", ["{%tr cellbg 'FF0000' %}", "{% hm %}", "{% vm %}"])
def test_statements_of_docxtpl_for_cells_are_left_to_word(tags: str) -> None:
    with pytest.raises(TemplateError, match="in Word"):
        Layout(house(before=para("Normal", tags)))


def test_a_misspelt_statement_gets_the_nearest_one() -> None:
    with pytest.raises(TemplateError, match="did you mean 'endfor'"):
        Layout(house(before=para("Normal", "{% for p in points %}{{ p }}{% enfor %}")))
