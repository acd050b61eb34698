"""Zip archives: the files within, each read as its own format, within limits on their number,
size and depth."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from briefing.errors import SourceError
from briefing.limits.archives import DAMAGE
from briefing.model import Article, Skipped
from briefing.readers import registry
from briefing.readers.locate import ignored, printable
from briefing.readers.options import Source

# Files of one archive; an export of a press review has some hundred.
MAX_MEMBERS = 2_000
# Archives within archives.
MAX_DEPTH = 2
# Unpacked size over packed size that no text reaches: deflate gives 1,032 at most, prose 3 to 5,
# logs 20.
MAX_RATIO = 200
_NOT_WITHIN = frozenset({"feed", "opml", "urls"})


def read(source: Source) -> Iterator[Article | Skipped]:
    """The articles of all files in the order of their names; a file that cannot be read is skipped.

    Raises :class:`SourceError` for an archive that is damaged, locked, too large or too deep.
    """
    if source.depth >= MAX_DEPTH:
        raise SourceError(source.location, f"archives more than {MAX_DEPTH} deep in each other")
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            yield from _members(archive, source)
    except DAMAGE as error:
        raise SourceError(source.location, "a damaged zip archive") from error


def _members(archive: zipfile.ZipFile, source: Source) -> Iterator[Article | Skipped]:
    members = [m for m in archive.infolist() if not m.is_dir() and not _passed_over(m)]
    if any(member.flag_bits & 1 for member in members):
        raise SourceError(source.location, "encrypted; unpack it first")
    if len(members) > MAX_MEMBERS:
        raise SourceError(source.location, f"more than {MAX_MEMBERS:,} files; unpack it first")
    if sum(member.file_size for member in members) > source.options.max_unzipped:
        raise SourceError(source.location, "unpacks to more than is read; unpack it first")
    other = read_any = 0
    for member in sorted(members, key=lambda m: m.filename):
        ending = registry.suffix(member.filename)
        if registry.READERS.get(ending, "urls") in _NOT_WITHIN:
            other += 1
            continue
        read_any += 1
        yield from _member(archive, member, ending, source)
    if not read_any:
        raise SourceError(source.location, "no file in it that can be read" if other else "empty")


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, ending: str, source: Source
) -> Iterator[Article | Skipped]:
    place = f"{source.location}#{printable(member.filename)}"
    limit = source.options.max_bytes
    if member.file_size > limit or member.file_size > MAX_RATIO * (member.compress_size + 1000):
        yield Skipped(place, "unpacks to more than an article has")
        return
    try:
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
    except DAMAGE:
        yield Skipped(place, "damaged")
        return
    name = printable(member.filename.rpartition("/")[2])
    inner = replace(
        source, data=data[:limit], location=place, name=name, charset="", depth=source.depth + 1,
        options=replace(source.options, follow=False),
    )  # fmt: skip
    yield from registry.safely(ending, inner)


def _passed_over(member: zipfile.ZipInfo) -> bool:
    """Links, hidden and system files, which are skipped without a message."""
    parts = member.filename.split("/")
    link = stat.S_ISLNK(member.external_attr >> 16)
    return (
        link
        or parts[0] == "__MACOSX"
        or any(ignored(part) for part in parts if part not in (".", ".."))
    )
