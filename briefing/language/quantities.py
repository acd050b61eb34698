"""Figures: amounts, shares, counts, measures and dates in a text, with what they measure.

Used for the key-figures strip, and to tell whether two reports of one fact disagree.
Values are compared as numbers in a base unit (tonnes, kilometres, watts …), never across
currencies, and with the precision that the coarser of the two was written with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

AMOUNT, SHARE, COUNT, MEASURE, DATE = "amount", "share", "count", "measure", "date"

_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mln": 1e6, "mn": 1e6, "m": 1e6,
    "billion": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "trn": 1e12, "tn": 1e12,
}  # fmt: skip
_WORDS = {
    w: float(i)
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0,
     "eighty": 80.0, "ninety": 90.0, "dozen": 12.0}  # fmt: skip
_CURRENCY = {
    "$": "usd", "us$": "usd", "c$": "cad", "a$": "aud", "s$": "sgd", "hk$": "hkd", "nz$": "nzd",
    "€": "eur", "£": "gbp", "¥": "jpy", "₩": "krw", "₹": "inr", "₸": "kzt", "₽": "rub", "₺": "try",
    "rm": "myr", "rs": "inr", "usd": "usd", "eur": "eur", "gbp": "gbp", "chf": "chf",
    "dollar": "usd", "dollars": "usd", "dlrs": "usd", "dlr": "usd", "euro": "eur", "euros": "eur",
    "pound": "gbp", "pounds": "gbp", "yen": "jpy", "won": "krw", "yuan": "cny", "rouble": "rub",
    "roubles": "rub", "rubles": "rub", "tenge": "kzt", "francs": "chf", "franc": "chf",
    "rupees": "inr", "rand": "zar", "lira": "try", "riyals": "sar", "dirhams": "aed",
    "crowns": "crown", "kronor": "sek", "kroner": "krone", "zloty": "pln", "zlotys": "pln",
    "rials": "rial", "soles": "pen", "pounds sterling": "gbp", "shekels": "ils",
    "lei": "ron", "forints": "huf", "hryvnias": "uah", "lari": "gel", "dinars": "dinar",
    "manat": "azn", "pesos": "peso", "marks": "dem", "taka": "bdt", "birr": "etb",
    "ringgit": "myr", "sen": "sen", "cents": "cent", "pence": "penny", "cedis": "ghs",
    "rupiah": "idr", "baht": "thb", "naira": "ngn", "shillings": "kes", "reais": "brl",
}  # fmt: skip
# Currencies whose name several countries share, with the countries whose own one has a code here.
_SHARED = {
    "dollar": {"us": "usd", "canadian": "cad", "australian": "aud", "singapore": "sgd",
               "hong kong": "hkd", "new zealand": "nzd"},
    "franc": {"swiss": "chf"}, "pound": {"british": "gbp"}, "rupee": {"indian": "inr"},
    "lira": {"turkish": "try"}, "riyal": {"saudi": "sar"}, "dirham": {"uae": "aed"},
    "shilling": {"kenyan": "kes"}, "mark": {"german": "dem"}, "dinar": {}, "peso": {}, "rial": {},
    "crown": {}, "kroner": {}, "cent": {},
}  # fmt: skip
_UNITS = {
    "%": ("%", 1.0), "percent": ("%", 1.0), "per cent": ("%", 1.0), "pct": ("%", 1.0),
    "percentage points": ("pp", 1.0), "points": ("points", 1.0),
    "kw": ("w", 1e3), "mw": ("w", 1e6), "gw": ("w", 1e9), "tw": ("w", 1e12),
    "kilowatt": ("w", 1e3), "kilowatts": ("w", 1e3), "megawatt": ("w", 1e6),
    "megawatts": ("w", 1e6), "gigawatt": ("w", 1e9), "gigawatts": ("w", 1e9),
    "kwh": ("wh", 1e3), "mwh": ("wh", 1e6), "gwh": ("wh", 1e9), "twh": ("wh", 1e12),
    "km": ("m", 1e3), "kilometre": ("m", 1e3), "kilometres": ("m", 1e3),
    "kilometer": ("m", 1e3), "kilometers": ("m", 1e3), "metre": ("m", 1.0), "metres": ("m", 1.0),
    "meter": ("m", 1.0), "meters": ("m", 1.0), "mile": ("m", 1609.344), "miles": ("m", 1609.344),
    "feet": ("m", 0.3048), "foot": ("m", 0.3048),
    "tonne": ("kg", 1e3), "tonnes": ("kg", 1e3), "ton": ("kg", 1e3), "tons": ("kg", 1e3),
    "kg": ("kg", 1.0), "kilos": ("kg", 1.0), "kilogram": ("kg", 1.0), "kilograms": ("kg", 1.0),
    "lb": ("kg", 0.4536), "lbs": ("kg", 0.4536),
    "metric tons": ("kg", 1e3), "metric tonnes": ("kg", 1e3), "cubic metres": ("m3", 1.0),
    "cubic meters": ("m3", 1.0), "square kilometres": ("m2", 1e6),
    "square kilometers": ("m2", 1e6), "square metres": ("m2", 1.0), "square meters": ("m2", 1.0),
    "barrel": ("bbl", 1.0), "barrels": ("bbl", 1.0), "bpd": ("bpd", 1.0),
    "hectare": ("m2", 1e4), "hectares": ("m2", 1e4), "ha": ("m2", 1e4), "acre": ("m2", 4046.9),
    "acres": ("m2", 4046.9), "day": ("day", 1.0), "days": ("day", 1.0), "week": ("day", 7.0),
    "weeks": ("day", 7.0), "month": ("month", 1.0), "months": ("month", 1.0),
    "year": ("month", 12.0), "years": ("month", 12.0), "hour": ("hour", 1.0),
    "hours": ("hour", 1.0), "minutes": ("hour", 1 / 60), "minute": ("hour", 1 / 60),
}  # fmt: skip
MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = "|".join(f"{m}|{m[:3]}\\." if m != "May" else "May" for m in MONTHS)
_PARTS = {
    f"{count}{join}{part}{'s' * (n > 1)}": round(100.0 * n / whole, 1)
    for count, n in (("a", 1), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("nine", 9))
    for part, whole in (("quarter", 4), ("third", 3), ("fifth", 5), ("tenth", 10))
    for join in (" ", "-")
    if n < whole
}  # fmt: skip
NUMBER_WORDS = (*_WORDS, *_SCALES)
UNIT_WORDS = (*_UNITS, *(c for c in _CURRENCY if c.isalpha() and len(c) > 2))
_HEDGES = frozenset(
    "about around some roughly approximately nearly almost over under up least more than less "
    "below above close estimated".split()
)


def _alternatives(words: Iterable[str]) -> str:
    """The words as a pattern, longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SYMBOL = r"(?:US|HK|NZ|[CAS])?\$|[€£¥₩₹₸₽₺]|\b(?:RM|Rs\.?|USD|EUR|GBP|CHF)\s?"
