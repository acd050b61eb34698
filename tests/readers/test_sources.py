"""Files, folders, globs and slices: what is read, in which order, and what is said of the rest."""

from __future__ import annotations

import io
import json
import os
import pickle
import sys
from pathlib import Path

import pytest

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers import READERS, ReadOptions, Ref, expand, load, read

OPTIONS = ReadOptions(cache="-")
STORY = "The port of Karsund opened a second quay on Friday, the port authority said today."


def items(*specs: str, options: ReadOptions = OPTIONS) -> list[Article | Skipped]:
    found: list[Article | Skipped] = []
    for ref in expand(specs, options):
        if isinstance(ref, Ref):
            found.extend(load(pickle.loads(pickle.dumps(ref)), options))
        else:
            found.append(ref)
    return found


def texts(found: list[Article | Skipped]) -> list[str]:
    return [item.text for item in found if isinstance(item, Article)]


def reasons(found: list[Article | Skipped]) -> list[tuple[str, str]]:
    return [(item.location, item.reason) for item in found if isinstance(item, Skipped)]


def test_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/B.TXT", "c.text"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Story {name[0]} {path.name[0]}. {STORY}")
    (tmp_path / ".hidden.txt").write_text(STORY)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text(STORY)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    found = items(str(tmp_path))
    assert [text[:9] for text in texts(found)] == [
        "Story a B",
        "Story a z",
        "Story b b",
        "Story c c",
    ]
    assert reasons(found) == [(str(tmp_path), "1 file of other kinds in this folder (.jpg)")]


def test_the_same_file_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    found = items(str(tmp_path / "a.txt"), str(tmp_path), f"{tmp_path}/*.txt")
    assert texts(found) == [STORY]


def test_folder_that_links_to_itself(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY)
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in" / "self.txt").symlink_to(tmp_path / "in" / "self.txt")
    found = items(str(tmp_path))
    assert texts(found) == [STORY]
    assert [Path(place).name for place, _ in reasons(found)] == ["gone.txt", "self.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this file system")
def test_pipes_and_devices_are_skipped_with_a_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "null.txt").symlink_to("/dev/zero")
    found = items(str(tmp_path))
    assert texts(found) == [STORY]
    assert all("not a regular file" in reason for _, reason in reasons(found))
    assert len(reasons(found)) == 2
    later = Ref("file", str(tmp_path / "pipe.txt"), "pipe.txt")  # it took the place of a file
    assert reasons(list(load(later, OPTIONS))) == [
        ("pipe.txt", "not a regular file (a pipe, socket or device)")
    ]


def test_names_with_line_breaks_and_foreign_bytes(tmp_path: Path) -> None:
    (tmp_path / "two\nlines.txt").write_text(STORY)
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(STORY + " Again.")
    except OSError:
        pytest.skip("this file system takes no such names")
    found = items(str(tmp_path))
    places = [Path(item.location).name for item in found]
    assert places == ["caf\\xe9.txt", "two\\nlines.txt"]
    assert len(texts(found)) == 2


def test_files_that_vanish_or_cannot_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    (ref,) = expand([str(path)], OPTIONS)
    path.unlink()
    assert isinstance(ref, Ref)
    assert list(load(ref, OPTIONS)) == [Skipped(str(path), "no such file")]
    assert items("nowhere/a.txt") == [Skipped("nowhere/a.txt", "no such file")]
    assert items("nowhere/*.txt") == [Skipped("nowhere/*.txt", "no file matches")]
    assert items("a\0b") == [Skipped("a\\x00b", "no such file")]
    with pytest.raises(SourceError, match="no such file"):
        read(str(path))


def test_wrong_suffix_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text(STORY)
    (tmp_path / "b.pdf").write_text(f"<html><body><p>{STORY}</p></body></html>")
    (tmp_path / "c.txt").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    (tmp_path / "d.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert [reason for _, reason in reasons(items(str(tmp_path)))] == [
        "not a Word file but text; rename it to .txt",
        "not a PDF but text; rename it to .html",
        "not text: it is a zip archive, perhaps a Word file; rename it to .docx",
        "encrypted or in the old .doc format; save it as .docx without a password",
    ]


def test_named_file_of_unknown_suffix_is_read_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "story.data"
    path.write_text(f"<!doctype html><html><body><p>{STORY}</p></body></html>")
    assert texts(items(str(path))) == [STORY]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (STORY.encode(), STORY),
        (json.dumps({"title": "T", "text": STORY}).encode(), f"T\n\n{STORY}"),
        (f"<html><body><p>{STORY}</p></body></html>".encode(), STORY),
        (f"From: a@b.example\nSubject: Quay opens\n\n{STORY}".encode(), f"Quay opens\n\n{STORY}"),
        (f"---\ntitle: Quay\n---\n{STORY}".encode(), f"Quay\n\n{STORY}"),
    ],
)
def test_standard_input_is_recognised(
    data: bytes, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert texts(items("-")) == [text]


def test_slices_of_a_large_file_give_what_the_whole_gives(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    rows = [json.dumps({"title": f"Story {n}", "text": STORY * (n % 7 + 1)}) for n in range(9000)]
    rows[17] = "{broken"
    rows[4321] = ""
    path.write_text("\n".join(rows))
    whole = items(str(path))
    sliced = ReadOptions(slice_bytes=300_000)
    refs = list(expand([str(path)], sliced))
    assert len(refs) > 3
    assert items(str(path), options=sliced) == whole
    assert len(texts(whole)) == 8998
    assert reasons(whole)[0][0] == f"{path}#18"
    assert whole[-1].location == f"{path}#9000"


def test_bad_lines_cost_only_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": STORY, "url": "https://a.example/1", "n": [1, {"x": None}]})
    path.write_bytes(b'\xef\xbb\xbf[1]\n\n{"title": 1}\n' + good.encode() + b"\n\xff\xfe\n")
    found = items(str(path))
    assert texts(found) == [STORY]
    assert [place.rpartition("#")[2] for place, _ in reasons(found)] == ["1", "3", "5"]
    path.write_text("{\n" * 1000)
    assert len(items(str(path))) == 1


def test_every_reader_can_be_imported() -> None:
    from briefing.readers.registry import reader

    for ending in READERS:
        assert callable(reader(ending))


def test_import_is_cheap() -> None:
    import subprocess

    code = (
        "import sys, briefing.readers; print(sorted({'lxml', 'docx', 'trafilatura', 'pypdfium2', "
        "'feedparser', 'email', 'http', 'ssl', 'markdown_it', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
