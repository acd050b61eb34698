"""Files that a user names, read within bounds."""

from __future__ import annotations

import errno
from pathlib import Path

LARGEST_TEMPLATE = 64_000_000
"""Bytes of a template: room for some pictures."""


def read_file(path: Path, most: int) -> bytes:
    """The bytes of ``path``. Raises :class:`OSError`, also for a file or device of more bytes."""
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"over {most // 1_000_000} MB")
    return data
