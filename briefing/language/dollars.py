"""Sums of money in one currency, to the order of magnitude."""

from __future__ import annotations

from briefing.language.quantities import Figure

US_DOLLARS = {
    "usd": 1.0, "eur": 1.2, "gbp": 1.7, "cad": 0.8, "aud": 0.75, "chf": 0.8, "jpy": 0.0085,
    "krw": 0.0009, "inr": 0.015, "kzt": 0.0022, "rub": 0.013, "try": 0.04, "myr": 0.24, "dem": 0.55,
    "cny": 0.14, "sar": 0.27, "aed": 0.27, "hkd": 0.13, "sgd": 0.7, "nzd": 0.65, "idr": 0.00007,
    "zar": 0.07, "sek": 0.11, "brl": 0.2, "peso": 0.05, "crown": 0.1, "pln": 0.25,
}  # fmt: skip
"""Dollars for a unit of a currency, to the order of magnitude over the last decades: only the
logarithm of a sum is used."""
_OTHER_MONEY = 0.1


def dollars(amount: Figure) -> float:
    """An amount of money in US dollars, roughly."""
    return amount.number * US_DOLLARS.get(amount.unit, _OTHER_MONEY)
