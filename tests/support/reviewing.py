"""A review that runs in a process of its own, as a user starts it, for tests."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from command import environment

SECONDS = 120
"""Time that a review may take to open on a busy machine."""


@dataclass
class Review:
    """A running review: its process, the address that it printed, the file that it saves."""

    process: subprocess.Popen[str]
    address: str
    file: Path

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port is not None
        return port

    @property
    def token(self) -> str:
        return self.address.rpartition("=")[2]

    def headers(self, **changed: str | None) -> dict[str, str]:
        """What a browser with the page sends; ``None`` leaves one out."""
        sent: dict[str, str | None] = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": f"briefing-{self.port}={self.token}",
            "Origin": f"http://127.0.0.1:{self.port}",
            "X-Briefing": "1",
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in changed.items()},
        }
        return {name: value for name, value in sent.items() if value is not None}

    def ask(
        self, method: str, path: str, body: Any = None, **changed: str | None
    ) -> tuple[HTTPResponse, bytes]:
        """One request; the answer and its body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.putrequest(method, path, skip_host=True)
        for name, value in self.headers(**changed).items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(data)))
        connection.endheaders(data if body is not None else None)
        answer = connection.getresponse()
        held = answer.read()
        connection.close()
        return answer, held

    def view(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.ask("GET", "/api/view")[1])
        return value

    def edit(self, **operation: Any) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.ask("POST", "/api/edit", operation)[1])
        return value

    def stop(self) -> str:
        """End it as Ctrl-C does; what it said."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.communicate(timeout=120)[1]
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


@contextmanager
def reviewing(folder: Path, *arguments: str | Path) -> Iterator[Review]:
    """``briefing review`` of some sources in ``folder``."""
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", "review", "--no-open", *arguments],
        cwd=folder, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        address, file = _announced(process)
        yield Review(process, address, folder / file)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
        if process.stderr:
            process.stderr.close()


def _announced(process: subprocess.Popen[str]) -> tuple[str, str]:
    """The address and the file that a starting review prints."""
    assert process.stderr is not None
    said, address = [], ""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        line = process.stderr.readline()
        if not line:
            break
        said.append(line)
        if opened := re.match(r"review: (http://\S+)", line):
            address = opened[1]
        if saved := re.match(r"saved in (.+) at every change", line):
            return address, saved[1]
    raise AssertionError(f"no review opened: {''.join(said)}")


def chromium() -> str:
    """The path of a browser on this machine; skips the test where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    if os.environ.get("BRIEFING_REQUIRE_BROWSER") == "1":
        raise AssertionError("no Chromium on this machine")
    pytest.skip("no Chromium on this machine")
