"""The limit on processor time holds whatever the work inside catches."""

from __future__ import annotations

import contextlib
import time

import pytest

from briefing.limits.time import TooLong, processor_time


def busy(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_work_that_takes_too_long_is_stopped() -> None:
    begun = time.process_time()
    with pytest.raises(TooLong, match=r"takes over 0\.1 s"), processor_time(0.1):
        busy(5)
    assert time.process_time() - begun < 1


def test_a_parser_that_catches_every_exception_is_stopped_too() -> None:
    begun = time.process_time()

    def careless() -> None:
        for _ in range(50):
            with contextlib.suppress(Exception):  # as parsers do
                busy(0.1)

    with pytest.raises(TooLong), processor_time(0.1):
        careless()
    assert time.process_time() - begun < 1


def test_a_parser_that_catches_everything_once_is_stopped_at_the_next_call() -> None:
    begun = time.process_time()

    def stubborn() -> None:
        with contextlib.suppress(BaseException):  # as some parsers do
            busy(5)
        busy(5)

    with pytest.raises(TooLong), processor_time(0.1):
        stubborn()
    assert time.process_time() - begun < 2


def test_a_limit_within_a_limit_leaves_the_outer_one_in_force() -> None:
    with pytest.raises(TooLong, match=r"0\.3 s"), processor_time(0.3):
        with processor_time(5):
            pass
        busy(5)
