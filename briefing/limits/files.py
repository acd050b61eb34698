"""Files that a user names, read within bounds."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

LARGEST_TEMPLATE = 64_000_000
"""Bytes of a template: room for some pictures."""

LARGEST_DATA = 500_000_000
"""Bytes of one file of labelled stories; our own have 30 MB."""


def read_file(path: Path, most: int) -> bytes:
    """The bytes of ``path``. Raises :class:`OSError`, also for a file of more bytes, and for a pipe
    or device, which might never end."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "not a regular file (a pipe, socket or device)")
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"over {most // 1_000_000} MB")
    return data


def real_path(path: str | Path) -> Path:
    """``path`` with links followed as far as they lead: a loop or an impossible name raises
    nothing."""
    return Path(os.path.realpath(path))


def is_file(path: str | Path) -> bool:
    """Whether there is such a file. Raises nothing, whatever the name."""
    return os.path.isfile(path)  # noqa: PTH113 - raises nothing for names that are too long


def is_there(path: str | Path) -> bool:
    """Whether there is anything of that name. Raises nothing, whatever the name."""
    return os.path.exists(path)  # noqa: PTH110 - raises nothing for names that are too long


def is_folder(path: str | Path) -> bool:
    """Whether there is such a folder. Raises nothing, whatever the name."""
    return os.path.isdir(path)  # noqa: PTH112 - raises nothing for names that are too long
