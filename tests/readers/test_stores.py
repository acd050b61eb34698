"""Parquet files and object stores: by the names of their columns, in parts, in constant memory."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers import ReadOptions, Ref, expand, load, read
from briefing.readers.options import Source
from briefing.readers.registry import safely
from briefing.readers.slices import singly

OPTIONS = ReadOptions(cache="-")


def story(number: int) -> str:
    return (
        f"The lock of Harrow Weir let {number} barges pass on Monday, the canal trust said.\n\n"
        f"It expects {number + 100} barges in July, when the second lock opens to traffic."
    )


def table(count: int, **more: list[Any]) -> pa.Table:
    return pa.table(
        {
            "id": list(range(count)),
            "Title": [f"Barge {n}" for n in range(count)],
            "text": [story(n) for n in range(count)],
            "date": [dt.datetime(2024, 6, 12, tzinfo=dt.UTC)] * count,
            "vector": [[0.5] * 8] * count,
            **more,
        }
    )


def parquet(count: int, group: int = 1_000_000) -> bytes:
    out = io.BytesIO()
    pq.write_table(table(count), out, row_group_size=group)
    return out.getvalue()


def found(*specs: str, options: ReadOptions = OPTIONS) -> list[Article | Skipped]:
    items: list[Article | Skipped] = []
    for ref in expand(specs, options):
        items.extend(load(ref, options) if isinstance(ref, Ref) else [ref])
    return items


def check(items: list[Article | Skipped], count: int, location: str) -> None:
    assert [(a.title, a.location) for a in items if isinstance(a, Article)] == [
        (f"Barge {n}", f"{location}#{n + 1}") for n in range(count)
    ]
    assert all(isinstance(a, Article) and a.date == "2024-06-12" for a in items)


def test_parquet_columns_are_found_by_their_names(tmp_path: Path) -> None:
    path = tmp_path / "barges.parquet"
    path.write_bytes(parquet(5))
    check(found(str(path)), 5, str(path))
    inside = list(safely(".parquet", Source(path.read_bytes(), "barges.parquet", OPTIONS)))
    check(inside, 5, "barges.parquet")


def test_parquet_columns_that_fields_name(tmp_path: Path) -> None:
    path = tmp_path / "barges.parquet"
    rows = [{"head": f"Barge {n}", "parts": {"lead": story(n)}} for n in range(2)]
    pq.write_table(pa.Table.from_pylist(rows), path)
    (none,) = found(str(path))
    assert isinstance(none, Skipped)
    assert "'head', 'parts'; name its column with --fields text=NAME" in none.reason
    options = ReadOptions(cache="-", fields=(("title", "head"), ("text", "parts.lead")))
    titles = [a.title for a in found(str(path), options=options) if isinstance(a, Article)]
    assert titles == ["Barge 0", "Barge 1"]


@pytest.mark.parametrize("group", [7, 10, 64])
def test_large_parquet_is_read_by_row_groups(tmp_path: Path, group: int) -> None:
    path = tmp_path / "barges.parquet"
    path.write_bytes(parquet(64, group))
    options = ReadOptions(cache="-", slice_bytes=100)
    refs = [ref for ref in expand([str(path)], options) if isinstance(ref, Ref)]
    assert [ref.kind for ref in refs] == ["rows"] * -(-64 // group)
    check([item for ref in refs for item in load(ref, options)], 64, str(path))
    single = [one for ref in refs for one in singly(ref)]
    assert len(single) == 64
    check([item for ref in single for item in load(ref, options)], 64, str(path))


def test_rows_without_text_cost_themselves(tmp_path: Path) -> None:
    path = tmp_path / "barges.parquet"
    pq.write_table(pa.table({"title": ["a", "b", "c"], "text": [None, story(1), ""]}), path)
    items = found(str(path))
    assert [item.location for item in items] == [f"{path}#{n}" for n in (1, 2, 3)]
    assert [type(item) for item in items] == [Skipped, Article, Skipped]


@pytest.mark.parametrize("size", [4, 100, 3_000])
def test_damaged_parquet_costs_a_line(size: int, tmp_path: Path) -> None:
    path = tmp_path / "barges.parquet"
    path.write_bytes(parquet(64)[:size])
    for options in (OPTIONS, ReadOptions(cache="-", slice_bytes=1)):
        (item,) = found(str(path), options=options)
        assert isinstance(item, Skipped)
        assert "Parquet" in item.reason


MEASURE = """
import re, sys
from briefing.readers import ReadOptions, Ref, expand, load
count = 0
for ref in expand([sys.argv[1]], ReadOptions(cache="-")):
    for item in load(ref, ReadOptions(cache="-")):
        count += 1
