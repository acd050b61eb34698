"""Temporary files beside an output, and what a killed run left of them.

A run holds an advisory lock on each of its temporary files until they have their names. So one
that nobody holds, and that has not changed for a while, is of a run that was killed.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

LEFT_SECONDS = 60.0
"""Age from which a temporary file that nobody holds is removed. A file is held from the moment
after it is made; folders that two machines share may have locks of one machine only, and no save
of ours takes a minute."""

_NAME = ".briefing-{}.tmp"
_OURS = re.compile(r"\.briefing-[0-9a-f]{16}\.tmp")


def stage(target: Path, data: bytes, cleanup: contextlib.ExitStack) -> Path:
    """A complete temporary file beside ``target``; ``cleanup`` removes it unless it was renamed."""
    temporary = target.with_name(_NAME.format(os.urandom(8).hex()))
    file = temporary.open("xb")
    cleanup.callback(temporary.unlink, missing_ok=True)
    with contextlib.ExitStack() as closing:
        closing.enter_context(file)
        held = _hold(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            os.chmod(temporary, stat.S_IMODE(target.stat().st_mode))  # noqa: PTH101
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        if held:
            _remove_leftovers(target.parent, os.fstat(file.fileno()).st_mtime - LEFT_SECONDS)
            cleanup.push(closing.pop_all())  # closed, and so free, before it would be removed
    return temporary


def _hold(handle: int) -> bool:
    """Whether an open file is now held by this process alone; False where there are no locks."""
    try:
        import fcntl
    except ImportError:  # Windows, where an open file could not take its name either
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held by another, or no locks on this file system
        return False
    return True


def _remove_leftovers(folder: Path, before: float) -> None:
    """Remove what killed runs of this user left in ``folder`` and has not changed since ``before``,
    in the time of its file system. What cannot be removed stays; the output is what counts."""
    try:
        with os.scandir(folder) as entries:
            ours = [entry.path for entry in entries if _OURS.fullmatch(entry.name)]
    except OSError:  # a folder that may be written to but not listed
        return
    for path in ours:
        with contextlib.suppress(OSError), _opened(path) as handle:
            facts = os.fstat(handle)
            mine = stat.S_ISREG(facts.st_mode) and facts.st_uid == os.geteuid()
            if mine and facts.st_mtime < before and _hold(handle):
                Path(path).unlink()


@contextlib.contextmanager
def _opened(path: str) -> Iterator[int]:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        yield handle
    finally:
        os.close(handle)
