"""What all tests share: the sample articles, and LibreOffice where a test needs a real renderer."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of sample articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice.

    Without it the test is skipped, or fails where ``BRIEFING_REQUIRE_SOFFICE=1`` is set.
    """
    return _tool("soffice")


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """The path of poppler's ``pdftotext``, on the same terms as ``soffice``."""
    return _tool("pdftotext")


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found:
        return found
    if os.environ.get("BRIEFING_REQUIRE_SOFFICE") == "1":
        pytest.fail(f"{name} is required and not installed")
    pytest.skip(f"{name} is not installed")
