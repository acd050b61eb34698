"""What is passed over, what costs one line, and who is asked over the network."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

from briefing.errors import UsageError
from briefing.model import Article, Skipped
from briefing.readers import ReadOptions, Ref, expand, load
from briefing.readers.lists import listed
from briefing.readers.web import fetch

STORY = "The windmill at Oster was moved by forty metres on Monday to make room for a school.\n"
OPTIONS = ReadOptions(cache="-")


def found(*specs: str | Path, options: ReadOptions = OPTIONS) -> list[Article | Skipped]:
    items: list[Article | Skipped] = []
    for ref in expand([str(spec) for spec in specs], options):
        items.extend(load(ref, options) if isinstance(ref, Ref) else [ref])
    return items


def titles(items: list[Article | Skipped]) -> list[str]:
    return [item.title for item in items if isinstance(item, Article)]


def reasons(items: list[Article | Skipped]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Skipped)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/story.txt").write_text(STORY)
    return tmp_path / "in"


@pytest.mark.parametrize(
    "name",
    [
        "~$report.docx", ".~lock.report.odt#", "report.pdf.crdownload", "report.pdf.part",
        "report.docx.tmp", "~WRL0001.tmp", "Thumbs.db", "desktop.ini", ".DS_Store", "report.txt~",
        "report.txt.swp", "report.pdf.download",
    ],
)  # fmt: skip
def test_files_that_programs_keep_are_passed_over_in_silence(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\0\1\2")
    assert titles(found(folder)) == ["story"]
    assert reasons(found(folder)) == []


def test_links_pipes_and_devices_cost_a_line_each(folder: Path) -> None:
    (folder / "a_loop.txt").symlink_to("a_loop.txt")
    (folder / "b_none.txt").symlink_to("nowhere.txt")
    os.mkfifo(folder / "c_pipe.txt")
    (folder / "d_null.txt").symlink_to(os.devnull)
    (folder / "e_up").symlink_to("..")  # its files are those of the folder itself
    items = found(folder)
    assert titles(items) == ["story"]
    assert reasons(items) == [
        "a link that leads back to itself", "a link that leads nowhere",
        "not a regular file (a pipe, socket or device)",
        "not a regular file (a pipe, socket or device)",
    ]  # fmt: skip


def test_folder_that_may_not_be_entered_costs_a_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = folder / "locked"
    locked.mkdir()
    for name in ("a.txt", "b.txt"):
        (locked / name).write_text(STORY)
    access, stat = os.access, Path.stat

    def refused(path: Path, **_: bool) -> os.stat_result:
        if path.parent == locked:
            raise PermissionError(13, "Permission denied")
        return stat(path)

    monkeypatch.setattr(os, "access", lambda path, mode: path != locked and access(path, mode))
    monkeypatch.setattr(Path, "stat", refused)
    items = found(folder)
    assert titles(items) == ["story"]
    assert [(i.location, i.reason) for i in items if isinstance(i, Skipped)] == [
        (str(locked), "no permission to read what is in it")
    ]


def test_names_that_are_too_long_cost_a_line(folder: Path) -> None:
    deep = folder / ("d" * 200)
    for _ in range(40):
        deep /= "d" * 200
    for spec in ("x" * 300, "x" * 300 + "*", str(deep), "a\0b"):
        items = found(spec, folder)
        assert titles(items) == ["story"]
        assert len(reasons(items)) == 1


@pytest.mark.skipif(not Path("/proc/kmsg").exists(), reason="only Linux has it")
def test_files_of_the_system_end(folder: Path) -> None:
    assert titles(found("/proc/kmsg", folder))[-1] == "story"


# --- Lists and addresses ------------------------------------------------------------------------


def test_list_of_sources(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (folder / "second.md").write_text(f"# Second\n\n{STORY}")
    sources = tmp_path / "in/sources.list"
    sources.write_text(
        "\ufeff# The morning round\n\nstory.txt  # beside the list\n*.md\n"
        "<https://a.example/x#part>\nwww.b.example/y\n"
    )
    monkeypatch.chdir(tmp_path)
    specs = listed(str(sources))
    assert specs == [
        str(folder / "story.txt"), str(folder / "*.md"), "https://a.example/x#part",
        "www.b.example/y",
    ]  # fmt: skip
    refs = list(expand(specs, OPTIONS))
    assert [ref.location for ref in refs] == [
        str(folder / "story.txt"), str(folder / "second.md"), "https://a.example/x#part",
        "https://www.b.example/y",
    ]  # fmt: skip


def test_list_that_cannot_be_read_is_wrong_usage(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.txt"):
        with pytest.raises(UsageError, match="-i"):
            listed(str(path))


def test_text_of_addresses_only_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "links.txt"
    path.write_text("# today\nhttps://a.example/1\n\nhttp://b.example/2\nwww.c.example\n")
    assert reasons(found(path)) == ["a list of addresses; read what it lists with -i"]
    path.write_text(f"{STORY}\nhttps://a.example/1\n")
    assert titles(found(path)) == ["links"]


# --- Who is asked -------------------------------------------------------------------------------

FEED = """<rss version="2.0"><channel><title>Oster Post</title><item><title>Windmill</title>
<link>https://a.example/1</link><description>The windmill at Oster was moved. It …</description>
</item></channel></rss>"""
OPML = '<opml><body><outline xmlUrl="https://a.example/feed"/></body></opml>'
LETTER = (
    "From: Oster Post <post@a.example>\nSubject: News\nList-Unsubscribe: <x>\nMIME-Version: 1.0\n"
    "Content-Type: text/html\n\n<body>"
    + "".join(
        f"<h2>Windmill number {n} moved</h2><p>The windmill at Oster was moved by {n} metres on "
        f"Monday to make room.</p><a href='https://a.example/{n}'>Read more</a>"
        for n in range(3)
    )
    + "</body>"
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    for name, data in (("a.rss", FEED), ("b.opml", OPML), ("c.eml", LETTER)):
        (tmp_path / name).write_text(data)
    seen: list[str] = []

    def refuse(*arguments: object) -> NoReturn:
        seen.append(str(arguments[0]))
        raise ConnectionRefusedError

    monkeypatch.setattr(fetch, "_connect", refuse)
    return seen


def test_nobody_is_asked_for_a_local_feed_list_or_mail(asked: list[str], tmp_path: Path) -> None:
    items = found(tmp_path)
    assert titles(items) == ["Windmill", *(f"Windmill number {n} moved" for n in range(3))]
    assert reasons(items) == ["a list of feeds; --follow fetches them"]
    assert asked == []


def test_follow_asks_for_what_they_link_to(asked: list[str], tmp_path: Path) -> None:
    for name in ("a.rss", "b.opml", "c.eml"):
        before = len(asked)
        found(tmp_path / name, options=ReadOptions(cache="-", follow=True))
        assert len(asked) > before, name


def test_offline_asks_nobody(asked: list[str], tmp_path: Path) -> None:
    options = ReadOptions(cache="-", follow=True, offline=True)
    items = found("https://a.example/1", "www.a.example", tmp_path, options=options)
    assert asked == []
    assert reasons(items)[:2] == ["not fetched, as --offline forbids it"] * 2
    assert reasons(items)[-1] == "a list of feeds; and --offline forbids to fetch them"
