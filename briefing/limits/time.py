"""A limit on the processor time of a piece of work, where the system supports it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

READING = 7.0
"""Seconds for the reader of one file: the slowest honest ones (a newspaper page of 30,000
characters, a 300-page report) take under 3."""

ANALYSIS = 8.0
"""Seconds for one article: a megabyte of news takes 3 to 5, and no article is so long."""


AGAIN = 0.25
"""Seconds until the limit is raised again, in case a library's ``except:`` swallowed it."""


class TooLong(BaseException):
    """The work took more than its limit; ``str()`` says how much.

    It is not an :class:`Exception`, so that a parser that catches every exception does not
    continue.
    """


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """Raises :class:`TooLong` in the body of the ``with`` statement after so many seconds of
    processor time.

    It is raised again every ``AGAIN`` seconds until the work ends. Processor time, so that a busy
    machine loses nothing. Signals reach only the main thread, and Windows has none for this:
    elsewhere the work goes on without a limit.
    """
    if not hasattr(signal, "setitimer") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise TooLong(f"takes over {seconds:g} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    outer = signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        _restore(outer)
        signal.signal(signal.SIGVTALRM, before)


def _restore(timer: tuple[float, float]) -> None:
    """Restore the earlier timer, even if the limit is raised meanwhile."""
    while True:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, *timer)
        except TooLong:
            continue
        return
