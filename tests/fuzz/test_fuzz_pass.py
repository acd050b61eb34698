"""A short seeded pass over what is fuzzed: each target on damaged inputs, without guidance.

What a search with coverage finds is in :mod:`fuzz.run`; this holds its targets and starts alive.
"""

from __future__ import annotations

import random

import pytest

from briefing.readers import sandbox as guard
from briefing.readers.web import fetch
from fuzz import targets
from fuzz.corpus import TOKENS, starts

ROUNDS = 40


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_INSIDE", guard._INSIDE)
    monkeypatch.setattr(fetch, "_connect", fetch._connect)
    targets.in_process()


def changed(data: bytes, rng: random.Random) -> bytes:
    """``data`` with up to six bits turned, parts moved or repeated, and tokens put in."""
    made = bytearray(data[:40_000])
    for _ in range(rng.randint(1, 6)):
        at, end = sorted(rng.randrange(len(made) + 1) for _ in range(2))
        match rng.randrange(4):
            case 0:
                made[at:at] = rng.choice(TOKENS).encode()
            case 1 if at < len(made):
                made[at] ^= 1 << rng.randrange(8)
            case 2:
                del made[at : min(end, at + 200)]
            case _:
                made[at:at] = made[at : min(end, at + 500)]
    return bytes(made)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", targets.TARGETS)
def test_no_damage_breaks(name: str) -> None:
    rng = random.Random(f"pass over {name}")
    whole = starts(name)
    for data in [*whole, *(changed(rng.choice(whole), rng) for _ in range(ROUNDS))]:
        targets.TARGETS[name](data)
