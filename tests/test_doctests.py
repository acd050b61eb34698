"""The small claims in docstrings hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import briefing

MODULES = [
    found.name
    for found in pkgutil.walk_packages(briefing.__path__, "briefing.")
    if not found.name.startswith(("briefing.training", "briefing.__main__"))
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
