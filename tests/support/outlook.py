"""Writes Outlook messages (.msg) for tests: compound files of properties ([MS-OXMSG])."""

from __future__ import annotations

import datetime as dt
import struct
from dataclasses import dataclass, field
from itertools import pairwise

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


@dataclass
class Folder:
    """A storage: streams and storages by name."""

    streams: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)


def message(
    subject: str,
    plain: str = "",
    page: str = "",
    *,
    rich: bytes = b"",
    sender: tuple[str, str] = ("News desk", "news@wire.example"),
    sent: dt.datetime = dt.datetime(2024, 6, 11, 16, 12, tzinfo=dt.UTC),
    files: dict[str, bytes] | None = None,
    inner: Folder | None = None,
    kind: str = "IPM.Note",
    embedded: bool = False,
) -> Folder:
    """A message; ``inner`` is attached to it, ``embedded`` says that it is to be attached."""
    folder = Folder()
    values: list[tuple[int, int, bytes]] = [
        (0x001A, 0x1F, kind.encode("utf-16-le")),
        (0x0037, 0x1F, subject.encode("utf-16-le")),
        (0x0C1A, 0x1F, sender[0].encode("utf-16-le")),
        (0x0C1F, 0x1F, sender[1].encode("utf-16-le")),
    ]
    if plain:
        values.append((0x1000, 0x1F, plain.encode("utf-16-le")))
    if page:
        values.append((0x1013, 0x102, page.encode()))
    if rich:
        values.append((0x1009, 0x102, rich))
    ticks = int((sent - _EPOCH).total_seconds()) * 10_000_000
    fixed = [
        (0x0039, 0x40, struct.pack("<Q", ticks)),
        (0x340D, 0x03, struct.pack("<II", 0x40000, 0)),
        (0x3FDE, 0x03, struct.pack("<II", 65001, 0)),
    ]
    attached: list[Folder] = []
    for name, data in (files or {}).items():
        one = Folder()
        parts = [(0x3707, 0x1F, name.encode("utf-16-le")), (0x3701, 0x102, data)]
        _fill(one, parts, [(0x3705, 0x03, struct.pack("<II", 1, 0))], bytes(8))
        attached.append(one)
    if inner is not None:
        one = Folder()
        _fill(one, [], [(0x3705, 0x03, struct.pack("<II", 5, 0))], bytes(8))
        one.folders["__substg1.0_3701000D"] = inner
        attached.append(one)
    for number, one in enumerate(attached):
        folder.folders[f"__attach_version1.0_#{number:08X}"] = one
    head = struct.pack("<8xIIII", 0, len(attached), 0, len(attached))
    _fill(folder, values, fixed, head if embedded else head + bytes(8))
    return folder


def _fill(
    folder: Folder,
    values: list[tuple[int, int, bytes]],
    fixed: list[tuple[int, int, bytes]],
    head: bytes,
) -> None:
    entries = b"".join(struct.pack("<HHI", kind, pid, 6) + data for pid, kind, data in fixed)
    for pid, kind, data in values:
        size = len(data) + (2 if kind == 0x1F else 0)
        entries += struct.pack("<HHIII", kind, pid, 6, size, 0)
        folder.streams[f"__substg1.0_{pid:04X}{kind:04X}"] = data
    folder.streams["__properties_version1.0"] = head + entries


