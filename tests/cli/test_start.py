"""What starts with the command: as little as can be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

HELP = [
    "briefing", "briefing._version", "briefing.cli", "briefing.cli.command_options",
    "briefing.cli.commands", "briefing.cli.commands.articles", "briefing.cli.commands.briefs",
    "briefing.cli.commands.checks", "briefing.cli.commands.init", "briefing.cli.completion",
    "briefing.cli.console", "briefing.cli.options", "briefing.cli.options_file",
    "briefing.cli.panels", "briefing.cli.process", "briefing.cli.signature", "briefing.config",
    "briefing.config.file", "briefing.config.values", "briefing.errors", "briefing.limits",
    "briefing.limits.files", "briefing.relative_dates",
]  # fmt: skip
HEAVY = (
    "numpy", "nltk", "lxml", "docx", "jinja2", "trafilatura", "sumy", "rich", "feedparser",
    "pydantic", "importlib.metadata", "sqlite3", "babel", "dateparser", "yaml",
)  # fmt: skip


def loaded(*arguments: str) -> list[str]:
    """The modules that a command has loaded when it ends."""
    code = (
        "import sys, atexit\n"
        f"sys.argv = ['briefing', *{arguments!r}]\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from briefing.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stderr.splitlines()[-1].split()


def test_help_loads_the_command_line_and_nothing_else() -> None:
    modules = loaded("make", "--help")
    assert sorted(name for name in modules if name.startswith("briefing")) == HELP
    assert [name for name in HEAVY if name in modules] == []


def test_a_brief_of_a_text_loads_no_package_that_it_does_not_need(tmp_path: Path) -> None:
    modules = loaded(
        "make", "seeds/gobi-lithium.txt", "-q", "-o", str(tmp_path / "x.docx"), "--jobs", "1"
    )
    assert (tmp_path / "x.docx").exists()
    unneeded = {
        "numpy", "nltk", "sumy", "trafilatura", "feedparser", "rich", "multiprocessing",
        "importlib.metadata", "dateparser", "asyncio",
    }  # fmt: skip
    assert sorted(unneeded & set(modules)) == []
