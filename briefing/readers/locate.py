"""From what a user names (files, folders, globs, ``-``, URLs) to references in a fixed order."""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

from briefing.errors import SourceError, needed_extra
from briefing.model import Skipped
from briefing.readers.encoding import looks_binary
from briefing.readers.options import ReadOptions, Ref
from briefing.readers.registry import READERS, is_readable, suffix
from briefing.readers.remote import files, is_remote, opened_remote

_JSONL = frozenset(ending for ending, module in READERS.items() if module == "jsonl")
_BLOCK = 1 << 20
# An address without a scheme.
_WEB = re.compile(r"www\.[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#]\S*)?$", re.IGNORECASE)
# A Parquet file of so many slices or less is read as a whole, in the guarded process.
_TABLE = 2
_UNREADABLE = "only http and https addresses and object stores (s3://…) can be read"
_MAILDIR = ("cur", "new", "tmp")
_Seen = set[tuple[int, int]]


def expand(specs: Sequence[str], options: ReadOptions) -> Iterator[Ref | Skipped]:
    """The references that ``specs`` stand for: one for each file, URL or slice of a JSONL file.

    In the order given; folders and globs in the order of their names. The same file named twice
    is read once. What cannot be a source is given out as :class:`Skipped`, with the reason.
    """
    seen: _Seen = set()
    urls: set[str] = set()
    for spec in specs:
        text = os.fspath(spec)
        if text == "-":
            yield _stdin(options)
        elif text.lower().startswith(("http://", "https://")):
            if text not in urls:
                urls.add(text)
                yield Ref("url", text, printable(text))
        elif _WEB.match(text) and not os.path.lexists(text):
            address = f"https://{text}"
            if address not in urls:
                urls.add(address)
                yield Ref("url", address, printable(address))
        elif is_remote(text):
            yield from _remote(text, options)
        elif "://" in text[:20]:
            yield Skipped(printable(text), _UNREADABLE)
        elif not text:
            yield Skipped("(nothing)", "an empty name")
        elif "\0" in text:
            yield Skipped(printable(text), "no such file")
        else:
            yield from _paths(text, options, seen)


# Files that programs keep beside the documents of a folder: locks of open documents, partial
# downloads, swap and backup files, what an operating system notes of a folder, and the README that
# explains the folder. Named by itself, each of them is read.
_IGNORED = re.compile(
    r"\.|~\$|~.*\.tmp$|.*~$|\$recycle\.bin$|(?:thumbs\.db|desktop\.ini|icon\r|__macosx|readme\.\w+)$"
    r"|.*\.(?:crdownload|part|partial|download|opdownload|filepart|aria2|tmp|temp|swp|swo|bak|lock"
    r"|lnk|ds_store)$",
    re.IGNORECASE,
)


def ignored(name: str) -> bool:
    """Whether a file is skipped without a message when its folder is read.

    >>> ignored("~$report.docx"), ignored("README.md"), ignored("story.pdf")
    (True, True, False)
    """
    return _IGNORED.match(name) is not None


def printable(path: str | Path) -> str:
    """``path`` with control characters and bytes that are not UTF-8 escaped.

    >>> printable("a\\nb")
    'a\\\\nb'
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def open_file(path: str | Path, location: str) -> int:
    """A descriptor of a regular file. A pipe that took its place does not block.

    Raises :class:`SourceError` with the reason in a reader's words.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise SourceError(location, reason_of(error)) from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise SourceError(location, "not a regular file (a pipe, socket or device)")
    return descriptor


@contextmanager
def opened(target: str, location: str) -> Iterator[IO[bytes]]:
    """The bytes of a local or remote file, seekable. Raises :class:`SourceError`."""
    if is_remote(target):
        with opened_remote(target) as remote:
            yield remote
    else:
        with os.fdopen(open_file(target, location), "rb") as stream:
            yield stream


