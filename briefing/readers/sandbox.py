"""A child process for parsers of untrusted files, with limits on time and memory.

When a parser hangs, crashes or takes too much memory, one file and one child are lost. The child is
started when first needed, serves one call at a time and is replaced when it had to be stopped.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

from briefing.errors import PackageError, SourceError, lacking
from briefing.limits.time import READING
from briefing.readers.options import MAX_PICTURES, MB, Source

BYTES = 900 * MB
"""Memory for one file; honest ones take under 300 MB."""
ASLEEP = 14.0
"""Seconds in which a child that reads gets some processor time even on a machine with a hundred
busy processes; one that gets none in so long is considered to hang."""
AWAKE = 0.02
"""Seconds of processor time that show that a child is not asleep."""
SECONDS = 180.0
"""Seconds for one file in all: its processor time (``READING``) with room for a busy machine."""
PER_PICTURE = 60.0
"""Seconds more for each page whose text is recognised by another program."""
# A library that leaks must not grow for ever.
CALLS = 2_000

_INSIDE = False
_LOCK = threading.Lock()
_HEADER = 8


class _Child:
    """A running child process."""

    def __init__(self) -> None:
        root = str(Path(__file__).resolve().parents[2])
        places = [root, *(place for place in sys.path if place and place != root)]
        self.calls = 0
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from briefing.readers.sandbox import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(places)},
        )

    def call(self, payload: bytes, asleep: float = ASLEEP) -> bytes | None:
        """The reply to ``payload``; ``None`` when the child ended or had to be stopped.

        ``asleep``: seconds for which it may take no processor time.
        """
        self.calls += 1
        assert self.process.stdin and self.process.stdout
        done = threading.Event()
        threading.Thread(target=self._watch, args=(done, asleep), daemon=True).start()
        try:
            _send(self.process.stdin, payload)
            return _receive(self.process.stdout)
        except OSError:  # the pipe broke: the child has ended
            return None
        finally:
            done.set()

    def _watch(self, done: threading.Event, asleep: float) -> None:
        """Kill the child when it sleeps for too long, or takes longer than any busy machine does.

        Its processor time is limited by itself. Where the system does not say how much it took,
        only its clock counts.
        """
        pid, begun = self.process.pid, time.monotonic()
        used, since = processor_seconds(pid), begun
        while not done.wait(0.5):
            now, spent = time.monotonic(), processor_seconds(pid)
            if spent is not None and used is not None and spent - used > AWAKE:
                used, since = spent, now
            if now - since > asleep or now - begun > SECONDS + asleep:
                self.process.kill()
                return

    def stop(self) -> int:
        """End the child; its exit code."""
        assert self.process.stdin and self.process.stdout
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.kill()
        return self.process.wait()

    def disown(self) -> None:
        """Let go of a child that belongs to the process this one was forked from."""
        assert self.process.stdin and self.process.stdout
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()
        self.process.returncode = 0  # only its parent process can wait for it


def processor_seconds(pid: int) -> float | None:
    """The processor time that a process took so far; ``None`` where the system does not say."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


_child: _Child | None = None


def run(target: str, source: Source) -> Any:
    """``function(source)`` for the ``module:function`` that ``target`` names, in the child.

    Raises what the function raises if that is a :class:`SourceError`, and :class:`PackageError` for
    a package that is not installed; any other end of the child becomes a :class:`SourceError`.
    """
    if _INSIDE:
        return _function(target)(source)
    payload = pickle.dumps((target, source), protocol=pickle.HIGHEST_PROTOCOL)
    with _LOCK:
        child = _ready(source.location)
        done = False
        try:
            pictures = MAX_PICTURES if source.options.ocr else 0
            reply = child.call(payload, ASLEEP + PER_PICTURE * pictures)
            done = reply is not None
        finally:
            if not done:
                _discard()
    if reply is None:
        raise SourceError(
            source.location,
            f"too much for its reader (over {READING:g} s or {BYTES // MB} MB)",
        )
    failed, value = pickle.loads(reply)
    if failed:
        raise value
    return value


def serve() -> None:
    """The child's loop: requests from standard input, replies to standard output."""
    global _INSIDE  # noqa: PLW0603 - says for the whole process that it is the child
    _INSIDE = True
    _limit()
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get into the replies
    while (request := _receive(incoming)) is not None:
        target, source = pickle.loads(request)
        _limit_time()
        try:
            reply = pickle.dumps((False, _function(target)(source)))
        except (SourceError, PackageError) as error:
            reply = pickle.dumps((True, error))
        except Exception as error:  # noqa: BLE001 - a parser may fail in any way; it is reported
            said = lacking(error) or SourceError(source.location, damage(error))
            reply = pickle.dumps((True, said))
        _send(outgoing, reply)


def damage(error: Exception) -> str:
    """What a parser's error says of a file, in one line."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, MemoryError):
        return "takes too much memory"
    what = f"{type(error).__name__}: {error}".strip(": ").splitlines()[0]
    return f"damaged or not what its name says ({what[:100]})"


def _function(target: str) -> Any:
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


def _ready(location: str) -> _Child:
    """The child, started if there is none."""
    global _child  # noqa: PLW0603
    if _child is not None and _child.calls >= CALLS:
        _discard()
    if _child is None:
        try:
            _child = _Child()
        except OSError as error:
            raise SourceError(location, f"its reader cannot be started ({error})") from error
    return _child


def _discard() -> None:
    global _child  # noqa: PLW0603
    if _child is not None:
        _child.stop()
    _child = None


def _forget() -> None:
    """In a fork: the child and the lock are the parent's."""
    global _child, _LOCK  # noqa: PLW0603
    _LOCK = threading.Lock()
    if _child is not None:
        _child.disown()
    _child = None


atexit.register(_discard)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _limit() -> None:
    """Bounds this process's memory where the system can (not on Windows)."""
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):  # a lower limit is already set
            resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """Make this process end when the next file takes too much processor time."""
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            soft = int(time.process_time()) + 1 + int(READING)
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(_HEADER, "big"))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    header = stream.read(_HEADER)
    if len(header) < _HEADER:
        return None
    size = int.from_bytes(header, "big")
    data = stream.read(size)
    return data if len(data) == size else None
