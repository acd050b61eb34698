"""Strict Open XML read as the transitional form that all other code knows.

The two forms of ISO/IEC 29500 differ in the names of namespaces and relationships (Part 4, 8 and
Annex A); "Strict Open XML Document" is one of the formats that Word saves in.
"""

from __future__ import annotations

import re

_STRICT = b"http://purl.oclc.org/ooxml/"
_OPEN = b"http://schemas.openxmlformats.org/"
# Names that are not just the transitional ones with "2006" after the first word.
_RENAMED = {
    b"officeDocument/relationships/extendedProperties": (
        b"officeDocument/2006/relationships/extended-properties"
    ),
    b"officeDocument/relationships/customProperties": (
        b"officeDocument/2006/relationships/custom-properties"
    ),
    b"officeDocument/extendedProperties": b"officeDocument/2006/extended-properties",
    b"officeDocument/customProperties": b"officeDocument/2006/custom-properties",
}
_NAME = re.compile(re.escape(_STRICT) + rb"([A-Za-z]+)/([A-Za-z/]+)")
_CONFORMANCE = re.compile(rb"\s[A-Za-z]+:conformance=([\"'])strict\1")


def transitional(parts: dict[str, bytes]) -> dict[str, bytes]:
    """``parts`` of a package with strict names replaced; others are the very bytes given."""
    return {
        name: _translated(data) if name.endswith((".xml", ".rels")) and _STRICT in data else data
        for name, data in parts.items()
    }


def _translated(data: bytes) -> bytes:
    return _NAME.sub(_renamed, _CONFORMANCE.sub(b"", data))


def _renamed(match: re.Match[bytes]) -> bytes:
    path = match[1] + b"/" + match[2]
    return _OPEN + _RENAMED.get(path, match[1] + b"/2006/" + match[2])