_SCALE = _alternatives(s for s in _SCALES if len(s) > 1)
_MONEY = [c for c in _CURRENCY if len(c) > 2 and c[0].isalpha()]
_UNIT = _alternatives([*_UNITS, *_MONEY])
# Whose currency it is, before its name: CFA, Swiss, Hong Kong, New Zealand.
_WHOSE = rf"(?:[A-Z][A-Za-z]+[\s\u00a0]){{1,2}}(?=(?i:{_alternatives(_MONEY)})(?!\w))"
_WORD = _alternatives(w for w in _WORDS if w not in ("zero", "one"))
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_WORD_SCALE = "hundred|thousand|million|billion|trillion"
# A figure begins with a digit, the symbol of a currency or a word; most words begin none, and most
# places in a text are ruled out by one character.
_OPENING = (
    r"\d|[aA][ -]|[dD][oO]|[eE][iIlL]|[fF][iIoO]|[hH][aA]|[nN][iI]|[oO][nN]|[sS][eEiI]"
    r"|[tT](?:[eEwW]|[hH][iIrR])|[JFMAOND][aepuco]|R[Ms]|US|EU|GB|CH"
)
_FIGURE = re.compile(
    rf"""
    (?=[\d$€£¥₩₹₸₽₺aACdDeEfFGhHJMnNoORsStTU])
    (?:\b(?=(?-x:{_OPENING}))|(?=[$€£¥₩₹₸₽₺ACHNSU])(?=[UHN][SKZ]\$|[CAS]?\$|[€£¥₩₹₸₽₺]))(?:
    (?P<date>
        \b(?:{_MONTH})\s\d{{1,2}}(?:,?\s\d{{4}})?\b
      | \b\d{{1,2}}\s(?:{_MONTH})(?:\s\d{{4}})?\b
      | \b(?:{_MONTH})\s(?:of\s)?\d{{4}}\b
    )
  | (?P<symbol>{_SYMBOL})?
    (?:(?<=end-)|(?<=mid-)|(?<![\w.,])(?<![^\W\d_]-))(?P<number>{_NUMBER})(?![.,]?\d)
    (?:[\s\u00a0-]?(?P<scale>(?i:{_SCALE})|[kmb])\b(?:\.(?=\s[a-z]))?)?
    (?:[\s\u00a0-]?(?P<whose>{_WHOSE}|US\s)?(?P<unit>(?i:{_UNIT}))(?!\w))?
  | \b(?P<part>(?i:{_alternatives(_PARTS)})|(?i:half)(?=\s(?:of|the|its|their)\b))\b
  | \b(?P<word>(?i:half(?=\sa\s[mbt]r?illion)|{_WORD}|one(?=\s(?:{_WORD_SCALE}))))\b
    (?:-(?P<ones>(?i:{_ONES}))\b)?(?:(?:[\s-]|\sa\s)(?P<wscale>(?i:{_WORD_SCALE}))\b)?
    (?:(?<=hundred)\sand\s(?P<rest>(?i:{_WORD}|one))\b)?
    (?:[\s\u00a0-](?P<wwhose>{_WHOSE})?(?P<wunit>(?i:{_UNIT}))(?!\w))?
    )
    """,
    re.VERBOSE,
)
_AMONG = re.compile(r"\w+")
_LABEL_WORD = re.compile(r"[\s\u00a0-]*([^\W\d_][\w’'&]*)")
FARTHEST = 1.5
"""How far apart, as a factor, two reports' figures for one fact may be. In the reports written for
this project they are at most 1.33 apart; of what was called a disagreement in 2,225 real stories, 6
of the 7 pairs farther apart were about two facts, and the seventh slipped a decimal point."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written at ``[start:end]`` of the text.

    ``number`` is the value in the base unit of ``unit``; ``quantum`` the precision it was written
    with (2,300 → 100; 9.6 billion → 1e8; 40 → 1); ``hedged`` tells "about", "more than" and so on;
    ``noun`` the lower-cased word counted (counts) or ``""``.
    """

    value: str
    kind: str
    number: float
    unit: str
    quantum: float
    hedged: bool
    noun: str
    start: int
    end: int

    @property
    def normal(self) -> str:
        """A key equal for equal figures: ``usd:9.6e+09``."""
        return f"{self.unit or self.noun}:{self.number:.6g}"


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """All figures of ``text`` in order; plain years count as dates.

    >>> [(f.value, f.kind, f.normal) for f in figures("More than 700 firms put in $9.6 bn")]
    [('700', 'count', 'firms:700'), ('$9.6 bn', 'amount', 'usd:9.6e+09')]
    """
    return tuple([_figure(m, text) for m in _FIGURE.finditer(text)])


