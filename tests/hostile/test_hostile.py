"""Hostile files beside a good article: the brief is made, and each costs one line, end to end."""

from __future__ import annotations

import http.server
import json
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import hostile_files as made
import pytest
from command import MB, Run, run, start

GOOD = """Karaberg signs loan for two gas-fired plants

The energy ministry of Karaberg signed a $1.4 billion loan on Monday to build two gas-fired plants.

Opponents in parliament did not support the guarantee of the loan, which runs for 18 years."""
QUOTE = "The energy ministry of Karaberg signed a $1.4 billion loan on Monday"
SECONDS, BYTES = 20.0, 1_000 * MB
"""What one hostile file may cost, at most."""
LOADED = 2
"""Times as long that a run may take while the machine does other things as well. The longest took
9.8 s by the clock on a quiet machine of two cores; a share of a quarter of it must still do."""

REFUSED: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.md": b" \n\t\r\n \n",
    "zeros.txt": bytes(5000),
    "random.txt": random.Random(1).randbytes(200_000),
    "random.docx": random.Random(2).randbytes(200_000),
    "random.pdf": random.Random(3).randbytes(200_000),
    "text.docx": made.STORY.encode() * 20,
    "text.pdf": made.STORY.encode() * 20,
    "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(4).randbytes(20_000),
    "locked.pdf": made.locked_pdf(),
    "nested.docx": made.nested_zip()[:-30],
    "overlapping.docx": made.overlapping_zip(),
    "entity-file.docx": made.word_with(b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", made.DTDS["file"]),
    "entity-laughs.docx": made.word_with(
        b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", made.DTDS["laughs"]
    ),
    "entity-file.xml": made.feed_with("file"),
    "entity-net.rss": made.feed_with("net"),
    "entity-laughs.atom": made.feed_with("laughs"),
    "parts.eml": made.nested_mail(),
    "picture.html": b"\x89PNG\r\n\x1a\n" + random.Random(5).randbytes(2000),
    "array.jsonl": b'{"text": ' + b"[" * 100_000,
    "encrypted.docx": made.encrypted_word(),
    "pages.pdf": made.pdf_of_itself(),
    "late-laughs.docx": made.rezipped(
        {
            "word/document.xml": b"<?xml version='1.0'?><!--"
            + b"x" * 300_000
            + b"-->"
            + made.DTDS["laughs"]
            + b"<d>&x;</d>"
        }
    ),
    "list.opml": b"<opml><body><outline xmlUrl='file:///etc/passwd'/></body></opml>",
}
"""Files of which nothing can be read: one line each."""


def odd(text: str) -> bytes:
    return f"Quay opens\n\n{text}\n\n{made.STORY}\n".encode("utf-8", "surrogatepass")


ODD: dict[str, bytes] = {
    "utf16.txt": made.STORY.encode("utf-16"),
    "nul.txt": made.STORY.replace(" ", " \0", 3).encode(),
    "controls.txt": odd("The \x1b[31mquay\x07 opened\x9b2J in \x08June, the \x7fministry said."),
    "surrogates.txt": odd("The quay \ud800 opened \udfff in June, the ministry said."),
    "surrogates.jsonl": b'{"title": "Quay \\ud800", "text": "The quay \\udc00opened in June."}',
    "overrides.txt": odd("The \u202eyauq\u202c opened \u2067in\u2069 June, the ministry said."),
    "unseen.txt": odd("The qu\u200bay op\u2060ened in \ufeffJune, the mini\u00adstry said."),
    "scripts.txt": odd("Кеше 港口 opened η αποβάθρα في يونيو, the ministry said."),
    "stripped.html": b"<table><tr><td>cell " * 500 + made.STORY.encode(),
    "tags.html": b"<div>" * 20_000 + made.STORY.encode(),
    "zip-in-zip.docx": made.nested_zip(),
}
"""Files that are strange, but may be read: a line at most each."""


