"""The command line says what the transcripts in ``tests/cli`` say.

``BRIEFING_REWRITE=1`` rewrites them in place; read the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from transcripts import prepare, replay

TRANSCRIPTS = sorted((Path(__file__).resolve().parent).glob("*.md"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path: Path, tmp_path: Path) -> None:
    prepare(tmp_path)
    written = path.read_text("utf-8")
    today = replay(written, tmp_path)
    assert "Traceback" not in today
    if os.environ.get("BRIEFING_REWRITE") == "1":
        path.write_text(today, "utf-8")
    else:
        assert today == written


def test_a_wrong_transcript_fails(tmp_path: Path) -> None:
    prepare(tmp_path)
    wrong = "```console\n$ echo one; echo two >&2; exit 3\none\n2> two\n```\n"
    assert replay(wrong, tmp_path) == wrong.replace("2> two\n", "2> two\n=> 3\n")


def test_input_reaches_the_command(tmp_path: Path) -> None:
    prepare(tmp_path)
    text = "```console\n$ cat -n | tr -d ' '\na\nb\n^D\n1\ta\n2\tb\n```\n"
    assert replay(text, tmp_path) == text


def test_an_open_block_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not closed"):
        replay("```console\n$ true\n", tmp_path)