print(count, re.search("VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells its own peak")
def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    """A row group of 9 MB and one of 45 MB of text that does not compress away."""
    peaks = []
    for count in (1_000, 5_000):
        path = tmp_path / f"{count}.parquet"
        texts = [f"{story(n)} " * 6 + os.urandom(4_000).hex() for n in range(count)]
        titles = [f"Barge {n}" for n in range(count)]
        pq.write_table(pa.table({"title": titles, "text": texts}), path)
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, str(path)], capture_output=True, check=True, text=True
        )
        articles, peak = map(int, done.stdout.split())
        assert articles == count
        peaks.append(peak)
    assert peaks[1] - peaks[0] < 24_000  # kilobytes


def fill(system: Any, folder: str) -> None:
    rows = [json.dumps({"title": f"Barge {n}", "text": story(n)}) for n in range(50)]
    files = {
        "news/barges.jsonl": "\n".join(rows).encode(),
        "news/rows.parquet": parquet(20, 6),
        "news/one.txt": story(1).encode(),
        "news/deep/two.md": f"# Two\n\n{story(2)}".encode(),
        "news/~$two.docx": b"lock",
        "news/picture.png": b"\x89PNG",
    }
    for name, data in files.items():
        with system.open(f"{folder}/{name}", "wb") as stream:
            stream.write(data)


def check_store(root: str) -> None:
    options = ReadOptions(cache="-", slice_bytes=1_000)
    items = found(f"{root}/news", options=options)
    (other,) = [item for item in items if isinstance(item, Skipped)]
    assert other.reason == "1 file of other kinds in this folder (.png)"
    locations = [item.location for item in items if isinstance(item, Article)]
    assert locations == [
        *(f"{root}/news/barges.jsonl#{n}" for n in range(1, 51)),
        f"{root}/news/deep/two.md",
        f"{root}/news/one.txt",
        *(f"{root}/news/rows.parquet#{n}" for n in range(1, 21)),
    ]
    refs = [r for r in expand([f"{root}/news/barges.jsonl"], options) if isinstance(r, Ref)]
    assert len(refs) > 3  # it is read in parts, in any process
    assert len(found(f"{root}/news/*.jsonl", options=options)) == 50
    assert [a.title for a in read(f"{root}/news/deep/two.md")] == ["Two"]
    for missing in (f"{root}/news/absent.txt", f"{root}/absent/*.txt"):
        (item,) = found(missing)
        assert isinstance(item, Skipped)
        assert item.location == missing


def test_object_store_in_memory() -> None:
    fill(fsspec.filesystem("memory"), "/canal")
    check_store("memory:///canal")


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """A local server of the S3 protocol."""
    server = pytest.importorskip("moto.server").ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    names = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1",
    }  # fmt: skip
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    yield names["AWS_ENDPOINT_URL"]
    for name, value in before.items():
        os.environ.pop(name)
        if value is not None:
            os.environ[name] = value
    server.stop()


@pytest.mark.filterwarnings("ignore")
def test_object_store_over_the_network(store: str) -> None:
    system = fsspec.filesystem("s3")
    system.mkdir("canal")
    fill(system, "canal")
    check_store("s3://canal")
    (item,) = found("s3://absent/x.txt")
    assert isinstance(item, Skipped)


def test_offline_reaches_no_store() -> None:
    options = ReadOptions(cache="-", offline=True)
    (item,) = found("s3://canal/news", options=options)
    assert isinstance(item, Skipped)
    assert "--offline" in item.reason


def test_chained_and_unknown_addresses_are_refused() -> None:
    for spec in ("zip://a.txt::memory://b.zip", "ftp://a.example/b.txt", "github://a:b@c/d.txt"):
        (item,) = found(spec)
        assert isinstance(item, Skipped)
        assert "only http and https addresses and object stores" in item.reason


def test_store_whose_library_is_absent_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(SourceError, match=r"pip install 'onepage-briefing\[remote\]'"):
        read("s3://canal/a.txt")


def test_library_of_tables_that_is_absent_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "barges.parquet"
    path.write_bytes(parquet(64))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (item,) = found(str(path), options=ReadOptions(cache="-", slice_bytes=1))
    assert isinstance(item, Skipped)
    assert item.reason.endswith("pip install 'onepage-briefing[parquet]'")
