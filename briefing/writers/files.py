"""Files that appear whole or not at all.

The bytes go to a temporary file in the target's own folder, are flushed to the disk, and take the
target's name in one step (POSIX ``rename``), so that whoever looks, and whenever the run is killed,
finds the old file or the new one; the next save in that folder removes what a killed run left.
Writers to one folder take turns by an advisory lock on the
folder, which ends with its process.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from briefing.errors import OutputError
from briefing.model import Brief
from briefing.writers.options import WriteOptions
from briefing.writers.temporary_files import stage

# How often an append starts again because another program changed the page meanwhile. Each round
# is some milliseconds; a page that changes ten times in a row is being written by something else.
_ROUNDS = 10


def write_atomically(path: Path, data: bytes, *, through_links: bool = True) -> None:
    """Write ``data`` to ``path`` whole or not at all; an existing file keeps its mode.

    A symbolic link stays and its target is replaced; without ``through_links`` the link itself is
    replaced, for names that the user did not give: others who share the folder could have planted a
    link to a file of the user's. Raises :class:`OutputError` when the folder is missing or
    read-only, when ``path`` is a folder, a device or a loop of links, may not be written by this
    user, is open in Word or LibreOffice, or when the disk is full.
    """
    write_outputs([(path, data)], through_links=through_links)


def write_outputs(outputs: Sequence[tuple[Path, bytes]], *, through_links: bool = True) -> None:
    """Write several files: all are complete on disk before the first takes its name.

    Raises :class:`OutputError` as :func:`write_atomically`; then no target has changed, unless the
    renaming itself failed halfway.
    """
    with contextlib.ExitStack() as cleanup:
        staged = []
        for path, data in outputs:
            with _named(path):
                if not through_links and path.is_symlink():
                    path.unlink()
                target = _target(path)
                staged.append((path, stage(target, data, cleanup), target))
        for path, temporary, target in staged:
            with _named(path):
                temporary.replace(target)
        for folder in dict.fromkeys(target.parent for _, _, target in staged):
            _flush_folder(folder)


def append_atomically(path: Path, brief: Brief, options: WriteOptions) -> bool:
    """Add ``brief`` to the Markdown page at ``path`` as a dated section, whole or not at all.

    A missing or empty page becomes a log that begins with the brief. Two runs at once both land.
    ``False`` where the page has this very brief already. Raises :class:`OutputError`.
    """
    from briefing.writers.markdown import write_markdown
    from briefing.writers.markdown_append import append_markdown

    section = write_markdown(brief, options)
    return update_atomically(path, lambda page: append_markdown(page, section, brief.date))


def append_nothing_new(path: Path, date: str, language: str) -> bool:
    """Add a section of ``date`` (ISO) to the Markdown page at ``path``: nothing was new.

    ``False`` where the page has a section of that date. Raises :class:`OutputError`.
    """
    from briefing.writers.markdown_append import append_nothing_new

    return update_atomically(path, lambda page: append_nothing_new(page, date, language))


def update_atomically(path: Path, change: Callable[[bytes], bytes]) -> bool:
    """Replace the file by ``change(its bytes)`` (``b""`` if missing), one writer after the other.

    If another program alters the file meanwhile, ``change`` starts again from what is there.
    ``False`` where there was nothing to change.
    """
    with _named(path):
        target = _target(path)
        with _locked(target.parent):
            for _ in range(_ROUNDS):
                before = _read(target)
                after = change(before)
                if after == before:
                    return False
                with contextlib.ExitStack() as cleanup:
                    temporary = stage(target, after, cleanup)
                    if _read(target) == before:
                        temporary.replace(target)
                        _flush_folder(target.parent)
                        return True
    raise OutputError(f"{path}: another program keeps changing it")


def _read(target: Path) -> bytes:
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return b""


def _target(path: Path) -> Path:
    """The file to replace, links followed, after every check that can be made beforehand."""
    target = Path(os.path.realpath(path))
    if os.path.islink(path) and os.path.islink(target):  # noqa: PTH114 - raises nothing
        raise OutputError(f"{path}: cannot be written (a loop of links)")
    if not os.path.isdir(target.parent):  # noqa: PTH112 - raises nothing for any name
        raise OutputError(f"{path}: cannot be written (no folder {target.parent})")
    try:
        mode = path.stat().st_mode  # not the target's: /dev/stdout resolves to no path
    except FileNotFoundError:
        return target
    if stat.S_ISDIR(mode):
        raise OutputError(f"{path}: cannot be written (it is a folder)")
    if not stat.S_ISREG(mode):
        raise OutputError(f"{path}: cannot be written (not a regular file)")
    if not os.access(target, os.W_OK):
        raise OutputError(f"{path}: cannot be written (not yours to write)")
    holder = _held_open(target)
    if holder:
        raise OutputError(f"{path}: cannot be written (open elsewhere: {holder.name} is beside it)")
    return target


def _held_open(target: Path) -> Path | None:
    """The owner file that Word (``~$``) or LibreOffice (``.~lock.``) leaves beside an open file."""
    if target.suffix.lower() != ".docx":
        return None
    names = (f"~${target.name}", f"~${target.name[2:]}", f".~lock.{target.name}#")
    return next((p for name in names if (p := target.with_name(name)).is_file()), None)


def _flush_folder(folder: Path) -> None:
    """Make the new names last through a power cut, where the system can flush a folder."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # file systems without folder flush
            raise
    finally:
        os.close(handle)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One writer at a time in ``folder``, where the system has locks on folders."""
    try:
        import fcntl
    except ImportError:  # Windows: the comparison before renaming must suffice
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """Turn the system's errors into one line that names the output as the user did."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error
    except ValueError as error:  # a NUL in the name
        raise OutputError(f"{path!r}: cannot be written ({error})") from error
