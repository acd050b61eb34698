"""What the README shows is what happens: its sessions, its Python, its tables.

``BRIEFING_REWRITE=1`` rewrites the results of its ``console`` blocks in place.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path

import pytest
import typer
from transcripts import ROOT, prepare, replay

import briefing
from briefing import errors
from briefing.cli.commands import app
from briefing.config import FILE_KEYS, KEYS, load_config
from briefing.display.shapes import LOOP
from briefing.display.variables import NAMES, ListOf, Record
from briefing.limits.time import READING
from briefing.readers import READERS
from briefing.readers.options import ReadOptions
from briefing.salience import METHODS
from briefing.writers import WRITERS

README = ROOT / "README.md"
TEXT = README.read_text("utf-8")
TEMPLATES = (ROOT / "templates" / "README.md").read_text("utf-8")
HOUSE = (ROOT / "briefing" / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def blocks(language: str, text: str = TEXT) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def section(title: str, text: str = TEXT) -> str:
    """The text under a heading, down to the next of any level."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no section {title!r}"
    return found.group(1)


def first_cells(title: str, text: str = TEXT) -> list[str]:
    """The first column of the table in a section, without its head."""
    rows = [line for line in section(title, text).splitlines() if line.startswith("|")]
    return [row.split("|")[1].strip() for row in rows[2:]]


def test_sessions_are_as_shown(tmp_path: Path) -> None:
    prepare(tmp_path)
    today = replay(TEXT, tmp_path)
    assert "Traceback" not in today
    if os.environ.get("BRIEFING_REWRITE") == "1":
        README.write_text(today, "utf-8")
    else:
        assert today == TEXT


def test_sessions_of_the_tour_succeed() -> None:
    failed = re.findall(r"^=> .*", section("Five-minute tour"), re.MULTILINE)
    assert failed == []


