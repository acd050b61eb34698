"""Files that list sources: one path, glob or URL per line, ``#`` begins a remark."""

from __future__ import annotations

import glob
import os
import re
import sys
from pathlib import Path

from briefing.errors import SourceError, UsageError
from briefing.readers.encoding import decode
from briefing.readers.locate import open_file, printable

# A list of 10,000 long addresses has under 2 MB.
MAX_LIST = 4 << 20
_REMARK = re.compile(r"(?:^|\s)#.*$")
_ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s<>]+>?", re.IGNORECASE)


def listed(path: str) -> list[str]:
    """The sources that the file ``path`` lists, in its order; ``-`` is standard input.

    A path that does not exist from the current folder is looked for beside the list. Raises
    :class:`UsageError` when the file cannot be read.
    """
    place = printable(path)
    try:
        text = decode(_read(path, place), place)
    except SourceError as error:
        raise UsageError(f"-i {place}: {error.reason}") from error
    folder = Path("." if path == "-" else path).parent
    lines = (_REMARK.sub("", raw).strip() for raw in text.splitlines())
    return [_beside(line.strip("<>"), folder) for line in lines if line]


def _read(path: str, place: str) -> bytes:
    if path == "-":
        data = sys.stdin.buffer.read(MAX_LIST + 1)
    else:
        with os.fdopen(open_file(path, place), "rb") as stream:
            data = stream.read(MAX_LIST + 1)
    if len(data) > MAX_LIST:
        raise SourceError(place, "too large for a list of sources")
    return data


def _beside(spec: str, folder: Path) -> str:
    if "://" in spec or spec == "-" or Path(spec).is_absolute() or glob.glob(spec):  # noqa: PTH207
        return spec
    beside = folder / spec
    return str(beside) if glob.glob(str(beside)) else spec  # noqa: PTH207


def is_list(text: str) -> bool:
    """Whether a text is nothing but addresses, one per line.

    >>> is_list("https://a.example/1\\nwww.b.example\\n"), is_list("See https://a.example/1")
    (True, False)
    """
    some = False
    for raw in text.splitlines():
        line = _REMARK.sub("", raw).strip()
        if line and not _ADDRESS.fullmatch(line):
            return False
        some = some or bool(line)
    return some
