"""The floors of the quality gate: read, checked and renewed.

Only pytest writes ``floors.toml``: ``--raise-floors`` lifts each floor to today's value less its
margin, and ``--accept-lower-floor`` also lowers those that are no longer reached. The file is
sealed with a checksum over the floors and one over the labelled days, so that a floor that was
lowered by hand, or a label that was changed to suit the program, fails like a fallen value.
"""

from __future__ import annotations

import hashlib
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FILE = HERE / "floors.toml"
DAYS = HERE / "days"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the gate. ``margin`` is how far below today's value its floor stands, ``reason``
    why so far; ``most`` turns it into a ceiling, for what should be small."""

    margin: float
    reason: str
    most: bool = False

    def floor(self, value: float) -> float:
        """The floor for today's value, to three digits on the lenient side."""
        if self.most:
            return math.ceil(1000 * (value + self.margin) - 1e-9) / 1000
        return math.floor(1000 * (value - self.margin) + 1e-9) / 1000

    def holds(self, value: float, floor: float) -> bool:
        return value <= floor if self.most else value >= floor


def data_checksum() -> str:
    """A checksum of all labels: names and contents of their files."""
    digest = hashlib.sha256()
    for path in sorted([*DAYS.rglob("*.txt"), HERE / "seeds.txt"], key=lambda p: p.as_posix()):
        digest.update(path.relative_to(HERE).as_posix().encode() + b"\0")
        digest.update(path.read_text("utf-8").encode() + b"\0")
    return digest.hexdigest()


def seal(floors: Mapping[str, float], data: str) -> str:
    """The checksum that belongs to some floors."""
    lines = "".join(f"{name} {value:.3f}\n" for name, value in sorted(floors.items()))
    return hashlib.sha256((data + "\n" + lines).encode()).hexdigest()


def read() -> tuple[dict[str, float], str, str]:
    """The floors by name, the checksum of their data and their seal."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    floors = {name: float(value) for name, value in table["floors"].items()}
    return floors, str(table["data"]), str(table["seal"])


def renewed(
    floors: Mapping[str, float], values: Mapping[str, float], measures: Mapping[str, Measure],
    *, lower: bool,
) -> dict[str, float]:  # fmt: skip
    """The floors after today's values: stricter where these allow it, laxer only with ``lower``."""
    new = {}
    for name, measure in measures.items():
        old, today = floors.get(name), measure.floor(values[name])
        if old is None or (lower and not measure.holds(values[name], old)):
            new[name] = today
        else:
            new[name] = min(old, today) if measure.most else max(old, today)
    return new


def write(
    floors: Mapping[str, float], values: Mapping[str, float], measures: Mapping[str, Measure]
) -> None:
    """Write and seal the floors; values and reasons stand beside them as comments."""
    data = data_checksum()
    lines = [
        "# Written by pytest tests/quality --raise-floors or --accept-lower-floor: see README.md.",
        f'data = "{data}"',
        f'seal = "{seal(floors, data)}"',
        "",
        "[floors]",
    ]
    for name in measures:
        measure = measures[name]
        lines.append(f"# {values[name]:.3f} when this was written; {measure.reason}")
        lines.append(f"{name} = {floors[name]:.3f}")
    FILE.write_text("\n".join(lines) + "\n", "utf-8")
