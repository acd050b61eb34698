"""What the sender adds to a page: imprint, marking, page number, sender, a template's own names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import run
from factory import make_brief

from briefing.config import Config, load_config, variable
from briefing.display.page_fields import PageFields
from briefing.docx.package import Package
from briefing.errors import ConfigError, TemplateError, UsageError
from briefing.resources import template_path
from briefing.writers import WRITERS, WriteOptions

GIVEN = (
    ("issuer", "Ministry of Energy"),
    ("contact", "press@x.example"),
    ("edition", "No. 24"),
    ("marking", "For official use"),
)
IMPRINT = "Ministry of Energy · press@x.example · No. 24"


def docx(template: str, fields: PageFields) -> dict[str, str]:
    """The text of the document, of its headers and of its footers on the first page."""
    source = template_path(f"{template}.docx").read_bytes()
    made = WRITERS["docx"](make_brief(), WriteOptions(docx_template=source, fields=fields))
    parts = Package.read(made).parts
    names = {"body": "document", "header": "header1", "footer": "footer1", "later": "footer2"}
    return {
        key: " ".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", parts[f"word/{name}.xml"].decode()))
        for key, name in names.items()
    }


@pytest.mark.parametrize("template", ["brief", "memo", "digest"])
def test_imprint_and_marking_stand_in_footer_and_header_with_the_page_number(template: str) -> None:
    shown = docx(template, PageFields(values=GIVEN))
    assert shown["header"] == "For official use"
    assert shown["footer"] == f"{IMPRINT} 1"
    assert IMPRINT in shown["later"]
    assert IMPRINT not in shown["body"]


@pytest.mark.parametrize("template", ["brief", "memo", "digest"])
def test_what_is_not_given_leaves_no_trace(template: str) -> None:
    shown = docx(template, PageFields(values=(("issuer", ""),)))
    assert (shown["header"], shown["footer"]) == ("", "")
    partly = docx(template, PageFields(values=(("edition", "No. 24"),)))
    assert partly["footer"] == "No. 24 1"


def test_a_memo_says_from_whom_only_where_it_is_known() -> None:
    assert "From Press office" in docx("memo", PageFields(sender="Press office"))["body"]
    assert "From" not in docx("memo", PageFields())["body"]


@pytest.mark.parametrize("form", ["html", "eml"])
def test_pages_for_the_browser_and_mail_carry_them_too(form: str) -> None:
    fields = PageFields(values=GIVEN, sender="Press Office <press@x.example>")
    made = WRITERS[form](make_brief(), WriteOptions(fields=fields)).decode()
    assert "For official use" in made
    if form == "eml":
        assert "From: Press Office <press@x.example>" in made


def test_a_template_may_use_names_of_its_own() -> None:
    template = "# {{ title }}\n\nFile {{ file_no }}\n"
    fields = PageFields(values=(("file_no", "A *1*"),))
    made = WRITERS["md"](make_brief(), WriteOptions(md_template=template, fields=fields)).decode()
    assert made.endswith("File A \\*1\\*\n")
    with pytest.raises(TemplateError, match="unknown name 'file_no'"):
        WRITERS["md"](make_brief(), WriteOptions(md_template=template))


def test_the_options_file_and_the_command_line_add_up(tmp_path: Path) -> None:
    file = tmp_path / "briefing.toml"
    file.write_text('from = "Desk"\n[set]\nissuer = "Ministry"\nedition = 24\n')
    config = load_config(file)
    assert (config.sender, config.variables) == (
        "Desk",
        (("issuer", "Ministry"), ("edition", "24")),
    )
    (tmp_path / "a.txt").write_text("The mill opened on Monday, the city said. It cost $4 million.")
    arguments = ["make", "a.txt", "-o", "a.html", "--set", "edition=25", "--set", "marking=Draft"]
    assert run(arguments, tmp_path).code == 0
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "Ministry · 25" in page
    assert "Draft" in page


def test_a_wrong_pair_is_named() -> None:
    for pair in ("issuer", "=x", "1a=x", "a b=x"):
        with pytest.raises(UsageError, match="is no NAME=TEXT"):
            variable(pair)
    assert variable("file-no = 7") == ("file_no", "7")
    assert Config(variables=(("a", "b"),)).variables


def test_a_file_with_a_wrong_pair_is_named(tmp_path: Path) -> None:
    file = tmp_path / "briefing.toml"
    file.write_text("set = 3\n")
    with pytest.raises(ConfigError, match="set must be a table"):
        load_config(file)


def test_what_every_brief_has_cannot_be_set(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mill opened on Monday, the city said.")
    done = run(["make", "a.txt", "-o", "a.md", "--set", "sources=x"], tmp_path)
    assert done.code == 2
    assert "'sources' is a variable that every brief has" in done.err
