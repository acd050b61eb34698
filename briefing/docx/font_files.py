"""Fonts as files: embedded in a template, or installed on this machine.

fontTools is imported only where there is one to read.
"""

from __future__ import annotations

import io
import os
import re
import struct
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.docx.package import Package, R, W, child, value

MOST_BYTES = 32 * 2**20
"""Bytes of a font file that is read: those of East Asian fonts have up to 20 MB."""
MOST_FILES = 20_000
"""Files that are looked through for an installed font; a designer's machine has some thousand."""

_STYLES = {
    "embedRegular": (False, False), "embedBold": (True, False),
    "embedItalic": (False, True), "embedBoldItalic": (True, True),
}  # fmt: skip
_FOLDERS = {
    "win32": ("{WINDIR}/Fonts", "{LOCALAPPDATA}/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "{HOME}/Library/Fonts"),
    "": (
        "/usr/share/fonts", "/usr/local/share/fonts", "{HOME}/.fonts", "{HOME}/.local/share/fonts",
    ),
}  # fmt: skip
_OBFUSCATED = 32
"""Bytes at the beginning of an embedded font that are obfuscated (ECMA-376 Part 4, 2.8.1)."""
_BROKEN = (
    KeyError, AttributeError, ValueError, AssertionError, OSError, IndexError, TypeError, EOFError,
    struct.error,
)  # fmt: skip
"""What fontTools raises for broken tables beside its own error; it documents none of it."""
_USE_TYPO_METRICS = 1 << 7


@dataclass(frozen=True, slots=True)
class FontFile:
    """The metrics of a face in em: advance widths by code point, and what its lines take."""

    widths: Mapping[int, float]
    ascent: float
    descent: float
    gap: float


Faces = Mapping[tuple[bool, bool], FontFile]
"""The faces of a family, by whether they are bold and italic."""


def embedded_fonts(package: Package) -> dict[str, Faces]:
    """The families that a template brings along, by their names in lower case.

    A font that cannot be read, or whose regular face is missing, counts as not embedded.
    """
    table = package.related(package.main, "fontTable")
    root = package.xml(table)
    fonts: dict[str, Faces] = {}
    for font in [] if root is None or table is None else root.findall(W + "font"):
        faces: dict[tuple[bool, bool], FontFile] = {}
        for tag, style in _STYLES.items():
            holder = child(font, tag)
            if holder is None:
                continue
            name = package.by_id(table or "").get(holder.get(R + "id", ""), "")
            face = _parsed(_revealed(package.parts.get(name, b""), value(holder, "fontKey")))
            if face is not None:
                faces[style] = face
        if (False, False) in faces:
            fonts[value(font, "name").lower()] = faces
    return fonts


def _revealed(data: bytes, key: str) -> bytes:
    """An embedded font with its first bytes decoded by its key."""
    digits = re.sub("[^0-9A-Fa-f]", "", key)
    if len(digits) != 32:
        return data
    mask = bytes.fromhex(digits)[::-1]
    head = bytes(b ^ mask[i % 16] for i, b in enumerate(data[:_OBFUSCATED]))
    return head + data[_OBFUSCATED:]


def installed(name: str) -> FontFile | None:
    """The regular face of a family that is installed on this machine, found by its file's name."""
    wanted = _plain(name)
    if len(wanted) < 3:
        return None
    matches = [p for p in _font_files() if _plain(p.stem).startswith(wanted)]
    for path in sorted(matches, key=lambda p: (len(p.stem), str(p))):
        try:
            face = _parsed(path.read_bytes()) if path.stat().st_size <= MOST_BYTES else None
        except OSError:
            continue
        if face is not None:
            return face
    return None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _font_files() -> Iterator[Path]:
    count = 0
    for folder in _FOLDERS.get(sys.platform, _FOLDERS[""]):
        for top, _, files in os.walk(Path(folder.format_map(_Environment()))):
            for file in files:
                count += 1
                if count > MOST_FILES:
                    return
                if file.lower().endswith((".ttf", ".otf", ".ttc")):
                    yield Path(top, file)


class _Environment(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return os.environ.get(key, "/nonexistent")


def _parsed(data: bytes) -> FontFile | None:
    """The metrics of a font file; None for another file."""
    if not data:
        return None
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(io.BytesIO(data), fontNumber=0, lazy=True)
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        advances = {
            code: widths[glyph][0] / em
            for code, glyph in font.getBestCmap().items()
            if glyph in widths
        }
        line, os2 = font["hhea"], font["OS/2"]
        if os2.fsSelection & _USE_TYPO_METRICS:
            high, low, gap = os2.sTypoAscender, -os2.sTypoDescender, os2.sTypoLineGap
        else:
            high, low, gap = line.ascent, -line.descent, line.lineGap
        high, low = max(high, os2.usWinAscent), max(low, os2.usWinDescent)
    except (TTLibError, *_BROKEN):
        return None
    return FontFile(advances, high / em, low / em, max(gap, 0) / em)
