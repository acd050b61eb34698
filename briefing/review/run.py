"""The process of a review: a web server for this machine, until Ctrl-C, the page, or idleness."""

from __future__ import annotations

import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import OutputError
from briefing.pipeline.desk import Desk
from briefing.review.session import Session

HOST = "127.0.0.1"
IDLE_MINUTES = 120
"""Minutes without a request after which a review ends: longer than a meeting, less than a day."""


def review(
    desk: Desk,
    file: Path,
    *,
    port: int = 0,
    idle: float = IDLE_MINUTES,
    ready: Callable[[str], None],
) -> str:
    """Serve the review of ``desk``, saved to ``file``, until it ends; returns why it did.

    ``port`` 0 is any that is free. ``ready`` is given the address to open once it is served.
    Ctrl-C, a closed terminal and SIGTERM end it; then the brief is kept in the library of the
    options, if they name one. Raises :class:`OutputError` where the port, the file or the library
    cannot be used.
    """
    import uvicorn

    from briefing.review.server import application

    session = Session(desk, file)
    session.save()
    if session.failure:
        raise OutputError(session.failure)
    listening = _listen(port)
    number = int(listening.getsockname()[1])
    token = secrets.token_urlsafe(32)
    reasons: list[str] = []
    last = [time.monotonic()]

    def used() -> None:
        last[0] = time.monotonic()

    def stop(reason: str = "ended from the page") -> None:
        reasons.append(reason)
        server.should_exit = True

    app = application(session, token, number, used=used, stop=stop)
    config = uvicorn.Config(
        app, log_level="critical", access_log=False, lifespan="off", server_header=False,
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    server = uvicorn.Server(config)

    def watch() -> None:
        while not server.should_exit:
            time.sleep(min(1.0, idle * 6))
            if server.started and not reasons and time.monotonic() - last[0] > idle * 60:
                stop(f"ended after {idle:g} minutes without use")

    def announce() -> None:
        while not server.started and not server.should_exit:
            time.sleep(0.01)
        if server.started:
            ready(f"http://{HOST}:{number}/open?token={token}")

    for work in (watch, announce):
        threading.Thread(target=work, daemon=True).start()
    # uvicorn sends a signal that ended it once more, to whoever had it before: to ``end``.
    with listening, _ending(lambda: stop("ended")):
        server.run(sockets=[listening])
    session.save()
    session.keep()
    return reasons[0] if reasons else "ended"


@contextmanager
def _ending(end: Callable[[], None]) -> Iterator[None]:
    """Have the signals that end a process call ``end`` instead, but for those that are ignored."""
    numbers = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP")]
    before = {n: signal.getsignal(n) for n in numbers if n is not None}
    kept = {n: handler for n, handler in before.items() if handler is not signal.SIG_IGN}
    for number in kept:
        signal.signal(number, lambda _number, _frame: end())
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _listen(port: int) -> socket.socket:
    """A socket of this machine only, on ``port``. Raises :class:`OutputError`."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise OutputError(f"port {port}: cannot be used ({error.strerror})") from error
    return listening