def good(folder: Path) -> str:
    (folder / "good.txt").write_text(GOOD, "utf-8")
    return "good.txt"


def check(done: Run, folder: Path, code: int = 0) -> list[str]:
    """The good article is in the brief; lines about skipped sources, without a traceback."""
    assert done.code == code, done.err
    assert "Traceback" not in done.err
    assert done.peak < BYTES, f"{done.peak // MB} MB"
    assert done.busy < SECONDS, f"{done.busy:.0f} s"
    assert done.seconds < LOADED * SECONDS, f"{done.seconds:.0f} s"
    brief = json.loads((folder / "brief.json").read_text("utf-8"))
    assert any(QUOTE in point["quote"] for s in brief["sections"] for point in s["points"]) or (
        QUOTE in brief["bottom_line"]["quote"]
    )
    assert not [c for c in (folder / "brief.md").read_text("utf-8") if unprintable(c)]
    assert len([line for line in done.lines if line.startswith("skipped ")]) == len(
        brief["skipped"]
    )
    return [line for line in done.lines if line.startswith("skipped ")]


def unprintable(character: str) -> bool:
    return not (character.isprintable() or character in "\n\u00a0\u200c\u200d")


OUT = ("-o", "brief.json", "-o", "brief.md")


def test_what_cannot_be_read_costs_one_line_each(tmp_path: Path) -> None:
    names = [good(tmp_path), *REFUSED]
    for name, data in REFUSED.items():
        (tmp_path / name).write_bytes(data)
    lines = check(run(["make", *names, *OUT], tmp_path), tmp_path)
    assert sorted(line.removeprefix("skipped ").partition(":")[0] for line in lines) == sorted(
        REFUSED
    )
    assert not [line for line in lines if "report it" in line]
    check(run(["make", *names, *OUT, "--strict"], tmp_path), tmp_path, code=1)


def test_what_is_odd_is_read_or_costs_one_line(tmp_path: Path) -> None:
    names = [good(tmp_path), *ODD]
    for name, data in ODD.items():
        (tmp_path / name).write_bytes(data)
    lines = check(run(["make", *names, *OUT], tmp_path), tmp_path)
    told = [line.removeprefix("skipped ").partition(":")[0] for line in lines]
    assert len(set(told)) == len(told)
    assert not [line for line in lines if "report it" in line]


@pytest.mark.parametrize("ending", ["docx", "pdf", "eml", "html"])
def test_hundreds_of_damaged_files(ending: str, tmp_path: Path) -> None:
    chance = random.Random(f"damaged {ending}")
    page = f"<html><head><title>Quay</title></head><body><h1>Quay</h1><p>{made.STORY}</p></body>"
    whole = {
        "docx": made.word_file(),
        "pdf": made.pdf_of(),
        "eml": made.mail(),
        "html": page.encode(),
    }[ending]
    (tmp_path / "in").mkdir()
    for number in range(60):
        (tmp_path / "in" / f"{number:02}.{ending}").write_bytes(made.damaged(whole, chance))
    begun = time.monotonic()
    done = run(["make", good(tmp_path), "in", *OUT, "--jobs", "1"], tmp_path)
    lines = check(done, tmp_path)
    assert len(lines) <= 2 * 60  # an attachment can be damaged beside its mail
    assert not [line for line in lines if "report it" in line]
    assert time.monotonic() - begun < 2 * LOADED * SECONDS