def _figure(match: re.Match[str], text: str) -> Figure:
    start, end = match.span()
    before = _AMONG.findall(text[max(0, start - 24) : start].lower())[-2:]
    hedged = not _HEDGES.isdisjoint(before)
    if match["date"]:
        return Figure(match[0], DATE, _date_number(match[0]), "date", 1.0, hedged, "", start, end)
    if match["part"]:
        share = _PARTS.get(match["part"].lower(), 50.0)
        return Figure(match[0], SHARE, share, "%", 5.0, hedged, "", start, end)
    if match["word"]:
        return _written_in_words(match, text, hedged)
    return _written_in_digits(match, text, hedged)


def _written_in_words(match: re.Match[str], text: str, hedged: bool) -> Figure:
    start, end = match.span()
    word, ones, rest = ((match[name] or "").lower() for name in ("word", "ones", "rest"))
    scale = _SCALES.get((match["wscale"] or "").lower(), 1.0)
    number = (_WORDS.get(word, 0.5) + _WORDS.get(ones, 0.0)) * scale + _WORDS.get(rest, 0.0)
    unit = (match["wunit"] or "").lower()
    currency = _currency(match["wwhose"], unit)
    if currency:
        return Figure(match[0], AMOUNT, number, currency, scale, hedged, "", start, end)
    if unit:
        base, factor = _UNITS[unit]
        kind = SHARE if base in ("%", "pp") else MEASURE
        return Figure(match[0], kind, number * factor, base, factor, hedged, "", start, end)
    return Figure(match[0], COUNT, number, "", 1.0, hedged, _noun(text, end), start, end)


