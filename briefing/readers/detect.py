"""What bytes are, from the bytes themselves: for input without a name and for wrong names."""

from __future__ import annotations

import re

from briefing.errors import SourceError
from briefing.readers.encoding import looks_binary
from briefing.readers.options import Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "docx"),
    (b"PK\x05\x06", "docx"),
    (_OLE, "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "gzip"),
)
_NAMES = {
    "pdf": "a PDF", "docx": "a zip archive, perhaps a Word file", "rtf": "an RTF file",
    "ole": "an old or encrypted Office file", "picture": "a picture", "gzip": "a gzip archive",
}  # fmt: skip
_SUFFIX = {"pdf": ".pdf", "docx": ".docx"}
_ROOT = re.compile(rb"<(?:\?|!--|!DOCTYPE)[^>]*>|\s+", re.IGNORECASE)
_HEADER = re.compile(
    rb"(?:[!-9;-~]{1,60}:[ \t][^\n]*\n(?:[ \t][^\n]*\n)*){0,80}"
    rb"(?:from|subject|mime-version|received|return-path|message-id):",
    re.IGNORECASE,
)
_BOM = b"\xef\xbb\xbf"
# Where PDF readers still look for the header, by Adobe's implementation note 13.
_PDF_WITHIN = 1024


def magic(data: bytes) -> str:
    """The kind of binary file that ``data`` begins like, or ``""``."""
    found = next((kind for mark, kind in _MAGIC if data.startswith(mark)), "")
    return found or ("pdf" if b"%PDF-" in data[:_PDF_WITHIN] else "")


def guess(data: bytes) -> str:
    """The suffix of the format of ``data``; ``.txt`` when it shows no other.

    >>> guess(b"<!doctype html><p>x"), guess(b'{"text": "x"}'), guess(b"Plain words.")
    ('.html', '.jsonl', '.txt')
    """
    kind = magic(data)
    if kind:
        return _SUFFIX.get(kind, ".txt")
    head = data[:4096].removeprefix(_BOM).lstrip()
    if head.startswith(b"{"):
        return ".jsonl"
    if head.startswith(b"<"):
        return _markup(head)
    if _HEADER.match(head):
        return ".eml"
    return ".md" if head.startswith((b"---\n", b"---\r\n", b"# ")) else ".txt"


def _markup(head: bytes) -> str:
    at = 0
    while found := _ROOT.match(head, at):
        at = found.end()
    root = head[at : at + 12].lower()
    if root.startswith((b"<rss", b"<feed", b"<rdf:rdf")):
        return ".xml"
    return ".opml" if root.startswith(b"<opml") else ".html"


def check(kind: str, source: Source) -> None:
    """Raises :class:`SourceError` when the bytes plainly are not what their name says."""
    found = magic(source.data)
    if found == kind:
        return
    if kind in ("docx", "pdf"):
        _not_binary(kind, found, source)
    elif found and not (found == "pdf" and not source.data.startswith(b"%PDF-")):
        raise SourceError(source.location, f"not text: it is {_NAMES[found]}{_rename(found)}")


def _not_binary(kind: str, found: str, source: Source) -> None:
    label = {"docx": "a Word file", "pdf": "a PDF"}[kind]
    if found == "ole" and kind == "docx":
        reason = "encrypted or in the old .doc format; save it as .docx without a password"
    elif found:
        reason = f"not {label}: it is {_NAMES[found]}{_rename(found)}"
    elif looks_binary(source.data):
        reason = f"not {label}, or a damaged one (it does not begin like one)"
    else:
        reason = f"not {label} but text; rename it to {guess(source.data)}"
    raise SourceError(source.location, reason)


def _rename(found: str) -> str:
    return f"; rename it to {_SUFFIX[found]}" if found in _SUFFIX else ""