def compound(root: Folder) -> bytes:
    """The bytes of a compound file with the content of ``root``."""
    nodes: list[list[object]] = []  # name, type, child, right, data
    mini = b""
    mini_fat: list[int] = []
    big: list[tuple[list[object], bytes]] = []

    def add(name: str, folder: Folder, kind: int) -> int:
        nonlocal mini
        node: list[object] = [name, kind, _FREE, _FREE, _END, 0]
        nodes.append(node)
        here = len(nodes) - 1
        children = []
        for title, data in folder.streams.items():
            leaf: list[object] = [title, 2, _FREE, _FREE, _END, len(data)]
            nodes.append(leaf)
            children.append(len(nodes) - 1)
            if len(data) >= _CUTOFF:
                big.append((leaf, data))
            elif data:
                count = -(-len(data) // _MINI)
                first = len(mini_fat)
                mini_fat.extend([*range(first + 1, first + count), _END])
                mini += data.ljust(count * _MINI, b"\0")
                leaf[4] = first
        children.extend(add(title, inner, 1) for title, inner in folder.folders.items())
        for left, right in pairwise(children):
            nodes[left][3] = right
        if children:
            node[2] = children[0]
        return here

    add("Root Entry", root, 5)
    sectors: list[bytes] = []
    fat: list[int] = []

    def place(data: bytes) -> int:
        count = -(-len(data) // _SECTOR)
        first = len(sectors)
        padded = data.ljust(count * _SECTOR, b"\0")
        sectors.extend(padded[i : i + _SECTOR] for i in range(0, len(padded), _SECTOR))
        fat.extend([*range(first + 1, first + count), _END])
        return first

    for leaf, data in big:
        leaf[4] = place(data)
    if mini:
        nodes[0][4], nodes[0][5] = place(mini), len(mini)
    while len(mini_fat) % (_SECTOR // 4):
        mini_fat.append(_FREE)
    mini_at = place(struct.pack(f"<{len(mini_fat)}I", *mini_fat)) if mini else _END
    entries = b"".join(_entry(*node) for node in nodes)
    empty = struct.pack("<64xHBBIII16xI16xIQ", 0, 0, 0, _FREE, _FREE, _FREE, 0, 0, 0)
    entries += empty * (-len(nodes) % 4)
    directory = place(entries)
    fats = 1
    while (len(sectors) + fats) * 4 > fats * _SECTOR:
        fats += 1
    table_at = len(sectors)
    fat.extend([_FAT] * fats)
    fat.extend([_FREE] * (fats * _SECTOR // 4 - len(fat)))
    packed = struct.pack(f"<{len(fat)}I", *fat)
    sectors.extend(packed[i : i + _SECTOR] for i in range(0, len(packed), _SECTOR))
    places = [*range(table_at, table_at + fats), *[_FREE] * (109 - fats)]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII109I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, directory, 0, _CUTOFF,
        mini_at, len(mini_fat) // (_SECTOR // 4), _END, 0, *places,
    )  # fmt: skip
    return header + b"".join(sectors)


def _entry(*node: object) -> bytes:
    name, kind, child, right, start, size = node
    raw = str(name).encode("utf-16-le")
    return raw.ljust(64, b"\0") + struct.pack(
        "<HBBIII16xI16xIQ", len(raw) + 2, kind, 1, _FREE, right, child, 0, start, size
    )


ENCAPSULATED = (
    r"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}"
    r"{\colortbl\red0\green0\blue0;}\uc1\pard\plain\deftab360 \f0\fs24 "
    r"{\*\htmltag19 <html>}{\*\htmltag50 <body>}"
)
"""How Outlook begins the rich text of a mail that was written in HTML."""


def encapsulated(*paragraphs: str) -> str:
    """The rich text that Outlook makes of a mail in HTML ([MS-OXRTFEX])."""
    body = "".join(
        rf"{{\*\htmltag64 <p>}}\htmlrtf \par\htmlrtf0 {_escaped(part)}"
        r"\htmlrtf {\f1 shown in rich text only}\htmlrtf0 {\*\htmltag72 </p>}"
        for part in paragraphs
    )
    return f"{ENCAPSULATED}{body}{{\\*\\htmltag58 </body>}}{{\\*\\htmltag27 </html>}}}}"


def _escaped(text: str) -> str:
    return "".join(c if ord(c) < 128 else rf"\u{ord(c)}?" for c in text)


def envelope(
    subject: str = "",
    body: bytes = b"",
    *,
    code_page: int = 1252,
    properties: dict[tuple[int, int], bytes] | None = None,
    files: dict[str, bytes] | None = None,
) -> bytes:
    """A ``winmail.dat`` ([MS-OXTNEF]); ``properties`` have number and type as their keys."""
    records = [
        (1, 0x9006, 8, struct.pack("<I", 0x10000)),
        (1, 0x9007, 6, struct.pack("<II", code_page, 0)),
        (1, 0x8005, 3, struct.pack("<7H", 2024, 6, 11, 16, 12, 0, 2)),
    ]
    if subject:
        records.append((1, 0x8004, 1, subject.encode(f"cp{code_page}") + b"\0"))
    if body:
        records.append((1, 0x800C, 2, body + b"\0"))
    if properties:
        records.append((1, 0x9003, 6, _listed(properties)))
    for name, data in (files or {}).items():
        records.append((2, 0x9002, 6, bytes(14)))
        records.append((2, 0x8010, 1, b"SHORT~1.TXT\0"))
        records.append((2, 0x800F, 6, data))
        records.append((2, 0x9005, 6, _listed({(0x3707, 0x1F): f"{name}\0".encode("utf-16-le")})))
    packed = b"".join(
        struct.pack("<BHHI", level, number, kind, len(data))
        + data
        + struct.pack("<H", sum(data) & 0xFFFF)
        for level, number, kind, data in records
    )
    return struct.pack("<IH", 0x223E9F78, 1) + packed


def _listed(properties: dict[tuple[int, int], bytes]) -> bytes:
    """A list of properties that begins with a named one."""
    packed = struct.pack("<HH16sIII", 3, 0x8001, bytes(16), 0, 77, 1)
    for (number, kind), data in properties.items():
        packed += struct.pack("<HH", kind, number)
        if kind in (0x1E, 0x1F, 0x0D, 0x102):
            packed += struct.pack("<II", 1, len(data)) + data + bytes(-len(data) % 4)
        else:
            packed += data
    return struct.pack("<I", 1 + len(properties)) + packed
