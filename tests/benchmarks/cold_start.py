"""How long a new process takes: help, and a brief of one article, against importing nltk."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path

from common import ROOT, interleaved, python, table

BASE = 'python -c "import nltk"'
LOADED_BY_NLTK = ("sklearn", "scipy", "matplotlib")


def measure(rounds: int) -> str:
    """The table of medians and of their ratios to the import."""
    article = ROOT / "seeds" / "astana-seoul.txt"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = folder / "brief.docx"
        medians = interleaved(
            {
                BASE: lambda: python("-c", "import nltk", cwd=folder),
                "briefing --help": lambda: python("-m", "briefing", "--help", cwd=folder),
                "briefing make article.txt -o brief.docx": lambda: python(
                    "-m", "briefing", "make", article, "-o", out, cwd=folder
                ),
            },
            rounds,
        )
    rows = [
        [name, f"{seconds:.3f} s", f"{seconds / medians[BASE]:.2f}"]
        for name, seconds in medians.items()
    ]
    shown = table(
        f"Cold start (medians of {rounds} interleaved runs)",
        ["whole process", "median", "ratio"],
        rows,
    )
    heavy = [name for name in LOADED_BY_NLTK if importlib.util.find_spec(name)]
    if heavy:
        shown += (
            f"\nThis environment has {', '.join(heavy)}, which nltk loads as well: the ratios "
            "flatter.\nMeasure them after `pip install .` without extras.\n"
        )
    return shown