def _written_in_digits(match: re.Match[str], text: str, hedged: bool) -> Figure:
    start, end = match.span()
    digits, value = match["number"].replace(",", ""), match[0].rstrip(". ")
    scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
    number, quantum = float(digits) * scale, _quantum(digits) * scale
    symbol = (match["symbol"] or "").strip().rstrip(".").lower()
    unit = (match["unit"] or "").lower()
    currency = _CURRENCY.get(symbol) or _currency(match["whose"], unit)
    kind, base, noun = COUNT, "", ""
    if currency:
        kind, base = AMOUNT, currency
    elif unit in _UNITS:
        base, factor = _UNITS[unit]
        kind = SHARE if base in ("%", "pp") else MEASURE
        number, quantum = number * factor, quantum * factor
    elif scale == 1.0 and re.fullmatch(r"(?:19|20)\d\d", digits):
        kind, base, quantum = DATE, "date", 1.0
    else:
        noun = _noun(text, end)
    return Figure(value, kind, number, base, quantum, hedged, noun, start, end)


def _currency(whose: str | None, name: str) -> str:
    """The code of a currency as it is called, or a name of its own; ``""`` for another unit.

    >>> _currency("Swiss ", "francs"), _currency("CFA ", "francs"), _currency(None, "francs")
    ('chf', 'cfa franc', 'chf')
    """
    code = _CURRENCY.get(name, "")
    shared = _SHARED.get(name.removesuffix("s")) if code and whose else None
    if shared is None or whose is None:
        return code
    country = " ".join(whose.lower().split())
    return shared.get(country, f"{country} {name.removesuffix('s')}")


def _date_number(date: str) -> float:
    year = re.search(r"\b\d{4}\b", date)
    day = re.search(r"\b\d{1,2}\b", date)
    month = next(i for i, m in enumerate(MONTHS, 1) if m[:3] in date)
    return (float(year[0]) * 1e4 if year else 0.0) + month * 100 + (int(day[0]) if day else 0)


def _quantum(digits: str) -> float:
    if "." in digits:
        return float(10.0 ** -len(digits.split(".")[1]))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10.0 ** max(0, min(zeros, len(digits) - 2)))  # two digits always count


def _noun(text: str, end: int) -> str:
    """The first lower-case word after the number, skipping one that describes ("new")."""
    found = _LABEL_WORD.match(text, end)
    return found[1].lower() if found else ""


def near(one: float, other: float) -> bool:
    """Whether two reports of one fact may differ so: within :data:`FARTHEST` of each other.

    >>> near(2_300, 2_600), near(74, 148)
    (True, False)
    """
    less, more = sorted((one, other))
    return less > 0 and more <= FARTHEST * less


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures of one unit can be the same number written with other precision.

    A hedged figure ("about 2,300", "more than 700") agrees within ten percent, the widest gap seen
    between hedged reports of one fact in the development articles; a plain one only by rounding to
    the coarser of the two precisions. Two dates agree when one only leaves out the year or the day.

    >>> f = lambda t: figures(t)[0]
    >>> agree(f("2,314 boxes"), f("2,300 boxes")), agree(f("2,300 boxes"), f("2,600 boxes"))
    (True, False)
    >>> agree(f("100 km"), f("62 miles"))
    True
    """
    if a.kind == DATE:
        return _dates_agree(a.number, b.number)
    if a.number == b.number:
        return True
    if (a.hedged or b.hedged) and abs(a.number - b.number) <= 0.1 * max(a.number, b.number):
        return True
    quantum = max(a.quantum, b.quantum)
    return abs(a.number - b.number) < quantum * 0.5000001


def _dates_agree(a: float, b: float) -> bool:
    if a > b:
        a, b = b, a
    if a < 1300:  # month and day without a year
        return a % 10_000 == b % 10_000 or (1900 <= b <= 2100)
    if a <= 2100:  # a plain year
        return a == b or int(b) // 10_000 == int(a)
    return a == b or (int(a) // 100 == int(b) // 100 and (int(a) % 100 == 0 or int(b) % 100 == 0))


def values(text: str) -> frozenset[str]:
    """The numbers of ``text`` to three digits, dates also by their year, for comparison.

    >>> sorted(values("By Dec. 31, 2029, 2,314 of them or a fifth"))
    ['1231', '2.31e+03', '20', '2029']
    """
    found = set()
    for figure in figures(text):
        if figure.kind == DATE and figure.number > 2100:
            year, day = divmod(int(figure.number), 10_000)
            found |= {str(year), str(day)} - {"0"}
        elif figure.kind == DATE:
            found.add(f"{figure.number:.0f}")
        elif figure.kind != COUNT or figure.number >= 10:  # "two leaders" tells nothing apart
            found.add(f"{figure.number:.3g}")
    return frozenset(found)
