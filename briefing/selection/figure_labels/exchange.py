"""Rough values of currencies, used only to compare the size of sums."""

from __future__ import annotations

_DOLLARS = {
    "usd": 1.0, "eur": 1.1, "gbp": 1.3, "chf": 1.1, "cad": 0.7, "aud": 0.7, "nzd": 0.6, "sgd": 0.7,
    "hkd": 0.13, "cny": 0.14, "jpy": 0.007, "krw": 0.0007, "inr": 0.012, "pkr": 0.0036,
    "bdt": 0.008, "lkr": 0.003, "rub": 0.011, "kzt": 0.002, "uzs": 0.00008, "kgs": 0.011,
    "azn": 0.6, "gel": 0.37, "try": 0.03, "sar": 0.27, "aed": 0.27, "qar": 0.27, "zar": 0.055,
    "sek": 0.1, "pln": 0.25, "czk": 0.04, "huf": 0.003, "uah": 0.025, "brl": 0.2, "peso": 0.05,
    "myr": 0.22, "idr": 0.00006, "thb": 0.03, "php": 0.018, "vnd": 0.00004, "twd": 0.03,
    "mnt": 0.0003, "ngn": 0.0007, "kes": 0.008, "egp": 0.02, "dem": 0.55, "krone": 0.1,
    "cent": 0.01, "penny": 0.013,
}  # fmt: skip
"""Rough values of currencies in dollars, of the years since 2020; any other
currency counts as a hundredth."""


def in_dollars(unit: str) -> float:
    """Dollars that one of ``unit`` is roughly worth."""
    return _DOLLARS.get(unit, 0.01)
