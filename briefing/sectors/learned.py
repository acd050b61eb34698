"""The learned weights of the evidence, as ``python -m briefing.training.sectors`` wrote them."""

from __future__ import annotations

import json
from functools import lru_cache

from briefing.resources import data_path


@lru_cache(maxsize=1)
def learned_weights() -> dict[str, float]:
    """Weight of each parameter of the evidence model."""
    loaded = json.loads(data_path("sector_weights.json").read_text("utf-8"))
    return {name: float(value) for name, value in loaded["weights"].items()}
