"""Make the compiled forms of the shipped sector tables under ``briefing/data``.

    python -m briefing.training.sector_table

To be run after every change of ``templates/sectors.toml``, ``templates/sectors_news.toml`` or a
table of another language in ``briefing/data/sectors``; a test compares them.
"""

from __future__ import annotations

from briefing.resources import data_path, template_path
from briefing.sectors.compiled import SHIPPED, compile_table, compiled, sectors_of, slugs_of
from briefing.sectors.translated import compile_translation


def main() -> None:
    """Compile the shipped tables."""
    for files in SHIPPED.values():
        raw = template_path(files.table).read_bytes()
        data_path(files.compiled).write_text(compile_table(raw, files.table), "utf-8")
    for path in sorted(data_path("sectors").glob("*.toml")):
        name, language = path.stem.split(".")
        slugs = slugs_of(sectors_of(compiled(name)))
        path.with_suffix(".json").write_text(compile_translation(name, language, slugs), "utf-8")


if __name__ == "__main__":
    main()
