"""Make ``briefing/data/sectors.json``: the shipped sector table, stemmed beforehand.

    python -m briefing.training.sector_table

To be run after every change of ``templates/sectors.toml``; a test compares the two.
"""

from __future__ import annotations

from briefing.resources import data_path, template_path
from briefing.sectors.compiled import compile_table


def main() -> None:
    """Compile the shipped table."""
    table = template_path("sectors.toml")
    data_path("sectors.json").write_text(compile_table(table.read_bytes(), str(table)), "utf-8")


if __name__ == "__main__":
    main()
