"""Transcripts of terminal sessions: Markdown files whose ``console`` blocks are run and compared.

A block holds one command or several::

    ```console
    $ briefing sectors --check mine.toml
    2> briefing: mine.toml: cannot be read
    => 4
    ```

After ``$`` stands the command, run by ``sh`` in a folder that has a copy of ``seeds``; all blocks
of a file share the folder. If the input is not empty, its lines follow, closed by ``^D``. Then come
standard output as it is, standard error marked ``2> ``, and ``=> N`` for an exit status N that
is not 0. Lines of the file outside ``console`` blocks are left alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPEN, CLOSE, END_OF_INPUT = "```console", "```", "^D"


def replay(transcript: str, folder: Path) -> str:
    """The transcript as it would read today: each command run in ``folder``, results replaced."""
    lines: list[str] = []
    block: list[str] | None = None
    for line in transcript.splitlines():
        if block is None:
            lines.append(line)
            block = [] if line == OPEN else None
        elif line == CLOSE:
            lines += [*_replayed(block, folder), line]
            block = None
        else:
            block.append(line)
    if block is not None:
        raise ValueError("a console block is not closed")
    return "\n".join(lines) + "\n"


def _replayed(block: list[str], folder: Path) -> list[str]:
    lines: list[str] = []
    for index, line in enumerate(block):
        if line.startswith("$ "):
            given = _input(block[index + 1 :])
            lines += [line, *given, *run(line[2:], folder, "\n".join(given[:-1]))]
    return lines


def _input(following: list[str]) -> list[str]:
    """The lines of standard input with their closing mark, or nothing."""
    for index, line in enumerate(following):
        if line.startswith("$ "):
            break
        if line == END_OF_INPUT:
            return following[: index + 1]
    return []


def run(command: str, folder: Path, given: str = "") -> list[str]:
    """What ``command`` says: output, marked errors, marked exit status; ``~`` is the folder."""
    done = subprocess.run(
        ["sh", "-c", command],
        input=given,
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    out, err = (text.replace(str(folder), "~") for text in (done.stdout, done.stderr))
    return [
        *(line.rstrip() for line in out.splitlines()),
        *(f"2> {line}".rstrip() for line in err.splitlines()),
        *([f"=> {done.returncode}"] if done.returncode else []),
    ]


def environment(folder: Path) -> dict[str, str]:
    """A plain environment in which ``briefing`` is this checkout, run by this Python."""
    return {
        "PATH": f"{folder / '.bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "COLUMNS": "100",
        "TERM": "dumb",
        "NO_COLOR": "1",
    }


def prepare(folder: Path) -> None:
    """Puts the samples and the command into an empty folder."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    program = folder / ".bin" / "briefing"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefing "$@"\n')
    program.chmod(0o755)
