"""Zip packages from untrusted sources: damaged, encrypted, or built to expand when unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

DAMAGE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, NotImplementedError,
    OSError, RuntimeError, ValueError,
)  # fmt: skip
"""Exceptions that the standard library raises for a damaged or malicious archive. They were found
by fuzzing; only BadZipFile and RuntimeError (for a password) are documented.
"""
_XML = (".xml", ".rels", ".xhtml", ".opf", ".ncx")
_BLOCK = 1 << 18


class PackageError(Exception):
    """A package that is not read; the message is a reason in a few words."""


class DamageError(PackageError):
    """A package that is no zip archive, or a damaged one."""


@dataclass(frozen=True, slots=True)
class PackageLimits:
    """The most that a package may hold: bytes in all, parts, and bytes of one part of XML.

    ``label`` names in messages what the package should be, such as "a Word file". ``forbidden`` is
    what no part of XML may begin with (in its first 256 kB): a document type may declare entities.
    """

    label: str
    most_bytes: int
    most_parts: int
    most_xml: int
    forbidden: bytes = b"<!DOCTYPE"


def read_package(
    data: bytes, limits: PackageLimits, wanted: Callable[[str], bool] = lambda _: True
) -> dict[str, bytes]:
    """The parts of a package by name, in the order of the file.

    Parts whose name is not ``wanted`` are checked too, but not returned. Raises
    :class:`PackageError` for a package that breaks a limit or needs a password, and
    :class:`DamageError` for a damaged archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_sizes(members, limits)
            parts: dict[str, bytes] = {}
            for member in members:
                name = member.filename.lstrip("/")
                content = _content(archive, member, limits, wanted(name))
                if content is not None:
                    parts[name] = content
            return parts
    except DAMAGE as error:
        raise DamageError(" ".join(str(error).split()) or type(error).__name__) from error


def _check_sizes(members: list[zipfile.ZipInfo], limits: PackageLimits) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise PackageError("encrypted; save it without a password")
    if len(members) > limits.most_parts or sum(m.file_size for m in members) > limits.most_bytes:
        raise PackageError(f"unpacks to far more than {limits.label} does")
    if any(m.file_size > limits.most_xml for m in members if m.filename.endswith(_XML)):
        raise PackageError(f"holds more XML than {limits.label} does")


def _content(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: PackageLimits, wanted: bool
) -> bytes | None:
    """The bytes of a part, read in blocks; damage is detected here."""
    with archive.open(member) as stream:
        blocks = [stream.read(_BLOCK)]
        if member.filename.endswith(_XML) and limits.forbidden in blocks[0]:
            what = (
                "a document type (XML entities)"
                if limits.forbidden == b"<!DOCTYPE"
                else "XML entities"
            )
            raise PackageError(f"declares {what}, which {limits.label} never does")
        while block := stream.read(_BLOCK):
            if wanted:
                blocks.append(block)
    return b"".join(blocks) if wanted else None
