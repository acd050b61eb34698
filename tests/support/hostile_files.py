"""Makes hostile and damaged files for tests: every kind that has hurt some reader of documents."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import docx

STORY = "The port of Karsund opened a second quay on Friday, the port authority said today."
_W = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PAD = "  <item><title>T</title><description>&x; words of a feed item here</description></item>"


@cache
def word_file(story: str = STORY) -> bytes:
    """An ordinary Word file."""
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("Quay opens", 0)
    document.add_paragraph(story)
    document.save(out)
    return out.getvalue()


def word_with(inner: bytes, before: bytes = b"") -> bytes:
    """A Word file whose body holds ``inner``; ``before`` stands before its root."""
    body = b"<w:document xmlns:w='%b'><w:body>%b</w:body></w:document>" % (_W, inner)
    return rezipped({"word/document.xml": b"<?xml version='1.0'?>" + before + body})


def rezipped(parts: dict[str, bytes]) -> bytes:
    """An ordinary Word file with some parts replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file())) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        whole = {name: source.read(name) for name in source.namelist()} | parts
        for name, data in whole.items():
            made.writestr(name, data)
    return out.getvalue()


def nested_zip() -> bytes:
    """An archive in an archive in an archive …, each ten times the last."""
    data = b"0" * 1_000_000
    for level in range(5):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for number in range(10):
                made.writestr(f"word/{level}-{number}.zip", data)
        data = out.getvalue()
    return rezipped({"word/embeddings/deep.zip": data})


def overlapping_zip() -> bytes:
    """A directory of 1,500 names that share one compressed part of 30 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", b" " * 30_000_000)
    data = out.getvalue()
    start = data.rfind(b"PK\x01\x02")
    entry = data[start : data.rfind(b"PK\x05\x06")]
    many = b"".join(entry.replace(b"document", b"d%07d" % n) for n in range(1_500))
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1500, 1500, len(many), start, 0)
    return data[:start] + many + end


def comment_bomb(size: int = 1_500_000_000) -> bytes:
    """A Word file with so many bytes of comment before its text, packed by hand in a second."""
    block = b"x" * 1_000_000
    head = b"<?xml version='1.0'?><w:document xmlns:w='" + _W + b"'><!--"
    tail = f"--><w:body><w:p><w:r><w:t>{STORY}</w:t></w:r></w:p></w:body></w:document>".encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = [packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)]
    one = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    packed += [one] * (size // len(block))
    packed.append(packer.compress(tail) + packer.flush())
    crc = zlib.crc32(head)
    for _ in range(size // len(block)):
        crc = zlib.crc32(block, crc)
    crc = zlib.crc32(tail, crc)
    data = b"".join(packed)
    whole = len(head) + size // len(block) * len(block) + len(tail)
    return _with_raw_part(b"word/document.xml", data, crc, whole)


def _with_raw_part(name: bytes, data: bytes, crc: int, size: int) -> bytes:
    """A Word file one part of which is given packed."""
    plain, out = zipfile.ZipFile(io.BytesIO(word_file())), io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for other in plain.namelist():
            if other.encode() != name:
                made.writestr(other, plain.read(other))
    base = out.getvalue()
    start = base.rfind(b"PK\x05\x06")
    directory = struct.unpack("<I", base[start + 16 : start + 20])[0]
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(data), size, len(name), 0)
    local = b"PK\x03\x04" + fields + name + data
    central = b"PK\x01\x02" + struct.pack("<H", 20) + fields
    central += struct.pack("<HHHII", 0, 0, 0, 0, directory) + name
    entries = base[directory:start] + central
    count = base.count(b"PK\x01\x02", directory, start) + 1
    place = directory + len(local)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(entries), place, 0)
    return base[:directory] + local + entries + end


def pdf(content: bytes, *, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF of one page with a content stream."""
    return pdf_objects(
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources"
        b" << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Filter %b /Length %d >>\nstream\n%b\nendstream" % (filters, len(content), content),
    )


def pdf_objects(*parts: bytes) -> bytes:
    """A PDF of a catalogue and these objects, of which the first is the tree of pages."""
    numbered = enumerate((b"<< /Type /Catalog /Pages 2 0 R >>", *parts), 1)
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % pair for pair in numbered)
    return b"%PDF-1.4\n" + body + b"trailer << /Size 9 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


def pdf_of_itself() -> bytes:
    """A PDF whose tree of pages holds itself."""
    return pdf_objects(b"<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 1000000 >>")


def pdf_of_forms() -> bytes:
    """A PDF whose page shows a form that shows itself three times."""
    shows = b"/Resources << /XObject << /F 5 0 R >> >>"
    return pdf_objects(
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %b >>" % shows,
        b"<< /Length 5 >>\nstream\n/F Do\nendstream",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] %b /Length 17 >>\n"
        b"stream\n/F Do /F Do /F Do\nendstream" % shows,
    )


def encrypted_word() -> bytes:
    """A Word file all parts of which say that they are encrypted."""
    data = bytearray(word_file())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + place] |= 1
    return bytes(data)


def pdf_of(text: str = STORY) -> bytes:
    """A PDF of one page with some words."""
    show = f"BT /F1 9 Tf 50 700 Td ({text}) Tj ET"
    return pdf(zlib.compress(show.encode("latin-1")))


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def mail(text: str = STORY) -> bytes:
    """An ordinary e-mail with two bodies and a Word file."""
    message = EmailMessage()
    message["Subject"], message["From"] = "Quay opens", "Desk <desk@karsund.example>"
    message.set_content(text)
    message.add_alternative(f"<html><body><p>{text}</p></body></html>", subtype="html")
    message.add_attachment(
        word_file(), maintype="application", subtype="octet-stream", filename="quay.docx"
    )
    return message.as_bytes()


def huge_mail(path: Path, size: int = 100_000_000) -> None:
    """An e-mail with an attachment of so many bytes."""
    head = (
        "Subject: Quay opens\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        f"--b\nContent-Type: text/plain\n\n{STORY}\n--b\nContent-Type: application/octet-stream; "
        "name=x.bin\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n"
    )
    line = b"A" * 76 + b"\n"
    with path.open("wb") as file:
        file.write(head.encode())
        for _ in range(size // 77_000 * 4 // 3):
            file.write(line * 1000)
        file.write(b"--b--\n")


_LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
DTDS = {
    "file": b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "net": b'<!DOCTYPE d [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
    "laughs": b'<!DOCTYPE d [<!ENTITY l0 "ha">' + _LAUGHS + b'<!ENTITY x "&l9;">]>',
}


def feed_with(dtd: str) -> bytes:
    """A feed that uses an entity."""
    return b"<?xml version='1.0'?>%b<rss version='2.0'><channel>%b</channel></rss>" % (
        DTDS[dtd],
        _PAD.encode(),
    )


def nested_mail(depth: int = 1_000) -> bytes:
    """An e-mail of parts in parts."""
    part = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n'
    return b"MIME-Version: 1.0\n" + b"".join(part % (n, n) for n in range(depth)) + STORY.encode()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A truncated, bit-flipped, spliced or overwritten copy."""
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
