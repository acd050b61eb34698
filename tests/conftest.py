"""What all tests share: the sample articles, and LibreOffice where a test needs a real renderer."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# The matrices of tests are small: the threads of linear algebra would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The same examples in every run, so that a change is judged by what it changes. New examples are
# searched with `pytest --hypothesis-profile=default`; the scripts of tests/tools search longer.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options that rewrite the floors of the quality gate: see ``tests/quality/README.md``."""
    group = parser.getgroup("quality")
    group.addoption("--raise-floors", action="store_true", help="lift the quality floors")
    group.addoption(
        "--accept-lower-floor", action="store_true", help="lower quality floors not reached"
    )


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
