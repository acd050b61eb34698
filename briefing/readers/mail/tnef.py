"""Outlook's envelope within a mail, ``winmail.dat`` ([MS-OXTNEF]), put back as a mail.

The one Python library for it (tnefparse) has a copyleft licence, so its records are read here. They
are flat: level, number, type, length, bytes, checksum; some hold a list of properties.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage

from briefing.errors import SourceError
from briefing.readers.encoding import decode
from briefing.readers.mail.outlook import Letter, mail, unpacked

SIGNATURE = b"\x78\x9f\x3e\x22"
_HEAD = 6  # the signature and a key that nothing uses
_RECORD = struct.Struct("<BII")
_CHECKSUM = 2

# Numbers of records ([MS-OXTNEF] 2.1.3.2).
_SUBJECT, _DATE_SENT, _BODY, _PROPERTIES, _CODE_PAGE = 0x8004, 0x8005, 0x800C, 0x9003, 0x9007
_FILE_BEGINS, _FILE_DATA, _FILE_NAME, _FILE_PROPERTIES = 0x9002, 0x800F, 0x8010, 0x9005
# Numbers of properties ([MS-OXPROPS]).
_P_SUBJECT, _P_SENT, _P_SENDER, _P_ADDRESS = 0x0037, 0x0039, 0x0C1A, 0x0C1F
_P_BODY, _P_RICH, _P_PAGE, _P_PAGES_CODE = 0x1000, 0x1009, 0x1013, 0x3FDE
_P_DATA, _P_LONG_NAME, _P_SHORT_NAME, _P_TITLE = 0x3701, 0x3707, 0x3704, 0x3001

_SEVERAL, _NAMED = 0x1000, 0x8000
_TEXT, _WIDE, _OBJECT, _BYTES = 0x1E, 0x1F, 0x0D, 0x102
_VARIABLE = frozenset({_TEXT, _WIDE, _OBJECT, _BYTES})
_SIZES = {2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0x0A: 4, 0x0B: 2, 0x14: 8, 0x40: 8, 0x48: 16}
_GUID = 16  # begins an object: what kind of object it is
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_TICKS = 10_000_000  # per second

Properties = dict[int, tuple[int, bytes]]
"""Type and bytes of each property that is not named, by number."""


@dataclass(slots=True)
class _File:
    name: bytes = b""
    data: bytes = b""
    properties: Properties = field(default_factory=dict)


def message(data: bytes, location: str) -> EmailMessage:
    """The mail in an envelope. Attached messages are envelopes too, in files of the type ``.tnef``.

    Raises :class:`SourceError` for what is no envelope; a damaged one gives what comes before.
    """
    stored = list(_records(data)) if data.startswith(SIGNATURE) else []
    if not stored:
        raise SourceError(location, "a damaged winmail.dat; ask for it as plain text or HTML")
    files: list[_File] = []
    own: Properties = {}
    records: dict[int, bytes] = {}
    for number, content in stored:
        if number == _FILE_BEGINS:
            files.append(_File())
        elif number == _PROPERTIES:
            own = _properties(content)
        elif files and number == _FILE_NAME:
            files[-1].name = content
        elif files and number == _FILE_DATA:
            files[-1].data = content
        elif files and number == _FILE_PROPERTIES:
            files[-1].properties = _properties(content)
        else:
            records.setdefault(number, content)
    reader = _Reader(location, f"cp{_number(records.get(_CODE_PAGE, b''))}")
    return mail(reader.letter(own, records, files))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Decodes what the records of one envelope hold."""

    location: str
    charset: str

    def letter(self, own: Properties, records: dict[int, bytes], files: list[_File]) -> Letter:
        name, address = self.text(own.get(_P_SENDER)), self.text(own.get(_P_ADDRESS))
        page = own.get(_P_PAGE, (_BYTES, b""))
        code = f"cp{_number(own.get(_P_PAGES_CODE, (0, b''))[1])}"
        return Letter(
            subject=self.text(own.get(_P_SUBJECT, (_TEXT, records.get(_SUBJECT, b"")))),
            sender=f"{name} <{address}>" if "@" in address else name,
            sent=_moment(own) or _written(records.get(_DATE_SENT, b"")),
            plain=self.text(own.get(_P_BODY, (_TEXT, records.get(_BODY, b"")))),
            page=self.text(page, code if page[0] == _BYTES else ""),
            rich=unpacked(own[_P_RICH][1]) if _P_RICH in own else "",
            files=[file for file in map(self.file, files) if all(file)],
        )

    def file(self, file: _File) -> tuple[str, bytes]:
        names = (file.properties.get(n) for n in (_P_LONG_NAME, _P_SHORT_NAME, _P_TITLE))
        name = next(filter(None, map(self.text, names)), "") or self.text((_TEXT, file.name))
        kind, data = file.properties.get(_P_DATA, (0, b""))
        if kind == _OBJECT and data[_GUID:].startswith(SIGNATURE):
            return f"{name or 'message'}.tnef", data[_GUID:]
        return name, file.data or data

    def text(self, value: tuple[int, bytes] | None, charset: str = "") -> str:
        kind, data = value or (0, b"")
        if kind == _WIDE:
            return data.decode("utf-16-le", "replace").rstrip("\0")
        with suppress(SourceError):  # a value that is not text is ignored
            return decode(data.rstrip(b"\0"), self.location, charset or self.charset)
        return ""


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record; nothing after the first that is cut off."""
    at = _HEAD
    while at + _RECORD.size <= len(data):
        _, number, size = _RECORD.unpack_from(data, at)
        at += _RECORD.size
        if at + size > len(data):
            return
        yield number & 0xFFFF, data[at : at + size]
        at += size + _CHECKSUM


def _properties(data: bytes) -> Properties:
    """The properties of a list, up to the first that cannot be understood."""
    values: Properties = {}
    with suppress(struct.error, KeyError):
        (count,) = struct.unpack_from("<I", data)
        at = 4
        for _ in range(min(count, len(data) // 4)):
            kind, number = struct.unpack_from("<HH", data, at)
            at += 4
            if number >= _NAMED:
                at = _after_name(data, at)
            base = kind & ~_SEVERAL
            several = bool(kind & _SEVERAL)
            items = 1
            if several or base in _VARIABLE:
                (items,) = struct.unpack_from("<I", data, at)
                at += 4
            for _ in range(min(items, len(data) // 2)):
                size = _SIZES.get(base)
                if size is None:
                    if base not in _VARIABLE:
                        raise KeyError(base)
                    (size,) = struct.unpack_from("<I", data, at)
                    at += 4
                if number < _NAMED:
                    values.setdefault(number, (base, data[at : at + size]))
                at += _padded(size)
    return values


def _after_name(data: bytes, at: int) -> int:
    """The place after the name of a named property: a set, then a number or a text."""
    kind, value = struct.unpack_from("<II", data, at + _GUID)
    return at + _GUID + 8 + (_padded(value) if kind else 0)


def _padded(size: int) -> int:
    return size + -size % 4


def _number(data: bytes) -> int:
    return int.from_bytes(data[:4], "little")


def _moment(own: Properties) -> dt.datetime | None:
    ticks = int.from_bytes(own.get(_P_SENT, (0, b""))[1], "little")
    with suppress(OverflowError):
        return _EPOCH + dt.timedelta(seconds=ticks // _TICKS) if ticks else None
    return None


def _written(data: bytes) -> dt.datetime | None:
    """A moment as year, month, day, hour, minute and second."""
    with suppress(struct.error, ValueError):
        year, month, day, hour, minute, second = struct.unpack_from("<6H", data)
        return dt.datetime(year, month, day, hour, minute, second, tzinfo=dt.UTC)
    return None
