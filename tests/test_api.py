"""The library as a Python user meets it: what may be passed, what comes back, what goes wrong."""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.metadata
import json
import pydoc
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import briefing
from briefing.config import KEYS, Config, Options

STORY = """Port of Norland reopens

The port of Norland reopened on Monday after repairs of $12 million, the ministry of transport said.

Ferries to Sudland will sail twice a day from July, and the new terminal will handle 300,000
containers a year."""
OTHER = """Mine opens in Westland

Westland opened a copper mine worth $90 million on Tuesday, the mining company said. It will employ
1,200 people by 2030."""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


def test_help_shows_the_public_names() -> None:
    text = pydoc.plain(pydoc.render_doc(briefing))
    for name in briefing.__all__:
        assert name in text
    assert "the brief of some articles" in text.casefold()
    assert set(briefing.__all__) <= set(dir(briefing))


def test_importing_the_library_loads_nothing_of_weight() -> None:
    code = "import sys, briefing; print(sorted(m for m in sys.modules if m.startswith('briefing')))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        cwd=Path(__file__).resolve().parent.parent,
    )  # fmt: skip
    assert done.stdout.strip() == "['briefing', 'briefing._version']"


def test_a_text_a_path_an_article_or_several_make_a_brief(story: Path) -> None:
    article = briefing.article(STORY)
    quotes = {
        brief.bottom_line.quote
        for source in (STORY, story, str(story), article, [article], [STORY], (str(story),))
        if (brief := briefing.make(source)).bottom_line
    }
    assert len(quotes) == 1
    assert len(briefing.make([STORY, briefing.article(OTHER)]).sources) == 2
    assert len(briefing.make([story, OTHER]).sources) == 2


def test_a_line_of_a_text_is_no_file_name() -> None:
    line = "The port of Norland reopened on Monday after repairs of $12 million, it said."
    assert briefing.rank(line)[0].text == line


def test_a_path_is_never_a_text(tmp_path: Path) -> None:
    missing = tmp_path / "one two three four five six seven eight nine ten.txt"
    with pytest.raises(briefing.BriefingError, match="no usable article"):
        briefing.make(missing)


def test_a_source_that_cannot_be_read_costs_nobody_elses_work(story: Path) -> None:
    brief = briefing.make([STORY, "missing.txt"])
    assert [item.location for item in brief.skipped] == ["missing.txt"]
    assert len(briefing.read([story, "missing.txt"])) == 1


def test_dates_and_paths_are_taken_as_python_has_them(story: Path, tmp_path: Path) -> None:
    table = tmp_path / "own.toml"
    table.write_text('[harbours]\ntitle = "Harbours"\nstrong = ["port of norland"]\n', "utf-8")
    day = dt.date(2024, 6, 12)
    story.write_text(f"NORTH CITY, June 11, 2024 – {STORY}", "utf-8")
    brief = briefing.make(story, date=day, sectors=table, until=dt.datetime(2030, 1, 1))
    assert brief.date == "2024-06-12"
    assert brief.bottom_line is not None
    assert brief.bottom_line.sector == "harbours"
    assert briefing.article(STORY, date=day).date == "2024-06-12"


def test_rows_say_why() -> None:
    rows = briefing.rank(STORY)
    assert rows[1].why[0] == "lead"
    assert "names a sum of money" in rows[1].why
    assert rows[1].sector_evidence
    assert rows[0].why == ()
    assert len(briefing.rank([STORY, OTHER], 1)) == 2


def test_a_brief_in_every_form(tmp_path: Path) -> None:
    brief = briefing.make(STORY)
    assert brief.to_dict() == json.loads(brief.to_json())
    assert brief._repr_markdown_() == brief.to_markdown()
    assert brief._repr_html_() == brief.to_html()
    assert "Port of Norland reopens" in brief.to_html()
    assert brief.to_docx().startswith(b"PK")
    brief.save(tmp_path / "x.docx")
    assert (tmp_path / "x.docx").read_bytes() == brief.to_docx()


def test_a_brief_is_verified_as_a_value_and_as_a_file(story: Path, tmp_path: Path) -> None:
    brief = briefing.make(story)
    path = tmp_path / "brief.md"
    brief.save(path)
    assert briefing.verify(brief, story).ok
    assert briefing.verify(path, [story]).ok
    assert not briefing.verify(brief, OTHER).ok


def test_a_batch_takes_the_options_of_a_brief(story: Path, tmp_path: Path) -> None:
    done = briefing.batch(story, tmp_path / "out", by="outlet", form="md", title="June", points=1)
    assert [made.path.name for made in done.made] == ["unknown.md"]
    assert len(done.made[0].brief.points) == 1


WRONG: list[tuple[Any, str]] = [
    (lambda: briefing.make(STORY, ponts=3), "did you mean 'points'"),
    (lambda: briefing.make(STORY, points="3"), "points must be a whole number, not '3'"),
    (lambda: briefing.make(STORY, points=True), "points must be a whole number"),
    (lambda: briefing.make(STORY, title=None), "title must be text"),
    (lambda: briefing.make(STORY, strict=1), "strict must be True or False"),
    (lambda: briefing.make(STORY, {"points": 3}), "config must be a briefing.Config"),
    (lambda: briefing.make(None), "a source is an article, a text, or a name"),
    (lambda: briefing.make([None]), "a source is an article, a text, or a name"),
    (lambda: briefing.make(b"x"), "a source is an article, a text, or a name"),
    (lambda: briefing.make([]), "no usable article"),
    (lambda: briefing.make("missing.txt"), "no usable article"),
    (lambda: briefing.read("missing.txt"), "missing.txt"),
    (lambda: briefing.rank(STORY, "3"), "k must be a whole number"),
    (lambda: briefing.rank(STORY, method="lexrnk"), "did you mean 'lexrank'"),
    (lambda: briefing.article(None), "text must be text"),
    (lambda: briefing.article(""), "text"),
    (lambda: briefing.article(STORY, date="June"), "date must be a date"),
    (lambda: briefing.verify("missing.md", STORY), "missing.md: cannot be read"),
    (lambda: briefing.make(STORY).save("brief.xyz"), "format 'xyz' is unknown"),
    (lambda: briefing.batch(briefing.article(STORY), "out"), "batch takes the names of sources"),
]


