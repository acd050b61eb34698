"""Hostile files: one line each, in bounded time and memory, and nothing from outside gets in."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import time
import zipfile
import zlib
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from briefing.model import Article, Skipped
from briefing.readers import ReadOptions, expand, load
from briefing.readers import sandbox as guard
from briefing.readers.options import Ref, Source
from briefing.readers.registry import safely

STORY = "The port of Karsund opened a second quay on Friday, the port authority said today."
OPTIONS = ReadOptions(cache="-", follow=False)
SECONDS = 90.0


def items(data: bytes, ending: str, options: ReadOptions = OPTIONS) -> list[Article | Skipped]:
    """What a source gives; every item in canonical form or with a reason of one line."""
    start = time.monotonic()
    found = list(safely(ending, Source(data, f"f{ending}", options, name=f"f{ending}")))
    assert time.monotonic() - start < SECONDS
    assert found
    for item in found:
        if isinstance(item, Skipped):
            assert item.reason
            assert len(item.reason.splitlines()) == 1
            assert len(item.reason) < 200
        else:
            item.text.encode("utf-8")
            assert item.text == item.text.strip()
            assert all(c == "\n" or c.isprintable() or c.isspace() for c in item.text)
    return found


def reason(data: bytes, ending: str, options: ReadOptions = OPTIONS) -> str:
    (item,) = items(data, ending, options)
    assert isinstance(item, Skipped), item
    return item.reason


def word_file(**parts: bytes) -> bytes:
    document = docx.Document()
    document.add_paragraph(STORY)
    plain, out = io.BytesIO(), io.BytesIO()
    document.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            key = name.removeprefix("word/").removesuffix(".xml")
            made.writestr(name, parts.get(key, source.read(name)))
    return out.getvalue()


def body_of(inner: bytes, before: bytes = b"") -> bytes:
    return (
        b"<?xml version='1.0'?>" + before + b"<w:document xmlns:w='http://schemas.openxmlformats.org/"
        b"wordprocessingml/2006/main'><w:body>" + inner + b"</w:body></w:document>"
    )  # fmt: skip


def paragraph(text: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>"


LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10)
)
DTDS = {
    "file": b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "net": b'<!DOCTYPE d [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
    "laughs": b'<!DOCTYPE d [<!ENTITY l0 "ha">' + LAUGHS + b'<!ENTITY x "&l9;">]>',
}


@pytest.mark.parametrize("dtd", DTDS)
def test_entities_are_refused(dtd: str) -> None:
    declared = DTDS[dtd]
    document = word_file(document=body_of(paragraph(STORY.encode() + b"&x;"), declared))
    assert "entities" in reason(document, ".docx")
    item = b"<item><title>T</title><description>&x; " + STORY.encode() + b"</description></item>"
    feed = b"<?xml version='1.0'?>%b<rss version='2.0'><channel>%b</channel></rss>"
    assert "entities" in reason(feed % (declared, item), ".xml")
    opml = b"<?xml version='1.0'?>%b<opml><body><outline xmlUrl='&x;'/></body></opml>"
    assert "entities" in reason(opml % declared, ".opml")


def test_files_that_unpack_to_far_more() -> None:
    comment = word_file(document=body_of(b"<!--" + b"x" * 60_000_000 + b"-->" + paragraph(b"x")))
    assert len(comment) < 200_000
    assert reason(comment, ".docx") == "holds more XML than a Word file does"
    lying = bytearray(comment)
    directory = lying.rfind(b"PK\x01\x02", 0, lying.rfind(b"word/document.xml"))
    lying[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    assert "damaged" in reason(bytes(lying), ".docx")
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as made:
        for number in range(3000):
            made.writestr(f"word/{number}.xml", "x")
        made.writestr("[Content_Types].xml", "x")
    assert "far more" in reason(many.getvalue(), ".docx")


def pdf(content: bytes) -> bytes:
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
    ]
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % pair for pair in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on memory there")
def test_pdf_that_unpacks_to_gigabytes_is_stopped() -> None:
    bomb = zlib.compressobj(1)
    packed = b"".join(bomb.compress(b" " * 10_000_000) for _ in range(150)) + bomb.flush()
    assert "too much" in reason(pdf(packed), ".pdf")
    assert items(STORY.encode(), ".txt")  # and the next one is read


def test_a_reader_that_hangs_or_crashes_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(b"x", "x", OPTIONS)
    monkeypatch.setattr(guard, "ASLEEP", 0.5)
    with pytest.raises(Exception, match="too much for its reader"):
        guard.run(f"{__name__}:hang", source)
    with pytest.raises(Exception, match="too much for its reader"):
        guard.run(f"{__name__}:crash", source)
    monkeypatch.undo()
    assert guard.run(f"{__name__}:echo", source) == b"x"


def test_a_reader_that_gets_little_of_a_busy_machine_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "ASLEEP", 1.5)
    assert guard.run(f"{__name__}:trickle", Source(b"x", "x", OPTIONS)) == b"x"


def trickle(source: Source) -> bytes:
    """Work of a fifth of a second, half a second apart, for twice as long as it may sleep."""
    for _ in range(6):
        time.sleep(0.5)
        until = time.process_time() + 0.1
        while time.process_time() < until:
            pass
    return source.data


def hang(source: Source) -> None:
    time.sleep(60)


def crash(source: Source) -> None:
    os._exit(11)


def echo(source: Source) -> bytes:
    print("noise on standard output does not get into the reply")
    return source.data


CONTROLS = b"<w:sdt><w:sdtContent>" * 5000 + b"</w:sdtContent></w:sdt>" * 5000
PART = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n'
NESTED_PARTS = b"MIME-Version: 1.0\n" + b"".join(PART % (n, n) for n in range(1000))
ADDRESSES = b"To: " + b"a@b.example, " * 50_000 + b"\n\n" + STORY.encode()
PARAMETERS = b"Content-Type: text/plain; " + b"".join(b"a*%d=b; " % n for n in range(2000))
DEEP = {
    "nested tags": (b"<div>" * 20_000 + STORY.encode(), ".html"),
    "nested inline": (b"<b>" * 20_000 + STORY.encode(), ".html"),
    "unclosed tables": (b"<table><tr><td>cell " * 500, ".html"),
    "unclosed comments": (b"<!--" * 100_000, ".html"),
    "brackets": (b"<" * 1_000_000, ".html"),
    "attributes": (b"<p " + b'a="b" ' * 100_000 + b">x", ".html"),
    "nested quotes": (b"> " * 20_000 + b"x", ".md"),
    "open links": (b"[a](b " * 20_000, ".md"),
    "stars": (b"*a **b " * 20_000, ".md"),
    "markup in Markdown": (b"<div>" * 20_000, ".md"),
    "nested controls": (word_file(document=body_of(CONTROLS)), ".docx"),
    "nested arrays": (b'{"text": ' + b"[" * 100_000, ".jsonl"),
    "endless number": (b'{"text":' + b"9" * 100_000 + b"}", ".jsonl"),
    "items in items": (b"<rss version='2.0'><channel>" + b"<item>" * 5_000, ".xml"),
    "nested parts": (NESTED_PARTS, ".eml"),
    "nested mails": (b"Content-Type: message/rfc822\n\nSubject: y\n" * 1000, ".eml"),
    "long headers": (ADDRESSES, ".eml"),
    "parameters": (PARAMETERS + b"\n\n" + STORY.encode(), ".eml"),
    "nested comments": (b"From: " + b"(" * 20_000 + b"\n\n" + STORY.encode(), ".eml"),
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_and_tangled_input(name: str) -> None:
    items(*DEEP[name])


LONG = {
    "one line": "word " * 1_000_000,
    "one sentence": "and so it went, " * 6_000 + ".",
    "many sentences": "The ship left port on Monday. " * 30_000,
    "blank lines": "a" + "\n" * 3_000_000 + "b",
    "short lines": "a-\n" * 300_000,
    "short paragraphs": "ab cd\n\n" * 200_000,
    "blanks": "a" + " \t" * 2_000_000 + "b",
    "capitals": "A" * 2_000_000,
    "digits": "1" * 2_000_000,
    "quotes": 'He said "' * 200_000,
}


@pytest.mark.parametrize("name", LONG)
def test_long_text_is_read(name: str) -> None:
    data = LONG[name].encode()
    (item,) = items(data, ".txt", replace(OPTIONS, max_chars=8_000_000))
    assert isinstance(item, Article)
    limited = items(data, ".txt")[0]
    assert isinstance(limited, Article) or "split it" in limited.reason


def test_mail_with_too_many_parts_or_a_huge_attachment(tmp_path: Path) -> None:
    flat = b"--b\nContent-Type: text/plain\n\nhello there\n" * 1000
    head = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    assert "more than 200 parts" in reason(head + flat, ".eml")
    message = EmailMessage()
    message["Subject"] = "Quay opens"
    message.set_content(STORY)
    message.add_attachment(bytes(4_000_000), maintype="a", subtype="b", filename="x.bin")
    path = tmp_path / "large.eml"
    path.write_bytes(message.as_bytes())
    options = ReadOptions(cache="-", max_bytes=1_000_000)
    article, line = load(Ref("file", str(path), "large.eml"), options)
    assert isinstance(article, Article)
    assert article.text == f"Quay opens\n\n{STORY}"
    assert line == Skipped("large.eml", "a very large mail: its last attachments were not read")


def test_too_large_and_empty_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * 1_000_000)
    small = ReadOptions(max_bytes=2_000_000)
    (ref,) = expand([str(path)], small)
    assert isinstance(ref, Ref)
    assert list(load(ref, small)) == [Skipped(str(path), "larger than 2 MB; split it")]
    for blank in (b"", b" \n\t\r\n ", b"\0" * 100, b"\xef\xbb\xbf\n"):
        for ending in (".txt", ".md", ".html", ".docx", ".pdf", ".eml", ".jsonl", ".xml", ".opml"):
            assert reason(blank, ending)


@pytest.mark.parametrize(
    "ending", [".txt", ".md", ".html", ".docx", ".pdf", ".eml", ".jsonl", ".xml"]
)
def test_random_bytes_are_one_line(ending: str) -> None:
    assert reason(random.Random(7).randbytes(200_000), ending)


def test_damaged_files_give_an_article_or_a_line() -> None:
    """Truncated, bit-flipped, spliced: a short seeded pass over every format."""
    chance = random.Random(11)
    message = EmailMessage()
    message["Subject"] = "Quay opens"
    message.set_content(STORY)
    message.add_alternative(f"<html><body><p>{STORY}</p></body></html>", subtype="html")
    good = {
        ".docx": word_file(),
        ".pdf": pdf(zlib.compress(b"BT /F1 9 Tf 50 700 Td (Some words of text) Tj ET")),
        ".eml": message.as_bytes(),
        ".html": f"<html><body><h1>Quay</h1><p>{STORY}</p></body></html>".encode(),
        ".md": f"---\ntitle: Quay\n---\n# Quay\n\n{STORY}\n\n- a\n".encode(),
        ".xml": f"<rss version='2.0'><channel><item><title>Q</title><description>{STORY}"
        "</description></item></channel></rss>".encode(),
        ".jsonl": f'{{"title": "Quay", "text": "{STORY}"}}'.encode(),
    }  # fmt: skip
    for ending, data in good.items():
        for _ in range(40):
            items(damaged(data, chance), ending)


def damaged(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    start = chance.randrange(len(data))
    kind = chance.randrange(4)
    if kind == 0:
        return bytes(changed[: start + 1])
    if kind == 1:
        for _ in range(chance.choice((1, 5, 40))):
            changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif kind == 2:
        changed[start:start] = changed[start : start + chance.randrange(1, 300)] * 20
    else:
        changed[start : start + 4] = chance.randbytes(4)
    return bytes(changed)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks on this platform")
def test_forked_processes_have_children_of_their_own() -> None:
    code = (
        "import multiprocessing as mp\n"
        "from briefing.readers import sandbox as guard\n"
        "from briefing.readers.options import ReadOptions, Source\n"
        f"run = lambda n: guard.run('{__name__}:echo', Source(bytes([n]), 'x', ReadOptions()))\n"
        "assert run(65) == b'A'\n"
        "with mp.get_context('fork').Pool(2) as pool:\n"
        "    assert pool.map(run_one, [66, 67]) == [b'B', b'C']\n"
        "assert run(68) == b'D'\n"
    ).replace("with mp", "def run_one(n):\n    return run(n)\nwith mp", 1)
    folder = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import sys; sys.path.append({folder!r})\n{code}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
