"""Figures: amounts, shares, counts, measures and dates in a text, with what they measure.

A value is a number in a base unit (tonnes, kilometres, watts) or in its currency;
:mod:`briefing.language.agreement` decides whether two agree. A figure is read whole or not at all:
a range ("$5-6 billion"), a compound value ("14 minutes 32.93 seconds") and a number with blanks in
it ("148 500 tonnes") are one figure each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.language.patterns import LazyPattern
from briefing.language.units import (
    CODES,
    CURRENCIES,
    FRACTIONS,
    MONTHS,
    NUMERALS,
    PARTS,
    SCALES,
    SHARED_NAMES,
    SPELT,
    SYMBOLS,
    TIMES,
    UNITS,
)
from briefing.languages import language

AMOUNT, SHARE, COUNT, MEASURE, DATE = "amount", "share", "count", "measure", "date"

WIDEST = 4.0
"""The ratio of the bounds above which "10 to 90" is not taken for a range: those of ranges written
with "to" in the labelled news stories are at most 3.3 apart."""

_HEDGES = frozenset(language("en").numbers.hedges)


def _alternatives(words: Iterable[str]) -> str:
    """The words as a pattern, longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


_THIN = "\u00a0\u202f\u2009\u2007’'"
"""Blanks and marks that part the thousands of a number and nothing else."""
_GAP = r"[ \t\n\u00a0\u202f\u2009]"
_NUMBER = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?"
    rf"|\d{{1,3}}(?:[{_THIN}]\d{{3}})+(?:\.\d+)?(?!\d)"
    r"|[1-9]\d{0,2}(?:\ \d{3})+(?:\.\d+)?(?![\d,-])|\d+(?:\.\d+)?"
)
_FRACTION = rf"\ ?[{''.join(FRACTIONS)}]|[\ -]\d/(?:2|3|4|5|8|16|32)\b"
_CODES = _alternatives(c.upper() for c in CODES)
_SYMBOL = (
    rf"(?:(?:US|HK|NZ|NT|[CASR])?\$|[€£¥₩₹₸₽₺₴₦₪₫₱₾₼₮฿])(?:{_GAP}(?=\d))?"
    rf"|\b(?:RM|Rs\.?|RMB|Tk\.?|K?Sh\.?|Sfr|DM|{_CODES}){_GAP}?|\bR(?=\d)"
)
_SCALE = _alternatives(s for s in SCALES if len(s) > 1)
_MONEY = [c for c in CURRENCIES if len(c) > 2]
_UNIT = _alternatives([*UNITS, *_MONEY])
# Whose currency it is, before its name: CFA, Swiss, Hong Kong, New Zealand.
_WHOSE = rf"(?:[A-Z][A-Za-z]+{_GAP}){{1,2}}(?=(?i:{_alternatives(_MONEY)})(?!\w))"
_WORD = _alternatives(w for w in NUMERALS if w not in ("zero", "one"))
_ONES = _alternatives(w for w, n in NUMERALS.items() if 1 <= n <= 9)
_WORD_SCALE = _alternatives(SPELT)
_MONTH = "|".join(f"{m}|{m[:3]}\\." if m != "May" else "May" for m in MONTHS)
# A figure begins with a digit, the symbol of a currency or a word; most words begin none, and most
# places in a text are ruled out by one character.
_OPENING = (
    r"\d|[aA][ -]|[dD][oO]|[eE][iIlL]|[fF][iIoO]|[hH][aA]|[nN][iI]|[oO][nN]|[sS][eEiI]"
    r"|[tT](?:[eEwW]|[hH][iIrR])|[JFMAOND][aepuco]|R\d|[A-Z][A-Za-z]{1,2}[. \u00a0]{0,2}\d"
)
_FIGURE = re.compile(
    rf"""
    (?=[\w$€£¥₩₹₸₽₺₴₦₪₫₱₾₼₮฿])
    (?:\b(?=(?-x:{_OPENING}))|(?=[$€£¥₩₹₸₽₺₴₦₪₫₱₾₼₮฿ACHNSRU])(?=[UHN][SKZT]\$|[CASR]?\$
        |[€£¥₩₹₸₽₺₴₦₪₫₱₾₼₮฿]))(?:
    (?P<date>
        \b(?:{_MONTH})\s\d{{1,2}}(?:,?\s\d{{4}})?\b
      | \b\d{{1,2}}\s(?:{_MONTH})(?:\s\d{{4}})?\b
      | \b(?:{_MONTH})\s(?:of\s)?\d{{4}}\b
      | \b(?:19|20)\d\d(?:[/–-](?:19|20)?\d\d)(?![\w,.]?\d)
    )
  | (?:(?P<symbol>{_SYMBOL})|(?<=end-)|(?<=mid-)|(?<![\w.,])(?<![^\W\d_]-))
    (?P<number>{_NUMBER})(?![.,]?\d)
    (?P<fraction>{_FRACTION})?
    (?:[\s\u00a0\u202f\u2009-]?(?P<scale>(?i:{_SCALE})|[kmbMB])\b(?:\.(?=\s[a-z]))?)?
    (?:[\s\u00a0\u202f\u2009-]?(?P<whose>{_WHOSE}|US\s)?(?P<unit>(?i:{_UNIT})|(?:{_CODES}))(?!\w))?
  | \b(?P<part>(?i:{_alternatives(PARTS)})|(?i:half)(?=\s(?:of|the|its|their)\b))\b
  | \b(?P<word>(?i:half(?=\sa\s[mbt]r?illion)|{_WORD}|one(?=\s(?:{_WORD_SCALE}))))\b
    (?:-(?P<ones>(?i:{_ONES}))\b)?(?:(?:[\s-]|\sa\s)(?P<wscale>(?i:{_WORD_SCALE}))\b)?
    (?:(?<=hundred)\sand\s(?P<rest>(?i:{_WORD}|one))\b)?
    (?:[\s\u00a0-](?P<wwhose>{_WHOSE})?(?P<wunit>(?i:{_UNIT}))(?!\w))?
    )
    """,
    re.VERBOSE,
)
_AMONG = re.compile(r"\w+")
_LABEL_WORD = re.compile(r"[\s\u00a0\u202f-]*([^\W\d_][\w’'&]*)")
_HYPHEN = re.compile(r"\s?[-–—]\s?")
_TO = re.compile(r"\s(?:to|or)\s")
_BETWEEN = re.compile(r"\bbetween\s(?:about\s|around\s|some\s)?$", re.IGNORECASE)
_CHANGE = LazyPattern(
    r"\b(?:rose|rise|rises|fell|fall|falls|grew|grow|up|down|by|cut|raised?|lowered|gained|lost"
    r"|climbed|dropped|added|slipped|jumped|increased?|decreased?|declined)"
    r"\s(?:(?:a|another|about|around|some|only|just)\s)*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s(?:\w+\s)?$", re.IGNORECASE)