def reason_of(error: OSError) -> str:
    """An operating system error in a user's words."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if error.errno == errno.ELOOP:
        return "a link that leads back to itself"
    return f"cannot be read ({error.strerror or type(error).__name__})"


def _stdin(options: ReadOptions) -> Ref | Skipped:
    if sys.stdin is None or sys.stdin.closed:
        return Skipped("-", "there is no standard input")
    data = sys.stdin.buffer.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        return Skipped("-", f"more than {options.max_bytes:,} bytes on standard input")
    return Ref("bytes", "-", "-", data=data)


def _paths(text: str, options: ReadOptions, seen: _Seen) -> Iterator[Ref | Skipped]:
    if not glob.has_magic(text) or os.path.lexists(text):
        yield from _path(Path(text), options, seen)
        return
    try:
        names = sorted(glob.glob(text, recursive=True), key=os.fsencode)  # noqa: PTH207 - absolute
    except OSError as error:
        yield Skipped(printable(text), reason_of(error))
        return
    if not names:
        yield Skipped(printable(text), "no file matches")
    for match in names:
        yield from _path(Path(match), options, seen)


def _path(path: Path, options: ReadOptions, seen: _Seen) -> Iterator[Ref | Skipped]:
    try:
        info = path.stat()
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "no such file"
        yield Skipped(printable(path), reason)
        return
    if stat.S_ISDIR(info.st_mode):
        yield from _folder(path, options, seen)
    elif not stat.S_ISREG(info.st_mode):
        yield Skipped(printable(path), "not a regular file (a pipe, socket or device)")
    elif (info.st_dev, info.st_ino) not in seen:
        seen.add((info.st_dev, info.st_ino))
        yield from references(str(path), printable(path), info.st_size, options)


def _folder(top: Path, options: ReadOptions, seen: _Seen) -> Iterator[Ref | Skipped]:
    """All readable files below ``top`` in order of their names, each folder visited once.

    Hidden files and those that programs keep for themselves are passed over in silence, files of
    other kinds are summed up in one line. The folders of a maildir hold mails without a suffix.
    """
    visited: _Seen = set()
    other: list[str] = []
    count = 0
    stack = [top]
    while stack:
        here = stack.pop()
        try:
            mode = here.stat().st_mode
        except (OSError, ValueError) as error:
            yield Skipped(printable(here), _unreachable(error))
            continue
        mail = _is_mail(here)
        if stat.S_ISDIR(mode):
            children = _children(here, visited)
            if isinstance(children, Skipped):
                yield children
            else:
                stack.extend(reversed(children))
        elif stat.S_ISREG(mode) and not mail and not is_readable(suffix(here.name)):
            other.append(suffix(here.name) or "no suffix")
        elif (count := count + 1) > options.max_files:
            yield Skipped(printable(top), f"more than {options.max_files:,} files")
            return
        else:
            for ref in _path(here, options, seen):
                yield replace(ref, ending=".eml") if mail and isinstance(ref, Ref) else ref
    if other:
        yield Skipped(printable(top), _others(other))
    elif not count:
        yield Skipped(printable(top), "no articles in this folder")


def _others(suffixes: list[str]) -> str:
    """The line for files of a folder that are of no format that is read."""
    kinds = printable(", ".join(sorted(set(suffixes))[:8]))
    count = f"{len(suffixes)} file{'s' if len(suffixes) > 1 else ''}"
    return f"{count} of other kinds in this folder ({kinds})"


def _unreachable(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "a link that leads nowhere"
    return reason_of(error) if isinstance(error, OSError) else "no such file"


def _is_maildir(folder: Path) -> bool:
    return all((folder / name).is_dir() for name in _MAILDIR)


def _is_mail(path: Path) -> bool:
    """Whether a file is a message of a maildir: those in ``tmp`` are not delivered yet."""
    return path.parent.name in ("cur", "new") and _is_maildir(path.parent.parent)


def _children(folder: Path, visited: _Seen) -> list[Path] | Skipped:
    """The entries of a folder that is met for the first time, without those passed over."""
    try:
        info = folder.stat()
        if (info.st_dev, info.st_ino) in visited:
            return []
        visited.add((info.st_dev, info.st_ino))
        entries = sorted(folder.iterdir(), key=os.fsencode)
        if not os.access(folder, os.X_OK):
            return Skipped(printable(folder), "no permission to read what is in it")
        if _is_maildir(folder):  # its other files are indexes, its folders begin with a dot
            return [e for e in entries if e.name in ("cur", "new") or (e / "cur").is_dir()]
    except OSError as error:
        return Skipped(printable(folder), reason_of(error))
    return [entry for entry in entries if not ignored(entry.name)]


def _remote(spec: str, options: ReadOptions) -> Iterator[Ref | Skipped]:
    """The files of an object store that can be read, those of other kinds in one line."""
    other: list[str] = []
    try:
        for file in files(spec, options):
            name = file.address.rpartition("/")[2]
            if ignored(name):
                continue
            if not is_readable(suffix(name)) and file.address != spec:
                other.append(suffix(name) or "no suffix")
                continue
            yield from references(file.address, printable(file.address), file.size, options)
    except SourceError as error:
        yield Skipped(printable(error.location), error.reason)
    if other:
        yield Skipped(printable(spec), _others(other))


def references(
    target: str, location: str, size: int, options: ReadOptions
) -> Iterator[Ref | Skipped]:
    """The references of one file: parts of those that hold many articles, else the file."""
    ending = suffix(target)
    parts = _PARTS.get(READERS.get(ending, ""))
    if parts is None:
        yield Ref("file", target, location)
    elif size <= (options.slice_bytes if ending in _JSONL else options.slice_bytes * _TABLE):
        yield Ref("file", target, location, end=size)
    else:
        try:
            yield from parts(target, location, options)
        except SourceError as error:
            yield Skipped(error.location, error.reason)
        except OSError as error:
            yield Skipped(location, reason_of(error))


def _row_groups(target: str, location: str, options: ReadOptions) -> Iterator[Ref]:
    """A reference for each row group of a Parquet file: a part that can be read on its own."""
    try:
        from briefing.readers.formats.parquet import groups

        with opened(target, location) as stream:
            sizes = groups(stream, location, options)
    except ImportError as error:
        raise needed_extra(error, location) or error from error
    start = 0
    for size in sizes:
        yield Ref("rows", target, location, start=start, end=start + size, line=start + 1)
        start += size


def _slices(path: str, location: str, options: ReadOptions) -> Iterator[Ref]:
    """Slices of about ``slice_bytes`` that end with a line, in one pass over the file.

    Lines are counted on the way, at memory speed, so that each slice knows the number of its
    first line.
    """
    start = at = 0
    line = first = 1
    with opened(path, location) as stream:
        while block := stream.read(min(_BLOCK, options.slice_bytes)):
            if not at and looks_binary(block):
                raise SourceError(location, "not text (it holds binary data)")
            cut = block.rfind(b"\n") + 1
            if cut and at + cut - start >= options.slice_bytes:
                line += block.count(b"\n", 0, cut)
                yield Ref("slice", path, location, start=start, end=at + cut, line=first)
                start, first = at + cut, line
                line += block.count(b"\n", cut)
            else:
                line += block.count(b"\n")
            at += len(block)
    if at > start:
        yield Ref("slice", path, location, start=start, end=at, line=first)


_PARTS = {"jsonl": _slices, "parquet": _row_groups}
"""How large files of a format are divided."""
