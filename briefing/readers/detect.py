"""The format of bytes, from the bytes themselves: for input without a name and for wrong names."""

from __future__ import annotations

import io
import re
import zipfile

from briefing.errors import SourceError
from briefing.limits.archives import DAMAGE
from briefing.readers.encoding import looks_binary
from briefing.readers.options import Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (_OLE, "ole"),
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x78\x9f\x3e\x22", "tnef"),
)
_NAMES = {
    "pdf": "a PDF", "zip": "a zip archive, perhaps a Word file", "rtf": "an RTF file",
    "ole": "an old or encrypted Office file", "picture": "a picture", "gzip": "a gzip archive",
    "7z": "a 7z archive", "rar": "a RAR archive", "parquet": "a Parquet file",
    "tnef": "an Outlook envelope (winmail.dat)",
}  # fmt: skip
_SUFFIX = {"pdf": ".pdf", "rtf": ".rtf", "parquet": ".parquet", "tnef": ".tnef"}
_BINARY = {
    "docx": "zip", "odt": "zip", "epub": "zip", "pptx": "zip", "xlsx": "zip", "archive": "zip",
    "pdf": "pdf", "rtf": "rtf", "msg": "ole", "tnef": "tnef", "parquet": "parquet",
}  # fmt: skip
"""What the files of a reader begin like, where that is not text."""
_LABELS = {
    "docx": "a Word file", "odt": "an OpenDocument text", "epub": "an EPUB book",
    "pptx": "a presentation", "xlsx": "a spreadsheet", "archive": "a zip archive", "pdf": "a PDF",
    "rtf": "an RTF file", "msg": "an Outlook message", "parquet": "a Parquet file",
    "tnef": "an Outlook envelope (winmail.dat)",
}  # fmt: skip
# What a member of a zip package says of it; the first that is there decides.
_MEMBERS = (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx"))
_MIMETYPES = (
    (b"application/epub+zip", ".epub"),
    (b"application/vnd.oasis.opendocument.text", ".odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", ".ods"),
)
# The name of a stream that every Outlook message has and no other Office file.
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")
_WORKBOOK = "Workbook".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ROOT = re.compile(rb"<(?:\?|!--|!DOCTYPE)[^>]*>|\s+", re.IGNORECASE)
_HEADER = re.compile(
    rb"(?:[!-9;-~]{1,60}:[ \t][^\n]*\n(?:[ \t][^\n]*\n)*){0,80}"
    rb"(?:from|subject|mime-version|received|return-path|message-id):",
    re.IGNORECASE,
)
_MAILBOX = re.compile(rb"From \S+[^\n]*\b(?:19|20)\d\d\b[^\n]*\n[!-9;-~]{1,60}:")
_MHTML = re.compile(rb"^(?:snapshot-content-location:|from:.*saved by)", re.I | re.M)
_BOM = b"\xef\xbb\xbf"
# Where PDF readers still look for the header, by Adobe's implementation note 13.
_PDF_WITHIN = 1024


def magic(data: bytes) -> str:
    """The kind of binary file that ``data`` begins like, or ``""``."""
    detected = next((kind for mark, kind in _MAGIC if data.startswith(mark)), "")
    return detected or ("pdf" if b"%PDF-" in data[:_PDF_WITHIN] else "")


def is_old_workbook(data: bytes) -> bool:
    """Whether ``data`` is a workbook of Excel 97 to 2003 (``.xls``), not one under a password."""
    return data.startswith(_OLE) and _WORKBOOK in data and _ENCRYPTED not in data


def guess(data: bytes) -> str:  # noqa: PLR0911 - one line per format
    """The suffix of the format of ``data``; ``.txt`` when it shows no other.

    >>> guess(b"<!doctype html><p>x"), guess(b'{"text": "x"}'), guess(b"Plain words.")
    ('.html', '.jsonl', '.txt')
    """
    kind = magic(data)
    if kind == "zip":
        return _package(data)
    if kind == "ole":
        return ".msg" if _OUTLOOK in data else ".xls" if is_old_workbook(data) else ".txt"
    if kind:
        return _SUFFIX.get(kind, ".txt")
    head = data[:4096].removeprefix(_BOM).lstrip()
    if head.startswith(b"{"):
        return ".jsonl"
    if re.match(rb"\[\s*\{", head):
        return ".json"
    if head.startswith(b"<"):
        return _markup(head)
    if _MAILBOX.match(head):
        return ".mbox"
    if _HEADER.match(head):
        return ".mhtml" if _MHTML.search(head) else ".eml"
    opens = (b"---\n", b"---\r\n", b"+++\n", b"+++\r\n", b"# ")
    return ".md" if head.startswith(opens) else ".txt"


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    kind = stream.read(80)
                return next((e for mark, e in _MIMETYPES if kind.startswith(mark)), ".zip")
    except DAMAGE:
        return ".docx"
    if "[Content_Types].xml" in names:
        for folder, ending in _MEMBERS:
            if any(name.startswith(folder) for name in names):
                return ending
    return ".zip"


def _markup(head: bytes) -> str:
    at = 0
    while match := _ROOT.match(head, at):
        at = match.end()
    root = head[at : at + 12].lower()
    if root.startswith((b"<rss", b"<feed", b"<rdf:rdf")):
        return ".xml"
    return ".opml" if root.startswith(b"<opml") else ".html"


# Marks of MediaWiki that other texts seldom have; a text has two of them to be one.
_WIKI_MARKS = tuple(
    re.compile(mark, re.MULTILINE)
    for mark in (
        rb"^(={2,4})[^=\n]{1,100}\1\s*$", rb"\'\'\'[^\'\n]{1,200}\'\'\'", rb"<ref(?:\s[^<>]*)?/?>",
        rb"\[\[[^\[\]\n]{1,200}\]\]", rb"^\s*\{\{[^{}\n]{2,}", rb"^\{\|",
    )
)  # fmt: skip
_WIKI_WITHIN = 20_000


def is_mediawiki(data: bytes) -> bool:
    """Whether a text has the marks of MediaWiki.

    >>> is_mediawiki(b"'''Aral''' is a [[port]]."), is_mediawiki(b"He said [[sic]] so.")
    (True, False)
    """
    head = data[:_WIKI_WITHIN]
    return sum(mark.search(head) is not None for mark in _WIKI_MARKS) > 1


def actual(ending: str, data: bytes) -> str:
    """The suffix to read by: XML may be a feed, a list of feeds or a page, whatever its name, and
    plain text the source of a page of a wiki."""
    if ending in (".txt", ".text") and is_mediawiki(data):
        return ".wiki"
    if ending not in (".xml", ".rss", ".atom") or b"<!ENTITY" in data:
        return ending
    kind = guess(data)
    return kind if kind in (".opml", ".html") else ending


def check(kind: str, source: Source) -> None:
    """Raises :class:`SourceError` when the bytes are clearly not what their name says."""
    detected = magic(source.data)
    wanted = _BINARY.get(kind, "")
    if detected == wanted or (kind == "xlsx" and is_old_workbook(source.data)):
        return
    if wanted:
        _not_binary(kind, detected, source)
    elif detected and not (detected == "pdf" and not source.data.startswith(b"%PDF-")):
        raise SourceError(source.location, f"not text: it is {_described(detected, source.data)}")


def _not_binary(kind: str, detected: str, source: Source) -> None:
    label = _LABELS[kind]
    if detected == "ole" and kind in ("docx", "pptx", "xlsx"):
        reason = (
            f"encrypted or in the old .{kind[:-1]} format; save it as .{kind} without a password"
        )
    elif detected:
        reason = f"not {label}: it is {_described(detected, source.data)}"
    elif looks_binary(source.data):
        reason = f"not {label}, or a damaged one (it does not begin like one)"
    else:
        reason = f"not {label} but text; rename it to {guess(source.data)}"
    raise SourceError(source.location, reason)


def _described(detected: str, data: bytes) -> str:
    ending = guess(data)
    return f"{_NAMES[detected]}; rename it to {ending}" if ending != ".txt" else _NAMES[detected]
