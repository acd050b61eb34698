"""Object stores and other remote file systems through fsspec: listed, opened, read in parts."""

from __future__ import annotations

import glob
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from briefing.errors import SourceError, needed_extra
from briefing.readers.options import ReadOptions

PROTOCOLS = frozenset(
    "s3 s3a gs gcs az abfs abfss adl hdfs webhdfs oss oci sftp smb memory".split()
)
"""The schemes of fsspec that are opened. Left out are those that reach any server (http, ftp, git),
as pages have rules of their own, and those that unpack or chain others."""

# Read ahead per open file; the default of most stores is 5 MB and more.
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a store: its full address and its size in bytes."""

    address: str
    size: int


def is_remote(spec: str) -> bool:
    """Whether a source is named by one of the :data:`PROTOCOLS`.

    >>> is_remote("s3://bucket/a.jsonl"), is_remote("/tmp/a"), is_remote("zip://a::s3://b/c.zip")
    (True, False, False)
    """
    scheme, mark, _ = spec.partition("://")
    return bool(mark) and scheme.lower() in PROTOCOLS and "::" not in spec


def files(spec: str, options: ReadOptions) -> Iterator[RemoteFile]:
    """The files at an address, below a folder or that match a glob, in the order of their names.

    Raises :class:`SourceError` where there are none or the store cannot be reached.
    """
    _check(spec, options)
    try:
        system, path = _system(spec)
        if glob.has_magic(path):
            names = system.glob(path, detail=True)
        else:
            info = system.info(path)
            names = {path: info} if info["type"] == "file" else system.find(path, detail=True)
    except Exception as error:
        raise _reason(error, spec) from error
    if not names:
        raise SourceError(spec, "no file matches" if glob.has_magic(path) else "an empty folder")
    for name in sorted(names)[: options.max_files]:
        if names[name]["type"] == "file":
            yield RemoteFile(str(system.unstrip_protocol(name)), int(names[name]["size"] or 0))


@contextmanager
def opened_remote(address: str) -> Iterator[IO[bytes]]:
    """A seekable stream of a file. Raises :class:`SourceError` where it cannot be read."""
    try:
        system, path = _system(address)
        if system.protocol == "memory":  # its files have one position for all who have them open
            yield io.BytesIO(system.cat_file(path))
            return
        with system.open(path, "rb", block_size=_BLOCK, cache_type="readahead") as raw:
            yield io.BufferedReader(raw)
    except SourceError:
        raise
    except Exception as error:
        raise _reason(error, address) from error


def _check(spec: str, options: ReadOptions) -> None:
    if options.offline and not spec.lower().startswith("memory://"):
        raise SourceError(spec, "not fetched, as --offline forbids it")


def _system(spec: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    system, path = url_to_fs(spec)
    return system, str(path)


def _reason(error: Exception, spec: str) -> SourceError:
    """What a store's library says, in a reader's words; each has its own kinds of errors."""
    if isinstance(error, ImportError):
        return needed_extra(error, spec) or SourceError(
            spec, f"its file system is not installed ({_line(error)})"
        )
    if isinstance(error, FileNotFoundError):
        return SourceError(spec, "no such file")
    if isinstance(error, PermissionError):
        return SourceError(spec, "no permission to read it")
    return SourceError(spec, f"cannot be reached ({_line(error)})")


def _line(error: Exception) -> str:
    """What an error says, in one line; its class where it says nothing."""
    said = " ".join(str(error).split()) or type(error).__name__
    return f"{said[:1].lower()}{said[1:120]}"