@pytest.mark.parametrize("code", blocks("python"))
def test_python_runs(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    assert (tmp_path / "education.docx").stat().st_size > 5000


def test_reading_stays_callable_after_anything_else() -> None:
    briefing.make([briefing.article("Port opens\n\nThe port of Aktau opened on Monday.")])
    assert briefing.read(str(ROOT / "seeds" / "gobi-lithium.txt"))[0].outlet == "Prospect Wire"


def test_the_readme_is_short() -> None:
    assert len(TEXT.splitlines()) <= 300


def test_set_up_lines_name_what_exists() -> None:
    first, second = section("Set up").split("```sh\n")[1:]
    assert "pip install . && .venv/bin/briefing make seeds -o brief.docx" in first
    assert 'pip install -e ".[test]" && .venv/bin/python -m pytest' in second
    assert "test" in PROJECT["optional-dependencies"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_explained(command: str) -> None:
    assert any(f"`briefing {command} " in cell for cell in first_cells("Commands"))
    text = section("Options of `make`")
    if command != "make":
        text += section("Options of the other commands")
    explained = set(re.findall(r"`(--?[a-z][a-z-]*)", text))
    options = [p for p in COMMANDS[command].params if p.param_type_name == "option"]
    known = {name for option in options for name in option.opts}
    assert sorted(known - explained) == []


def test_the_rows_of_batch_and_evaluate_name_all_their_own_options() -> None:
    shared = {name for p in COMMANDS["make"].params for name in p.opts} - {"--title", "--format"}
    rows = section("Options of the other commands")
    for command in ("batch", "evaluate"):
        row = rows.split(f"| `{command}` |")[1].split("\n| `", 1)[0]
        for option in (p for p in COMMANDS[command].params if p.param_type_name == "option"):
            own = set(option.opts) - shared if command == "batch" else set(option.opts)
            assert not own or any(f"`{name} " in row or f"`{name}`" in row for name in own), own


def test_the_help_names_all_that_is_read() -> None:
    for command in ("make", "review", "rank", "batch", "verify"):
        (sources,) = [p for p in COMMANDS[command].params if p.name == "sources"]
        assert sources.metavar == "SOURCE..."
        assert set(re.findall(r"(?<!\S)\.\w+", sources.help)) == set(READERS)


def test_no_option_is_invented() -> None:
    explained = set(re.findall(r"`(--[a-z][a-z-]*)", TEXT))
    known = {name for c in COMMANDS.values() for p in c.params for name in p.opts}
    assert len(known) > 30
    assert explained <= known | {"--version", "--help", "--install-completion"}


def test_formats_and_methods_are_listed() -> None:
    shown = {suffix for cell in first_cells("Sources") for suffix in re.findall(r"`(\.\w+)`", cell)}
    assert shown == set(READERS)
    options = section("Options of `make`")
    assert [name for name in METHODS if f"`{name}`" not in options] == []
    assert [name for name in WRITERS if f"`.{name}`" not in options] == []


def test_exit_codes_are_those_of_the_errors() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {k.exit_code for k in kinds if issubclass(k, errors.BriefingError)}
    assert {int(code) for code in first_cells("Exit codes")} == codes | {0, 1, 70, 130}


def test_configuration_keys_are_listed() -> None:
    shown = section("Configuration").split("The keys are:")[1]
    assert sorted(re.findall(r"`(\w+)`", shown)) == sorted(FILE_KEYS.get(key, key) for key in KEYS)


def test_configuration_example_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text(section("Configuration").split("```toml\n")[1].split("```")[0], "utf-8")
    config = load_config(path)
    assert (config.paper, config.per_sector, config.since) == ("letter", 3, "2024-06-10")


def test_sector_example_is_valid(tmp_path: Path) -> None:
    from briefing.sectors import check, load_table

    path = tmp_path / "sectors.toml"
    path.write_text(
        section("The sector table", TEMPLATES).split("```toml\n")[1].split("```")[0], "utf-8"
    )
    table = load_table(path)
    assert [sector.slug for sector in table.sectors] == ["energy"]
    assert list(check(table)) == []


def test_json_example_has_the_keys_of_a_brief(tmp_path: Path) -> None:
    shown = json.loads(blocks("json", HOUSE)[0])
    made = briefing.make(briefing.read(str(ROOT / "seeds" / "astana-seoul.txt")))
    brief = json.loads(made.to_json())
    assert set(shown) <= set(brief)
    assert set(shown["bottom_line"]) <= set(brief["bottom_line"])
    assert set(shown["sources"][0]) <= set(brief["sources"][0])
    for key in brief["bottom_line"]:
        assert f"`{key}`" in section("JSON", HOUSE)


def test_template_variables_are_listed() -> None:
    rows = [
        row.split("|")[1:3] for row in section("Variables", TEMPLATES).splitlines() if "|" in row
    ]
    shown = {what.strip(): set(re.findall(r"`(\w+)`", holds)) for what, holds in rows}
    for what, name in {
        "a section": "sections",
        "a point": "points",
        "a key figure": "key_figures",
        "a source": "sources",
    }.items():
        assert isinstance(listed := NAMES[name], ListOf)
        assert isinstance(record := listed.item, Record)
        assert shown[what] == set(record.parts) - {record.printed}, what
    assert shown["the brief"] | shown["the sender"] == set(NAMES)
    assert isinstance(words := NAMES["labels"], Record)
    assert shown["`labels`"] - {"labels"} == {
        name for name in words.parts if name not in ("one_source", "several_sources", "covering")
    }
    assert shown["`loop`"] - {"loop"} == set(LOOP.parts)


def test_templates_are_listed() -> None:
    shipped = {path.name for path in (ROOT / "templates").glob("brief.*")}
    shipped |= {path.name for path in (ROOT / "templates").glob("*.docx")}
    listed = {name for cell in first_cells("Templates") for name in re.findall(r"`([\w.]+)`", cell)}
    assert shipped <= listed


def test_dependencies_are_explained() -> None:
    names = [re.split(r"[^\w-]", spec)[0] for spec in PROJECT["dependencies"]]
    assert sorted(
        name for cell in first_cells("Dependencies", CONTRIBUTING) for name in cell.split(", ")
    ) == sorted(names)
    extras = section("Dependencies", CONTRIBUTING).split("Extras:")[1]
    assert [name for name in PROJECT["optional-dependencies"] if f"`{name}`" not in extras] == []


def test_links_and_pictures_exist() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_the_limits_of_the_security_page_are_those_in_force() -> None:
    page = (ROOT / ".github" / "SECURITY.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", page, re.MULTILINE))
    limits = ReadOptions()
    assert rows["a file, a fetched page, a part of a mail"] == f"{limits.max_bytes >> 20} MB"
    assert rows["text of an article"] == f"{limits.max_chars:,} characters"
    assert rows["all parts of an office file, unpacked"] == f"{limits.max_unzipped >> 20} MB"
    assert rows["one part of XML in it"] == f"{limits.max_xml >> 20} MB"
    assert rows["pages of a PDF"] == f"{limits.max_pages}"
    mail = rows["parts of a mail; mails within mails"]
    assert mail == f"{limits.max_parts}; {limits.max_depth}"
    assert rows["items of a feed"] == f"{limits.max_items}"
    assert rows["files of a folder"] == f"{limits.max_files:,}"
    assert rows["processor time for reading a file"] == f"{READING:g} s"
    web = f"{limits.deadline:g} s, of which {limits.timeout:g} s between two reads"
    assert rows["a page from the web"] == web
