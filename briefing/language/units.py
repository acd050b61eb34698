"""The English words for scales, currencies and units of measure, with their values in a base unit.

A base unit is one string per dimension: ``w`` for power, ``m`` for length, ``kg`` for mass.
Currencies have their lower-case ISO 4217 code, or the name that several countries share when the
text does not say which one it means. All words come
from the language file.
"""

from __future__ import annotations

from briefing.languages import language

_ENGLISH = language("en").numbers
_DISTANCES = language("en").distances
MONTHS, WEEKDAYS = _DISTANCES.month_names, _DISTANCES.weekdays[1:]
SCALES, NUMERALS = _ENGLISH.scales, _ENGLISH.numerals
SYMBOLS, CURRENCIES, SHARED_NAMES = _ENGLISH.symbols, _ENGLISH.currencies, _ENGLISH.shared
UNITS = _ENGLISH.units
"""Unit, base unit and how many of the base unit it is."""

PARTS = _ENGLISH.parts
"""Parts of a whole in words, in percent."""

SPELT = _ENGLISH.spelt
"""Scales that follow a number in words ("two million")."""

CODES = tuple(
    """usd eur gbp chf jpy cny kzt uzs kgs tjs tmt mnt rub try azn gel amd byn uah inr pkr bdt lkr
    npr idr myr sgd hkd aud cad nzd sek nok dkk pln czk huf ron bgn aed sar qar kwd bhd omr ils egp
    zar ngn kes ghs tzs ugx etb mad brl mxn ars clp cop pen thb php vnd krw twd isk
    rwf xof xaf mwk zmw bwp nad mzn aoa mur mga""".split()
)
"""ISO 4217 codes that are read before or after an amount ("CHF 2 million", "3 million KZT")."""

TIMES = frozenset(("hour", "day", "month"))
"""Base units of time."""

GOODS = frozenset(("kg", "m3", "bbl", "bushel", "oz", "carat", "wh"))
"""Base units that goods are counted in: the words around them say tonnes of what."""

FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
NUMBER_WORDS = (*NUMERALS, *SCALES)
UNIT_WORDS = (*UNITS, *(c for c in CURRENCIES if len(c) > 2))
