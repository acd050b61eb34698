"""Zip packages of office formats: checked before a library unpacks them."""

from __future__ import annotations

import io
import zipfile

from briefing.errors import SourceError
from briefing.limits.archives import DAMAGE
from briefing.readers.options import Source

# An office file has some 20 parts, a book with pictures a few thousand.
MAX_MEMBERS = 5_000
_XML = (".xml", ".rels", ".xhtml", ".opf", ".ncx")
_BLOCK = 1 << 18


def check_package(source: Source, label: str) -> None:
    """Raises :class:`SourceError` for a package that is damaged, locked or would swell up.

    ``label`` names what it should be, such as "a spreadsheet".
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            members = archive.infolist()
            _check_sizes(members, source, label)
            for member in members:
                with archive.open(member) as stream:
                    head = stream.read(_BLOCK)
                    if member.filename.endswith(_XML) and b"<!ENTITY" in head:
                        raise SourceError(source.location, "declares XML entities")
                    while stream.read(_BLOCK):
                        pass
    except DAMAGE as error:
        raise SourceError(source.location, f"not {label}, or a damaged one") from error


def _check_sizes(members: list[zipfile.ZipInfo], source: Source, label: str) -> None:
    limits = source.options
    if any(member.flag_bits & 1 for member in members):
        raise SourceError(source.location, "encrypted; save it without a password")
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > limits.max_unzipped:
        raise SourceError(source.location, f"unpacks to far more than {label} does")
    if any(m.file_size > limits.max_xml for m in members if m.filename.endswith(_XML)):
        raise SourceError(source.location, f"holds more XML than {label} does")
