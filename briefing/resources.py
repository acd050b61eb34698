"""Files that ship with the package: templates and the sector table (``templates/`` in a checkout,
``briefing/data/templates`` in an installed wheel) and tables under ``briefing/data``."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def template_path(name: str) -> Path:
    """The path of a shipped template such as ``brief.docx`` or ``sectors.toml``."""
    installed = _PACKAGE / "data" / "templates" / name
    return installed if installed.exists() else _PACKAGE.parent / "templates" / name


def template_folder() -> Path:
    """The folder of all shipped templates."""
    return template_path("sectors.toml").parent


def data_path(name: str) -> Path:
    """The path of a shipped table under ``briefing/data``."""
    return _PACKAGE / "data" / name
