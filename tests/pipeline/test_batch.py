"""Many briefs in one pass: their groups, their names, their index, and runs that were cut short."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from command import call

import briefing
from briefing.config import Config
from briefing.errors import NoArticleError, OutputError, UsageError
from briefing.pipeline import batch, checkpoint
from briefing.pipeline.aggregate import merge_groups
from briefing.pipeline.sources import references
from briefing.pipeline.worker import Worker
from briefing.readers import Ref
from briefing.selection import candidates

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
STORY = """{title}

The ministry of energy said on Monday that {n},450 households will be joined to the power grid of
{place} by October. A new substation of 220 kilovolts will cost $1{n} million, it said.

Gas pipelines of 4{n} kilometres will follow next year, according to the national operator."""


def stories(path: Path, rows: list[dict[str, str]]) -> Path:
    """A JSONL file with a different story for each row."""
    places = ("Karabulak", "Ilmen", "Torgai", "Saryozek", "Balkash", "Usharal", "Zhanatas")
    lines = [
        {
            "title": f"Power for {places[n % 7]}",
            "text": STORY.format(
                title=f"Power for {places[n % 7]}", n=n % 9 + 1, place=places[n % 7]
            ),
            **row,
        }
        for n, row in enumerate(rows)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    rows = [
        {"date": "2024-06-12", "outlet": "Courier"},
        {"date": "2024-06-12", "outlet": "Ilmen Post"},
        {"date": "2024-06-11", "outlet": "Courier"},
        {},
    ]
    return stories(tmp_path / "in.jsonl", rows)


def test_a_brief_for_each_date(dated: Path, tmp_path: Path) -> None:
    call("batch", str(dated), "-o", str(tmp_path / "out"), "--by", "date", "--format", "json")
    out = tmp_path / "out"
    assert names(out) == ["2024-06-11.json", "2024-06-12.json", "index.md", "unknown.json"]
    brief = json.loads((out / "2024-06-12.json").read_text("utf-8"))
    assert {s["outlet"] for s in brief["sources"]} == {"Courier", "Ilmen Post"}
    assert {s["date"] for s in brief["sources"]} == {"2024-06-12"}


def test_a_brief_for_each_outlet(dated: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("batch", str(dated), "-o", str(out), "--by", "outlet", "--format", "json")
    assert names(out) == ["courier.json", "ilmen-post.json", "index.md", "unknown.json"]
    brief = json.loads((out / "courier.json").read_text("utf-8"))
    assert {s["outlet"] for s in brief["sources"]} == {"Courier"}
    assert brief["title"] == "Courier"


def test_a_brief_for_each_sector(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("batch", str(seeds), "-o", str(out), "--format", "md", "--title", "June")
    made = [name.removesuffix(".md") for name in names(out) if name != "index.md"]
    assert len(made) >= 3
    listed = cli_sectors()
    assert set(made) <= {*listed, "other"}
    for slug in made:
        title = listed.get(slug, "Other")
        assert f"# June: {title}" in (out / f"{slug}.md").read_text("utf-8")


def cli_sectors() -> dict[str, str]:
    from briefing.sectors import load_table

    return {sector.slug: sector.title for sector in load_table(None).sectors}


def test_the_index_has_a_row_and_a_working_link_for_each_brief(dated: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("batch", str(dated), "-o", str(out), "--by", "outlet", "--format", "docx")
    page = (out / "index.md").read_text("utf-8")
    links = re.findall(r"^\| \[(.+?)\]\((.+?)\) \| (\d+) \| (\d+) \| (.*?) \|$", page, re.MULTILINE)
    assert [(link[0], link[1], link[3]) for link in links] == [
        ("Courier", "courier.docx", "2"),
        ("Ilmen Post", "ilmen-post.docx", "1"),
        ("unknown", "unknown.docx", "1"),
    ]
    assert all((out / link[1]).is_file() and int(link[2]) > 0 for link in links)


HOSTILE = [
    "../../etc/passwd", "/etc/passwd", "..", ".", "CON", "nul", "Lpt1", "index", "INDEX",
    "A/B", "A B", "a-b", "A\\B", "Äé", "ae", "…", "‥", "<b>|x|</b> [l](http://e.example)",
    "a_b", "a" * 199, "a" * 200, "日" * 200, "𝔘" * 200, "-", "--", "con.docx", "Unknown",
]  # fmt: skip


def test_no_name_leaves_the_folder_or_overwrites_another(tmp_path: Path) -> None:
    rows = [{"outlet": outlet} for outlet in HOSTILE] + [{}]
    source = stories(tmp_path / "in.jsonl", rows)
    out = tmp_path / "deep" / "out"
    call("batch", str(source), "-o", str(out), "--by", "outlet", "--format", "json")
    made = [name for name in names(out) if name != "index.md"]
    found = {json.loads((out / name).read_text("utf-8"))["sources"][0]["outlet"] for name in made}
    read = {outlet.strip() for outlet in HOSTILE} | {""}
    assert found == read
    assert len(made) == len(read)
    assert names(tmp_path) == ["deep", "in.jsonl"]
    assert names(tmp_path / "deep") == ["out"]
    assert len({name.casefold() for name in made}) == len(made)
    for name in made:
        assert not re.match(r"(?i)(con|nul|lpt1|index)\.", name)
        assert len(name.encode()) <= 255
    page = (out / "index.md").read_text("utf-8")
    assert page.count("\n| ") == len(made) + 2  # and the two lines of the head
    assert "<b>" not in page


def test_the_names_of_groups_do_not_depend_on_their_order() -> None:
    groups = ["A B", "a-b", "Other"]
    assert batch.file_names(groups) == batch.file_names(reversed(groups))
    assert batch.file_names(groups)["Other"] == "other"


def test_one_or_two_processes_give_the_same_files(seeds: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        call("batch", str(seeds), "-o", str(tmp_path / jobs), "--jobs", jobs, "-q")
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_unknown_groupings_engines_and_folders_are_one_line(dated: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--by 'sectr' is unknown; did you mean 'sector'"):
        batch.Plan(by="sectr")
    with pytest.raises(UsageError, match="--engine 'dsk' is unknown; did you mean 'dask'"):
        batch.Plan(engine="dsk")
    with pytest.raises(OutputError, match=r"in\.jsonl: cannot be made"):
        batch.run([str(dated)], dated, Config(), batch.Plan())
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    with pytest.raises(NoArticleError) as caught:
        batch.run([str(empty)], tmp_path / "out", Config(), batch.Plan())
    assert caught.value.reasons == (f"skipped {empty}: empty",)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files with seconds of work, in more chunks than are saved together."""
    folder = tmp_path_factory.mktemp("archive")
    whole = folder / "all.jsonl"
    script = ROOT / "tests" / "benchmarks" / "multiply.py"
    subprocess.run([sys.executable, script, "-", "600", whole], env=ENVIRONMENT, check=True)
    lines = whole.read_text("utf-8").splitlines(keepends=True)
    whole.unlink()
    for n in range(0, len(lines), 5):
        (folder / f"{n:05d}.jsonl").write_text("".join(lines[n : n + 5]), "utf-8")
    return folder