_AND = re.compile(r",?\s(?:and\s)?")
_PER = re.compile(
    rf"{_GAP}(?:a|an|per)\s(barrel|share|tonne|ton|ounce|kilo|kilogram|litre|liter|gallon|bushel"
    r"|pound|lb|day|week|month|year|hour|head|person|unit|hectare|acre|megawatt-hour|kilowatt-hour"
    r"|megawatt|kilometre|night|square metre|thousand cubic metres)\b"
    r"|/(barrel|bbl|kwh|mwh|tonne|ton|kg|day|litre|share)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written at ``[start:end]`` of the text.

    ``number`` is the value in the base unit of ``unit``, of a range the lower bound; ``upper`` the
    upper bound, else the same; ``quantum`` the precision it was written with (2,300 → 100;
    9.6 billion → 1e8; 40 → 1); ``hedged`` tells "about", "more than" and the like; ``noun`` is the
    lower-cased word counted (counts) or ``""``; ``factor`` is how many base units one written unit
    stands for (9.6 billion → 1e9; 3 weeks → 7), ``per`` the word after "a" or "per" ("barrel").
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
    upper: float = 0.0
    factor: float = 1.0
    per: str = ""

    @property
    def normal(self) -> str:
        """A key equal for equal figures: ``usd:9.6e+09``."""
        upper = f"-{self.upper:.6g}" if self.upper != self.number else ""
        return f"{self.unit or self.noun}:{self.number:.6g}{upper}"


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """All figures of ``text`` in order; plain years count as dates.

    >>> [(f.value, f.kind, f.normal) for f in figures("More than 700 firms put in $9.6 bn")]
    [('700', 'count', 'firms:700'), ('$9.6 bn', 'amount', 'usd:9.6e+09')]
    >>> [(f.value, f.normal) for f in figures("$5-6 billion for 148 500 tonnes")]
    [('$5-6 billion', 'usd:5e+09-6e+09'), ('148 500 tonnes', 'kg:1.485e+08')]
    """
    whole: list[Figure] = []
    for match in _FIGURE.finditer(text):
        figure = _figure(match, text)
        joined = _joined(whole[-1], figure, text) if whole else None
        if joined is None:
            whole.append(figure)
        else:
            whole[-1] = joined
    return tuple([_with_per(f, text) for f in whole])


def _with_per(figure: Figure, text: str) -> Figure:
    match = _PER.match(text, figure.end)
    return replace(figure, per=(match[1] or match[2]).lower()) if match else figure


def _joined(one: Figure, other: Figure, text: str) -> Figure | None:
    """The range or the compound value that two neighbours make together, if they do."""
    between = text[one.end : other.start]
    if len(between) > 5 or DATE in (one.kind, other.kind) or one.upper != one.number:
        return None
    ranged = _range(one, other, between, text)
    return ranged or _compound(one, other, between, text)


def _range(one: Figure, other: Figure, between: str, text: str) -> Figure | None:
    """``7 to 7.5 million tons`` and ``$5-6 billion`` as one figure, with both bounds."""
    hyphen = bool(_HYPHEN.fullmatch(between))
    bounds = _BETWEEN.search(text, 0, one.start) if between == " and " else None
    if not (hyphen or bounds or _TO.fullmatch(between)):
        return None
    scaled = _of_one_unit(one, other)
    if scaled is None or (bounds is None and _FROM.search(text, 0, one.start)):
        return None
    lower, upper = scaled
    if not lower < upper.number or not (hyphen or upper.number <= WIDEST * lower):
        return None
    if not (hyphen or bounds) and _CHANGE.search(text, 0, one.start):
        return None
    start = bounds.start() if bounds else one.start
    return replace(
        upper, value=text[start : other.end].rstrip(". "), number=lower, upper=upper.number,
        quantum=max(one.quantum, other.quantum), hedged=one.hedged, start=start,
    )  # fmt: skip


def _of_one_unit(one: Figure, other: Figure) -> tuple[float, Figure] | None:
    """The lower bound and the upper figure of a range, if both are of one unit.

    What only one of the two has, unit, symbol or scale, counts for both.
    """
    if one.unit != other.unit:
        if not one.unit and one.factor == 1.0:
            return one.number * other.factor, other
        if not other.unit and one.factor == 1.0 and one.kind == AMOUNT:
            return one.number * other.factor, replace(other, kind=AMOUNT, unit=one.unit, noun="")
        return None
    if one.kind == COUNT and other.factor == 1.0:
        plural = other.noun.endswith("s") or other.noun in ("people", "children")
        return (one.number, other) if plural and one.number >= 2 else None  # not a 2-1 defeat
    scale = other.factor if one.factor == 1.0 and one.kind in (AMOUNT, COUNT) else 1.0
    return one.number * scale, other


def _compound(one: Figure, other: Figure, between: str, text: str) -> Figure | None:
    """``14 minutes 32.93 seconds`` and ``two years and six months`` as one figure."""
    if one.unit != other.unit or one.kind != MEASURE or not _AND.fullmatch(between):
        return None
    if other.factor >= one.factor or one.number != round(one.number / one.factor) * one.factor:
        return None
    if one.unit not in (*TIMES, "m") or other.number >= one.factor:
        return None
    total = one.number + other.number
    return replace(
        one, value=text[one.start : other.end], number=total, upper=total, quantum=other.quantum,
        factor=other.factor, end=other.end,
    )  # fmt: skip


def _figure(match: re.Match[str], text: str) -> Figure:
    start, end = match.span()
    before = _AMONG.findall(text[max(0, start - 24) : start].lower())[-2:]
    hedged = not _HEDGES.isdisjoint(before)
    if match["date"]:
        number = _date_number(match[0])
        return Figure(match[0], DATE, number, "date", 1.0, hedged, "", start, end, number)
    if match["part"]:
        share = PARTS.get(match["part"].lower(), 50.0)
        return Figure(match[0], SHARE, share, "%", 10.0, hedged, "", start, end, share)
    if match["word"]:
        return _written_in_words(match, text, hedged)
    return _written_in_digits(match, text, hedged)


def _written_in_words(match: re.Match[str], text: str, hedged: bool) -> Figure:
    start, end = match.span()
    word, ones, rest = ((match[name] or "").lower() for name in ("word", "ones", "rest"))
    scale = SCALES.get((match["wscale"] or "").lower(), 1.0)
    number = (NUMERALS.get(word, 0.5) + NUMERALS.get(ones, 0.0)) * scale + NUMERALS.get(rest, 0.0)
    unit = (match["wunit"] or "").lower()
    currency = _currency(match["wwhose"], unit)
    kind, base, noun, quantum = COUNT, "", "", 1.0
    if currency:
        kind, base, quantum = AMOUNT, currency, scale
    elif unit:
        base, factor = UNITS[unit]
        kind, quantum = SHARE if base in ("%", "pp") else MEASURE, factor
        number, scale = number * factor, scale * factor
    else:
        noun = _noun(text, end)
    return Figure(match[0], kind, number, base, quantum, hedged, noun, start, end, number, scale)


_PARTING = re.compile(rf"[,\s{_THIN}]")


def _written_in_digits(match: re.Match[str], text: str, hedged: bool) -> Figure:
    start, end = match.span()
    digits, value = _PARTING.sub("", match["number"]), match[0].rstrip(". ")
    scale = SCALES.get(" ".join((match["scale"] or "").lower().split()), 1.0)
    fraction = _fraction(match["fraction"])
    number, quantum = (float(digits) + fraction) * scale, _quantum(digits) * scale
    quantum = quantum if not fraction else 0.03 * scale
    symbol = (match["symbol"] or "").strip().rstrip(".").lower()
    unit = (match["unit"] or "").lower()
    currency = _symbol(symbol) or _currency(match["whose"], unit)
    kind, base, noun = COUNT, "", ""
    if currency:
        kind, base = AMOUNT, currency
    elif unit in UNITS:
        base, factor = UNITS[unit]
        kind = SHARE if base in ("%", "pp") else MEASURE
        number, quantum, scale = number * factor, quantum * factor, scale * factor
    elif scale == 1.0 and re.fullmatch(r"(?:19|20)\d\d", match["number"]) and not fraction:
        kind, base, quantum = DATE, "date", 1.0
    else:
        noun = _noun(text, end)
    return Figure(value, kind, number, base, quantum, hedged, noun, start, end, number, scale)


def _fraction(written: str | None) -> float:
    """The value of ``½`` or ``1/2`` after a whole number; 0 without one."""
    if not written:
        return 0.0
    mark = written.strip(" -")
    if mark in FRACTIONS:
        return FRACTIONS[mark]
    over, under = mark.split("/")
    return int(over) / int(under)


def _symbol(symbol: str) -> str:
    return SYMBOLS.get(symbol) or (symbol if symbol in CODES else "")


def _currency(whose: str | None, name: str) -> str:
    """The code of a currency by its name, or a name of its own; ``""`` for another unit.

    >>> _currency("Swiss ", "francs"), _currency("CFA ", "francs"), _currency(None, "francs")
    ('chf', 'cfa franc', 'chf')
    """
    code = CURRENCIES.get(name) or (name if name in CODES else "")
    shared = SHARED_NAMES.get(name.removesuffix("s")) if code and whose else None
    if shared is None or whose is None:
        return code
    country = " ".join(whose.lower().split())
    return shared.get(country, f"{country} {name.removesuffix('s')}")


def _date_number(date: str) -> float:
    year = re.search(r"\b\d{4}\b", date)
    if not any(m[:3] in date for m in MONTHS):
        return float(year[0]) if year else 0.0
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
    match = _LABEL_WORD.match(text, end)
    return match[1].lower() if match else ""


def values(text: str) -> frozenset[str]:
    """The numbers of ``text`` to three digits, dates also by their year, for comparison.

    >>> sorted(values("By Dec. 31, 2029, 2,314 of them or a fifth"))
    ['1231', '2.31e+03', '20', '2029']
    """
    numbers = set()
    for figure in figures(text):
        if figure.kind == DATE and figure.number > 2100:
            year, day = divmod(int(figure.number), 10_000)
            numbers |= {str(year), str(day)} - {"0"}
        elif figure.kind == DATE:
            numbers.add(f"{figure.number:.0f}")
        elif figure.kind != COUNT or figure.number >= 10:  # "two leaders" distinguishes nothing
            numbers.add(f"{figure.number:.3g}")
    return frozenset(numbers)
