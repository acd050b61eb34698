"""Who may import whom: the table that keeps the house in order.

Every ``import`` statement under ``briefing/`` counts, those inside functions and under
``TYPE_CHECKING`` too. A room is a module or a package directly under ``briefing/``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "briefing"

GROUND = {
    "model", "errors", "limits", "resources", "languages", "releases", "_version", "plugins",
}  # fmt: skip
STAGES = {
    "readers", "segmentation", "salience", "sectors", "coreference", "selection", "layout",
    "writers", "verification",
}  # fmt: skip

ALLOWED: dict[str, set[str]] = {
    "_version": set(),
    "model": {"api"},  # the one arrow up: Brief.save and its like are functions of the library
    "errors": set(),
    "limits": set(),
    "resources": set(),
    "languages": {"resources"},
    "releases": {"resources"},
    "plugins": {"errors"},
    "edits": {"model", "errors"},
    "relative_dates": set(),
    "config": {"errors", "limits", "relative_dates"},
    "language": {"model", "resources", "languages"},
    "readers": GROUND,
    "segmentation": {"model", "resources", "languages", "releases", "language"},
    "salience": {"model", "errors", "resources", "languages", "language", "plugins"},
    "sectors": {"model", "errors", "limits", "resources", "languages", "language"},
    "coreference": {"model", "resources", "languages", "language"},
    "selection": {"model", "edits", "config", "resources", "languages", "language"},
    "display": {"model", "errors", "languages"},
    "docx": {"model", "errors", "limits", "resources", "display"},
    "layout": {"model", "errors", "resources", "languages", "docx", "display"},
    "writers": {"model", "errors", "resources", "languages", "docx", "display", "plugins"},
    "verification": {"model", "errors", "limits", "languages", "language", "display"},
    "library": {"model", "errors"},
    "execution": {"errors", "_version"},
    "pipeline": GROUND
    | STAGES
    | {"config", "edits", "language", "display", "execution", "library"},
    "review": {"model", "edits", "errors", "pipeline"},
    "evaluation": GROUND | STAGES | {"config", "language", "pipeline"},
    "api": GROUND | STAGES | {"config", "pipeline"},
    "cli": GROUND
    | {"library"}
    | {
        "config",
        "pipeline",
        "review",
        "evaluation",
        "salience",
        "sectors",
        "verification",
        "writers",
    },
    "training": GROUND
    | STAGES
    | {"pipeline", "config", "language", "display", "docx", "evaluation"},
    "__main__": {"cli"},
    "__init__": {"api", "config", "errors", "model", "_version"},
}
"""Room to the rooms that it may import; only this table says so."""


def modules() -> dict[str, Path]:
    """Every module by its dotted name without ``briefing``."""
    names = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[-1] == "__init__" and len(parts) > 1:
            parts = parts[:-1]
        names[".".join(parts)] = path
    return names


def imports(path: Path, known: set[str]) -> Iterator[tuple[str, int]]:
    """The modules of ours that a file imports, with the line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "briefing":
                    yield alias.name.removeprefix("briefing").lstrip(".") or "__init__", node.lineno
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "briefing":
            base = (node.module or "").removeprefix("briefing").lstrip(".")
            for alias in node.names:
                full = f"{base}.{alias.name}".lstrip(".")
                yield full if full in known else base or "__init__", node.lineno


def room(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def arrows() -> list[tuple[str, str, int]]:
    """Every import as (importing module, imported module, line)."""
    every = modules()
    return [
        (name, target, line)
        for name, path in every.items()
        for target, line in imports(path, set(every))
    ]


def test_every_room_is_in_the_table() -> None:
    assert {room(name) for name in modules()} == set(ALLOWED)


def test_every_room_has_its_line_in_the_architecture_page() -> None:
    page = (PACKAGE / "README.md").read_text("utf-8")
    rooms = {name for name in ALLOWED if not name.startswith("_")}
    assert [name for name in sorted(rooms) if f"\n| `{name}` |" not in page] == []


def test_a_room_imports_only_what_the_table_allows() -> None:
    wrong = [
        f"{name}:{line} imports {target}"
        for name, target, line in arrows()
        if room(name) != room(target) and room(target) not in ALLOWED[room(name)]
    ]
    assert wrong == []


def test_no_stage_may_import_a_stage() -> None:
    for stage in STAGES:
        assert ALLOWED[stage] & STAGES == set()


RECURSIVE = {
    ("model.briefs", "api"),  # Brief.save and its like are functions of the library
    ("readers.items", "readers.web.page"),  # an item's page is read as any source, items and all
}
"""Arrows that close a circle because the work itself does; anything else is a circle too many."""


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for name, target, _ in arrows():
        if name != target and (name, target) not in RECURSIVE:
            graph.setdefault(name, set()).add(target)
    assert circle(graph) == []


def circle(graph: dict[str, set[str]]) -> list[str]:
    """A path of modules back to its first, or nothing."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for target in sorted(graph.get(name, ())):
            loop = walk(target, [*path, name])
            if loop:
                return loop
        done.add(name)
        return []

    return next((loop for name in sorted(graph) if (loop := walk(name, []))), [])


def test_a_circle_is_seen() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert circle({"a": {"b", "c"}, "b": {"c"}}) == []


MOST_LINES = 400
"""A module of more lines holds two things, which are easier to find apart."""


def test_no_module_is_two_things() -> None:
    lines = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules().items()}
    assert {name: n for name, n in lines.items() if n > MOST_LINES} == {}


@pytest.mark.parametrize(
    "line", ["def f():\n    from briefing.sectors import trie", "import briefing.sectors.trie"]
)
def test_lazy_imports_count(line: str, tmp_path: Path) -> None:
    path = tmp_path / "lazy.py"
    path.write_text(line)
    assert [target for target, _ in imports(path, {"sectors.trie"})] == ["sectors.trie"]


def test_no_two_modules_of_the_tests_have_one_name() -> None:
    """Tests and helpers are imported by their bare names: a second one would hide the first."""
    modules = Path(__file__).parent.rglob("*.py")
    names = sorted(path.name for path in modules if not path.with_name("__init__.py").exists())
    assert sorted(set(names)) == names