@pytest.fixture(scope="module")
def unbroken(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a run over the archive that nothing cut short."""
    whole = tmp_path_factory.mktemp("unbroken")
    subprocess.run(command(archive, whole, 2), env=ENVIRONMENT, check=True, capture_output=True)
    return contents(whole)


def command(archive: Path, out: Path, jobs: int = 1) -> list[str]:
    often = "from briefing.execution import local; local.TOGETHER = 2"
    return [
        sys.executable, "-c", f"{often}; from briefing.cli import main; main()",
        "batch", str(archive), "-o", str(out),
        "--by", "outlet", "--format", "json", "--jobs", str(jobs),
    ]  # fmt: skip


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT], ids=["kill -9", "Ctrl-C"])
def test_a_run_that_was_cut_short_goes_on_where_it_stopped(
    archive: Path, unbroken: dict[str, bytes], tmp_path: Path, stop: signal.Signals,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    broken = tmp_path / "broken"
    process = subprocess.Popen(
        command(archive, broken, 2), env=ENVIRONMENT, stderr=subprocess.DEVNULL
    )
    saved = broken / checkpoint.FOLDER
    until = time.monotonic() + 300
    while not list(saved.glob("*/*.json")) and time.monotonic() < until:
        time.sleep(0.01)
    assert process.poll() is None, "it ended before it was cut short"
    process.send_signal(stop)
    process.wait()
    left = list(saved.glob("*/*.json"))
    assert left
    assert names(broken) == [checkpoint.FOLDER]

    worked: list[str] = []
    work = Worker.__call__

    def watched(worker: Worker, refs: Sequence[Ref]) -> Any:
        worked.extend(ref.target for ref in refs)
        return work(worker, refs)

    monkeypatch.setattr(Worker, "__call__", watched)
    batch.run([str(archive)], broken, Config(jobs=1), batch.Plan(by="outlet", form="json"))
    assert 0 < len(worked) < len(list(archive.iterdir()))
    assert not saved.exists()
    assert contents(broken) == unbroken


def test_what_changed_since_the_run_was_cut_short_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(4):
        stories(folder / f"{n}.jsonl", [{"outlet": f"Desk {n}"}] * 20)
    config, plan = Config(jobs=1), batch.Plan(by="outlet", form="json")
    out = tmp_path / "out"
    monkeypatch.setattr("briefing.execution.local.TOGETHER", 1)
    monkeypatch.setattr("briefing.execution.job.CHUNK_ARTICLES", 1)
    with monkeypatch.context() as patch:
        patch.setattr(batch, "index", _cut_short)
        with pytest.raises(_CutError):
            batch.run([str(folder)], out, config, plan)
    assert len(list((out / checkpoint.FOLDER).glob("*/*.json"))) == 4
    stories(folder / "1.jsonl", [{"outlet": "Another desk"}] * 20)
    for path in out.glob("*.json"):
        path.unlink()
    batch.run([str(folder)], out, config, plan)
    assert names(out) == [
        "another-desk.json", "desk-0.json", "desk-2.json", "desk-3.json", "index.md",
    ]  # fmt: skip


class _CutError(Exception):
    pass


def _cut_short(*_: object) -> str:
    raise _CutError


def test_damaged_progress_is_made_anew(dated: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    saved = checkpoint.Checkpoint(out, Config(jobs=1), "date")
    saved.folder.mkdir(parents=True)
    (saved.folder / "0.json").write_text('{"chunks": ["x"], "groups": {"2024-06-12": {}}}')
    batch.run([str(dated)], out, Config(jobs=1), batch.Plan(by="date", form="md"))
    assert names(out) == ["2024-06-11.md", "2024-06-12.md", "index.md", "unknown.md"]


def test_saved_progress_is_what_was_gathered(seeds: Path, tmp_path: Path) -> None:
    refs = list(references([str(seeds)], Config(), []))
    found = Worker(Config(), "sector")(refs)
    saved = checkpoint.Checkpoint(tmp_path, Config(), "sector")
    saved.save(["one"], found)
    assert saved.load(merge_groups) == ({"one"}, merge_groups([found]))


def test_a_sectors_brief_holds_that_sector_only(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("batch", str(seeds), "-o", str(out), "--format", "json", "-q")
    for path in out.glob("*.json"):
        brief = json.loads(path.read_text("utf-8"))
        sectors = {section["sector"] for section in brief["sections"]}
        sectors.add(brief["bottom_line"]["sector"])
        assert sectors == {"none" if path.stem == "other" else path.stem}
    whole = briefing.make(seeds)
    assert {point.sector for point in whole.points} <= {path.stem for path in out.glob("*.json")}


def test_only_and_skip_choose_the_briefs_of_a_batch(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("batch", str(seeds), "-o", str(out), "--format", "md", "--only", "energy,mining", "-q")
    assert names(out) == ["energy.md", "index.md", "mining.md"]


def test_a_shipped_table_is_named_and_an_edited_one_begins_anew(
    dated: Path, tmp_path: Path
) -> None:
    call("batch", str(dated), "-o", str(tmp_path / "out"), "--sectors", "news", "-q")
    assert "index.md" in names(tmp_path / "out")
    one, same, other = (
        checkpoint.Checkpoint(tmp_path, Config(sectors="a.toml"), "sector", table).folder
        for table in (b"a", b"a", b"b")
    )
    assert one == same != other


def test_a_sector_counts_its_articles_in_whatever_order_they_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing that was read before keeps an article from being counted, nor its day."""
    monkeypatch.setattr(candidates, "PER_SECTOR", 1)
    articles = list(briefing.read([str(Path(__file__).parents[2] / "seeds")]))

    def told(order: list[Any]) -> dict[str, tuple[int, str, str]]:
        groups = Worker(Config(jobs=1), "sector").absorb(order)
        return {
            name: (part.read, part.candidates.first_date, part.candidates.last_date)
            for name, part in groups.items()
        }

    assert told(articles) == told(articles[::-1])