@pytest.mark.parametrize(("call", "message"), WRONG, ids=[message for _, message in WRONG])
def test_whatever_is_wrong_is_one_line(call: Any, message: str) -> None:
    with pytest.raises(briefing.BriefingError) as caught:
        call()
    assert message in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_the_options_of_the_functions_are_those_of_the_configuration() -> None:
    assert tuple(get_type_hints(Options)) == KEYS, "a new option belongs into Options too"
    assert len(KEYS) == len(Config.__dataclass_fields__)


HOUSE = Path(briefing.__file__).parent / "README.md"


@pytest.fixture
def extras(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The extension that the architecture page shows, with its entry points and a broken one."""
    text = HOUSE.read_text("utf-8")
    folder = tmp_path_factory.mktemp("extras")
    code = re.search(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = re.search(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert code and lines
    (folder / "brief_extras.py").write_text(code[1], "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    groups = tomllib.loads(lines[1])["project"]["entry-points"]
    points = [
        importlib.metadata.EntryPoint(name, value, group)
        for group, named in groups.items()
        for name, value in named.items()
    ]
    broken = importlib.metadata.EntryPoint("broken", "no_such_package:x", "briefing.methods")
    known = importlib.metadata.EntryPoints([*points, broken])
    monkeypatch.setattr(importlib.metadata, "entry_points", known.select)
    yield importlib.import_module("brief_extras")
    del sys.modules["brief_extras"]


def test_a_method_is_a_function_or_an_entry_point(extras: Any) -> None:
    by_name = briefing.rank(STORY, k=1, method="longest")
    assert by_name == briefing.rank(STORY, k=1, method=extras.longest)
    assert by_name[0].text.startswith("Ferries to Sudland")
    assert by_name[0].why == ("longest: number 1 of 2",)
    with pytest.raises(briefing.BriefingError, match="did you mean 'longest'"):
        briefing.rank(STORY, method="longst")
    with pytest.raises(briefing.BriefingError, match="cannot be loaded"):
        briefing.rank(STORY, method="broken")


def test_a_reader_is_added_by_an_entry_point(extras: Any, tmp_path: Path) -> None:
    (tmp_path / "a.note").write_text("".join(f"> {line}\n" for line in STORY.splitlines()), "utf-8")
    (tmp_path / "b.xyz").write_text("Nothing that anybody reads.", "utf-8")
    assert [a.title for a in briefing.read(tmp_path)] == ["Port of Norland reopens"]


def test_a_writer_is_added_by_an_entry_point(extras: Any, tmp_path: Path) -> None:
    brief = briefing.make([STORY, OTHER])
    brief.save(tmp_path / "brief.headings")
    titles = (tmp_path / "brief.headings").read_text("utf-8").splitlines()
    assert titles == [section.title for section in brief.sections]


MISTYPED = {
    "briefing.make('a.txt', ponts=3)": 'argument "ponts" for "make"; did you mean "points"?',
    "briefing.batch('a.txt', 'out', ponts=3)": 'argument "ponts" for "batch"',
    "briefing.rank('a.txt', metod='lead')": 'argument "metod" for "rank"',
    "briefing.read('a.txt', langage='en')": 'argument "langage" for "read"',
    "briefing.verify('a.md', 'a.txt', stric=True)": 'argument "stric" for "verify"',
    "briefing.make('a.txt', points='3')": 'Argument "points" to "make" has incompatible type "str"',
}


def test_a_type_checker_finds_what_is_wrong_with_an_option(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="comes with the tools of a contributor, not with the tests")
    root = HOUSE.parent.parent
    script = tmp_path / "script.py"
    right = "briefing.make('a.txt', points=3, sectors='news', date=datetime.date(2024, 6, 12))"
    lines = ["import datetime", "import briefing", right, *MISTYPED]
    script.write_text("\n".join(lines), "utf-8")
    checked = subprocess.run(
        [
            sys.executable, "-m", "mypy", "--config-file=", "--follow-imports=silent",
            "--ignore-missing-imports", "--cache-dir", str(tmp_path / "cache"), str(script),
        ],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    messages = {
        int(m[1]): m[2] for m in re.finditer(r"script\.py:(\d+): error: (.*)", checked.stdout)
    }
    assert list(messages) == [4, 5, 6, 7, 8, 9], checked.stdout
    for message, expected in zip(messages.values(), MISTYPED.values(), strict=True):
        assert expected in message


def test_no_text_of_ours_tells_to_install_what_belongs_to_others() -> None:
    root = HOUSE.parent.parent
    listed = subprocess.run(
        ["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True
    ).stdout.split()
    wrong = re.compile(r"(?:pip|pipx|uv tool) install (?:-\S+ )*['\"]?briefing(?![\w-])")
    wrong_files = [
        name
        for name in listed
        if Path(name).suffix in (".py", ".md", ".toml", ".yml", "")
        and name != "tests/test_api.py"
        and wrong.search((root / name).read_text("utf-8", "replace"))
    ]
    assert wrong_files == []
    assert wrong.search("pip install 'briefing[cluster]'")
    assert not wrong.search("pip install 'onepage-briefing[cluster]'")
