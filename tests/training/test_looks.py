"""The shipped templates are those that the scripts make."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.resources import template_path
from briefing.training import templatelooks, templates

NAMES = {
    templates: ("brief.docx", "memo.docx", "digest.docx"),
    templatelooks: ("morning_note.docx", "ministry.docx", "coverage.docx"),
}


@pytest.mark.parametrize("script", NAMES, ids=lambda module: module.__name__)
def test_the_shipped_templates_are_those_that_the_script_makes(script, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    script.main(tmp_path)
    made = {name: (tmp_path / name).read_bytes() for name in NAMES[script]}
    assert [name for name, data in made.items() if data != template_path(name).read_bytes()] == []