def write(data: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(data) and None


LONG: dict[str, Callable[[Path], None]] = {
    "bomb.docx": lambda path: path.write_bytes(made.comment_bomb()) and None,
    "line.txt": write(b"word " * 1_000_000),
    "clauses.txt": write(b"And so it went, " + b"and so it went, " * 6_000 + b"on."),
    "sentences.txt": write(b"The ship left port on Monday. " * 30_000),
    "figures.txt": write(b"".join(b"Port %d took %d tonnes on Monday. " % (n, n * 7)
                                  for n in range(30_000))),
    "attachment.eml": made.huge_mail,
    "laughs.html": write(b"<b>" * 200_000 + made.STORY.encode()),
    "letters.txt": write(b"a" * 600_000),
    "initials.txt": write(b"U.S. " * 200_000),
    "title.jsonl": write(json.dumps({"title": "Quay " * 100_000, "text": made.STORY,
                                     "outlet": "Post " * 100_000}).encode()),
    "forms.pdf": write(made.pdf_of_forms()),
    "runs.docx": write(made.word_with(b"<w:p>" + b"<w:r><w:t>a</w:t></w:r>" * 300_000 + b"</w:p>")),
    "cells.md": write(b"|a" * 20_000 + b"|\n" + b"|-" * 20_000 + b"|\n" + b"|x" * 20_000 + b"|\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", LONG)
def test_long_files_keep_within_time_and_memory(name: str, tmp_path: Path) -> None:
    LONG[name](tmp_path / name)
    done = run(["make", good(tmp_path), name, *OUT], tmp_path)
    assert len(check(done, tmp_path)) <= 1


def test_a_folder_of_traps(tmp_path: Path) -> None:
    top = tmp_path / "in"
    (top / "deep").mkdir(parents=True)
    (top / "good.txt").write_text(GOOD, "utf-8")
    (top / "deep" / "up").symlink_to(top)
    (top / "loop.txt").symlink_to("loop.txt")
    (top / "null.txt").symlink_to("/dev/zero")
    os.mkfifo(top / "pipe.txt")
    (top / "line\nbreak.txt").write_bytes(b"")
    (top / "\x1b[2J.txt").write_bytes(b"")
    os.close(os.open(os.fsencode(top) + b"/\xff\xfe.txt", os.O_CREAT | os.O_WRONLY, 0o644))
    lines = check(run(["make", "in", *OUT], tmp_path), tmp_path)
    assert len(lines) == 6
    for mark in ("loop.txt", "null.txt", "pipe.txt", "\\n", "\\x1b", "\\xff"):
        assert len([line for line in lines if mark in line]) == 1, mark


def test_files_that_vanish_or_grow_meanwhile(tmp_path: Path) -> None:
    top = tmp_path / "in"
    top.mkdir()
    (top / "0.txt").write_text(GOOD, "utf-8")
    for number in range(1, 400):
        (top / f"{number}.txt").write_bytes(odd(f"Quay {number} opened in June, they said."))
    process = start(["make", "in", *OUT, "--jobs", "1"], tmp_path)
    number = 0
    while process.poll() is None:
        number = number % 399 + 1
        path = top / f"{number}.txt"
        if number % 2:
            path.unlink(missing_ok=True)
        elif path.exists() and path.stat().st_size < 50_000:
            with path.open("ab") as file:
                file.write(b"More \xff words. ")
        time.sleep(0.0005)
    err = (tmp_path / ".err").read_text("utf-8")
    check(Run(process.returncode, b"", err, 0.0, 0), tmp_path)


class Trap(http.server.BaseHTTPRequestHandler):
    """A server of pages that never end and of feeds that redirect for ever."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path.startswith("/around"):
            self.send_response(302)
            self.send_header("Location", f"/around/{len(self.path)}.rss")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"<p>words without end and more of them" * 2000)
        except OSError:
            pass


@pytest.fixture
def server() -> Iterator[str]:
    found = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()


def test_addresses_that_never_end(server: str, tmp_path: Path) -> None:
    pages = [f"{server}/around.rss", f"{server}/endless"]
    arguments = ["make", good(tmp_path), *pages, *OUT]
    home = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    lines = check(run([*arguments, "--allow-private"], tmp_path, home), tmp_path)
    assert len(lines) == 2
    lines = check(run(arguments, tmp_path, home), tmp_path)
    assert len([line for line in lines if "private" in line]) == 2
